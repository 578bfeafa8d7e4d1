"""What assistive technology knows while a text is typed on the canvas: a text field that nobody sees holds the same words,
caret and selection, and tells of each change as any field does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextInsertEvent,
    QAccessibleTextRemoveEvent,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget


class Spoken(QPlainTextEdit):
    """Stands beside the canvas' edge without a size or the keys; ``name`` is what the text is called."""

    def __init__(self, canvas: QWidget, name: str) -> None:
        super().__init__(canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(-2, -2, 1, 1)
        self.setAccessibleName(name)
        self._told: tuple[str, int, int] = ("", 0, 0)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Focus))

    def follow(self, text: str, caret: int, anchor: int) -> None:
        """The words as they are now; places count characters."""
        was, now = self._told, (text, caret, anchor)
        if was == now:
            return
        self._told = now
        if was[0] != text:
            self._change(was[0], text)
        at, other = _units(text, caret), _units(text, anchor)
        cursor = self.textCursor()
        cursor.setPosition(other)
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if at != other:
            chosen = QAccessibleTextSelectionEvent(self, min(at, other), max(at, other))
            chosen.setCursorPosition(at)
            QAccessible.updateAccessibility(chosen)
        else:
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self, at))

    def _change(self, old: str, new: str) -> None:
        """Put in what differs, and say so."""
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        at = _units(old, head)
        cursor = self.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + _units(gone, len(gone)), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(come)
        if gone and come:
            QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(self, at, gone, come))
        elif come:
            QAccessible.updateAccessibility(QAccessibleTextInsertEvent(self, at, come))
        else:
            QAccessible.updateAccessibility(QAccessibleTextRemoveEvent(self, at, gone))

    def end(self) -> None:
        """Give the focus of assistive technology back to the canvas."""
        canvas = self.parentWidget()
        self.hide()
        self.deleteLater()
        QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.Focus))


def _units(text: str, place: int) -> int:
    """A place among characters as Qt counts: UTF-16 code units."""
    return len(text[:place].encode("utf-16-le")) // 2
