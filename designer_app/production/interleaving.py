"""The order in which cells are made. Never what comes of them: a picture decoded for one size serves the row's others."""

from __future__ import annotations

import heapq
import itertools
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from designer_app.design.slots import Slot
from designer_app.production.packed import Many
from designer_app.production.records import Cell, Chunk

Slots = Callable[[str], Mapping[str, Slot]]


def in_turn(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int, Cell]]:
    """All cells by their numbers, each with the number of its chunk and its place there: in the table's order where rows
    differ in language, so that no row is read twice."""

    def placed(number: int, chunk: Chunk) -> Iterator[tuple[int, int, Cell]]:
        return ((number, at, cell) for at, cell in enumerate(chunk.cells))

    return heapq.merge(*itertools.starmap(placed, enumerate(chunks)), key=lambda one: one[2].number)


class _Turns(Many[Chunk]):
    """Stretches of chunks, in the order in which they are made; of each only where it lies."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._chunks = chunks
        self._which, self._starts, self._ends = array("I"), array("I"), array("I")

    def add(self, which: int, start: int, end: int) -> None:
        self._which.append(which)
        self._starts.append(start)
        self._ends.append(end)

    def __len__(self) -> int:
        return len(self._which)

    def _at(self, at: int) -> Chunk:
        chunk = self._chunks[self._which[at]]
        return Chunk(setting=chunk.setting, cells=chunk.cells[self._starts[at] : self._ends[at]])


def by_row(chunks: Sequence[Chunk], slots_of: Slots) -> Sequence[Chunk]:
    """Neighbouring chunks of one template row by row, where rows have pictures of their own; the others as they are:
    cells of one size in a row have more in common than sizes of one row. ``slots_of`` gives a template's slots."""
    turns, woven = _Turns(chunks), False
    for template, group in itertools.groupby(enumerate(chunks), key=lambda one: one[1].setting.template):
        mine = dict(group)
        images = (
            [name for name, slot in slots_of(template).items() if slot.type == "image"]
            if len(mine) > 1
            else []
        )
        if images and _differ(next(iter(mine.values())).cells, images):
            woven = True
            for which, start, end in _woven(mine):
                turns.add(which, start, end)
        else:
            for which, chunk in mine.items():
                turns.add(which, 0, len(chunk.cells))
    return turns if woven else chunks


def _differ(cells: Sequence[Cell], images: Sequence[str]) -> bool:
    """Whether rows show different pictures."""
    shown: set[Any] = set()
    for cell in cells:
        shown.add(tuple(str(cell.values.get(name) or "") for name in images))
        if len(shown) > 1:
            return True
    return False


def _woven(chunks: Mapping[int, Chunk]) -> Iterator[tuple[int, int, int]]:
    """First all cells of the first row, whatever the setting, then of the second …; a row's pages stay together. Each time
    the chunk's number and which of its cells."""
    order: dict[tuple[str, str], int] = {}  # of rows
    which, places, starts, ends = array("I"), array("I"), array("I"), array("I")
    for number, chunk in chunks.items():
        end = 0
        for key, mine in itertools.groupby(chunk.cells, key=lambda cell: (cell.key, cell.variant)):
            start, end = end, end + sum(1 for _ in mine)
            which.append(number)
            places.append(order.setdefault(key, len(order)))
            starts.append(start)
            ends.append(end)
    for at in sorted(range(len(which)), key=places.__getitem__):  # those of a row stay as they stand
        yield which[at], starts[at], ends[at]
