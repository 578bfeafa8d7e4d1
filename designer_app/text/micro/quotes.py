"""Straight quotes → the language's, by depth; straight apostrophes → typographic ones.

Each mark is judged by its neighbours and by the marks before it only, so that adding words to a text changes
nothing in it.
"""

from __future__ import annotations

import re

from designer_app.text.micro.marks import Marks
from designer_app.text.shown import Edit

_PAIRS = {"«": "»", "„": "“", "“": "”", "‘": "’", "‚": "‘"}
_BEFORE_OPENING = " \t\n\u00a0\u202f\u2009([{—–-/«„“‘‚'"
_BEFORE_UNSPACED = (":", ";", ",", ".", "…", "!", "?")
_APOSTROPHE = "’"
_WORD = re.compile(r"[^\W\d_]+")
_CLIPPED = {  # words that are written with an apostrophe for what they lack
    "de": frozenset(
        ["n", "ne", "nen", "nem", "ner", "nes", "s", "ran", "rauf", "raus", "rein", "rum", "runter", "rüber"]
    ),
    "en": frozenset(["em", "tis", "twas", "twere", "bout", "cause", "cos", "til", "till", "n", "round"]),
}


class Quotes:
    """Open quotes of one text, from left to right."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.paired = False  # whether the second of two straight quotes goes the way of the first
        self.open: list[str] = []  # the closing marks awaited

    def edit(self, text: str, at: int) -> Edit | None:
        """What becomes of the mark at ``at``; None: nothing. Every mark must be given, in order."""
        char = text[at]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if char == '"':
            return self._double(text, at, before, after)
        if char == "'":
            return self._single(text, at, before, after)
        if char == self._awaited() and not (char == _APOSTROPHE and before.isalnum() and after.isalnum()):
            self.open.pop()
        elif char in _PAIRS and not before.isalnum():
            self.open.append(_PAIRS[char])
        return None

    def _awaited(self) -> str:
        return self.open[-1] if self.open else ""

    def _double(self, text: str, at: int, before: str, after: str) -> Edit | None:
        if before == '"' or after == '"':
            first, last = at - (before == '"'), at + (after == '"')
            before, after = text[first - 1 : first] if first else "", text[last + 1 : last + 2]
            if at == first:
                self.paired = not (before == '"' or after == '"') and (after.isalnum() or len(self.open) > 1)
            if not self.paired:
                return None  # three and more, or an empty pair
        opens = _may_open(text, at) if before == "'" else not before or before in _BEFORE_OPENING
        opens = opens or (not self.open and before in _BEFORE_UNSPACED and after.isalnum())  # сказал:"Да"
        if opens and after and not after.isspace():
            first = 2 if self._awaited() and self._awaited() != self.marks.quotes[3] else 0
            self.open.append(self.marks.quotes[first + 1])
            return at, at + 1, self.marks.quotes[first]
        if self.open and before and not before.isspace():
            return at, at + 1, self.open.pop()
        return None  # inches, or a quote that was never opened

    def _single(self, text: str, at: int, before: str, after: str) -> Edit | None:
        opening, closing = self.marks.quotes[2:]
        if before.isalpha() and after.isalpha():
            return at, at + 1, _APOSTROPHE
        if self.marks.russian:
            return None  # single quotes are no Russian marks: whoever wrote them meant something
        if self._awaited() == closing and before and not before.isspace():
            self.open.pop()
            return at, at + 1, closing
        if before.isalpha() or "'n'" in (text[at : at + 3], text[at - 2 : at + 1] if at > 1 else ""):
            return at, at + 1, _APOSTROPHE  # brands' names, rock ’n’ roll
        if before.isdigit() and after == "s" and not text[at + 2 : at + 3].isalnum():
            return at, at + 1, _APOSTROPHE  # 1990’s
        word = text[at + 2 : at + 3] if after == '"' else after
        if before.isdigit() or not word.isalnum() or not _may_open(text, at):
            return None  # feet, minutes
        if after.isdigit() or not _closes(text, at) or _is_clipped(text, at, self.marks.language):
            return at, at + 1, _APOSTROPHE  # ’90s, ’twas, ’nen
        self.open.append(closing)
        return at, at + 1, opening


def _may_open(text: str, at: int) -> bool:
    """Whether a word may start after a straight quote, or after two of both kinds: at a space, a dash …"""
    start = at - 1 if text[at - 1 : at] in ("'", '"') else at
    return start <= 0 or text[start - 1] in _BEFORE_OPENING


def _is_clipped(text: str, at: int, language: str) -> bool:
    """Whether the quote stands for letters left out at the start of a word."""
    word = _WORD.match(text, at + 1)
    return (
        word is not None
        and word[0].lower() in _CLIPPED.get(language, ())
        and text[word.end() : word.end() + 1] != "'"
    )


def _closes(text: str, at: int) -> bool:
    """Whether a straight single quote ends a word later on."""
    end = text.find("'", at + 1)
    while end >= 0:
        after = text[end + 1 : end + 2]
        if not after.isalnum() and not text[end - 1].isspace():
            return True
        end = text.find("'", end + 1)
    return False
