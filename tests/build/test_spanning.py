"""One line as wide as its frame, dates in expressions, heights that follow from what a child holds."""

from __future__ import annotations

import pytest

from tests.build.making import INK_OF_WORD, build, template

WORD = {
    "kind": "text",
    "name": "word",
    "style": "display",
    "span": True,
    "ink_sides": True,
    "x": 100,
    "y": 100,
}


@pytest.mark.parametrize("text", ["Октябрь", "September", "Ноябрь"])
@pytest.mark.parametrize("kit", ["med", "northline"])
def test_a_spanning_line_fills_the_measure_with_ink(text: str, kit: str) -> None:
    built = build(
        template([{**WORD, "text": text, "size": 400, "min_size": 50, "w": 800}, INK_OF_WORD]), kit=kit
    )
    assert built.boxes["probe"].x0 == pytest.approx(100, abs=0.5)
    assert built.boxes["probe"].width == pytest.approx(800, abs=0.5)


def test_a_spanning_line_keeps_between_its_sizes() -> None:
    short = build(template([{**WORD, "text": "Май", "size": 120, "min_size": 50, "w": 800}]))
    assert short.sizes["word"] == pytest.approx(120)
    long = {**WORD, "text": "Oktober und November", "size": 400, "min_size": 110, "w": 800}
    assert build(template([long])).sizes["word"] == pytest.approx(110)


def test_where_two_lines_are_allowed_the_text_is_fitted_as_any_other() -> None:
    long = {**WORD, "text": "Oktober und November", "size": 400, "min_size": 110, "max_lines": 2, "w": 800}
    built = build(template([long]))
    plain = build(template([{**long, "span": False}]))
    assert built.sizes == plain.sizes
    assert built.sizes["word"] > 110
    assert not built.findings


def test_expressions_know_a_dates_day_month_and_year() -> None:
    loaded = template(
        [
            {
                "kind": "shape",
                "name": "bar",
                "x": "date.day",
                "y": "date.month",
                "w": "date.year - 2000",
                "h": 10,
            }
        ],
        slots={"date": {"type": "date"}},
    )
    box = build(loaded, date="2026-11-28").boxes["bar"]
    assert (box.x0, box.y0, box.width) == (28, 11, 26)


def test_a_groups_height_in_a_stack_follows_its_text() -> None:
    rows = {
        "kind": "stack", "name": "rows", "x": 0, "y": 0, "w": 400, "layers": [
            {"kind": "group", "name": "row", "w": 400, "h": "what.h + 20", "layers": [
                {"kind": "text", "name": "what", "text": "one two three four five six seven eight", "size": 40,
                 "x": 50, "w": 300, "y": 10}]},
            {"kind": "shape", "name": "under", "w": 400, "h": 5}],
    }  # fmt: skip
    boxes = build(template([rows])).boxes
    assert boxes["rows.row.what"].height > 80
    assert boxes["rows.under"].y0 == pytest.approx(boxes["rows.row.what"].height + 20, abs=0.1)
