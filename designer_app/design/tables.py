"""Tables in one cell, for charts: pasted from a sheet, as CSV or as JSON; columns typed by what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from designer_app.design.dates import read_date
from designer_app.design.numbers import read_number, shown
from designer_app.design.slots import Slot
from designer_app.design.strict_json import parse_json
from designer_app.errors import DesignError, Finding, fail

_ROWS, _COLUMNS = 1000, 60
_MISSING = frozenset(
    {"", "-", "–", "—", "−", "n/a", "na", "nan", "null", "none", "нет", "нет данных", "н/д", "нд", "…", "..."}
)
_AMOUNT = re.compile(
    r"\s*([$€£¥₽₴₸₹]?)\s*([+\-−–]?[\d.,'’\s\u00a0\u202f\u2009]*\d)\s*([^\d\s+\-−–.,][^\d]{0,11})?\s*"
)
_SIGNS = frozenset({"", "%", *"$€£¥₽₴₸₹"})
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")


def read_table_cell(slot: Slot, raw: Any, where: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
    """Rows of a table slot: column → ``Decimal``, ``date``, ``str`` or None where a value is missing.

    ``raw`` is a text whose first line names the columns (parted by tabs, ``;``, ``|`` or commas), a JSON array of
    objects, or such a list itself. A column is of numbers (or dates) when most of its cells are; what can't be read
    then is a fault. A unit that all cells of a column share goes behind its name (``Price, ₽``). Raises
    ``DesignError``: ``bad-table``, and the faults of numbers and dates.
    """
    names, rows = _cells(raw, where)
    if not rows:
        raise fail("bad-table", found="no rows", expected="a line of names and at least one row", **where)
    if len(rows) > _ROWS or len(names) > _COLUMNS:
        raise fail(
            "bad-table", found=f"{len(rows)} rows of {len(names)} columns",
            expected=f"at most {_ROWS} rows of {_COLUMNS}", remedy="sum them up first", **where,
        )  # fmt: skip
    columns: dict[str, list[Any]] = {}
    faults: list[Finding] = []
    for number, name in enumerate(names):
        cells = [row[number] if number < len(row) else None for row in rows]
        try:
            typed, unit = _typed(cells, name, where, first=number == 0)
        except DesignError as fault:
            faults.extend(fault.findings)
            continue
        columns[f"{name}, {unit}" if unit and unit not in name else name] = typed
    if faults:
        raise DesignError(*faults)
    return tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def is_missing(cell: Any) -> bool:
    """What counts as a value that isn't there: nothing, a dash, "n/a", NaN."""
    if isinstance(cell, float):
        return cell != cell
    if isinstance(cell, Decimal):
        return cell.is_nan()
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _MISSING)


def looks_numeric(cells: Sequence[Any]) -> bool:
    """Whether a column would be read as numbers: most of its cells are."""
    full = [cell for cell in cells if not is_missing(cell)]
    return bool(full) and sum(_amount(cell) is not None for cell in full) * 2 > len(full)


def _cells(raw: Any, where: Mapping[str, str]) -> tuple[list[str], list[list[Any]]]:
    if isinstance(raw, str):
        text = raw.strip()
        raw = parse_json(text, file=where.get("file", "")) if text.startswith("[") else _lines(text)
    if isinstance(raw, Sequence) and raw and all(isinstance(row, Mapping) for row in raw):
        names = list(dict.fromkeys(str(name) for row in raw for name in row))
        return names, [[row.get(name) for name in names] for row in raw]
    if isinstance(raw, Sequence) and all(
        isinstance(row, Sequence) and not isinstance(row, str) for row in raw
    ):
        rows = [list(row) for row in raw]
        return _names(rows[0] if rows else [], where), rows[1:]
    raise fail(
        "bad-table",
        found=shown(raw),
        expected="a line of names and rows, or a JSON array of objects",
        **where,
    )


