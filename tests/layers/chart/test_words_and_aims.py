"""Kinds of words and of aims: widths and angles as the values, times in their order, what has no room is said."""

from __future__ import annotations

import itertools
import math

import pytest

from designer_app.build import Built
from designer_app.errors import DesignError
from designer_app.layers.chart.aims import aimed, before_column, has_targets
from designer_app.layers.chart.data import read_data
from designer_app.layers.chart.moments import in_time, moments
from designer_app.production import charting
from tests.layers.chart.conftest import Draw
from tests.layers.chart.tables import TABLES, table
from tests.layers.chart.test_honesty import chart, codes, fills, words


def refused(drawn: Draw, name: str, kind: str, **cells: str) -> str:
    with pytest.raises(DesignError) as caught:
        drawn(TABLES[name], kind, **cells)
    (finding,) = caught.value.findings
    assert finding.code == "chart-refused"
    return finding.line()


def alt(page: Built) -> str:
    meta = chart(page).meta
    assert meta is not None
    return meta.alt


def test_a_funnel_is_as_wide_as_its_steps(drawn: Draw) -> None:
    bars = [path.outline.bounds() for path in fills(drawn(TABLES["funnel"], "funnel"))]
    values = (48200, 9100, 2300, 610)
    for box, value in zip(bars, values, strict=True):
        assert box.width / bars[0].width == pytest.approx(value / values[0], rel=0.01)
        assert box.height == pytest.approx(bars[0].height, abs=0.1)
        assert (box.x0 + box.x1) / 2 == pytest.approx((bars[0].x0 + bars[0].x1) / 2, abs=0.1)


def test_a_funnel_says_how_many_go_on(drawn: Draw) -> None:
    said = " ".join(words(drawn(TABLES["funnel"], "funnel")))
    assert "19" in said
    assert "1,3" in said
    assert "grows" in refused(drawn, "growing funnel", "funnel")


def test_progress_fills_its_track_as_the_share(drawn: Draw) -> None:
    page = drawn(TABLES["percents"], "progress")
    full, code, texts = (path.outline.bounds().width for path in fills(page))  # nothing is drawn of zero
    assert code / full == pytest.approx(0.64, rel=0.01)
    assert texts / full == pytest.approx(0.125, rel=0.01)


def test_progress_beyond_the_target_keeps_one_scale(drawn: Draw) -> None:
    sales, calls = (path.outline.bounds().width for path in fills(drawn(TABLES["above"], "progress")))
    assert sales / calls == pytest.approx(134 / 80, rel=0.01)


@pytest.mark.parametrize(
    ("value", "target", "share"), [("30", "60", 0.5), ("45", "60", 0.75), ("75", "60", 1.0)]
)
def test_a_gauge_turns_as_far_as_the_value(drawn: Draw, value: str, target: str, share: float) -> None:
    page = drawn(table("Name;Orders", f"Shop;{value}"), "gauge", target=target)
    ring = fills(page)[0].outline
    xs, ys = ring.points[0::2], ring.points[1::2]
    # the ring begins at nine o'clock; its end is where the outer arc stops
    outer = max(math.hypot(x - xs[0], y - ys[0]) for x, y in zip(xs, ys, strict=True))
    left, base = min(xs), max(ys)
    radius = {1.0: outer / 2}.get(share, 0.0) or _radius(page)
    centre = (left + radius, base)
    ends = [math.degrees(math.atan2(centre[1] - y, centre[0] - x)) for x, y in zip(xs, ys, strict=True)]
    assert max(ends) == pytest.approx(180 * share, abs=1.5)


def _radius(page: Built) -> float:
    """Of the whole ring: half the width of its track."""
    boxes = [
        node.outline.bounds()
        for node in chart(page).children
        if hasattr(node, "outline") and "C" in node.outline.ops
    ]
    return max(box.width for box in boxes) / 2


def test_targets_are_needed(drawn: Draw) -> None:
    for kind in ("gauge", "progress"):
        assert "no target" in refused(drawn, "one point", kind)
        assert "target of 0" in refused(drawn, "plan with holes", kind)
        drawn(TABLES["one point"], kind, target="50")


def test_before_and_after_are_columns_from_zero(drawn: Draw) -> None:
    page = drawn(TABLES["before and after"], "compare")
    after = fills(page)[0].outline.bounds()
    before = fills(page, "bar")[0].outline.bounds()
    assert after.height / before.height == pytest.approx(12 / 46, rel=0.01)
    assert after.width == pytest.approx(before.width)
    assert "−34" in " ".join(words(page))


def test_percents_change_in_points(drawn: Draw) -> None:
    said = " ".join(words(drawn(TABLES["pairs"], "compare")))
    assert "п" in said
    assert "+68" not in said  # 18.4 % to 31 % are 12.6 points, not 68 %


def test_a_number_is_held_against_before_and_plan(drawn: Draw) -> None:
    said = alt(drawn(TABLES["one of many"], "number", lang="en"))
    assert "1,284" in said
    assert "+262 (+26%)" in said
    assert "86% of 1,500" in said


def test_a_number_takes_no_column_for_before_that_isnt(drawn: Draw) -> None:
    assert "'Not sure'" in refused(drawn, "survey", "number")
    assert "one-of-several" in codes(drawn(TABLES["months"], "number"))


