"""What each language puts for quotes, dashes, minus and spaces in numbers."""

from __future__ import annotations

from functools import lru_cache

import msgspec

NBSP = "\u00a0"
NARROW = "\u202f"  # a thin space that doesn't break

Quotes = tuple[str, str, str, str]  # outer opening and closing, inner opening and closing

_QUOTES: dict[str, str] = {
    "ru": "«»„“", "uk": "«»„“", "be": "«»„“", "bg": "„“’‘", "en": "“”‘’", "de": "„“‚‘", "pl": "„”«»",
    "cs": "„“‚‘", "es": "«»“”", "it": "«»“”", "pt": "“”‘’", "nl": "“”‘’", "sv": "””’’", "da": "”“’‘",
}  # fmt: skip
CYRILLIC = frozenset({"ru", "uk", "be", "bg", "kk", "sr", "mk", "ky", "mn", "tg"})


class Marks(msgspec.Struct, frozen=True):
    """A language's conventions. ``dash`` is set with spaces around it; ``gap`` stands before it. ``group``
    separates thousands of numbers from 10 000, "" = numbers are left as they are."""

    language: str
    quotes: Quotes
    dash: str
    gap: str = " "
    range: str = "–"
    minus: str = "−"
    group: str = ""

    @property
    def russian(self) -> bool:
        """Whether Russian rules for initials, abbreviations, ordinals and the rouble hold."""
        return self.language in ("ru", "uk", "be")


@lru_cache(maxsize=256)
def marks_of(
    language: str, quotes: str = "", inner: str = "", dash: str = "", range_: str = "", minus: str = ""
) -> Marks | None:
    """The conventions of a language, those given instead of its own (pairs of marks, such as «»). None for
    languages whose conventions aren't known: their texts are shown as they are."""
    name = language.split("-")[0].lower()
    own = _QUOTES.get(name)
    if own is None:
        return None
    outer = quotes if len(quotes) == 2 else own[:2]
    within = inner if len(inner) == 2 else own[2:]
    cyrillic = name in CYRILLIC
    return Marks(
        language=name,
        quotes=(outer[0], outer[1], within[0], within[1]),
        dash=dash or ("—" if cyrillic or name in ("es", "pt") else "–"),
        gap=NBSP if cyrillic else " ",
        range=range_ or "–",
        minus=minus or "−",
        group=NARROW if cyrillic else "",
    )
