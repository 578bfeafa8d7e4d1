"""Cells back into the table that they were read from: only their own places change, all else in the file stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from designer_app.production.data.reading import parse_table
from designer_app.production.data.records import (
    FOUND_OUT,
    Cell,
    Reading,
    Row,
    Table,
    cell_text,
    money_text,
    not_writable,
)

_TEXTS, _SHEETS = (".csv", ".tsv", ".txt", ".tab"), (".xlsx", ".xlsm")
_JSON, _LINES = (".json",), (".jsonl", ".ndjson")

_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?")
_MONEY = re.compile(r"(-?\d+(?:\.\d\d)?) (\D{1,8})")


class Change(msgspec.Struct, frozen=True):
    """One cell: a row as the table was read, a column of it, the new text."""

    row: Row
    column: str
    text: str


def changed(data: bytes, table: Table, changes: Sequence[Change], how: Reading = FOUND_OUT) -> bytes:
    """The file's bytes with these cells changed; ``data`` are those that ``table`` was read from.

    What was written is read again and compared: raises ``DesignError`` (``table-not-writable``) for kinds that can't be
    written and for a cell that can't be changed without changing more.
    """
    path = Path(table.source)
    suffix = path.suffix.lower()
    if not changes:
        return data
    for change in changes:
        if table.at and change.column not in table.at:
            raise not_writable(table.source, f"a column {change.column} that isn't in the file")
    if suffix in _TEXTS:
        from designer_app.production.data.changed_text import changed_delimited

        made = changed_delimited(data, table, changes, how, tabs=suffix in (".tsv", ".tab"))
    elif suffix in _SHEETS and data.startswith(b"PK"):
        from designer_app.production.data.changed_sheet import changed_sheet

        made = changed_sheet(data, table, changes, how)
    elif suffix in (*_JSON, *_LINES):
        from designer_app.production.data.changed_json import changed_json

        made = changed_json(data, table, changes, how.encoding, lines=suffix in _LINES)
    else:
        raise not_writable(table.source, f"a table of the kind {suffix}")
    _check(made, table, changes, how)
    return made


def _check(made: bytes, table: Table, changes: Sequence[Change], how: Reading) -> None:
    """That the file now says what it said before, and the changes."""
    if made[:3] == b"\xef\xbb\xbf":
        how = msgspec.structs.replace(how, encoding="")
    again = parse_table(made, Path(table.source), how)
    wanted = {(change.row.number, change.column): change.text for change in changes}
    same = again.columns == table.columns and len(again.rows) == len(table.rows)
    for old, new in zip(table.rows, again.rows, strict=False) if same else ():
        for column in table.columns:
            text = wanted.get((old.number, column))
            before, after = old.cells.get(column), new.cells.get(column)
            same = same and (before == after if text is None else _says(after, text))
    if not same:
        raise not_writable(table.source, "cells that hang together with others")


def _says(cell: Cell, text: str) -> bool:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        try:
            return float(cell) == float(text.replace(",", "."))
        except ValueError:
            return False
    if isinstance(cell, str) and (money := _MONEY.fullmatch(cell)):  # a number whose format adds the currency
        amount = text.strip().removesuffix(money[2]).strip().replace(",", ".")
        if amount == money[1] or (_PLAIN.fullmatch(amount) and money_text(Decimal(amount), money[2]) == cell):
            return True
    return ("" if cell is None else str(cell).strip()) in (text.strip(), "") and cell_text(text) == cell_text(
        cell
    )
