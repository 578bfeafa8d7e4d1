"""Coverage against exact areas and a finely sampled reference."""

from __future__ import annotations

import math

import numpy as np
import pytest

from designer_app.errors import DesignError
from designer_app.paint.coverage import cover, fill, pixel_rect
from designer_app.scene.geometry import (
    IDENTITY,
    Outline,
    ellipse,
    join,
    polygon,
    rectangle,
    rotation,
    scaling,
    translation,
)


@pytest.mark.parametrize("radius", [3.4, 20.0, 47.7])
def test_circle_against_sixteenfold_supersampling(radius: float) -> None:
    side = math.ceil(2 * radius + 4)
    centre = side / 2 + 0.3
    mask = np.asarray(fill(ellipse(centre, centre, radius, radius), IDENTITY, (0, 0, side, side)))
    y, x = (np.mgrid[0 : side * 16, 0 : side * 16] + 0.5) / 16 - centre
    inside = (x * x + y * y <= radius * radius).reshape(side, 16, side, 16)
    exact = inside.mean((1, 3)) * 255
    edge = (exact > 0) & (exact < 255)
    error = np.abs(mask - exact)
    assert error[edge].mean() <= 2
    assert error.max() <= 9


def test_fractions_of_pixels_are_exact() -> None:
    mask = np.asarray(fill(rectangle(0.25, 0.5, 2, 1), IDENTITY, (0, 0, 3, 2)))
    assert np.abs(mask - 255 * np.array([[0.375, 0.5, 0.125], [0.375, 0.5, 0.125]])).max() <= 1


def test_part_is_the_part_of_the_whole() -> None:
    star = polygon([(50 + 45 * math.sin(i * 2.5), 50 - 45 * math.cos(i * 2.5)) for i in range(40)])
    whole = fill(star, rotation(17, 50, 50), (0, 0, 100, 100))
    part = fill(star, rotation(17, 50, 50), (31, 22, 74, 90))
    assert part.tobytes() == whole.crop((31, 22, 74, 90)).tobytes()


@pytest.mark.parametrize("width", [600, 1080, 5000])
def test_nearly_level_edges_of_any_length(width: int) -> None:
    mask = np.asarray(fill(polygon([(0, 1.2), (width, 1.7), (width, 4), (0, 4)]), IDENTITY, (0, 0, width, 5)))
    slope = 255 * (0.8 - 0.5 * (np.arange(width) + 0.5) / width)
    assert np.abs(mask[1] - slope).max() <= 4
    assert (mask[2:4] == 255).all()
    assert (mask[[0, 4]] == 0).all()


def test_fill_rules() -> None:
    two = "MLLLZMLLLZ"
    points = (0.0, 0, 9, 0, 9, 9, 0, 9, 3, 3, 6, 3, 6, 6, 3, 6)
    area = (0, 0, 9, 9)
    assert fill(Outline(two, points, evenodd=True), IDENTITY, area).getpixel((4, 4)) == 0
    assert fill(Outline(two, points), IDENTITY, area).getpixel((4, 4)) == 255
    hole = Outline(two, (*points[:8], 3, 6, 6, 6, 6, 3, 3, 3))
    assert fill(hole, IDENTITY, area).getpixel((4, 4)) == 0


def test_overlapping_contours_leave_no_seam() -> None:
    """Two tilted bars, one lying over the other's edge: all of the edge is inside the union."""
    bars = join([rectangle(10, 10, 40, 20), rectangle(10, 20, 40, 20)])
    mask = np.asarray(fill(bars, rotation(31, 30, 25), (0, 0, 60, 60)))
    solid = np.asarray(fill(rectangle(11.5, 11.5, 37, 27), rotation(31, 30, 25), (0, 0, 60, 60)))
    assert mask[solid == 255].min() == 255
    one = np.asarray(fill(rectangle(10, 10, 40, 30), rotation(31, 30, 25), (0, 0, 60, 60))).astype(int)
    assert np.abs(mask - one).max() <= 24, "edges that lie on one another count nearly once"


def test_points_far_away_are_cut_off() -> None:
    outline = polygon([(-4e6, 2), (10, 2), (10, 5), (-4e6, 5)])
    mask = np.asarray(fill(outline, IDENTITY, (0, 0, 12, 8)))
    assert (mask[2:5, :10] == 255).all()
    assert mask.sum() == 30 * 255


def test_more_points_than_freetype_counts() -> None:
    """A comb with 20,000 teeth has 40,000 points."""
    teeth = 20_000
    points = [(i / 100, 1.0 + (i % 2)) for i in range(2 * teeth)]
    comb = polygon([*points, (400, 5), (0, 5)])
    mask = np.asarray(fill(comb, IDENTITY, (0, 0, 400, 6)))
    assert (mask[2:5, 1:399] == 255).all()
    assert (mask[[0, 5]] == 0).all()
    assert np.abs(mask[1, 1:399].astype(int) - 128).max() <= 16


def test_moved_masks_come_from_the_cache() -> None:
    outline = ellipse(20.2, 20.2, 10, 8)
    first = cover(outline, IDENTITY, (0, 0, 100, 100), "disc")
    moved = cover(outline, translation(7, -3), (0, 0, 100, 100), "disc")
    assert first is not None
    assert moved is not None
    assert moved[0] is first[0]
    assert moved[1:] == (first[1] + 7, first[2] - 3)
    assert moved[0].tobytes() == fill(outline, translation(7, -3), (17, 9, 38, 26)).tobytes()


def test_rectangles_on_whole_pixels_need_no_mask() -> None:
    assert pixel_rect(rectangle(1, 2, 3, 4), scaling(2)) == (2, 4, 8, 12)
    assert pixel_rect(rectangle(1, 2, 3.5, 4), IDENTITY) is None
    assert pixel_rect(rectangle(1, 2, 3, 4, (1, 0, 0, 0)), IDENTITY) is None
    assert pixel_rect(rectangle(1, 2, 3, 4), rotation(5)) is None
    assert pixel_rect(polygon([(0, 0), (4, 0), (4, 4), (0, 3)]), IDENTITY) is None


def test_nothing_to_fill() -> None:
    assert cover(Outline("", ()), IDENTITY, (0, 0, 9, 9)) is None
    assert cover(ellipse(50, 50, 3, 3), IDENTITY, (0, 0, 9, 9)) is None
    assert fill(polygon([(1, 1), (5, 5)]), IDENTITY, (0, 0, 9, 9)).getbbox() is None
    with pytest.raises(DesignError, match="bad-outline"):
        fill(polygon([(1, 1), (5, 5), (math.nan, 3)]), IDENTITY, (0, 0, 9, 9))
