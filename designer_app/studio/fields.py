"""Fields that are typed into: numbers with arithmetic, choices by key, a line to search by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
)

from designer_app.errors import DesignError
from designer_app.expression import evaluate
from designer_app.studio.icons import pixmap
from designer_app.studio.theme import current


class SearchField(QLineEdit):
    """A line to search by, with a magnifier."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setProperty("search", "true")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(8, (self.height() - 14) // 2, pixmap("search", current().t3, 14))
        painter.end()


class NumberField(QLineEdit):
    """A number that understands arithmetic: ``1080/2``, ``+10``, ``*2``; arrows step, Esc restores, Enter applies."""

    entered = Signal(object)
    scrubbed = Signal(float)

    def __init__(self, key: str = "", unit: str = "", step: float = 1.0) -> None:
        super().__init__()
        self._key, self._step = key, step
        self._value: float | None = None
        self._shown = ""
        self.setAccessibleName(key)
        drawn = len(key) > 2  # an icon's name
        self.setTextMargins(18 if key else 0, 0, 16 if unit else 0, 0)
        self._tag = QLabel("" if drawn else key, self)
        if drawn:
            self._tag.setPixmap(pixmap(key, current().t3, 14))
            self.setAccessibleName("")
        self._tag.setProperty("role", "unit")
        self._tag.setGeometry(8, 0, 16, 28)
        self._tag.setCursor(Qt.CursorShape.SizeHorCursor)
        self._tag.installEventFilter(self)
        self._tail = QLabel(unit, self)
        self._tail.setProperty("role", "unit")
        self._from: tuple[QPoint, float] | None = None
        self.editingFinished.connect(self._apply)

    def set_value(self, value: float | str | None, shown: str = "") -> None:
        """``value`` None = mixed or unset, with ``shown`` in its place; a text is an expression, shown as it is."""
        self._value = value if isinstance(value, int | float) else None
        text = shown or (
            ""
            if value is None
            else value
            if isinstance(value, str)
            else f"{value:.2f}".rstrip("0").rstrip(".")
        )
        self._shown = text
        if not self.hasFocus():
            self.setText(text)
            self.setCursorPosition(0)
        self.setPlaceholderText(shown)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._tail.adjustSize()
        self._tail.move(self.width() - self._tail.width() - 8, (self.height() - self._tail.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._value is not None:
            step = self._step * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            step *= 0.1 if event.modifiers() & Qt.KeyboardModifier.AltModifier else 1
            self._value += step if event.key() == Qt.Key.Key_Up else -step
            self.setText(f"{self._value:.2f}".rstrip("0").rstrip("."))
            self._shown = self.text()
            self.scrubbed.emit(self._value)
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and self._value is not None:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._from = (event.globalPosition().toPoint(), self._value)
                return True
            if event.type() == QEvent.Type.MouseMove and self._from is not None:
                start, value = self._from
                by = float(event.globalPosition().toPoint().x() - start.x()) * self._step
                by *= 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
                by *= 0.1 if event.modifiers() & Qt.KeyboardModifier.AltModifier else 1
                self.set_value(value + by)
                self.scrubbed.emit(value + by)
                return True
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._from = None
                return True
        return bool(super().eventFilter(watched, event))

    def _apply(self) -> None:
        text = self.text().strip().replace(",", ".")
        if text == self._shown.replace(",", "."):
            return
        wrong = False
        if not text:
            self.entered.emit(None)
        elif (number := typed(text, self._value)) is not None:
            self.set_value(number)
            self.entered.emit(number)
        else:
            try:
                evaluate(text, lambda name: 1.0 if "." in name or name.isupper() else _refuse(name))
                self.entered.emit(text)
            except DesignError:
                wrong = True
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().polish(self)


def _refuse(name: str) -> float:
    from designer_app.errors import fail

    raise fail("unknown-name", found=name, expected="a number or an expression")


def typed(text: str, value: float | None) -> float | None:
    """What arithmetic gives: a leading + * / works on the present value; None where it is no plain arithmetic."""
    if not re.fullmatch(r"[\d\s.+\-*/()%]+", text):
        return None
    if text[0] in "+*/" and value is not None:
        text = f"({value}) {text}"
    try:
        return float(evaluate(text, {}))
    except (DesignError, TypeError, ValueError):
        return None


class Choice(QComboBox):
    """A drop-down whose entries have keys; ``picked`` only when a person chose."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(lambda index: self.picked.emit(str(self.itemData(index))))
        self.offer(choices)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        chevron = pixmap("chevron-down", current().t2 if self.isEnabled() else current().t3, 12)
        painter.drawPixmap(self.width() - 20, (self.height() - 12) // 2, chevron)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a panel must not change a value

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        self.clear()
        for key, text in choices:
            self.addItem(text, key)

    def set_value(self, key: str) -> None:
        at = self.findData(key)
        self.setCurrentIndex(at)
