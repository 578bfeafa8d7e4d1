"""Path data → outlines."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.errors import DesignError
from designer_app.pictures import parse_path_data
from designer_app.pictures.path_data import read_path_data
from designer_app.scene.geometry import Outline


@pytest.mark.parametrize(
    ("d", "ops", "points"),
    [
        ("M1 2L3,4z", "MLZ", (1, 2, 3, 4)),
        ("m1 2 3 4 5 6", "MLL", (1, 2, 4, 6, 9, 12)),
        ("M10-20.5.5.25", "ML", (10, -20.5, 0.5, 0.25)),
        ("M1 2H5V7h-1v-2", "MLLLL", (1, 2, 5, 2, 5, 7, 4, 7, 4, 5)),
        ("M0 0C1 2 3 4 5 6S9 9 10 10", "MCC", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 10)),
        ("M5 5s1 1 2 2", "MC", (5, 5, 5, 5, 6, 6, 7, 7)),
        ("M0 0Q1 2 4 4T8 8", "MQQ", (0, 0, 1, 2, 4, 4, 7, 6, 8, 8)),
        ("M1 1h2zl5 5", "MLZML", (1, 1, 3, 1, 1, 1, 6, 6)),
        ("M1 1M2 2L3 3M9 9", "ML", (2, 2, 3, 3)),
        ("M0 0A0 5 0 0 1 9 9", "ML", (0, 0, 9, 9)),
        ("M3 3A5 5 0 0 1 3 3", "", ()),
        ("M1e1 1E-1L.5e+1 5.", "ML", (10, 0.1, 5, 5)),
        ("", "", ()),
    ],
)
def test_commands(d: str, ops: str, points: tuple[float, ...]) -> None:
    assert parse_path_data(d) == Outline(ops, points)


def test_flags_need_no_separators() -> None:
    assert parse_path_data("M0 0a5 5 0 1110 10") == parse_path_data("M0 0 a 5 5 0 1 1 10 10")


@pytest.mark.parametrize("turn", [0, 30, -75])
@pytest.mark.parametrize("large", [0, 1])
@pytest.mark.parametrize("sweep", [0, 1])
def test_arcs_lie_on_their_ellipse(turn: int, large: int, sweep: int) -> None:
    outline = parse_path_data(f"M10 20A40 25 {turn} {large} {sweep} 50 45")
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    points = list(zip(outline.points[0::2], outline.points[1::2], strict=True))
    assert points[-1] == (50, 45)
    # In the ellipse's own axes it is a unit circle, whose centre is one of two.
    unit = [((cos * x + sin * y) / 40, (cos * y - sin * x) / 25) for x, y in points]
    (ax, ay), (bx, by) = unit[0], unit[-1]
    half = math.hypot(bx - ax, by - ay) / 2
    reach = math.sqrt(1 - half * half) * (-1 if large == sweep else 1)
    cx = (ax + bx) / 2 - reach * (by - ay) / (2 * half)
    cy = (ay + by) / 2 + reach * (bx - ax) / (2 * half)
    total = 0.0
    for i in range(0, len(unit) - 1, 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = unit[i : i + 4]
        middle = ((x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8)
        for x, y in ((x0, y0), middle, (x3, y3)):
            assert abs(math.hypot(x - cx, y - cy) - 1) < 3e-4
        ax, ay, bx, by = x0 - cx, y0 - cy, x3 - cx, y3 - cy
        total += math.atan2(ax * by - ay * bx, ax * bx + ay * by)
    assert (total > 0) == bool(sweep)
    assert (abs(total) > math.pi) == bool(large)


def test_radii_too_small_grow() -> None:
    box = parse_path_data("M0 0A1 1 0 0 1 20 0").bounds()
    assert (round(box.y0, 6), round(box.x1, 6)) == (-10, 20)


@pytest.mark.parametrize(
    "d", ["L1 2", "M1", "M1 2L3", "M1 2 x", "M1 2L1e9 3", "M0 0A1 1 0 2 1 3 3", "M0 0z5 5"]
)
def test_errors(d: str) -> None:
    with pytest.raises(DesignError, match="bad-path"):
        parse_path_data(d)


def test_relative_steps_cannot_add_up_beyond_the_limit() -> None:
    with pytest.raises(DesignError, match=r"10,000,000"):
        parse_path_data("M0 0" + "l9e6 0" * 3)


def test_renderers_keep_what_came_before_an_error() -> None:
    outline, wrong = read_path_data("M1 2L3 4L5")
    assert outline == Outline("ML", (1, 2, 3, 4))
    assert wrong


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.-+eE, \n", max_size=60))
def test_anything_gives_an_outline_or_the_one_error(d: str) -> None:
    outline, _ = read_path_data(d)
    sizes = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
    assert len(outline.points) == sum(sizes[op] for op in outline.ops)
    assert all(math.isfinite(value) for value in outline.points)
