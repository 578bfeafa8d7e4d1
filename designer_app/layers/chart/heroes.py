"""Which row or column stands out where nobody marked one: what the heading names, else what moves most."""

from __future__ import annotations

import re

import msgspec

from designer_app.layers.chart.data import Data

_WORDS = re.compile(r"\w+")
_ENDING = 3  # letters by which a name bends in a sentence («Казань», «в Казани»)


def of_heading(heading: str, data: Data) -> Data:
    """``data`` with the rows, else the columns, marked that the first line names; as it is where something is marked,
    nothing is named, or all of it is."""
    heading = heading.partition("\n")[0]
    if not heading or data.marked or data.marked_series:
        return data
    rows = _named(heading, data.names)
    if rows and len(rows) < data.count:
        return msgspec.structs.replace(data, marked=rows, chosen="heading")
    columns = _named(heading, tuple(one.name for one in data.series))
    if columns and len(columns) < len(data.series):
        return msgspec.structs.replace(data, marked_series=columns, chosen="heading")
    return data


def most_moved_row(data: Data) -> Data:
    """The row that changes most from the first column to the last is marked; the first of several alike."""
    if data.marked or data.count < 2 or len(data.series) < 2:
        return data
    moves = [_move(pair) for pair in zip(data.series[0].values, data.series[-1].values, strict=True)]
    return msgspec.structs.replace(data, marked=frozenset({moves.index(max(moves))}), chosen="move")


def most_moved_series(data: Data) -> Data:
    """The newest of years, else the column that changes most from its first value to its last is marked."""
    if data.marked_series or len(data.series) < 2:
        return data
    if all(one.name.isdigit() and len(one.name) == 4 for one in data.series):
        newest = max(range(len(data.series)), key=lambda i: data.series[i].name)
        return msgspec.structs.replace(data, marked_series=frozenset({newest}))
    moves = [_move((one.known[:1] or (None,)) + (one.known[-1:] or (None,))) for one in data.series]
    return msgspec.structs.replace(data, marked_series=frozenset({moves.index(max(moves))}), chosen="move")


def _move(pair: tuple[float | None, ...]) -> float:
    first, last = pair
    return -1.0 if first is None or last is None else abs(last - first)


def _named(heading: str, names: tuple[str, ...]) -> frozenset[int]:
    """Which names stand in a sentence, word by word, whatever their endings; figures alone name nothing."""
    said = [word.casefold() for word in _WORDS.findall(heading)]
    found = set()
    for at, name in enumerate(names):
        words = [word.casefold() for word in _WORDS.findall(name)]
        if any(char.isalpha() for char in name) and all(any(_same(w, s) for s in said) for w in words):
            found.add(at)
    return frozenset(found)


def _same(name: str, said: str) -> bool:
    """Whether a word of a sentence is a word of a name, bent: all but its last letters are alike."""
    if name == said:
        return True
    stem = len(name) - (2 if len(name) > 5 else 1)
    return stem >= 3 and said[:stem] == name[:stem] and len(said) <= len(name) + _ENDING
