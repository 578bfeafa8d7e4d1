"""When things happened: dates, or years in names or in a column of numbers; what a timeline stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from designer_app.layers.base import Context
from designer_app.layers.chart.data import Data

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|2[01])\d\d(?!\d)")

_NAMED = re.compile(r"(?i)\b(year|when|since|date|год|когда|дата)")  # names of columns of years


class Moments(msgspec.Struct, frozen=True):
    """For each row when it was (days or years on one scale), how that is written, and what happened.

    ``data`` is what is left to say: without the column that the moments came from.
    """

    at: tuple[float, ...]
    dates: tuple[date, ...]
    heads: tuple[str, ...]
    titles: tuple[str, ...]
    data: Data


def moments(data: Data) -> Moments | None:
    """The rows' moments; None where neither dates nor years are to be found, or no words beside them."""
    if data.dates:
        return _headed(data, tuple(float(one.toordinal()) for one in data.dates), data.dates, data.names)
    years = [_YEAR.search(name) for name in data.names]
    if years and all(years):
        return _headed(data, tuple(float(found[0]) for found in years if found), (), data.names)
    for number, (_, cells) in enumerate(data.words):
        if dates := _dates(cells):
            rest = data.words[:number] + data.words[number + 1 :]
            rested = msgspec.structs.replace(data, words=rest)
            at = tuple(float(one.toordinal()) for one in dates)
            return Moments(at, dates, tuple(cells), data.names, rested) if any(data.names) else None
    for number, one in enumerate(data.series):
        plain = all(v == int(v) and 1000 <= v < 2200 for v in one.known)
        if plain and len(one.known) == data.count and _NAMED.search(one.name):
            rested = msgspec.structs.replace(data, series=data.series[:number] + data.series[number + 1 :])
            heads = tuple(str(int(value)) for value in one.known)
            return Moments(one.known, (), heads, data.names, rested) if any(data.names) else None
    return None


def in_time(found: Moments) -> Moments:
    """The same, the earliest first."""
    order = sorted(range(len(found.at)), key=lambda i: (found.at[i], i))
    return Moments(
        tuple(found.at[i] for i in order),
        tuple(found.dates[i] for i in order) if found.dates else (),
        tuple(found.heads[i] for i in order),
        tuple(found.titles[i] for i in order),
        found.data.picked(order),
    )


def written(found: Moments, ctx: Context) -> list[str]:
    """Each moment in words: days and months in full, with years where they differ; months or years where days say nothing."""
    if not found.dates:
        return list(found.heads)
    several = len({one.year for one in found.dates}) > 1
    if all(one.day == 1 for one in found.dates):
        pattern = "y" if all(one.month == 1 for one in found.dates) and several else "LLLL y"
    else:
        pattern = ("MMMM d, y" if several else "MMMM d") if ctx.language.startswith("en") else (
            "d MMMM y" if several else "d MMMM"
        )  # fmt: skip
    return [ctx.shown(one, f'date: "{pattern}"') for one in found.dates]


def _headed(
    data: Data, at: tuple[float, ...], dates: tuple[date, ...], heads: Sequence[str]
) -> Moments | None:
    """Moments that are the names: what happened is the first column of words."""
    if not data.words:
        return None
    return Moments(
        at, dates, tuple(heads), data.words[0][1], msgspec.structs.replace(data, words=data.words[1:])
    )


def _dates(cells: Sequence[str]) -> tuple[date, ...]:
    try:
        return tuple(date.fromisoformat(cell) for cell in cells)
    except ValueError:
        return ()
