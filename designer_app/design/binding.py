"""Which slots a layer shows."""

from __future__ import annotations

from designer_app.design.templating import names_in_text
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase


def bound_slots(layer: LayerBase) -> tuple[str, ...]:
    """Slots that a layer's texts or its picture's source name, in their order; a text that can't be read names none."""
    found: dict[str, None] = {}
    for template in layer.sources:
        if "{" in template:
            try:
                found.update((name.partition(".")[0], None) for name in names_in_text(template))
            except DesignError:
                continue
    return tuple(found)


def slot_of(layer: LayerBase) -> str:
    """The first of them; empty where there is none."""
    return next(iter(bound_slots(layer)), "")
