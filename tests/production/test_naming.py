"""Names of files from patterns."""

from __future__ import annotations

import datetime
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.design.slots import Slot
from designer_app.errors import DesignError
from designer_app.production.naming import check_pattern, fill_pattern, folded


def test_parts_of_the_pattern_are_folders_and_those_of_values_are_not() -> None:
    assert fill_pattern("{{kit}}/{{ key }}-{{page}}", {"kit": "med", "key": "a/b", "page": 3}) == "med/a-b-3"
    assert fill_pattern("../{{key}}", {"key": ".."}) == "_/_"


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_value_makes_a_path_inside(kit: str, key: str) -> None:
    name = PureWindowsPath(fill_pattern("{{kit}}/{{key}}", {"kit": kit, "key": key}) + ".png")
    assert not name.is_absolute()
    assert not name.drive
    assert 1 <= len(name.parts) <= 2
    assert ".." not in name.parts
    assert not any(PureWindowsPath(part).is_reserved() for part in name.parts)


@pytest.mark.parametrize("pattern", ["{{nothing}}", "{{key", "  ", "{{}}"])
def test_bad_patterns_are_wrong_use(pattern: str) -> None:
    with pytest.raises(DesignError) as caught:
        check_pattern(pattern, ("headline",))
    assert caught.value.usage


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{{ product | slug }}-{{page | pad: 3}}", "chai-osennii-50-g-007"),
        ("{{ product | latin }}", "Chai «Osennii», 50 g"),
        ("{{day | date: 'yyyy/MM'}}/{{key}}", "2026-11/a"),
        ("{{ when | date: 'yyyy-MM-dd' }}", "2026-11-25"),
        ("{{ when | date: 'yyyy-MM-dd' }}-{{ odd | date: 'yyyy' }}", "2026-11-25-soon"),
        ("{{ gone | default: 'none' | upper }}", "NONE"),
        ("{{ price | number: 0 }}", "990"),
        ("{{ price | money | slice: 0, 3 }}", "990"),
    ],
)
def test_names_go_through_the_filters_of_templates(pattern: str, name: str) -> None:
    slots = {"day": Slot(type="date"), "price": Slot(type="money", currency="RUB")}
    values = {
        "product": "Чай «Осенний», 50 г", "page": 7, "key": "a", "day": datetime.date(2026, 11, 25), "when": "25.11.2026",
        "odd": "soon", "price": "990 ₽", "gone": None,
    }  # fmt: skip
    check_pattern(pattern, values)
    assert fill_pattern(pattern, values, slots, "ru") == name


def test_filters_that_are_none_are_wrong_use() -> None:
    for pattern, code in (
        ("{{ key | uppr }}", "unknown-filter"),
        ("{{ key | date: }}{{ no | upper }}", "unknown-name"),
    ):
        with pytest.raises(DesignError) as caught:
            check_pattern(pattern, ())
        assert caught.value.usage
        assert caught.value.findings[0].code == code


def test_columns_may_name_files() -> None:
    check_pattern("{{headline}}-{{key}}", ("headline",))


def test_names_that_some_file_systems_take_for_one() -> None:
    assert folded("Straße/É") == folded("STRASSE/E\u0301")
    assert folded("a") != folded("b")
