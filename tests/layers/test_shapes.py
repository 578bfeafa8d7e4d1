"""Shapes as layers: corners, heads, stretched paths."""

from __future__ import annotations

import math

import pytest

from designer_app.layers.heads import with_heads
from designer_app.paint.coverage import fill
from designer_app.scene.corners import rounded_polygon, smooth_rectangle
from designer_app.scene.geometry import IDENTITY, Outline, polygon, rectangle
from designer_app.scene.nodes import Solid, Stroke


def area(outline: Outline, size: int = 120) -> float:
    return sum(fill(outline, IDENTITY, (0, 0, size, size)).tobytes()) / 255


def test_rounded_corners_of_a_square_are_quarter_circles() -> None:
    square = [(10.0, 10.0), (110.0, 10.0), (110.0, 110.0), (10.0, 110.0)]
    assert area(rounded_polygon(square, 20)) == pytest.approx(10_000 - (4 - math.pi) * 400, abs=3)
    assert area(rounded_polygon(square, 0.0)) == pytest.approx(10_000, abs=1)


def test_rounding_stays_within_the_sides() -> None:
    circle = rounded_polygon([(10.0, 10.0), (110.0, 10.0), (110.0, 110.0), (10.0, 110.0)], 500)
    assert area(circle) == pytest.approx(math.pi * 2500, rel=0.002)
    star = [
        (60 + r * math.sin(a), 60 - r * math.cos(a))
        for i in range(10)
        for a, r in [(math.pi * i / 5, 20 + 30 * (i % 2))]
    ]
    assert area(rounded_polygon(star, 4)) < area(polygon(star)) * 1.001


def test_unsmoothed_corners_are_round_and_smooth_ones_hold_the_corner() -> None:
    box = smooth_rectangle(100, 100, (30,) * 4, 0.0)
    assert area(box) == pytest.approx(area(rectangle(0, 0, 100, 100, (30,) * 4)), abs=3)
    smooth = smooth_rectangle(100, 100, (30,) * 4, 0.6)
    assert smooth.bounds() == box.bounds()
    assert area(smooth) == pytest.approx(area(box), rel=0.02)


def test_radii_per_corner_of_a_smooth_rectangle() -> None:
    one = smooth_rectangle(100, 60, (0, 0, 40, 0), 0.5)
    mask = fill(one, IDENTITY, (0, 0, 100, 60))
    assert [mask.getpixel(p) for p in ((0, 0), (99, 0), (99, 59), (0, 59))] == [255, 255, 0, 255]


def test_heads_stand_at_the_ends_and_the_line_goes_in_under_them() -> None:
    stroke = Stroke(Solid((0, 0, 0, 255)), 4)
    line = polygon([(10, 50), (90, 50)], closed=False)
    under, heads = with_heads(line, stroke, "circle", "triangle", 20)
    assert len(heads) == 2
    circle, triangle = (head.outline.bounds() for head in heads)
    assert (circle.x0, circle.x1) == pytest.approx((10, 30))
    assert (triangle.x0, triangle.x1, triangle.height) == pytest.approx((70, 90, 18))
    assert under.points == pytest.approx((20, 50, 72, 50))


@pytest.mark.parametrize("outline", [rectangle(0, 0, 9, 9), Outline("MLML", (0, 0, 5, 5, 9, 9, 9, 5))])
def test_closed_and_broken_outlines_have_no_heads(outline: Outline) -> None:
    assert with_heads(outline, Stroke(Solid((0, 0, 0, 255)), 4), "bar", "arrow", 0) == (outline, ())
