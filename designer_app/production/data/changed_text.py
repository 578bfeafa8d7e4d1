"""Cells of CSV and TSV: the places of the fields are found in the text as it is, and only those are written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from designer_app.production.data.delimited import SEPARATORS, chosen_separator
from designer_app.production.data.encodings import decode, encoded
from designer_app.production.data.records import Reading, Table

if TYPE_CHECKING:
    from designer_app.production.data.changing import Change

_HINT = re.compile(r"sep=(.)(\r\n|\r|\n)", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n|\r|\n")
Span = tuple[int, int]


def changed_delimited(
    data: bytes, table: Table, changes: Sequence[Change], how: Reading, *, tabs: bool = False
) -> bytes:
    """The bytes with the cells changed, in the same encoding, separator and line ends."""
    text, _ = decode(data, table.source, how.encoding)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    start = 1 if text.startswith("\ufeff") else 0
    line, hint = 1, _HINT.match(text, start)
    if hint:
        start, line = hint.end(), 2
        plain = plain.partition("\n")[2]
    separator, _ = chosen_separator(
        plain, table.source, how.separator or (hint[1] if hint else ""), tabs=tabs
    )
    wanted: dict[int, dict[int, str]] = {}
    for change in changes:
        wanted.setdefault(change.row.line, {})[table.at[change.column]] = change.text
    out, done = [], 0
    for number, fields in _records(text, start, line, separator):
        for at in sorted(wanted.get(number, ())):
            value = _field(wanted[number][at], separator)
            if at < len(fields):
                begin, end = fields[at]
            else:  # a record that breaks off early
                begin = end = fields[-1][1]
                value = separator * (at - len(fields) + 1) + value
                fields = [*fields, *[(end, end)] * (at - len(fields) + 1)]
            out += [text[done:begin], value]
            done = end
    return encoded("".join([*out, text[done:]]), data, table.source, how.encoding)


def _field(text: str, separator: str) -> str:
    odd = text != text.strip() or any(char in text for char in (*SEPARATORS, separator, '"', "\n", "\r"))
    return '"' + text.replace('"', '""') + '"' if odd else text


def _records(text: str, at: int, line: int, separator: str) -> Iterator[tuple[int, list[Span]]]:
    """(line, spans of the fields) of each record, divided as the ``csv`` module divides it."""
    while at < len(text):
        first, fields = line, []
        while True:
            while separator != "\t" and text.startswith(" ", at):
                at += 1
            begin = at
            if text.startswith('"', at):
                at = _closing(text, at + 1)
            while at < len(text) and text[at] not in "\r\n" and not text.startswith(separator, at):
                at += 1
            fields.append((begin, at))
            line += len(_NEWLINE.findall(text, begin, at))
            if not text.startswith(separator, at):
                break
            at += len(separator)
        if newline := _NEWLINE.match(text, at):
            at, line = newline.end(), line + 1
        yield first, fields


def _closing(text: str, at: int) -> int:
    """Behind the quote that closes a field."""
    while True:
        end = text.find('"', at)
        if end < 0:
            return len(text)
        if not text.startswith('""', end):
            return end + 1
        at = end + 2
