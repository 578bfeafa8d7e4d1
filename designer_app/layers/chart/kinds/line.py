"""Lines over time or another order: direct labels at the ends, the marked one thick and smooth."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.heroes import most_moved_series
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.plot import (
    Plot,
    line_span,
    plot,
    put_axis,
    put_band,
    put_names,
    put_notes,
    put_reference,
)
from designer_app.layers.chart.rows import legend
from designer_app.layers.chart.sheet import Sheet, dot, smooth_line
from designer_app.layers.chart.ticks import spread
from designer_app.layers.text.label import Label
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Point, polygon

TITLE = {"en": "Line chart", "ru": "Линии"}
refuse = needs.all_of(
    needs.named, needs.one_unit, needs.rows(2), needs.series(1, 8), needs.values, needs.in_sequence
)
_HERO, _ALONE, _REST = 0.52, 0.3, 0.17  # em of the strokes


def fits(data: Data) -> int:
    if data.dates:
        return 92
    return 80 if data.count >= 3 else 40


def draw(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    low, high = line_span(sheet, data.known)
    colours = sheet.series_colours(len(data.series)) if len(data.series) > 1 else [sheet.accent]
    heroes = data.marked_series or (frozenset({0}) if len(data.series) == 1 else frozenset())
    ends = _ends(sheet, heroes)
    gutter = max((width for width, *_ in ends), default=0.0) + 0.9 * em
    direct = gutter <= 0.36 * sheet.w or len(data.series) == 1
    top = 0.0 if direct else legend(sheet, [one.name for one in data.series], colours)
    field = plot(sheet, low, high, top=top, right=gutter if direct else 0.8 * em)
    xs = places(data, field.x0, field.x1)
    put_band(sheet, field)
    put_axis(sheet, field)
    if low > 0:
        _break(sheet, field)
    put_names(sheet, field, data.names, xs, edges=True)
    order = sorted(range(len(data.series)), key=lambda s: s in heroes)  # the hero lies on top
    for s in order:
        _line(sheet, field, xs, data.series[s].values, sheet.thin(colours[s]), s in heroes)
    if direct:
        _put_ends(sheet, field, xs, ends, colours)
    put_reference(sheet, field, data.known)
    hero = min(heroes, default=0)
    points = {
        name.casefold(): (x, field.y(value))
        for name, x, value in zip(data.names, xs, data.series[hero].values, strict=True)
        if value is not None
    }
    put_notes(sheet, points, field)


def places(data: Data, x0: float, x1: float) -> list[float]:
    """Where rows stand: by their dates or years, else evenly."""
    days = [one.toordinal() for one in data.dates]
    if not days and all(name.isdigit() and len(name) == 4 for name in data.names):
        days = [int(name) for name in data.names]
    if days:
        span = days[-1] - days[0]
        if span:
            return [x0 + (day - days[0]) / span * (x1 - x0) for day in days]
    if data.count == 1:
        return [(x0 + x1) / 2]
    return [x0 + i / (data.count - 1) * (x1 - x0) for i in range(data.count)]


def pieces(xs: Sequence[float], ys: Sequence[float | None]) -> list[list[Point]]:
    """Runs of points without a gap."""
    out: list[list[Point]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if y is None:
            out.append([])
        else:
            out[-1].append((x, y))
    return [run for run in out if run]


def _line(
    sheet: Sheet, field: Plot, xs: Sequence[float], values: Sequence[float | None], colour: Colour, hero: bool
) -> None:
    alone = len(sheet.data.series) == 1
    width = (_ALONE if alone else _HERO if hero else _REST) * sheet.em
    runs = pieces(xs, [None if v is None else field.y(v) for v in values])
    for before, after in itertools.pairwise(runs):  # a gap is bridged, but seen to be one
        bridge = polygon([before[-1], after[0]], closed=False)
        sheet.stroke(bridge, colour, sheet.hair, dash=(0.3 * sheet.em, 0.3 * sheet.em))
    for run in runs:
        if len(run) == 1:
            sheet.fill(dot(*run[0], 0.9 * width), colour)
            continue
        smooth = hero and sheet.layer.smooth
        sheet.stroke(
            smooth_line(run) if smooth else polygon(run, closed=False), sheet.paint if hero else colour, width,
            within=(field.x0, field.x1),
        )  # fmt: skip


def _ends(sheet: Sheet, heroes: frozenset[int]) -> list[tuple[float, Label | None, Label | None, int]]:
    """Labels at the lines' ends: width, the last value, the name, the series."""
    out: list[tuple[float, Label | None, Label | None, int]] = []
    several = len(sheet.data.series) > 1
    for s, one in enumerate(sheet.data.series):
        value = next((v for v in reversed(one.values) if v is not None), None)
        if value is None:
            continue
        hero = s in heroes
        figure = sheet.figure(
            sheet.figures(value),
            size=3.1 if hero and several else 2.0 if hero else 1.3,
            width=0.3 * sheet.w,
            least=1.0,
        )
        name = sheet.label(
            one.name, size=0.95, style="label" if hero else "", width=8.5 * sheet.em, lines=2, least=0.7
        ) if several else None  # fmt: skip
        width = max(figure.width if figure else 0.0, name.width if name else 0.0)
        out.append((width, figure, name, s))
    return out


def _put_ends(
    sheet: Sheet, field: Plot, xs: Sequence[float], ends: Sequence[tuple[float, Label | None, Label | None, int]],
    colours: Sequence[Colour],
) -> None:  # fmt: skip
    em, gap = sheet.em, 0.5 * sheet.em
    heights = [
        (figure.height if figure else 0.0) + (gap + name.height if name else 0.0) + 0.9 * em
        for _, figure, name, _ in ends
    ]
    wished = []
    for (_, figure, _, s), height in zip(ends, heights, strict=True):
        value = next(v for v in reversed(sheet.data.series[s].values) if v is not None)
        # the figure's middle at the line's end
        wished.append(field.y(value) - (figure.height if figure else 0.0) / 2 + height / 2 - 0.45 * em)
    low = field.base + 0.45 * em if sum(heights) < field.base + 0.9 * em else sheet.h + 0.45 * em
    centres = spread(wished, heights, -0.45 * em, low)
    for (_, figure, name, s), centre, height in zip(ends, centres, heights, strict=True):
        x, top = field.x1 + 0.9 * em, centre - height / 2 + 0.45 * em
        marked = s in sheet.data.marked_series or len(ends) == 1
        ink = sheet.spoken(colours[s]) if marked else sheet.ink
        box = sheet.put(figure, x, top, ink=ink)
        sheet.put(name, x, box.y1 + gap, ink=ink if marked else sheet.quiet_ink)


def _break(sheet: Sheet, field: Plot) -> None:
    """The axis is broken below the lowest figure: a zigzag says so."""
    em, x, y = sheet.em, field.x0 - 0.45 * sheet.em, field.base + 0.25 * sheet.em
    steps = [(x - 0.25 * em, y), (x, y - 0.25 * em), (x, y + 0.25 * em), (x + 0.25 * em, y)]
    sheet.stroke(polygon(steps, closed=False), sheet.quiet_ink, sheet.hair)


KIND = Kind(
    title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.over_time(sheet, TITLE), hero=most_moved_series, band=True
)  # fmt: skip
