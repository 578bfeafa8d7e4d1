"""Numbers of a headline are looked for in the table."""

from __future__ import annotations

import pytest

from designer_app.layers.chart.data import Data, read_data
from designer_app.production.agreement import agreement


@pytest.fixture
def days() -> Data:
    rows = [("Denmark", 14), ("Germany", 21), ("Italy", 52)]
    return read_data([{"Country": name, "Days": value} for name, value in rows])


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Italy pays you 38 days after Denmark does", "52 − 14 = 38"),
        ("Italy takes 52 days", "52"),
        ("The 3 countries", "3"),
        ("87 days in all", "Σ = 87"),
        ("Italy takes 271% longer", "(52 − 14) / 14 = 271 %"),
        ("Germany takes 1.5 times as long", "21 / 14 = 1.5"),
        ("Italy has 60% of all days", "52 / 87 = 60 %"),
        ("Italy takes 53 days", ""),
    ],
)
def test_each_number_says_where_it_is_from(days: Data, sentence: str, why: str) -> None:
    (found,) = agreement(sentence, days)
    assert found.why == why


def test_years_and_names_are_no_numbers_of_the_table(days: Data) -> None:
    assert agreement("Paid late in 2026", days) == []
    named = read_data([{"Week": "Week 12", "Days": 3}, {"Week": "Week 13", "Days": 5}])
    assert agreement("Week 12 was slow", named) == []


@pytest.mark.parametrize("text", ["1,234", "1 234", "1\u202f234"])
def test_thousands_are_read_in_any_manner(text: str) -> None:
    data = read_data([{"Name": "A", "Sum": 1234}, {"Name": "B", "Sum": 1}])
    (found,) = agreement(f"A has {text}", data)
    assert found.why == "1234"
