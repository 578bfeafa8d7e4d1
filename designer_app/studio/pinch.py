"""Two fingers on a trackpad zoom the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QNativeGestureEvent

if TYPE_CHECKING:
    from designer_app.studio.canvas import Canvas


class Pinch(QObject):
    """A filter of the canvas's parent, where Qt takes what the canvas leaves: of the canvas itself it would be asked about
    each event of a drag."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        if (parent := canvas.parentWidget()) is not None:
            parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QNativeGestureEvent)
            or event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture
        ):
            return False
        at = self._canvas.mapFromGlobal(event.globalPosition())
        if not self._canvas.rect().contains(at.toPoint()):
            return False
        self._canvas.zoom_to(self._canvas.zoom * (1 + event.value()), at)
        return True
