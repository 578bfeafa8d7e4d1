"""The dialog that says which column fills which slot."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from designer_app.design.slots import column_names
from designer_app.design.template import Template
from designer_app.production.data.records import cell_text
from designer_app.production.rows import Rows
from designer_app.studio.fields import Choice
from designer_app.studio.floating import Sheet
from designer_app.studio.layer_names import column_title
from designer_app.studio.parts import button, column, label, line, row, scrolled
from designer_app.studio.words import tr

_NONE = ""


class MatchDialog(Sheet):
    """One line for each column: its heading, an example, the slot. ``chosen(columns)`` when it is accepted."""

    chosen = Signal(dict)

    def __init__(self, parent: QWidget, template: Template, columns: Mapping[str, str], rows: Rows) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Columns and slots"))
        self.resize_body(640, 560)
        slots = {name: column_title(name, template) for name in column_names(template.slots)}
        by_heading = {heading: slot for slot, heading in rows.headings.items()}
        grid = QGridLayout()
        grid.setContentsMargins(24, 12, 24, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, head in enumerate((tr("Column of the table"), tr("Example"), tr("Fills"))):
            grid.addWidget(label(head, "hint"), 0, at)
        self.choices: dict[str, Choice] = {}
        own = [c for c in rows.columns if c not in rows.headings and not c.startswith("_")]
        for number, name in enumerate(own, 1):
            example = next((cell_text(r.get(name)) for r in rows.rows if cell_text(r.get(name))), "")
            choice = Choice([(_NONE, tr("nothing")), *slots.items()], name)
            choice.setMinimumWidth(180)
            choice.set_value(columns.get(name, by_heading.get(name, name if name in slots else _NONE)))
            self.choices[name] = choice
            grid.addWidget(label(name, "name"), number, 0)
            grid.addWidget(label(example[:44] + ("…" if len(example) > 44 else ""), "quiet"), number, 1)
            grid.addWidget(choice, number, 2)
        grid.setRowStretch(len(own) + 1, 1)
        self._first = {name: choice.currentData() for name, choice in self.choices.items()}
        self._columns = dict(columns)
        body = QWidget()
        body.setLayout(grid)
        self.take = button(tr("Match"), self._take, "primary")
        self.setLayout(
            column(
                row(label(tr("Columns and slots"), "dialog"), None, margins=(24, 20, 24, 12)), line(), scrolled(body),
                line(), row(None, button(tr("Cancel"), self.reject), self.take, spacing=8, margins=(24, 12, 24, 16)), spacing=0,
            )
        )  # fmt: skip

    def _take(self) -> None:
        for name, choice in self.choices.items():
            if choice.currentData() != self._first[name]:
                self._columns[name] = choice.currentData()
        self.chosen.emit(self._columns)
        self.accept()
