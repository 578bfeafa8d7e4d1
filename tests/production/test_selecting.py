"""Which rows are made: conditions, order, places, samples, and the columns that speak to the batch."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer_app.design.template import Override
from designer_app.errors import DesignError
from designer_app.production.conditions import Comparison, comparison, written
from designer_app.production.jobs import Job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.rows import Rows
from designer_app.production.selecting import selected
from designer_app.production.where import condition

NOTE = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"
TEA = [
    {"name": "Кения", "price": "1 299,00 руб.", "tag": "autumn", "day": "01.09.2026", "left in stock": 3},
    {
        "name": "Цейлон",
        "price": 840,
        "tag": "late autumn",
        "day": datetime.date(2026, 10, 5),
        "left in stock": None,
    },
    {"name": "Ассам", "price": "$990.50", "tag": "Autumn", "day": "", "left in stock": 12},
    {"name": "A12", "price": "", "tag": "spring", "day": "2026-12-31", "left in stock": True},
]
COLUMNS = ("name", "price", "tag", "day", "left in stock")


def rows(cells: list[dict[str, Any]] = TEA) -> Rows:
    keys = tuple(f"k{i}" for i in range(len(cells)))
    columns = tuple(cells[0])
    return Rows(rows=tuple(cells), keys=keys, faults=((),) * len(cells), columns=columns, source="tea.csv")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("price < 1000", [1, 2]),
        ("price >= 990,5 and price != 840", [0, 2]),
        ("tag = autumn", [0, 2]),
        ('tag = "late autumn" or tag = spring', [1, 3]),
        ("tag = late autumn", [1]),
        ("tag ~ AUTUMN and not (price < 900)", [0, 2]),
        ("tag in (spring, 'late autumn')", [1, 3]),
        ("day > 2026-09-15", [1, 3]),
        ("day <= 01.09.2026", [0]),
        ("day is empty", [2]),
        ("left in stock is not empty and left in stock > 3", [2]),
        ("[left in stock] = 3", [0]),
        ("NAME = кения", [0]),
        ("name = B12", []),  # a name with figures in it is no number
        ("price is empty or price > 1200", [0, 3]),
        ("price < 900 or price > 1200 and tag = autumn", [0, 1]),
    ],
)
def test_conditions(text: str, found: list[int]) -> None:
    test = condition(text, COLUMNS)
    assert [index for index, row in enumerate(TEA) if test(row)] == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("prise < 3", "unknown-column"), ("price", "bad-condition"), ("price <", "bad-condition"),
        ("(price < 3", "bad-condition"), ("price < 3)", "bad-condition"), ("tag in spring", "bad-condition"),
        ('tag = "x', "bad-condition"), ("day is full", "bad-condition"), ("", "bad-condition"),
        ("not " * 500 + "price < 3", "bad-condition"),
    ],
)  # fmt: skip
def test_conditions_that_mean_nothing(text: str, code: str) -> None:
    with pytest.raises(DesignError) as caught:
        condition(text, COLUMNS)
    assert caught.value.usage
    assert caught.value.findings[0].code == code
    if code == "unknown-column":
        assert caught.value.findings[0].remedy == "did you mean 'price'?"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="price<>=()\"' ,and or not in is empty12~[]", max_size=40))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        test = condition(text, COLUMNS)
    except DesignError:
        return
    assert all(test(row) in (True, False) for row in TEA)


def test_order() -> None:
    assert selected(rows(), order="price").keys == ("k1", "k2", "k0", "k3")
    assert selected(rows(), order="price desc").keys == ("k0", "k2", "k1", "k3")  # empty cells come last
    assert selected(rows(), order="tag, name").keys == ("k2", "k0", "k1", "k3")
    with pytest.raises(DesignError, match="unknown-column"):
        selected(rows(), order="prise")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2", ["k1"]),
        ("2-3", ["k1", "k2"]),
        ("3-", ["k2", "k3"]),
        ("-2", ["k0", "k1"]),
        ("4,1-2,1", ["k3", "k0", "k1"]),
    ],
)
def test_places(text: str, keys: list[str]) -> None:
    assert list(selected(rows(), range=text).keys) == keys


def test_places_and_conditions_that_leave_nothing() -> None:
    for options, code in (
        ({"range": "9-12"}, "no-rows"),
        ({"where": "price > 9000"}, "no-rows"),
        ({"range": "x"}, "bad-range"),
    ):
        with pytest.raises(DesignError, match=code):
            selected(rows(), **options)  # type: ignore[arg-type]


def test_a_sample_is_of_the_rows_not_of_their_places() -> None:
    many = rows([{"name": str(i)} for i in range(100)])
    drawn = selected(many, sample=10)
    assert len(drawn.keys) == 10
    turned = selected(many.at(range(99, -1, -1)), sample=10)
    assert set(turned.keys) == set(drawn.keys)
    fewer = selected(many.at([i for i in range(100) if many.keys[i] != drawn.keys[0]]), sample=10)
    assert len(set(fewer.keys) & set(drawn.keys)) == 9


def planned(tmp_path: Path, table: list[dict[str, Any]], **fields: Any) -> Plan:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    base: dict[str, Any] = {
        "template": str(NOTE),
        "data": str(path),
        "sizes": ("300x300", "400x400"),
        "kits": ("med",),
    }
    return make_plan(Job(**base | fields), str(tmp_path), mode="build")


def stems(plan: Plan) -> list[str]:
    return [cell.stem for chunk in plan.chunks for cell in chunk.cells]


def test_columns_that_speak_to_the_batch(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        [
            {"_key": "a", "headline": "A", "_skip": "да"},
            {"_key": "b", "headline": "B", "_size": "400x400"},
            {"_key": "c", "headline": "C", "_kit": "northline"},
            {"_key": "d", "headline": "D", "_count": 2},
            {"_key": "e", "headline": "E", "_name": "осень/1"},
            {"_key": "f", "headline": "F", "_count": "many"},
            {"_key": "g", "headline": "G", "_size": "401 by 7", "_kit": "medd"},
        ],
    )
    assert stems(plan) == [
        "d-1-300x300-1", "d-2-300x300-1", "осень-1-300x300-1",
        "b-400x400-1", "d-1-400x400-1", "d-2-400x400-1", "осень-1-400x400-1",
    ]  # fmt: skip
    assert {finding.code for result in plan.refused for finding in result.findings} == {
        "bad-count", "unknown-size", "unknown-kit",
    }  # fmt: skip
    told = {finding.code: finding for finding in plan.findings}
    assert told["rows-skipped"].found == "1 row with _skip"
    assert told["row-without-file"].place == "row c"


def test_copies_of_a_row_with_a_name_have_names_of_their_own(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        [
            {"_key": "a", "headline": "A", "_name": "tea", "_count": 2},
            {"_key": "b", "headline": ["B", "C"], "_name": "cup"},
        ],
        sizes=("300x300",),
    )
    assert stems(plan) == ["tea-1-300x300-1", "tea-2-300x300-1", "cup-1-300x300-1", "cup-2-300x300-1"]
    assert not plan.refused


def test_a_job_chooses_its_rows(tmp_path: Path) -> None:
    table = [{"_key": f"k{i}", "headline": "A", "price": i} for i in range(6)]
    plan = planned(tmp_path, table, sizes=("300x300",), where="price > 1", order="price desc", range="2-")
    assert [stem[:2] for stem in stems(plan)] == ["k4", "k3", "k2"]


def test_lists_in_cells_of_single_values_multiply_rows(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        [
            {"_key": "a", "headline": ["One", "Two"], "tone": ["calm", "loud"]},
            {"_key": "b", "headline": "Three"},
            {"_key": "c", "headline": ["x"] * 200, "tone": ["calm"] * 200},
        ],
        sizes=("300x300",),
    )
    cells = {cell.key: cell for chunk in plan.chunks for cell in chunk.cells}
    assert list(cells) == ["a-1-1", "a-1-2", "a-2-1", "a-2-2", "b"]
    assert (cells["a-2-1"].values["headline"], cells["a-2-1"].values["tone"]) == ("Two", "calm")
    assert [cells[key].variant for key in cells] == ["1-1", "1-2", "2-1", "2-2", ""]
    assert [(r.key, [f.code for f in r.findings]) for r in plan.refused] == [("c", ["too-many-variants"])]


def test_a_variant_stands_in_key_and_name_and_keeps_what_its_row_has(tmp_path: Path) -> None:
    """Of values to try and of lists in cells alike; deviations and choices go by the row's own key, too."""
    table = [
        {"_key": "a", "headline": ["One", "Two"], "headline.fill": "#c00000"},
        {"_key": "b", "_name": "cup"},
    ]
    hidden = Override(row="a", layer="band", set={"visible": False})
    wishes: dict[str, Any] = {
        "sizes": ("300x300",),
        "vary": {"tone": ("calm", "loud")},
        "overrides": (hidden,),
    }
    plan = planned(tmp_path, table, **wishes)
    assert stems(plan) == [
        f"{name}-300x300-1" for name in ("a-1-1", "a-1-2", "a-2-1", "a-2-2", "cup-1", "cup-2")
    ]
    cells = {cell.key: cell for chunk in plan.chunks for cell in chunk.cells}
    assert list(cells)[4:] == ["b-1", "b-2"]
    assert [cell.variant for cell in cells.values()] == ["1-1", "1-2", "2-1", "2-2", "1", "2"]
    assert [(o.row, o.layer) for o in cells["a-2-1"].overrides] == [("a-2-1", "band"), ("a-2-1", "headline")]
    assert not [finding for finding in plan.findings if finding.code == "stale-override"]
    for rows, keys in (
        (("a",), ["a-1-1", "a-1-2", "a-2-1", "a-2-2"]), (("a-1",), ["a-1-1", "a-1-2"]), (("b-2",), ["b-2"]),
    ):  # fmt: skip
        some = planned(tmp_path, table, rows=rows, **wishes)
        assert [cell.key for chunk in some.chunks for cell in chunk.cells] == keys
    with pytest.raises(DesignError, match="unknown-row"):
        planned(tmp_path, table, rows=("b-3",), **wishes)


