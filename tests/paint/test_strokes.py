"""Strokes: widths, caps, dashes and alignment by their areas."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from designer_app.paint import caches, paint
from designer_app.paint.coverage import fill
from designer_app.paint.strokes import reach, stroked
from designer_app.pictures import parse_path_data
from designer_app.scene.geometry import IDENTITY, Outline, compose, ellipse, polygon, rectangle, scaling
from designer_app.scene.nodes import Group, Path, Scene, Solid, Stroke

INK = Solid((0, 0, 0, 255))
LINE = polygon([(20, 30), (80, 30)], closed=False)


def area(outline: Outline, stroke: Stroke) -> float:
    shape, transform, _ = stroked(outline, stroke, IDENTITY)
    return float((np.asarray(fill(shape, transform, (0, 0, 120, 120))) / 255).sum())


@pytest.mark.parametrize(("cap", "extra"), [("butt", 0.0), ("square", 64.0), ("round", 64 * np.pi / 4)])
def test_caps(cap: Literal["butt", "square", "round"], extra: float) -> None:
    assert area(LINE, Stroke(INK, 8, cap=cap)) == pytest.approx(480 + extra, abs=0.6)


@pytest.mark.parametrize(
    ("align", "expected"),
    [("centre", 54**2 - 46**2), ("inside", 50**2 - 42**2), ("outside", 58**2 - 50**2)],
)
def test_alignment(align: Literal["centre", "inside", "outside"], expected: float) -> None:
    assert area(rectangle(30, 30, 50, 50), Stroke(INK, 4, align=align)) == pytest.approx(expected, abs=1)


def test_dashes() -> None:
    assert area(LINE, Stroke(INK, 8, dash=(10, 5))) == pytest.approx(4 * 80, abs=0.6)
    assert area(LINE, Stroke(INK, 8, dash=(10, 5), dash_offset=5)) == pytest.approx(40 + 3 * 80 + 80, abs=40)
    assert area(LINE, Stroke(INK, 8, dash=(20,))) == pytest.approx(40 * 8, abs=0.6)
    assert area(LINE, Stroke(INK, 8, dash=(0, 0))) == pytest.approx(480, abs=0.6)


def test_joins() -> None:
    corner = polygon([(20, 80), (20, 20), (80, 20)], closed=False)
    straight = 2 * 60 * 10 - 25  # the legs share a quarter of the joint
    assert area(corner, Stroke(INK, 10, join="miter")) == pytest.approx(straight + 25, abs=0.6)
    assert area(corner, Stroke(INK, 10, join="bevel")) == pytest.approx(straight + 12.5, abs=0.6)
    assert area(corner, Stroke(INK, 10, join="round")) == pytest.approx(straight + 25 * np.pi / 4, abs=0.6)


def test_width_scales_with_the_outline() -> None:
    shape, transform, _ = stroked(LINE, Stroke(INK, 8), scaling(3))
    covered = float((np.asarray(fill(shape, transform, (0, 0, 300, 200))) / 255).sum())
    assert covered == pytest.approx(9 * 480, rel=0.001)


def test_no_width_no_ink() -> None:
    assert area(LINE, Stroke(INK, 0)) == 0
    assert area(Outline("", ()), Stroke(INK, 5)) == 0


def test_reach_covers_miters() -> None:
    assert reach(Stroke(INK, 10)) == 20
    assert reach(Stroke(INK, 10, join="round")) == 5
    assert reach(Stroke(INK, 10, join="round", align="outside")) == 10
    assert reach(Stroke(INK, 10, align="inside")) == 0


def test_a_size_seen_before_does_not_leak_into_another() -> None:
    scene = Scene(100, 100, Group((Path(ellipse(50, 50, 30, 20), (), (Stroke(INK, 3),)),)))
    caches.forget()
    alone = paint(scene, 2.0).tobytes()
    caches.forget()
    for scale in (1.0, 0.5, 4.0):
        paint(scene, scale)
    assert paint(scene, 2.0).tobytes() == alone


def test_a_stroke_wider_than_its_circle_has_no_hole() -> None:
    dot = ellipse(60, 60, 5, 5)
    assert area(dot, Stroke(INK, 20)) == pytest.approx(np.pi * 15**2, rel=0.005)
    bent = Outline("MC", (30, 60, 60, 30, 62, 30, 90, 60))
    whole, placed, _ = stroked(bent, Stroke(INK, 30), IDENTITY)
    assert fill(whole, placed, (0, 0, 120, 120)).getpixel((60, 45)) == 255


def test_a_thin_stroke_outside_is_as_dark_as_it_is_wide() -> None:
    thin = area(ellipse(60, 60, 40, 40), Stroke(INK, 0.75, align="outside"))
    assert thin == pytest.approx(np.pi * (40.75**2 - 40**2), rel=0.01)


def test_a_line_has_no_inside() -> None:
    assert area(LINE, Stroke(INK, 8, align="inside")) == pytest.approx(480, abs=0.6)
    assert reach(Stroke(INK, 8, align="inside", join="round"), LINE) == 4


@pytest.mark.parametrize(
    ("align", "expected", "seen"),
    [
        ("inside", 60 * 40 - 50 * 30, (20, 20, 80, 60)),
        ("outside", 2 * (59.6 + 39.6) * 5 + np.pi * (5.2**2 - 0.2**2), (15, 15, 85, 65)),
    ],
)
def test_a_stroke_that_skia_cannot_cut_keeps_to_its_side(
    align: Literal["inside", "outside"], expected: float, seen: tuple[int, int, int, int]
) -> None:
    card = rectangle(20, 20, 60, 40, (0.2,) * 4)
    scene = Scene(100, 80, Group((Path(card, (), (Stroke(INK, 5, align=align),)),)), None)
    alpha = paint(scene).getchannel("A")
    assert alpha.getbbox() == seen
    assert float((np.asarray(alpha) / 255).sum()) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("align", ["inside", "outside", "centre"])
@pytest.mark.parametrize(("tall", "radius", "width"), [(0.0969, 0.000164, 3.0), (0.0707, 0.00555, 1.0)])
def test_shapes_thinner_than_a_pixel_end(
    align: Literal["inside", "outside", "centre"], tall: float, radius: float, width: float
) -> None:
    """Their corners are specks, over which Skia's cutting never ended."""
    shape = rectangle(6.53, 3.2976, 27.79, tall, (radius,) * 4)
    stroke = Stroke(INK, width, align=align, join="round")
    made = stroked(shape, stroke, scaling(2))
    area = made.area.transform(compose(scaling(0.5), made.transform)).bounds()
    most = shape.bounds().grow(0.02 + {"inside": 0.0, "outside": width, "centre": width / 2}[align])
    if made.side == "centre":
        assert most.union(area) == most


