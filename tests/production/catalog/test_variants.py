"""Rows that are one product become one cell with a table of its variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Designer
from tests.production.catalog.making import Shop

pdfium = pytest.importorskip("pypdfium2")

ROWS = [
    {"model": "Ribbon", "name": "Ribbon", "size": "A3", "price": "€48", "article": "R-3"},
    {"model": "Oval", "name": "Oval", "size": "A3", "price": "€40", "article": "O-3"},
    {"model": "ribbon", "name": "", "size": "A2", "price": "€36", "article": "R-2"},
    {"model": "", "name": "Single", "size": "A4", "price": "€20", "article": "S-4"},
]
LOOK = {"template": "look", "columns": {"size": "variant"}}


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    return Shop(tmp_path, Designer(capsys))


def text(file: Path) -> str:
    document = pdfium.PdfDocument(file)
    return "\n".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))


@pytest.mark.parametrize("template", ["look", "goods"])
def test_rows_with_the_same_words_are_one_product(shop: Shop, template: str) -> None:
    job = {**LOOK, "template": template, "sizes": ["297x210mm@100"]}
    shop.write(ROWS, job, variants="model", prices=True, pages="lookbook", outputs=["screen", "data"])
    report = shop.run()
    assert report["products"] == 3
    said = text(shop.out / "screen.pdf").replace("\r\n", " ")
    for words in ("A3", "A2", "€48", "€36", "from €36"):
        assert words in said
    assert said.count("from €") >= 1
    assert "from €40" not in said  # one variant: the price itself


def test_without_the_wish_every_row_is_a_product(shop: Shop) -> None:
    shop.write([row for row in ROWS if row["name"]], LOOK, outputs=["data"])
    assert shop.run()["products"] == 3


def test_a_column_that_is_not_there_is_one_line(shop: Shop) -> None:
    shop.write(ROWS, LOOK, variants="colour", outputs=["data"])
    said = shop.designer("catalog", shop.folder / "job.json", "--out", shop.out)
    assert said.code == 1
    assert "unknown-column" in said.err
    assert "Traceback" not in said.err


def test_variants_may_stand_in_one_cell_of_the_table(shop: Shop) -> None:
    rows = [{"name": "Oval", "price": "€40", "variants": "A3 | €40\nA2 | €60"}]
    shop.write(rows, {"template": "look"}, outputs=["screen"])
    shop.run()
    said = text(shop.out / "screen.pdf")
    assert "A2" in said
    assert "€60" in said
