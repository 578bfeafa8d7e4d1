"""Areas: an amount over time, filled down to zero; several are stacked, or shares of a hundred percent."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind, Refusal
from designer_app.layers.chart.kinds.line import pieces, places
from designer_app.layers.chart.plot import plot, put_axis, put_band, put_names, put_notes, put_reference
from designer_app.layers.chart.rows import legend
from designer_app.layers.chart.segments import check_share, mode_of, segments
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.ticks import spread
from designer_app.scene.colour import with_alpha
from designer_app.scene.geometry import polygon

TITLE = {"en": "Area chart", "ru": "Площади"}


def _stackable(data: Data) -> Refusal | None:
    return needs.full(data) if len(data.series) > 1 else None


refuse = needs.all_of(
    needs.named,
    needs.one_unit,
    needs.rows(2),
    needs.series(1, 6),
    needs.something,
    needs.positive("amounts"),
    needs.in_sequence,
    _stackable,
)


def fits(data: Data) -> int:
    return 70 if len(data.series) == 1 else 55


def draw(sheet: Sheet) -> None:
    if len(sheet.data.series) == 1:
        _draw_one(sheet)
    else:
        _draw_stacked(sheet)


def _draw_one(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    values = data.first
    last = next(v for v in reversed(values) if v is not None)
    figure = sheet.figure(sheet.figures(last), size=1.8)
    gutter = (figure.width if figure else 0.0) + 0.9 * em
    if gutter > 0.36 * sheet.w:
        figure, gutter = None, 0.8 * em
    field = plot(sheet, 0.0, max(data.known), right=gutter)
    xs = places(data, field.x0, field.x1)
    for run in pieces(xs, [None if v is None else field.y(v) for v in values]):
        closed = [(run[0][0], field.base), *run, (run[-1][0], field.base)]
        sheet.fill(polygon(closed), with_alpha(sheet.accent, 0.28))
    put_band(sheet, field)
    put_axis(sheet, field)
    for run in pieces(xs, [None if v is None else field.y(v) for v in values]):
        if len(run) > 1:
            sheet.stroke(polygon(run, closed=False), sheet.paint, 0.24 * em)
    put_names(sheet, field, data.names, xs, edges=True)
    y = min(max(field.y(last), (figure.height if figure else 0.0) / 2), field.base)
    sheet.put(figure, field.x1 + 0.9 * em, y, ink=sheet.spoken(sheet.accent), anchor="middle")
    put_reference(sheet, field, data.known)
    points = {
        name.casefold(): (x, field.y(v))
        for name, x, v in zip(data.names, xs, values, strict=True)
        if v is not None
    }
    put_notes(sheet, points, field)


def _draw_stacked(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    mode = mode_of(sheet)
    mode = "stacked" if mode in ("grouped", "diverging") else mode
    check_share(sheet, mode)
    colours = sheet.series_colours(len(data.series))
    stacks = [segments(data, row, mode) for row in range(data.count)]
    made = [
        sheet.label(
            one.name,
            size=0.95,
            width=8.5 * em,
            lines=2,
            least=0.7,
            style="label" if s in data.marked_series else "",
        )
        for s, one in enumerate(data.series)
    ]
    gutter = max((label.width for label in made if label), default=0.0) + 0.9 * em
    direct = gutter <= 0.34 * sheet.w
    top = 0.0 if direct else legend(sheet, [one.name for one in data.series], colours)
    high = 1.0 if mode == "share" else max((s.end for stack in stacks for s in stack), default=1.0)
    field = plot(sheet, 0.0, high, top=top, right=gutter if direct else 0.8 * em, percent=mode == "share")
    xs = places(data, field.x0, field.x1)
    for s, colour in enumerate(colours):
        upper = [(x, field.y(stack[s].end)) for x, stack in zip(xs, stacks, strict=True) if len(stack) > s]
        lower = [(x, field.y(stack[s].start)) for x, stack in zip(xs, stacks, strict=True) if len(stack) > s]
        if upper:
            sheet.fill(polygon([*upper, *reversed(lower)]), colour)
            sheet.stroke(polygon(upper, closed=False), sheet.surface, sheet.hair)
    put_axis(sheet, field)
    put_names(sheet, field, data.names, xs, edges=True)
    if direct and stacks[-1]:
        middles = [field.y((part.start + part.end) / 2) for part in stacks[-1]]
        heights = [(label.height if label else 0.0) + 0.8 * em for label in made]
        for label, y in zip(made, spread(middles, heights, -0.4 * em, field.base + 0.4 * em), strict=True):
            sheet.put(label, field.x1 + 0.9 * em, y, anchor="middle")


KIND = Kind(
    title=TITLE,
    refuse=refuse,
    fits=fits,
    draw=draw,
    says=lambda sheet: alt.over_time(sheet, TITLE),
    band=True,
)
