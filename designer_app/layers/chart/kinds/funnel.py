"""Funnel: steps as wide as their values, between them how many go on; steps that grow are refused."""

from __future__ import annotations

import itertools
import re

import msgspec

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.colours import mixed
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind, Refusal
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import word
from designer_app.layers.text.label import Label
from designer_app.scene.geometry import polygon

TITLE = {"en": "Funnel", "ru": "Воронка"}

_STEPS = re.compile(r"(?i)\b(step|stage|funnel|phase|шаг|этап|стади|ворон)")  # names that tell of a way
_CLOSE = 3.4  # em of pitch under which name and figure stand in one line


def _shrinking(data: Data) -> Refusal | None:
    for (_, before), (name, after) in itertools.pairwise(zip(data.names, data.first, strict=True)):
        if before is not None and after is not None and after > before:
            return Refusal(
                f"'{name}' grows from {before:g} to {after:g}",
                "steps of which none is larger than the one before",
            )
    return None


refuse = needs.all_of(
    needs.named,
    needs.rows(2, 12),
    needs.series(1, 1),
    needs.rows_alike,
    needs.full,
    needs.positive("steps"),
    needs.something,
    _shrinking,
)


def fits(data: Data) -> int:
    told = _STEPS.search(" ".join((data.label, *(one.name for one in data.series))))
    return 90 if told and 3 <= data.count <= 7 and not data.dates else 28  # any sorted table shrinks


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Where things stand in px: words up to ``left``, the funnel between ``x0`` and ``x1``, shares up to the right edge."""

    pitch: float
    thick: float
    scale: float
    x0: float
    x1: float
    foot: float
    above: bool


def draw(sheet: Sheet) -> None:
    data = sheet.data
    first = data.first[0] or 1.0
    plan = _plan(sheet)
    middle, half = (plan.x0 + plan.x1) / 2, (plan.x1 - plan.x0) / 2
    widths = [(value or 0.0) / first * half for value in data.first]
    lead = 1.55 * sheet.em * plan.scale if plan.above else 0.0
    tops = [plan.pitch * i + lead for i in range(data.count)]
    pale = mixed(sheet.surface, sheet.quiet, 0.5)
    for i in range(data.count - 1):  # what goes on, and what is lost on the way
        y0, y1 = tops[i] + plan.thick, tops[i + 1] - lead
        if y1 > y0:
            sheet.fill(
                polygon([
                    (middle - widths[i], y0), (middle + widths[i], y0), (middle + widths[i + 1], y1),
                    (middle - widths[i + 1], y1),
                ]), pale,
            )  # fmt: skip
    for i, width in enumerate(widths):
        sheet.bar(middle - width, tops[i], 2 * width, plan.thick, sheet.row_colour(i))
        _put_words(sheet, plan, i, tops[i])
    for i in range(data.count - 1):
        y = (tops[i] + plan.thick + tops[i + 1] - lead) / 2
        _put_share(sheet, plan, i, y if not plan.above else tops[i] + plan.thick / 2)
    _put_foot(sheet, plan)


def _plan(sheet: Sheet) -> Plan:
    data, em = sheet.data, sheet.em
    foot = 2.4 * em
    pitch = (sheet.h - foot) / data.count
    scale = min(1.4, max(0.72, pitch / (4.2 * em)))
    above = sheet.w < 19 * em and pitch > 3.0 * em
    names = max(_width(sheet, i, scale, pitch) for i in range(data.count))
    left = 0.0 if above else min(names, 0.36 * sheet.w) + 1.3 * em
    shares = max(sheet.width_of(text, size=1.15 * scale, style="label") for text in _shares(sheet))
    right = shares + 2.2 * em * scale
    gap = pitch * (0.34 if not above else 0.0) + (1.95 * em * scale if above else 0.0)
    return Plan(
        pitch=pitch + (gap - (1.55 * em * scale if above else 0.0)) / data.count if not above else pitch,
        thick=max(0.3 * em, pitch - gap), scale=scale, x0=left, x1=sheet.w - right, foot=foot, above=above,
    )  # fmt: skip


def _width(sheet: Sheet, row: int, scale: float, pitch: float) -> float:
    name = sheet.width_of(sheet.data.names[row], size=scale)
    figure = sheet.figure(_figure(sheet, row), size=1.35 * scale)
    wide = figure.width if figure else 0.0
    return name + wide + 1.0 * sheet.em if pitch < _CLOSE * sheet.em else max(name, wide)


def _figure(sheet: Sheet, row: int) -> str:
    return sheet.figures(sheet.data.first[row] or 0.0)


def _shares(sheet: Sheet) -> list[str]:
    """How many of each step go on to the next; a dash after zero."""
    values = [value or 0.0 for value in sheet.data.first]
    return [_percent(sheet, b / a) if a else "–" for a, b in itertools.pairwise(values)]


def _percent(sheet: Sheet, share: float) -> str:
    return sheet.figures.percent(share, 0 if not share or 0.0995 <= share <= 0.995 or share == 1 else 1)


def _put_words(sheet: Sheet, plan: Plan, row: int, top: float) -> None:
    """A step's name and figure: on its left, above it in narrow frames, in one line where rows are close."""
    em, scale, ink = sheet.em, plan.scale, sheet.row_ink(row)
    figure: Label | None = sheet.figure(_figure(sheet, row), size=(1.35 if not plan.above else 1.05) * scale)
    wide = figure.width if figure else 0.0
    name = sheet.data.names[row]
    if plan.above:
        box = sheet.say(
            name, 0.0, top - 0.55 * em * scale, size=scale, ink=ink, anchor="base", width=max(em, plan.x1 - wide - 0.8 * em),
            least=0.55,
        )  # fmt: skip
        sheet.put(figure, box.x1 + 0.6 * em, top - 0.55 * em * scale, ink=ink, anchor="base")
        return
    middle, width = top + plan.thick / 2, plan.x0 - 1.3 * em
    if plan.pitch < _CLOSE * em:
        sheet.say(
            name,
            0.0,
            middle,
            size=scale,
            ink=ink,
            anchor="middle",
            width=max(em, width - wide - 0.8 * em),
            least=0.55,
        )
        sheet.put(figure, width, middle, ink=ink, align="right", anchor="middle")
        return
    high = figure.height if figure else 0.0
    long = sheet.width_of(name, size=scale) > width
    made = sheet.label(
        name, size=(0.78 if long else 1.0) * scale, width=width, lines=2 if plan.pitch > 4.1 * em * scale else 1, least=0.6 * scale
    )  # fmt: skip
    tall = high + 0.6 * em * scale + (made.height if made else 0.0)
    box = sheet.put(figure, 0.0, max(0.0, middle - tall / 2), ink=ink)
    sheet.put(made, 0.0, box.y1 + 0.6 * em * scale, ink=ink if row in sheet.data.marked else sheet.quiet_ink)


