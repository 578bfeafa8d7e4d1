"""First headlines from tables; their numbers come out of the table."""

from __future__ import annotations

import pytest

from designer_app.production import charting
from designer_app.production.agreement import agreement
from designer_app.production.suggesting import suggestion


@pytest.mark.parametrize(
    ("table", "english", "russian"),
    [
        ("Country;Days\nDenmark;14\nItaly;52", "Italy leads with 52", "Italy впереди: 52"),
        ("City;2024;2026\nMoscow;1200;1890\nOmsk;310;300", "Moscow rose by 57%", "Moscow: рост на 57\u00a0%"),
        ("City;Before;After\nOmsk;310;100", "Omsk fell by 68%", "Omsk: спад на 68\u00a0%"),
        ("Year;Coal\n2019;40\n2020;30\n2021;20", "Coal fell by 50% from 2019 to 2021", "Coal: спад на 50\u00a0%, 2019 — 2021"),
        ("Answer;Share, %\nYes;62.5\nNo;37.5", "Yes leads with 62.5%", "Yes впереди: 62,5\u00a0%"),
        ("Step;Text\nOne;A\nTwo;B", "", ""),
        ("Name;Value\nA;–\nB;–", "", ""),
    ],
)  # fmt: skip
def test_headlines(table: str, english: str, russian: str) -> None:
    data = charting.data_of(charting.rows_of_cell(table))
    assert suggestion(data, "en") == english
    assert suggestion(data, "ru") == russian
    assert all(one.why for text in (english, russian) for one in agreement(text, data))
