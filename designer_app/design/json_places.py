"""Where values stand in a JSON text, so that one can be written anew and everything else stays as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def skip(text: str, at: int) -> int:
    """Behind white space."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def members(text: str, at: int) -> Iterator[tuple[str, int, int, Any]]:
    """(key, begin, end, value) of each member of the object that opens at ``at``; the text must be sound JSON."""
    at = skip(text, at + 1)
    while not text.startswith("}", at):
        key, at = _DECODER.raw_decode(text, at)
        begin = skip(text, skip(text, at) + 1)
        value, end = _DECODER.raw_decode(text, begin)
        yield key, begin, end, value
        at = skip(text, end)
        if text.startswith(",", at):
            at = skip(text, at + 1)


def elements(text: str, at: int) -> Iterator[int]:
    """Where each element of the array begins that opens at ``at``."""
    at = skip(text, at + 1)
    while not text.startswith("]", at):
        yield at
        _, at = _DECODER.raw_decode(text, at)
        at = skip(text, at)
        if text.startswith(",", at):
            at = skip(text, at + 1)


def place(text: str, keys: Sequence[str]) -> tuple[int, int] | None:
    """(begin, end) of the value under these keys, from the outermost object; None where there is none."""
    begin = end = skip(text, 1 if text.startswith("\ufeff") else 0)
    for key in keys:
        if not text.startswith("{", begin):
            return None
        found = next(((b, e) for k, b, e, _ in members(text, begin) if k == key), None)
        if found is None:
            return None
        begin, end = found
    return begin, end
