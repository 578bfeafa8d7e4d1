"""Dates as short names on an axis: years, months or days, as their spacing wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from designer_app.layers.base import Context


def date_names(dates: Sequence[date], ctx: Context) -> list[str]:
    """Years where all are first days of years, months where all are first days of months (with the year at the first
    and where it changes), else days and months, with the year where it changes."""
    years = len({one.year for one in dates}) > 1
    if all(one.day == 1 for one in dates):
        if years and all(one.month == 1 for one in dates):
            return [_as(one, "y", ctx) for one in dates]
        return [
            _as(one, "LLL y" if years and (not i or dates[i - 1].year != one.year) else "LLL", ctx)
            for i, one in enumerate(dates)
        ]
    return [
        _as(one, "d MMM y" if years and (not i or dates[i - 1].year != one.year) else "d MMM", ctx)
        for i, one in enumerate(dates)
    ]


def _as(one: date, pattern: str, ctx: Context) -> str:
    return ctx.shown(one, f'date: "{pattern}"').removesuffix(".")
