"""Slope: from one time to another, a line for each row; names and values at both ends."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.heroes import most_moved_row
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.sheet import Sheet, dot
from designer_app.layers.chart.ticks import Scale, spread
from designer_app.scene.geometry import polygon

TITLE = {"en": "Slope chart", "ru": "Наклоны"}
refuse = needs.all_of(needs.named, needs.one_unit, needs.rows(2, 14), needs.series(2, 2), needs.values)


def fits(data: Data) -> int:
    return 82 if data.count <= 10 and not data.dates else 40


def draw(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    first, last = (one.values for one in data.series)
    rows = [i for i in range(data.count) if first[i] is not None and last[i] is not None]
    for i in set(range(data.count)) - set(rows):
        sheet.warn(
            "value-missing", f"no pair for '{data.names[i]}'", "a value at both ends", "it is left out"
        )
    if not rows:
        return
    top, foot = 2.4 * em, 0.8 * em
    step = (sheet.h - top - foot) / max(1, len(rows))
    size = min(1.0, max(0.6, step / (1.6 * em)))
    names = {
        i: sheet.label(
            data.names[i], size=size, width=0.3 * sheet.w, least=0.6 * size,
            style="label" if i in data.marked else "",
        )
        for i in rows
    }  # fmt: skip
    figures = {
        (i, s): sheet.figure(
            sheet.figures(one.values[i] or 0.0), size=(1.7 if i in data.marked else 1.12) * size
        )
        for i in rows
        for s, one in enumerate(data.series)
    }
    name_width = max((made.width for made in names.values() if made), default=0.0)
    left_figure = max((figures[i, 0].width for i in rows if figures[i, 0]), default=0.0)  # type: ignore[union-attr]
    right_figure = max((figures[i, 1].width for i in rows if figures[i, 1]), default=0.0)  # type: ignore[union-attr]
    gap = 0.7 * em
    x0, x1 = name_width + left_figure + 2.2 * gap, sheet.w - right_figure - gap
    known = [value for i in rows for value in (first[i] or 0.0, last[i] or 0.0)]
    low, high = min(known), max(known)
    scale = Scale(low, high if high > low else low + 1, sheet.h - foot - em, top + em)
    heights = {key: (made.height if made else 0.0) + 0.75 * em * size for key, made in figures.items()}
    spots = {
        s: spread([scale(values[i] or 0.0) for i in rows], [heights[i, s] for i in rows], top, sheet.h)
        for s, values in enumerate((first, last))
    }
    for x, one, side in ((x0, data.series[0], "right"), (x1, data.series[1], "left")):
        sheet.rule(x, top, x, sheet.h - 0.2 * em)
        made = sheet.label(one.name, size=1.0, style="label", width=0.45 * sheet.w)
        width = made.width if made else 0.0
        at = x if side == "right" else min(x, sheet.w - width)
        sheet.put(
            made, max(at, width) if side == "right" else at, 0.0, align="right" if side == "right" else "left"
        )
    order = sorted(range(len(rows)), key=lambda n: rows[n] in data.marked)
    for number in order:
        i = rows[number]
        marked = i in data.marked
        colour = sheet.accent if marked else sheet.thin(sheet.quiet)
        ink = sheet.row_ink(i)
        y0, y1 = scale(first[i] or 0.0), scale(last[i] or 0.0)
        sheet.stroke(
            polygon([(x0, y0), (x1, y1)], closed=False), colour, (0.32 if i in data.marked else 0.17) * em
        )
        for x, y in ((x0, y0), (x1, y1)):
            sheet.fill(dot(x, y, 0.3 * em), colour)
        left, right = spots[0][number], spots[1][number]
        sheet.put(figures[i, 0], x0 - gap, left, ink=ink, align="right", anchor="middle")
        sheet.put(names[i], name_width, left, ink=ink, align="right", anchor="middle")
        sheet.put(figures[i, 1], x1 + gap, right, ink=ink, anchor="middle")


KIND = Kind(
    title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE), hero=most_moved_row
)  # fmt: skip
