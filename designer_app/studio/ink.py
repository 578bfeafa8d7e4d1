"""What overlays draw, as pieces that know where they lie: a step of a gesture paints only the pieces that differ, and
a part of the canvas only those that reach into it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Sequence

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from designer_app.studio import theme

WHITE, BLUE = QColor("#FFFFFF"), QColor(theme.SELECTION)
_HANDLE = 8
_HALO, _REACH = 1, _HANDLE // 2  # px beyond a box that its outline takes, and its handles
_CORNERS = (
    (0, 0),
    (0, 2),
    (2, 0),
    (2, 2),
)  # of the three places across and down that handles have; those of a small box
_SPOTS = (*_CORNERS, (0, 1), (1, 0), (1, 2), (2, 1))

Bounds = tuple[int, int, int, int]  # left, top, right, bottom in px of the widget; empty where right <= left
NOWHERE: Bounds = (0, 0, 0, 0)


class _Placed(msgspec.Struct, frozen=True):
    """Where a piece leaves ink."""

    x: int
    y: int
    w: int
    h: int

    @property
    def bounds(self) -> Bounds:
        return self.x, self.y, self.x + self.w, self.y + self.h

    def covers(self, part: Bounds) -> bool:
        """Whether it hides all that lies below in a part of the canvas."""
        return False


class Fill(_Placed, frozen=True):
    """A rectangle of one colour: Qt fills several times faster than it strokes."""

    colour: QColor

    def covers(self, part: Bounds) -> bool:
        x0, y0, x1, y1 = part
        return self.x <= x0 and self.y <= y0 and self.x + self.w >= x1 and self.y + self.h >= y1

    def draw(self, painter: QPainter) -> None:
        painter.fillRect(self.x, self.y, self.w, self.h, self.colour)


class Stamp(_Placed, frozen=True):
    """A finished picture."""

    picture: QPixmap

    def draw(self, painter: QPainter) -> None:
        painter.drawPixmap(self.x, self.y, self.picture)


class Frame(_Placed, frozen=True):
    """An upright outline, with handles or without. ``x, y, w, h`` is where its ink lies; its box lies ``by`` px inside."""

    by: int

    def draw(self, painter: QPainter) -> None:
        x, y, by = self.x + self.by, self.y + self.by, self.by
        w, h = self.w - 1 - 2 * by, self.h - 1 - 2 * by  # from one corner's px to the other's
        _upright(painter, x - 1, y - 1, w + 2, h + 2, WHITE)
        _upright(painter, x, y, w, h, BLUE)
        if by != _REACH:
            return
        handle, half = _handle(painter.device().devicePixelRatioF()), _HANDLE // 2
        xs, ys = (
            (x - half, x + (w + 1) // 2 - half, x + w - half),
            (y - half, y + (h + 1) // 2 - half, y + h - half),
        )
        for across, down in _CORNERS if w < 3 * _HANDLE or h < 3 * _HANDLE else _SPOTS:
            painter.drawPixmap(xs[across], ys[down], handle)


class Drawn(_Placed, frozen=True):
    """Anything else, which leaves ink within its bounds and the painter as it was."""

    run: Callable[[QPainter], None]

    def draw(self, painter: QPainter) -> None:
        painter.save()
        self.run(painter)
        painter.restore()


Piece = Fill | Stamp | Frame | Drawn


class Ink(msgspec.Struct, frozen=True):
    """A gesture's overlays: ``body`` goes along with what is moved; ``thin``, lines and measures, may cross the canvas."""

    body: tuple[Piece, ...] = ()
    thin: tuple[Piece, ...] = ()
    bounds: Bounds = NOWHERE  # of the body


def frame(x0: int, y0: int, x1: int, y1: int, *, handles: bool) -> Frame:
    """An outline whose line runs through these px."""
    by = _REACH if handles else _HALO
    return Frame(x0 - by, y0 - by, x1 - x0 + 1 + 2 * by, y1 - y0 + 1 + 2 * by, by)


def around(pieces: Iterable[Piece]) -> Bounds:
    """The bounds of all."""
    found = NOWHERE
    for piece in pieces:
        found = united(found, piece.bounds)
    return found


def region(pieces: Iterable[Piece]) -> QRegion:
    """Where pieces may leave ink."""
    found = QRegion()
    for piece in pieces:
        found += QRect(piece.x, piece.y, piece.w, piece.h)
    return found


