"""Columns from zero: grouped, stacked, of a hundred percent, to both sides of zero; bars where names need room."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind, bar
from designer_app.layers.chart.plot import Plot, plot, put_axis, put_reference
from designer_app.layers.chart.plot import put_names as put_thinned
from designer_app.layers.chart.rows import legend
from designer_app.layers.chart.segments import check_share, mode_of, segments
from designer_app.layers.chart.sequences import in_order
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.ticks import spread
from designer_app.layers.chart.words import word
from designer_app.layers.text.label import Label
from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Paint

TITLE = {"en": "Column chart", "ru": "Столбцы"}
refuse = needs.all_of(needs.named, needs.one_unit, needs.rows(1), needs.series(1, 8), needs.values)
_FILLED = 0.64  # of a slot that columns take
_WIDEST = 0.28  # of the field: a single column is no wall


def fits(data: Data) -> int:
    if in_order(data):
        return 86 if data.count <= 12 else 60
    return 80 if data.count <= 6 and max((len(name) for name in data.names), default=0) <= 12 else 36


def draw(sheet: Sheet) -> None:
    data = sheet.data
    names = _names(sheet, sheet.w)
    if names is None and not in_order(data):
        bar.draw(sheet)
        return
    if len(data.series) == 1:
        _draw_single(sheet, names)
    elif mode_of(sheet) == "grouped":
        _draw_grouped(sheet, names)
    else:
        _draw_stacked(sheet, names, mode_of(sheet))


def _names(sheet: Sheet, width: float) -> list[Label | None] | None:
    """All names below their columns, in two lines at most; None where one has no room."""
    slot = width / sheet.data.count - 0.8 * sheet.em
    if slot < 1.2 * sheet.em:
        return None
    made = [
        sheet.label(name, size=0.95, width=slot, lines=2, least=0.8, align="center")
        for name in sheet.data.names
    ]
    if any(label is not None and (label.cut or label.layout.broken) for label in made):
        return None
    return made


def _foot(sheet: Sheet, names: Sequence[Label | None] | None) -> float:
    height = max((label.height for label in names if label), default=0.0) if names else 0.7 * sheet.em
    return height / sheet.em + 1.1


def _put_names(sheet: Sheet, field: Plot, names: Sequence[Label | None] | None, xs: Sequence[float]) -> None:
    if names is None:
        put_thinned(sheet, field, sheet.data.names, xs)
        return
    for i, (label, x) in enumerate(zip(names, xs, strict=True)):
        ink = sheet.row_ink(i) if i in sheet.data.marked else sheet.ink
        sheet.put(label, x, field.base + 0.85 * sheet.em, ink=ink, align="center")


def _slots(field: Plot, count: int) -> tuple[list[float], float]:
    slot = (field.x1 - field.x0) / count
    return [field.x0 + slot * (i + 0.5) for i in range(count)], slot


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if high > low else (0.0, 1.0)


def _column(
    sheet: Sheet, field: Plot, x: float, width: float, start: float, end: float, colour: Colour | Paint
) -> None:
    y0, y1 = sorted((field.y(start), field.y(end)))
    radius = sheet.ctx.number(sheet.layer.radius)
    radii = (radius, radius, 0.0, 0.0) if end >= start else (0.0, 0.0, radius, radius)
    sheet.bar(x - width / 2, y0, width, y1 - y0, colour, radii)


def _draw_single(sheet: Sheet, names: Sequence[Label | None] | None) -> None:
    data, em = sheet.data, sheet.em
    values = data.first
    slot = sheet.w / data.count
    figures = [
        sheet.label(
            word("missing", sheet.ctx.language),
            size=0.85,
            width=slot - 0.4 * em,
            lines=2,
            least=0.6,
            align="center",
        )
        if v is None
        else sheet.figure(
            sheet.figures(v), size=1.9 if i in data.marked else 1.25, width=slot - 0.3 * em, least=0.85
        )
        for i, v in enumerate(values)
    ]
    at_marks = all(label is None or not label.cut for label in figures)
    top = max((label.height for label in figures if label), default=0.0) + 0.5 * em if at_marks else 0.0
    low, high = _bounds(data.known)
    below = (max(label.height for label in figures if label) + 0.6 * em) / em if at_marks and low < 0 else 0.0
    field = plot(sheet, low, high, top=top, foot=_foot(sheet, names) + below, axis=not at_marks)
    xs, slot = _slots(field, data.count)
    if not at_marks:
        put_axis(sheet, field)
    for i, value in enumerate(values):
        if value is not None:
            width = min(slot * _FILLED, _WIDEST * (field.x1 - field.x0))
            _column(sheet, field, xs[i], width, 0.0, value, sheet.row_colour(i))
        if at_marks:
            y, down = field.y(value or 0.0), value is not None and value < 0
            ink = sheet.quiet_ink if value is None else sheet.row_ink(i)
            sheet.put(
                figures[i], xs[i], y + 0.5 * em if down else y - 0.5 * em, ink=ink, align="center",
                anchor="top" if down else "base",
            )  # fmt: skip
    if at_marks:
        sheet.rule(field.x0, field.y(0.0), field.x1, field.y(0.0), sheet.quiet_ink)
    put_reference(sheet, field, data.known)
    lowered = Plot(
        x0=field.x0,
        x1=field.x1,
        top=field.top,
        base=field.base + below * em,
        y=field.y,
        ticks=field.ticks,
        words=(),
    )
    _put_names(sheet, lowered, names, xs)


def _draw_grouped(sheet: Sheet, names: Sequence[Label | None] | None) -> None:
    data, em = sheet.data, sheet.em
    colours = sheet.series_colours(len(data.series))
    top = legend(sheet, [one.name for one in data.series], colours)
    low, high = _bounds(data.known)
    count = len(data.series)
    each = sheet.w / data.count * 0.78 / count
    figures = {
        (i, s): sheet.label(sheet.figures(v), size=0.95, width=each - 0.25 * em, least=0.7, tabular=True)
        for s, one in enumerate(data.series)
        for i, v in enumerate(one.values)
        if v is not None
    }
    at_marks = low == 0 and all(label is None or not label.cut for label in figures.values())
    field = plot(
        sheet,
        low,
        high,
        top=top + (1.2 * em if at_marks else 0.0),
        foot=_foot(sheet, names),
        axis=not at_marks,
    )
    xs, slot = _slots(field, data.count)
    if not at_marks:
        put_axis(sheet, field)
    each = slot * 0.78 / count
    for i, x in enumerate(xs):
        for s, one in enumerate(data.series):
            value, at = one.values[i], x + (s - (count - 1) / 2) * each
            if value is None:
                continue
            _column(sheet, field, at, each * 0.88, 0.0, value, colours[s])
            if at_marks:
                sheet.put(figures[i, s], at, field.y(value) - 0.4 * em, align="center", anchor="base")
    if at_marks:
        sheet.rule(field.x0, field.base, field.x1, field.base, sheet.quiet_ink)
    _put_names(sheet, field, names, xs)


def _draw_stacked(sheet: Sheet, names: Sequence[Label | None] | None, mode: str) -> None:
    data, em = sheet.data, sheet.em
    check_share(sheet, mode)
    colours = sheet.series_colours(len(data.series))
    stacks = [segments(data, i, mode) for i in range(data.count)]
    made = [sheet.label(one.name, size=0.95, width=8.5 * em, lines=2, least=0.7) for one in data.series]
    gutter = max((label.width for label in made if label), default=0.0) + 0.9 * em
    whole = len(stacks[-1]) == len(data.series)
    direct = whole and gutter <= 0.3 * sheet.w and _names(sheet, sheet.w - gutter) is not None
    if direct:
        names = _names(sheet, sheet.w - gutter)
    top = 0.0 if direct else legend(sheet, [one.name for one in data.series], colours)
    ends = [edge for stack in stacks for part in stack for edge in (part.start, part.end)]
    low, high = (0.0, 1.0) if mode == "share" else _bounds(ends)
    axis = low < 0
    sums = [sum(part.value for part in stack) for stack in stacks]
    totals = mode == "stacked" and not (data.unit == "%" and all(abs(total - 100) < 1 for total in sums))
    head = 1.9 * em if totals else 0.0
    field = plot(
        sheet, low, high, top=top + head, right=gutter if direct else 0.0, foot=_foot(sheet, names), axis=axis,
    )  # fmt: skip
    xs, slot = _slots(field, data.count)
    if axis:
        put_axis(sheet, field)
    for x, stack in zip(xs, stacks, strict=True):
        for part in stack:
            _part(sheet, field, x, slot * 0.7, part.start, part.end, part.value, colours[part.series], mode)
        if totals and stack:
            total = sheet.figure(
                sheet.figures(sum(p.value for p in stack)), size=1.15, width=slot * 0.96, least=0.7
            )
            end = max(part.end for part in stack)
            sheet.put(total, x, field.y(end) - 0.45 * em, align="center", anchor="base")
    sheet.rule(field.x0, field.y(0.0), field.x1, field.y(0.0), sheet.quiet_ink)
    if direct:
        middles = [field.y((part.start + part.end) / 2) for part in stacks[-1]]
        heights = [(label.height if label else 0.0) + 0.7 * em for label in made]
        for label, y in zip(made, spread(middles, heights, 0.0, sheet.h), strict=True):
            sheet.put(label, field.x1 + 0.5 * em, y, anchor="middle")
    _put_names(sheet, field, names, xs)


def _part(
    sheet: Sheet,
    field: Plot,
    x: float,
    width: float,
    start: float,
    end: float,
    value: float,
    colour: Colour,
    mode: str,
) -> None:
    """A part of a stacked column, its value in it where there is room."""
    y0, y1 = field.y(end), field.y(start)
    seam = min(sheet.hair, (y1 - y0) / 4)
    sheet.bar(x - width / 2, y0 + seam, width, y1 - y0 - seam, colour)
    words = sheet.figures.percent(end - start) if mode == "share" else sheet.figures(value)
    made = sheet.label(words, size=0.92, tabular=True)
    if made is not None and made.width + 0.5 * sheet.em <= width and made.height + 0.8 * sheet.em <= y1 - y0:
        sheet.put(made, x, (y0 + y1 + seam) / 2, ink=sheet.on(colour), align="center", anchor="middle")


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE))
