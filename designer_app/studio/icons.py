"""Icons of the window: Lucide drawings in the theme's colours, sharp at any pixel ratio, made once each."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from designer_app.data_files import data_root
from designer_app.studio import theme


def icon(name: str, role: str = "t2", size: int = 16) -> QIcon:
    """The drawing in a role's colour; checked tools show white, disabled ones the hint's colour."""
    made = QIcon(pixmap(name, theme.current().colour(role).name(), size))
    made.addPixmap(pixmap(name, theme.current().t3, size), QIcon.Mode.Disabled)
    return made


def spaced(name: str, role: str = "t2", size: int = 16) -> QIcon:
    """The drawing with a quarter of its size kept free behind it: beside words, to which Qt leaves too little."""
    made = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, theme.current().colour(role).name()),
        (QIcon.Mode.Disabled, theme.current().t3),
    ):
        drawn = pixmap(name, ink, size)
        wide = QPixmap(drawn.width() * 5 // 4, drawn.height())
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(QRectF(0, 0, drawn.width(), drawn.height()), drawn, QRectF(drawn.rect()))
        painter.end()
        wide.setDevicePixelRatio(drawn.devicePixelRatio())
        made.addPixmap(wide, mode)
    return made


def tool_icon(name: str) -> QIcon:
    """For tools: white when chosen."""
    made = icon(name)
    made.addPixmap(pixmap(name, "#FFFFFF", 16), QIcon.Mode.Normal, QIcon.State.On)
    return made


@functools.lru_cache(512)
def pixmap(name: str, colour: str, size: int = 16) -> QPixmap:
    """``size`` in px of the screen's own scale."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    source = (data_root("assets") / "icons" / "studio" / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", QColor(colour).name()).replace(
        'stroke-width="2"', 'stroke-width="1.75"'
    )
    made = QPixmap(int(size * ratio), int(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def tile(letter: str) -> QIcon:
    """The letter of a scope on the switch: outlined, white when its part is chosen."""
    dress = theme.current()
    made = QIcon(_tile(letter, "", dress.line2, dress.t2))
    made.addPixmap(_tile(letter, "#FFFFFF", "#FFFFFF", dress.btn), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(_tile(letter, "", dress.line, dress.t3), QIcon.Mode.Disabled)
    return made


def _tile(letter: str, ground: str, edge: str, ink: str) -> QPixmap:
    made = QPixmap(28, 28)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(0.5, 0.5, 13, 13), 3, 3)
    painter.setPen(QColor(ink))
    painter.setFont(theme.font(9, 600))
    painter.drawText(QRectF(0, 0, 14, 14), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return made


def product_mark(size: int = 20) -> QPixmap:
    """The program's own sign: a page laid out in three blocks."""
    made = QPixmap(size * 2, size * 2)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 20, size / 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#1B6AE0"))
    painter.drawRoundedRect(QRectF(0, 0, 20, 20), 5, 5)
    painter.setBrush(QColor("#FFFFFF"))
    for x, y, w, h in ((4, 4, 5.5, 12), (11, 4, 5, 5), (11, 10.5, 5, 5.5)):
        painter.drawRoundedRect(QRectF(x, y, w, h), 1.2, 1.2)
    painter.end()
    return made
