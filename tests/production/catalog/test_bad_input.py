"""Messy tables become good pages or one clear line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.production.catalog.plain_words import plain_words
from tests.cli.running import Designer
from tests.production.catalog.making import Shop

pdfium = pytest.importorskip("pypdfium2")


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    return Shop(tmp_path, Designer(capsys))


def text(shop: Shop) -> str:
    document = pdfium.PdfDocument(shop.out / "screen.pdf")
    return "\n".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))


def goods(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [{"article": f"A-{i}", "name": f"Cup {i}", "price": f"${10 + i}", **fields} for i in range(count)]


def test_without_picture_price_or_name(shop: Shop) -> None:
    rows = [*goods(3), {"article": "B-1", "name": "Bare"}, {"article": "B-2", "name": "", "price": "$5"}]
    rows[0]["photo"] = "gone.png"
    shop.write(rows, outputs=["screen"])
    found = {(finding["code"], finding.get("severity", "error")) for finding in shop.run(code=1)["findings"]}
    assert ("value-missing", "error") in found  # no name: left out and told
    said = text(shop)
    assert "Bare" in said
    assert "on request" in said
    assert "B-2" not in said
    assert "Cup 0" in said


def test_names_of_400_characters_are_cut_and_told(shop: Shop) -> None:
    rows = goods(4)
    rows[1]["name"] = "Extraordinarily long " * 19
    shop.write(rows, outputs=["screen"])
    assert "text-cut" in shop.codes()
    assert "Extraordinarily" in text(shop)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<p>Hot &amp; <b>strong</b></p><ul><li>one</li><li>two</li></ul>", "Hot & strong; one; two"),
        ("<script>alert(1)</script>Oak<br/>oiled", "Oak; oiled"),
        ('<span style="x">20&nbsp;cm</span><!-- secret -->', "20 cm"),
        ("a < b and c > d", "a < b and c > d"),
        ("R&D set", "R&D set"),
        ("<br>", "<br>"),
    ],
)
def test_html_in_descriptions_is_shown_as_words(cell: str, shown: str) -> None:
    assert plain_words(cell) == shown


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_words_without_html_stay_as_they_are(words: str) -> None:
    assert plain_words(words) == words


def test_html_reaches_no_page(shop: Shop) -> None:
    rows = goods(2, detail="<div>Glazed <i>by hand</i></div>")
    shop.write(rows, outputs=["screen", "gallery"])
    report = shop.run()
    assert [f["code"] for f in report["findings"]].count("html-removed") == 1
    assert "Glazed by hand" in text(shop)


def test_a_group_of_one(shop: Shop) -> None:
    rows = [*goods(5, section="Cups"), {"article": "P-1", "name": "Pot", "price": "$9", "section": "Pots"}]
    shop.write(rows, group="section", outputs=["screen"])
    report = shop.run()
    assert report["products"] == 6
    assert text(shop).count("Pots") >= 2  # contents, opener


def test_a_query_without_a_result_is_one_line(shop: Shop) -> None:
    shop.write(goods(3), {"where": "price > 1000"}, outputs=["screen"])
    said = shop.designer("catalog", shop.folder / "job.json", "--out", shop.out)
    assert said.code != 0
    assert "Traceback" not in said.err
    assert len([line for line in said.err.splitlines() if line.startswith("error")]) == 1
    assert not (shop.out / "screen.pdf").exists()


@pytest.mark.parametrize("price", ["cheap", "12,5,7", "--", "1e9999", "$", "-5", "9" * 60, "∞"])
def test_prices_that_are_none_cost_their_row_only(shop: Shop, price: str) -> None:
    rows = goods(3)
    rows[1]["price"] = price
    shop.write(rows, outputs=["screen"])
    report = shop.run(code=1)
    assert report["products"] == 2
    (fault,) = [f for f in report["findings"] if f.get("severity", "error") == "error"]
    assert "A-1" in fault["place"]
    assert "Cup 2" in text(shop)


@pytest.mark.parametrize("price", ["1 299,00", "1,299.00", "$1299", "1299 USD", "1 299"])
def test_prices_as_people_write_them(shop: Shop, price: str) -> None:
    shop.write([{"name": "Cup", "price": price}], {"columns": {}}, outputs=["data"])
    assert shop.run()["products"] == 1


def test_duplicate_articles_are_told_and_leave_no_hole(shop: Shop) -> None:
    rows = goods(4)
    rows[2]["article"] = "A-1"
    shop.write(rows, outputs=["screen"])
    said = shop.designer("catalog", shop.folder / "job.json", "--out", shop.out)
    assert "Traceback" not in said.err
    assert "A-1" in said.err or said.code == 0
    assert "Cup 3" in text(shop)


def test_ten_thousand_products_are_planned(shop: Shop) -> None:
    shop.write(goods(10_000), grid=12, contents=False)
    said = shop.designer("catalog", shop.folder / "job.json", "--explain")
    assert said.code == 0
    pages = [line for line in said.out.splitlines() if " goods " in line]
    assert len(pages) == 834  # 10,000 in twelves, no page with a hole
    tight = shop.folder / "job.json"
    tight.write_text(tight.read_text("utf-8").replace('"grid": 12', '"grid": 12, "budget": 100'), "utf-8")
    said = shop.designer("catalog", shop.folder / "job.json", "--explain")
    assert said.code == 1
    assert "over-page-budget" in said.err


def test_a_column_of_names_that_is_missing_is_said_and_not_that_nothing_was_found(shop: Shop) -> None:
    shop.write([{"сорт": "Кения", "цена": 900}, {"сорт": "Перу", "цена": 800}])
    found = shop.run(code=1)["findings"]
    assert [one["code"] for one in found] == ["value-missing", "no-products"]
    assert found[1]["found"] == "2 rows, none of which can be made"


def test_texts_that_are_cut_are_one_line_that_names_the_products(shop: Shop) -> None:
    long = "An exceedingly long name of a thing with all of its properties and colours " * 3
    shop.write(
        [{"sku": f"A{i}", "name": f"{long} {i}", "price": 10 + i} for i in range(4)], grid=12, openers=False
    )
    cut = [one for one in shop.run()["findings"] if one["code"] == "text-cut"]
    assert [one["place"] for one in cut] == ["rows A0, A1, A2, A3, name"]


def test_a_feed_without_a_column_for_variants_is_told_apart_by_colour_and_size(shop: Shop) -> None:
    shop.write(
        [
            {"id": "1", "item_group_id": "g", "title": "Crew", "price": 90, "color": "navy", "size": "S"},
            {"id": "2", "item_group_id": "g", "title": "Crew", "price": 80, "color": "navy", "size": "M"},
            {"id": "3", "item_group_id": "h", "title": "Cap", "price": 20, "color": "navy", "size": "M"},
        ],
        variants="item_group_id",
    )
    shop.run("--only", "screen")
    assert "navy" not in text(shop)  # what all of them are
    assert "S $90" in text(shop)


def test_pages_of_an_index_line_are_few_words(shop: Shop) -> None:
    rows = [
        {"sku": f"A{i:02}", "name": f"Thing {i}", "price": 10, "brand": "North", "part": f"P{i // 4}"}
        for i in range(40)
    ]
    shop.write(rows, group="part", index=["brand"], grid=4)
    shop.run("--only", "screen")
    assert "North" in text(shop)
    assert "4–22" in text(shop)


def test_a_sign_that_there_is_no_price_is_no_price(shop: Shop) -> None:
    signs = ["n/a", "—", "On request", "NaN", "90"]
    rows = [{"sku": f"A{i}", "name": f"Thing {i}", "price": sign} for i, sign in enumerate(signs)]
    shop.write(rows, outputs=["screen"])
    shop.run()
    assert text(shop).count("on request") == 4


def test_spellings_of_a_section_are_one_section(shop: Shop) -> None:
    names = ["Cups", "cups ", "CUPS", "Cups", "Pots"]
    rows = [{**row, "section": name} for row, name in zip(goods(5), names, strict=True)]
    shop.write(rows, group="section", outputs=["data"])
    shop.run()
    with (shop.out / "products.csv").open(encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["Cups"] * 4 + ["Pots"]


def test_a_column_of_ones_marks_what_is_important(shop: Shop) -> None:
    from designer_app.production.catalog.issue import read_issue

    rows = [{**row, "hit": "1" if i == 2 else ""} for i, row in enumerate(goods(5))]
    shop.write(rows, importance="hit", grid=9, outputs=["data"])
    shop.run()
    cells = [cell for page in read_issue(shop.out / "issue.json").pages for cell in page.cells]
    assert [cell.key for cell in cells if cell.wide == 2] == ["A-2"]


def test_repeated_articles_keep_their_places_when_rows_are_added(shop: Shop) -> None:
    rows = goods(6)
    rows[3]["article"] = "A-1"
    shop.write(rows, outputs=["data"])
    assert "keys-told-apart" in shop.codes()
    shop.write([*rows, *goods(1, article="Z", name="New")], outputs=["data"])
    assert [(move["what"], move["key"]) for move in shop.run()["moves"]] == [("new", "Z")]


@pytest.mark.parametrize(
    ("heading", "cell", "shown"),
    [
        ("Price, EUR", "12.50", "€12.50"),
        ("Price (GBP)", "12", "£12"),
        ("price", "12", "$12"),
        ("price", "12 ₽", "₽12"),
    ],
)
def test_a_bare_price_is_in_the_currency_of_its_heading_else_of_the_brand(
    shop: Shop, heading: str, cell: str, shown: str
) -> None:
    shop.write([{"sku": "A", "name": "Cup", heading: cell}], outputs=["captions"])
    shop.run()
    assert shown in (shop.out / "captions" / "A.txt").read_text("utf-8")


def test_an_index_column_that_the_table_lacks_is_one_line(shop: Shop) -> None:
    shop.write(goods(3), index=["brnad"], outputs=["data"])
    said = shop.designer("catalog", shop.folder / "job.json", "--out", shop.out)
    assert said.code == 1
    assert "unknown-column" in said.err


def test_indexes_by_several_columns_stand_under_their_names(shop: Shop) -> None:
    rows = [{**row, "brand": "North" if i % 2 else "Loom"} for i, row in enumerate(goods(6))]
    shop.write(rows, index=["name", "brand"], prices=True, outputs=["screen"])
    shop.run()
    said = text(shop)
    assert "Products" in said
    assert "brand" in said
    assert "Loom" in said


def test_a_missing_price_is_said_in_the_price_list_too(shop: Shop) -> None:
    rows = goods(3)
    rows[1]["price"] = "call!"
    shop.write(rows, prices=True, outputs=["screen"])
    shop.run()
    assert text(shop).count("on request") == 2


def test_a_product_alone_in_its_section_is_shown_once(shop: Shop) -> None:
    from PIL import Image

    Image.new("RGB", (1200, 1200), (40, 80, 120)).save(shop.folder / "pot.png")
    rows = [
        *goods(4, section="Cups"),
        {"article": "P-1", "name": "Pot", "price": "$9", "section": "Pots", "photo": "pot.png"},
    ]
    shop.write(rows, group="section", outputs=["screen"])
    report = shop.run()
    assert report["pages"] == 6  # cover, contents, opener and page of the cups, the pot's opener, back
    assert text(shop).count("P-1") == 1


def test_the_first_picture_that_can_be_read_opens_its_section(shop: Shop) -> None:
    from PIL import Image

    Image.new("RGB", (1200, 1200), (40, 80, 120)).save(shop.folder / "cup.png")
    (shop.folder / "broken.png").write_bytes(b"no picture")
    rows = [
        {**row, "section": "Cups", "photo": name}
        for row, name in zip(goods(3), ["gone.png", "broken.png", "cup.png"], strict=True)
    ]
    shop.write(rows, group="section", outputs=["screen"])
    report = shop.run(code=1)
    assert sorted(f["place"] for f in report["findings"] if f.get("severity", "error") == "error") == [
        "row A-0, column photo", "row A-1, column photo",
    ]  # fmt: skip


def test_numbers_in_an_index_stand_by_their_size(shop: Shop) -> None:
    shop.write(
        [{"name": f"Bolt M{size}", "price": 1} for size in (10, 4, 8, 12)], index=["name"], outputs=["screen"]
    )
    shop.run()
    said = text(shop).partition("Index")[2]
    assert [f"M{size}" for size in (4, 8, 10, 12)] == [word for word in said.split() if word.startswith("M")][
        :4
    ]


def test_words_are_neither_more_nor_less_than_a_number(shop: Shop) -> None:
    rows = [{**row, "stock": stock} for row, stock in zip(goods(3), ["many", "5", "500"], strict=True)]
    shop.write(rows, {"where": "stock > 100"}, outputs=["data"])
    assert shop.run()["products"] == 1
    shop.write(rows, {"where": "stock < 100"}, outputs=["data"])
    assert shop.run()["products"] == 1
