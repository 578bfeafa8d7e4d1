"""How artboards stand side by side on the canvas: packed into rows, each at a scale of its own, or at true scale."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

LEAST = 44.0  # px that no board's height goes under
_GAP, _LABEL = 24.0, 24.0


class Stand(msgspec.Struct, frozen=True):
    """Where a board stands, px of the screen at zoom 1, and its scale there."""

    x: float
    y: float
    scale: float


def packed(sizes: Sequence[tuple[int, int]], width: float, height: float) -> tuple[Stand, ...]:
    """Rows by descending height, each row as wide as the room, every board at least 44 px high; the rows' height is
    chosen so that all fit the room where they can. The order of equals is that of the list."""
    if not sizes:
        return ()
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1] / sizes[i][0], i))
    best: list[list[int]] = []
    heights: list[float] = []
    for count in range(1, len(sizes) + 1):
        rows = _rows(order, sizes, count)
        tall = [_height(row, sizes, width) for row in rows]
        if not best or _score(tall, height) > _score(heights, height):
            best, heights = rows, tall
    total = sum(heights) + (len(best) - 1) * _GAP + len(best) * _LABEL
    shrink = min(1.0, max(0.2, (height - (len(best) - 1) * _GAP - len(best) * _LABEL) / sum(heights)))
    if total <= height:
        shrink = 1.0
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


def _rows(order: list[int], sizes: Sequence[tuple[int, int]], count: int) -> list[list[int]]:
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


def _score(heights: list[float], room: float) -> float:
    """How large boards come out when all must fit the room."""
    total = sum(heights) + (len(heights) - 1) * _GAP + len(heights) * _LABEL
    shrink = min(1.0, room / total) if total else 1.0
    return min(h * shrink for h in heights) + 0.001 * shrink


def in_a_row(sizes: Sequence[tuple[int, int]], scale: float = 1.0) -> tuple[Stand, ...]:
    """At true scale beside each other: pages of a carousel, or sizes to be compared."""
    stands, x = [], 0.0
    for width, _ in sizes:
        stands.append(Stand(x, _LABEL, scale))
        x += width * scale + _GAP
    return tuple(stands)
