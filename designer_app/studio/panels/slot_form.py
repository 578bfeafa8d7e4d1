"""The tab Slot: what of the table fills the selected layer, and the cell of the row that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from designer_app.design.binding import bound_slots
from designer_app.layers.base import LayerBase
from designer_app.layers.image import ImageLayer
from designer_app.layers.text import TextLayer
from designer_app.studio.desk import Desk
from designer_app.studio.fields import Choice
from designer_app.studio.panels.board_form import BoardForm
from designer_app.studio.parts import Empty, Section, button, column, label, row
from designer_app.studio.words import text_in, tr


class SlotForm(QWidget):
    """``cell(slot, text)`` writes a cell of the row, ``set_(field, value)`` binds the layer or lets it go."""

    def __init__(
        self, desk: Desk, names: tuple[str, ...], layer: LayerBase, cell: Callable[[str, str], None],
        set_: Callable[[str, Any], None],
    ) -> None:  # fmt: skip
        super().__init__()
        slots = desk.session.state.template.slots
        row_ = desk.current_row
        rows = column(spacing=0)
        field = "source" if isinstance(layer, ImageLayer) else "text" if isinstance(layer, TextLayer) else ""
        bound = [name for name in bound_slots(layer) if name in slots]
        cells = desk.state.row(row_.key, row_.cells) if row_ else {}
        form = BoardForm(desk, cell)
        for name in bound:
            section = Section(text_in(slots[name].label, name))
            section.add(form.slot_row(name, slots[name], cells.get(name, ""), enabled=row_ is not None))
            if text := text_in(slots[name].help):
                section.add(label(text, "hint", wrap=True))
            rows.addWidget(section)
        form.deleteLater()
        if bound and field and len(names) == 1:
            loose = button(tr("Let go of the slot"), lambda: set_(field, ""), "ghost", "unlink")
            rows.addLayout(row(loose, None, margins=(8, 4, 8, 8)))
        if not bound:
            rows.addWidget(self._unbound(desk, field, set_))
        self.setLayout(rows)

    def _unbound(self, desk: Desk, field: str, set_: Callable[[str, Any], None]) -> QWidget:
        if not field:
            return Empty(
                "braces",
                tr("No slot"),
                tr("Texts and pictures can be filled from a table; this layer can't."),
            )
        kinds = ("image",) if field == "source" else ("text", "rich", "number", "money", "date", "choice")
        slots = desk.session.state.template.slots
        fitting = [(n, text_in(s.label, n)) for n, s in slots.items() if s.type in kinds]
        section = Section("Slot")
        section.add(
            label(tr("Bind the layer to a slot, and each row of the table fills it."), "hint", wrap=True)
        )
        choice = Choice([("", tr("Choose a slot…")), *fitting], tr("Slot"))
        choice.picked.connect(lambda name: set_(field, f"{{{{ {name} }}}}") if name else None)
        section.add(choice)
        return section
