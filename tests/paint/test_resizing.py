"""The resizer: light adds up where it reduces strongly, no fringes, no halos, sharpening only downwards."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from designer_app.paint import paint
from designer_app.paint.filters import sharpened
from designer_app.pictures.resizing import resize
from designer_app.scene.nodes import Group, Picture, PictureSource, Scene, Sharpen


def whole(image: Image.Image, side: int) -> np.ndarray:
    return np.asarray(resize(image, (side, side), (0, 0, *image.size))).astype(int)


def test_strong_reduction_averages_light() -> None:
    """A fine chequer of black and white is half the light: 188 in sRGB, not 128."""
    rows, columns = np.mgrid[:120, :120]
    chequer = Image.fromarray(((rows + columns) % 2 * 255).astype(np.uint8)).convert("RGB")
    inner = whole(chequer, 30)[3:-3, 3:-3]
    assert np.abs(inner - 188).max() <= 2


def test_flat_colours_stay() -> None:
    for value in range(0, 256, 5):
        for side in (90, 40, 13):
            assert (
                whole(Image.new("RGB", (100, 100), (value, 255 - value, 77)), side)
                == (value, 255 - value, 77)
            ).all()


@pytest.mark.parametrize("side", [20, 70, 200])
def test_hidden_colours_do_not_bleed(side: int) -> None:
    image = Image.new("RGBA", (100, 100), (0, 255, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 50, 100))
    pixels = whole(image, side)
    seen = pixels[pixels[..., 3] > 8]
    assert (seen[:, 0] >= 250).all()
    assert (seen[:, 1] <= 5).all()


def test_no_halo_beside_a_hard_edge_at_twice_the_size() -> None:
    image = Image.new("RGB", (60, 60), (64, 64, 64))
    image.paste((192, 192, 192), (30, 0, 60, 60))
    pixels = whole(image, 120)
    assert pixels.min() >= 64 - 5
    assert pixels.max() <= 192 + 5


def test_sharpening_steepens_edges_and_keeps_flat_parts() -> None:
    image = Image.new("RGB", (60, 60), (100, 100, 100))
    image.paste((150, 150, 150), (30, 0, 60, 60))
    soft = image.resize((120, 120), Image.Resampling.BILINEAR)
    before, after = (
        np.asarray(soft)[60, :, 0].astype(int),
        np.asarray(sharpened(soft, 0.8))[60, :, 0].astype(int),
    )
    assert np.abs(np.diff(after)).max() > np.abs(np.diff(before)).max()
    assert (after[:50] == 100).all()
    assert (after[70:] == 150).all()


def test_an_enlarged_picture_is_never_sharpened(photo: str) -> None:
    def at(width: float, *filters: Sharpen) -> bytes:
        node = Picture(PictureSource(photo, None, filters), 0, 0, width, width * 0.75)
        return paint(Scene(300, 225, Group((node,)))).tobytes()

    assert at(300) == at(300, Sharpen(1.0))
    assert at(60) != at(60, Sharpen(1.0))