def _put_share(sheet: Sheet, plan: Plan, row: int, y: float) -> None:
    """A triangle downwards and the percent that goes on, at the right edge."""
    em = sheet.em * plan.scale
    made = sheet.label(_shares(sheet)[row], size=1.15 * plan.scale, style="label")
    box = sheet.put(made, sheet.w, y, align="right", anchor="middle")
    x, half = box.x0 - 0.55 * em, 0.3 * em
    sheet.fill(
        polygon([(x - 2 * half, y - 0.24 * em), (x, y - 0.24 * em), (x - half, y + 0.28 * em)]),
        sheet.quiet_ink,
    )


def _put_foot(sheet: Sheet, plan: Plan) -> None:
    """What the percents are of, and how many of the first come to the last."""
    data, language = sheet.data, sheet.ctx.language
    if not data.first[0]:
        return
    share = _percent(sheet, (data.first[-1] or 0.0) / data.first[0])
    base = sheet.h - 0.1 * sheet.em
    all_words = word("reach", language, name=data.names[-1], share=share)
    step = sheet.label(word("step", language), size=0.9, width=0.5 * sheet.w, least=0.6)
    taken = sheet.put(step, sheet.w, base, ink=sheet.quiet_ink, align="right", anchor="base")
    sheet.say(all_words, 0.0, base, size=0.9, anchor="base", width=taken.x0 - sheet.em, least=0.6)


def _says(sheet: Sheet) -> str:
    shares = ["", *_shares(sheet)]
    said = [
        f"{name}: {sheet.figures.whole(value or 0.0)}" + (f" ({share})" if share else "")
        for name, value, share in zip(sheet.data.names, sheet.data.first, shares, strict=True)
    ]
    return alt.listed(sheet, TITLE, said)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=_says)
