"""Tables as people have them: units in names, tiny and huge values, orders that are none, dates beside years."""

from __future__ import annotations

import pytest

from designer_app.layers.chart import colours
from designer_app.layers.chart.data import parted_name
from designer_app.layers.chart.sequences import in_order
from designer_app.production import charting
from designer_app.scene.colour import contrast
from tests.layers.chart.conftest import Draw
from tests.layers.chart.tables import table
from tests.layers.chart.test_honesty import chart, codes, words


def best(text: str) -> str:
    return charting.proposals(charting.data_of(charting.rows_of_cell(text)))[0].kind


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Выручка, тыс. ₽", ("Выручка", "тыс. ₽")), ("Price (GBP)", ("Price", "GBP")), ("Share %", ("Share", "%")),
        ("Да, %", ("Да", "%")), ("Temperature °C", ("Temperature", "°C")), ("Visitors", ("Visitors", "")),
    ],
)  # fmt: skip
def test_a_unit_may_stand_behind_a_name_in_three_ways(name: str, parts: tuple[str, str]) -> None:
    assert parted_name(name) == parts


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["I кв. 2025", "II кв. 2025", "III кв. 2025", "IV кв. 2025", "I кв. 2026"], True),
        (["Q1 2025", "Q2 2025", "Q1 2026"], True),
        (["ноя", "дек", "янв", "фев"], True),
        (["March", "January", "July", "May"], False),
        (["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"], True),
        (["18–24 года", "25–39 лет", "40–59 лет", "Старше 60"], True),
        (["Архангельская область № 1", "Калужская область № 2", "Тверская область № 3"], False),
    ],
)
def test_what_is_a_sequence(names: list[str], ordered: bool) -> None:
    data = charting.data_of(
        charting.rows_of_cell(table("Name;Value", *(f"{name};{i}" for i, name in enumerate(names, 1))))
    )
    assert in_order(data) is ordered


def test_a_course_over_time_is_proposed_as_one() -> None:
    months = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг")
    assert (
        best(table("Месяц;Подписчики", *(f"{m} 2026;{1000 + 90 * i}" for i, m in enumerate(months))))
        == "column"
    )
    assert (
        best(table("City;2019;2025", "Leeds;31;44", "York;28;29", "Hull;40;33", "Bath;29;30", "Ely;12;19"))
        == "slope"
    )


UNITS = table(
    "Показатель;Сейчас;Было", "Выручка, млн ₽;48,2;41,9", "Средний чек, ₽;1290;1345", "Возвраты, %;2,1;3,4"
)


def test_rows_of_several_units_have_no_common_scale(drawn: Draw) -> None:
    assert best(UNITS) == "number"
    with pytest.raises(Exception, match="rows in млн ₽, ₽, %"):
        drawn(UNITS, "bar")
    said = words(drawn(UNITS, "number"))
    assert "1 290 ₽" in [one.replace("\u202f", " ").replace("\xa0", " ") for one in said]
    assert any("−1,3" in one and "(" not in one for one in said)  # between percents: points, no percent


def test_small_values_keep_figures_that_say_something(drawn: Draw) -> None:
    said = words(drawn(table("Sample;g/l", "A;0.00012", "B;0.00034", "C;0.0000071"), "column", lang="en"))
    assert {"0.000120", "0.000340", "0.000007"} <= set(said)


def test_huge_values_are_said_in_trillions_and_what_rounds_to_nothing_in_its_own_power(drawn: Draw) -> None:
    cells = table("Страна;ВВП, $", "Альфа;25462700000000", "Бета;17963170000000", "Дельта;905988")
    said = [one.replace("\u202f", " ").replace("\xa0", " ") for one in words(drawn(cells, "bar"))]
    assert "25,5 трлн $" in said
    assert "906 тыс. $" in said or "905 988 $" in said


def test_a_part_that_rounds_to_nothing_is_not_nothing(drawn: Draw) -> None:
    page = drawn(table("Part;Amount", "A;99990", "B;10", "C;50000"), "donut", lang="en")
    assert "<0.1%" in words(page)


def test_percents_that_do_not_add_up_are_shown_as_they_are_given(drawn: Draw) -> None:
    page = drawn(table("Answer;Share, %", "Yes;47", "No;38", "Other;18"), "donut", lang="en")
    assert "percent-sum" in codes(page)
    assert {"47%", "38%", "18%"} <= set(words(page))


def test_of_many_things_without_an_order_the_largest_are_shown(drawn: Draw) -> None:
    cells = table(
        "Thing;Value", *(f"Some long name of thing {i * 37 % 60} of a kind;{i}" for i in range(1, 61))
    )
    page = drawn(cells, "bar", "1200x628", lang="en")
    assert "rows-merged" in codes(page)
    assert "60" in words(page)
    assert "1" not in words(page)


def test_names_of_missing_values_do_not_touch(drawn: Draw) -> None:
    cells = table("День;Посетители", "Пн;120", "Вт;NaN", "Ср;нет данных", "Чт;180", "Пт;–")
    for size in ("1080x1350", "1080x1080", "1200x628"):
        assert "labels-touch" not in codes(drawn(cells, "column", size))
    meta = chart(drawn(cells, "line")).meta
    assert meta is not None
    assert "нет данных: Вт, Ср, Пт" in meta.alt


def test_years_of_dates_are_said_where_they_change_in_time(drawn: Draw) -> None:
    cells = table("Date;Value", "2026-03-12;4", "2026-01-05;8", "2025-12-24;3")
    said = words(drawn(cells, "column", lang="en"))
    assert [one for one in said if any(m in one for m in ("Dec", "Jan", "Mar"))] == [
        "24 Dec 2025",
        "5 Jan 2026",
        "12 Mar",
    ]


def test_a_timeline_takes_dates_beside_years(drawn: Draw) -> None:
    cells = table(
        "Дата;Событие", "12.03.1998;Ларёк", "2004;Пекарня", "2011-09-01;Магазин", "2024;Сотая точка"
    )
    assert best(cells) == "timeline"
    said = [one.replace("\xa0", " ") for one in words(drawn(cells, "timeline"))]
    assert [one for one in said if any(y in one for y in ("1998", "2004", "2011", "2024"))] == [
        "12 марта 1998", "2004", "1 сентября 2011", "2024",
    ]  # fmt: skip


def test_a_treemap_names_its_parts_or_says_that_it_cannot(drawn: Draw) -> None:
    cells = table(
        "Область;Индекс", *(f"Архангельская область № {i};{(i * 37) % 101 + 0.5}" for i in range(60))
    )
    page = drawn(cells, "treemap")
    named = [one for one in words(page) if "область" in one or "№" in one]
    assert len(named) >= 5 or "words-cut" in codes(page)
    assert any("Прочее" in one for one in words(page))


@pytest.mark.parametrize("grey", range(0, 256, 5))
def test_words_on_a_bar_can_be_read_on_any_grey(grey: int) -> None:
    ground = (grey, grey, grey, 255)
    assert contrast(colours.readable(ground, ((58, 46, 57, 255), (255, 253, 249, 255))), ground) >= 4.5
