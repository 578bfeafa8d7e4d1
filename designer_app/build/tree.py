"""Instances: layers as they occur on one page, repeated ones once per item, with scopes for names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from designer_app.layers.base import InHand, Num
from designer_app.layers.group import Holder, Layer, StackLayer
from designer_app.text.records import Layout

RECORD = "@"  # before a layer's place: the name under which its record is read


class Instance:
    """One occurrence of a layer. Geometry is filled in by the flow, lazily; page coordinates."""

    __slots__ = (
        "axes", "busy", "children", "deps", "in_hand", "layer", "layout", "layout_for", "local", "nearest", "parent", "place", "scheme", "values",
    )  # fmt: skip

    def __init__(
        self,
        layer: Layer,
        parent: Instance | None,
        local: Mapping[str, Any],
        scheme: str,
        index: dict[str, Instance],
    ) -> None:
        self.layer = layer
        self.parent = parent
        self.local = local  # item, index, count of the nearest repeat
        self.scheme = scheme
        self.nearest = index  # names that are seen first from here
        self.children: list[Instance] = []
        self.in_hand: InHand | None = None
        self.values: dict[str, Any] = {}  # x y w h shown, once known
        self.busy: set[str] = set()
        self.axes: dict[str, tuple[Num | None, Num | None, Num | None, Num | None]] = {}
        self.layout: Layout | None = None
        self.layout_for: tuple[float | None, float | None] | None = None
        self.place: str = layer.name if parent is None else f"{parent.place}.{layer.name}"
        self.deps: set[str] = {
            RECORD + self.place
        }  # slots and records that its geometry and node were made from
        index.setdefault(layer.name, self)

    @property
    def in_stack(self) -> bool:
        return self.parent is not None and isinstance(self.parent.layer, StackLayer)

    def walk(self) -> Iterator[Instance]:
        yield self
        for child in self.children:
            yield from child.walk()


class Scoped(dict[str, Instance]):
    """Names of a repeated item; what is not here is looked for outside."""

    def __init__(self, outer: Mapping[str, Instance]) -> None:
        super().__init__()
        self.outer = outer

    def __missing__(self, name: str) -> Instance:
        return self.outer[name]

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self.outer


def grow(
    layers: tuple[Layer, ...],
    values: Mapping[str, Any],
    scheme: str,
    index: dict[str, Instance],
    parent: Instance | None = None,
    local: Mapping[str, Any] | None = None,
) -> list[Instance]:
    """Instances of ``layers``; ``index`` is filled with their names."""
    found: list[Instance] = []
    for layer in layers:
        instance = Instance(layer, parent, local or {}, scheme, index)
        found.append(instance)
        if not isinstance(layer, Holder):
            continue
        inner = layer.scheme or scheme
        instance.deps.update({layer.repeat, layer.repeat.partition(".")[0]} if layer.repeat else ())
        if not layer.repeat:
            instance.children = grow(layer.layers, values, inner, index, instance, local)
            continue
        items = (local or {}).get(layer.repeat) or values.get(layer.repeat)
        if items is None and layer.repeat.startswith("item."):
            items = ((local or {}).get("item") or {}).get(layer.repeat[5:])
        items = list(items or ())
        for number, item in enumerate(items):
            scope = {"item": item, "index": number + 1, "i": number, "count": len(items)}
            instance.children += grow(layer.layers, values, inner, Scoped(index), instance, scope)
    return found
