"""Platform chrome over an artboard, in shapes of our own: what avatar, buttons, bars and crops will hide. Never exported."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from designer_app.design.chrome import Zone, zones
from designer_app.design.sizes import Size
from designer_app.studio import theme
from designer_app.studio.words import tr

_VEIL = QColor(12, 14, 18, 150)
_INK = QColor(255, 255, 255, 235)
_NAMES = {
    "head": "Name and close", "foot": "Reply field", "buttons": "Buttons", "crop": "Cut away in some views", "avatar": "Avatar",
    "circle": "Cut round",
}  # fmt: skip
_TAG = 90  # px that a zone must have for its name to be written


def draw_chrome(painter: QPainter, size: Size, place: QRectF, *, guides: bool = True) -> bool:
    """Draw a size's zones where its board is on the widget; ``guides``: with their edges and names. Whether there are any."""
    found = zones(size)
    if not found:
        return False
    k = place.width() / size.width
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for zone in found:
        box = QRectF(
            place.x() + zone.box.x0 * k, place.y() + zone.box.y0 * k, zone.box.width * k, zone.box.height * k
        )
        _DRAWN[zone.kind](painter, box, place)
        if guides and zone.kind in ("head", "foot"):
            painter.setPen(QPen(QColor(255, 255, 255, 170), 1, Qt.PenStyle.DashLine))
            y = box.bottom() if zone.kind == "head" else box.top()
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    if guides:
        for zone in found:
            _name(painter, zone, place, k)
    painter.restore()
    return True


def _crop(painter: QPainter, box: QRectF, place: QRectF) -> None:
    painter.fillRect(box, _VEIL)
    painter.fillRect(box, QBrush(QColor(255, 255, 255, 46), Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1, Qt.PenStyle.DashLine))
    if box.width() < place.width() - 1:
        x = box.right() if box.left() <= place.left() + 1 else box.left()
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    else:
        y = box.bottom() if box.top() <= place.top() + 1 else box.top()
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _circle(painter: QPainter, box: QRectF, place: QRectF) -> None:
    path = QPainterPath()
    path.addRect(place)
    path.addEllipse(box)
    painter.fillPath(path, _VEIL)
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _avatar(painter: QPainter, box: QRectF, place: QRectF) -> None:
    _person(painter, box)


def _person(painter: QPainter, box: QRectF) -> None:
    """A head and shoulders in a ring."""
    painter.setPen(QPen(QColor("#FFFFFF"), max(1.0, box.width() * 0.035)))
    painter.setBrush(QColor("#7C838D"))
    painter.drawEllipse(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#E4E7EB"))
    w = box.width()
    painter.drawEllipse(QRectF(box.x() + 0.33 * w, box.y() + 0.2 * w, 0.34 * w, 0.34 * w))
    path = QPainterPath()
    path.addEllipse(box.adjusted(0.03 * w, 0.03 * w, -0.03 * w, -0.03 * w))
    body = QPainterPath()
    body.addEllipse(QRectF(box.x() + 0.16 * w, box.y() + 0.6 * w, 0.68 * w, 0.7 * w))
    painter.drawPath(path.intersected(body))


def _head(painter: QPainter, box: QRectF, place: QRectF) -> None:
    """A progress line in parts, an avatar with a name, a cross."""
    _shade(painter, box, down=True)
    u = place.width() / 100
    painter.setPen(Qt.PenStyle.NoPen)
    y = box.y() + min(4 * u, box.height() * 0.2)
    for part in range(3):
        painter.setBrush(_INK if part == 0 else QColor(255, 255, 255, 120))
        painter.drawRoundedRect(
            QRectF(box.x() + 3 * u + part * 31.6 * u, y, 30.6 * u, 0.7 * u), 0.35 * u, 0.35 * u
        )
    y += 3 * u
    _person(painter, QRectF(box.x() + 3 * u, y, 9 * u, 9 * u))
    _bar(painter, QRectF(box.x() + 14 * u, y + 2 * u, 24 * u, 2.2 * u))
    _bar(painter, QRectF(box.x() + 14 * u, y + 5.4 * u, 14 * u, 1.7 * u), 150)
    painter.setPen(QPen(_INK, max(1.0, 0.7 * u)))
    c, r = QPointF(box.right() - 7 * u, y + 4.5 * u), 2.2 * u
    painter.drawLine(c + QPointF(-r, -r), c + QPointF(r, r))
    painter.drawLine(c + QPointF(-r, r), c + QPointF(r, -r))


def _foot(painter: QPainter, box: QRectF, place: QRectF) -> None:
    """A caption and a field to answer in, or as much of them as there is room for."""
    _shade(painter, box, down=False)
    u = place.width() / 100
    y = box.bottom() - 15 * u
    painter.setPen(QPen(_INK, max(1.0, 0.5 * u)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box.x() + 4 * u, y, 68 * u, 10 * u), 5 * u, 5 * u)
    _bar(painter, QRectF(box.x() + 9 * u, y + 4 * u, 26 * u, 2 * u), 150)
    heart(painter, QPointF(box.right() - 19 * u, y + 5 * u), 3 * u)
    plane(painter, QPointF(box.right() - 8 * u, y + 5 * u), 3 * u)
    for row, wide in enumerate((62, 46)):
        top = y - (13 - 5 * row) * u
        if top > box.top() + 2 * u:
            _bar(painter, QRectF(box.x() + 4 * u, top, wide * u, 2.2 * u), 200)


def _buttons(painter: QPainter, box: QRectF, place: QRectF) -> None:
    """An avatar, then heart, talk, sharing, one below another."""
    u = place.width() / 100
    x, step = box.center().x(), box.height() / 4
    for number in range(4):
        c = QPointF(x, box.y() + step * (number + 0.5))
        if number == 0:
            _person(painter, QRectF(c.x() - 5 * u, c.y() - 5 * u, 10 * u, 10 * u))
        elif number == 1:
            heart(painter, c, 4 * u, filled=True)
        elif number == 2:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_INK)
            painter.drawRoundedRect(QRectF(c.x() - 4 * u, c.y() - 3.4 * u, 8 * u, 6 * u), 3 * u, 3 * u)
        else:
            plane(painter, c, 3.6 * u)
        if number:
            _bar(painter, QRectF(c.x() - 2.6 * u, c.y() + 5 * u, 5.2 * u, 1.3 * u))


