"""Coverage grown and shrunk, beside the definition pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from designer_app.paint.spreading import spread


def soft() -> Image.Image:
    mask = Image.new("L", (80, 72))
    draw = ImageDraw.Draw(mask)
    draw.ellipse((18, 16, 50, 40), fill=255)
    draw.line((10, 60, 70, 44), fill=130, width=4)
    return mask.resize((60, 54), Image.Resampling.BILINEAR)


def far(dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """By steps along (1), across (√2) and of a knight (√5)."""
    long, short = np.maximum(abs(dx), abs(dy)), np.minimum(abs(dx), abs(dy))
    flat = long - 2 * short + np.sqrt(5) * short
    steep = np.sqrt(5) * (long - short) + np.sqrt(2) * (2 * short - long)
    return np.where(2 * short <= long, flat, steep)


def defined(mask: Image.Image, by: float) -> np.ndarray:
    pixels = np.asarray(mask) / 255
    y, x = np.mgrid[0 : mask.height, 0 : mask.width]
    found = pixels.copy()
    for row, column in zip(*np.nonzero(pixels), strict=True):
        grown = by + pixels[row, column] - far(x - column, y - row)
        found = np.maximum(found, np.clip(grown, 0, 1))
    return found * 255


@pytest.mark.parametrize("by", [0.5, 1.0, 2.5, 4.0, 9.0])
def test_grown_alike_in_all_directions(by: float) -> None:
    mask = soft()
    assert np.abs(np.asarray(spread(mask, by, rounded=True)) - defined(mask, by)).max() <= 2
    shrunk = np.asarray(spread(mask, -by, rounded=True)).astype(int)
    outside = Image.fromarray(255 - np.asarray(mask))
    assert np.abs(255 - shrunk - defined(outside, by)).max() <= 2


@pytest.mark.parametrize("by", [0.0, 3.0, 40.0])
def test_a_point_becomes_a_disc(by: float) -> None:
    mask = Image.new("L", (121, 121))
    mask.putpixel((60, 60), 255)
    found = np.asarray(spread(mask, by, rounded=True)).astype(int)
    y, x = np.mgrid[-60:61, -60:61]
    away = np.hypot(x, y)
    assert (found[away <= by * 0.97] == 255).all()
    assert (found[away >= by * 1.03 + 1] == 0).all()
    assert (found == found.T).all()


def test_nothing_and_everything_stay() -> None:
    for value in (0, 255):
        mask = Image.new("L", (9, 7), value)
        assert spread(mask, 3, rounded=True).tobytes() == mask.tobytes()
        assert spread(mask, -3, rounded=True).tobytes() == mask.tobytes()


def test_squares_stay_squares() -> None:
    mask = Image.new("L", (30, 30))
    mask.paste(255, (10, 10, 20, 20))
    assert spread(mask, 4, rounded=False).getbbox() == (6, 6, 24, 24)
    assert spread(mask, -4, rounded=False).getbbox() == (14, 14, 16, 16)
    assert spread(mask, 4, rounded=False).getpixel((6, 6)) == 255
