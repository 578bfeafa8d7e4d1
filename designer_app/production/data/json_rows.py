"""Rows from JSON and JSON Lines, each with its line.

JSON is an array of objects, or of arrays of which the first holds the headings; ``{"rows": [...]}``, or an object in which one
array of objects lies and little else; an object of objects, which are rows by their keys; or one row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import Any

import msgspec

from designer_app.design.strict_json import StrictDecoder, parse_json, syntax_error, too_deep
from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.grid import build_table, column_name
from designer_app.production.data.keys import OWN_COLUMN
from designer_app.production.data.records import (
    FOUND_OUT,
    MAX_COLUMNS,
    MAX_ROWS,
    KeptRows,
    Reading,
    Table,
    row_place,
)

_ONE_ROW = {
    "modifications",
    "layers",
    "elements",
}  # an object that holds them is one order of a cloud renderer
_ROWS = {
    "products",
    "items",
    "records",
    "entries",
    "results",
    "offers",
    "goods",
    "data",
    "list",
}  # are called so by many
_DEEP = 2  # levels below the outermost object in which an array of rows is looked for
_GRID = re.compile(r"\s*\[\s*\[")
_SPACE = re.compile(r"[ \t\n\r]*")


def read_json(text: str, file: str, notes: tuple[Finding, ...], how: Reading = FOUND_OUT) -> Table:
    """Raises ``DesignError``: ``bad-json`` with line and column, ``wrong-type``, ``empty-table``."""
    text = text.removeprefix("\ufeff")
    if _GRID.match(text):
        return _grid(text, file, notes, how)
    if _is_lines(text):
        return read_json_lines(text, file, notes)
    rows = _Rows(file)
    try:
        for line, value in _elements(text, file):
            rows.add(line, value)
    except json.JSONDecodeError as fault:
        raise syntax_error(fault, file) from None
    except RecursionError:
        raise too_deep(file) from None
    return rows.table(notes)


def read_json_lines(text: str, file: str, notes: tuple[Finding, ...]) -> Table:
    """One object a line; a broken line is a fault of its row alone."""
    rows = _Rows(file)
    for line, source in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not source.strip():
            continue
        try:
            rows.add(line, parse_json(source, file=file))
        except DesignError as error:
            rows.add(line, error)
    return rows.table(notes)


def _is_lines(text: str) -> bool:
    """Whether the first line is an object of its own, and another follows: JSON Lines, whatever the file is called."""
    first, newline, rest = text.lstrip().partition("\n")
    if not newline or not first.startswith("{") or not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _grid(text: str, file: str, notes: tuple[Finding, ...], how: Reading) -> Table:
    """Rows as arrays of cells."""
    rows = parse_json(text, file=file)
    if not all(isinstance(row, list) for row in rows):
        raise _expected_rows(file, "arrays beside what is none")
    return build_table(file, enumerate(rows, 1), notes=notes, ragged=False, how=how)


class _Rows:
    """Collects rows and columns in the order in which they come."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows = KeptRows()
        self.columns: dict[str, None] = {}

    def add(self, line: int, value: Any) -> None:
        number = len(self.rows) + 1
        if number > MAX_ROWS:
            raise fail("too-many-rows", file=self.file, expected=f"at most {MAX_ROWS:,}", remedy="split it")
        place = row_place(number, line)
        faults: tuple[Finding, ...] = ()
        cells: dict[str, Any] = {}
        if isinstance(value, DesignError):
            faults = tuple(
                msgspec.structs.replace(f, place=f"{place}, {f.place}" if f.place else place)
                for f in value.findings
            )
        elif isinstance(value, dict):
            cells = {column_name(key): cell for key, cell in value.items()}
            self.columns.update(dict.fromkeys(cells))
        else:
            faults = (self._not_an_object(place, value),)
        if len(self.columns) > MAX_COLUMNS:
            raise fail(
                "too-many-columns",
                file=self.file,
                place=place,
                expected=f"at most {MAX_COLUMNS} different keys",
            )
        self.rows.add(line, cells, faults)

    def _not_an_object(self, place: str, value: Any) -> Finding:
        return Finding(
            code="wrong-type",
            file=self.file,
            place=place,
            found=json.dumps(value, ensure_ascii=False)[:40],
            expected='an object, such as {"headline": "…"}',
        )

    def table(self, notes: tuple[Finding, ...]) -> Table:
        if not self.rows or not self.columns:
            first = self.rows[0].faults if self.rows else ()
            raise DesignError(
                *first
                or (Finding(code="empty-table", file=self.file, found="no rows", expected="at least one"),)
            )
        return Table(source=self.file, columns=tuple(self.columns), rows=self.rows, notes=notes)


