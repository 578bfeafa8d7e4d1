"""Cells of one page: how many columns and rows, who gets a double cell, and no holes.

A page of ``n`` products in ``c`` columns has rows of ``ceil(c/2)`` to ``c`` products; a row of fewer than ``c`` has
double cells. So every row is full, whatever ``n`` is, and every edge is one of the grid's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from designer_app.production.catalog.records import Item, Placed

# most products of a page → columns, rows; and the shapes that fewer may take, calmest first
SHAPES: dict[int, tuple[int, int]] = {1: (1, 1), 2: (1, 2), 4: (2, 2), 6: (2, 3), 9: (3, 3), 12: (3, 4)}
_FEWER = ((1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 4))


def grid_of(most: int, *, lying: bool = False) -> tuple[int, int]:
    """Columns and rows of a full page; a page that lies has the standing one's turned."""
    columns, rows = SHAPES[most]
    return (rows, columns) if lying else (columns, rows)


def shape_for(count: int, most: int, *, lying: bool = False) -> tuple[int, int]:
    """Columns and rows for ``count`` products on a page that takes ``most``: its own grid as long as each row can be
    filled, else the smallest that can.

    Raises ``ValueError`` for more products than the page takes.
    """
    columns, rows = grid_of(most, lying=lying)
    if count > columns * rows:
        raise ValueError(f"{count} products on a page of {columns * rows}")
    shapes = [shape[::-1] for shape in _FEWER] if lying else _FEWER
    fitting = [shape for shape in shapes if _least(shape) <= count <= shape[0] * shape[1]]
    own = [shape for shape in fitting if shape[0] == columns]
    return min(own or fitting, key=lambda shape: (shape[0] * shape[1] - count, shape[0] * shape[1]))


def _least(shape: tuple[int, int]) -> int:
    return shape[1] * ((shape[0] + 1) // 2)


def arranged(items: Sequence[Item], columns: int, rows: int, *, turn: bool = False) -> tuple[Placed, ...]:
    """Places for all items in reading order. ``turn`` mirrors the sides that double cells prefer, so that facing
    pages don't look alike."""
    best = max(_partitions(len(items), columns, rows), key=lambda sizes: _score(items, columns, sizes))
    placed: list[Placed] = []
    at = 0
    doubled = 0
    for row, size in enumerate(best):
        members = list(items[at : at + size])
        at += size
        wide = _wide(members, columns - size, right=(doubled % 2 == 1) != turn)
        doubled += columns > size
        column = 0
        for index, item in enumerate(members):
            width = 2 if index in wide else 1
            placed.append(Placed(item.key, column, row, width))
            column += width
    return tuple(placed)


def _wide(members: Sequence[Item], count: int, *, right: bool) -> set[int]:
    """The members that take two columns: the weightiest; among equals those with a picture, at the wished side."""
    order = sorted(
        range(len(members)), key=lambda i: (-members[i].weight, not members[i].seen, -i if right else i)
    )
    return set(order[:count])


def _score(items: Sequence[Item], columns: int, sizes: Sequence[int]) -> tuple[int, int]:
    """How many weighty products get a double cell, less how many plain ones do; then double rows far apart."""
    gain = 0
    at = 0
    doubles = [row for row, size in enumerate(sizes) if size < columns]
    for size in sizes:
        members = sorted((item.weight for item in items[at : at + size]), reverse=True)
        at += size
        given = members[: columns - size]
        gain += sum(3 if weight >= 2 else -1 for weight in given)
        gain -= sum(3 for weight in members[columns - size :] if weight >= 2)
    apart = min((b - a for a, b in itertools.pairwise(doubles)), default=0)
    return gain, apart


@lru_cache(256)
def _partitions(count: int, columns: int, rows: int) -> tuple[tuple[int, ...], ...]:
    """Sizes of rows that add up to ``count``; each row between half full and full, fuller rows first."""
    return tuple(_split(count, columns, rows))


def _split(count: int, columns: int, rows: int) -> Iterator[tuple[int, ...]]:
    least = (columns + 1) // 2
    if rows == 0:
        if count == 0:
            yield ()
        return
    for size in range(columns, least - 1, -1):
        if least * (rows - 1) <= count - size <= columns * (rows - 1):
            for rest in _split(count - size, columns, rows - 1):
                yield (size, *rest)
