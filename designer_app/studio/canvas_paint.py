"""The canvas painted: the ground, the boards' pixels or the pictures of a drag, and the overlays above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from designer_app.studio import theme
from designer_app.studio.overlay import draw_overlay
from designer_app.studio.rulers import draw_rulers

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas
    from designer_app.studio.lifting import Dragged


def draw_canvas(painter: QPainter, canvas: Canvas, parts: list[QRect], region: QRegion) -> None:
    """Paint a region of the canvas; ``parts`` are rectangles that make it up and may overlap. Pixels go into one after the
    other, overlays into all at once."""
    for part in parts:
        painter.setClipRect(part)
        _pixels(painter, canvas, QRectF(part))
    painter.setClipping(False)
    current = canvas.current
    if canvas.editing is not None and current is not None:
        canvas.editing(painter, current)
    if not canvas.shown.overlays:
        return
    for board in canvas.boards:
        draw_overlay(painter, canvas, board, region)
    if canvas.shown.rulers and current is not None and region.intersects(canvas.ruler_region()):
        draw_rulers(painter, canvas, current)


def _pixels(painter: QPainter, canvas: Canvas, part: QRectF) -> None:
    seen = [board for board in canvas.boards if canvas.place(board).intersects(part)]
    if not any(_covers(canvas, board, part) for board in seen):
        painter.fillRect(part, theme.current().colour("canvas"))
    for board in seen:
        _board(painter, canvas, board, part)


def _board(painter: QPainter, canvas: Canvas, board: Board, part: QRectF) -> None:
    place, dragged = canvas.place(board), _dragged(canvas, board)
    if dragged is None or not dragged.covers(canvas, board, part & place):
        _settled(
            painter, canvas, board, part & place
        )  # also below pictures of a view that was scrolled since
    if dragged is not None:
        dragged.draw(painter, canvas, board, part)
    if board.waiting:
        painter.fillRect(QRectF(place.x(), place.y(), place.width(), 2), theme.current().colour("acc"))
    if board.name in canvas.dimmed:
        veil = theme.current().colour("canvas")
        veil.setAlpha(102)  # 60 % of the board is left
        painter.fillRect(place, veil)


def _settled(painter: QPainter, canvas: Canvas, board: Board, part: QRectF) -> None:
    """The engine's own pixels; what they don't reach yet is bare mat."""
    place, image = canvas.place(board), board.image
    if image is None:
        painter.fillRect(place, theme.current().colour("mat"))
        return
    exact = abs(board.image_scale - canvas.wanted_scale(board)) < 1e-9  # pixel for pixel
    k = 1 / canvas.devicePixelRatioF() if exact else canvas.percent(board) / board.image_scale
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
    x, y = place.x() + board.offset[0] * k, place.y() + board.offset[1] * k
    at = QRectF(x, y, image.width() * k, image.height() * k)
    if (canvas.partial(board) or canvas.seen(board) is not None) and not at.contains(part):
        painter.fillRect(place, theme.current().colour("mat"))
    painter.drawImage(at, image, QRectF(image.rect()))


def _dragged(canvas: Canvas, board: Board) -> Dragged | None:
    """The pictures of the drag that runs on a board."""
    dragged = canvas.dragged
    return dragged if dragged is not None and dragged.lift.cut.board == board.name else None


def _covers(canvas: Canvas, board: Board, part: QRectF) -> bool:
    """Whether nothing of the canvas shows through a board in a part of the widget."""
    dragged = _dragged(canvas, board)
    image = board.image if dragged is None else dragged.lift.below
    return image is not None and not image.hasAlphaChannel() and canvas.place(board).contains(part)
