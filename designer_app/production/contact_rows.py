"""Justified rows: pictures of any proportions in rows of one height that end at the same right edge.

Rows are broken like the lines of a paragraph: over all ways to break, the sum of how far each row's
height is from the wished one is smallest. Lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 40  # pictures in a row, so that breaking stays linear
_LOOSE = 4.0  # cost of a row left short, per share of the width left
_SHORT_END = 0.5  # the same for the last row: a single picture there looks lost


class Cell(NamedTuple):
    """Picture number ``item`` at x, ``width`` × ``height`` px; ``room`` is the width of its column."""

    item: int
    x: int
    width: int
    height: int
    room: int


class Row(NamedTuple):
    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        return max(cell.height for cell in self.cells)


def rows(sizes: Sequence[tuple[int, int]], width: int, gap: int, height: float, least: int) -> list[Row]:
    """Break pictures of ``sizes`` (w, h) into rows ``width`` wide with ``gap`` between cells.

    ``height`` is the wished height of a row; no picture is enlarged beyond its own size; a cell is at
    least ``least`` wide (room for its caption). The last row may end early, at the wished height.
    Pictures of one size all stand as large as each other.
    """
    if len(sizes) > 1 and len(set(sizes)) == 1:
        return _alike(sizes, width, gap, height, least)
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of the first n pictures, where their last row begins
    for end in range(1, len(sizes) + 1):
        options = []
        for start in range(max(0, end - MOST), end):
            cost = best[start][0] + _cost(sizes[start:end], width, gap, height, least, end == len(sizes))
            options.append((cost, start))
        best.append(min(options))
    broken: list[Row] = []
    end = len(sizes)
    while end:
        start = best[end][1]
        broken.append(_row(sizes, start, end, width, gap, height, least))
        end = start
    return broken[::-1]


def _alike(sizes: Sequence[tuple[int, int]], width: int, gap: int, wished: float, least: int) -> list[Row]:
    """Rows of as many pictures each as come nearest to the wished height."""
    counts = range(1, min(MOST, len(sizes)) + 1)
    many = min(counts, key=lambda count: _cost(sizes[:count], width, gap, wished, least, count == len(sizes)))
    shown = _row(sizes, 0, many, width, gap, wished, least).height
    starts = range(0, len(sizes), many)
    return [_row(sizes, at, min(at + many, len(sizes)), width, gap, shown, least) for at in starts]


def _cost(
    sizes: Sequence[tuple[int, int]], width: int, gap: int, wished: float, least: int, last: bool
) -> float:
    height = _fitting(sizes, width - gap * (len(sizes) - 1), least)
    if height is None or (last and height > wished):  # left short: set at the wished height
        used = _used(sizes, wished, least) + gap * (len(sizes) - 1)
        return (_SHORT_END if last else _LOOSE) * max(0.0, 1 - used / width)
    if height <= 0:
        return 1e9 * len(sizes)
    return height / wished + wished / height - 2


def _fitting(sizes: Sequence[tuple[int, int]], room: float, least: int) -> float | None:
    """The height at which the cells fill ``room`` exactly; None when they never do, 0 when they can't fit.

    The sum of widths grows with the height in straight pieces; each step solves the piece it stands on.
    """
    if least * len(sizes) > room:
        return 0.0
    tallest = float(max(h for _, h in sizes))
    if _used(sizes, tallest, least) < room:
        return None
    low, high = 0.0, tallest
    for _ in range(24):
        fixed, slope = 0.0, 0.0
        for w, h in sizes:
            grown = min(high, h) * w / h
            if grown <= least:
                fixed += least
            elif high >= h:
                fixed += w
            else:
                slope += w / h
        guess = (room - fixed) / slope if slope else low
        if not low < guess < high:
            guess = (low + high) / 2
        if abs(_used(sizes, guess, least) - room) < 0.01:
            return guess
        if _used(sizes, guess, least) > room:
            high = guess
        else:
            low = guess
    return low


def _used(sizes: Sequence[tuple[int, int]], height: float, least: int) -> float:
    return sum(max(min(height, h) * w / h, least) for w, h in sizes)


def _row(
    sizes: Sequence[tuple[int, int]], start: int, end: int, width: int, gap: int, wished: float, least: int
) -> Row:
    part = sizes[start:end]
    height = _fitting(part, width - gap * (len(part) - 1), least)
    if height is None or (end == len(sizes) and height > wished):
        height = wished  # left short, ends early
    height = max(height, 1.0)
    cells, x = [], 0.0
    for index, (w, h) in enumerate(part, start):
        tall = min(height, h)
        wide = tall * w / h
        room = max(wide, least)
        left, right = round(x), round(x + room)
        shown = right - left if wide >= least else round(wide)
        shown = max(1, min(shown, right - left, w))  # rounding must not enlarge it
        cells.append(Cell(index, left, shown, max(1, round(tall)), right - left))
        x += room + gap
    return Row(tuple(cells))
