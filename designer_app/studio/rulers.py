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

_FINE = 5  # px between short marks at least
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def rulers(canvas: Canvas, board: Board) -> tuple[Stamp, Stamp]:
    """Both rulers, as pictures that are kept while nothing about them changes."""
    x, y, k = canvas.mapping(board)
    chosen = canvas.chosen_on(board)
    box = around(target.box for target in chosen) if chosen else None
    # boards of a wall have a scale each: numbers beyond the active one would say nothing
    reach = (board.size.width, board.size.height) if canvas.mode == "wall" else None
    ratio = canvas.devicePixelRatioF()
    return _drawn(canvas.width(), canvas.height(), x, y, k, box, reach, theme.current().name, ratio)


@functools.lru_cache(2)
def _drawn(
    width: int,
    height: int,
    x: float,
    y: float,
    k: float,
    box: Box | None,
    reach: tuple[int, int] | None,
    dress: str,
    ratio: float,
) -> tuple[Stamp, Stamp]:
    """The ruler at the left, below the one above, and that. ``x, y``: where 0 is; ``k``: px of the widget for one of the
    artboard; ``reach``: its last px, None = as far as there is room."""
    made = []
    for left, top, wide, high in ((0, RULER, RULER, max(1, height - RULER)), (0, 0, width, RULER)):
        picture = QPixmap(math.ceil(wide * ratio), math.ceil(high * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.translate(-left, -top)
        _draw(painter, float(width), float(height), QPointF(x, y), k, box, reach)
        painter.end()
        made.append(Stamp(left, top, wide, high, picture))
    return made[0], made[1]


def _draw(
    painter: QPainter, width: float, height: float, origin: QPointF, k: float, box: Box | None, reach: tuple[int, int] | None,
) -> None:  # fmt: skip
    dress = theme.current()
    panel, line = dress.colour("panel"), dress.colour("line")
    painter.fillRect(QRectF(0, 0, width, RULER), panel)
    painter.fillRect(QRectF(0, 0, RULER, height), panel)
    _bands(painter, origin, k, box)
    last = reach or (math.inf, math.inf)
    _marks(painter, width, origin.x(), k, last[0])
    painter.save()
    painter.rotate(-90)
    painter.scale(-1, 1)  # along it goes down, as the marks of the other go right
    _marks(painter, height, origin.y(), k, last[1], upright=True)
    painter.restore()
    painter.fillRect(QRectF(0, 0, RULER, RULER), panel)
    painter.setPen(line)
    painter.drawLine(QPointF(0, RULER - 0.5), QPointF(width, RULER - 0.5))
    painter.drawLine(QPointF(RULER - 0.5, 0), QPointF(RULER - 0.5, height))
    painter.setPen(Qt.PenStyle.NoPen)


def _marks(
    painter: QPainter, length: float, start: float, k: float, last: float, *, upright: bool = False
) -> None:
    """Long marks with numbers, short ones between them."""
    dress = theme.current()
    line, text = dress.colour("line2"), dress.colour("t2")
    step = next((s for s in _STEPS if s * k >= 50), _STEPS[-1])
    parts = next((n for n in (10, 5, 2) if step / n * k >= _FINE and step % n == 0), 1)
    fine = step // parts
    first = 0 if last < math.inf else math.floor((RULER - start) / k / step) * step
    end = min(last, (length - start) / k)
    painter.setFont(theme.font(10))
    for number in range(max(0, math.floor((end - first) / fine) + 1)):
        value, long = first + number * fine, number % parts == 0
        at = math.floor(start + value * k)
        if at < RULER:
            continue
        painter.fillRect(QRectF(at, RULER - (6 if long else 3), 1, 6 if long else 3), line)
        if long:
            painter.setPen(text)
            painter.save()
            if upright:  # written up along the left
                painter.translate(at - 3, RULER - 7)
                painter.scale(-1, 1)
            else:
                painter.translate(at + 3, RULER - 7)
            painter.drawText(QPointF(0, 0), f"{value:g}".replace("-", "−"))
            painter.restore()


def _bands(painter: QPainter, origin: QPointF, k: float, box: Box | None) -> None:
    """The selection's extent."""
    if box is None:
        return
    tint = theme.current().colour("sel")
    painter.fillRect(QRectF(origin.x() + box.x0 * k, 0, box.width * k, RULER), tint)
    painter.fillRect(QRectF(0, origin.y() + box.y0 * k, RULER, box.height * k), tint)