def test_what_a_stroke_goes_round_stays_empty() -> None:
    """Skia's simplifying fills this icon (three lines that end in each other) without a word."""
    d = (
        "M3.75 9.776c.112-.017.227-.026.344-.026h15.812c.117 0 .232.009.344.026m-16.5 0a2.25 2.25 0 0 0-1.883 2.542l.857 6"
        "a2.25 2.25 0 0 0 2.227 1.932H19.05a2.25 2.25 0 0 0 2.227-1.932l.857-6a2.25 2.25 0 0 0-1.883-2.542m-16.5 0V6A2.25 "
        "2.25 0 0 1 6 3.75h3.879a1.5 1.5 0 0 1 1.06.44l2.122 2.12a1.5 1.5 0 0 0 1.06.44H18A2.25 2.25 0 0 1 20.25 9v.776"
    )
    stroke = Stroke(INK, 1.5, cap="round", join="round")
    for size in (1.0, 2.5, 5.0):
        shape, place, _ = stroked(parse_path_data(d), stroke, scaling(size))
        mask = fill(shape, place, (0, 0, round(24 * size), round(24 * size)))
        assert mask.getpixel((round(12 * size), round(15 * size))) == 0
        assert mask.getpixel((round(12 * size), int(9.4 * size))) > 150
