"""How artboards stand side by side on the canvas: packed into rows, each at a scale of its own, or at true scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

LEAST = 44.0  # px that no board's height goes under
_GAP, _LABEL = 24.0, 24.0
_TRIED = 10  # boards up to which all ways are tried


class Stand(msgspec.Struct, frozen=True):
    """Where a board stands, px of the screen at zoom 1, and its scale there."""

    x: float
    y: float
    scale: float


def packed(sizes: Sequence[tuple[int, int]], width: float, height: float) -> tuple[Stand, ...]:
    """Rows from tall shapes to flat ones, each as wide as the room, every board at least 44 px high. Of all ways to break
    the rows the one at which boards come out largest in the room (by the mean of the logarithms of their areas, so
    that no one large board pays for small ones). The order of equals is that of the list."""
    if not sizes:
        return ()
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1] / sizes[i][0], i))
    best = max(_ways(order, sizes), key=lambda rows: _score(rows, sizes, width, height))
    heights = [_height(row, sizes, width) for row in best]
    shrink = _shrink(heights, height)
    stands = [Stand(0.0, 0.0, 1.0)] * len(sizes)
    y = _LABEL
    for row, tall_row in zip(best, heights, strict=True):
        row_height = max(LEAST, tall_row * shrink)
        wide = sum(sizes[i][0] * row_height / sizes[i][1] for i in row) + _GAP * (len(row) - 1)
        x = max(0.0, (width - wide) / 2)
        for i in row:
            scale = row_height / sizes[i][1]
            stands[i] = Stand(x, y, scale)
            x += sizes[i][0] * scale + _GAP
        y += row_height + _GAP + _LABEL
    return tuple(stands)


def _ways(order: list[int], sizes: Sequence[tuple[int, int]]) -> Iterator[list[list[int]]]:
    """All ways to cut the order into rows; of many boards those with rows of about equal breadth."""
    if len(order) > _TRIED:
        yield from (_even(order, sizes, count) for count in range(1, len(order) + 1))
        return
    for cuts in range(1 << (len(order) - 1)):
        rows = [[order[0]]]
        for at, i in enumerate(order[1:]):
            if cuts >> at & 1:
                rows.append([])
            rows[-1].append(i)
        yield rows


def _even(order: list[int], sizes: Sequence[tuple[int, int]], count: int) -> list[list[int]]:
    """The order cut into rows of about equal breadth."""
    ratios = [sizes[i][0] / sizes[i][1] for i in order]
    share = sum(ratios) / count
    rows: list[list[int]] = [[]]
    filled = 0.0
    for i, ratio in zip(order, ratios, strict=True):
        if rows[-1] and filled + ratio / 2 > share and len(rows) < count:
            rows.append([])
            filled = 0.0
        rows[-1].append(i)
        filled += ratio
    return rows


def _height(row: list[int], sizes: Sequence[tuple[int, int]], width: float) -> float:
    """The height at which a row fills the width; no board larger than its own pixels."""
    room = width - _GAP * (len(row) - 1)
    height = room / sum(sizes[i][0] / sizes[i][1] for i in row)
    return max(LEAST, min(height, max(sizes[i][1] for i in row)))


def _shrink(heights: Sequence[float], room: float) -> float:
    """What rows are multiplied by to fit the room; not below a fifth: then the wall is scrolled."""
    free = room - (len(heights) - 1) * _GAP - len(heights) * _LABEL
    return min(1.0, max(0.2, free / sum(heights)))


def _score(rows: list[list[int]], sizes: Sequence[tuple[int, int]], width: float, room: float) -> float:
    """How large boards come out when all must fit the room."""
    heights = [_height(row, sizes, width) for row in rows]
    shrink = _shrink(heights, room)
    areas = [
        sizes[i][0] / sizes[i][1] * max(LEAST, tall * shrink) ** 2
        for row, tall in zip(rows, heights, strict=True)
        for i in row
    ]
    return sum(math.log(area) for area in areas)


def in_a_row(sizes: Sequence[tuple[int, int]], scale: float = 1.0) -> tuple[Stand, ...]:
    """At true scale beside each other: pages of a carousel, or sizes to be compared."""
    stands, x = [], 0.0
    for width, _ in sizes:
        stands.append(Stand(x, _LABEL, scale))
        x += width * scale + _GAP
    return tuple(stands)
