"""Which column fills which slot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from designer_app.design.money import read_money
from designer_app.design.slots import Slot
from designer_app.errors import DesignError
from designer_app.production.batch import run_plan
from designer_app.production.headings import matched
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.rows import Rows, load_rows
from designer_app.production.unmatched import unmatched_columns

SLOTS = {
    "name": Slot(type="text", label={"en": "Name", "ru": "Название"}),
    "old_price": Slot(type="money", label={"en": "Old price", "ru": "Старая цена"}),
    "photo": Slot(type="image", label={"en": "Picture", "ru": "Картинка"}),
    "items": Slot(type="list", item={"title": Slot(type="text")}),
}


def rows(*cells: dict[str, Any]) -> Rows:
    columns = tuple(dict.fromkeys(column for row in cells for column in row))
    return Rows(
        rows=cells, keys=("a",) * len(cells), faults=((),) * len(cells), columns=columns, source="t.csv"
    )


@pytest.mark.parametrize(
    ("heading", "slot"),
    [
        ("name", "name"), ("NAME", "name"), ("Old Price", "old_price"), ("old-price", "old_price"), ("Название", "name"),
        ("название *", "name"), ("Старая цена:", "old_price"), ("Картинка", "photo"), ("@photo", "photo"), ("'@Photo", "photo"),
        ("<<name>>", "name"), ("%VAR_name%", "name"), ("{{ name }}", "name"), ("${name}", "name"), ("{name}", "name"),
        ("[name]", "name"), ("#name", "name"), ("name.text", "name"), ("photo.source", "photo"), ("photo.image_url", "photo"),
        ("title", "name"), ("image_link", "photo"), ("Название:en", "name:en"), ("name:de", "name:de"),
        ("Фото", "photo"), ("Изображение", "photo"), ("Старая цена, руб.", "old_price"), ("Name (EN)", "name"),
        ("Наименование", "name"), ("Полное наименование", "name"), ("Прежняя цена, руб.", "old_price"), ("Товар", "name"), ("Фото (файл)", "photo"),
        ("name.size", ""), ("nam", ""), ("_name", ""), ("other", ""),
    ],
)  # fmt: skip
def test_headings_that_people_write(heading: str, slot: str) -> None:
    found = matched(rows({heading: "x"}), SLOTS)
    assert found.rows[0][heading] == "x"  # the column stays, for names of files and conditions
    assert set(found.rows[0]) - {heading} == ({slot} - {"", heading})
    told = [note.code for note in found.findings]
    assert told == (["column-matched"] if slot and slot != heading else [])


def test_the_better_match_wins() -> None:
    found = matched(rows({"title": "feed", "Название": "label", "NAME": "name"}), SLOTS)
    assert found.rows[0]["name"] == "name"
    assert matched(rows({"name": "own", "NAME": "other"}), SLOTS).rows[0]["name"] == "own"


def test_a_saved_mapping_wins() -> None:
    table = rows({"name": "own", "Ware": "chosen", "Картинка": "a.png"})
    found = matched(table, SLOTS, {"Ware": "old_price", "Картинка": "", "name": ""})
    assert found.rows == ({"Ware": "chosen", "Картинка": "a.png", "old_price": "chosen"},)
    assert "name" not in found.columns
    with pytest.raises(DesignError) as caught:
        matched(table, SLOTS, {"Ware": "prise"}, "a.job.json")
    assert caught.value.usage
    assert (caught.value.findings[0].file, caught.value.findings[0].place) == ("a.job.json", "columns.Ware")


def test_nested_values_are_columns_of_their_own() -> None:
    row = {
        "product": {"name": "Кения", "prices": {"old": 980}}, "image": [{"url": "kenya.jpg"}, {"url": "b.jpg"}],
        "items": [{"title": "stays a list"}],
    }  # fmt: skip
    found = matched(rows(row), SLOTS)
    cells = found.rows[0]
    assert cells["product.name"] == "Кения"
    assert cells["product.prices.old"] == 980
    assert (cells["image[0].url"], cells["photo"]) == ("kenya.jpg", "kenya.jpg")
    assert cells["items"] == [{"title": "stays a list"}]
    assert matched(rows(row), SLOTS, {"product.prices.old": "old_price"}).rows[0]["old_price"] == 980


@pytest.mark.parametrize(
    "order",
    [
        '{"template": "x", "modifications": [{"name": "name", "text": "Кения"}, {"name": "photo", "image_url": "k.jpg"}]}',
        '{"modifications": {"name": "Кения", "photo.source": "k.jpg"}}',
        '{"modifications": {"objects": [{"name": "name", "text": "Кения"}, {"name": "photo", "image_url": "k.jpg"}]}}',
        '{"layers": {"name": {"text": "Кения"}, "photo": {"image": "k.jpg"}}}',
        '{"elements": {"name": {"payload": "Кения"}, "photo": {"image_url": "k.jpg"}}}',
        '[{"data": {"name": {"type": "text", "text": "Кения"}, "photo": {"image": "k.jpg"}}}]',
    ],
)
def test_orders_of_cloud_renderers(tmp_path: Path, order: str) -> None:
    path = tmp_path / "order.json"
    path.write_text(order, encoding="utf-8")
    cells = matched(load_rows(path), SLOTS).rows[0]
    assert (cells["name"], cells["photo"]) == ("Кения", "k.jpg")


def test_findings_name_the_column_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("_key,Название,Цена\na,Кения,дорого\n", encoding="utf-8")
    job = Job(template="product", data=str(path), kits=("med",), sizes=("1080x1080",))
    (result,) = run_plan(make_plan(job, str(tmp_path), mode="build"), workers=1).results
    assert [(f.code, f.place) for f in result.findings] == [("bad-money", "row a, column Цена")]


def test_a_feeds_price_is_the_old_one_where_there_is_a_sale_price() -> None:
    slots = {"price": Slot(type="money"), "old_price": Slot(type="money")}
    table = rows({"price": "980 RUB", "sale_price": "686 RUB"}, {"price": "500 RUB", "sale_price": ""})
    found = matched(table, slots)
    assert [(row["price"], row.get("old_price")) for row in found.rows] == [
        ("686 RUB", "980 RUB"),
        ("500 RUB", None),
    ]
    kept = matched(table, slots, {"sale_price": ""})
    assert [row["price"] for row in kept.rows] == ["980 RUB", "500 RUB"]
    plain = matched(table, {"price": Slot(type="money")})
    assert [row["price"] for row in plain.rows] == ["686 RUB", "500 RUB"]
    assert "old_price" not in plain.columns


def test_a_price_is_reduced_in_either_language_and_an_old_one_of_its_own_stays() -> None:
    slots = {"price": Slot(type="money"), "old_price": Slot(type="money")}
    (row,) = matched(rows({"Цена, руб.": "980", "Цена со скидкой, руб.": "686"}), slots).rows
    assert (row["price"], row["old_price"]) == ("686 ₽", "980 ₽")
    (row,) = matched(rows({"Цена, розница": "980", "Цена, акция": "686", "Цена без скидки": ""}), slots).rows
    assert (row["price"], row["old_price"]) == ("686", "")
    (row,) = matched(
        rows({"Цена": "980", "Цена до скидки": "1 200", "sale_price_effective_date": "x"}), slots
    ).rows
    assert (row["price"], row["old_price"]) == ("980", "1 200")
    (row,) = matched(rows({"Цена": "980", "Новая цена": "686", "Старая цена": "1 200"}), slots).rows
    assert (row["price"], row["old_price"]) == ("686", "1 200")


def test_columns_that_nothing_takes_are_named_with_the_slots_that_lack_one() -> None:
    table = matched(rows({"name": "x", "Комментарий": "y", "Код": "z", "": ""}), SLOTS)
    (note,) = unmatched_columns(table, SLOTS, ("Код",))
    assert (note.severity, note.found) == ("note", "nothing takes 'Комментарий'")
    assert "photo" in note.expected
    assert note.remedy.endswith('--column "Комментарий=SLOT" (SLOT: old_price, photo, items)')
    full = matched(rows({"name": "x", "old_price": "1", "photo": "", "items": [], "Код": "z"}), SLOTS)
    assert unmatched_columns(full, SLOTS, ()) == []


def test_a_mistyped_column_is_told_with_the_closest_slot_beside_those_that_nothing_takes() -> None:
    table = matched(rows({"name": "x", "Старя цена": "5", "Комментарий": "y", "Ед. изм.": "шт"}), SLOTS)
    told = unmatched_columns(table, SLOTS, ())
    assert [(one.severity, one.place) for one in told] == [
        ("warning", "column Старя цена"), ("note", "headings"),
    ]  # fmt: skip
    assert told[0].remedy.startswith("did you mean 'old_price'?")
    assert "'Комментарий', 'Ед. изм.'" in told[1].found


def test_a_bad_cell_in_a_column_that_nothing_takes_costs_no_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["id", "name", "маржа"], ["a", "Tea", "=1/0"], ["b", "Cup", 5]):
        book.active.append(line)
    book.save(tmp_path / "t.xlsx")
    found = matched(load_rows(tmp_path / "t.xlsx"), SLOTS)
    assert found.faults == ((), ())
    assert [(one.code, one.severity) for one in found.findings] == [("bad-cell", "note")]
    mapped = matched(load_rows(tmp_path / "t.xlsx"), SLOTS, {"маржа": "old_price"})
    assert [len(faults) for faults in mapped.faults] == [1, 0]


def test_headings_of_marketplaces_and_shops(tmp_path: Path) -> None:
    from designer_app.design.library import find_template
    from designer_app.production.plan import read_rows

    (tmp_path / "a.tsv").write_text(
        "Артикул*\tТовар\tЦена, руб.*\tСсылка на главное фото*\nA\tКурага\t790\ta.jpg\n"
    )
    (tmp_path / "b.tsv").write_text("id\ttitle\timage link\tprice\nA\tКурага\ta.jpg\t790 RUB\n")
    (tmp_path / "c.json").write_text(
        '[{"id": "A", "title": "Курага", "image": [{"url": "a.jpg"}], "price": {"value": 790, "currency": "RUB"}}]'
    )
    for name in ("a.tsv", "b.tsv", "c.json"):
        job = Job(template="product", data=str(tmp_path / name), sizes=("320x320",))
        found = read_rows(job, find_template("product"))
        (row,) = found.rows
        assert (found.keys, row["name"], row["photo"]) == (("A",), "Курага", "a.jpg")
        price = row["price"]
        assert price in ("790 ₽", "790 RUB", {"value": 790, "currency": "RUB"})
        assert read_money(price, currency="RUB", place="").amount == 790


def test_a_picture_that_cannot_be_read_is_told_in_its_own_column(tmp_path: Path) -> None:
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + bytes(64)
    (tmp_path / "чай.jpg").write_bytes(heic)
    (tmp_path / "t.csv").write_text("id,Название,Цена,Фото\nA,Чай,690,чай.jpg\n", encoding="utf-8")
    job = Job(template="product", data=str(tmp_path / "t.csv"), sizes=("320x320",))
    (result,) = run_plan(make_plan(job, ".", mode="inspect"), workers=1).results
    (fault,) = [finding for finding in result.findings if finding.severity == "error"]
    assert (fault.code, fault.place) == ("unsupported-picture", "row A, column Фото")
