"""Formats of numbers with words, ``0.0" кг"``: what a cell shows, and the number in what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

# ECMA-376 part 1, 18.8.31: texts in quotes and behind a backslash, room for a sign, signs that fill, colours and locales,
# figures, and signs that stand for themselves.
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(General)|([0#?.,]+(?: [0#?]+)*)|(.)', re.IGNORECASE | re.DOTALL
)
_PATTERN = re.compile(r"([#0? ,]*)(?:\.([0#?]*))?")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LONGEST = 40


class Words(NamedTuple):
    """What stands before and behind the figures."""

    before: str = ""
    after: str = ""

    @property
    def russian(self) -> bool:
        """Whether figures beside them have a decimal comma; else a point, and commas between thousands."""
        return bool(_CYRILLIC.search(self.before + self.after))


class Worded(NamedTuple):
    """A format: its words, so many decimals at least and at most, thousands apart or not."""

    words: Words
    least: int = 0
    most: int = 0
    grouped: bool = False

    def shown(self, number: float) -> str:
        """The number as it is seen."""
        value = Decimal(repr(number)).quantize(Decimal(1).scaleb(-self.most), ROUND_HALF_UP)
        text = f"{value:,f}" if self.grouped else f"{value:f}"
        whole, _, decimals = text.partition(".")
        while len(decimals) > self.least and decimals.endswith("0"):
            decimals = decimals[:-1]
        if self.words.russian:
            whole = whole.replace(",", "\u00a0")
        mark = "," if self.words.russian else "."
        return f"{self.words.before}{whole}{mark if decimals else ''}{decimals}{self.words.after}".strip()


def worded(section: str) -> Worded | None:
    """What a section of a format code shows, where it shows figures and words; None for plain ones, and for those that
    show thousands or millions of what the cell holds."""
    words = ["", ""]
    pattern = ""
    for match in _TOKEN.finditer(section):
        quoted, escaped, general, figures, sign = match.groups()
        if general or figures:
            if pattern:
                return None  # fractions, telephone numbers
            pattern = figures or "0.##########"
        else:
            words[bool(pattern)] += quoted or escaped or sign or ""
    shape = _PATTERN.fullmatch(pattern)
    if not pattern or shape is None or not any(char.isalpha() for char in words[0] + words[1]):
        return None
    if max(map(len, words)) > _LONGEST or shape[1].endswith(","):
        return None
    decimals = shape[2] or ""
    return Worded(
        Words(*words), decimals.count("0"), len(decimals), bool(re.search(r"[, ]", shape[1].strip()))
    )


def number_in(text: str, words: Iterable[Words]) -> str:
    """The figures of a text that such a format has made, without words and without marks between thousands; the text as it
    is where none has."""
    for one in words:
        before, after = one.before.strip(), one.after.strip()
        if text.startswith(before) and text.endswith(after):
            figures = text[len(before) : len(text) - len(after)].strip()
            return figures.replace("\u00a0", "") if one.russian else figures.replace(",", "")
    return text
