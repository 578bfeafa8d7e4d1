"""Where a line may end and where a grapheme ends, by ICU; and which words stay together."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from designer_app.text.ties import COMPOUND, DIVIDED, FREE, HYPHEN, SOFT, TIED, hyphenates, ties

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACES = " \t\r\n\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000\u200b"
FORCED = "\n\r\x0b\x0c\u0085\u2028\u2029"
_FORCED = frozenset(FORCED)
# Words of letters (AL) or figures (NU), numbers with their points, sign and percent (IS, PR, PO, LB25), a sign behind them
# (IS), with single spaces or such that don't break (GL), and dashes that stand alone: a line may end behind a space and
# nowhere else (UAX #14, LB18), in whatever language.
_WORD = r"(?:[A-Za-zА-Яа-яЁё]+|[-+−$€£]?[0-9]+(?:[.,][0-9]+)*%?)[,.]?"
_PLAIN = re.compile(rf"{_WORD}(?:[ \u00a0](?:[-–—] )?{_WORD})*")
END = 9  # a Break that must be taken

Break = tuple[int, int, int]  # core end, end, how tight: FREE, SOFT, TIED, HYPHEN, DIVIDED, COMPOUND or END


@lru_cache(maxsize=1024)
def breaks(text: str, language: str) -> tuple[Break, ...]:
    """Segments of ``text``, each to its next break opportunity, in order and without gaps.

    A segment runs from the end of the one before to ``end``; ``core end`` is where its trailing
    white space starts. The third value says how its end holds to the next segment. The last one,
    and one with a line feed, is ``END``.
    """
    if not text:
        return ()
    start = 0
    cores: list[str] = []
    spaced: list[bool] = []
    cuts: list[tuple[int, int]] = []
    for end in line_ends(text, language):
        core = text[start:end].rstrip(SPACES)
        core_end = start + len(core)
        cores.append(core)
        spaced.append(end > core_end)
        cuts.append((core_end, end))
        start = end
    held = ties(cores, spaced, language)
    if _FORCED.isdisjoint(text):
        held[-1] = END
        return tuple([(core_end, end, tie) for (core_end, end), tie in zip(cuts, held, strict=True)])
    out: list[Break] = []
    for (core_end, end), tie in zip(cuts, held, strict=True):
        forced = end == len(text) or not _FORCED.isdisjoint(text[core_end:end])
        out.append((core_end, end, END if forced else tie))
    return tuple(out)


def line_ends(text: str, language: str) -> list[int]:
    """Break opportunities of UAX #14 as ICU tailors them, the end of the text included.

    Thai, Lao, Khmer and Burmese words come from ICU's dictionaries; kinsoku is strict.
    """
    if _PLAIN.fullmatch(text):  # asking ICU takes ten times as long
        ends = list(accumulate([len(word) + 1 for word in text.split(" ")]))
        ends[-1] -= 1
        return ends
    from icu4py.breakers import LineBreaker

    return _ends(text, (end for _, end in LineBreaker(text, _locale(language)).segments()))


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    """ICU's name of a language, with the strict rules for lines where there are laxer ones."""
    strict = language.split("-")[0].lower() in ("ja", "zh", "ko") and "-u-" not in language
    return f"{language}-u-lb-strict" if strict else language or "en"


@lru_cache(maxsize=4096)
def graphemes(text: str) -> tuple[str, ...]:
    """Extended grapheme clusters (UAX #29), in order."""
    if text.isascii() and "\r" not in text:
        return tuple(text)
    from icu4py.breakers import CharacterBreaker

    ends = _ends(text, (end for _, end in CharacterBreaker(text, "en").segments()))
    return tuple(text[a:b] for a, b in zip([0, *ends], ends, strict=False))


def _ends(text: str, units: Iterable[int]) -> list[int]:
    """ICU counts UTF-16 units; Python counts code points."""
    if text.isascii() or max(text) <= "\uffff":
        return list(units)
    place = {unit: i for i, unit in enumerate(accumulate((1 + (c > "\uffff") for c in text), initial=0))}
    return [place[unit] for unit in units if unit in place]


__all__ = [
    "COMPOUND",
    "DIVIDED",
    "END",
    "FORCED",
    "FREE",
    "HYPHEN",
    "SOFT",
    "SPACES",
    "TIED",
    "Break",
    "breaks",
    "graphemes",
    "hyphenates",
    "line_ends",
]
