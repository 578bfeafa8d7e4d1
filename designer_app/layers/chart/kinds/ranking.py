"""Ranking: places, names, bars and figures, the largest first."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.kinds.bar import draw_single
from designer_app.layers.chart.ordering import by_value
from designer_app.layers.chart.sequences import in_order
from designer_app.layers.chart.sheet import Sheet

TITLE = {"en": "Ranking", "ru": "Рейтинг"}
refuse = needs.all_of(
    needs.named, needs.rows(2), needs.series(1, 1), needs.rows_alike, needs.values, needs.positive("values")
)


def fits(data: Data) -> int:
    return 88 if 5 <= data.count <= 15 and not in_order(data) else 40


def draw(sheet: Sheet) -> None:
    if not sheet.layer.sort:
        sheet.data = by_value(sheet.data)
    draw_single(sheet, rank=True)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE))
