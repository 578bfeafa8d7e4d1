"""The automatic scrim: none where the text reads anyway, else just strong enough, judged after the grade."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer_app.build import Built, Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.paint import paint
from designer_app.scene.colour import contrast
from tests.build.making import template


def built(folder: Path, shade: int, **image: object) -> Built:
    Image.new("RGB", (400, 400), (shade, shade, shade)).save(folder / f"{shade}.png")
    loaded = template(
        [
            {"kind": "image", "name": "p", "source": f"{shade}.png", "x": 0, "y": 0, "w": 1000, "h": 1000, "min_ppi": 0, **image},
            {
                "kind": "text", "name": "t", "text": "HHHH", "size": 100, "x": 100, "y": 500, "fill": "#FFFFFF",
                "scrim": {"colour": "#000000", "target": 4.5},
            },
        ]
    )  # fmt: skip
    size = parse_size("1000x1000", load_sizes(None))
    request = Request(loaded=loaded, kit=find_kit("med"), size=size, cells={})
    return build_page(request, Resources((folder,)))


def behind(page: Built) -> tuple[int, int, int, int]:
    """The colour just left of the text, at its middle."""
    r, g, b = np.asarray(paint(page.scene))[535, 95]
    return (int(r), int(g), int(b), 255)


def test_dark_pictures_stay_as_they_are(tmp_path: Path) -> None:
    page = built(tmp_path, 40)
    assert behind(page) == (40, 40, 40, 255)


@pytest.mark.parametrize("shade", [128, 200, 255])
def test_bright_ones_are_veiled_as_far_as_the_target_needs(tmp_path: Path, shade: int) -> None:
    ratio = contrast((255, 255, 255, 255), behind(built(tmp_path, shade)))
    assert 4.4 <= ratio <= 6.5


def test_the_grade_counts(tmp_path: Path) -> None:
    page = built(tmp_path, 255, duotone=["#000000", "#202020"])
    assert behind(page) == (32, 32, 32, 255)