def _shade(painter: QPainter, box: QRectF, *, down: bool) -> None:
    """Darker towards the artboard's edge, so that light shapes show on any artwork."""
    from PySide6.QtGui import QLinearGradient

    ramp = QLinearGradient(box.topLeft(), box.bottomLeft())
    near, far = QColor(0, 0, 0, 140), QColor(0, 0, 0, 20)
    ramp.setColorAt(0, near if down else far)
    ramp.setColorAt(1, far if down else near)
    painter.fillRect(box, ramp)


def _bar(painter: QPainter, box: QRectF, alpha: int = 235) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, alpha))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


def heart(painter: QPainter, c: QPointF, r: float, ink: QColor = _INK, *, filled: bool = False) -> None:
    """Round a middle, ``r`` to each side."""
    path = QPainterPath(c + QPointF(0, 0.9 * r))
    path.cubicTo(c + QPointF(-1.5 * r, -0.1 * r), c + QPointF(-1.0 * r, -1.3 * r), c + QPointF(0, -0.45 * r))
    path.cubicTo(c + QPointF(1.0 * r, -1.3 * r), c + QPointF(1.5 * r, -0.1 * r), c + QPointF(0, 0.9 * r))
    painter.setPen(QPen(ink, max(1.0, 0.22 * r)))
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def plane(painter: QPainter, c: QPointF, r: float, ink: QColor = _INK) -> None:
    """An arrow that goes away."""
    painter.setPen(QPen(ink, max(1.0, 0.24 * r), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(c + QPointF(-0.9 * r, 0.7 * r), c + QPointF(0.9 * r, -0.7 * r))
    painter.drawLine(c + QPointF(0.9 * r, -0.7 * r), c + QPointF(-0.1 * r, -0.8 * r))
    painter.drawLine(c + QPointF(0.9 * r, -0.7 * r), c + QPointF(0.8 * r, 0.3 * r))


def _name(painter: QPainter, zone: Zone, place: QRectF, k: float) -> None:
    """What the zone is, where it has room."""
    box = QRectF(
        place.x() + zone.box.x0 * k, place.y() + zone.box.y0 * k, zone.box.width * k, zone.box.height * k
    ).intersected(place)
    text = tr(_NAMES[zone.kind]) + (f" · {tr('typical')}" if zone.typical else "")
    painter.setFont(theme.font(11, 500))
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 12
    if box.width() < max(_TAG, 1.5 * width) or box.height() < 22 or place.height() < 160:
        return
    y = box.bottom() - 22 if zone.kind == "head" else box.top() + 4
    at = QRectF(math.floor(box.center().x() - width / 2), math.floor(y), math.ceil(width), 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(at, 3, 3)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)


_DRAWN = {
    "crop": _crop, "circle": _circle, "avatar": _avatar, "head": _head, "foot": _foot, "buttons": _buttons,
}  # fmt: skip