def test_variants_of_pictures_may_be_parted_by_commas() -> None:
    from designer_app.cli.wishes import variants

    found = variants(["headline=a, b|c", "photo=x.jpg, y.jpg"], {"photo"})
    assert found == {"headline": ("a, b", "c"), "photo": ("x.jpg", "y.jpg")}


@given(
    st.sampled_from([*COLUMNS, "Цена, руб.", "is it", "2026"]),
    st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "~"]),
    st.text(
        st.characters(exclude_characters='"\n\r', exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")),
        min_size=1,
        max_size=12,
    ),
)
@example("name", "=", "İ")  # a letter that is longer in small letters
def test_a_comparison_is_written_and_read_again(column: str, operator: str, value: str) -> None:
    columns = (*COLUMNS, "Цена, руб.", "is it", "2026")
    made = Comparison(column, operator, value)
    assert comparison(written(made), columns) == made


def test_comparisons_of_several_values_and_of_none() -> None:
    assert comparison("tag in (autumn, 'late autumn')", COLUMNS) == Comparison(
        "tag", "in", "autumn, late autumn"
    )
    assert written(Comparison("tag", "in", "autumn, late autumn")) == 'tag in (autumn, "late autumn")'
    assert comparison("[left in stock] is not empty", COLUMNS) == Comparison("left in stock", "not empty")
    assert written(Comparison("left in stock", "empty")) == "[left in stock] is empty"
    assert comparison("price <> 5", COLUMNS) == Comparison("price", "!=", "5")
    for text in (
        "price < 5 and tag = a",
        "not price < 5",
        "(price < 5)",
        "weight = 5",
        "price is",
        "",
        'tag in ("a,b")',
    ):
        assert comparison(text, COLUMNS) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12990 р", 12990),
        ("от 500 ₽", 500),
        ("from $12.50", 12.5),
        ("49 zł", 49),
        ("990,00 RUB", 990),
        ("10 сум", 10),
        ("Bosch 12", None),
    ],
)
def test_numbers_beside_any_currency(cell: str, number: float | None) -> None:
    from designer_app.production.where import number_of

    found = number_of(cell)
    assert (None if found is None else float(found)) == number


PRICES = rows([{"Цена, руб.": 3, "Имя": "в"}, {"Цена, руб.": 1, "Имя": "а"}, {"Цена, руб.": 2, "Имя": "б"}])


@pytest.mark.parametrize(
    "order", ["Цена, руб. desc, Имя", "[Цена, руб.] desc", "цена desc", '"цена, руб." DESC , имя asc']
)
def test_an_order_names_headings_as_conditions_do(order: str) -> None:
    assert list(selected(PRICES, order=order).keys) == ["k0", "k2", "k1"]
    assert list(selected(PRICES, where="цена < 3").keys) == ["k1", "k2"]


@pytest.mark.parametrize(
    "wish", [{"order": "цены"}, {"order": "имя вниз"}, {"where": "цены < 3"}, {"range": "3-1"}]
)
def test_what_is_wrong_is_said_with_its_flag(wish: dict[str, str]) -> None:
    with pytest.raises(DesignError) as refused:
        selected(PRICES, **wish)  # type: ignore[arg-type]
    (finding,) = refused.value.findings
    assert refused.value.usage
    assert finding.place == f"--{next(iter(wish))} {next(iter(wish.values()))}"
    if finding.code == "unknown-column":
        assert "Цена, руб." in finding.remedy
