"""What stands out where nobody marked anything; a unit too long for figures."""

from __future__ import annotations

import pytest

from designer_app.layers.chart.data import Data, read_data
from designer_app.layers.chart.heroes import most_moved_row, most_moved_series, of_heading

_ROWS = [
    {"Город": "Москва", "А": 41, "Б": 44},
    {"Город": "Казань", "А": 12, "Б": 30},
    {"Город": "Омск", "А": 9, "Б": 1},
]


def _marked(data: Data) -> list[str]:
    return [data.names[i] for i in sorted(data.marked)]


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("В Казани втрое больше кофеен", ["Казань"]),
        ("В Омске закрылись почти все", ["Омск"]),
        ("Москва и Казань растут", ["Москва", "Казань"]),
        ("Москва, Казань и Омск", []),  # all is none
        ("Кофе дорожает", []),
        ("", []),
    ],
)
def test_a_heading_names_what_stands_out_whatever_the_ending(heading: str, named: list[str]) -> None:
    found = of_heading(heading, read_data(_ROWS))
    assert _marked(found) == named
    assert found.chosen == ("heading" if named else "")


def test_a_mark_counts_more_than_the_heading() -> None:
    found = of_heading("В Казани втрое больше", read_data(_ROWS, mark=("омск",)))
    assert _marked(found) == ["Омск"]
    assert found.chosen == ""


def test_only_the_first_line_names() -> None:
    assert _marked(of_heading("Кофе\nМосква и область", read_data(_ROWS))) == []


def test_a_heading_names_a_column() -> None:
    rows = [{"Year": "first", "Tea": 1, "Coffee": 2}, {"Year": "second", "Tea": 3, "Coffee": 4}]
    assert of_heading("Coffee wins", read_data(rows)).marked_series == {1}


def test_the_row_that_moves_most_is_the_hero() -> None:
    found = most_moved_row(read_data(_ROWS))
    assert _marked(found) == ["Казань"]
    assert found.chosen == "move"


def test_of_lines_the_newest_year_else_the_one_that_moves_most() -> None:
    years = read_data([{"Month": "Jan", "2024": 1, "2025": 1}, {"Month": "Feb", "2024": 9, "2025": 1}])
    assert most_moved_series(years).marked_series == {1}
    named = read_data([{"Month": "Jan", "Tea": 1, "Milk": 1}, {"Month": "Feb", "Tea": 9, "Milk": 1}])
    assert most_moved_series(named).marked_series == {0}
