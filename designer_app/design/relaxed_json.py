"""JSON as people write it in token files: JSON5 and JSONC (comments, bare keys, single quotes, last commas)."""

from __future__ import annotations

import math
import re
from typing import Any

from designer_app.design.strict_json import DEPTH, too_deep
from designer_app.errors import DesignError, fail

_SPACE = re.compile(r"(?:[\s\ufeff]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"[\w$][\w$\u200c\u200d-]*")
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_PLAIN = {'"': re.compile(r'[^"\\\r\n]*'), "'": re.compile(r"[^'\\\r\n]*")}


def parse_relaxed(text: str, *, file: str) -> Any:
    """The value of a JSON5 or JSONC text (JSON5 1.0.0; no NaN or Infinity; the last of equal keys holds).

    Raises ``DesignError`` (``bad-json``) with line and column.
    """
    reader = _Reader(text, file)
    value = reader.value(0)
    reader.skip()
    if reader.at < len(text):
        raise reader.error("the end of the text")
    return value


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file, self.at = text, file, 0

    def error(self, expected: str) -> DesignError:
        line = self.text.count("\n", 0, self.at) + 1
        column = self.at - self.text.rfind("\n", 0, self.at)
        near = self.text[self.at : self.at + 20].split("\n")[0]
        return fail(
            "bad-json", file=self.file, place=f"line {line}, column {column}",
            found=f"'{near}'" if near else "the end of the text", expected=expected,
            remedy="correct the JSON there",
        )  # fmt: skip

    def skip(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def next(self) -> str:
        """The next character that says something, not yet taken; empty at the end."""
        self.skip()
        return self.text[self.at : self.at + 1]

    def take(self, char: str) -> bool:
        if self.next() != char:
            return False
        self.at += 1
        return True

    def value(self, depth: int) -> Any:
        if depth > DEPTH:
            raise too_deep(self.file)
        char = self.next()
        if char == "{":
            return self.object(depth)
        if char == "[":
            return self.array(depth)
        if char in ('"', "'") and char:
            return self.string(char)
        number = _NUMBER.match(self.text, self.at)
        if number:
            return self.number(number)
        word = _NAME.match(self.text, self.at)
        if word and word[0] in _WORDS:
            self.at = word.end()
            return _WORDS[word[0]]
        raise self.error("a value")

    def object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        made: dict[str, Any] = {}
        while not self.take("}"):
            key = self.key()
            if not self.take(":"):
                raise self.error("':' after the key")
            made[key] = self.value(depth + 1)
            if not self.take(",") and self.next() != "}":
                raise self.error("',' or '}'")
        return made

    def array(self, depth: int) -> list[Any]:
        self.at += 1
        made: list[Any] = []
        while not self.take("]"):
            made.append(self.value(depth + 1))
            if not self.take(",") and self.next() != "]":
                raise self.error("',' or ']'")
        return made

    def key(self) -> str:
        char = self.next()
        if char in ('"', "'") and char:
            return self.string(char)
        name = _NAME.match(self.text, self.at)
        if not name:
            raise self.error("a key or '}'")
        self.at = name.end()
        return name[0]

    def number(self, found: re.Match[str]) -> Any:
        text = found[0]
        try:
            value: Any = (
                int(text, 16)
                if "x" in text.lower()
                else float(text)
                if re.search(r"[.eE]", text)
                else int(text)
            )
        except ValueError:  # more digits than Python turns into a number
            raise self.error("a number of usual length") from None
        if isinstance(value, float) and not math.isfinite(value):
            raise self.error("a finite number")
        self.at = found.end()
        return value

    def string(self, quote: str) -> str:
        self.at += 1
        parts: list[str] = []
        while True:
            plain = _PLAIN[quote].match(self.text, self.at)
            if plain:
                parts.append(plain[0])
                self.at = plain.end()
            char = self.text[self.at : self.at + 1]
            if char == quote:
                self.at += 1
                return "".join(parts)
            if char != "\\":
                raise self.error(f"{quote} at the end of the string")
            parts.append(self.escape())

    def escape(self) -> str:
        char = self.text[self.at + 1 : self.at + 2]
        width = {"u": 4, "x": 2}.get(char)
        if width:
            digits = self.text[self.at + 2 : self.at + 2 + width]
            if not re.fullmatch(f"[0-9a-fA-F]{{{width}}}", digits):
                raise self.error(f"{width} hexadecimal digits")
            self.at += 2 + width
            return chr(int(digits, 16)) if not 0xD800 <= int(digits, 16) < 0xE000 else "\ufffd"
        if not char:
            raise self.error("a character after '\\'")
        self.at += 2
        if char == "\r" and self.text[self.at : self.at + 1] == "\n":
            self.at += 1
        return "" if char in "\r\n\u2028\u2029" else _ESCAPES.get(char, char)
