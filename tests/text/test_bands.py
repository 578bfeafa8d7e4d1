from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest

from designer_app.scene.geometry import Outline, ellipse, polygon, rectangle
from designer_app.text.bands import blocked, flatten, inside
from designer_app.text.records import Block, Layout
from designer_app.text.typeset import typeset

Plain = Callable[..., Block]
SLANT = polygon([(600.0, 0.0), (700.0, 0.0), (700.0, 500.0), (350.0, 500.0)])  # its edge leans to the left


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_a_circle_blocks_its_chord() -> None:
    circle = ellipse(200.0, 200.0, 100.0, 100.0)
    ((left, right),) = blocked(circle, 120.0, 140.0, 0.0)
    half = math.sqrt(100**2 - 60**2)  # the widest chord of the band is at its foot
    assert (left, right) == pytest.approx((200 - half, 200 + half), abs=0.15)
    assert blocked(circle, 20.0, 90.0, 0.0) == []


def test_clearance_is_a_distance_in_all_directions() -> None:
    circle = ellipse(200.0, 200.0, 100.0, 100.0)
    ((left, _),) = blocked(circle, 199.0, 201.0, 20.0)
    assert left == pytest.approx(80.0, abs=0.15)
    ((left, right),) = blocked(circle, 60.0, 90.0, 20.0)  # ends 10 px above the circle
    grown = math.sqrt(120**2 - 110**2)
    assert left == pytest.approx(200 - grown, abs=6)  # rings are steps on the safe side
    assert left <= 200 - grown
    assert right >= 200 + grown
    assert blocked(circle, 60.0, 79.0, 20.0) == []


def test_inside_a_circle_is_the_narrowest_chord() -> None:
    circle = ellipse(200.0, 200.0, 100.0, 100.0)
    ((left, right),) = inside(circle, 140.0, 200.0, 0.0)
    half = math.sqrt(100**2 - 60**2)
    assert (left, right) == pytest.approx((200 - half, 200 + half), abs=0.15)
    assert inside(circle, 50.0, 150.0, 0.0) == []


def test_holes_follow_the_fill_rule() -> None:
    ring = Outline("MLLLZMLLLZ", (0, 0, 300, 0, 300, 300, 0, 300, 100, 100, 200, 100, 200, 200, 100, 200))
    assert blocked(ring, 140.0, 160.0, 0.0) == [(0, 300)]
    hollow = Outline(ring.ops, ring.points, evenodd=True)
    assert blocked(hollow, 140.0, 160.0, 0.0) == [(0, 100), (200, 300)]


def test_flattened_curves_stay_within_a_tenth_of_a_pixel() -> None:
    (contour,) = flatten(ellipse(0.0, 0.0, 500.0, 500.0))
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(contour)]
    assert all(abs(math.hypot(x, y) - 500) < 0.25 for x, y in middles)


def test_each_line_is_measured_against_the_slanted_edge(plain: Plain) -> None:
    text = "AA BB CC DD EE FF GG HH"
    layout = typeset(plain(text, width=700.0, keep_out=(SLANT,), leading=1.0))
    assert " ".join(texts(layout)) == text
    assert layout.size == 100.0
    for line in layout.lines:
        edge = 600 - line.baseline / 2  # the edge is nearest at the baseline
        assert line.x == 0.0
        assert line.x + line.width <= edge + 1 / 32
    assert len(layout.lines[0].text) > len(layout.lines[-1].text)


def test_right_aligned_text_takes_the_right_side(plain: Plain) -> None:
    block = rectangle(300.0, 0.0, 100.0, 400.0)
    left = typeset(plain("AA", width=700.0, keep_out=(block,), clearance=10.0))
    right = typeset(plain("AA", width=700.0, keep_out=(block,), align="right", clearance=10.0))
    assert left.lines[0].x == 0.0
    assert right.lines[0].x == 580.0
    assert texts(typeset(plain("AA BB", width=700.0, keep_out=(block,), clearance=10.0))) == ["AA", "BB"]


def test_text_in_a_circle_keeps_inside_and_shrinks_to_fit(plain: Plain) -> None:
    circle = ellipse(300.0, 100.0, 300.0, 300.0)
    text = "AAAA BBBB CCCC DDDD"
    layout = typeset(plain(text, width=600.0, min_size=10.0, keep_in=circle, align="center", leading=1.1))
    assert " ".join(texts(layout)) == text
    assert layout.over == 0
    for line in layout.lines:
        cap = line.baseline - 0.7 * layout.size
        foot = line.baseline + 0.2 * layout.size
        for x in (line.x, line.x + line.width):
            for y in (cap, foot):
                assert math.hypot(x - 300, y - 100) <= 300.2
        assert line.x + line.width / 2 == pytest.approx(300.0, abs=0.1)


def test_no_room_is_reported_and_the_text_still_shown(plain: Plain) -> None:
    everywhere = rectangle(-10.0, -10.0, 800.0, 2000.0)
    layout = typeset(plain("AA BB", width=700.0, keep_out=(everywhere,)))
    assert layout.over == 5
    assert layout.lines
