"""From a grid of cells (CSV, a sheet) to a table: headings, blank rows, rows of the wrong length."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Collection, Iterable, Sequence

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.layout import LOOKED_AT, Record, heading_index, joined_headings
from designer_app.production.data.lines_apart import GROUP, moved, renumbered, told_apart
from designer_app.production.data.records import (
    FOUND_OUT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    PLAIN,
    Broken,
    Cell,
    KeptRows,
    Looks,
    Reading,
    Table,
    cell_text,
    is_blank,
    row_place,
)

_SHOWN_WARNINGS = 20
_NAMED = 6


def build_table(
    source: str,
    records: Iterable[Record],
    *,
    notes: Sequence[Finding] = (),
    ragged: bool = True,
    how: Reading = FOUND_OUT,
    looks: Looks = PLAIN,
) -> Table:
    """A table from (line, cells) pairs: which of them holds the headings says ``heading_index``, which of the others are no
    rows ``told_apart``.

    ``ragged`` reports short rows (sheets leave out trailing blanks); ``looks`` is what a sheet shows
    beside its cells. Raises ``DesignError``: ``empty-table``, ``no-headings``, ``too-many-rows``, ``too-many-columns``.
    """
    header = how.header
    full = (record for record in records if not all(is_blank(cell) for cell in record[1]))
    first = list(itertools.islice(full, LOOKED_AT + header))
    if not first:
        raise _empty(source, "no rows")
    told: list[Finding] = []
    at = heading_index(first, source, header)
    if at:
        told.append(_titled(source, first[:at]))
    line, heads = first[at]
    joined = None if ragged or len(first) < at + 2 else joined_headings(heads, first[at + 1][1])
    names = headings(joined or heads, source, line, told)
    width = len(joined or heads)
    blank_names = set[int]()
    rows = KeptRows()
    warnings: list[Finding] = []
    cells_read = 0
    for line, cells in itertools.chain(first[at + (2 if joined else 1) :], full):
        cells_read += len(names)
        if len(rows) >= MAX_ROWS or cells_read > MAX_CELLS:
            raise _too_many(source, line)
        place = row_place(len(rows) + 1, line)
        faults = list(_extra(cells, width, source, place))
        blank_names.update(
            index
            for index in range(min(width, len(cells)))
            if index not in names and not is_blank(cells[index])
        )
        if ragged and len(cells) < width:
            warnings.append(_short(source, place, len(cells), width))
        rows.add(line, *_values(cells, names, source, place, faults, "" if ragged else None))
    if not rows:
        raise _empty(source, "headings and no rows")
    columns = tuple(names.values())
    apart = told_apart(rows, columns, source, how.groups, looks.wide)
    told += apart.notes
    if apart.groups:
        columns = (*columns, _free_name(columns))
    if len(apart.rows) < len(rows):
        rows, places = renumbered(apart.rows, columns[-1], apart.groups)
        warnings = list(moved([one for one in warnings if one.place in places], places))
    return Table(
        source=source, columns=columns, rows=rows,
        notes=(*notes, *told, *_shortened(warnings), *_unnamed(blank_names, source), *_unseen(names, looks, source)),
        at={name: index for index, name in names.items()},
        words={name: frozenset(looks.words[index]) for index, name in names.items() if index in looks.words},
    )  # fmt: skip


def _free_name(columns: Collection[str]) -> str:
    """What the column of the groups' names is called."""
    name, number = GROUP, 1
    while name in columns:
        number += 1
        name = f"{GROUP} ({number})"
    return name


def headings(cells: Sequence[Cell], source: str, line: int, told: list[Finding]) -> dict[int, str]:
    """Index → name of every named column; of one that comes again ``name (2)``, which ``told`` hears of. Raises
    ``DesignError``: ``too-many-columns``."""
    if len(cells) > MAX_COLUMNS:
        raise fail(
            "too-many-columns",
            file=source,
            place=f"line {line}",
            found=f"{len(cells)} columns",
            expected=f"at most {MAX_COLUMNS}",
        )
    names: dict[int, str] = {}
    seen: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if isinstance(cell, Broken) or is_blank(cell):
            continue
        name = wish = column_name(cell_text(cell))
        number = 1
        while name in seen:
            number += 1
            name = f"{wish} ({number})"
        if name != wish:
            told.append(_again(source, line, wish, name, (seen[wish] + 1, index + 1)))
        seen[name] = index
        names[index] = name
    return names


