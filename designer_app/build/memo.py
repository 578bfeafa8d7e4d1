"""What need not be built again: top-level layers that are made from the same as the last time.

While a layer is placed and built, the flow notes which slots it read and which layers (``Instance.deps``),
through other layers too. A later page of the same plan (page, size, kit, language) with equal values for those
slots and equal records of those layers gets the same node object, geometry and findings, and its key need not
be hashed again. So a batch builds what a row changes, and an editor what a keystroke changes.

Of a layer that a row does change, much hangs on its record, the kit and the size alone: lengths, type styles. What was
made without reading anything of the row is made once for a plan (``Flow.once``).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Any

import msgspec

from designer_app.build.requests import Request
from designer_app.build.tree import RECORD, Instance
from designer_app.design.template import LoadedTemplate, Page
from designer_app.errors import Finding
from designer_app.files import digest
from designer_app.layers.base import LayerBase
from designer_app.scene.nodes import Group
from designer_app.text.records import Layout

_PLANS = 64  # remembered at most


class Placed(msgspec.Struct, frozen=True):
    """One instance of a remembered subtree, in the order of ``Instance.walk``."""

    values: dict[str, Any]
    layout: Layout | None
    layout_for: tuple[float | None, float | None] | None


class Entry(msgspec.Struct, frozen=True):
    """A top-level layer as last built, and what it was made from."""

    deps: tuple[tuple[str, Any], ...]  # names of slots, or of layers' records, with what they held
    names: frozenset[str]  # … alone
    node: Group | None
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]


class Settled(msgspec.Struct, frozen=True):
    """What was made of a layer's record, in its scheme of colours, without the row, and the names of the plan's that it read."""

    layer: LayerBase
    scheme: str
    value: Any
    reads: frozenset[str]


class Plan:
    """What the pages of one plan share: ``entries`` by the layer's place, ``settled`` by place and name, and ``names``, the
    values that hold for all of them."""

    __slots__ = ("entries", "names", "settled")

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.settled: dict[tuple[str, Hashable], Settled] = {}
        self.names: dict[str, Any] = {}

    def settle(self, instance: Instance, name: Hashable, value: Any, reads: set[str]) -> None:
        """Keep what was made of a layer, if what it read is the same for all pages."""
        if reads <= self.names.keys():
            settled = Settled(instance.layer, instance.scheme, value, frozenset(reads))
            self.settled[instance.place, name] = settled


class Memo:
    """Plans, the least recently used of which go."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[Any, ...], Plan] = OrderedDict()

    def plan(self, key: tuple[Any, ...]) -> Plan:
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = Plan()
            if len(self._plans) > _PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return found


def plan_of(
    request: Request, page: Page, number: int, count: int, dropped: frozenset[str]
) -> tuple[Any, ...]:
    """What names a plan: all that layers are made from besides their own records and the slots' values."""
    layers = tuple(layer.name for layer in page.layers)
    size = request.size
    safe = size.safe_area
    return (
        _frame(request.loaded), digest(_packer.encode(msgspec.structs.replace(page, layers=()))), layers,
        request.kit.digest, size.id, size.width, size.height, size.shape, size.ppi, size.bleed_px, safe and msgspec.structs.astuple(safe),
        request.lang, request.as_of, number, count, dropped, request.sketched,
    )  # fmt: skip


def _frame(loaded: LoadedTemplate) -> str:
    """A hash of the template without its layers."""
    found: str | None = loaded.__dict__.get("frame")
    if found is None:
        bare = msgspec.structs.replace(loaded.template, pages=(), across=(), overrides=())
        found = loaded.__dict__["frame"] = digest(_packer.encode([str(loaded.folder), bare]))
    return found


_packer = msgspec.msgpack.Encoder()


def recall(entry: Entry, instance: Instance, made_from: Mapping[str, Any]) -> bool:
    """Restore a subtree's geometry when all that it was made from is the same."""
    for name, kept in entry.deps:
        value = made_from.get(name)
        if value is not kept and value != kept:
            return False
    for part, placed in zip(instance.walk(), entry.placed, strict=True):
        part.values.update(placed.values)
        part.layout, part.layout_for = placed.layout, placed.layout_for
        part.deps |= entry.names
    return True


def remember(
    instance: Instance, made_from: Mapping[str, Any], node: Group | None, findings: tuple[Finding, ...]
) -> Entry:
    names = frozenset().union(*[part.deps for part in instance.walk()])
    placed = tuple(Placed(dict(part.values), part.layout, part.layout_for) for part in instance.walk())
    return Entry(tuple((name, made_from.get(name)) for name in sorted(names)), names, node, placed, findings)


def records(instances: list[Instance]) -> dict[str, Any]:
    """The layers' records by the names under which they are read."""
    found: dict[str, Any] = {RECORD + instance.place: instance.layer for instance in instances}
    return found | {RECORD + i.place: (i.layer, i.in_hand) for i in instances if i.in_hand is not None}
