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

    ``dates`` are () where all are years; None among them is a year, known no better. ``data`` is what is left to say:
    without the column that the moments came from.
    """

    at: tuple[float, ...]
    dates: tuple[date | None, ...]
    heads: tuple[str, ...]
    titles: tuple[str, ...]
    data: Data


def moments(data: Data) -> Moments | None:
    """The rows' moments; None where neither dates nor years are to be found, or no words beside them."""
    if data.dates:
        return _headed(data, tuple(float(one.toordinal()) for one in data.dates), data.dates, data.names)
    if mixed := _mixed(data.names):
        return _headed(data, *mixed, data.names)
    years = [_YEAR.search(name) for name in data.names]
    if years and all(years):
        return _headed(data, tuple(float(found[0]) for found in years if found), (), data.names)
    for number, (_, cells) in enumerate(data.words):
        if mixed := _mixed(cells):
            rest = data.words[:number] + data.words[number + 1 :]
            rested = msgspec.structs.replace(data, words=rest)
            return Moments(*mixed, tuple(cells), data.names, rested) if any(data.names) else None
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
    dates = [one for one in found.dates if one is not None]
    several = len({one.year for one in dates}) > 1 or len(dates) < len(found.dates)
    if all(one.day == 1 for one in dates) and len(dates) == len(found.dates):
        pattern = "y" if all(one.month == 1 for one in dates) and several else "LLLL y"
    else:
        pattern = ("MMMM d, y" if several else "MMMM d") if ctx.language.startswith("en") else (
            "d MMMM y" if several else "d MMMM"
        )  # fmt: skip
    return [
        head if one is None else ctx.shown(one, f'date: "{pattern}"')
        for one, head in zip(found.dates, found.heads, strict=True)
    ]


def _headed(
    data: Data, at: tuple[float, ...], dates: tuple[date | None, ...], heads: Sequence[str]
) -> Moments | None:
    """Moments that are the names: what happened is the first column of words."""
    if not data.words:
        return None
    return Moments(
        at, dates, tuple(heads), data.words[0][1], msgspec.structs.replace(data, words=data.words[1:])
    )


def _mixed(cells: Sequence[str]) -> tuple[tuple[float, ...], tuple[date | None, ...]] | None:
    """Days and dates of cells that hold dates, or dates and years; None for years alone and for all else."""
    dates = [_date(cell) for cell in cells]
    if not any(dates) or not all(
        one or _YEAR.fullmatch(cell) for one, cell in zip(dates, cells, strict=True)
    ):
        return None
    firsts = [one or date(int(cell), 1, 1) for one, cell in zip(dates, cells, strict=True)]
    return tuple(float(one.toordinal()) for one in firsts), tuple(dates)


def _date(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if len(cell) > 4 else None
    except ValueError:
        return None
