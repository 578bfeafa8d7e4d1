"""Waffle: a hundred squares, each a percent of the whole; rounded so that they are a hundred."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs, parts
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.sheet import Sheet

TITLE = {"en": "Waffle chart", "ru": "Сто квадратов"}
refuse = needs.one_whole("parts of one whole")
_SIDE = 10


def fits(data: Data) -> int:
    return parts.fits(data, 72, 30)


def draw(sheet: Sheet) -> None:
    found = parts.parts_of(sheet, parts.MOST)
    square, room = parts.places(sheet, found, 1.0)
    cell = square.width / (_SIDE - 0.14)
    owners = [
        i
        for i, count in enumerate(parts.largest_remainder([part.share for part in found], _SIDE * _SIDE))
        for _ in range(count)
    ]
    for number, owner in enumerate(owners):
        row, column = divmod(number, _SIDE)
        sheet.bar(
            square.x0 + column * cell, square.y0 + row * cell, 0.86 * cell, 0.86 * cell, found[owner].colour
        )
    parts.list_parts(sheet, found, room)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.parts(sheet, TITLE))
