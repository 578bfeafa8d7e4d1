"""Every kind on every table: it refuses in one line and names kinds that fit, or it draws without a fault to the eye."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from designer_app.errors import DesignError
from designer_app.layers.chart.kinds import names
from designer_app.scene.nodes import Glyphs, walk
from tests.layers.chart.conftest import Draw
from tests.layers.chart.tables import TABLES

SIZES = ("1080x1350", "1080x1080", "1080x1920", "1200x628")
FAULTS = {"labels-touch", "labels-beyond"}


def test_the_page_of_kinds_has_each() -> None:
    page = Path(__file__).parents[3] / "docs" / "charts" / "kinds.json"
    assert sorted(row["chart"] for row in msgspec.json.decode(page.read_bytes())) == sorted(names())


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("kind", names())
def test_draws_clearly_or_refuses(drawn: Draw, kind: str, name: str) -> None:
    for size in SIZES:
        try:
            page = drawn(TABLES[name], kind, size)
        except DesignError as refused:
            (finding,) = refused.findings
            assert finding.code == "chart-refused", finding.line()
            assert finding.found
            assert finding.expected
            continue
        faults = [f.line() for f in page.findings if f.code in FAULTS]
        assert not faults, (size, faults)
        assert sum(isinstance(node, Glyphs) for node in walk(page.scene.root)) > 2


@pytest.mark.parametrize("name", TABLES)
def test_auto_finds_a_kind(drawn: Draw, name: str) -> None:
    page = drawn(TABLES[name], "auto", "1080x1350", kit="med")
    assert not [f for f in page.findings if f.code in FAULTS]


@pytest.mark.parametrize("size", ["1200x628", "1080x1350", "1080x1920"])
@pytest.mark.parametrize("kind", ["dot", "lollipop", "bar", "funnel", "number", "ranking"])
def test_long_names_touch_no_figures(drawn: Draw, kind: str, size: str) -> None:
    long = [
        "Производство пищевых продуктов и напитков", "Оптовая и розничная торговля автотранспортом",
        "Деятельность в области информации и связи", "Здравоохранение и социальные услуги",
        "Государственное управление и военная безопасность", "Прочее",
    ]  # fmt: skip
    figures = ["1284,5", "932,1", "611", "402,7", "388", "51"]
    lines = [f"{name};{figure}" for name, figure in zip(long, figures, strict=True)]
    found = {f.code for f in drawn("\n".join(["Отрасль;Выручка, млн ₽", *lines]), kind, size).findings}
    assert not {"labels-touch", "labels-beyond"} & found
