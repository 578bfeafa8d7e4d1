"""A picture laid on a picture: where it is written, so that a slot never lets go unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.design.binding import bound_slots
from designer_app.editor.commands import SetCell, SetFields, SetSlot
from designer_app.layers.image import ImageLayer
from designer_app.studio.layer_names import column_title
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk


def fill_picture(desk: Desk, layer: ImageLayer, source: str) -> None:
    """``source`` into a picture. Where a slot fills it: into the shown row's cell; without a row into the slot itself, for
    rows that have none; with the switch on a class or a size into that alone, which is said. Else as its source."""
    template, row, where = desk.session.state.template, desk.current_row, desk.where
    slots = [name for name in bound_slots(layer) if name in template.slots]
    spec = template.slots[slots[0]] if len(slots) == 1 else None
    if spec is None or spec.type != "image":
        desk.do(SetFields(layers=(layer.name,), fields={"source": source}, where=where))
        return
    title = column_title(slots[0], template)
    if where.scope in ("class", "size"):
        desk.do(SetFields(layers=(layer.name,), fields={"source": source}, where=where))
        desk.tell(tr("A picture of its own here; “{slot}” fills the other sizes", slot=title))
    elif row is not None:
        desk.do(SetCell(row=row.key, column=slots[0], text=source))
    else:
        others = [one for one in spec.samples if one != source]
        desk.do(SetSlot(name=slots[0], slot={"default": source, "samples": [source, *others]}))
        desk.tell(tr("“{slot}” shows it wherever a row has no picture", slot=title))
