"""Light maps and content boxes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer_app import pictures
from designer_app.scene.colour import luminance as colour_luminance

Save = Callable[..., Path]


def test_light_of_one_colour_is_its_wcag_luminance(save: Save) -> None:
    for colour in ((255, 255, 255), (0, 0, 0), (227, 6, 19), (40, 90, 200)):
        light = pictures.luminance(pictures.facts(save("a.png", Image.new("RGB", (80, 41), colour))).digest)
        assert light.shape == (6, 10)
        assert light.dtype == np.uint16
        assert np.abs(light / 65535 - colour_luminance((*colour, 255))).max() < 2e-4


def test_light_is_averaged_as_light(save: Save) -> None:
    halves = Image.new("RGB", (16, 16))
    halves.paste((255, 255, 255), (0, 0, 8, 16))
    digest = pictures.facts(save("a.png", halves)).digest
    assert pictures.luminance(digest, size=(1, 1))[0, 0] == 32768
    assert pictures.luminance(digest).tolist() == [[65535, 0], [65535, 0]]


def test_crop_and_cache(save: Save) -> None:
    halves = Image.new("RGB", (32, 16))
    halves.paste((255, 255, 255), (0, 0, 16, 16))
    digest = pictures.facts(save("a.png", halves)).digest
    assert pictures.luminance(digest, (16, 0, 16, 16)).max() == 0
    assert pictures.luminance(digest, (0, 0, 16, 16)).min() == 65535
    assert pictures.luminance(digest, (0, 0, 16, 16)) is pictures.luminance(digest, (0, 0, 16, 16))
    assert pictures.luminance(digest, (500, -90, 16, 16)).shape == (2, 2)  # outside: the nearest edge
    with pytest.raises(ValueError):
        pictures.luminance(digest)[0, 0] = 1


def test_transparency_counts_over_white(save: Save) -> None:
    digest = pictures.facts(save("a.png", Image.new("RGBA", (8, 8), (0, 0, 0, 0)))).digest
    assert pictures.luminance(digest)[0, 0] == 65535


def on(paper: tuple[int, ...], box: tuple[int, int, int, int], ink: tuple[int, ...]) -> Image.Image:
    image = Image.new("RGB" if len(paper) == 3 else "RGBA", (120, 90), paper)
    image.paste(ink, box)
    return image


@pytest.mark.parametrize(
    ("image", "box"),
    [
        (on((255, 255, 255), (20, 30, 70, 80), (10, 20, 30)), (20, 30, 50, 50)),
        (on((251, 250, 253), (20, 30, 70, 80), (249, 255, 255)), (20, 30, 50, 50)),
        (on((249, 249, 249), (20, 30, 70, 80), (10, 20, 30)), (0, 0, 120, 90)),
        (on((0, 0, 0, 0), (20, 30, 70, 80), (255, 255, 255, 255)), (20, 30, 50, 50)),
        (on((255, 0, 0, 8), (20, 30, 70, 80), (1, 1, 1, 9)), (20, 30, 50, 50)),
        (Image.new("RGB", (12, 9), (255, 255, 255)), (0, 0, 12, 9)),
        (Image.new("RGBA", (12, 9), (9, 9, 9, 0)), (0, 0, 12, 9)),
    ],
)
def test_borders_are_cut(save: Save, image: Image.Image, box: tuple[int, int, int, int]) -> None:
    assert pictures.trim_box(pictures.facts(save("a.png", image)).digest) == box


def test_a_speck_of_dust_is_border_but_an_antenna_is_content(save: Save) -> None:
    image = Image.new("RGB", (2000, 1500), (255, 255, 255))
    image.paste((0, 0, 0), (600, 500, 1400, 1200))
    image.putpixel((30, 40), (90, 90, 90))
    image.paste((0, 0, 0), (1000, 100, 1004, 500))
    assert pictures.trim_box(pictures.facts(save("a.png", image)).digest) == (600, 100, 800, 1100)


def test_share_that_a_thing_covers(save: Save) -> None:
    block = pictures.facts(save("a.png", on((255, 255, 255), (20, 30, 70, 80), (10, 20, 30)))).digest
    assert pictures.ink_share(block) == 1.0
    half = on((255, 255, 255, 0), (20, 30, 70, 80), (10, 20, 30, 255))
    half.paste((0, 0, 0, 0), (30, 40, 60, 70))
    assert abs(pictures.ink_share(pictures.facts(save("b.png", half)).digest) - 0.64) < 0.01
