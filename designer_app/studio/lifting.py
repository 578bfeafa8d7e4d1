"""What a drag shows: three finished pictures moved by Qt, and which parts of the canvas each step changes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from designer_app.editor.tools import Answer
from designer_app.scene.geometry import Box

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas
    from designer_app.studio.rendering import Lift

_MARGIN = 9  # px round a box that its outline and handles may take
_TAG = (140, 28)  # px that a measure below a box or beside a gap may take


class Dragged:
    """The pictures of the drag that runs, and how far they were moved last (px of the artboard). They stay after the
    release until the engine's own pixels come: ``ended``."""

    def __init__(self, lift: Lift) -> None:
        self.lift = lift
        self.shift = (0.0, 0.0)
        self.ended = False

    def draw(self, painter: QPainter, canvas: Canvas, board: Board) -> None:
        """Below, moving, above, as far as the painter's clip goes."""
        lift = self.lift
        place = canvas.place(board)
        k = canvas.percent(board) / lift.cut.scale
        ratio = 1 / canvas.devicePixelRatioF()
        if abs(k - ratio) < 1e-9:
            k = ratio
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        x, y = place.x(), place.y()
        dx, dy = self._pixels(board)
        _put(painter, lift.below, x + lift.below_at[0] * k, y + lift.below_at[1] * k, k)
        left, top = x + (lift.moving_at[0] + dx) * k, y + (lift.moving_at[1] + dy) * k
        if place.contains(QRectF(left, top, lift.moving.width() * k, lift.moving.height() * k)):
            _put(painter, lift.moving, left, top, k)
        else:
            painter.save()
            painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
            _put(painter, lift.moving, left, top, k)
            painter.restore()
        if lift.above is not None:
            _put(painter, lift.above, x + lift.above_at[0] * k, y + lift.above_at[1] * k, k)

    def _pixels(self, board: Board) -> tuple[int, int]:
        """The shift in whole px of the pictures."""
        by = board.unit * self.lift.cut.scale
        return math.floor(self.shift[0] * by + 0.5), math.floor(self.shift[1] * by + 0.5)

    def rect(self, canvas: Canvas, board: Board) -> QRect:
        """Where the moving picture is on the widget now."""
        lift = self.lift
        place = canvas.place(board)
        k = canvas.percent(board) / lift.cut.scale
        dx, dy = self._pixels(board)
        found = QRectF(
            place.x() + (lift.moving_at[0] + dx) * k, place.y() + (lift.moving_at[1] + dy) * k,
            lift.moving.width() * k, lift.moving.height() * k,
        )  # fmt: skip
        return found.toAlignedRect()


def _put(painter: QPainter, image: QImage, x: float, y: float, k: float) -> None:
    painter.drawImage(QRectF(x, y, image.width() * k, image.height() * k), image, QRectF(image.rect()))


def drawn_by(canvas: Canvas, board: Board, answer: Answer) -> QRegion:
    """Where the overlays of an answer may leave ink."""
    region = QRegion()
    for box in (answer.box, answer.marquee):
        if box is not None:
            region += _with_handles(canvas, board, box)
    for line in answer.lines:
        a = (line.at, line.start) if line.axis == "x" else (line.start, line.at)
        b = (line.at, line.end) if line.axis == "x" else (line.end, line.at)
        region += _strip(canvas, board, Box(a[0], a[1], b[0], b[1]), 2)
    for gap in answer.gaps:
        if gap.axis == "x":
            box = Box(gap.a, gap.across, gap.b, gap.across)
        else:
            box = Box(gap.across, gap.a, gap.across, gap.b)
        region += _strip(canvas, board, box, 6)
        middle = canvas.from_board(board, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2).toPoint()
        region += QRect(middle.x(), middle.y() - 14, *_TAG)
    for mark in answer.marks:
        if mark.kind == "frame" and mark.transform is None:
            (x0, y0), (x1, y1) = mark.points
            region += _strip(canvas, board, Box(x0, y0, x1, y1), 3)
        else:
            return QRegion(canvas.rect())  # ink that may lie anywhere
    for line in answer.lines:
        if line.kind in ("margin", "safe", "grid", "baseline", "guide"):
            region += _name_rect(canvas, board, line.axis, line.at)
    return region


def _name_rect(canvas: Canvas, board: Board, axis: str, at: float) -> QRect:
    place = canvas.place(board)
    if axis == "x":
        return QRect(int(canvas.from_board(board, at, 0).x()), int(max(place.top(), 24.0)), *_TAG)
    return QRect(int(max(place.left(), 24.0)), int(canvas.from_board(board, 0, at).y()), *_TAG)


def selected(canvas: Canvas, board: Board, shift: tuple[float, float] = (0.0, 0.0)) -> QRegion:
    """Where outlines and handles of the selection may leave ink."""
    region = QRegion()
    for target in canvas.chosen_on(board):
        box = target.box
        moved = Box(box.x0 + shift[0], box.y0 + shift[1], box.x1 + shift[0], box.y1 + shift[1])
        region += _with_handles(canvas, board, moved)
    return region


def _with_handles(canvas: Canvas, board: Board, box: Box) -> QRect:
    rect = _strip(canvas, board, box, _MARGIN)
    return rect.united(QRect(rect.left(), rect.bottom() - _MARGIN, *_TAG))


def _strip(canvas: Canvas, board: Board, box: Box, margin: int) -> QRect:
    a, b = canvas.from_board(board, box.x0, box.y0), canvas.from_board(board, box.x1, box.y1)
    room = canvas.rect()
    x0, y0 = max(a.x(), room.left() - 9.0), max(a.y(), room.top() - 9.0)
    x1, y1 = min(b.x(), room.right() + 9.0), min(b.y(), room.bottom() + 9.0)
    rect = QRect(math.floor(x0), math.floor(y0), math.ceil(x1 - x0) + 1, math.ceil(y1 - y0) + 1)
    return rect.adjusted(-margin, -margin, margin, margin)
