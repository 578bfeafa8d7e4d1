"""Gauge: half a ring filled as far as the value, a tick at the target; from zero to the target or a hundred percent."""

from __future__ import annotations

import math

import msgspec

from designer_app.layers.chart import needs
from designer_app.layers.chart.aims import Aimed, aimed, has_targets, said_of, target_column
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.kinds.donut import ring
from designer_app.layers.chart.kinds.progress import colour_of, says, track_colour
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import word
from designer_app.scene.geometry import Box, cos_sin
from designer_app.text.records import Align

TITLE = {"en": "Gauge", "ru": "Шкала"}
refuse = needs.all_of(needs.columns_alike, needs.rows(1, 6), needs.series(1, 2), needs.values, has_targets)

_THICK = 0.26  # of the radius
_SMALL = 3.4  # em of the radius under which the line below the name is left out
_ENDS = 0.9  # em of the figures at the ends
_FOOT = 4.4  # em below the ring: ends of the scale, name, value and target


def fits(data: Data) -> int:
    if len(data.series) == 2 and target_column(data) is None:
        return 8
    return 64 if data.count == 1 and (data.unit == "%" or data.target is not None) else 30


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What all gauges of a sheet share, in px: the ring's radii, the figures' size (em), room above and below."""

    outer: float
    inner: float
    figure: float
    over: float
    below: bool
    foot: float
    brief: bool


def draw(sheet: Sheet) -> None:
    found = aimed(sheet.data)
    assert found is not None  # refused otherwise
    count, gap = sheet.data.count, 1.8 * sheet.em

    def tile(columns: int) -> tuple[float, float]:
        rows = math.ceil(count / columns)
        return (sheet.w - gap * (columns - 1)) / columns, (sheet.h - gap * (rows - 1)) / rows

    plans = [
        (columns, _plan(sheet, found, *tile(columns), brief=brief))
        for brief in (False, True)
        for columns in range(1, count + 1)
    ]
    roomy = [one for one in plans[:count] if one[1].outer >= _SMALL * sheet.em]
    columns, plan = max(roomy or plans, key=lambda one: (round(one[1].outer, 1), -one[0]))
    width, height = tile(columns)
    for i in range(count):
        row, column = divmod(i, columns)
        x, y = column * (width + gap), row * (height + gap)
        _put(sheet, found, i, Box(x, y, x + width, y + height), plan)


def limit_of(found: Aimed, row: int, unit: str) -> float:
    """Where the scale ends: at the target, at a hundred percent, at the value where that is beyond."""
    value, target = found.values.values[row] or 0.0, found.targets[row] or 1.0
    return max(value, target, 100.0 if unit == "%" else 0.0)


def _plan(sheet: Sheet, found: Aimed, width: float, height: float, *, brief: bool) -> Plan:
    """Radii for gauges of this size; ``brief``: without the line of value and target below the name."""
    em, data = sheet.em, sheet.data
    over, beside = _room_of_tick(sheet, found)
    foot = _FOOT - (1.7 if brief else 0.0)
    ends = max(sheet.width_of(_end(sheet, found, i), size=_ENDS, tabular=True) for i in range(data.count))
    # the figures at the ends stand in the middle of the band: half of them may reach beyond it
    outer = min(
        width / 2 - beside, (width / 2 - ends / 2) / (1 - _THICK / 2), height - foot * em - over, 17 * em
    )
    names = max(sheet.width_of(_name(sheet, found, i), size=1.1, style="label") for i in range(data.count))
    below = names > 2 * outer * (1 - _THICK / 2) - ends - 1.4 * em
    if below:  # names don't stand between the ends of the scale
        foot += 1.5
        outer = min(outer, height - foot * em - over)
    outer = max(1.0 * em, outer)
    inner = outer * (1 - _THICK)
    widest = max(
        sheet.width_of(said_of(sheet, found, i)[0], style=sheet.layer.figure_style) for i in range(data.count)
    )
    figure = min(1.62 * inner / max(widest, 1e-9), 0.62 * inner / (0.78 * em))
    return Plan(outer=outer, inner=inner, figure=figure, over=over, below=below, foot=foot, brief=brief)


def _name(sheet: Sheet, found: Aimed, row: int) -> str:
    return sheet.data.names[row] or found.values.name


def _end(sheet: Sheet, found: Aimed, row: int) -> str:
    return sheet.figures(limit_of(found, row, sheet.data.unit))


def _aim(sheet: Sheet, found: Aimed, row: int) -> str:
    name = found.name.lower() or word("aim", sheet.ctx.language)
    return f"{name} {sheet.figures(found.targets[row] or 1.0)}"


def _put(sheet: Sheet, found: Aimed, row: int, box: Box, plan: Plan) -> None:
    em, data = sheet.em, sheet.data
    value, target = found.values.values[row], found.targets[row] or 1.0
    end = limit_of(found, row, data.unit)
    outer, inner = plan.outer, plan.inner
    spare = box.height - outer - plan.over - plan.foot * em
    cx, cy = (box.x0 + box.x1) / 2, box.y0 + plan.over + outer + max(0.0, spare * 0.35)
    sheet.fill(ring(cx, cy, outer, inner, -90.0, 90.0), track_colour(sheet))
    if value:
        sheet.fill(ring(cx, cy, outer, inner, -90.0, 180.0 * value / end - 90.0), colour_of(sheet, row))
    figure, words = said_of(sheet, found, row)
    if target < end:
        spoken = _spoken_tick(sheet, found)
        _put_tick(sheet, _aim(sheet, found, row) if spoken else "", cx, cy, plan, 180.0 * target / end - 90.0)
        words = "" if spoken else words or _aim(sheet, found, row)
    words = "" if plan.brief else words
    ink = sheet.row_ink(row) if data.marked else sheet.spoken(sheet.accent)
    made = sheet.figure(figure, size=plan.figure)
    sheet.put(made, cx, cy, align="center", anchor="base", ink=ink if value is not None else sheet.quiet_ink)
    band = (outer + inner) / 2
    for side, text in ((-1, sheet.figures(0.0)), (1, _end(sheet, found, row))):
        sheet.say(
            text,
            cx + side * band,
            cy + 0.9 * em,
            size=_ENDS,
            align="center",
            ink=sheet.quiet_ink,
            tabular=True,
        )
    top = cy + (2.6 if plan.below else 1.0) * em
    low = sheet.say(
        _name(sheet, found, row), cx, top, size=1.1, style="label", align="center", width=box.width, least=0.6
    )  # fmt: skip
    sheet.say(
        words, cx, max(low.y1, cy + 1.7 * em) + 0.8 * em, size=0.95, align="center", ink=sheet.quiet_ink, width=box.width,
        least=0.5,
    )  # fmt: skip


def _spoken_tick(sheet: Sheet, found: Aimed) -> bool:
    """Whether the tick has words of its own: of one gauge of percents; others say the target below."""
    return sheet.data.count == 1 and sheet.data.unit == "%"


def _room_of_tick(sheet: Sheet, found: Aimed) -> tuple[float, float]:
    """What a tick needs above the ring, and its words beside it (px)."""
    em, data = sheet.em, sheet.data
    if not _spoken_tick(sheet, found):
        return 0.5 * em, 0.5 * em
    share = (found.targets[0] or 1.0) / limit_of(found, 0, data.unit)
    if share >= 1:
        return 0.0, 0.0
    cos, sin = cos_sin(180.0 - 180.0 * share)
    width = sheet.width_of(_aim(sheet, found, 0), size=0.95, style="label")
    return (2.2 * em if sin > 0.4 else 0.0), max(0.5 * em, width + (1.2 * abs(cos) - 1.0) * em)


def _put_tick(sheet: Sheet, words: str, cx: float, cy: float, plan: Plan, degrees: float) -> None:
    """A line across the ring at an angle from twelve o'clock, with its words outside."""
    em = sheet.em
    c, s = cos_sin(degrees - 90.0)
    near, far, away = plan.inner - 0.2 * em, plan.outer + 0.45 * em, plan.outer + 0.85 * em
    sheet.rule(cx + near * c, cy + near * s, cx + far * c, cy + far * s, sheet.ink, 2.4 * sheet.hair)
    align: Align = "center" if abs(c) < 0.2 else "left" if c > 0 else "right"
    sheet.say(words, cx + away * c, cy + away * s, size=0.95, style="label", align=align, anchor="base")


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: says(sheet, TITLE))
