"""Dot plot (Cleveland 1984): positions on a common scale, one to four dots in a row; the scale needn't start at zero."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.rows import lay, legend, put_names
from designer_app.layers.chart.sheet import Sheet, dot
from designer_app.layers.chart.ticks import Scale, nice_ticks, spread

TITLE = {"en": "Dot plot", "ru": "Точки"}
refuse = needs.all_of(needs.named, needs.one_unit, needs.rows(2), needs.series(1, 4), needs.values)


def fits(data: Data) -> int:
    return 74 if 2 <= len(data.series) <= 3 and not data.dates else 42


def draw(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    colours = [sheet.thin(colour) for colour in sheet.series_colours(len(data.series))]
    several = len(data.series) > 1
    top = legend(sheet, [one.name for one in data.series], colours) if several else 0.0
    foot = 2.0 * em
    sheet.h -= foot
    rows = lay(sheet, data, top=top, least=1.7)
    sheet.h += foot
    radius = min(0.55 * em, 0.3 * rows.pitch) * rows.scale
    widest = max((sheet.width_of(sheet.figures(v), tabular=True) for v in data.known), default=0.0)
    side = widest / 2 + radius
    ticks = nice_ticks(min(data.known), max(data.known), max(2, int((rows.x1 - rows.x0) / (6 * em))))
    scale = Scale(ticks[0], ticks[-1], rows.x0 + side, rows.x1 - side)
    for value, words in zip(ticks, sheet.figures.ticks(ticks), strict=True):
        x = scale(value)
        sheet.rule(x, rows.top, x, rows.bottom)
        sheet.say(words, x, rows.end + 0.7 * em, size=0.88, ink=sheet.quiet_ink, align="center", tabular=True)
    put_names(sheet, data, rows)
    for row in rows.rows:
        found = [(v, s) for s, one in enumerate(data.series) if (v := one.values[row.at]) is not None]
        if not found:
            continue
        xs = [scale(value) for value, _ in found]
        if several and len(found) > 1:
            sheet.rule(min(xs), row.y, max(xs), row.y, sheet.line, 0.32 * em * rows.scale)
        for (_, s), x in zip(found, xs, strict=True):
            colour = colours[s] if several else sheet.row_colour(row.at)
            sheet.fill(dot(x, row.y, radius), colour)
        if rows.above and len(found) == 1:
            _beside(sheet, found[0][0], xs[0], row.y, radius, rows.scale)
        elif rows.pitch > (4.9 if rows.above else 3.1) * em:  # below the dots where names stand above
            y = row.y + radius + 1.1 * em * rows.scale if rows.above else row.y - radius - 0.35 * em
            _figures(sheet, [value for value, _ in found], xs, y, rows.scale)


def _beside(sheet: Sheet, value: float, x: float, y: float, radius: float, scale: float) -> None:
    """One value behind its dot, before it where it would leave the frame."""
    made = sheet.label(sheet.figures(value), size=0.84 * scale, tabular=True)
    if made is None:
        return
    away = radius + 0.35 * sheet.em
    behind = x + away + made.width <= sheet.w
    sheet.put(made, x + away if behind else x - away, y, align="left" if behind else "right", anchor="middle")


def _figures(sheet: Sheet, values: list[float], xs: list[float], y: float, scale: float) -> None:
    """Values above their dots, pushed apart where these are near."""
    made = [sheet.label(sheet.figures(value), size=0.84 * scale, tabular=True) for value in values]
    widths = [(label.width if label else 0.0) + 0.4 * sheet.em for label in made]
    for label, x in zip(made, spread(xs, widths, 0.0, sheet.w), strict=True):
        sheet.put(label, x, y, align="center", anchor="base")


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE))
