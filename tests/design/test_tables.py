"""Tables in a cell: what people paste, typed by what it holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.design.slots import Slot
from designer_app.design.values import parse_value
from designer_app.errors import DesignError

TABLE = Slot(type="table")


def read(text: object) -> tuple[dict[str, object], ...]:
    found: tuple[dict[str, object], ...] = parse_value(
        TABLE, text, place="row 1, column table", file="rows.csv"
    )
    return found


@pytest.mark.parametrize("separator", ["\t", ";", "|", ","])
def test_columns_are_typed_by_what_they_hold(separator: str) -> None:
    lines = (("City", "Since", "People"), ("Oslo", "2026-01-05", "1 200"), ("Bern", "2026-02-01", "-"))
    rows = read("\n".join(separator.join(line) for line in lines))
    assert rows == (
        {"City": "Oslo", "Since": date(2026, 1, 5), "People": Decimal(1200)},
        {"City": "Bern", "Since": date(2026, 2, 1), "People": None},
    )


def test_a_table_may_be_json() -> None:
    assert read('[{"a": "x", "b": 2}, {"a": "y"}]') == ({"a": "x", "b": Decimal(2)}, {"a": "y", "b": None})
    assert read([["a", "b"], ["x", 2.5]]) == ({"a": "x", "b": Decimal("2.5")},)


def test_years_in_the_first_column_are_names() -> None:
    assert read("Year;Value\n2019;1\n2020;2")[0] == {"Year": "2019", "Value": Decimal(1)}


def test_names_that_begin_with_figures_stay_names() -> None:
    assert read("Flat;Price\n1 room;5\n2 rooms;7")[1] == {"Flat": "2 rooms", "Price": Decimal(7)}


def test_a_unit_that_all_share_goes_behind_the_name() -> None:
    assert list(read("Bean;Price\nA;780 ₽\nB;1 150 ₽")[0]) == ["Bean", "Price, ₽"]
    assert list(read("Bean;Price, ₽\nA;780 ₽\nB;1 150 ₽")[0]) == ["Bean", "Price, ₽"]


@pytest.mark.parametrize("missing", ["", "-", "—", "n/a", "NaN", "нет данных"])
def test_missing_is_missing(missing: str) -> None:
    assert read(f"A;B\nx;1\ny;{missing}\nz;3")[1]["B"] is None


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("A;B\nx;1\ny;many\nz;3", "bad-number", "column B, row 2"),
        ("A;B\nx;1 kg\ny;2 lb", "mixed-units", "'kg', 'lb'"),
        ("A;A\nx;1", "bad-table", "two columns 'A'"),
        ("A;B", "bad-table", "no rows"),
        ("A;B\nx;2026-01-01\ny;2026-02-31\nz;2026-03-01", "bad-date", "column B, row 2"),
        ([1, 2], "bad-table", "a line of names"),
        ("A;B\n" + "x;1\n" * 1001, "bad-table", "at most 1000 rows"),
    ],
)
def test_what_cannot_be_read_is_named(text: object, code: str, words: str) -> None:
    with pytest.raises(DesignError) as caught:
        read(text)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert words in finding.line()
    assert "row 1, column table" in finding.line()
    assert finding.file == "rows.csv"


@given(
    st.lists(
        st.tuples(st.text("abcdef", min_size=1, max_size=5), st.decimals(-(10**6), 10**6, places=2)),
        min_size=1,
        max_size=8,
    )
)
def test_numbers_come_back_as_they_were(rows: list[tuple[str, Decimal]]) -> None:
    found = read("\n".join(["name\tvalue", *(f"{name}\t{value}" for name, value in rows)]))
    assert [row["value"] for row in found] == [value for _, value in rows]
