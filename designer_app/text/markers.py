"""Bullets and numbers of lists: what they are written as, how far items stand in, where markers hang."""

from __future__ import annotations

import re
from collections.abc import Sequence

from designer_app.text.records import Paragraph
from designer_app.text.setters import setter

_FORMAT = re.compile(r"01|1|(?<!\w)[aAаАiI](?!\w)")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежиклмнпрстуфхцшщэюя"  # without ё з й о ч ъ ы ь (ГОСТ Р 2.105, 6.1.7)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def marker_text(form: str, number: int) -> str:
    """The marker of the item ``number`` (from 1): ``1.``, ``01``, ``a)``, ``A)``, ``а)``, ``i.``, ``I.`` count;
    what has none of these is a bullet and stays as it is."""
    return _FORMAT.sub(lambda found: _counted(found[0], number), form, count=1)


def counts(form: str) -> bool:
    """Whether a marker is a number or letter that goes on from item to item."""
    return _FORMAT.search(form) is not None


def _counted(kind: str, number: int) -> str:
    if kind in ("1", "01"):
        return str(number).zfill(len(kind))
    letters = {"a": _LATIN, "а": _CYRILLIC}.get(kind.lower())
    text = _roman(number) if letters is None else _lettered(letters, number)
    return text.upper() if kind.isupper() else text


def _lettered(letters: str, number: int) -> str:
    """a … z, aa, ab …"""
    out = ""
    while number > 0:
        number, place = divmod(number - 1, len(letters))
        out = letters[place] + out
    return out


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def rooms(paragraphs: Sequence[Paragraph], language: str) -> tuple[float, ...]:
    """How far the text of each level stands in (em) where the paragraphs don't say; [0] is 0, outside of lists."""
    widest: dict[int, float] = {}
    for paragraph in paragraphs:
        run = paragraph.marker
        if run is not None and not paragraph.indent:
            made_by = setter(run.style, language)
            room = made_by.strip(run.shown or run.text).width + paragraph.gap * run.style.scale
            widest[paragraph.level] = max(widest.get(paragraph.level, 0.0), room)
    found = [0.0]
    for level in range(1, max(widest, default=0) + 1):
        found.append(found[-1] + widest.get(level, 0.0))
    return tuple(found)
