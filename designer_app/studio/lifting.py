"""What a drag shows: three finished pictures moved by Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

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

    def draw(self, painter: QPainter, canvas: Canvas, board: Board, part: QRectF) -> None:
        """Below, moving, above, as far as they touch a part of the canvas, which clips the painter."""
        lift = self.lift
        place = canvas.place(board)
        k, exact = self._factor(canvas, board)
        if not exact:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        x, y = place.x(), place.y()
        _put(painter, lift.below, x, y, lift.below_at, k, part)
        dx, dy = self._pixels(board)
        at = (lift.moving_at[0] + dx, lift.moving_at[1] + dy)
        if place.contains(part):
            _put(painter, lift.moving, x, y, at, k, part)
        else:
            painter.save()
            painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
            _put(painter, lift.moving, x, y, at, k, part)
            painter.restore()
        if lift.above is not None:
            _put(painter, lift.above, x, y, lift.above_at, k, part)

    def covers(self, canvas: Canvas, board: Board, part: QRectF) -> bool:
        """Whether the lowest picture reaches all over a part of the canvas."""
        lift, place = self.lift, canvas.place(board)
        k, _ = self._factor(canvas, board)
        return _place(lift.below, place.x(), place.y(), lift.below_at, k).contains(part)

    def _factor(self, canvas: Canvas, board: Board) -> tuple[float, bool]:
        """Widget px for one px of the pictures, and whether that is one device px."""
        k, ratio = canvas.percent(board) / self.lift.cut.scale, 1 / canvas.devicePixelRatioF()
        exact = abs(k - ratio) < 1e-9
        return (ratio if exact else k), exact

    def _pixels(self, board: Board) -> tuple[int, int]:
        """The shift in whole px of the pictures."""
        by = board.unit * self.lift.cut.scale
        return math.floor(self.shift[0] * by + 0.5), math.floor(self.shift[1] * by + 0.5)

    def rect(self, canvas: Canvas, board: Board) -> QRect:
        """Where the moving picture is on the widget now."""
        lift = self.lift
        place = canvas.place(board)
        dx, dy = self._pixels(board)
        at = (lift.moving_at[0] + dx, lift.moving_at[1] + dy)
        return _place(lift.moving, place.x(), place.y(), at, self._factor(canvas, board)[0]).toAlignedRect()


def _place(image: QImage, x: float, y: float, at: tuple[int, int], k: float) -> QRectF:
    return QRectF(x + at[0] * k, y + at[1] * k, image.width() * k, image.height() * k)


def _put(
    painter: QPainter, image: QImage, x: float, y: float, at: tuple[int, int], k: float, part: QRectF
) -> None:
    rect = _place(image, x, y, at, k)
    if not rect.intersects(part):
        return
    if k == 1.0:
        painter.drawImage(rect.topLeft(), image)  # nothing to be scaled
    else:
        painter.drawImage(rect, image, QRectF(image.rect()))
