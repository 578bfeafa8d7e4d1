"""Where overlays leave ink on the canvas, and which rectangles a gesture's step changes.

Few rectangles, painted one by one: Qt copies pictures into a rectangle several times faster than into a region of
several, so thin lines across the artboard stay rectangles of their own beside the large one that moves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from designer_app.editor.snapping import Gap, Line
from designer_app.editor.tools import Answer
from designer_app.scene.geometry import Box

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_MARGIN = 9  # px round a box that its outline and handles may take
_TAG = (140, 28)  # px that a measure below a box or beside a gap may take
_NAMED = ("margin", "safe", "grid", "baseline", "guide")  # lines that say what they are


def changed(
    canvas: Canvas, board: Board, old: Answer, new: Answer, moved: tuple[QRect, QRect]
) -> list[QRect]:
    """What a step from one answer to the next paints anew; ``moved``: where the moving picture was and is."""
    if any(mark.kind != "frame" or mark.transform is not None for mark in (*old.marks, *new.marks)):
        return [canvas.rect()]  # ink that may lie anywhere
    view = _View(canvas, board)
    was, now = view.frame(old).united(moved[0]), view.frame(new).united(moved[1])
    both = was.united(now)
    found = [both] if _area(both) < 1.5 * (_area(was) + _area(now)) else [was, now]
    thin = _lines(view, old.lines, new.lines) if old.lines != new.lines else []
    if old.gaps != new.gaps:
        for gap in set(old.gaps).symmetric_difference(new.gaps):
            thin += view.gap(gap)
    room = canvas.rect()
    found += [part for rect in thin for part in _outside(rect, found[0])]
    return [part for rect in found if not (part := rect & room).isEmpty()]


def _lines(view: _View, old: tuple[Line, ...], new: tuple[Line, ...]) -> list[QRect]:
    """Where lines come or go; of one that becomes longer or shorter, only that: a long upright strip is the dearest of all."""
    found: list[QRect] = []
    known = {(line.axis, line.at, line.kind): line for line in old}
    for line in new:
        was = known.pop((line.axis, line.at, line.kind), None)
        if was is None:
            found += view.line(line)
        else:
            for a, b in ((was.start, line.start), (was.end, line.end)):
                if a != b:
                    found.append(view.along(line, min(a, b), max(a, b)))
    for line in known.values():
        found += view.line(line)
    return found


def _outside(rect: QRect, whole: QRect) -> list[QRect]:
    """What of a strip lies outside a rectangle that it crosses."""
    if not rect.intersects(whole):
        return [rect]
    x0, y0, x1, y1 = rect.left(), rect.top(), rect.right(), rect.bottom()
    left, top, right, bottom = whole.left(), whole.top(), whole.right(), whole.bottom()
    if left <= x0 and x1 <= right:
        return [QRect(x0, a, x1 - x0 + 1, b - a + 1) for a, b in ((y0, top - 1), (bottom + 1, y1)) if a <= b]
    if top <= y0 and y1 <= bottom:
        return [QRect(a, y0, b - a + 1, y1 - y0 + 1) for a, b in ((x0, left - 1), (right + 1, x1)) if a <= b]
    return [rect]


def selected(canvas: Canvas, board: Board) -> QRegion:
    """Where outlines and handles of the selection may leave ink."""
    view, region = _View(canvas, board), QRegion()
    for target in canvas.chosen_on(board):
        region += view.outline(target.box)
    return region


class _View:
    """Where a board's px are on the widget."""

    def __init__(self, canvas: Canvas, board: Board) -> None:
        self._canvas, self._board = canvas, board
        self._left, self._top, self._k = canvas.mapping(board)
        self._wide, self._high = canvas.width() + 8.0, canvas.height() + 8.0

    def frame(self, answer: Answer) -> QRect:
        """Around the ink of what is selected, drawn with a marquee or hovered."""
        found = QRect()
        for box in (answer.box, answer.marquee):
            if box is not None:
                found = found.united(self.outline(box))
        if answer.box is None or (answer.shift is None and len(self._canvas.selection) > 1):
            dx, dy = answer.shift or (0.0, 0.0)
            for target in self._canvas.chosen_on(self._board):
                b = target.box
                found = found.united(self.outline(Box(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy)))
        for mark in answer.marks:
            (x0, y0), (x1, y1) = mark.points
            found = found.united(self.strip(x0, y0, x1, y1, 3))
        return found

    def outline(self, box: Box) -> QRect:
        """A box with its handles and its measure."""
        rect = self.strip(box.x0, box.y0, box.x1, box.y1, _MARGIN)
        return rect.united(QRect(rect.left(), rect.bottom() - _MARGIN, *_TAG))

    def line(self, line: Line) -> list[QRect]:
        upright = line.axis == "x"
        found = [self.along(line, line.start, line.end)]
        if line.kind in _NAMED:
            place = self._canvas.place(self._board)
            x = self._left + line.at * self._k if upright else max(place.left(), 24.0)
            y = max(place.top(), 24.0) if upright else self._top + line.at * self._k
            found.append(QRect(int(x), int(y), *_TAG))
        return found

    def along(self, line: Line, start: float, end: float) -> QRect:
        """A part of a line."""
        if line.axis == "x":
            return self.strip(line.at, start, line.at, end, 1)
        return self.strip(start, line.at, end, line.at, 1)

    def gap(self, gap: Gap) -> list[QRect]:
        middle = (gap.a + gap.b) / 2
        if gap.axis == "x":
            found, at = self.strip(gap.a, gap.across, gap.b, gap.across, 6), (middle, gap.across)
        else:
            found, at = self.strip(gap.across, gap.a, gap.across, gap.b, 6), (gap.across, middle)
        point = self._canvas.from_board(self._board, *at).toPoint()
        return [found, QRect(point.x(), point.y() - 14, *_TAG)]

    def strip(self, x0: float, y0: float, x1: float, y1: float, margin: int) -> QRect:
        """A box of the board with a margin, no further beyond the widget than that."""
        left, top, k = self._left, self._top, self._k
        x0, y0 = max(left + x0 * k, -9.0), max(top + y0 * k, -9.0)
        x1, y1 = min(left + x1 * k, self._wide), min(top + y1 * k, self._high)
        return QRect(
            math.floor(x0) - margin, math.floor(y0) - margin,
            math.ceil(x1 - x0) + 1 + 2 * margin, math.ceil(y1 - y0) + 1 + 2 * margin,
        )  # fmt: skip


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()
