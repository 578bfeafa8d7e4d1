"""The order of rows as a choice: a column, up or down, or several one after the other, or written."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from designer_app.errors import DesignError
from designer_app.production.conditions import column_name
from designer_app.production.rows import Rows
from designer_app.production.selecting import sorting
from designer_app.studio.fields import Choice
from designer_app.studio.parts import row, tool
from designer_app.studio.words import tr

_WRITTEN = "\n"  # of the entry that lets one write; no order is so


class Order(QWidget):
    """``changed`` says the order as jobs and commands read it. ``written`` is the field for what no entry says: it stands
    below, shown while it is needed."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows, self._importance, self._text = Rows(rows=(), keys=(), faults=()), "", ""
        self._several: list[str] = []  # orders by several columns that were shown: they stay on offer
        self.choice = Choice([], tr("Sort"))
        self.choice.picked.connect(self._picked)
        self.turn = tool("arrow-down-up", tr("The other way round"), self._turned, large=False)
        self.written = QLineEdit()
        self.written.setAccessibleName(tr("Sort"))
        self.written.setPlaceholderText(tr("importance desc, name"))
        self.written.editingFinished.connect(lambda: self._put(self.written.text().strip()))
        self.written.hide()
        self.setLayout(row(self.choice, self.turn, spacing=4))
        self.layout().setStretch(0, 1)

    def offer(self, rows: Rows, importance: str = "") -> None:
        """The table: each of its columns, and first, where a column says what matters, that one and then the name."""
        self._rows, self._importance = rows, importance
        self._show()

    def set_text(self, text: str) -> None:
        """Show an order as it is written."""
        self._text = text
        self._show()

    def _show(self) -> None:
        said = self._said(self._text)
        headings = self._rows.headings
        own = [c for c in self._rows.columns if not c.startswith("_") and c not in headings]
        texts = [_text([(column, False)]) for column in own]
        if self._importance in own and (name := headings.get("name", "name")) in own:
            texts.insert(0, _text([(self._importance, True), (name, False)]))
        texts += [text for text in self._several if self._columns(text) not in map(self._columns, texts)]
        if said:
            here = [column for column, _ in said]
            texts = [self._text if self._columns(text) == here else text for text in texts]
            if self._text not in texts:
                texts.append(self._text)
                self._several.append(self._text)
        entries = [(text, self._words(text, text == self._text)) for text in texts]
        self.choice.offer([("", tr("As in the table")), *entries, (_WRITTEN, tr("Written…"))])
        known = bool(said) or not self._text or not self._rows.columns
        self.choice.set_value(self._text if known else _WRITTEN)
        self.choice.setToolTip(self._text)
        self.turn.setVisible(bool(said))
        self.written.setText(self._text)
        self.written.setVisible(not known)

    def _said(self, text: str) -> list[tuple[str, bool]]:
        """An order's columns as the table heads them, each with whether it goes down; none where it can't be read."""
        try:
            found = sorting(text, self._rows.columns) if text else []
        except DesignError:
            return []
        return [(self._rows.headings.get(column, column), down) for column, down in found]

    def _columns(self, text: str) -> list[str]:
        return [column for column, _ in self._said(text)]

    def _words(self, text: str, chosen: bool) -> str:
        """``importance ↓, then name``; of a single column that isn't chosen its name alone."""
        said = self._said(text)
        arrows = [
            " ↓" if down else "" if at or (len(said) == 1 and not chosen) else " ↑"
            for at, (_, down) in enumerate(said)
        ]
        parts = [column + arrow for (column, _), arrow in zip(said, arrows, strict=True)] or [text]
        return functools.reduce(
            lambda first, second: tr("{first}, then {second}", first=first, second=second), parts
        )

    def _picked(self, key: str) -> None:
        if key == _WRITTEN:
            self.written.show()
            self.written.setFocus()
        else:
            self._put(key)

    def _turned(self) -> None:
        (column, down), *others = self._said(self._text)
        self._put(_text([(column, not down), *others]))

    def _put(self, text: str) -> None:
        changed = text != self._text
        self.set_text(text)
        if changed:
            self.changed.emit(text)


def _text(said: Sequence[tuple[str, bool]]) -> str:
    """``price desc, name``."""
    return ", ".join(column_name(column) + (" desc" if down else "") for column, down in said)
