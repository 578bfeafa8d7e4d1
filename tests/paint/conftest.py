"""A font and pictures for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from designer_app.pictures import trust
from designer_app.scene import sources
from designer_app.scene.nodes import FontRef

FONTS = Path(__file__).resolve().parents[2] / "brand_kits" / "med" / "fonts"


@pytest.fixture(scope="session")
def serif() -> FontRef:
    """A variable font with overlapping contours."""
    return FontRef(sources.register(FONTS / "Literata.ttf"), 0, (("opsz", 18.0), ("wght", 600.0)))


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """120 × 90 px, smooth, opaque."""
    image = Image.merge(
        "RGB",
        [Image.linear_gradient("L").rotate(turn).resize((120, 90)) for turn in (0, 90, 180)],
    )
    return save(image, tmp_path_factory.mktemp("pictures") / "photo.png")


@pytest.fixture(scope="session")
def cutout(tmp_path_factory: pytest.TempPathFactory) -> str:
    """64 × 64 px: a red disc that fades out."""
    image = Image.new("RGB", (64, 64), (220, 30, 40))
    image.putalpha(Image.radial_gradient("L").resize((64, 64)).point([255 - v for v in range(256)]))
    return save(image, tmp_path_factory.mktemp("pictures") / "cutout.png")


def save(image: Image.Image, path: Path) -> str:
    """Write a picture made here, register it and vouch for it."""
    image.save(path)
    digest = sources.register(path)
    trust(digest)
    return digest
