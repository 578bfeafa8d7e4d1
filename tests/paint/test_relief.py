"""Bevel, satin, and shadows, glows and strokes of a gradient."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from designer_app.paint import paint
from designer_app.paint.bounds import bounds
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import IDENTITY, ellipse, rectangle
from designer_app.scene.nodes import Bevel, Effect, Group, Linear, Path, Satin, Scene, Shadow, Solid, Stop

GREY, WHITE, BLACK = (128, 128, 128, 255), (255, 255, 255, 255), (0, 0, 0, 255)
Style = Literal["inner", "outer", "emboss", "pillow"]


def drawn(*effects: Effect, fill: float = 1.0, scale: float = 1.0) -> np.ndarray:
    """A grey square of 40 px in the middle of a grey page of 80."""
    box = Group((Path(rectangle(20, 20, 40, 40), (Solid(GREY),)),), effects=effects, fill_opacity=fill)
    return np.asarray(paint(Scene(80, 80, Group((box,)), GREY), scale)).astype(int)[..., 0]


def bevel(style: Style = "inner", **fields: object) -> Bevel:
    known: dict[str, object] = {"size": 8.0, "angle": 180.0, "altitude": 30.0, "light": WHITE, "shade": BLACK}
    return Bevel(style, **{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "left_out", "left_in"),
    [("inner", 0, 1), ("outer", 1, 0), ("emboss", 1, 1), ("pillow", -1, 1)],
)
def test_light_comes_from_its_side(style: Style, left_out: int, left_in: int) -> None:
    """From the left: 1 = lit, −1 = in shade; on the right the other way round."""
    row = drawn(bevel(style))[40] - 128
    assert (np.sign(row[17]), np.sign(row[22])) == (left_out, left_in)
    assert (np.sign(row[62]), np.sign(row[57])) == (-left_out, -left_in)
    assert row[40] == row[3] == 0, "what is flat stays as it is"
    column = drawn(bevel(style))[:, 40] - 128
    turned = drawn(bevel(style, angle=90.0))[:, 40] - 128
    assert np.abs(column).max() <= np.abs(turned).max() // 2, "edges along the light are hardly touched"
    assert (turned == row).all(), "turned with the light"


def test_depth_direction_and_softness() -> None:
    row = drawn(bevel())[40] - 128
    assert (drawn(bevel(up=False))[40, 20:28] < 128).all()
    assert (drawn(bevel(depth=0.3))[40, 21:27] - 128 <= row[21:27]).all()
    soft = drawn(bevel(soften=8.0))[40] - 128
    assert soft[20:60].max() < row.max()
    assert np.count_nonzero(soft) > np.count_nonzero(row)
    assert (drawn(bevel(light=(255, 255, 255, 0), shade=(0, 0, 0, 0))) == 128).all()


def test_a_bevel_stays_where_the_fill_is_gone() -> None:
    assert np.abs(drawn(bevel(), fill=0.0) - drawn(bevel())).max() <= 1


def test_modes_of_light_and_shade() -> None:
    screened = drawn(bevel(light=(100, 100, 100, 255), light_blend="screen", shade_blend="multiply"))[
        40, 21:26
    ]
    plain = drawn(bevel(light=(100, 100, 100, 255)))[40, 21:26]
    assert (screened > plain).all()


@pytest.mark.parametrize("style", ["inner", "outer", "emboss", "pillow"])
def test_a_bevel_within_its_bounds_and_at_any_scale(style: Style) -> None:
    one = bevel(style, soften=6.0)
    node = Group((Path(ellipse(40, 40, 20, 12), (Solid(GREY),)),), effects=(one,))
    box = bounds(node, IDENTITY)
    page = np.asarray(paint(Scene(80, 80, Group((node,)), None)))
    inked = np.nonzero(page[..., 3])
    assert box.y0 <= inked[0].min()
    assert inked[0].max() < box.y1
    assert box.x0 <= inked[1].min()
    assert inked[1].max() < box.x1
    twice = drawn(bevel(style, size=18.0), scale=2.0).reshape(80, 2, 80, 2).mean((1, 3))
    assert np.abs(twice - drawn(bevel(style, size=18.0))).mean() <= 1.5


def test_satin_is_the_difference_of_two_copies() -> None:
    plain = Satin(6, 0, 0, BLACK, inverted=False)
    row = drawn(plain)[40]
    assert (row[20:26] == 0).all()
    assert (row[54:60] == 0).all()
    assert (row[26:54] == 128).all()
    assert (drawn(Satin(6, 0, 0, BLACK))[40, 26:54] == 0).all()
    assert (drawn(plain)[40, :20] == 128).all()
    assert drawn(Satin(6, 0, 12, BLACK, inverted=False))[40, 26] in range(1, 128)


def test_a_stroke_of_a_gradient() -> None:
    ramp = Linear(10, 0, 70, 0, (Stop(0, (0, 0, 0, 255)), Stop(1, (255, 255, 255, 255))))
    stroke = Shadow(0, 0, 0, (0, 0, 0, 255), 10, rounded=True, paint=ramp)
    row = drawn(stroke)[40]
    at = np.arange(80) + 0.5
    ring = (at > 10.5) & (at < 19.5) | (at > 60.5) & (at < 69.5)
    assert np.abs(row[ring] - (at[ring] - 10) / 60 * 255).max() <= 2
    assert (row[20:60] == 128).all()
    within = drawn(Shadow(0, 0, 0, (0, 0, 0, 128), 6, inner=True, rounded=True, paint=ramp))[40]
    mixed = ((at - 10) / 60 * 255 + 128) / 2
    assert np.abs(within[21:25] - mixed[21:25]).max() <= 2
    blended = drawn(Shadow(0, 0, 0, (0, 0, 0, 255), 10, rounded=True, blend="multiply", paint=ramp))[40]
    assert np.abs(blended[ring] - (at[ring] - 10) / 60 * 128).max() <= 2


def test_a_gradient_that_fades_out_fades_the_glow() -> None:
    clear: Colour = (255, 0, 0, 0)
    ramp = Linear(10, 0, 70, 0, (Stop(0, (255, 0, 0, 255)), Stop(1, clear)))
    row = drawn(Shadow(0, 0, 0, (0, 0, 0, 255), 10, rounded=True, paint=ramp))[40]
    assert row[11] > 240
    assert abs(row[69] - 128) <= 3
