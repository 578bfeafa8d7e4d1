"""Keys of rows: where they come from, what is wrong with them, finding a row again."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from designer_app.errors import DesignError
from designer_app.production.data import Table, find_row, row_keys
from designer_app.production.data.records import KeptRows


def made(*rows: dict[str, Any]) -> Table:
    columns = dict.fromkeys(name for row in rows for name in row)
    kept = KeptRows()
    for line, cells in enumerate(rows, 2):
        kept.add(line, cells)
    return Table(source="rows.csv", columns=tuple(columns), rows=kept)


def test_own_column_wins() -> None:
    table = made({"id": "1", "_key": "a", "sku": "x"}, {"id": "2", "_key": "b", "sku": "y"})
    assert row_keys(table) == (["a", "b"], [])
    assert row_keys(table, "sku") == (["a", "b"], [])


def test_the_named_column_then_the_usual_ones() -> None:
    table = made({"Артикул": "A-1", "ID": "1", "n": "x"}, {"Артикул": "A-1", "ID": "2", "n": "y"})
    assert row_keys(table, "n") == (["x", "y"], [])
    assert row_keys(table) == (["1", "2"], [])


@pytest.mark.parametrize("second", [{"sku": "1"}, {"sku": ""}, {"sku": None}])
def test_a_usual_column_must_be_full_and_unique(second: dict[str, Any]) -> None:
    keys, findings = row_keys(made({"sku": "1"}, second))
    assert keys == ["1", "2"]
    assert [(f.code, f.severity) for f in findings] == [("row-numbers-as-keys", "note")]


def test_a_usual_column_with_a_few_gaps_and_repetitions_still_names_its_rows() -> None:
    articles = ["A-1", "A-2", "A-2", "", "A-2", "A-2-2", "B", "C", "D"]
    keys, findings = row_keys(made(*({"Артикул": article} for article in articles)))
    assert keys == ["A-1", "A-2", "A-2-3", "row-4", "A-2-4", "A-2-2", "B", "C", "D"]
    assert [(f.code, f.severity) for f in findings] == [("keys-told-apart", "note")]
    assert "'A-2' twice" in findings[0].found
    more = made({"Артикул": "Z"}, *({"Артикул": article} for article in articles))
    assert set(row_keys(more)[0]) - {"Z", "row-5"} == set(keys) - {
        "row-4"
    }  # rows that come in front change none


def test_what_is_told_of_such_a_column_is_its_own() -> None:
    table = made(*({"ID": "", "Код": code} for code in ("A", "B", "C", "A", "D")))
    keys, findings = row_keys(table)
    assert keys == ["A", "B", "C", "A-2", "D"]
    assert (findings[0].place, findings[0].found) == (
        "column Код",
        "has 'A' twice: called 'A-2' (row 4 (line 5))",
    )


def test_numbers_and_dates_as_keys() -> None:
    table = made({"id": 123.0}, {"id": 7}, {"id": 1.5}, {"id": datetime.date(2026, 1, 2)}, {"id": " a  b "})
    assert row_keys(table)[0] == ["123", "7", "1.5", "2026-01-02", "a b"]


def test_a_repeated_key_names_both_rows() -> None:
    keys, findings = row_keys(made({"_key": "a"}, {"_key": "b"}, {"_key": "a "}))
    assert keys == ["a", "b", "a"]
    assert [(f.code, f.severity, f.place) for f in findings] == [
        ("duplicate-key", "error", "row 3 (line 4), column _key")
    ]
    assert "row 1 (line 2)" in findings[0].found


def test_an_empty_key_is_an_error_of_its_row() -> None:
    _, findings = row_keys(made({"_key": "a"}, {"_key": ""}, {"_key": None}))
    assert [(f.code, f.place) for f in findings] == [
        ("key-missing", "row 2 (line 3), column _key"),
        ("key-missing", "row 3 (line 4), column _key"),
    ]


def test_an_unknown_column_is_wrong_use() -> None:
    with pytest.raises(DesignError, match="did you mean 'code'") as caught:
        row_keys(made({"code": "1"}), "cod")
    assert caught.value.usage


def test_finding_a_row() -> None:
    table = made({"_key": "kenya"}, {"_key": "peru"})
    assert find_row(table, row_keys(table)[0], "peru").number == 2
    with pytest.raises(DesignError, match="did you mean 'kenya'") as caught:
        find_row(table, row_keys(table)[0], "kenia")
    assert caught.value.usage
