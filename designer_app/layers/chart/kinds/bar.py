"""Bars: lengths from zero, one row each; grouped, stacked, of a hundred percent, or to both sides of zero."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.rows import (
    Lengths,
    Row,
    Rows,
    figure_of,
    lay,
    legend,
    put_names,
    reference_line,
    reference_of,
)
from designer_app.layers.chart.segments import Segment, check_share, mode_of, segments
from designer_app.layers.chart.sheet import Sheet
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Paint

TITLE = {"en": "Bar chart", "ru": "Полосы"}
refuse = needs.all_of(needs.named, needs.one_unit, needs.rows(1), needs.series(1, 8), needs.values)


def fits(data: Data) -> int:
    long = max((len(name) for name in data.names), default=0) > 9
    return 78 + (6 if long else 0) if data.count > 2 and not data.dates else 30


def draw(sheet: Sheet) -> None:
    data = sheet.data
    mode = mode_of(sheet)
    if len(data.series) == 1:
        draw_single(sheet)
    elif mode == "grouped":
        _draw_grouped(sheet)
    else:
        _draw_stacked(sheet, mode)


def draw_single(sheet: Sheet, *, rank: bool = False) -> None:
    """One series: a bar for each row, its figure behind it; with ``rank`` its place before the name."""
    data, em = sheet.data, sheet.em
    reference = reference_of(sheet, data.known)
    lead = (1.2 + 0.62 * len(str(data.count))) if rank else 0.0
    rows = lay(sheet, data, top=1.9 * em if reference else 0.0, lead=lead, thick=0.7 if data.marked else 0.5)
    figures = {row.at: figure_of(sheet, data, row, data.first[row.at], rows.scale) for row in rows.rows}
    shown = [value for row in rows.rows if (value := data.first[row.at]) is not None]
    ends = [
        (data.first[row.at] or 0.0, made.width if (made := figures[row.at]) else 0.0) for row in rows.rows
    ]
    if reference is not None:
        ends.append((reference[0], 0.0))
    lengths = Lengths(rows.x0, rows.x1, ends, 0.55 * em * rows.scale)
    boxes = [_ahead(sheet, data, row, lengths, figures[row.at]) for row in rows.rows]
    if reference is not None:
        at = lengths(reference[0])
        reference_line(sheet, at, rows.top - 1.9 * em, rows.bottom, reference[1], boxes, sheet.w)
    if shown and min(shown) < 0:
        sheet.rule(lengths.zero, rows.top, lengths.zero, rows.bottom, sheet.ink)
    put_names(sheet, data, rows, lead)
    for row in rows.rows:
        value = data.first[row.at]
        if rank:
            sheet.say(
                str(row.at + 1), 0.0, row.y, size=rows.scale, anchor="middle", tabular=True,
                ink=sheet.row_ink(row.at) if row.at in data.marked else sheet.quiet_ink,
            )  # fmt: skip
        if value is not None:
            thick = row.thick * (1.0 if not data.marked or row.at in data.marked else 0.68)
            _bar(sheet, lengths, value, row.y, thick, sheet.row_colour(row.at))
        _put_figure(sheet, lengths, value, row, figures[row.at])


def _ahead(sheet: Sheet, data: Data, row: Row, lengths: Lengths, made: object) -> Box:
    """Where a figure will stand."""
    width = getattr(made, "width", 0.0)
    height = getattr(made, "height", 0.0)
    value = data.first[row.at] or 0.0
    x = lengths(value) + (lengths.gap if value >= 0 else -lengths.gap - width)
    return Box(x, row.y - height / 2, x + width, row.y + height / 2)


def _bar(
    sheet: Sheet, lengths: Lengths, value: float, y: float, thick: float, colour: Colour | Paint
) -> None:
    end, radius = lengths(value), sheet.ctx.number(sheet.layer.radius)
    radii = (0.0, radius, radius, 0.0) if value >= 0 else (radius, 0.0, 0.0, radius)
    sheet.bar(min(lengths.zero, end), y - thick / 2, abs(end - lengths.zero), thick, colour, radii)


def _put_figure(sheet: Sheet, lengths: Lengths, value: float | None, row: Row, made: object) -> None:
    ink = sheet.row_ink(row.at) if value is not None else sheet.quiet_ink
    if value is not None and value < 0:
        sheet.put(made, lengths(value) - lengths.gap, row.y, ink=ink, align="right", anchor="middle")  # type: ignore[arg-type]
    else:
        sheet.put(made, lengths(value or 0.0) + lengths.gap, row.y, ink=ink, anchor="middle")  # type: ignore[arg-type]


def _draw_grouped(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    colours = sheet.series_colours(len(data.series))
    top = legend(sheet, [one.name for one in data.series], colours)
    count = len(data.series)
    rows = lay(sheet, data, top=top, thick=0.74, most=3.0, least=max(1.55, 1.05 * count + 0.5))
    size = min(1.0, 0.9 * rows.rows[0].thick / count / em / 0.8) * rows.scale
    made = {
        (row.at, s): sheet.label(
            sheet.figures(v) if (v := one.values[row.at]) is not None else "–", size=size, tabular=True
        )
        for row in rows.rows
        for s, one in enumerate(data.series)
    }
    ends = [
        (data.series[s].values[at] or 0.0, label.width if label else 0.0) for (at, s), label in made.items()
    ]
    lengths = Lengths(rows.x0, rows.x1, ends, 0.4 * em)
    put_names(sheet, data, rows)
    for row in rows.rows:
        each = row.thick / count
        for s, one in enumerate(data.series):
            y = row.y - row.thick / 2 + each * (s + 0.5)
            value = one.values[row.at]
            if value is not None:
                _bar(sheet, lengths, value, y, each * 0.86, colours[s])
            at = lengths(value or 0.0)
            left = value is not None and value < 0
            sheet.put(
                made[row.at, s], at - lengths.gap if left else at + lengths.gap, y,
                align="right" if left else "left", anchor="middle",
            )  # fmt: skip
    if min(value for value, _ in ends) < 0:
        sheet.rule(lengths.zero, rows.top, lengths.zero, rows.bottom, sheet.ink)


def _draw_stacked(sheet: Sheet, mode: str) -> None:
    data, em = sheet.data, sheet.em
    check_share(sheet, mode)
    colours = sheet.series_colours(len(data.series))
    top = legend(sheet, [one.name for one in data.series], colours)
    rows = lay(sheet, data, top=top, thick=0.6)
    made = {row.at: segments(data, row.at, mode) for row in rows.rows}
    totals = {
        at: sheet.figure(sheet.figures(sum(s.value for s in parts)), size=1.05 * rows.scale)
        if mode == "stacked"
        else None
        for at, parts in made.items()
    }
    ends: list[tuple[float, float]] = []
    for at, parts in made.items():
        total = totals[at]
        ends += [(max((s.end for s in parts), default=0.0), total.width if total else 0.0)]
        ends += [(min((s.start for s in parts), default=0.0), 0.0)]
    lengths = Lengths(rows.x0, rows.x1, ends, 0.5 * em)
    put_names(sheet, data, rows)
    for row in rows.rows:
        for part in made[row.at]:
            _segment(sheet, lengths, part, row, colours[part.series], mode, rows)
        if (total := totals[row.at]) is not None:
            end = max((s.end for s in made[row.at]), default=0.0)
            sheet.put(total, lengths(end) + lengths.gap, row.y, anchor="middle")
    if min(value for value, _ in ends) < 0:
        sheet.rule(lengths.zero, rows.top, lengths.zero, rows.bottom, sheet.ink)


def _segment(
    sheet: Sheet, lengths: Lengths, part: Segment, row: Row, colour: Colour, mode: str, rows: Rows
) -> None:
    """A part of a stacked bar, its value in it where there is room."""
    x0, x1 = lengths(part.start), lengths(part.end)
    seam = min(sheet.hair, (x1 - x0) / 4)
    sheet.bar(x0, row.y - row.thick / 2, x1 - x0 - seam, row.thick, colour)
    words = sheet.figures.percent(part.end - part.start) if mode == "share" else sheet.figures(part.value)
    made = sheet.label(words, size=0.92 * rows.scale, tabular=True)
    if made is not None and made.width + 0.7 * sheet.em <= x1 - x0 and made.height * 1.5 <= row.thick:
        sheet.put(made, (x0 + x1 - seam) / 2, row.y, ink=sheet.on(colour), align="center", anchor="middle")


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE))
