"""Lollipop: a thin stem from zero and a dot at the value; many rows of like values stay light."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.rows import Lengths, figure_of, lay, put_names, reference_line, reference_of
from designer_app.layers.chart.sequences import in_order
from designer_app.layers.chart.sheet import Sheet, dot
from designer_app.scene.geometry import Box

TITLE = {"en": "Lollipop chart", "ru": "Леденцы"}
refuse = needs.all_of(needs.named, needs.rows(2), needs.series(1, 1), needs.rows_alike, needs.values)


def fits(data: Data) -> int:
    return 70 if data.count >= 8 and not in_order(data) else 44


def draw(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    reference = reference_of(sheet, data.known)
    rows = lay(sheet, data, top=1.9 * em if reference else 0.0)
    radius = {
        row.at: min(0.62 * em * rows.scale, row.thick / 2) * (1.35 if row.at in data.marked else 1.0)
        for row in rows.rows
    }
    made = {row.at: figure_of(sheet, data, row, data.first[row.at], rows.scale) for row in rows.rows}
    ends = [
        (data.first[row.at] or 0.0, (label.width if (label := made[row.at]) else 0.0) + radius[row.at])
        for row in rows.rows
    ]
    if reference is not None:
        ends.append((reference[0], 0.0))
    lengths = Lengths(rows.x0 + 0.3 * em, rows.x1, ends, 0.5 * em)
    put_names(sheet, data, rows)
    if reference is not None:
        boxes: list[Box] = []
        for row in rows.rows:
            label, x = made[row.at], lengths(data.first[row.at] or 0.0)
            width = radius[row.at] + lengths.gap + (label.width if label else 0.0)
            boxes.append(Box(x - radius[row.at], row.y - em / 2, x + width, row.y + em / 2))
        reference_line(sheet, lengths(reference[0]), 0.0, rows.bottom, reference[1], boxes, sheet.w)
    sheet.rule(lengths.zero, rows.top + rows.pitch * 0.2, lengths.zero, rows.bottom - rows.pitch * 0.2)
    for row in rows.rows:
        value, label = data.first[row.at], made[row.at]
        ink = sheet.row_ink(row.at) if value is not None else sheet.quiet_ink
        if value is None:
            sheet.put(label, lengths.zero + lengths.gap, row.y, ink=ink, anchor="middle")
            continue
        x, colour = lengths(value), sheet.row_colour(row.at)
        sheet.rule(
            lengths.zero,
            row.y,
            x,
            row.y,
            sheet.accent if colour is sheet.paint else sheet.thin(sheet.quiet),
            0.16 * em,
        )
        sheet.fill(
            dot(x, row.y, radius[row.at]), colour if colour is sheet.paint else sheet.thin(sheet.quiet)
        )
        away = radius[row.at] + lengths.gap
        side = -away if value < 0 else away
        sheet.put(label, x + side, row.y, ink=ink, align="right" if value < 0 else "left", anchor="middle")


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE))