def _elements(text: str, file: str) -> Iterator[tuple[int, Any]]:
    """(line, value) of each row; a value that strict JSON refuses is its ``DesignError``."""
    at = _skip(text, 0)
    if text.startswith("[", at):
        at = yield from _array(text, at, file)
    elif text.startswith("{", at):
        at = yield from _object(text, at, file)
    else:
        raise _expected_rows(file, text[at : at + 20])
    if _skip(text, at) != len(text):
        raise json.JSONDecodeError("Extra data", text, _skip(text, at))


def _array(text: str, at: int, file: str) -> Generator[tuple[int, Any], None, int]:
    """The rows of an array that opens at ``at``; returns where it has closed."""
    decoder = StrictDecoder()
    line, counted = 1, 0
    at = _skip(text, at + 1)
    if text.startswith("]", at):
        return at + 1
    while True:
        line, counted = line + text.count("\n", counted, at), at
        decoder.trouble = False
        value, at = decoder.raw_decode(text, at)
        try:
            yield line, decoder.checked(value, file=file)
        except DesignError as error:
            yield line, error
        at = _skip(text, at)
        if text.startswith("]", at):
            return at + 1
        if not text.startswith(",", at):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1)


def _object(text: str, at: int, file: str) -> Generator[tuple[int, Any], None, int]:
    """The rows of ``{"rows": [...]}``, or the object itself where it is one row; what else it holds is skipped, but
    must be sound JSON."""
    decoder = StrictDecoder()
    seen: list[str] = []
    single: dict[str, Any] = {}
    line = 1 + text.count("\n", 0, at)
    at = _skip(text, at + 1)
    while not text.startswith("}", at):
        if not text.startswith('"', at):
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        key, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        if not text.startswith(":", at):
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        if key in seen:
            raise fail("duplicate-key", file=file, found=f"'{key}' twice", expected="each key once")
        seen.append(key)
        at = _skip(text, at + 1)
        if key == "rows" and text.startswith("[", at):
            at = yield from _array(text, at, file)
        else:
            value, at = decoder.raw_decode(text, at)
            single[key] = decoder.checked(value, file=file, place=key)
        at = _skip(text, at)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
            if text.startswith("}", at):
                raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        elif not text.startswith("}", at):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    if "rows" not in seen:
        yield from _rows_of(single, line, file)
    return at + 1


def _rows_of(found: dict[str, Any], line: int, file: str) -> Iterator[tuple[int, Any]]:
    """The rows in an object that names none."""
    scalars = sum(not isinstance(one, dict | list) for one in found.values())
    row = bool(_ONE_ROW & set(found)) or (scalars > 1 and not _ROWS & {key.casefold() for key in found})
    lists = [] if row else _lists(found, 0)
    if len(lists) > 1:
        raise _expected_rows(file, f"{len(lists)} arrays of objects")
    if lists:
        yield from ((line, one) for one in lists[0])
    elif not row and len(found) > 1 and all(isinstance(one, dict) for one in found.values()):
        yield from ((line, {OWN_COLUMN: key, **one}) for key, one in found.items())
    elif any(not isinstance(one, list) for one in found.values()):
        yield line, found
    else:
        keys = ", ".join(list(found)[:8])
        raise _expected_rows(file, f"an object with the keys {keys}" if keys else "an empty object")


def _lists(value: dict[str, Any], depth: int) -> list[list[Any]]:
    """Arrays of objects in an object that holds nothing else of a row: on its own level, else one below."""
    here = [
        one
        for one in value.values()
        if isinstance(one, list) and one and all(isinstance(i, dict) for i in one)
    ]
    others = [one for one in value.values() if isinstance(one, dict)]
    if here or depth >= _DEEP:
        return here
    return [found for one in others for found in _lists(one, depth + 1)]


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _expected_rows(file: str, found: str) -> DesignError:
    return fail(
        "wrong-type",
        file=file,
        found=found,
        expected='an array of objects, or {"rows": [...]}',
        remedy="put the rows into an array",
    )
