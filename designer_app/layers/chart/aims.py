"""What values are held against: a target, or how it was before; and how the change is said."""

from __future__ import annotations

import re

import msgspec

from designer_app.layers.chart.data import Data, Series
from designer_app.layers.chart.figures import Figures
from designer_app.layers.chart.kinds import Refusal
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import word

_AIMS = re.compile(r"(?i)\b(target|goal|plan|budget|quota|aim|norm|цел[ьи]|план|норма|бюджет|задание)")

_BEFORE = re.compile(
    r"(?i)\b(before|previous|prior|last|then|old|was|earlier|base(line)?|до|было|прошл|раньше|ранее|год назад|предыдущ|стар)"
)


class Aimed(msgspec.Struct, frozen=True):
    """Values with what each of them aims at; ``name`` is the target's column, "" where it isn't one."""

    values: Series
    targets: tuple[float | None, ...]
    name: str = ""


def target_column(data: Data) -> int | None:
    """The number of the series whose name says that it is a target; never the first."""
    return next((i for i, one in enumerate(data.series) if i and _AIMS.search(one.name)), None)


def looks_before(name: str) -> bool:
    """Whether a name says that something was so before."""
    return _BEFORE.match(name) is not None


def before_column(data: Data) -> int | None:
    """The number of the series that says how it was before: by its name, or the earlier of two years."""
    aim = target_column(data)
    free = [i for i in range(len(data.series)) if i != aim]
    names = [data.series[i].name for i in free]
    if len(free) == 2 and all(name.isdigit() and len(name) == 4 for name in names):
        return min(free, key=lambda i: int(data.series[i].name))
    return next((i for i in free if len(free) > 1 and looks_before(data.series[i].name)), None)


def aimed(data: Data, *, percent: bool = True) -> Aimed | None:
    """Each row's value and target: the layer's, that of a column (by its name, else the second), or 100 of percents."""
    if not data.series:
        return None
    values = data.series[0]
    column = target_column(data)
    if column is None and len(data.series) == 2 and data.target is None:
        column = 1
    if column is not None:
        return Aimed(values, data.series[column].values, data.series[column].name)
    if data.target is not None:
        return Aimed(values, (data.target,) * data.count)
    if percent and data.unit == "%":
        return Aimed(values, (100.0,) * data.count)
    return None


def has_targets(data: Data) -> Refusal | None:
    """Values of zero and more, each with a target above zero."""
    found = aimed(data)
    if found is None:
        return Refusal("no target", "a target (a number, or a second column), or values in %")
    for name, value, target in zip(data.names, found.values.values, found.targets, strict=True):
        if value is not None and value < 0:
            return Refusal(f"{value:g} ('{name or found.values.name}')", "values of zero and more")
        if target is None or target <= 0:
            said = "no target" if target is None else f"a target of {target:g}"
            return Refusal(f"{said} for '{name or found.values.name}'", "a target above zero for each row")
    return None


def shares(found: Aimed) -> list[float | None]:
    """How much of its target each value is; None where it is missing."""
    return [
        None if value is None or not target else value / target
        for value, target in zip(found.values.values, found.targets, strict=True)
    ]


def said_of(sheet: Sheet, found: Aimed, row: int) -> tuple[str, str]:
    """A row's figure (its percent of the target), and the words behind it (value and target); of percents themselves
    only the figure."""
    language, value, target = sheet.ctx.language, found.values.values[row], found.targets[row] or 1.0
    if value is None:
        return word("missing", language), ""
    aim = found.name.lower() or word("aim", language)
    if sheet.data.unit == "%":
        of = word("of_aim", language, n=sheet.figures(target), name=aim)
        return sheet.figures(value), "" if target == 100 and not found.name else of
    share = value / target
    places = 1 if 0 < share < 0.01 or 0.995 <= share < 1 else 0
    words = word("done", language, value=sheet.figures(value), n=sheet.figures(target), name=aim)
    return sheet.figures.percent(share, places), words


def change(sheet: Sheet, before: float, after: float, figures: Figures | None = None) -> tuple[str, str]:
    """The difference with its sign, and the same in percent of what was before; "" where percent say nothing: from zero or
    below it, between percents (their difference is in points), or where nothing changed. ``figures``: of values that are
    written in their own way."""
    step = after - before
    figures = figures or sheet.figures
    if figures.unit == "%":
        sign = "+" if step > 0 else ""
        return f"{sign}{figures.bare(step)}\u00a0{word('points', sheet.ctx.language)}", ""
    absolute = figures.change(step)
    if before <= 0 or after < 0 or not step:
        return absolute, ""
    share = step / before
    if share >= 9.995:  # ten times and more is said as times
        return absolute, word("times", sheet.ctx.language, n=sheet.ctx.shown(round(after / before)))
    return absolute, sheet.figures.change(share, percent=True)
