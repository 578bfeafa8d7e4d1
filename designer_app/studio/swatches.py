"""Patches of colour, and the order in which a kit's roles are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from designer_app.scene.colour import Colour
from designer_app.studio import theme

ROLES = (
    "surface", "on-surface", "primary", "on-primary", "accent", "on-accent", "field", "on-field", "mark", "quiet", "line",
)  # fmt: skip


def swatch(colour: Colour | None, size: int = 16) -> QPixmap:
    """A round-cornered patch with a hairline, so that it shows on any ground; None = nothing."""
    made = QPixmap(size * 2, size * 2)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.current().colour("line2"))
    painter.setBrush(QColor(*colour) if colour else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(1, 1, size - 2, size - 2, 4, 4)
    if colour is None:
        painter.setPen(theme.current().colour("err"))
        painter.drawLine(3, size - 4, size - 4, 3)
    painter.end()
    return made
