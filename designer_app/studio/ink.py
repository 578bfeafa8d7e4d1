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
    was, now = _frame(canvas, board, old).united(moved[0]), _frame(canvas, board, new).united(moved[1])
    both = was.united(now)
    found = [both] if _area(both) < 1.5 * (_area(was) + _area(now)) else [was, now]
    if old.lines != new.lines:
        for line in set(old.lines).symmetric_difference(new.lines):
            found += _line(canvas, board, line)
    if old.gaps != new.gaps:
        for gap in set(old.gaps).symmetric_difference(new.gaps):
            found += _gap(canvas, board, gap)
    room = canvas.rect()
    return [part for rect in found if not (part := rect & room).isEmpty()]


def selected(canvas: Canvas, board: Board) -> QRegion:
    """Where outlines and handles of the selection may leave ink."""
    region = QRegion()
    for target in canvas.chosen_on(board):
        region += _with_handles(canvas, board, target.box)
    return region


def _frame(canvas: Canvas, board: Board, answer: Answer) -> QRect:
    """Around the ink of what is selected, drawn with a marquee or hovered."""
    found = QRect()
    for box in (answer.box, answer.marquee):
        if box is not None:
            found = found.united(_with_handles(canvas, board, box))
    if answer.box is None or (answer.shift is None and len(canvas.selection) > 1):
        for target in canvas.chosen_on(board):
            found = found.united(_with_handles(canvas, board, _shifted(target.box, answer.shift)))
    for mark in answer.marks:
        (x0, y0), (x1, y1) = mark.points
        found = found.united(_strip(canvas, board, Box(x0, y0, x1, y1), 3))
    return found


def _shifted(box: Box, shift: tuple[float, float] | None) -> Box:
    if shift is None:
        return box
    return Box(box.x0 + shift[0], box.y0 + shift[1], box.x1 + shift[0], box.y1 + shift[1])


def _line(canvas: Canvas, board: Board, line: Line) -> list[QRect]:
    if line.axis == "x":
        found = [_strip(canvas, board, Box(line.at, line.start, line.at, line.end), 2)]
    else:
        found = [_strip(canvas, board, Box(line.start, line.at, line.end, line.at), 2)]
    if line.kind in _NAMED:
        place = canvas.place(board)
        if line.axis == "x":
            x, y = canvas.from_board(board, line.at, 0).x(), max(place.top(), 24.0)
        else:
            x, y = max(place.left(), 24.0), canvas.from_board(board, 0, line.at).y()
        found.append(QRect(int(x), int(y), *_TAG))
    return found


def _gap(canvas: Canvas, board: Board, gap: Gap) -> list[QRect]:
    if gap.axis == "x":
        box = Box(gap.a, gap.across, gap.b, gap.across)
    else:
        box = Box(gap.across, gap.a, gap.across, gap.b)
    middle = canvas.from_board(board, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2).toPoint()
    return [_strip(canvas, board, box, 6), QRect(middle.x(), middle.y() - 14, *_TAG)]


def _with_handles(canvas: Canvas, board: Board, box: Box) -> QRect:
    rect = _strip(canvas, board, box, _MARGIN)
    return rect.united(QRect(rect.left(), rect.bottom() - _MARGIN, *_TAG))


def _strip(canvas: Canvas, board: Board, box: Box, margin: int) -> QRect:
    """A box of the board on the widget with a margin, no further beyond the widget than that."""
    left, top, k = canvas.mapping(board)
    x0, y0 = max(left + box.x0 * k, -9.0), max(top + box.y0 * k, -9.0)
    x1, y1 = min(left + box.x1 * k, canvas.width() + 8.0), min(top + box.y1 * k, canvas.height() + 8.0)
    x, y = math.floor(x0) - margin, math.floor(y0) - margin
    return QRect(x, y, math.ceil(x1 - x0) + 1 + 2 * margin, math.ceil(y1 - y0) + 1 + 2 * margin)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()
