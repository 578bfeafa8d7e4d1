"""What the rows of a table are like: which columns are full, which hold figures; and what a single line lacks of that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from designer_app.production.data.layout import is_figure, is_total
from designer_app.production.data.records import Cell, Row, cell_text, is_blank

_FEW = 0.1  # of the rows, or one of four, may lack what is called theirs
_CODE = re.compile(r"\S*\d\S*")


class Usual(NamedTuple):
    """What the rows of a table have: columns that are full, and those of them with figures or codes."""

    full: frozenset[str]
    figures: frozenset[str]

    def missed(self, row: Row) -> frozenset[str]:
        return frozenset(name for name in self.full if is_blank(row.cells.get(name)))

    def strange(self, row: Row) -> frozenset[str]:
        """Where a text stands in place of a figure or code."""
        return frozenset(
            name for name in self.figures if not is_blank(cell := row.cells.get(name)) and not is_code(cell)
        )

    def without_figures(self, row: Row) -> bool:
        """Whether a line has none of the figures and codes that rows have."""
        return self.figures <= self.missed(row) | self.strange(row)


def usual_of(rows: Sequence[Row], lone: Collection[int] = ()) -> Usual:
    """What rows have; those at the places ``lone``, and totals, aren't asked."""
    apart = frozenset(lone)
    filled, coded = Counter[str](), Counter[str]()  # of a column: cells with something, with a figure or code
    count = 0
    for at, row in enumerate(rows):
        if at in apart or is_total_row(row):
            continue
        count += 1
        mine = {name: cell for name, cell in row.cells.items() if not is_blank(cell)}
        filled.update(mine.keys())
        coded.update(name for name, cell in mine.items() if is_code(cell))
    if count < 2:
        return Usual(frozenset(), frozenset())
    few = max(_FEW * count, count > 3)
    full = frozenset(name for name, cells in filled.items() if cells >= count - few)
    return Usual(full, frozenset(name for name in full if coded[name] >= filled[name] - few))


def lone_texts(rows: Sequence[Row]) -> list[int]:
    """Places of rows that hold one text and nothing else."""
    return [at for at, row in enumerate(rows) if is_lone_text(row)]


def is_lone_text(row: Row) -> bool:
    return not row.faults and bool(only_text(row))


def only_text(row: Row) -> str:
    """The column of a row's only text."""
    own = ""
    for name, cell in row.cells.items():
        if not is_blank(cell):
            if own or not isinstance(cell, str):
                return ""
            own = name
    return own if own and not is_figure(row.cells[own]) else ""


def first_text(row: Row) -> str:
    return next((cell_text(cell) for cell in row.cells.values() if not is_blank(cell)), "")


def is_code(cell: Cell) -> bool:
    """A figure, or a word with a digit in it (``А-17``)."""
    return is_figure(cell) or (isinstance(cell, str) and bool(_CODE.fullmatch(cell.strip())))


def is_total_row(row: Row) -> bool:
    return is_total(list(row.cells.values()), len(row.cells))
