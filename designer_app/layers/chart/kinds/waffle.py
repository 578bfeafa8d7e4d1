"""Waffle: a hundred squares, each a percent of the whole; rounded so that they are a hundred."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.parts import largest_remainder, list_parts, parts_of
from designer_app.layers.chart.sheet import Sheet

TITLE = {"en": "Waffle chart", "ru": "Сто квадратов"}
refuse = needs.all_of(
    needs.named,
    needs.rows(2),
    needs.series(1, 1),
    needs.something,
    needs.positive("parts of one whole"),
    needs.full,
)
_MOST, _SIDE = 6, 10


def fits(data: Data) -> int:
    whole = data.unit == "%" and abs(sum(data.known) - 100) < 1.5
    return (72 if whole else 30) if data.count <= 6 and not data.dates else 16


def draw(sheet: Sheet) -> None:
    parts = parts_of(sheet, _MOST)
    em = sheet.em
    rows = len(parts) * 2.1 * em + (3.4 * em if any(part.merged for part in parts) else 0.0)
    below = min(sheet.w, max(0.45 * sheet.h, sheet.h - rows - 1.6 * em))
    side = min(sheet.h, 0.5 * sheet.w)
    if side >= below:
        left, top = 0.0, (sheet.h - side) / 2
        x, y, width, height = side + 1.8 * em, 0.0, sheet.w - side - 1.8 * em, sheet.h
    else:
        side = below
        left, top = 0.0, 0.0
        x, y, width, height = 0.0, side + 1.6 * em, sheet.w, sheet.h - side - 1.6 * em
    cell = side / (_SIDE - 0.14)
    owners = [
        i
        for i, count in enumerate(largest_remainder([p.share for p in parts], _SIDE * _SIDE))
        for _ in range(count)
    ]
    for number, owner in enumerate(owners):
        row, column = divmod(number, _SIDE)
        sheet.bar(left + column * cell, top + row * cell, 0.86 * cell, 0.86 * cell, parts[owner].colour)
    list_parts(sheet, parts, x, y, width, height)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.parts(sheet, TITLE))
