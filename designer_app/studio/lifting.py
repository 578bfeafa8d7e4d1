"""What a drag shows: three finished pictures moved by Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas
    from designer_app.studio.rendering import Lift


class Dragged:
    """The pictures of the drag that runs, and how far they were moved last (px of the artboard). They stay after the
    release until the engine's own pixels come: ``ended``."""

    def __init__(self, lift: Lift) -> None:
        self.lift = lift
        self.shift = (0.0, 0.0)
        self.ended = False

    def layers(self, canvas: Canvas, board: Board) -> list[tuple[QImage, QRectF]]:
        """The pictures from below to above, and where each is on the widget."""
        lift, at, k = self.lift, self._at(board), self._factor(canvas, board)
        place = canvas.place(board)
        x, y = place.x(), place.y()
        found = [(lift.below, lift.below_at), (lift.moving, at)]
        if lift.above is not None:
            found.append((lift.above, lift.above_at))
        return [
            (image, QRectF(x + left * k, y + top * k, image.width() * k, image.height() * k))
            for image, (left, top) in found
        ]

    def rect(self, canvas: Canvas, board: Board) -> QRect:
        """Where the moving picture is on the widget now."""
        (left, top), k, place = self._at(board), self._factor(canvas, board), canvas.place(board)
        x0, y0 = place.x() + left * k, place.y() + top * k
        x, y = math.floor(x0), math.floor(y0)
        image = self.lift.moving
        return QRect(x, y, math.ceil(x0 + image.width() * k) - x, math.ceil(y0 + image.height() * k) - y)

    def _factor(self, canvas: Canvas, board: Board) -> float:
        """Widget px for one px of the pictures."""
        k, ratio = canvas.percent(board) / self.lift.cut.scale, 1 / canvas.devicePixelRatioF()
        return ratio if abs(k - ratio) < 1e-9 else k

    def _at(self, board: Board) -> tuple[int, int]:
        """Where the moving picture is, in whole px of the pictures."""
        by, (x, y) = board.unit * self.lift.cut.scale, self.lift.moving_at
        return x + math.floor(self.shift[0] * by + 0.5), y + math.floor(self.shift[1] * by + 0.5)
