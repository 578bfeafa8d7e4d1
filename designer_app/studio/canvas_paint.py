"""The canvas painted: the ground, the boards' pixels or the pictures of a drag, and the overlays above them."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion

from designer_app.studio import theme
from designer_app.studio.ink import NOWHERE, Bounds, Piece, Stamp
from designer_app.studio.lifting import Dragged, Laid
from designer_app.studio.overlay import still_ink
from designer_app.studio.rulers import rulers

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas


class CanvasPaint:
    """Paints a canvas. What it works out about a board is kept until the board or the view changes: a gesture asks for
    the same again at each step."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._piles: dict[str, tuple[tuple[object, ...], _Pile]] = {}
        self._rulers: tuple[tuple[object, ...], tuple[Stamp, Stamp]] | None = None
        self._still: dict[str, tuple[tuple[object, ...], list[Piece]]] = {}

    def draw(self, painter: QPainter, parts: Sequence[Bounds]) -> None:
        """Paint parts of the canvas, each from the ground up; they may overlap."""
        canvas = self._canvas
        current, overlays = canvas.current, canvas.shown.overlays
        piles = [self._pile(board) for board in canvas.boards]
        pieces: list[Piece] = []
        if overlays:
            for board in canvas.boards:
                ink = canvas.ink(board)
                pieces += self._still_of(board)
                pieces += ink.body
                pieces += ink.thin
            if canvas.shown.rulers and current is not None:
                pieces += self._rulers_of(current)
        for part in parts:
            x0, y0, x1, y1 = part
            painter.setClipRect(x0, y0, x1 - x0, y1 - y0)
            here = [p for p in pieces if p.x < x1 and p.y < y1 and p.x + p.w > x0 and p.y + p.h > y0]
            if not here or not here[-1].covers(part):  # else nothing of what lies below is seen
                self._ground(painter, part, piles)
                for pile in piles:
                    pile.draw(painter, part)
                if canvas.editing is not None and current is not None:
                    canvas.editing(painter, current)
            for piece in here:
                piece.draw(painter)

    def _ground(self, painter: QPainter, part: Bounds, piles: list[_Pile]) -> None:
        """The canvas, where no board hides it."""
        bare: QRegion | None = None
        for pile in piles:
            if pile.opaque and _meets(pile.edges, part):
                if _within(part, pile.edges):
                    return
                x0, y0, x1, y1 = pile.edges
                inner = QRect(
                    math.ceil(x0),
                    math.ceil(y0),
                    math.floor(x1) - math.ceil(x0),
                    math.floor(y1) - math.ceil(y0),
                )
                bare = (_region(part) if bare is None else bare) - QRegion(inner)
        colour = theme.current().colour("canvas")
        for rect in _region(part) if bare is None else bare:
            painter.fillRect(rect, colour)

    def _pile(self, board: Board) -> _Pile:
        canvas, name = self._canvas, board.name
        dragged = canvas.dragged_on(board)
        key = (
            dragged, board.image, canvas.mapping(board),
            board.image_scale, board.offset, board.waiting, name in canvas.dimmed,
        )  # fmt: skip
        known = self._piles.get(name)
        if known is not None and _same(known[0], key, 3):
            pile = known[1]
        else:
            pile = _Pile(canvas, board, dragged)
            self._piles[name] = key, pile
        if dragged is not None:
            pile.step(*dragged.moving(canvas, board))
        return pile

    def _still_of(self, board: Board) -> list[Piece]:
        canvas, name, shown = self._canvas, board.name, self._canvas.shown
        key = (
            canvas.mapping(board), board.faults, name == canvas.active, name in canvas.picked, bool(canvas.selection),
            shown.grid, shown.safe, shown.platform,
        )  # fmt: skip
        known = self._still.get(name)
        if known is not None and _same(known[0], key, 2):
            return known[1]
        found = still_ink(canvas, board)
        self._still[name] = key, found
        return found

    def _rulers_of(self, board: Board) -> tuple[Stamp, Stamp]:
        key = self._canvas.mapping(board), self._canvas.selection, theme.current()
        if self._rulers is None or not all(map(operator.is_, key, self._rulers[0])):
            self._rulers = key, rulers(self._canvas, board)
        return self._rulers[1]


