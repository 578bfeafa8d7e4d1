"""Several pictures in the cell of a slot that takes one: the first, or a file with each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from designer_app.production.jobs import Job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.several import pictures_in


@pytest.mark.parametrize(
    ("cell", "pictures"),
    [
        ("a.jpg", ["a.jpg"]), ("a.jpg;b.jpg", ["a.jpg", "b.jpg"]), ("a.jpg, b.png", ["a.jpg", "b.png"]), ("a\r\nb c\n", ["a", "b c"]),
        ("a | b", ["a", "b"]), ("a.jpg;", ["a.jpg"]), ("Кувшин 1,5 л.jpg", ["Кувшин 1,5 л.jpg"]), ("чашка, белая", ["чашка, белая"]),
        ("a.jpg@0.6,0.4", ["a.jpg@0.6,0.4"]), ("a.jpg@0.6,0.4, b.jpg", ["a.jpg@0.6,0.4", "b.jpg"]),
        ("https://x/a.jpg?v=1,https://x/b https://x/c", ["https://x/a.jpg?v=1", "https://x/b", "https://x/c"]),
        ("чашка, белая.png,тарелка.png", ["чашка, белая.png", "тарелка.png"]), (";", []),
    ],
)  # fmt: skip
def test_what_parts_pictures(cell: str, pictures: list[str]) -> None:
    assert pictures_in(cell) == pictures


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        Image.new("RGB", (900, 900)).save(tmp_path / f"{name}.jpg")
    path = tmp_path / "rows.csv"
    path.write_text("id,name,price,Фото\nx,Чай,690 ₽,a.jpg; b.jpg\ny,Кофе,870 ₽,b.jpg\n", encoding="utf-8")
    return path


def planned(rows: Path, **fields: object) -> Plan:
    job = Job(template="product", data=str(rows), sizes=("600x600",), **fields)  # type: ignore[arg-type]
    return make_plan(job, ".", mode="inspect")


def test_the_first_is_taken_with_a_note(rows: Path) -> None:
    plan = planned(rows)
    (note,) = [one for one in plan.findings if one.code == "several-pictures"]
    assert (note.severity, note.place, note.remedy) == (
        "note",
        "column Фото",
        "a file with each: --vary photo",
    )
    assert [(c.key, c.values["photo"]) for c in plan.chunks[0].cells] == [("x", "a.jpg"), ("y", "b.jpg")]


def test_a_file_with_each_where_it_is_asked_for(rows: Path) -> None:
    plan = planned(rows, vary={"photo": ()})
    assert not [one for one in plan.findings if one.code == "several-pictures"]
    found = [(c.key, c.variant, c.values["photo"]) for c in plan.chunks[0].cells]
    assert found == [("x-1", "1", "a.jpg"), ("x-2", "2", "b.jpg"), ("y", "", "b.jpg")]


def test_texts_are_listed_by_bars(rows: Path) -> None:
    rows.write_text("id,name,price\nx,Чай|Улун,690 ₽\n", encoding="utf-8")
    assert [c.values["name"] for c in planned(rows, vary={"name": ()}).chunks[0].cells] == ["Чай", "Улун"]
    assert [c.values["name"] for c in planned(rows).chunks[0].cells] == ["Чай|Улун"]
