"""Workbooks of any kind: which of their sheets is read, and what merged and hidden cells come to."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.production.data.records import Cell, Table

_MOST_FILLED = 1_000_000  # cells that merged ranges may fill


class Named(NamedTuple):
    """A sheet, as the workbook lists it."""

    name: str
    visible: bool = True


class Merged(NamedTuple):
    """A range of merged cells: the column of its first cell, from 0, its first and last row, from 1."""

    column: int
    first: int
    last: int


def read_book(
    sheets: Sequence[Named], wanted: str, file: str, read: Callable[[int], Table]
) -> tuple[int, Table]:
    """The place and the table of the sheet that is ``wanted``, by its name or number; else of the first visible one with a
    table of several columns, else with any. ``read`` gives that of a place. Raises ``DesignError``: ``unknown-sheet``
    (usage), what ``read`` raises."""
    if wanted:
        at = _wanted([sheet.name for sheet in sheets], wanted, file)
        return at, read(at)
    visible = [at for at, sheet in enumerate(sheets) if sheet.visible] or list(range(len(sheets)))
    best: tuple[int, Table] | None = None
    refused: DesignError | None = None
    for at in visible:
        try:
            table = read(at)
        except DesignError as error:
            if error.findings[0].code != "empty-table":
                raise
            refused = refused or error
            continue
        if best is None or len(table.columns) > 1:
            best = at, table
        if len(table.columns) > 1:
            break
    if best is None:
        raise refused or fail("empty-table", file=file, found="no sheet", expected="a table")
    at, table = best
    if len(visible) > 1:
        note = _chosen(file, sheets[at].name, [sheets[i].name for i in visible if i != at])
        table = msgspec.structs.replace(table, notes=(note, *table.notes))
    return at, table


def _wanted(names: Sequence[str], wanted: str, file: str) -> int:
    folded = [name.strip().casefold() for name in names]
    if wanted in names:
        return names.index(wanted)
    if wanted.strip().casefold() in folded:
        return folded.index(wanted.strip().casefold())
    if wanted.isdigit() and 1 <= int(wanted[:6]) <= len(names):
        return int(wanted) - 1
    error = fail(
        "unknown-sheet", file=file, found=f"'{wanted}'", expected="a sheet of the workbook, or its number",
        remedy=did_you_mean(wanted, names),
    )  # fmt: skip
    raise DesignError(*error.findings, usage=True)


def fill_merged(rows: Sequence[tuple[int, list[Cell]]], merged: Sequence[Merged]) -> None:
    """Write the value of cells that are merged over several rows into each of these rows that holds something."""
    lines = [line for line, _ in rows]
    left = _MOST_FILLED
    for column, first, last in merged:
        at = bisect.bisect_left(lines, first)
        if at == len(lines) or lines[at] != first or column >= len(rows[at][1]):
            continue
        value = rows[at][1][column]
        if value is None:
            continue
        for _, cells in rows[at + 1 : bisect.bisect_right(lines, last)]:
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] is None:
                cells[column] = value
            left -= 1
            if left < 0:
                return


def merged_note(file: str, count: int, shown: str = "") -> list[Finding]:
    """That cells are merged, where some are."""
    return [
        Finding(
            code="merged-cells", severity="note", file=file, place=shown, found=f"{count} merged cells",
            expected="one value for each cell", remedy="what stands in one counts for each of its rows",
        )
    ][: min(count, 1)]  # fmt: skip


def hidden_note(file: str, count: int) -> list[Finding]:
    """That rows are hidden, where some are."""
    return [
        Finding(
            code="hidden-rows", severity="note", file=file, found=f"{count} hidden {'row' if count == 1 else 'rows'}",
            remedy="they are read, too; leave them out with --where, --row or a column _skip",
        )
    ][: min(count, 1)]  # fmt: skip


def _chosen(file: str, name: str, others: Sequence[str]) -> Finding:
    listed = ", ".join(f"'{other}'" for other in others)
    return Finding(
        code="sheet-chosen", severity="note", file=file, found=f"several sheets; '{name}' was read, not {listed}",
        remedy="name the wanted one with --sheet",
    )  # fmt: skip