def united(a: Bounds, b: Bounds) -> Bounds:
    if a[2] <= a[0]:
        return b
    if b[2] <= b[0]:
        return a
    return (
        a[0] if a[0] < b[0] else b[0],
        a[1] if a[1] < b[1] else b[1],
        a[2] if a[2] > b[2] else b[2],
        a[3] if a[3] > b[3] else b[3],
    )


def changed(old: Ink, new: Ink, was: Bounds, now: Bounds, room: Bounds) -> list[Bounds]:
    """What a step from one ink to the next paints anew, within ``room``; ``was`` and ``now``: the picture that moves.

    Few rectangles, painted one by one: Qt copies pictures into a rectangle several times faster than into a region of
    several, so thin lines across the artboard stay rectangles of their own beside the large one that moves."""
    was, now = united(old.bounds, was), united(new.bounds, now)
    both = united(was, now)
    found = [both] if _area(both) < 1.5 * (_area(was) + _area(now)) else [was, now]
    if old.thin != new.thin:
        first = found[0]
        for strip in _differences(old.thin, new.thin):
            _outside(strip, first, found)
    left, top, right, bottom = room
    return [
        (x0 if x0 > left else left, y0 if y0 > top else top, x1 if x1 < right else right, y1 if y1 < bottom else bottom)
        for x0, y0, x1, y1 in found
        if x0 < right and y0 < bottom and x1 > left and y1 > top and x0 < x1
    ]  # fmt: skip


def _differences(old: Sequence[Piece], new: Sequence[Piece]) -> list[Bounds]:
    """Where pieces come or go; of a line that becomes longer or shorter, only that: a long upright strip is the dearest
    of all, as it costs a miss of the cache for each of its rows."""
    gone = [piece for piece in old if piece not in new]
    found: list[Bounds] = []
    for piece in new:
        if piece in old:
            continue
        for number, was in enumerate(gone):
            if (ends := _ends(was, piece)) is not None:
                del gone[number]
                found += ends
                break
        else:
            found.append(piece.bounds)
    return [*found, *(piece.bounds for piece in gone)]


def _ends(was: Piece, now: Piece) -> list[Bounds] | None:
    """Where a line became longer or shorter; None when these aren't one line."""
    if type(was) is not Fill or type(now) is not Fill or was.colour is not now.colour:
        return None
    if was.x == now.x and was.w == now.w:
        x0, x1 = now.x, now.x + now.w
        return [(x0, a, x1, b) for a, b in _steps(was.y, now.y, was.y + was.h, now.y + now.h)]
    if was.y == now.y and was.h == now.h:
        y0, y1 = now.y, now.y + now.h
        return [(a, y0, b, y1) for a, b in _steps(was.x, now.x, was.x + was.w, now.x + now.w)]
    return None


def _steps(*ends: int) -> list[tuple[int, int]]:
    """From each end to where it is now, where it went."""
    first, second, third, fourth = ends
    found = [] if first == second else [(first, second) if first < second else (second, first)]
    if third != fourth:
        found.append((third, fourth) if third < fourth else (fourth, third))
    return found


def _outside(strip: Bounds, whole: Bounds, found: list[Bounds]) -> None:
    """Adds what of a strip lies outside a rectangle that it crosses."""
    x0, y0, x1, y1 = strip
    left, top, right, bottom = whole
    if left >= x1 or x0 >= right or top >= y1 or y0 >= bottom:
        found.append(strip)
    elif left <= x0 and x1 <= right:
        found += [(x0, a, x1, b) for a, b in ((y0, top), (bottom, y1)) if a < b]
    elif top <= y0 and y1 <= bottom:
        found += [(a, y0, b, y1) for a, b in ((x0, left), (right, x1)) if a < b]
    else:
        found.append(strip)


def _area(rect: Bounds) -> int:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _upright(painter: QPainter, x: int, y: int, w: int, h: int, colour: QColor) -> None:
    """An outline of one px whose corners' px are ``w`` and ``h`` apart."""
    painter.fillRect(x, y, w + 1, 1, colour)
    painter.fillRect(x, y + h, w + 1, 1, colour)
    painter.fillRect(x, y + 1, 1, h - 1, colour)
    painter.fillRect(x + w, y + 1, 1, h - 1, colour)


@functools.lru_cache(4)
def _handle(ratio: float) -> QPixmap:
    """A blue square, white inside."""
    made = QPixmap(math.ceil(_HANDLE * ratio), math.ceil(_HANDLE * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(BLUE)
    painter = QPainter(made)
    painter.fillRect(1, 1, _HANDLE - 2, _HANDLE - 2, WHITE)
    painter.end()
    return made
