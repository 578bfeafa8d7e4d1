"""The edges and corners by which a dialog without the desktop's frame is made larger or smaller."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

_REACH, _CORNER = 4, 12  # px to either side of an edge, and of a corner along it
_Edge, _Cursor = Qt.Edge, Qt.CursorShape
_LEFT, _RIGHT, _TOP, _BOTTOM = _Edge.LeftEdge, _Edge.RightEdge, _Edge.TopEdge, _Edge.BottomEdge
_CURSORS = {
    _LEFT: _Cursor.SizeHorCursor, _RIGHT: _Cursor.SizeHorCursor, _TOP: _Cursor.SizeVerCursor, _BOTTOM: _Cursor.SizeVerCursor,
    _LEFT | _TOP: _Cursor.SizeFDiagCursor, _RIGHT | _BOTTOM: _Cursor.SizeFDiagCursor,
    _RIGHT | _TOP: _Cursor.SizeBDiagCursor, _LEFT | _BOTTOM: _Cursor.SizeBDiagCursor,
}  # fmt: skip


def grips(window: QWidget) -> list[Grip]:
    """One for each edge and, above these, each corner."""
    return [Grip(window, edges) for edges in _CURSORS]


class Grip(QWidget):
    """Nothing is seen of it but the pointer. The desktop does the work where it can."""

    def __init__(self, window: QWidget, edges: Qt.Edge) -> None:
        super().__init__(window)
        self.edges = edges
        self._from: tuple[QPoint, QRect] | None = None  # the pointer and the window as the drag began
        self.setCursor(_CURSORS[edges])

    def follow(self, body: QRect) -> None:
        """Stand where the edges of the window's body are."""
        left, right, top, bottom = (bool(self.edges & edge) for edge in (_LEFT, _RIGHT, _TOP, _BOTTOM))
        corner = (left or right) and (top or bottom)
        half = _CORNER if corner else _REACH
        x0 = body.right() - half if right else body.left() - half if left else body.left()
        y0 = body.bottom() - half if bottom else body.top() - half if top else body.top()
        wide = 2 * half if left or right else body.width()
        high = 2 * half if top or bottom else body.height()
        self.setGeometry(x0, y0, wide, high)
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.window().windowHandle()
        if event.button() != Qt.MouseButton.LeftButton or handle is None:
            return
        if not handle.startSystemResize(self.edges):
            self._from = event.globalPosition().toPoint(), self.window().geometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        start, was = self._from
        by, least = event.globalPosition().toPoint() - start, self.window().minimumSizeHint()
        wide = by.x() if self.edges & _RIGHT else -by.x() if self.edges & _LEFT else 0
        high = by.y() if self.edges & _BOTTOM else -by.y() if self.edges & _TOP else 0
        box = QRect(was)
        box.setWidth(max(least.width(), was.width() + wide))
        box.setHeight(max(least.height(), was.height() + high))
        if self.edges & _LEFT:
            box.moveRight(was.right())
        if self.edges & _TOP:
            box.moveBottom(was.bottom())
        self.window().setGeometry(box)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
