"""The constraint box: which edges of the artboard a layer keeps to, drawn; a click on an edge pins it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from designer_app.studio import theme
from designer_app.studio.words import tr

_SIDE = 60


class ConstraintBox(QWidget):
    """60 × 60: a layer in its artboard, with a blue line to each edge that it keeps to."""

    def __init__(self, pin: Callable[[str, str], None]) -> None:
        super().__init__()
        self._pin = pin
        self.x, self.y = "auto", "auto"
        self.setFixedSize(_SIDE, _SIDE)
        self.setAccessibleName(tr("Constraints"))
        self.setToolTip(tr("Click an edge to keep to it, the middle to stay centred"))

    def show_pins(self, x: str, y: str) -> None:
        self.x, self.y = x, y
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        dress = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("field"))
        painter.drawRoundedRect(QRectF(0, 0, _SIDE, _SIDE), 4, 4)
        across = self.x in ("left", "stretch"), self.x in ("right", "stretch")
        along = self.y in ("top", "stretch"), self.y in ("bottom", "stretch")
        c = _SIDE / 2
        for on, a, b in (
            (across[0], QPointF(4, c), QPointF(18, c)), (across[1], QPointF(_SIDE - 18, c), QPointF(_SIDE - 4, c)),
            (along[0], QPointF(c, 4), QPointF(c, 18)), (along[1], QPointF(c, _SIDE - 18), QPointF(c, _SIDE - 4)),
        ):  # fmt: skip
            painter.setPen(QPen(dress.colour("acc" if on else "line2"), 2))
            painter.drawLine(a, b)
        painter.setPen(QPen(dress.colour("t2"), 1))
        painter.setBrush(dress.colour("panel"))
        painter.drawRoundedRect(QRectF(18.5, 18.5, 23, 23), 4, 4)
        painter.setPen(QPen(dress.colour("acc") if self.x == "center" else QColor(0, 0, 0, 0), 2))
        painter.drawLine(QPointF(c, 24), QPointF(c, 36))
        painter.setPen(QPen(dress.colour("acc") if self.y == "center" else QColor(0, 0, 0, 0), 2))
        painter.drawLine(QPointF(24, c), QPointF(36, c))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x() - _SIDE / 2, event.position().y() - _SIDE / 2
        if abs(x) < 12 and abs(y) < 12:
            self._pin("pin_x", "center")
            self._pin("pin_y", "center")
        elif abs(x) > abs(y):
            self._pin(
                "pin_x", self._both(self.x, "left" if x < 0 else "right", "right" if x < 0 else "left", event)
            )
        else:
            self._pin(
                "pin_y", self._both(self.y, "top" if y < 0 else "bottom", "bottom" if y < 0 else "top", event)
            )

    def _both(self, now: str, edge: str, other: str, event: QMouseEvent) -> str:
        """With Shift an edge joins the opposite one."""
        joined = now == other and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return "stretch" if joined else edge
