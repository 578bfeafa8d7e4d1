"""A text typed over its slot no longer follows the table: said at once, with the ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.design.binding import bound_slots
from designer_app.editor.commands import SetCell
from designer_app.editor.tree import find, names
from designer_app.errors import Finding
from designer_app.layers.text import TextLayer
from designer_app.studio.layer_names import column_title
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk
    from designer_app.studio.shell import EditorWindow


def slots_of(desk: Desk, layer: str) -> tuple[str, ...]:
    """Slots of the template that a text layer shows."""
    template = desk.session.state.template
    found = find(template, layer)[0] if layer in names(template) else None
    return tuple(n for n in bound_slots(found) if n in template.slots) if isinstance(found, TextLayer) else ()


def say_loosed(window: EditorWindow, layer: str, slot: str, position: int) -> None:
    """``slot`` was typed over since the history's ``position``."""
    desk = window.desk
    title = column_title(slot, desk.session.state.template)
    found = find(desk.session.state.template, layer)[0]
    text = found.text if isinstance(found, TextLayer) else ""

    def back() -> None:
        desk.session.go(position)

    def into_row() -> None:
        row = desk.current_row
        back()
        if row is not None:
            desk.do(SetCell(row=row.key, column=slot, text=text))
            desk.session.part()

    ways = [(tr("Back to the slot"), back)]
    if desk.current_row is not None and text:
        ways.insert(0, (tr("Into row {row}", row=desk.row + 1), into_row))
    said = tr("These words stand in every row now: “{slot}” no longer fills them.", slot=title)
    window.say(Finding(code="", severity="note", found=said), ways)