def _lines(text: str) -> list[list[str]]:
    import csv

    lines = [line for line in text.splitlines() if line.strip(" \t;|,")]
    head = lines[0] if lines else ""
    separator = next((mark for mark in "\t;|" if mark in head), ",")
    return [
        [cell.strip() for cell in row]
        for row in csv.reader(lines, delimiter=separator, skipinitialspace=True)
    ]


def _names(head: Sequence[Any], where: Mapping[str, str]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(head, 1):
        name = " ".join(str(cell if cell is not None else "").split()) or f"column {number}"
        if name in names:
            raise fail("bad-table", found=f"two columns '{name}'", expected="each name once", **where)
        names.append(name)
    return names


def _typed(cells: list[Any], name: str, where: Mapping[str, str], *, first: bool) -> tuple[list[Any], str]:
    """A column's values, and the unit that its numbers share."""
    full = [cell for cell in cells if not is_missing(cell)]
    place = f"{where['place']}, column {name}" if where.get("place") else f"column {name}"
    if first and full and all(_YEAR.fullmatch(str(cell).strip()) for cell in full):
        return [None if is_missing(cell) else str(cell).strip() for cell in cells], ""
    dates = [_is_date(cell) for cell in full]
    if (
        any(dates)
        and all(dated or _is_year(cell) for dated, cell in zip(dates, full, strict=True))
        and not all(dates)
    ):
        return [None if is_missing(cell) else _moment(cell) for cell in cells], ""
    if sum(dates) * 2 > len(full):
        file = where.get("file", "")
        return _each(cells, place, where, lambda cell, spot: read_date(cell, place=spot, file=file)), ""
    numeric = [_amount(cell) for cell in full]
    if first and any(part is not None and part[1] not in _SIGNS for part in numeric):
        numeric = [None] * len(full)  # names that begin with a figure: "2 rooms"
    likely = sum(part is not None for part in numeric)
    if full and not (first and likely < len(full)) and likely * 2 > len(full):
        units = {part[1] for part in numeric if part is not None}
        unit = units.pop() if len(units) == 1 else ""
        if units and unit not in units:  # of several units, none is the column's
            raise _mixed({unit, *units}, place, where)
        return _each(cells, place, where, lambda cell, spot: _number(cell, spot, where)), unit
    return [None if is_missing(cell) else " ".join(str(cell).split()) for cell in cells], ""


def _mixed(units: set[str], place: str, where: Mapping[str, str]) -> DesignError:
    named = ", ".join(f"'{unit}'" if unit else "none" for unit in sorted(units))
    return fail(
        "mixed-units", file=where.get("file", ""), place=place, found=f"units {named}", expected="one unit in a column"
    )  # fmt: skip


def _each(cells: list[Any], place: str, where: Mapping[str, str], read: Any) -> list[Any]:
    out: list[Any] = []
    faults: list[Finding] = []
    for number, cell in enumerate(cells, 1):
        try:
            out.append(None if is_missing(cell) else read(cell, f"{place}, row {number}"))
        except DesignError as fault:
            faults.extend(fault.findings)
    if faults:
        raise DesignError(*faults)
    return out


def _amount(cell: Any) -> tuple[str, str] | None:
    """The figures and the unit of a cell that looks like a number."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return str(cell), ""
    match = _AMOUNT.fullmatch(cell) if isinstance(cell, str) else None
    if match is None:
        return None
    return match[2].strip(), (match[3] or match[1] or "").strip()


def _number(cell: Any, place: str, where: Mapping[str, str]) -> Decimal:
    part = _amount(cell) if isinstance(cell, str) else None
    return read_number(part[0] if part is not None else cell, place=place, file=where.get("file", ""))


def _is_year(cell: Any) -> bool:
    return _YEAR.fullmatch(str(cell).strip()) is not None


def _moment(cell: Any) -> str:
    """A date beside years, which are known no better: a word in figures (``2011-09-01``), for timelines to read."""
    return str(cell).strip() if _is_year(cell) else read_date(cell).isoformat()[:10]


def _is_date(cell: Any) -> bool:
    try:
        read_date(cell)
    except DesignError:
        return False
    return True
