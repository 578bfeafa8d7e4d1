"""Which rows of a table are made, and in what order: a condition, an order, places, a sample."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from designer_app.errors import DesignError, fail
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.rows import Rows
from designer_app.production.where import Parser, condition, date_of, number_of

_WAY = re.compile(r"\s+(asc|desc)\b", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,7})?\s*(-)?\s*(\d{1,7})?")


def selected(rows: Rows, *, where: str = "", order: str = "", range: str = "", sample: int = 0) -> Rows:
    """Rows that meet ``where``, in ``order``, at the places ``range`` (``1-20,25``), of which ``sample`` are drawn.

    The sample is drawn by the rows' keys: the same table gives the same rows, and a row that is added changes at
    most one of them. Raises ``DesignError`` (usage) for what can't be understood and for a choice without rows.
    """
    chosen = list(_indices(rows, where))
    if order:
        chosen = _ordered(chosen, rows, order)
    if range:
        places = _places(range, len(chosen))
        chosen = [chosen[place] for place in places]
    if sample:
        drawn = set(sorted(chosen, key=lambda i: (_lot(rows.keys[i]), i))[:sample])
        chosen = [index for index in chosen if index in drawn]
    if not chosen:
        error = fail(
            "no-rows", file=rows.source, found=f"none of {len(rows.rows)} rows",
            expected="rows that meet " + " and ".join(f"'{part}'" for part in (where, range) if part),
            remedy="loosen the condition",
        )  # fmt: skip
        error.usage = True
        raise error
    return rows.at(chosen)


def _indices(rows: Rows, where: str) -> Sequence[int]:
    if not where:
        return range(len(rows.rows))
    test = condition(where, rows.columns)
    return [
        index for index, row in enumerate(rows.rows) if rows.faults[index] or test(row)
    ]  # a fault is told, not passed over


def _ordered(indices: Sequence[int], rows: Rows, order: str) -> list[int]:
    """By columns (``price desc, name``), the last one first, so that the order is stable; empty cells come last."""
    found = list(indices)
    for column, down in reversed(sorting(order, rows.columns)):
        cells = [row.get(column) for row in rows.rows]
        full = [i for i in found if not is_blank(cells[i])]
        empty = [i for i in found if is_blank(cells[i])]
        keys = {i: _rank(cells[i]) for i in full}
        found = sorted(full, key=lambda i: keys[i], reverse=down) + empty
    return found


def sorting(order: str, columns: Sequence[str]) -> list[tuple[str, bool]]:
    """The columns of ``price desc, name``, each with whether it goes down. Raises ``DesignError`` (usage)."""
    parser = Parser(order, columns, "--order")
    found: list[tuple[str, bool]] = []
    while True:
        column = parser.column()
        way = _WAY.match(order, parser.at)
        found.append((column, way is not None and way[1].lower() == "desc"))
        if way:
            parser.at = way.end()
        if not parser.rest().strip(" ,"):
            return found
        if not parser.sign(","):
            raise parser.wrong("desc, asc, a comma or the end")


def _rank(cell: Any) -> tuple[int, Decimal, datetime.date, str]:
    """Numbers before dates before texts."""
    number = number_of(cell)
    if number is not None:
        return 0, number, datetime.date.min, ""
    day = date_of(cell)
    if day is not None:
        return 1, Decimal(0), day, cell_text(cell)
    return 2, Decimal(0), datetime.date.min, cell_text(cell).casefold()


def _places(text: str, count: int) -> list[int]:
    """Indices of ``1-20, 25, 30-`` (counted from 1), each once, in the order written."""
    found: dict[int, None] = {}
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        first, dash, last = match.groups() if match else (None, None, None)
        if not (first or last):
            raise _bad_range(text, part, "such as 1-20,25,30-")
        start = int(first or 1)
        end = int(last) if last else count if dash else start
        if last and end < start:
            raise _bad_range(text, part.strip(), f"such as {end}-{start}")
        found.update(dict.fromkeys(place - 1 for place in _counted(start, min(end, count)) if place >= 1))
    return list(found)


def _bad_range(text: str, part: str, expected: str) -> DesignError:
    error = fail("bad-range", place=f"--range {text}", found=f"'{part}'", expected=expected)
    error.usage = True
    return error


def _counted(first: int, last: int) -> Sequence[int]:
    return range(first, last + 1)


def _lot(key: str) -> bytes:
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
