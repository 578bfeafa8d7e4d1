"""Kinds of charts in portrait and landscape, against pictures that were looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.paint import paint
from tests.golden.approved import compare

SIZES = {"portrait": "1080x1350", "landscape": "1200x628"}
LONG_SIDE = 360  # px of a golden picture
CHARTS = {
    "steps": {
        "headline": "От зерна до чашки",
        "table": "Шаг;Что происходит\nЗаказ;Выбираете зерно и помол\nОбжарка;Жарим под заказ\nДоставка;Курьер за день",
    },
    "timeline": {
        "headline": "Космос за двенадцать лет", "mark": "Полёт Гагарина",
        "table": "Дата;Событие\n1957-10-04;Первый спутник\n1961-04-12;Полёт Гагарина\n1965-03-18;Выход Леонова\n1969-07-20;Высадка на Луну",
    },
    "table": {
        "headline": "Четыре сорта осени", "mark": "Ньери АА",
        "table": "Сорт;Страна;Цена, ₽;Оценка\nИргачефф;Эфиопия;890;87,5\nНьери АА;Кения;960;88\nСантос;Бразилия;540;82\nУила;Колумбия;;84",
    },
    "number": {"headline": "Orders are up by a quarter", "table": "Metric;Now;Before;Plan\nOrders;1284;1022;1500"},
    "compare": {"headline": "Four times faster to a cup", "table": "When;Minutes\nBefore;46\nAfter;12"},
    "progress": {"headline": "One team is beyond plan", "table": "Team;Done;Plan\nNorth;124;120\nSouth;6;15\nEast;48;60"},
    "gauge": {"headline": "87% are happy with it", "table": "Answer;Share, %\nHappy;87", "target": "75"},
    "funnel": {"headline": "One in eighty buys", "table": "Step;People\nSaw;48200\nOpened;9100\nCart;2300\nBought;610"},
}  # fmt: skip


@pytest.mark.parametrize("size_class", SIZES)
@pytest.mark.parametrize("kind", CHARTS)
def test_chart_is_as_it_was_approved(
    kind: str, size_class: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    loaded = find_template("chart")
    russian = not CHARTS[kind]["headline"].isascii()
    brand = find_kit("med" if russian else "northline")
    size = parse_size(SIZES[size_class], load_sizes(None))
    cells = {"chart": kind, "source": "Источник: учёт" if russian else "Source: ledger", **CHARTS[kind]}
    page = build_page(
        Request(loaded=loaded, kit=brand, size=size, cells=cells, key=kind, lang="ru" if russian else "en"),
        Resources((loaded.folder,)),
    )
    now = paint(page.scene, LONG_SIDE / max(size.width, size.height)).convert("RGB")
    compare(f"kind-{kind}-{size_class}", now, tmp_path, renew=request.config.getoption("--renew"))
