"""From a grid of cells (CSV, a sheet) to a table: headings, blank rows, rows of the wrong length."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.records import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Row,
    Table,
    cell_text,
    is_blank,
    row_place,
)

_SHOWN_WARNINGS = 20


class Broken(msgspec.Struct, frozen=True):
    """A cell without a usable value (``#N/A``); it becomes a fault of its row."""

    found: str
    expected: str
    remedy: str = ""


def build_table(
    source: str,
    records: Iterable[tuple[int, Sequence[Cell]]],
    *,
    notes: Sequence[Finding] = (),
    ragged: bool = True,
) -> Table:
    """A table from (line, cells) pairs, of which the first that isn't blank holds the headings, or the first of
    several cells below lines of one cell (titles).

    ``ragged`` reports short rows (sheets leave out trailing blanks). Raises ``DesignError``: ``empty-table``,
    ``duplicate-column``, ``too-many-rows``, ``too-many-columns``.
    """
    header: dict[int, str] | None = None
    width, header_line, blank_names = 0, 0, set[int]()
    rows: list[Row] = []
    warnings: list[Finding] = []
    cells_read = 0
    for line, cells in records:
        if all(is_blank(cell) for cell in cells):
            continue
        if header is None:
            header = headings(cells, source, line)
            width, header_line = len(cells), line
            continue
        if not rows and len(header) == 1 and _filled(cells) >= (3 if ragged else 2):
            warnings.append(_titled(source, header_line, next(iter(header.values()))))
            header = headings(cells, source, line)
            width, header_line = len(cells), line
            continue
        cells_read += len(header)
        if len(rows) >= MAX_ROWS or cells_read > MAX_CELLS:
            raise _too_many(source, line)
        number = len(rows) + 1
        place = row_place(number, line)
        faults = list(_extra(cells, width, source, place))
        blank_names.update(
            index
            for index in range(min(width, len(cells)))
            if index not in header and not is_blank(cells[index])
        )
        if ragged and len(cells) < width:
            warnings.append(_short(source, place, len(cells), width))
        rows.append(_row(number, line, cells, header, source, faults, "" if ragged else None))
    if header is None or not rows:
        raise fail(
            "empty-table",
            file=source,
            found="no rows" if header is None else "headings and no rows",
            expected="a line of headings and at least one row",
            remedy="add a row below the headings",
        )
    warnings = _shortened(warnings) + _unnamed(blank_names, source)
    return Table(
        source=source, columns=tuple(header.values()), rows=tuple(rows), notes=(*notes, *warnings),
        at={name: index for index, name in header.items()},
    )  # fmt: skip


def headings(cells: Sequence[Cell], source: str, line: int) -> dict[int, str]:
    """Index → name of every named column. Raises ``DesignError``: ``duplicate-column``, ``empty-table``."""
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
    findings: list[Finding] = []
    for index, cell in enumerate(cells):
        if isinstance(cell, Broken) or is_blank(cell):
            continue
        name = column_name(cell_text(cell))
        if name in seen:
            findings.append(
                Finding(
                    code="duplicate-column",
                    file=source,
                    place=f"line {line}",
                    found=f"'{name}' in columns {seen[name] + 1} and {index + 1}",
                    expected="each heading once",
                    remedy="rename or delete one of them",
                )
            )
        seen.setdefault(name, index)
        names[index] = name
    if findings:
        raise DesignError(*findings)
    return names


def column_name(text: str) -> str:
    """A heading without accidents of typing: NFC, single spaces, no byte order mark."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split())


def _row(
    number: int,
    line: int,
    cells: Sequence[Cell],
    header: dict[int, str],
    source: str,
    faults: list[Finding],
    blank: Cell,
) -> Row:
    values: dict[str, Cell] = {}
    for index, name in header.items():
        cell = cells[index] if index < len(cells) else blank
        if isinstance(cell, Broken):
            faults.append(
                Finding(
                    code="bad-cell",
                    file=source,
                    place=f"{row_place(number, line)}, column {name}",
                    found=cell.found,
                    expected=cell.expected,
                    remedy=cell.remedy,
                )
            )
            cell = blank
        values[name] = cell
    return Row(number=number, line=line, cells=values, faults=tuple(faults))


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


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def sheet_note(file: str, chosen: str, visible: Sequence[str]) -> Finding:
    """That a workbook has several sheets, of which nobody has named one."""
    others = ", ".join(f"'{name}'" for name in visible if name != chosen)
    return Finding(
        code="sheet-chosen", severity="note", file=file, found=f"several sheets; '{chosen}' was read, not {others}",
        remedy="name the wanted one with --sheet",
    )  # fmt: skip


def _titled(source: str, line: int, title: str) -> Finding:
    return Finding(
        code="title-row", severity="note", file=source, place=f"line {line}",
        found=f"the single cell '{title[:40]}' above the headings, taken for a title",
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
