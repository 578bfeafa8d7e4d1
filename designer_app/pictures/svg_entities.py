"""Texts that a DOCTYPE names (Illustrator writes its namespaces so) are put in place before any parser sees the drawing.

XML 1.0, 4.2 and 4.4, as far as such drawings need it: internal general entities, nested a few deep, with a limit on
what they grow to. Parameter entities, outside entities and other declarations are refused, each with its line. What
comes out has as many lines as before, and no declarations; the scan then reads it like any other drawing.
"""

from __future__ import annotations

import re
from typing import NoReturn

from designer_app.errors import fail

_DEEPEST = 4  # entities inside entities
_LONGEST = 100_000  # characters of one expanded entity …
_MOST = 2_000_000  # … and of all that are put in
_DOCTYPE = re.compile(
    r"(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>))*+<!DOCTYPE\s+[^\s\[>]+(?P<id>[^\[\]<>]*)\[", re.DOTALL
)
_SKIPPED = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_NAME = r"[^\s&;%\"'<>/=\[\]]+"
_ENTITY = re.compile(rf"""<!ENTITY\s+({_NAME})\s+("[^"]*"|'[^']*')\s*>""")
_OUTSIDE = re.compile(rf"<!ENTITY\s+{_NAME}\s+(?:SYSTEM|PUBLIC)\b")
_OTHER = re.compile(r"<!?(\w*)\s*(%)?")
_END = re.compile(r"\]\s*>")
_NUMBER = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_REFERENCE = re.compile(rf"&({_NAME});")
_SIGN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|[<>\"']|&{_NAME};", re.DOTALL
)
_ESCAPES = str.maketrans({"<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def expanded(text: str) -> str:
    """The drawing with its entities in place; unchanged where it declares none.

    Raises ``DesignError`` (``unsafe-svg``): outside or parameter entities, other declarations, entities that contain
    themselves, lie too deep or grow too large.
    """
    opened = _DOCTYPE.match(text) if "<!DOCTYPE" in text else None
    if opened is None:
        return text
    entities, end = _Entities(text), opened.end()
    end = entities.read(end)
    head = text[: opened.end() - 1]
    lines = "\n" * text.count("\n", opened.end() - 1, end)
    return f"{head}>{lines}" + entities.put_in(text[end:])


class _Entities:
    def __init__(self, text: str) -> None:
        self.text = text
        self.written: dict[str, tuple[str, int]] = {}  # name → value, where it is declared
        self.known: dict[str, str] = {}

    def read(self, at: int) -> int:
        """Read declarations from ``at``; returns where the DOCTYPE ends."""
        while True:
            while skipped := _SKIPPED.match(self.text, at):
                at = skipped.end()
            if end := _END.match(self.text, at):
                return end.end()
            found = _ENTITY.match(self.text, at)
            if found is None:
                self._odd(at)
            self.written.setdefault(found[1], (found[2][1:-1], at))
            at = found.end()

    def put_in(self, body: str) -> str:
        out: list[str] = []
        at = size = 0
        quote = ""
        in_tag = False
        for sign in _SIGN.finditer(body):
            mark = sign[0]
            if mark == "<":
                in_tag = in_tag or not quote
            elif mark == ">":
                in_tag = in_tag and bool(quote)
            elif mark in "\"'":
                if in_tag and quote in ("", mark):
                    quote = "" if quote else mark
            elif mark[0] == "&" and mark[1:-1] in self.written:
                value = self._value(mark[1:-1], ())
                value = value.translate(_ESCAPES) if in_tag else value
                size += len(value)
                if size > _MOST:
                    self._refuse(
                        0, "entities that grow to more than 2,000,000 characters", "fewer uses of them"
                    )
                out += (body[at : sign.start()], value)
                at = sign.end()
        out.append(body[at:])
        return "".join(out)

    def _value(self, name: str, around: tuple[str, ...]) -> str:
        found = self.known.get(name)
        if found is None:
            written, at = self.written[name]
            if name in around:
                self._refuse(at, f"the entity '{name[:40]}', which contains itself", "entities of plain text")
            if len(around) >= _DEEPEST:
                self._refuse(
                    at, f"entities more than {_DEEPEST} deep in each other", "entities of plain text"
                )
            parts: list[str] = []
            start = size = 0
            plain = " ".join(_NUMBER.sub(_character, written).split("\n"))
            for inner in _REFERENCE.finditer(plain):
                if inner[1] not in self.written:
                    continue
                value = self._value(inner[1], (*around, name))
                size += len(value)
                if size > _LONGEST:
                    self._refuse(at, f"an entity of more than {_LONGEST:,} characters", "shorter entities")
                parts += (plain[start : inner.start()], value)
                start = inner.end()
            found = self.known[name] = "".join((*parts, plain[start:]))
        return found

    def _odd(self, at: int) -> NoReturn:
        other = _OTHER.match(self.text, at)
        kind = other[1] if other else ""
        if other is not None and other[2]:
            found = "a parameter entity"
        elif _OUTSIDE.match(self.text, at):
            found = "an entity from outside the file"
        else:
            found = f"a DOCTYPE with <!{kind}>" if kind not in ("", "ENTITY") else "a broken DOCTYPE"
        self._refuse(at, found, "entities of plain text inside the file")

    def _refuse(self, at: int, found: str, expected: str) -> NoReturn:
        line = self.text.count("\n", 0, at) + 1
        raise fail(
            "unsafe-svg", place=f"line {line}", found=found, expected=expected, remedy="save it as plain SVG"
        )


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return chr(code) if legal else found[0]