def column_name(text: str) -> str:
    """A heading without accidents of typing: NFC, single spaces, no byte order mark."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split())


def _values(
    cells: Sequence[Cell], header: dict[int, str], source: str, place: str, faults: list[Finding], blank: Cell
) -> tuple[dict[str, Cell], tuple[Finding, ...]]:
    """A row's cells by column, and what is wrong with it."""
    values: dict[str, Cell] = {}
    for index, name in header.items():
        cell = cells[index] if index < len(cells) else blank
        if isinstance(cell, Broken):
            faults.append(
                Finding(
                    code="bad-cell", file=source, place=f"{place}, column {name}", found=cell.found,
                    expected=cell.expected, remedy=cell.remedy,
                )
            )  # fmt: skip
            cell = blank
        values[name] = cell
    return values, tuple(faults)


def _extra(cells: Sequence[Cell], width: int, source: str, place: str) -> Iterable[Finding]:
    """More cells than headings: the row has probably slipped, so it may not be rendered."""
    if any(not is_blank(cell) for cell in cells[width:]):
        yield Finding(
            code="ragged-row",
            file=source,
            place=place,
            found=f"{len(cells)} cells",
            expected=f"{width}, as there are headings",
            remedy="put quotes around a text that holds the separator",
        )


def _short(source: str, place: str, found: int, width: int) -> Finding:
    return Finding(
        code="ragged-row",
        severity="warning",
        file=source,
        place=place,
        found=f"{found} cells",
        expected=f"{width}, as there are headings",
        remedy="the missing ones count as empty",
    )


def _shortened(warnings: list[Finding]) -> list[Finding]:
    """At most twenty lines of one kind; the last says how many more there are."""
    if len(warnings) <= _SHOWN_WARNINGS:
        return warnings
    last = warnings[_SHOWN_WARNINGS - 1]
    rest = len(warnings) - _SHOWN_WARNINGS
    return [
        *warnings[: _SHOWN_WARNINGS - 1],
        msgspec.structs.replace(last, found=f"{last.found} (and {rest} more rows like it)"),
    ]


def _unnamed(indices: set[int], source: str) -> list[Finding]:
    return [
        Finding(
            code="unnamed-column",
            severity="warning",
            file=source,
            place=f"column {index + 1}",
            found="cells below an empty heading",
            expected="a heading",
            remedy="the column is ignored; give it a heading to use it",
        )
        for index in sorted(indices)
    ]


def _unseen(names: dict[int, str], looks: Looks, source: str) -> list[Finding]:
    """Hidden columns, by their headings."""
    hidden = [name for index, name in names.items() if index in looks.hidden]
    if not hidden:
        return []
    shown = ", ".join(f"'{name}'" for name in hidden[:_NAMED])
    more = f" and {len(hidden) - _NAMED} more" if len(hidden) > _NAMED else ""
    return [
        Finding(
            code="hidden-columns", severity="note", file=source, place="headings", found=f"hidden: {shown}{more}",
            remedy=f'they are read, too; to leave one out: --column "{hidden[0]}="',
        )
    ]  # fmt: skip


def _titled(source: str, above: Sequence[Record]) -> Finding:
    texts = [cell_text(cell) for _, cells in above for cell in cells if not is_blank(cell)]
    lines = f"line {above[0][0]}" if len(above) == 1 else f"lines {above[0][0]} to {above[-1][0]}"
    return Finding(
        code="title-row", severity="note", file=source, place=lines,
        found=f"'{' · '.join(texts)[:60]}' above the headings, taken for a title",
        remedy="if the headings stand elsewhere, name their line with --header",
    )  # fmt: skip


def _again(source: str, line: int, name: str, other: str, columns: tuple[int, int]) -> Finding:
    return Finding(
        code="duplicate-column", severity="warning", file=source, place=f"line {line}",
        found=f"'{name}' in columns {columns[0]} and {columns[1]}", expected="each heading once",
        remedy=f"the second is called '{other}'; rename or delete one of them",
    )  # fmt: skip


def _empty(source: str, found: str) -> DesignError:
    return fail(
        "empty-table", file=source, found=found, expected="a line of headings and at least one row",
        remedy="add a row below the headings",
    )  # fmt: skip


def _too_many(source: str, line: int) -> DesignError:
    return fail(
        "too-many-rows",
        file=source,
        place=f"line {line}",
        found="more rows than can be read at once",
        expected=f"at most {MAX_ROWS:,} rows and {MAX_CELLS:,} cells",
        remedy="split the table",
    )
