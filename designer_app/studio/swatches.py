"""Patches of colour, and the order in which a kit's roles are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap

from designer_app.scene.colour import Colour
from designer_app.studio import theme
from designer_app.studio.colour_words_ru import colour_name
from designer_app.studio.words import language, tr

ROLES = (
    "surface", "on-surface", "primary", "on-primary", "accent", "on-accent", "field", "on-field", "mark", "quiet", "line",
)  # fmt: skip


_TITLES = {
    "surface": "Ground", "on-surface": "Text on the ground", "primary": "Main colour", "on-primary": "Text on the main colour",
    "accent": "Accent", "on-accent": "Text on the accent", "field": "Field", "on-field": "Text on the field", "mark": "Mark",
    "quiet": "Quiet text", "line": "Hairline",
}  # fmt: skip


def colour_title(name: str) -> str:
    """A role or a kit's own colour in the window's language; in English, and of words that aren't known, the token's name,
    by which files go."""
    if language() == "en":
        return name
    return tr(_TITLES[name]) if name in _TITLES else colour_name(name)


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


def ramp(colours: Sequence[Colour], size: int = 16) -> QPixmap:
    """The same patch with a gradient."""
    made = swatch((0, 0, 0, 0), size)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    across = QLinearGradient(0, 0, size, 0)
    for number, colour in enumerate(colours):
        across.setColorAt(number / (len(colours) - 1), QColor(*colour))
    painter.setPen(theme.current().colour("line2"))
    painter.setBrush(across)
    painter.drawRoundedRect(1, 1, size - 2, size - 2, 4, 4)
    painter.end()
    return made
