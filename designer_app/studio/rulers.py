"""Rulers along the canvas in px of the artboard, with the selection's extent marked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from designer_app.scene.geometry import around
from designer_app.studio import theme
from designer_app.studio.boards import RULER

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def draw_rulers(painter: QPainter, canvas: Canvas, board: Board) -> None:
    dress = theme.current()
    panel, line, text = dress.colour("panel"), dress.colour("line"), dress.colour("t2")
    width, height = float(canvas.width()), float(canvas.height())
    painter.fillRect(QRectF(0, 0, width, RULER), panel)
    painter.fillRect(QRectF(0, 0, RULER, height), panel)
    k = canvas.percent(board) * board.unit
    step = next((s for s in _STEPS if s * k >= 50), _STEPS[-1])
    _bands(painter, canvas, board, RULER)
    painter.setFont(theme.font(10))
    origin = canvas.place(board).topLeft()
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


def _bands(painter: QPainter, canvas: Canvas, board: Board, thick: int) -> None:
    chosen = canvas.chosen_on(board)
    if not chosen:
        return
    box = around(target.box for target in chosen)
    a, b = canvas.from_board(board, box.x0, box.y0), canvas.from_board(board, box.x1, box.y1)
    tint = theme.current().colour("sel")
    painter.fillRect(QRectF(a.x(), 0, b.x() - a.x(), thick), tint)
    painter.fillRect(QRectF(0, a.y(), thick, b.y() - a.y()), tint)
