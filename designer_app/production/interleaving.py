"""The order in which cells are made. Never what comes of them: a picture decoded for one size serves the row's others."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from designer_app.design.slots import Slot
from designer_app.production.records import Cell, Chunk

Slots = Callable[[str], Mapping[str, Slot]]


def in_turn(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int, Cell]]:
    """All cells by their numbers, each with the number of its chunk and its place there: in the table's order where rows
    differ in language, so that no row is read twice."""

    def placed(number: int, chunk: Chunk) -> Iterator[tuple[int, int, Cell]]:
        return ((number, at, cell) for at, cell in enumerate(chunk.cells))

    return heapq.merge(*itertools.starmap(placed, enumerate(chunks)), key=lambda one: one[2].number)


def by_row(chunks: Sequence[Chunk], slots_of: Slots) -> list[Chunk]:
    """Neighbouring chunks of one template row by row, where rows have pictures of their own; the others as they are:
    cells of one size in a row have more in common than sizes of one row. ``slots_of`` gives a template's slots."""
    found: list[Chunk] = []
    for template, group in itertools.groupby(chunks, key=lambda chunk: chunk.setting.template):
        mine = list(group)
        images = (
            [name for name, slot in slots_of(template).items() if slot.type == "image"] if mine[1:] else []
        )
        if images and _differ(mine[0].cells, images):
            found += _woven(mine)
        else:
            found += mine
    return found


def _differ(cells: Sequence[Cell], images: Sequence[str]) -> bool:
    """Whether rows show different pictures."""
    shown: set[Any] = set()
    for cell in cells:
        shown.add(tuple(str(cell.values.get(name) or "") for name in images))
        if len(shown) > 1:
            return True
    return False


def _woven(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """First all cells of the first row, whatever the setting, then of the second …; a row's pages stay together."""
    rows = [list(_runs(chunk.cells)) for chunk in chunks]
    order = {key: place for place, key in enumerate(dict.fromkeys(key for row in rows for key, _ in row))}
    parts = [
        (order[key], number, Chunk(setting=chunk.setting, cells=cells))
        for number, (chunk, row) in enumerate(zip(chunks, rows, strict=True))
        for key, cells in row
    ]
    return (part for _, _, part in sorted(parts, key=lambda one: one[:2]))


def _runs(cells: Sequence[Cell]) -> Iterator[tuple[tuple[str, str], Sequence[Cell]]]:
    """Neighbours of one row and variant: its pages."""
    start = 0
    for key, mine in itertools.groupby(cells, key=lambda cell: (cell.key, cell.variant)):
        end = start + sum(1 for _ in mine)
        yield key, cells[start:end]
        start = end
