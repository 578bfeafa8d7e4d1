"""Fields that are typed into: numbers with arithmetic, choices by key, a line to search by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QToolButton,
)

from designer_app.errors import DesignError
from designer_app.expression import evaluate
from designer_app.studio.floating import round_off
from designer_app.studio.icons import pixmap
from designer_app.studio.theme import current
from designer_app.studio.words import figure, tr


class SearchField(QLineEdit):
    """A line to search by, with a magnifier."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.findChild(QToolButton).setAccessibleName(tr("Clear"))
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

    def __init__(self, key: str = "", unit: str = "", step: float = 1.0, factor: float = 1.0) -> None:
        super().__init__()
        self._key, self._step, self._factor = key, step, factor
        self._unit = unit
        self._said = ""  # the expression behind the number that is shown
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

    def set_value(self, value: float | str | None, shown: str = "", said: str = "") -> None:
        """``value`` None = mixed or unset, with ``shown`` in its place; a text is an expression, shown as it is. ``said`` is
        the expression that came to the value: it is what is edited, and marked as one."""
        self._value = value if isinstance(value, int | float) else None
        if self._value is not None and self._factor != 1.0:
            value = self._value = round(self._value * self._factor, 6)
        self._said = said
        self._tail.setText("ƒ" if said else self._unit)
        self.setTextMargins(18 if self._key else 0, 0, 16 if said or self._unit else 0, 0)
        self._place_tail()
        text = shown or ("" if value is None else value if isinstance(value, str) else figure(value))
        if shown and value is None:
            text = ""
        self._shown = said or text
        if not self.hasFocus():
            self.setText(text)
            self.setCursorPosition(0)
        self.setPlaceholderText(shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._said:
            self.setText(self._said)
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._said and self.text() == self._said and self._value is not None:
            self.setText(figure(self._value))
            self.setCursorPosition(0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_tail()

    def _place_tail(self) -> None:
        self._tail.adjustSize()
        self._tail.move(self.width() - self._tail.width() - 8, (self.height() - self._tail.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._value is not None:
            step = self._step * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            step *= 0.1 if event.modifiers() & Qt.KeyboardModifier.AltModifier else 1
            self._value += step if event.key() == Qt.Key.Key_Up else -step
            self.setText(figure(self._value))
            self._shown = self.text()
            self.scrubbed.emit(self._value / self._factor)
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
                self.set_value((value + by) / self._factor)
                self.scrubbed.emit((value + by) / self._factor)
                return True
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._from = None
                return True
        return bool(super().eventFilter(watched, event))

    def _apply(self) -> None:
        if self.text().strip() == self._shown:
            return
        text = re.sub(r"(?<=\d),(?=\d)", ".", self.text().strip().replace("−", "-"))
        wrong = False
        if not text:
            self.entered.emit(None)
        elif (number := typed(text, self._value)) is not None:
            self.set_value(number / self._factor)
            self.entered.emit(number / self._factor)
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


_BOUND = re.compile(r"\{\{\s*([a-z_][\w.]*)[^{}]*\}\}")


class BoundLine(QLineEdit):
    """A line of words; what is nothing but ``{{ slot }}`` shows the slot's name behind braces until it is edited."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._raw = ""
        self._braces = QLabel(self)
        self._braces.setPixmap(pixmap("braces", current().acc, 14))
        self._braces.setGeometry(8, 0, 16, 28)

    def show_text(self, text: str) -> None:
        self._raw = text
        if not self.hasFocus():
            self._rest()

    def _rest(self) -> None:
        found = _BOUND.fullmatch(self._raw.strip())
        self._braces.setVisible(found is not None)
        self.setTextMargins(18 if found else 0, 0, 0, 0)
        self.setText(found[1] if found else self._raw)
        self.setToolTip(self._raw if found else "")
        self.setCursorPosition(0)
        self.setModified(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._braces.hide()
        self.setTextMargins(0, 0, 0, 0)
        self.setText(self._raw)
        self.setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isModified():
            self._rest()


_REST = 80  # ms that the pointer rests on an entry before it is told


class Choice(QComboBox):
    """A drop-down whose entries have keys; ``picked`` only when a person chose. ``rested`` while the list is open: the key on
    which the pointer rests, None once it is closed."""

    picked = Signal(str)
    rested = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(lambda index: self.picked.emit(str(self.itemData(index))))
        self.setItemDelegate(QStyledItemDelegate(self))  # whose looks are those of the style sheet
        self._over = -1
        self._open = False
        self._shown = False  # something was told to rest on
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._tell)
        self.highlighted.connect(self._highlighted)
        self.offer(choices)

    def _highlighted(self, index: int) -> None:
        if self._open:  # Qt says so, too, when a value is set
            self._over = index
            self._rest.start()

    def _tell(self) -> None:
        if self._over == self.currentIndex() and not self._shown:
            return
        self._shown = True
        self.rested.emit(str(self.itemData(self._over)))

    def showPopup(self) -> None:
        round_off(self.view().window())
        self._open = True
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        self._open = False
        self._rest.stop()
        if self._shown:
            self._shown = False
            self.rested.emit(None)

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
