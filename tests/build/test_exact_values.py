"""Prices, numbers and dates are shown whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from designer_app.build import Built
from tests.build.making import build, template

SLOTS = {
    "price": {"type": "money", "currency": "RUB"},
    "count": {"type": "number"},
    "day": {"type": "date"},
    "name": {"type": "text"},
    "erid": {"type": "text"},
    "goods": {
        "type": "list",
        "item": {"name": {"type": "text"}, "price": {"type": "money", "currency": "RUB"}},
    },
}
CELLS = {
    "price": "1234567890",
    "count": "123456",
    "day": "2026-11-25",
    "name": "Twelve long words in a row and more",
    "erid": "2VtzqxQ7mLk",
}


def narrow(text: str, width: float = 90.0, **fields: Any) -> Built:
    layer = {
        "kind": "text",
        "name": "t",
        "text": text,
        "size": 40,
        "min_size": 40,
        "max_lines": 1,
        "x": 0,
        "y": 0,
        "w": width,
    }
    return build(template([{**layer, **fields}], slots=SLOTS), **CELLS)


def severities(built: Built) -> set[str]:
    return {f.severity for f in built.findings if f.code in ("text-cut", "text-overflow")}


@pytest.mark.parametrize(
    "text", ["{{ price | money }}", "{{ count }}", "{{ day | date: 'd MMMM y' }}", "{{ name }}, {{ price | money }}",
             "{% if price %}{{ price | money }}{% endif %}", "{{ name }}, erid: {{ erid }}"],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_an_error(text: str) -> None:
    built = narrow(text)
    assert severities(built) == {"error"}
    (finding,) = [f for f in built.findings if f.severity == "error"]
    assert finding.remedy.startswith("shorten by ")


def test_a_number_divided_between_two_lines_is_an_error() -> None:
    found = [f for f in narrow("{{ count }}", max_lines=9).findings if f.severity == "error"]
    assert [f.code for f in found] == ["text-overflow"]


def test_a_value_in_a_run_of_its_own_counts() -> None:
    runs = [{"text": "from "}, {"text": "{{ price | money }}"}]
    assert severities(narrow("", runs=runs)) == {"error"}


def test_a_text_may_be_cut() -> None:
    assert severities(narrow("{{ name }}")) == {"warning"}
    assert severities(narrow("words that a template says itself")) == {"warning"}


def test_a_value_that_is_absent_cuts_nothing() -> None:
    layer = {"kind": "text", "name": "t", "text": "{{ name }}{% if price %} {{ price | money }}{% endif %}", "size": 40,
             "min_size": 40, "max_lines": 1, "x": 0, "y": 0, "w": 90}  # fmt: skip
    built = build(template([layer], slots=SLOTS), name=CELLS["name"], price=None)
    assert severities(built) == {"warning"}


def test_a_value_that_fits_says_nothing() -> None:
    assert severities(narrow("{{ price | money }}", 900)) == set()


@pytest.mark.parametrize(("field", "severity"), [("price", "error"), ("name", "warning")])
def test_items_of_a_list_count_by_their_field(field: str, severity: str) -> None:
    shown = "{{ item.price | money }}" if field == "price" else "{{ item.name }}"
    item = {"kind": "text", "name": "t", "text": shown, "size": 40, "min_size": 40, "max_lines": 1, "w": 90}
    stack = {"kind": "stack", "name": "s", "repeat": "goods", "x": 0, "y": 0, "w": 500, "layers": [item]}
    built = build(template([stack], slots=SLOTS), goods=[{"name": CELLS["name"], "price": "1234567890"}])
    assert severities(built) == {severity}
