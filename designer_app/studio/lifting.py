"""What a drag shows: finished pictures moved by Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from designer_app.studio.ink import Bounds

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas
    from designer_app.studio.rendering import Lift


class Laid(msgspec.Struct, frozen=True):
    """A picture and where it lies on the widget."""

    image: QImage
    x: float
    y: float
    k: float  # px of the widget for one of the picture
    plain: bool  # one pixel of it on one of the screen: nothing to be scaled

    @classmethod
    def of(cls, image: QImage, x: float, y: float, k: float, ratio: float) -> Laid:
        """``ratio``: device px for one px of the widget."""
        return cls(image, x, y, k, abs(k * ratio - 1.0) < 1e-9)

    @property
    def at(self) -> QRectF:
        return QRectF(self.x, self.y, self.image.width() * self.k, self.image.height() * self.k)

    def draw(self, painter: QPainter) -> None:
        if self.k == 1.0:
            painter.drawImage(QPointF(self.x, self.y), self.image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self.plain)
            painter.drawImage(self.at, self.image, QRectF(self.image.rect()))


class Dragged:
    """The pictures of the drag that runs, and how far they were moved last (px of the artboard). They stay after the
    release until the engine's own pixels come: ``ended``."""

    def __init__(self, lift: Lift) -> None:
        self.lift = lift
        self.shift = (0.0, 0.0)
        self.ended = False
        self._size = lift.moving.width(), lift.moving.height()
        self._known: tuple[object, object, tuple[Bounds, Laid]] | None = None  # for this mapping and shift

    def resting(self, canvas: Canvas, board: Board) -> tuple[Laid, tuple[Laid, ...], Laid]:
        """What lies below the moving picture and above it, and both in one."""
        lift, k, (x, y, _) = self.lift, self._factor(canvas, board), canvas.mapping(board)
        ratio = canvas.devicePixelRatioF()

        def laid(image: QImage, at: tuple[int, int]) -> Laid:
            return Laid.of(image, x + at[0] * k, y + at[1] * k, k, ratio)

        above = (laid(lift.above, lift.above_at),) if lift.above is not None else ()
        return laid(lift.below, lift.below_at), above, laid(lift.still, lift.below_at)

    def moving(self, canvas: Canvas, board: Board) -> tuple[Bounds, Laid]:
        """The moving picture, and the px of the widget that it touches now."""
        mapping, shift = canvas.mapping(board), self.shift
        if self._known is None or self._known[0] is not mapping or self._known[1] is not shift:
            k = self._factor(canvas, board)
            by, (left, top), image = board.unit * self.lift.cut.scale, self.lift.moving_at, self.lift.moving
            x = mapping[0] + (left + math.floor(shift[0] * by + 0.5)) * k  # whole px of the pictures
            y = mapping[1] + (top + math.floor(shift[1] * by + 0.5)) * k
            wide, high = self._size
            bounds = math.floor(x), math.floor(y), math.ceil(x + wide * k), math.ceil(y + high * k)
            self._known = mapping, shift, (bounds, Laid.of(image, x, y, k, canvas.devicePixelRatioF()))
        return self._known[2]

    def bounds(self, canvas: Canvas, board: Board) -> Bounds:
        """Where the moving picture is on the widget now."""
        return self.moving(canvas, board)[0]

    def _factor(self, canvas: Canvas, board: Board) -> float:
        """Widget px for one px of the pictures."""
        k, ratio = canvas.percent(board) / self.lift.cut.scale, 1 / canvas.devicePixelRatioF()
        return ratio if abs(k - ratio) < 1e-9 else k
