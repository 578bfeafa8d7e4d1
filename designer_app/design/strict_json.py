"""JSON as RFC 8259 means it: no NaN, no key twice, no endless nesting; every refusal names its place."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from designer_app.errors import DesignError, fail

DEPTH = 64
_INT_DIGITS = 64
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # of a surrogate pair: alone it is no character


class _Repeated(dict[str, Any]):
    """An object in which ``key`` stands twice."""

    key: str = ""


class _Odd:
    """A number that JSON can't carry (NaN, Infinity, 1e999, hundreds of digits)."""

    def __init__(self, text: str) -> None:
        self.text = text


class StrictDecoder(json.JSONDecoder):
    """A decoder that marks what it refuses; ``checked`` turns marks into errors with their place."""

    def __init__(self) -> None:
        self.trouble = False
        super().__init__(
            object_pairs_hook=self._object,
            parse_constant=self._odd,
            parse_float=self._float,
            parse_int=self._int,
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        self.trouble = True
        marked = _Repeated(made)
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                marked.key = key
                break
            seen.add(key)
        return marked

    def _odd(self, text: str) -> _Odd:
        self.trouble = True
        return _Odd(text if len(text) <= 20 else text[:20] + "…")

    def _float(self, text: str) -> Any:
        value = float(text)
        return value if math.isfinite(value) else self._odd(text)

    def _int(self, text: str) -> Any:
        return int(text) if len(text) <= _INT_DIGITS else self._odd(text)

    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
        value, end = super().raw_decode(s, idx)
        self.trouble = self.trouble or _HALF.search(s, idx, end) is not None
        return value, end

    def checked(self, value: Any, *, file: str, place: str = "") -> Any:
        """``value`` as it came, or ``DesignError`` for the first mark in it and for nesting > 64."""
        try:
            _check(value, place, file, 0, self.trouble)
        except RecursionError:
            raise too_deep(file) from None
        return value


def parse_json(text: str, *, file: str) -> Any:
    """The value of a JSON text. Raises ``DesignError``: ``bad-json``, ``duplicate-key``, ``bad-number``."""
    decoder = StrictDecoder()
    try:
        value = decoder.decode(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as fault:
        raise syntax_error(fault, file) from None
    except RecursionError:
        raise too_deep(file) from None
    return decoder.checked(value, file=file)


def syntax_error(fault: json.JSONDecodeError, file: str) -> DesignError:
    """A ``bad-json`` with line and column."""
    near = fault.doc[fault.pos : fault.pos + 20].split("\n")[0]
    return fail(
        "bad-json",
        file=file,
        place=f"line {fault.lineno}, column {fault.colno}",
        found=f"'{near}'" if near else "the end of the text",
        expected=_wanted(fault.msg),
        remedy="correct the JSON there",
    )


def _wanted(message: str) -> str:
    """Python says what it expected, or what it did not."""
    if message.startswith("Expecting "):
        return message.removeprefix("Expecting ").replace("property name enclosed", "a name", 1)
    return {"Extra data": "the end of the text"}.get(
        message, f"sound JSON ({message[:1].lower()}{message[1:]})"
    )


def not_utf8(fault: UnicodeDecodeError, file: str) -> DesignError:
    return fail(
        "bad-encoding", file=file, place=f"byte {fault.start + 1}", found="bytes that are not UTF-8", expected="text in UTF-8",
        remedy="save the file as UTF-8",
    )  # fmt: skip


def too_deep(file: str) -> DesignError:
    return fail("bad-json", file=file, found="very deep nesting", expected=f"at most {DEPTH} levels")


def _check(value: Any, place: str, file: str, depth: int, trouble: bool) -> None:
    if depth > DEPTH:
        raise too_deep(file)
    if isinstance(value, dict):
        if isinstance(value, _Repeated):
            raise fail(
                "duplicate-key",
                file=file,
                place=place or "the outermost object",
                found=f"'{value.key}' twice",
                expected="each key once",
                remedy="delete or rename one of the two",
            )
        for key, inner in value.items():
            if trouble or isinstance(inner, (dict, list)):
                _check(inner, f"{place}.{key}" if place else key, file, depth + 1, trouble)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if trouble or isinstance(inner, (dict, list)):
                _check(inner, f"{place}[{index}]", file, depth + 1, trouble)
    elif isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise fail(
                "bad-text", file=file, place=place, found="half of a character (a lone surrogate \\uD8…)",
                expected="text in Unicode", remedy="write the text anew",
            )  # fmt: skip
    elif isinstance(value, _Odd):
        raise fail("bad-number", file=file, place=place, found=value.text, expected="a finite number or null")