def _same(one: tuple[object, ...], other: tuple[object, ...], things: int) -> bool:
    """Whether two keys agree: the first ``things`` of them as the same objects, the others by what they say."""
    return all(map(operator.is_, one[:things], other)) and one[things:] == other[things:]


class _Pile:
    """What a board shows, from below to above: its settled pixels, or the pictures of the drag that runs on it, above the
    settled ones where these don't reach since the view was scrolled."""

    def __init__(self, canvas: Canvas, board: Board, dragged: Dragged | None) -> None:
        self._place = place = canvas.place(board)
        self.edges = _edges(place)
        self._mat = False  # bare, as nothing was painted there yet
        self._pictures: list[Laid] = []
        self._moving: list[
            Laid
        ] = []  # instead of these where the moving picture lies, which is in the middle of them
        self._middle, self._moved = 0, NOWHERE
        self._waiting, self._dimmed = board.waiting, board.name in canvas.dimmed
        seen = place & canvas.rect_of_widget()
        if dragged is None:
            self._settled(canvas, board, seen)
        else:
            below, above, still = dragged.resting(canvas, board)
            if not _reaches(still.at, seen):
                self._settled(canvas, board, seen)
            self._middle = len(self._pictures) + 1
            self._moving = [*self._pictures, below, below, *above]
            self._pictures.append(still)
        self._tight = all(_within(_edges(picture.at), self.edges) for picture in self._pictures)
        # no canvas is seen through it
        self.opaque = self._mat or (bool(self._pictures) and not self._pictures[-1].image.hasAlphaChannel())

    def step(self, bounds: Bounds, moving: Laid) -> None:
        """The picture that moves lies there now."""
        self._moved, self._moving[self._middle] = bounds, moving

    def _settled(self, canvas: Canvas, board: Board, seen: QRectF) -> None:
        image = board.image
        if image is None:
            self._mat = True
            return
        ratio = canvas.devicePixelRatioF()
        k = 1 / ratio if canvas.sharp(board) else canvas.percent(board) / board.image_scale
        x, y = self._place.x() + board.offset[0] * k, self._place.y() + board.offset[1] * k
        laid = Laid.of(image, x, y, k, ratio)
        self._mat = not _reaches(laid.at, seen)
        self._pictures.append(laid)

    def draw(self, painter: QPainter, part: Bounds) -> None:
        """A part of the canvas, which clips the painter."""
        place, edges = self._place, self.edges
        if not _meets(edges, part):
            return
        moves = _meets(self._moved, part)
        if beyond := (moves or not self._tight) and not _within(part, edges):
            painter.save()
            painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        if self._mat:
            painter.fillRect(place, theme.current().colour("mat"))
        for picture in self._moving if moves else self._pictures:
            picture.draw(painter)
        if beyond:
            painter.restore()
        if self._waiting:
            painter.fillRect(QRectF(place.x(), place.y(), place.width(), 2), theme.current().colour("acc"))
        if self._dimmed:
            veil = theme.current().colour("canvas")
            veil.setAlpha(102)  # 60 % of the board is left
            painter.fillRect(place, veil)


def _region(part: Bounds) -> QRegion:
    return QRegion(part[0], part[1], part[2] - part[0], part[3] - part[1])


def _edges(rect: QRectF) -> tuple[float, float, float, float]:
    x, y = rect.x(), rect.y()
    return x, y, x + rect.width(), y + rect.height()


def _meets(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and a[1] < b[3] and a[2] > b[0] and a[3] > b[1]


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _reaches(at: QRectF, seen: QRectF) -> bool:
    """Whether a picture lies under all that is seen, but for the rounding of its size to whole px."""
    return seen.isEmpty() or at.adjusted(-1, -1, 1, 1).contains(seen)
