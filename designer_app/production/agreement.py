"""Whether the numbers in a sentence agree with a table: each is a value, a count, a sum, a difference or a percent of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from designer_app.layers.chart.data import Data

_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?!\d)")
_ROWS = 60  # pairs of so many rows are looked through


class Agreed(msgspec.Struct, frozen=True):
    """A number of the sentence, and how it comes out of the table; ``why`` is "" where it doesn't."""

    text: str
    why: str


def agreement(sentence: str, data: Data) -> list[Agreed]:
    """Each number of ``sentence``, but for years and those in names, looked for in ``data``.

    A number agrees within half of its last digit. Thousands and millions in words are left to the reader.
    """
    names = " ".join((*data.names, *(one.name for one in data.series), *(" ".join(w) for _, w in data.words)))
    out: list[Agreed] = []
    for match in _NUMBER.finditer(sentence):
        text = match.group().strip()
        value, step = _read(text)
        if text in names or (value == int(value) and 1500 <= value < 2200 and len(text) == 4):
            continue
        out.append(Agreed(text, next(_ways(value, step, data), "")))
    return out


def _read(text: str) -> tuple[float, float]:
    """A number and half of its last digit; a comma before three figures parts thousands."""
    bare = re.sub(r"[\u00a0\u202f ]", "", text)
    head, mark, tail = bare.replace(",", ".").rpartition(".")
    if mark and len(tail) == 3 and "," in bare:
        return float(head.replace(".", "") + tail), 0.5
    return float(bare.replace(",", ".")), 0.5 * 10 ** -(len(tail) if mark else 0)


def _ways(value: float, step: float, data: Data) -> Iterator[str]:
    """How a number may come about, the plainest first."""

    def near(found: float) -> bool:
        return abs(abs(found) - value) <= step * (1 + 1e-9)

    if any(near(one) for one in data.known):
        yield f"{value:g}"
    if value == data.count:
        yield f"{data.count}"
    for series in data.series:
        total = sum(series.known)
        if near(total) and len(series.known) > 1:
            yield f"Σ = {total:g}"
    for a, b in _pairs(data):
        if near(b - a):
            yield f"{max(a, b):g} \u2212 {min(a, b):g} = {abs(b - a):g}"
    for series in data.series:
        total = sum(series.known)
        if total > 0 and (part := next((one for one in series.known if near(one / total * 100)), None)):
            yield f"{part:g} / {total:g} = {part / total * 100:.0f} %"
    for a, b in _pairs(data):
        if a > 0 and near((b - a) / a * 100):
            yield f"({b:g} \u2212 {a:g}) / {a:g} = {(b - a) / a * 100:.0f} %".replace("= -", "= \u2212")
        if a > 0 and near(b / a):
            yield f"{b:g} / {a:g} = {b / a:.3g}"


def _pairs(data: Data) -> Iterator[tuple[float, float]]:
    """Two values of one column, or of one row, either way round."""
    for series in data.series:
        yield from itertools.permutations(series.known[:_ROWS], 2)
    for row in range(min(data.count, _ROWS)):
        known = [v for one in data.series if (v := one.values[row]) is not None]
        yield from itertools.permutations(known, 2)
