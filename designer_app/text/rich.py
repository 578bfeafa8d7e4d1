"""Texts whose parts have a style of their own: a value that is a plain text and carries its marks along.

On its way through a template's text the marks are written as signs, noncharacters that no text holds; the text
layer reads them back. Everything else sees the plain text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

START, NAMED, END = "\ufdd2", "\ufdd3", "\ufdd4"  # START name NAMED marked text END
_DIGITS = 0xFDE0  # a name is its UTF-8 in hexadecimal, by noncharacters from here on: they have no direction
_SIGN = re.compile(f"{START}([^{NAMED}]*){NAMED}|{END}")
SIGNS = re.compile("[\ufdd0-\ufdef]")
OBJECT = "\ufffc"  # stands for a symbol that has no words

T = TypeVar("T")


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Characters ``start`` .. ``end`` of a plain text under a name: ``b``, ``i``, ``u``, ``s``, ``style:NAME``,
    ``colour:ROLE``, ``icon:NAME``, ``item:KIND:LEVEL:NUMBER`` (of a list; KIND u or o)."""

    start: int
    end: int
    name: str


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """Markup that could not be read and is shown as text: at which character of the cell (from 1)."""

    at: int
    found: str
    expected: str
    remedy: str = ""


class RichText(str):
    """A plain text with marks, outer ones before inner ones. Equal only to one with the same marks."""

    __slots__ = ("faults", "marks")
    marks: tuple[Mark, ...]
    faults: tuple[Fault, ...]

    def __new__(cls, text: str, marks: Sequence[Mark] = (), faults: Sequence[Fault] = ()) -> RichText:
        made = super().__new__(cls, text)
        made.marks, made.faults = tuple(marks), tuple(faults)
        return made

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and self.marks == getattr(other, "marks", ())

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __reduce__(self) -> tuple[object, ...]:
        return RichText, (str(self), self.marks, self.faults)

    def rewritten(self, text: str) -> str:
        """What a filter made of it: a text of the same length keeps the marks, another is plain."""
        return RichText(text, self.marks) if len(text) == len(self) else text

    def signed(self) -> str:
        """The text with its marks as signs."""
        out: list[str] = []
        open_until: list[int] = []
        at = 0
        for mark in self.marks:
            while open_until and open_until[-1] <= mark.start:
                out += (self[at : open_until[-1]], END)
                at = open_until.pop()
            out += (self[at : mark.start], START, coded(mark.name), NAMED)
            at = mark.start
            open_until.append(min(mark.end, *open_until) if open_until else mark.end)
        while open_until:
            out += (self[at : open_until[-1]], END)
            at = open_until.pop()
        out.append(self[at:])
        return "".join(out)


def coded(name: str) -> str:
    return "".join(chr(_DIGITS + digit) for byte in name.encode() for digit in (byte >> 4, byte & 15))


def _decoded(code: str) -> str:
    digits = [ord(char) - _DIGITS for char in code]
    pairs = zip(digits[::2], digits[1::2], strict=True)
    return bytes(high * 16 + low for high, low in pairs).decode()


def signed(text: str, name: str) -> str:
    """A text under one mark."""
    return f"{START}{coded(name)}{NAMED}{text}{END}"


def read_signs(text: str) -> tuple[str, tuple[Mark, ...]]:
    """A text with signs → the plain text and its marks, in the order in which they open."""
    if START not in text:
        return text, ()
    out: list[str] = []
    marks: list[Mark] = []
    opened: list[int] = []
    at = length = 0
    for sign in _SIGN.finditer(text):
        part = text[at : sign.start()]
        out.append(part)
        length += len(part)
        at = sign.end()
        if sign[1] is not None:
            opened.append(len(marks))
            marks.append(Mark(length, length, _decoded(sign[1])))
        elif opened:
            number = opened.pop()
            marks[number] = Mark(marks[number].start, length, marks[number].name)
    out.append(text[at:])
    length += len(text) - at
    for number in opened:
        marks[number] = Mark(marks[number].start, length, marks[number].name)
    return "".join(out), tuple(mark for mark in marks if mark.end > mark.start)


def plain(text: str) -> str:
    """A text without signs; symbols without words go."""
    return SIGNS.sub("", _SIGN.sub("", text)).replace(OBJECT, "") if START in text else text


def stretches(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Cut 0..``length`` where marks begin or end: (start, end, the marks that hold there, outer ones first)."""
    edges = sorted({0, length, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in itertools.pairwise(edges):
        yield start, end, tuple(mark for mark in marks if mark.start <= start and mark.end >= end)
