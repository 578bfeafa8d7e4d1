"""Rulers along the canvas in px of the artboard, with the selection's extent marked."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from designer_app.scene.geometry import Box, around
from designer_app.studio import theme
from designer_app.studio.boards import RULER
from designer_app.studio.ink import Stamp

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def rulers(canvas: Canvas, board: Board) -> tuple[Stamp, Stamp]:
    """Both rulers, as pictures that are kept while nothing about them changes."""
    x, y, k = canvas.mapping(board)
    chosen = canvas.chosen_on(board)
    box = around(target.box for target in chosen) if chosen else None
    return _drawn(
        canvas.width(), canvas.height(), x, y, k, box, theme.current().name, canvas.devicePixelRatioF()
    )


@functools.lru_cache(2)
def _drawn(
    width: int, height: int, x: float, y: float, k: float, box: Box | None, dress: str, ratio: float
) -> tuple[Stamp, Stamp]:
    """The ruler at the left, below the one above, and that. ``x, y``: where 0 is; ``k``: px of the widget for one of the artboard."""
    made = []
    for left, top, wide, high in ((0, RULER, RULER, max(1, height - RULER)), (0, 0, width, RULER)):
        picture = QPixmap(math.ceil(wide * ratio), math.ceil(high * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.translate(-left, -top)
        _draw(painter, float(width), float(height), QPointF(x, y), k, box)
        painter.end()
        made.append(Stamp(left, top, wide, high, picture))
    return made[0], made[1]


def _draw(painter: QPainter, width: float, height: float, origin: QPointF, k: float, box: Box | None) -> None:
    dress = theme.current()
    panel, line, text = dress.colour("panel"), dress.colour("line"), dress.colour("t2")
    painter.fillRect(QRectF(0, 0, width, RULER), panel)
    painter.fillRect(QRectF(0, 0, RULER, height), panel)
    step = next((s for s in _STEPS if s * k >= 50), _STEPS[-1])
    _bands(painter, origin, k, box)
    painter.setFont(theme.font(10))
    for across in (True, False):
        length, start = (width, origin.x()) if across else (height, origin.y())
        first = math.floor((RULER - start) / k / step) * step
        value = first
        while (at := start + value * k) < length:
            if at >= RULER:
                painter.setPen(line)
                if across:
                    painter.drawLine(
                        QPointF(math.floor(at) + 0.5, RULER - 6), QPointF(math.floor(at) + 0.5, RULER)
                    )
                    painter.setPen(text)
                    painter.drawText(QPointF(at + 3, RULER - 7), f"{value:g}")
                else:
                    painter.drawLine(
                        QPointF(RULER - 6, math.floor(at) + 0.5), QPointF(RULER, math.floor(at) + 0.5)
                    )
                    painter.setPen(text)
                    painter.save()
                    painter.translate(RULER - 7, at - 3)
                    painter.rotate(-90)
                    painter.drawText(QPointF(0, 0), f"{value:g}")
                    painter.restore()
            value += step
    painter.fillRect(QRectF(0, 0, RULER, RULER), panel)
    painter.setPen(line)
    painter.drawLine(QPointF(0, RULER - 0.5), QPointF(width, RULER - 0.5))
    painter.drawLine(QPointF(RULER - 0.5, 0), QPointF(RULER - 0.5, height))
    painter.setPen(Qt.PenStyle.NoPen)


def _bands(painter: QPainter, origin: QPointF, k: float, box: Box | None) -> None:
    """The selection's extent."""
    if box is None:
        return
    tint = theme.current().colour("sel")
    painter.fillRect(QRectF(origin.x() + box.x0 * k, 0, box.width * k, RULER), tint)
    painter.fillRect(QRectF(0, origin.y() + box.y0 * k, RULER, box.height * k), tint)
