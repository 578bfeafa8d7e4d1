"""Noise by seed; white ground let through; the shadow of a thing that stands."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from designer_app.paint import paint
from designer_app.paint.grain import grained
from designer_app.paint.ground import without_ground
from designer_app.scene.geometry import ellipse, rectangle
from designer_app.scene.nodes import Grain, GroundShadow, Group, Path, Scene, Solid

GREY = Image.new("RGB", (300, 200), (128, 128, 128))


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(int)


@pytest.mark.parametrize("size", [0.0, 1.0, 2.0, 5.5])
def test_strength_is_as_asked_whatever_the_size_of_grains(size: float) -> None:
    noise = pixels(grained(GREY, Grain(12.0, 3, size), 1.0)) - 128
    assert abs(noise.mean()) < 1.5
    assert 9.5 <= noise.std() <= 14.5
    assert (noise[..., 0] == noise[..., 1]).all()


def test_seeds_differ_and_parts_have_the_noise_of_the_whole() -> None:
    for size in (0.0, 3.3):
        whole = pixels(grained(GREY, Grain(9.0, 1, size), 1.0))
        part = pixels(grained(GREY.crop((0, 0, 50, 40)), Grain(9.0, 1, size), 1.0, (37, 21)))
        assert (whole[21:61, 37:87] == part).all()
        assert (whole != pixels(grained(GREY, Grain(9.0, 2, size), 1.0))).mean() > 0.5


def test_larger_grains_hang_together() -> None:
    def likeness(size: float) -> float:
        noise = pixels(grained(GREY, Grain(12.0, 1, size), 1.0))[..., 0] - 128
        return float((noise[:, 1:] * noise[:, :-1]).mean() / noise.var())

    assert likeness(0.0) < 0.1
    assert likeness(6.0) > 0.6


def test_film_is_quiet_in_black_and_white_and_colour_is_kept() -> None:
    ramp = Image.linear_gradient("L").convert("RGB")
    noise = pixels(grained(ramp, Grain(16.0, 1, 0.0, film=True), 1.0)) - pixels(ramp)
    assert noise[120:136].std() > 2 * noise[230:240].std()
    clear = Image.new("RGBA", (20, 20), (90, 90, 90, 77))
    assert (pixels(grained(clear, Grain(9.0), 1.0))[..., 3] == 77).all()
    coloured = pixels(grained(GREY, Grain(9.0, coloured=True), 1.0))
    assert (coloured[..., 0] != coloured[..., 1]).mean() > 0.5


def packshot() -> Image.Image:
    """A white pot with a dark rim and a white label, and a soft grey shadow, on white."""
    big = Image.new("RGB", (800, 800), "white")
    draw = ImageDraw.Draw(big)
    for i in range(60):
        draw.ellipse((180 + i * 2, 600 + i, 620 - i * 2, 720 - i), fill=(252 - i // 2,) * 3)
    draw.ellipse((240, 200, 560, 660), fill=(160, 40, 60))
    draw.rectangle((330, 350, 470, 480), fill="white")
    return big.resize((400, 400), Image.Resampling.BOX)


def test_white_ground_multiplies_and_the_products_whites_stay() -> None:
    shot = packshot()
    field = (60, 170, 150)
    done = Image.new("RGB", shot.size, field)
    cut = without_ground(shot)
    done.paste(cut, (0, 0), cut)
    after, before = pixels(done), pixels(shot)
    assert (after[:60] == field).all(), "white ground is gone"
    assert (after[180:235, 170:230] == 255).all(), "a white label is part of the product"
    shade = before[350, 110] / 255 * field
    assert np.abs(after[350, 110] - shade).max() <= 6, "the shadow falls on the new ground"
    rim = after[300, 100:130].astype(float)
    assert (rim.max(-1) <= max(field) + 3).all(), "no white line round the product"


def test_over_white_nothing_changes_to_the_eye() -> None:
    shot = packshot()
    cut = without_ground(shot)
    back = Image.new("RGB", shot.size, "white")
    back.paste(cut, (0, 0), cut)
    assert np.abs(pixels(back) - pixels(shot)).max() <= 8


def test_a_ground_shadow_lies_at_the_foot() -> None:
    bottle = Path(rectangle(80, 40, 40, 120, (8,) * 4), (Solid((200, 0, 0, 255)),))
    shadow = GroundShadow(0.0, 24.0, 12.0, (0, 0, 0, 160))
    page = pixels(paint(Scene(200, 200, Group((Group((bottle,), effects=(shadow,)),)))))[..., 1]
    assert page[:140, :60].min() == 255
    below = page[161:, 100]
    assert below[0] < 150, "dark where it stands"
    assert (np.diff(below) >= 0).all(), "and ever lighter below"
    assert page[-1, 100] == 255
    across = page[165]
    assert np.abs(across - across[::-1]).max() <= 3


def test_a_leaning_ground_shadow_goes_to_its_side() -> None:
    disc = Path(ellipse(100, 100, 30, 30), (Solid((200, 0, 0, 255)),))
    for lean in (-50.0, 50.0):
        shadow = GroundShadow(lean, 30.0, 6.0, (0, 0, 0, 255))
        page = pixels(paint(Scene(200, 200, Group((Group((disc,), effects=(shadow,)),)))))[..., 1]
        left, right = (255 - page[:, :65]).sum(), (255 - page[:, 135:]).sum()
        assert (left > 4 * right) if lean < 0 else (right > 4 * left)


def test_a_picture_that_is_cut_out_keeps_its_light_edges() -> None:
    thing = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    thing.paste((246, 240, 228, 255), (0, 10, 60, 50))  # a pale lid that touches the picture's edge
    assert without_ground(thing).tobytes() == thing.tobytes()
    solid = Image.new("RGBA", (60, 60), (255, 255, 255, 255))
    solid.paste((30, 60, 90, 255), (20, 20, 40, 40))
    assert without_ground(solid).getpixel((2, 2))[3] == 0  # type: ignore[index]
