"""Names that are a sequence by themselves: dates, months, weekdays, quarters, figures that rise or fall."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from designer_app.layers.chart.data import Data

_MONTHS = (
    "jan янв", "feb фев", "mar мар mär", "apr апр", "may май мая mai", "jun июн", "jul июл", "aug авг", "sep сен", "oct окт okt",
    "nov ноя", "dec дек dez",
)  # fmt: skip
_DAYS = ("mon пн пон", "tue вт вто", "wed ср сре", "thu чт чет", "fri пт пят", "sat сб суб", "sun вс вос")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
_CYCLES = tuple(
    {word: place for place, words in enumerate(cycle) for word in words.split()} for cycle in (_MONTHS, _DAYS)
)
_ROMAN = {word: number for number, word in enumerate(_NUMERALS.split(), 1)}
_SHORT = 8  # letters beside figures that need not be the same in all names: "18–24", "over 60"
_PART = re.compile(r"\d+|\b[IVX]{1,4}\b|\b[ivx]{1,4}\b")


def in_order(data: Data) -> bool:
    """Whether names are a sequence by themselves, in its order: dates, months, weekdays, or figures that rise or fall
    (2019 …, Week 1 …, 18–24 …, Q1 2025 …, IV кв. 2025 …)."""
    if data.dates:
        return True
    return any(_goes_round(data.names, cycle) for cycle in _CYCLES) or _counts(data.names)


def _goes_round(names: Sequence[str], cycle: dict[str, int]) -> bool:
    """Months or weekdays one after another, from any of them on; all of them, or at even steps."""
    heads = [name.casefold()[:3].rstrip(".") for name in names]
    if not heads or not all(head in cycle for head in heads):
        return False
    places = [cycle[head] for head in heads]
    size = max(cycle.values()) + 1
    steps = {(b - a) % size for a, b in itertools.pairwise(places)}
    if len(steps) <= 1:
        return True
    falls = sum(b <= a for a, b in itertools.pairwise(places))
    return falls == 0 or (falls == 1 and places[-1] < places[0])


def _counts(names: Sequence[str]) -> bool:
    figures = [tuple(map(_figure, _PART.findall(name))) for name in names]
    if not all(figures) or not _alike(names):
        return False
    turned = [tuple(reversed(one)) for one in figures]  # "Q1 2024": the year behind what is counted in it
    pairs, back = list(itertools.pairwise(figures)), itertools.pairwise(turned)
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs) or all(a < b for a, b in back)


def _figure(part: str) -> int:
    return int(part) if part.isdigit() else _ROMAN.get(part.casefold(), 0)


def _alike(names: Sequence[str]) -> bool:
    """Whether names differ in their figures alone, or say little besides them: "Tula 1", "Perm 2" is no sequence."""
    words = ["".join(char for char in _PART.sub("", name).casefold() if char.isalpha()) for name in names]
    return len(set(words)) == 1 or all(len(word) <= _SHORT for word in words)
