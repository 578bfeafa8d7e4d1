"""Pictures in their boxes: exact where nothing is scaled, true to a reference where it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer_app.errors import DesignError
from designer_app.paint import caches, paint, pictures
from designer_app.scene.geometry import IDENTITY, Box, Transform, rectangle, rotation, scaling
from designer_app.scene.nodes import Adjust, Group, Picture, PicturePaint, PictureSource, Scene
from designer_app.scene.nodes import Path as Shape
from tests.paint.conftest import save

RED = (255, 0, 0, 255)


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Image.Image]:
    pixels = np.random.default_rng(4).integers(0, 256, (60, 80, 3), np.uint8)
    image = Image.fromarray(pixels)
    return save(image, tmp_path_factory.mktemp("noise") / "noise.png"), image


def page(
    node: Picture | Shape,
    size: tuple[int, int] = (100, 80),
    transform: Transform = IDENTITY,
    ground: tuple[int, int, int, int] | None = RED,
) -> Image.Image:
    return paint(Scene(*size, Group((node,), transform), ground))


def test_a_picture_at_its_own_size_is_itself(noise: tuple[str, Image.Image]) -> None:
    digest, image = noise
    pixels = page(Picture(PictureSource(digest), 10, 5, 80, 60))
    assert pixels.crop((10, 5, 90, 65)).tobytes() == image.tobytes()
    assert pixels.getpixel((9, 5)) == pixels.getpixel((90, 64)) == RED[:3]
    part = page(Picture(PictureSource(digest, (20.0, 10.0, 30.0, 40.0)), 0, 0, 30, 40))
    assert part.crop((0, 0, 30, 40)).tobytes() == image.crop((20, 10, 50, 50)).tobytes()


def test_scaling_is_lanczos(photo: str) -> None:
    with Image.open(pictures_file(photo)) as image:
        expected = image.resize((41, 33), Image.Resampling.LANCZOS, (10, 5, 90.5, 70))
    pixels = page(Picture(PictureSource(photo, (10.0, 5.0, 80.5, 65.0)), 0, 0, 41, 33))
    assert np.abs(array(pixels.crop((0, 0, 41, 33))) - array(expected)).max() <= 3


def test_edges_between_pixels(photo: str) -> None:
    """A box at fractions of pixels: the middle stays in register, the edges are covered in part."""
    whole = array(page(Picture(PictureSource(photo), 0, 0, 60, 45)))
    shifted = array(page(Picture(PictureSource(photo), 10.5, 10.25, 60, 45)))
    middle = shifted[12:53, 12:68]
    between = 0.5 * (whole[2:43, 2:58] + whole[2:43, 1:57])
    assert np.abs(middle - between).mean() <= 2.5
    assert np.abs(shifted[30, 10] - (0.5 * np.array(RED[:3]) + 0.5 * whole[20, 0])).max() <= 6
    assert np.abs(shifted[10, 30] - (0.25 * np.array(RED[:3]) + 0.75 * whole[0, 20])).max() <= 6


def test_alpha(cutout: str) -> None:
    pixels = array(page(Picture(PictureSource(cutout), 0, 0, 64, 64), ground=(0, 0, 255, 255)))
    with Image.open(pictures_file(cutout)) as image:
        alpha = array(image.getchannel("A")) / 255
    expected = alpha[..., None] * (220, 30, 40) + (1 - alpha[..., None]) * (0, 0, 255)
    assert np.abs(pixels[:64, :64] - expected).max() <= 1
    clear = page(Picture(PictureSource(cutout), 0, 0, 64, 64), ground=None)
    assert clear.getpixel((32, 32)) == (220, 30, 40, round(alpha[32, 32] * 255))


@pytest.mark.parametrize(
    ("transform", "turned"),
    [
        (rotation(90, 40, 40), Image.Transpose.ROTATE_270),
        (rotation(180, 40, 40), Image.Transpose.ROTATE_180),
        ((-1.0, 0.0, 0.0, 1.0, 80.0, 0.0), Image.Transpose.FLIP_LEFT_RIGHT),
        ((1.0, 0.0, 0.0, -1.0, 0.0, 80.0), Image.Transpose.FLIP_TOP_BOTTOM),
    ],
)
def test_quarter_turns_and_mirrors_are_exact(
    noise: tuple[str, Image.Image], transform: Transform, turned: Image.Transpose
) -> None:
    digest, image = noise
    expected = Image.new("RGB", (80, 80), RED[:3])
    expected.paste(image, (0, 10))
    expected = expected.transpose(turned)
    pixels = page(Picture(PictureSource(digest), 0, 10, 80, 60), (80, 80), transform)
    assert np.abs(array(pixels) - array(expected)).max() <= 1


def test_tilted_picture_covers_its_box(photo: str) -> None:
    pixels = array(page(Picture(PictureSource(photo), 20, 20, 60, 40), transform=rotation(20, 50, 40)))
    shape = array(
        page(
            Shape(rectangle(20, 20, 60, 40), (PicturePaint(PictureSource(photo), 20, 20, 60, 40),)),
            transform=rotation(20, 50, 40),
        )
    )
    red = (pixels == RED[:3]).all(-1)
    assert (red == (shape == RED[:3]).all(-1)).mean() > 0.995
    assert 60 * 40 - 150 < (~red).sum() < 60 * 40 + 250


def test_picture_as_a_fill(photo: str) -> None:
    source = PictureSource(photo)
    fill = array(page(Shape(rectangle(0, 0, 50, 45), (PicturePaint(source, 0, 0, 60, 45),))))
    direct = array(page(Picture(source, 0, 0, 60, 45)))
    assert (fill[:45, :50] == direct[:45, :50]).all()
    assert (fill[:, 50:] == RED[:3]).all()
    beyond = array(page(Shape(rectangle(0, 0, 90, 70), (PicturePaint(source, 10, 10, 60, 45),))))
    assert (beyond[:10] == RED[:3]).all(), "a picture fill paints nothing outside its box"


def test_filters_come_after_scaling_and_are_kept_apart(photo: str) -> None:
    plain = array(page(Picture(PictureSource(photo), 0, 0, 60, 45)))
    lighter = array(page(Picture(PictureSource(photo, filters=(Adjust(0.5),)), 0, 0, 60, 45)))
    assert np.abs(lighter[:45, :60] - (plain[:45, :60] + 255) / 2).max() <= 1


def test_trim_cuts_white_borders_first(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 50), "white")
    image.paste((10, 90, 200), (15, 10, 45, 40))
    digest = save(image, tmp_path / "product.png")
    pixels = page(Picture(PictureSource(digest, trim=True), 0, 0, 30, 30))
    assert pixels.getpixel((1, 1)) == pixels.getpixel((28, 28)) == (10, 90, 200)


def test_very_large_pictures_are_scaled_in_tiles(monkeypatch: pytest.MonkeyPatch, photo: str) -> None:
    """The tiles fit together, and equal the picture scaled whole."""
    node = Picture(PictureSource(photo, (3.0, 3.0, 100.0, 80.0)), 1.3, 2.6, 90, 70)
    whole = array(paint(Scene(100, 80, Group((node,)), RED), 8.0))
    monkeypatch.setattr(pictures, "_LARGEST_WHOLE", 1000)
    caches.forget()
    scene = Scene(100, 80, Group((node,)), RED)
    tiled = array(paint(scene, 8.0))
    assert np.abs(tiled - whole).max() <= 1
    part = array(paint(scene, 8.0, Box(300, 200, 700, 560)))
    assert (part == tiled[200:560, 300:700]).all()
    tilted = Scene(100, 80, Group((node,), rotation(12)), RED)
    part = array(paint(tilted, 8.0, Box(300, 200, 700, 560)))
    assert np.abs(part - array(paint(tilted, 8.0))[200:560, 300:700]).max() <= 1


def test_boxes_without_extent_paint_nothing(photo: str) -> None:
    for box in ((10, 10, 0, 20), (10, 10, 20, 0), (10, 10, -5, 5)):
        assert array(page(Picture(PictureSource(photo), *box))).tobytes() == array(page_blank()).tobytes()
    flat = page(Picture(PictureSource(photo), 0, 0, 50, 50), transform=scaling(1, 0))
    assert array(flat).tobytes() == array(page_blank()).tobytes()


def test_enlarging_few_pixels(noise: tuple[str, Image.Image]) -> None:
    """A crop of less than one pixel becomes one colour, not an error."""
    digest, image = noise
    pixels = array(page(Picture(PictureSource(digest, (20.2, 10.2, 0.1, 0.1)), 0, 0, 40, 40)))
    assert np.ptp(pixels[:40, :40].reshape(-1, 3), axis=0).max() <= 30
    assert np.abs(pixels[20, 20] - np.array(image.getpixel((20, 10)))).max() <= 90


def test_unknown_pictures_are_named() -> None:
    with pytest.raises(DesignError, match="unknown-picture"):
        page(Picture(PictureSource("00" * 16), 0, 0, 10, 10))


def page_blank() -> Image.Image:
    return paint(Scene(100, 80, Group(), RED))


def array(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(int)


def pictures_file(digest: str) -> Path:
    from designer_app.scene import sources

    return sources.locate(digest)
