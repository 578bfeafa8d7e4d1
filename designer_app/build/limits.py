"""The limits that a slot sets on how its text may come out: lines, width, smallest size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from designer_app.build.tree import Instance
from designer_app.design.slots import Slot
from designer_app.design.values import names_in_text
from designer_app.errors import Finding
from designer_app.layers.text import TextLayer
from designer_app.text.records import Layout


def slot_limits(instances: Iterable[Instance], slots: Mapping[str, Slot], file: str) -> list[Finding]:
    """Placed texts that show a slot and go beyond what it allows; lengths are px of the class's artboard."""
    limited = {n: s for n, s in slots.items() if s.max_lines or s.max_width or s.min_size}
    found: list[Finding] = []
    for instance in instances if limited else ():
        layer, placed = instance.layer, instance.layout
        if not isinstance(layer, TextLayer) or placed is None:
            continue
        shown = {name for text in layer.sources for name in names_in_text(text)}
        for name in sorted(shown & set(limited)):
            found.extend(_beyond(limited[name], placed, name, instance.place, file))
    return found


def _beyond(slot: Slot, placed: Layout, name: str, place: str, file: str) -> Iterable[Finding]:
    checks = (
        (slot.max_lines, len(placed.lines), "at most", "lines", 1),
        (slot.max_width, placed.width, "at most", "px wide", 1),
        (slot.min_size, placed.size, "at least", "px type", -1),
    )
    for limit, value, word, unit, sign in checks:
        if limit and (value - limit) * sign > 0.5:
            yield Finding(
                code="slot-limit", severity="warning", file=file, place=place, found=f"{value:.0f} {unit}",
                expected=f"{word} {limit:g} {unit} for the slot '{name}'", remedy="shorten the text",
            )  # fmt: skip
