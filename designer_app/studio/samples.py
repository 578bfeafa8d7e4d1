"""Words set in the kit's own type, for lists of the window: drawn by Qt, since they are no design."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from designer_app.design.kit import Kit
from designer_app.design.kit_file import FontFile
from designer_app.layers.base import TypeStyle
from designer_app.scene.colour import to_hex
from designer_app.scene.nodes import FontRef
from designer_app.scene.sources import register
from designer_app.studio import theme


def font_file(kit: Kit, ref: FontRef) -> FontFile | None:
    """The kit's record of a font; None where it is a stand-in."""
    for record in kit.file.fonts:
        path = kit.folder / record.file
        if path.is_file() and register(path) == ref.digest:
            return record
    return None


def describe(kit: Kit, style: TypeStyle) -> str:
    """Family and weight: ``Unbounded 500``."""
    ref = style.fonts[0]
    record = font_file(kit, ref)
    weight = dict(ref.axes).get("wght", record.weight if record else 400)
    return f"{record.family if record else 'Inter'} {weight:.0f}"


def kit_font(kit: Kit, style: TypeStyle, size: int) -> QFont:
    """The style's first font for Qt, ``size`` in px."""
    ref = style.fonts[0]
    record = font_file(kit, ref)
    family = _family(str(kit.folder / record.file)) if record else theme.FAMILY
    made = QFont(family or theme.FAMILY)
    made.setPixelSize(size)
    for axis, value in ref.axes:
        made.setVariableAxis(QFont.Tag(axis), value)
    if record is not None and not record.axes:
        made.setWeight(QFont.Weight(record.weight))
    return made


@functools.lru_cache(64)
def _family(path: str) -> str:
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))
    return families[0] if families else ""


def sample(kit: Kit, style: TypeStyle, text: str, colour: str, width: int, height: int) -> QPixmap:
    """``text`` in the style, as large as the box allows, sharp at twice the pixels."""
    made = QPixmap(width * 2, height * 2)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setPen(QColor(colour))
    size = round(height * 0.7)
    ink = QFontMetricsF(kit_font(kit, style, size)).tightBoundingRect(text)
    size = int(size * min(1.0, width / max(1.0, ink.width()), height / max(1.0, ink.height())))
    painter.setFont(kit_font(kit, style, size))
    ink = QFontMetricsF(painter.font()).tightBoundingRect(text)  # what is seen, not the face's own line
    painter.drawText(QPointF(-ink.left(), height / 2 - ink.center().y()), text)
    painter.end()
    return made


def logo_on(kit: Kit, name: str, scheme: str, width: int, height: int) -> QPixmap:
    """A logo of the kit in the scheme's own colours on its ground, sharp at twice the pixels."""
    made = QPixmap(width * 2, height * 2)
    made.setDevicePixelRatio(2)
    made.fill(QColor(*kit.colour("surface", scheme)))
    path = kit.folder / kit.file.logos[name].file
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    room = QRectF(0, 0, width, height).adjusted(width * 0.12, height * 0.26, -width * 0.12, -height * 0.26)
    if path.suffix.lower() == ".svg":
        text = path.read_text(encoding="utf-8")
        for drawn, role in kit.file.recolour.items():
            colour = to_hex(kit.colour(role, scheme))[:7]
            text = re.sub(re.escape(drawn), colour, text, flags=re.IGNORECASE)
        drawing = QSvgRenderer(QByteArray(text.encode()))
        drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        drawing.render(painter, room)
    else:
        picture = QPixmap(str(path))
        if not picture.isNull():
            size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(
                room.center().x() - size.width() / 2,
                room.center().y() - size.height() / 2,
                size.width(),
                size.height(),
            )
            painter.drawPixmap(at, picture, QRectF(picture.rect()))
    painter.end()
    return made
