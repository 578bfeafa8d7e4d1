"""The canvas painted: the ground, the boards' pixels or the pictures of a drag, and the overlays above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QRegion

from designer_app.studio import theme
from designer_app.studio.boards import RULER
from designer_app.studio.overlay import draw_overlay
from designer_app.studio.rulers import draw_rulers

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas


def draw_canvas(painter: QPainter, canvas: Canvas, parts: list[QRect], region: QRegion) -> None:
    """Paint a region of the canvas; ``parts`` are rectangles that make it up and may overlap. Pixels go into one after the
    other, overlays into all at once."""
    whole = QRectF(region.boundingRect())
    piles = [_Pile(canvas, board) for board in canvas.boards if canvas.place(board).intersects(whole)]
    for part in parts:
        painter.setClipRect(part)
        here = QRectF(part)
        if not any(pile.opaque.contains(here) for pile in piles):
            painter.fillRect(part, theme.current().colour("canvas"))
        for pile in piles:
            pile.draw(painter, here)
    painter.setClipping(False)
    current = canvas.current
    if canvas.editing is not None and current is not None:
        canvas.editing(painter, current)
    if not canvas.shown.overlays:
        return
    for board in canvas.boards:
        draw_overlay(painter, canvas, board, region)
    if canvas.shown.rulers and current is not None and min(whole.x(), whole.y()) <= RULER:
        draw_rulers(painter, canvas, current)


class _Pile:
    """What a board shows, from below to above: its settled pixels, or the pictures of the drag that runs on it, above the
    settled ones where these don't reach since the view was scrolled."""

    def __init__(self, canvas: Canvas, board: Board) -> None:
        self.place = canvas.place(board)
        self.mat = QRectF()  # bare, as nothing was painted there yet
        self.opaque = QRectF()  # through which no canvas is seen
        self._layers: list[tuple[QImage, QRectF]] = []
        self._device = 1 / canvas.devicePixelRatioF()
        self._waiting, self._dimmed = board.waiting, board.name in canvas.dimmed
        dragged, seen = canvas.dragged, self.place & canvas.rect_of_widget()
        if dragged is not None and dragged.lift.cut.board == board.name:
            self._layers = dragged.layers(canvas, board)
            if not _reaches(self._layers[0][1], seen):
                self._settled(canvas, board, seen)
        else:
            self._settled(canvas, board, seen)
        if self._layers and not self._layers[-1 if dragged is None else 0][0].hasAlphaChannel():
            self.opaque = self.place

    def _settled(self, canvas: Canvas, board: Board, seen: QRectF) -> None:
        image = board.image
        if image is None:
            self.mat = self.place
            return
        exact = abs(board.image_scale - canvas.wanted_scale(board)) < 1e-9
        k = self._device if exact else canvas.percent(board) / board.image_scale
        x, y = self.place.x() + board.offset[0] * k, self.place.y() + board.offset[1] * k
        at = QRectF(x, y, image.width() * k, image.height() * k)
        if not _reaches(at, seen):
            self.mat = self.place
        self._layers.insert(0, (image, at))

    def draw(self, painter: QPainter, part: QRectF) -> None:
        """A part of the canvas, which clips the painter."""
        place = self.place
        if not place.intersects(part):
            return
        if beyond := not place.contains(part):
            painter.save()
            painter.setClipRect(place & part)
        if not self.mat.isEmpty():
            painter.fillRect(self.mat, theme.current().colour("mat"))
        for image, at in self._layers:
            if at.intersects(part):
                if at.width() == image.width():  # one to one: nothing to be scaled
                    painter.drawImage(at.topLeft(), image)
                else:
                    exact = abs(at.width() - image.width() * self._device) < 1e-9
                    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
                    painter.drawImage(at, image, QRectF(image.rect()))
        if beyond:
            painter.restore()
        if self._waiting:
            painter.fillRect(QRectF(place.x(), place.y(), place.width(), 2), theme.current().colour("acc"))
        if self._dimmed:
            veil = theme.current().colour("canvas")
            veil.setAlpha(102)  # 60 % of the board is left
            painter.fillRect(place, veil)


def _reaches(at: QRectF, seen: QRectF) -> bool:
    """Whether a picture lies under all that is seen, but for the rounding of its size to whole px."""
    return seen.isEmpty() or at.adjusted(-1, -1, 1, 1).contains(seen)
