"""What need not be built again: top-level layers whose slots hold the same values as the last time.

While a layer is placed and built, the flow notes which slots it read (``Instance.deps``), through other layers
too. A later row of the same plan (template, page, size, kit, language) with equal values for those slots
gets the same node object, geometry and findings, and its key need not be hashed again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.build.tree import Instance
from designer_app.errors import Finding
from designer_app.scene.nodes import Group
from designer_app.text.records import Layout

_PLANS = 64  # remembered at most


class Placed(msgspec.Struct, frozen=True):
    """One instance of a remembered subtree, in the order of ``Instance.walk``."""

    values: dict[str, Any]
    layout: Layout | None
    layout_for: tuple[float | None, float | None] | None


class Entry(msgspec.Struct, frozen=True):
    """A top-level layer as last built."""

    deps: tuple[str, ...]
    given: tuple[Any, ...]
    node: Group | None
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]


class Memo:
    """Entries by plan, then by the layer's place."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[Any, ...], dict[str, Entry]] = OrderedDict()

    def plan(self, key: tuple[Any, ...]) -> dict[str, Entry]:
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = {}
            if len(self._plans) > _PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return found


def recall(entry: Entry | None, instance: Instance, values: Mapping[str, Any]) -> bool:
    """Restore a subtree's geometry when every slot that it read holds the same value."""
    if entry is None or any(values.get(n) != v for n, v in zip(entry.deps, entry.given, strict=True)):
        return False
    for part, kept in zip(instance.walk(), entry.placed, strict=True):
        part.values.update(kept.values)
        part.layout, part.layout_for = kept.layout, kept.layout_for
        part.deps.update(entry.deps)
    return True


def remember(
    instance: Instance, values: Mapping[str, Any], node: Group | None, findings: tuple[Finding, ...]
) -> Entry:
    deps = tuple(sorted({name for part in instance.walk() for name in part.deps}))
    placed = tuple(Placed(dict(part.values), part.layout, part.layout_for) for part in instance.walk())
    return Entry(deps, tuple(values.get(name) for name in deps), node, placed, findings)
