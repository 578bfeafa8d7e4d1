"""Components and their instances: layers as the build sees them, every instance a group of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.renaming import in_values
from designer_app.errors import did_you_mean, fail
from designer_app.known_types import read_as
from designer_app.layers.component import ComponentLayer
from designer_app.layers.group import GroupLayer, Holder, Layer, StackLayer, layers_of

_MOST = 5_000  # layers of a page with all that its instances hold
BETWEEN = "__"  # joins an instance's name and that of a layer in it
PLACE = ("x", "y", "right", "bottom", "cx", "cy", "pin_x", "pin_y", "grid")


def expanded(
    layers: tuple[Layer, ...], components: Mapping[str, GroupLayer | StackLayer]
) -> tuple[Layer, ...]:
    """The layers with a group in place of every instance; themselves where there is none.

    Raises ``DesignError``: ``unknown-component``, ``inside-itself``.
    """
    if not any(isinstance(layer, ComponentLayer) for layer in layers_of(layers)):
        return layers
    if _count(layers, components, {}, ()) > _MOST:
        raise fail(
            "too-many-layers", place="components", found=f"more than {_MOST:,} layers on a page",
            expected="components that don't hold each other many times over",
        )  # fmt: skip
    return tuple(_grown(layer, components) for layer in layers)


def _count(
    layers: tuple[Layer, ...],
    known: Mapping[str, GroupLayer | StackLayer],
    counted: dict[str, int],
    around: tuple[str, ...],
) -> int:
    """How many layers these come to, without making them. Raises ``DesignError`` (``inside-itself``)."""
    total = 0
    for layer in layers_of(layers):
        total += 1
        if not isinstance(layer, ComponentLayer) or layer.of not in known:
            continue
        if layer.of in around:
            raise fail(
                "inside-itself", place=f"components.{layer.of}", found=" → ".join((*around, layer.of)),
                expected="components that don't hold themselves", remedy=f"take the layer '{layer.name}' out of '{around[-1]}'",
            )  # fmt: skip
        if layer.of not in counted:
            counted[layer.of] = _count(known[layer.of].layers, known, counted, (*around, layer.of))
        total += counted[layer.of]
    return total


def _grown(layer: Layer, known: Mapping[str, GroupLayer | StackLayer]) -> Layer:
    made = instance(layer, known) if isinstance(layer, ComponentLayer) else layer
    if isinstance(made, Holder):
        return msgspec.structs.replace(made, layers=tuple(_grown(child, known) for child in made.layers))
    return made


def instance(layer: ComponentLayer, known: Mapping[str, GroupLayer | StackLayer]) -> GroupLayer | StackLayer:
    """The group that an instance stands for, its layers under names of their own."""
    found = known.get(layer.of)
    if found is None:
        raise fail(
            "unknown-component", place=layer.name, found=f"'{layer.of}'", expected="a component of this template",
            remedy=did_you_mean(layer.of, known),
        )  # fmt: skip
    names = {inner.name: inside(layer.name, inner.name) for inner in layers_of(found.layers)}
    base = {k: v for k, v in msgspec.to_builtins(found).items() if k not in PLACE}
    base["layers"] = [_called(child, names) for child in base.get("layers", ())]
    own = {k: v for k, v in msgspec.to_builtins(layer).items() if k not in ("kind", "of")}
    made: GroupLayer | StackLayer = msgspec.convert({**base, **own}, read_as(GroupLayer | StackLayer))
    return made


def inside(name: str, layer: str) -> str:
    """What a component's layer is called in an instance."""
    return f"{name}{BETWEEN}{layer}"


def _called(data: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Plain data of a layer under its new name, references to the others of them followed."""
    out: dict[str, Any] = {k: v for k, v in data.items() if k != "layers"}
    for old, new in names.items():
        out = in_values(out, old, new)
    out["name"] = names[data["name"]]
    if "layers" in data:
        out["layers"] = [_called(child, names) for child in data["layers"]]
    return out
