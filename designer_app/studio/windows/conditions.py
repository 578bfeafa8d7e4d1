"""Conditions on rows as a list of lines, *Price at most 80*: each put together from columns, or written."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from designer_app.production.conditions import ALONE, Comparison, comparison, conditions, joined, written
from designer_app.production.data.records import cell_text
from designer_app.production.rows import Rows
from designer_app.production.where import number_of
from designer_app.studio.fields import Choice
from designer_app.studio.floating import Popover
from designer_app.studio.parts import Pressed, clear, column, label, line, row, tool
from designer_app.studio.words import tr

OPERATORS = {
    "=": "is", "!=": "is not", "<": "below", "<=": "at most", ">": "above", ">=": "at least", "~": "contains",
    "in": "one of", "empty": "is empty", "not empty": "is filled in",
}  # fmt: skip
_MOST = 60  # values of a column that are offered
_WIDE = 300


class Conditions(QWidget):
    """All that rows must meet. ``changed`` says them as one condition, as jobs and commands read it."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[str] = []
        self._rows: Sequence[Mapping[str, Any]] = ()
        self.texts: list[str] = []
        self._lines = column(spacing=4)
        self.setLayout(self._lines)
        self.card: ConditionCard | None = None

    def offer(self, rows: Rows) -> None:
        """The table: its own columns, then the slots that they fill; values of a column are offered, too."""
        shown = [c for c in rows.columns if not c.startswith("_")]
        self._columns = sorted(shown, key=lambda c: c in rows.headings)
        self._rows = rows.rows
        self._fill()

    def _values(self, name: str) -> list[str]:
        found = dict.fromkeys(text for cells in self._rows if (text := cell_text(cells.get(name)).strip()))
        numbers = all(number_of(text) is not None for text in found)
        return sorted(found, key=lambda t: number_of(t) or 0) if numbers else sorted(found)

    def set_text(self, where: str) -> None:
        """Show a condition in its parts."""
        if conditions(where) != self.texts:
            self.texts = conditions(where)
            self._fill()

    def add(self) -> None:
        """A card for one more, by the button that asks for it."""
        self._open(len(self.texts), self)

    def _fill(self) -> None:
        clear(self._lines)
        for at, text in enumerate(self.texts):
            off = tool("x", tr("Take the condition out"), lambda at=at: self._put(at, ""), large=False)
            said = ConditionLine(text, self._columns, lambda at=at: self._open(at, self.lines()[at]))
            holder = QWidget()
            holder.setLayout(row(said, off))
            self._lines.addWidget(holder)

    def lines(self) -> list[ConditionLine]:
        return self.findChildren(ConditionLine)

    def _open(self, at: int, near: QWidget) -> None:
        text = self.texts[at] if at < len(self.texts) else ""
        self.card = ConditionCard(self, text, self._columns, self._values, lambda made: self._put(at, made))
        self.card.show_by(near)

    def _put(self, at: int, text: str) -> None:
        texts = [*self.texts[:at], text, *self.texts[at + 1 :]]
        texts = [part for part in texts if part.strip()]
        if texts != self.texts:
            self.texts = texts
            self._fill()
            self.changed.emit(joined(texts))


class ConditionLine(Pressed):
    """One of them in words; what is no plain comparison stands as it is written."""

    def __init__(self, text: str, columns: Sequence[str], run: Callable[[], object]) -> None:
        found = comparison(text, columns)
        said = sentence(found) if found else text
        super().__init__(f"{tr('Condition')}: {said}", run)
        self.setObjectName("condition")
        self.setFixedHeight(28)
        words = [label(text, "name")]
        if found:
            words = [
                label(found.column, "name"), label(tr(OPERATORS[found.operator]), "quiet"), label(found.value, "name"),
            ]  # fmt: skip
        for part in words:
            part.setMinimumWidth(1)
        self.setLayout(row(*words, None, spacing=6, margins=(8, 0, 8, 0)))
        self.setToolTip(f"{said}<br>{text}" if found else text)


def sentence(found: Comparison) -> str:
    """``Price at most 80``."""
    return " ".join(part for part in (found.column, tr(OPERATORS[found.operator]), found.value) if part)


class ConditionCard(Popover):
    """Column, comparison and value, with the written form below: either changes the other. Enter or a click outside takes
    it, Esc doesn't."""

    def __init__(
        self, parent: QWidget, text: str, columns: Sequence[str], values: Callable[[str], list[str]],
        done: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, _WIDE)
        self._columns, self._done, self._given = list(columns), done, text
        self._values = functools.cache(values)  # asked for at each key, and the table may be long
        self.column = Choice([(name, name) for name in columns], tr("Column of the table"))
        self.operator = Choice([(key, tr(word)) for key, word in OPERATORS.items()], tr("Comparison"))
        self.value = QComboBox()
        self.value.setEditable(True)
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.value.setAccessibleName(tr("Value"))
        self.value.lineEdit().setPlaceholderText(tr("Value"))
        self.written = QLineEdit(text)
        self.written.setAccessibleName(tr("As written"))
        self.written.setPlaceholderText(tr("price < 1000 or tag = autumn"))
        self.column.picked.connect(self._turn)
        self.operator.picked.connect(lambda _: self._write())
        self.value.editTextChanged.connect(lambda _: self._write())
        self.written.textEdited.connect(lambda _: self._read())
        for part in (self.written, self.value.lineEdit()):
            part.installEventFilter(self)
        self.setLayout(
            column(
                self.column, self.operator, self.value, line(), label(tr("As written"), "hint"), self.written,
                spacing=8, margins=(12, 12, 12, 12),
            )
        )  # fmt: skip
        self._writing = False
        self._read()
        if not text and columns:
            self.column.setCurrentIndex(0)
            self.operator.set_value("=")
            self._turn(columns[0])

    def show_by(self, near: QWidget) -> None:
        self.stand_below(near)
        (self.value if self.column.currentIndex() >= 0 else self.written).setFocus()

    def _turn(self, name: str) -> None:
        """Another column: its values are offered; of numbers people ask for a limit."""
        found = self._values(name)
        self._fill(found)
        numbers = bool(found) and all(number_of(text) is not None for text in found)
        if not self.value.currentText() and self.operator.currentData() in ("=", "<="):
            self.operator.set_value("<=" if numbers else "=")
        self._write()

    def _fill(self, values: Sequence[str]) -> None:
        kept = self.value.currentText()
        self.value.blockSignals(True)
        self.value.clear()
        self.value.addItems(values[:_MOST])
        self.value.setCurrentIndex(-1)
        self.value.setEditText(kept)
        self.value.blockSignals(False)

    def _write(self) -> None:
        """The written form of what is chosen."""
        name, operator = self.column.currentData(), self.operator.currentData()
        alone = operator in ALONE
        self.value.setVisible(not alone)
        if name is None or operator is None or self._writing:
            return
        value = self.value.currentText().strip()
        self.written.setText(written(Comparison(str(name), str(operator), value)) if value or alone else "")

    def _read(self) -> None:
        """What is written, as far as it is one comparison."""
        found = comparison(self.written.text(), self._columns)
        self._writing = True
        self.column.set_value(found.column if found else "")
        self.operator.set_value(found.operator if found else "")
        if found:
            self._fill(self._values(found.column))
        self.value.setEditText(found.value if found else "")
        self._writing = False
        self.value.setVisible(found is None or found.operator not in ALONE)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.written.setText(self._given)
                self.close()
                return True
        return False

    def closeEvent(self, event: Any) -> None:
        super().closeEvent(event)
        self._done(self.written.text().strip())
