"""Small drawings of the kinds for the chooser, in the theme's colours."""

from __future__ import annotations

import functools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

# Each kind on a field of 28 × 22: rectangles (x, y, w, h), lines (points), circles (x, y, r), rings (x, y, r, from, degrees).
_SIGNS: dict[str, tuple[tuple[str, tuple[float, ...]], ...]] = {
    "ranking": (("r", (1, 1, 26, 4)), ("r", (1, 7, 20, 4)), ("r", (1, 13, 15, 4)), ("r", (1, 19, 8, 3))),
    "bar": (("r", (1, 2, 15, 5)), ("r", (1, 9, 24, 5)), ("r", (1, 16, 10, 5))),
    "column": (("r", (2, 9, 5, 13)), ("r", (9, 13, 5, 9)), ("r", (16, 2, 5, 20)), ("r", (23, 7, 4, 15))),
    "line": (("l", (1, 18, 9, 11, 16, 14, 27, 3)),),
    "area": (("p", (1, 22, 1, 14, 10, 8, 18, 11, 27, 3, 27, 22)),),
    "donut": (("g", (14, 11, 8, 90, -250)), ("f", (14, 11, 8, 200, -90))),
    "slope": (("l", (4, 18, 24, 5)), ("l", (4, 10, 24, 14)), ("c", (4, 18, 2)), ("c", (24, 5, 2)), ("c", (4, 10, 2)), ("c", (24, 14, 2))),
    "dot": (("t", (1, 5, 27, 5)), ("t", (1, 11, 27, 11)), ("t", (1, 17, 27, 17)), ("c", (19, 5, 2.6)), ("c", (9, 11, 2.6)), ("c", (14, 17, 2.6))),
    "lollipop": (("t", (1, 4, 22, 4)), ("t", (1, 11, 15, 11)), ("t", (1, 18, 9, 18)), ("c", (22, 4, 2.8)), ("c", (15, 11, 2.8)), ("c", (9, 18, 2.8))),
    "waffle": tuple(("r" if x + 3 * y < 7 else "q", (4 + x * 7.0, 1 + y * 7.0, 5.5, 5.5)) for y in range(3) for x in range(3)),
    "pictogram": tuple(("c" if x < 4 - y else "o", (3.5 + x * 7.0, 4 + y * 7.0, 2.7)) for y in range(3) for x in range(4)),
    "treemap": (("r", (1, 1, 15, 20)), ("q", (17, 1, 10, 11)), ("q", (17, 13, 10, 8))),
    "progress": (("q", (1, 3, 26, 5)), ("r", (1, 3, 19, 5)), ("q", (1, 14, 26, 5)), ("r", (1, 14, 10, 5))),
    "gauge": (("f", (14, 17, 11, 180, -180)), ("g", (14, 17, 11, 180, -115))),
    "funnel": (("r", (1, 1, 26, 5)), ("r", (6, 8, 16, 5)), ("r", (10.5, 15, 7, 5))),
    "timeline": (("t", (4, 2, 4, 20)), ("c", (4, 4, 2.6)), ("c", (4, 11, 2.6)), ("c", (4, 18, 2.6)), ("r", (10, 3, 15, 2)), ("r", (10, 10, 11, 2)), ("r", (10, 17, 14, 2))),
    "steps": (("c", (4, 4, 3)), ("c", (4, 12, 3)), ("c", (4, 20, 2.4)), ("r", (10, 3, 16, 2)), ("r", (10, 11, 12, 2)), ("r", (10, 19, 15, 2))),
    "compare": (("q", (4, 2, 8, 20)), ("r", (15, 11, 8, 11))),
    "table": (("r", (1, 2, 26, 2)), ("t", (1, 9, 27, 9)), ("t", (1, 15, 27, 15)), ("t", (1, 21, 27, 21))),
    "number": (("r", (3, 3, 3.5, 16)), ("l", (11, 6, 14, 3.5, 19, 3.5, 21, 6, 21, 9, 11, 18.5, 22, 18.5))),
}  # fmt: skip


@functools.lru_cache(128)
def sign(kind: str, ink: str, quiet: str) -> QPixmap:
    """The kind's drawing: 28 × 22 px in two colours."""
    made = QPixmap(56, 44)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for what, numbers in _SIGNS.get(kind, ()):
        _draw(painter, what, numbers, QColor(ink), QColor(quiet))
    painter.end()
    return made


def _draw(painter: QPainter, what: str, numbers: tuple[float, ...], ink: QColor, quiet: QColor) -> None:
    colour = quiet if what in "qotf" else ink
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if what in "rq":
        painter.drawRect(QRectF(*numbers))
    elif what in "co":
        x, y, radius = numbers
        painter.drawEllipse(QPointF(x, y), radius, radius)
    elif what == "p":
        painter.drawPolygon(_points(numbers))
    elif what in "gf":
        x, y, radius, start, span = numbers
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 4.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(
            QRectF(x - radius, y - radius, 2 * radius, 2 * radius), int(start * 16), int(span * 16)
        )
    else:
        painter.setPen(
            QPen(colour, 1.5 if what == "t" else 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_points(numbers))


def _points(numbers: tuple[float, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(numbers[0::2], numbers[1::2], strict=True)])
