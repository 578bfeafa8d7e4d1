"""Charts drawn through the whole build, and what their scenes hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from designer_app.build import Built, Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes, parse_size

Draw = Callable[..., Built]


@pytest.fixture(scope="session")
def drawn() -> Draw:
    loaded, resources, sizes = find_template("chart"), Resources(()), load_sizes(None)

    def draw(
        table: str,
        kind: str,
        size: str = "1080x1350",
        *,
        kit: str = "northline",
        lang: str = "ru",
        **cells: str,
    ) -> Built:
        row = {"headline": "What the numbers say", "table": table, "chart": kind, **cells}
        request = Request(
            loaded=loaded, kit=find_kit(kit), size=parse_size(size, sizes), cells=row, key="row", lang=lang
        )
        return build_page(request, resources, 1)

    return draw
