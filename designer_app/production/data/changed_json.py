"""Cells of JSON and JSON Lines: the place of each value is found in the text, and only that is written anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from designer_app.design.json_places import elements, members, skip
from designer_app.production.data.encodings import decode, encoded
from designer_app.production.data.grid import column_name
from designer_app.production.data.records import Table

if TYPE_CHECKING:
    from designer_app.production.data.changing import Change

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def changed_json(
    data: bytes, table: Table, changes: Sequence[Change], encoding: str, *, lines: bool = False
) -> bytes:
    """The bytes with the cells changed; a number stays one where the new text is one, a key that lacks is added."""
    text, _ = decode(data, table.source, encoding)
    starts = dict(enumerate(_lines(text) if lines else _rows(text), 1))
    edits: list[tuple[int, int, str]] = []
    for number in sorted({change.row.number for change in changes}):
        values = {c.column: c.text for c in changes if c.row.number == number}
        edits += _edits(text, starts[number], values)
    out, done = [], 0
    for begin, end, value in sorted(edits):
        out += [text[done:begin], value]
        done = end
    return encoded("".join([*out, text[done:]]), data, table.source, encoding)


def _edits(text: str, at: int, values: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """(begin, end, new text) in the object that opens at ``at``."""
    left, last = dict(values), at + 1
    for key, begin, end, old in members(text, at):
        last = end
        new = left.pop(column_name(key), None)
        if new is not None:
            yield begin, end, _value(new, old)
    empty = last == at + 1
    for key, new in left.items():
        yield (
            last,
            last,
            ("" if empty else ", ") + f"{json.dumps(key, ensure_ascii=False)}: {_value(new, None)}",
        )
        empty = False


def _value(text: str, old: Any) -> str:
    number = isinstance(old, int | float) and not isinstance(old, bool)
    if number and _NUMBER.fullmatch(text):
        return text
    if text == "" and old is None:
        return "null"
    return json.dumps(text, ensure_ascii=False)


def _rows(text: str) -> Iterator[int]:
    """Where each row of the document begins: of an array, of the array under ``rows``, or the one object."""
    at = skip(text, 1 if text.startswith("\ufeff") else 0)
    if text.startswith("{", at):
        found = [
            begin for key, begin, _, _ in members(text, at) if key == "rows" and text.startswith("[", begin)
        ]
        if not found:
            yield at
            return
        at = found[0]
    yield from elements(text, at)


def _lines(text: str) -> Iterator[int]:
    at = 1 if text.startswith("\ufeff") else 0
    for line in text[at:].split("\n"):
        if line.strip():
            yield skip(text, at)
        at += len(line) + 1