def test_events_stand_in_the_order_of_time(drawn: Draw) -> None:
    backwards = table("Date;Event", "2026-11-01;Last", "2019-03-01;First", "2022-05-20;Middle")
    said = alt(drawn(backwards, "timeline", lang="en"))
    assert said.index("First") < said.index("Middle") < said.index("Last")


def test_notes_are_said_at_events_and_a_strange_one_is_told(drawn: Draw) -> None:
    events = table("Date;Event", "2019-03-01;First", "2022-05-20;Middle", "2026-11-01;Last")
    built = drawn(events, "timeline", lang="en", notes="middle: the price doubled; Never: nothing")
    assert "Middle (the price doubled)" in alt(built)
    assert "chart-note" in codes(built)


def test_dots_of_a_timeline_are_spaced_by_time(drawn: Draw) -> None:
    years = table("Year;Event", "2000;One", "2010;Two", "2020;Three", "2050;Four")
    dots = [path.outline.bounds() for path in fills(drawn(years, "timeline", "1080x1350"))]
    steps = [b.y0 - a.y0 for a, b in itertools.pairwise(dots)]
    assert steps[0] == pytest.approx(steps[1], rel=0.01)
    assert steps[2] == pytest.approx(3 * steps[0], rel=0.01)


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([{"Year": "1998", "Event": "A"}, {"Year": "1990", "Event": "B"}], ("1990", "1998")),
        ([{"Event": "A", "Year": 1998}, {"Event": "B", "Year": 1990}], ("1990", "1998")),
        ([{"Event": "A", "When": "2026-05-01"}, {"Event": "B", "When": "2025-05-01"}], ("2025-05-01", "2026-05-01")),
        ([{"Event": "spring 2024", "What": "A"}, {"Event": "spring 2021", "What": "B"}], ("spring 2021", "spring 2024")),
    ],
)  # fmt: skip
def test_moments_are_found_where_they_are(rows: list[dict[str, object]], heads: tuple[str, ...]) -> None:
    found = moments(read_data(rows))
    assert found is not None
    assert in_time(found).heads == heads
    assert in_time(found).titles == ("B", "A")


def test_no_moments_in_plain_words(drawn: Draw) -> None:
    assert "dates or years" in refused(drawn, "steps", "timeline")
    assert "without words" in refused(drawn, "dates", "timeline")


def test_a_table_says_what_has_no_room(drawn: Draw) -> None:
    page = drawn(TABLES["sixty"], "table")
    assert "rows-merged" in codes(page)
    assert any("строк" in text for text in words(page)) or "строк" in " ".join(words(page))
    assert "columns-left-out" in codes(drawn(TABLES["wide"], "table"))
    assert not codes(drawn(TABLES["price list"], "table")) & {"rows-merged", "columns-left-out", "words-cut"}


def test_a_table_writes_each_column_in_its_own_way(drawn: Draw) -> None:
    said = alt(drawn(TABLES["price list"], "table"))
    assert "Цена, ₽ 890" in said
    assert "Вес, г 250" in said


def test_steps_keep_all_their_words_or_say_so(drawn: Draw) -> None:
    for size in ("1080x1350", "1080x1920", "1200x628"):
        assert "words-cut" not in codes(drawn(TABLES["long steps"], "steps", size)), size
        assert "words-cut" not in codes(drawn(TABLES["twelve steps"], "steps", size)), size
    assert "words-cut" in codes(drawn(TABLES["twelve steps"], "steps", "1500x500"))
    assert "1 row" in refused(drawn, "one point", "steps")


def test_units_are_not_mixed_on_one_scale(drawn: Draw) -> None:
    for kind in ("bar", "column", "dot", "slope", "compare"):
        assert "units ₽, г" in refused(drawn, "price list", kind)
    drawn(TABLES["price list"], "bar", columns="Цена, ₽")
    drawn(TABLES["survey"], "bar")  # a column without a unit may be of the same


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ranking", "ranking"), ("parts", "donut"), ("two years", "compare"), ("dates", "line"), ("steps", "steps"),
        ("events", "timeline"), ("years behind", "timeline"), ("funnel", "funnel"), ("plan", "progress"), ("one of many", "number"),
        ("one percent", "number"), ("price list", "table"), ("wide", "table"), ("before and after", "compare"),
    ],
)  # fmt: skip
def test_the_chooser_proposes_what_a_designer_would(name: str, kind: str) -> None:
    data = charting.data_of(charting.rows_of_cell(TABLES[name]))
    assert charting.proposals(data)[0].kind == kind


def test_aims_are_told_by_their_names() -> None:
    rows = [{"Team": "A", "Plan": 10, "Done": 5}, {"Team": "B", "Plan": 12, "Done": 6}]
    found = aimed(read_data(rows, values=("Done", "Plan")))
    assert found is not None
    assert found.name == "Plan"
    assert has_targets(read_data(rows, values=("Done",))) is not None
    assert aimed(read_data(rows, values=("Done",), target=8)) is not None
    years = read_data([{"City": "A", "2024": 1, "2026": 2}])
    assert before_column(years) == 0


def test_the_words_are_of_the_kind_that_was_drawn(drawn: Draw) -> None:
    """A ranking sorts its rows: a table that shrinks would fit other kinds, too."""
    page = drawn(TABLES["ranking"], "auto", "1080x1350")
    assert alt(page).startswith("Рейтинг")
