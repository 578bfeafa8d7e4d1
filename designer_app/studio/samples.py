"""Words set in the kit's own type, for lists of the window: drawn by Qt, since they are no design."""

from __future__ import annotations

import functools

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

from designer_app.design.kit import Kit
from designer_app.design.kit_file import FontFile
from designer_app.layers.base import TypeStyle
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
    painter.setFont(kit_font(kit, style, round(height * 0.7)))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(0, 0, width, height), flags, text)
    painter.end()
    return made
