"""Round numbers, labels that keep clear of each other, curves that don't swing beyond their points."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from designer_app.layers.chart.kinds.treemap import squarify
from designer_app.layers.chart.parts import largest_remainder
from designer_app.layers.chart.sheet import smooth_line
from designer_app.layers.chart.ticks import nice_step, nice_ticks, spread, thinned
from designer_app.scene.geometry import Box

values = st.floats(-1e9, 1e9, allow_nan=False)


@given(values, values, st.integers(2, 8))
def test_ticks_hold_the_range_in_few_round_steps(low: float, high: float, most: int) -> None:
    ticks = nice_ticks(low, high, most)
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert ticks[0] <= min(low, high) + slack
    assert ticks[-1] >= max(low, high) - slack
    assert len(ticks) <= most + 2
    steps = {round(b - a, 6) for a, b in itertools.pairwise(ticks)}
    assert max(steps) - min(steps) <= slack


def test_steps_are_of_the_usual_kind() -> None:
    assert [nice_step(span, 5) for span in (4, 9, 52, 130, 0.7)] == [1.0, 2.0, 20.0, 50.0, 0.2]


boxes = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), min_size=1, max_size=12)


@given(boxes)
def test_labels_pushed_apart_keep_order_and_touch_nowhere(found: list[tuple[float, float]]) -> None:
    places, heights = [p for p, _ in found], [h for _, h in found]
    moved = spread(places, heights, 0.0, 1000.0)
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    for a, b in itertools.pairwise(order):
        assert moved[a] + heights[a] / 2 <= moved[b] - heights[b] / 2 + 1e-6
    assert all(h / 2 - 1e-6 <= m <= 1000 - h / 2 + 1e-6 for m, h in zip(moved, heights, strict=True))


def test_labels_that_have_room_stay() -> None:
    assert spread([10, 100, 200], [20, 20, 20], 0, 300) == [10, 100, 200]


@given(st.lists(st.floats(5, 80), min_size=1, max_size=40), st.floats(0, 20))
def test_thinned_names_never_touch(widths: list[float], gap: float) -> None:
    places = [30.0 * i for i in range(len(widths))]
    chosen = thinned(places, widths, gap)
    for a, b in itertools.pairwise(chosen):
        assert places[b] - widths[b] / 2 - places[a] - widths[a] / 2 >= gap
    assert chosen[0] == 0


@given(st.lists(st.floats(0, 100), min_size=2, max_size=20))
def test_a_curve_stays_between_its_points(ys: list[float]) -> None:
    outline = smooth_line([(10.0 * i, y) for i, y in enumerate(ys)])
    box = outline.bounds()  # of the control points, which hold the curve
    assert min(ys) - 1e-6 <= box.y0
    assert box.y1 <= max(ys) + 1e-6


@given(st.lists(st.floats(0.1, 1000), min_size=1, max_size=30))
def test_areas_are_as_the_values(found: list[float]) -> None:
    found = sorted(found, reverse=True)
    places = squarify(found, Box(0, 0, 800, 500))
    scale = 800 * 500 / sum(found)
    for value, box in zip(found, places, strict=True):
        assert abs(box.width * box.height - value * scale) < 0.01 * value * scale + 0.01
        assert box.x1 <= 800.01
        assert box.y1 <= 500.01


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=12))
def test_whole_parts_add_up(found: list[float]) -> None:
    total = sum(found)
    parts = largest_remainder([value / total for value in found], 100)
    assert sum(parts) == 100
    assert all(abs(part - 100 * value / total) < 1 for part, value in zip(parts, found, strict=True))
