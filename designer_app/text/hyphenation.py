"""Where words may be divided: by the dictionaries that TeX and LibreOffice use (pyphen), and where not at all.

A word is divided only when it is all letters, at least ``_SHORTEST`` long and written as an ordinary word: no
figures, no capitals after the first letter (abbreviations, brand names), no part of an address, a compound
with hyphens or a word with an apostrophe.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from designer_app.text.micro.protected import is_protected
from designer_app.text.shown import Edit, Shown

if TYPE_CHECKING:
    from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
_SHORTEST = 6  # letters of a word that is divided
_BEFORE, _AFTER = 2, 3  # letters kept before and after a hyphen
_DICTIONARIES = {
    "ru": "ru_RU", "uk": "uk_UA", "be": "be_BY", "bg": "bg_BG", "en": "en_US", "en-gb": "en_GB", "de": "de_DE",
    "de-at": "de_AT", "de-ch": "de_CH",
}  # fmt: skip
_CYRILLIC = frozenset({"ru", "uk", "be", "bg"})
_JOINTS = re.compile(r"(?:keit|heit|schaft|ung|tät|ion|ling|tum)s\u00ad?$")  # Geschwindigkeits|begrenzung
_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = "«»\"“”„‟‘’‚'‹›()[]{}.,:;!?…—–"


def points(text: Shown, language: str) -> list[Edit]:
    """Soft hyphens to put in, as edits of the shown text."""
    out: list[Edit] = []
    for token in _TOKEN.finditer(text.shown):
        whole = token[0]
        if len(whole) < _SHORTEST:
            continue
        start = token.start() + len(whole) - len(whole.lstrip(_MARKS))
        word = whole.strip(_MARKS)
        if len(word) < _SHORTEST or not word.isalpha():
            continue
        written = text.source(start, start + len(word))
        if written[1:] != written[1:].lower():
            continue
        out += [(start + at, start + at, SOFT_HYPHEN) for at in divisions(word.lower(), language)]
    return out


def emergency_points(text: Shown, language: str, wide: frozenset[str]) -> list[Edit]:
    """Soft hyphens for what no line can hold: in capitals, parts of compounds and short words, too, as a word
    torn anywhere is worse. Addresses and codes stay without: a hyphen would change what they say."""
    return [
        (found.start() + at, found.start() + at, SOFT_HYPHEN)
        for found in _LETTERS.finditer(text.shown)
        if found[0] in wide and found[0].isalpha() and not is_protected(text.shown, found.start())
        for at in divisions(found[0].lower(), language)
        if len(found[0].lower()) == len(found[0])
    ]


def words_in(text: str) -> list[str]:
    """The stretches of letters in a text, as ``emergency_points`` takes them."""
    return _LETTERS.findall(text)


@lru_cache(maxsize=4096)
def divisions(word: str, language: str) -> tuple[int, ...]:
    """Indices in a word of small letters before which a hyphen may stand; () without a dictionary for it."""
    book = _book(_name(word, language))
    if book is None:
        return ()
    return tuple(
        int(at)
        for at in book.positions(word)
        # some dictionaries change letters at a hyphen (Schiffahrt → Schiff-fahrt): the source stays as it is
        if getattr(at, "data", None) is None and _BEFORE <= at <= len(word) - _AFTER
    )


def ends_a_part(text: str, language: str) -> bool:
    """Whether a word divided after ``text`` is divided between the parts of a German compound, as far as its joining
    s tells."""
    return language[:2] == "de" and _JOINTS.search(text) is not None


def _name(word: str, language: str) -> str:
    """The dictionary's language: the text's, or by script where a word is foreign to it."""
    low = language.lower()
    main = low.split("-")[0]
    if "\u0400" <= word[0] <= "\u052f":
        return main if main in _CYRILLIC else "ru"
    if word[0] > "\u024f":
        return ""
    return "en" if main in _CYRILLIC else low if low in _DICTIONARIES else main


@lru_cache(maxsize=16)
def _book(language: str) -> Pyphen | None:
    name = _DICTIONARIES.get(language)
    if name is None:
        return None
    from pyphen import Pyphen

    return Pyphen(lang=name, left=_BEFORE, right=_AFTER)
