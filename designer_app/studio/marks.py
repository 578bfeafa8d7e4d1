"""The ink of tools above the artboard: paths with their points, the picture that is cropped, the focal point."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from designer_app.editor.tools import Mark
from designer_app.scene.geometry import ARITY, Box, Point, apply
from designer_app.scene.nodes import Group, Picture, PictureSource, Scene
from designer_app.studio import theme

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_SQUARE, _ROUND, _RING = 7, 7, 22  # px of the screen
_LARGEST = 1400  # px of the cropped picture's longer side


def draw_mark(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    _DRAW[mark.kind](painter, canvas, board, mark)


def _blue(width: float = 1.0) -> QPen:
    return QPen(QColor(theme.SELECTION), width)


def _outline(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    if mark.outline is None:
        return
    path, at, points = QPainterPath(), 0, mark.outline.points

    def spot(i: int) -> QPointF:
        return canvas.from_board(board, points[i], points[i + 1])

    for op in mark.outline.ops:
        if op == "M":
            path.moveTo(spot(at))
        elif op == "L":
            path.lineTo(spot(at))
        elif op == "Q":
            path.quadTo(spot(at), spot(at + 2))
        elif op == "C":
            path.cubicTo(spot(at), spot(at + 2), spot(at + 4))
        else:
            path.closeSubpath()
        at += ARITY[op]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#FFFFFF"), 3))
    painter.drawPath(path)
    painter.setPen(_blue(1.5))
    painter.drawPath(path)


def _arm(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_blue())
    a, b = mark.points
    painter.drawLine(canvas.from_board(board, *a), canvas.from_board(board, *b))


def _anchor(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    at = canvas.from_board(board, *mark.points[0])
    x, y = math.floor(at.x() - _SQUARE / 2) + 0.5, math.floor(at.y() - _SQUARE / 2) + 0.5
    painter.setPen(_blue())
    painter.setBrush(QColor(theme.SELECTION) if mark.strong else QColor("#FFFFFF"))
    painter.drawRect(QRectF(x, y, _SQUARE, _SQUARE))


def _knob(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_blue())
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(canvas.from_board(board, *mark.points[0]), _ROUND / 2, _ROUND / 2)


def _focal(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    at = canvas.from_board(board, *mark.points[0])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 120), 4), QPen(QColor("#FFFFFF"), 2)):
        painter.setPen(pen)
        painter.drawEllipse(at, _RING / 2, _RING / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.SELECTION))
    painter.drawEllipse(at, 3, 3)


def _corners(canvas: Canvas, board: Board, box: Box, mark: Mark) -> QPolygonF:
    """A box's corners on the canvas, where the mark's transform puts them."""
    spots: list[Point] = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
    if mark.transform is not None:
        spots = [apply(mark.transform, *p) for p in spots]
    return QPolygonF([canvas.from_board(board, *p) for p in spots])


def _box(mark: Mark) -> Box:
    (x0, y0), (x1, y1) = mark.points
    return Box(x0, y0, x1, y1)


def _frame(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    corners = _corners(canvas, board, _box(mark), mark)
    if mark.transform is None:
        a, b = corners.at(0), corners.at(2)
        x0, y0 = math.floor(a.x()) + 0.5, math.floor(a.y()) + 0.5
        corners = QPolygonF(QRectF(x0, y0, math.floor(b.x()) + 0.5 - x0, math.floor(b.y()) + 0.5 - y0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#FFFFFF"), 3))
    painter.drawPolygon(corners)
    painter.setPen(_blue() if mark.strong else QPen(QColor("#6B7280"), 1))
    painter.drawPolygon(corners)


def _veil(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    path, hole = QPainterPath(), QPainterPath()
    path.addRect(canvas.place(board))
    hole.addPolygon(_corners(canvas, board, _box(mark), mark))
    hole.closeSubpath()
    veil = theme.current().colour("canvas")
    veil.setAlphaF(0.62)
    painter.fillPath(path.subtracted(hole), veil)


def _picture(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    """The part of the picture that its frame hides, faint."""
    if mark.picture is None or mark.within is None:
        return
    image = _whole(mark.picture)
    corners = _corners(canvas, board, _box(mark), mark)
    everywhere, hole = QPainterPath(), QPainterPath()
    everywhere.addRect(canvas.rect_of_widget())
    hole.addPolygon(_corners(canvas, board, mark.within, mark))
    hole.closeSubpath()
    painter.save()
    painter.setClipPath(everywhere.subtracted(hole), Qt.ClipOperation.IntersectClip)
    painter.setOpacity(0.4)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    from PySide6.QtGui import QTransform

    rect = QPolygonF(
        [QPointF(0, 0), QPointF(image.width(), 0), QPointF(image.width(), image.height()), QPointF(0, image.height())]
    )  # fmt: skip
    place = QTransform()
    if QTransform.quadToQuad(rect, corners, place):
        painter.setTransform(place, True)
        painter.drawImage(0, 0, image)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_blue())
    painter.drawPolygon(corners)


@functools.lru_cache(2)
def _whole(source: PictureSource) -> QImage:
    """The whole picture with its filters, as the engine paints it."""
    from designer_app.editor.crop import size_of
    from designer_app.paint import paint
    from designer_app.studio.pixels import premultiplied

    width, height = size_of(source)
    by = min(1.0, _LARGEST / max(width, height))
    scene = Scene(
        width=max(1, round(width * by)), height=max(1, round(height * by)),
        root=Group((Picture(source, 0.0, 0.0, width * by, height * by),)), background=None,
    )  # fmt: skip
    return premultiplied(paint(scene))


def _tag(painter: QPainter, canvas: Canvas, board: Board, mark: Mark) -> None:
    at = canvas.from_board(board, *mark.points[0]) + QPointF(14, 14)
    dress = theme.current()
    painter.setFont(theme.font(11, 500))
    width = QFontMetricsF(painter.font()).horizontalAdvance(mark.text)
    side = 16 if mark.colour is not None else 0
    rect = QRectF(
        math.floor(at.x()), math.floor(at.y()), math.ceil(width) + 16 + (side + 6 if side else 0), 26
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(dress.colour("line2"), 1))
    painter.setBrush(dress.colour("raised"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    if mark.colour is not None:
        painter.setBrush(QColor(*mark.colour))
        painter.drawRoundedRect(QRectF(rect.x() + 6.5, rect.y() + 5.5, side - 1, side - 1), 3, 3)
    painter.setPen(dress.colour("tx"))
    painter.drawText(
        rect.adjusted(8 + (side + 4 if side else 0), 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, mark.text
    )


_DRAW = {
    "outline": _outline, "arm": _arm, "anchor": _anchor, "knob": _knob, "focal": _focal, "frame": _frame, "veil": _veil,
    "picture": _picture, "tag": _tag,
}  # fmt: skip
