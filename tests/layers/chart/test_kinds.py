"""Every kind on every table: it refuses in one line and names kinds that fit, or it draws without a fault to the eye."""

from __future__ import annotations

import pytest

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.errors import DesignError
from designer_app.layers.chart.kinds import names
from designer_app.scene.nodes import Glyphs, walk
from tests.layers.chart.tables import TABLES

SIZES = ("1080x1350", "1080x1080", "1080x1920", "1200x628")
FAULTS = {"labels-touch", "labels-beyond"}


@pytest.fixture(scope="module")
def drawn():  # type: ignore[no-untyped-def]
    loaded, resources, sizes = find_template("chart"), Resources(()), load_sizes(None)

    def draw(table: str, kind: str, size: str, kit: str = "northline", **cells: str):  # type: ignore[no-untyped-def]
        row = {"headline": "What the numbers say", "table": table, "chart": kind, **cells}
        request = Request(
            loaded=loaded, kit=find_kit(kit), size=parse_size(size, sizes), cells=row, key="row", lang="ru"
        )
        return build_page(request, resources, 1)

    return draw


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("kind", names())
def test_draws_clearly_or_refuses(drawn, kind: str, name: str) -> None:  # type: ignore[no-untyped-def]
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


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("steps", "events")])
def test_auto_finds_a_kind(drawn, name: str) -> None:  # type: ignore[no-untyped-def]
    page = drawn(TABLES[name], "auto", "1080x1350", kit="med")
    assert not [f for f in page.findings if f.code in FAULTS]
