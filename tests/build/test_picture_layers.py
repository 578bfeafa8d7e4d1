"""Image layers: the measured focal point and its precedence, optical size, filters from fields."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, read_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.errors import DesignError
from designer_app.paint import paint
from designer_app.scene.nodes import Picture, walk
from tests.build.making import template


def built(folder: Path, *layers: dict[str, object]) -> tuple[list[Picture], np.ndarray]:
    loaded = template(
        [{"kind": "image", "name": f"p{i}", "min_ppi": 0, **layer} for i, layer in enumerate(layers)]
    )
    size = parse_size("1000x1000", load_sizes(None))
    page = build_page(Request(loaded=loaded, kit=find_kit("med"), size=size, cells={}), Resources((folder,)))
    pictures = [node for node in walk(page.scene.root) if isinstance(node, Picture)]
    return pictures, np.asarray(paint(page.scene)).astype(int)


def subject_right(folder: Path) -> None:
    image = Image.new("RGB", (600, 200), (200, 210, 215))
    image.paste((190, 30, 40), (470, 60, 550, 140))
    image.save(folder / "a.png")


def crop_x(folder: Path, source: str, **fields: object) -> float:
    layer = {"source": source, "x": 0, "y": 0, "w": 200, "h": 200, **fields}
    crop = built(folder, layer)[0][0].source.crop
    assert crop is not None
    return crop[0]


def test_focal_points_go_layer_row_measure(tmp_path: Path) -> None:
    subject_right(tmp_path)
    assert crop_x(tmp_path, "a.png") > 300, "measured: the subject is in the frame"
    assert crop_x(tmp_path, "a.png@0.1,0.5") == 0
    assert crop_x(tmp_path, "a.png@0.1,0.5", focal=[0.5, 0.5]) == 200
    assert crop_x(tmp_path, "a.png", crop=[0, 0, 1, 1]) == 200, "a crop of the template's own is kept"


def test_a_focal_file_wins_over_the_measure_and_holds_for_its_bytes(tmp_path: Path) -> None:
    subject_right(tmp_path)
    (tmp_path / "focal.json").write_text('{"a.png": {"focal": [0.1, 0.5]}}', "utf-8")
    assert crop_x(tmp_path, "a.png") == 0
    assert crop_x(tmp_path, "a.png@0.5,0.5") == 200
    (tmp_path / "focal.json").write_text('{"a.png": {"focal": [0.1, 0.5], "digest": "other"}}', "utf-8")
    assert crop_x(tmp_path, "a.png") > 300
    (tmp_path / "focal.json").write_text('{"a.png": {"focal": [0.1, 5]}}', "utf-8")
    with pytest.raises(DesignError) as caught:
        crop_x(tmp_path, "a.png")
    assert caught.value.findings[0].code == "bad-focal-file"


def thing(folder: Path, name: str, width: int, height: int) -> str:
    image = Image.new("RGBA", (500, 500), (0, 0, 0, 0))
    image.paste((20, 60, 120, 255), (30, 20, 30 + width, 20 + height))
    image.save(folder / name)
    return name


def test_things_of_a_grid_have_one_optical_size_and_ground(tmp_path: Path) -> None:
    shapes = {"bottle.png": (90, 300), "box.png": (300, 280), "small.png": (60, 58)}
    frames = [
        {"source": thing(tmp_path, name, *size), "fit": "contain", "optical": True, "anchor": [0.5, 1], "x": 320 * i, "y": 0, "w": 300, "h": 300}
        for i, (name, size) in enumerate(shapes.items())
    ]  # fmt: skip
    pictures, _ = built(tmp_path, *frames)
    assert all(abs(p.y + p.height - 300) < 1e-6 for p in pictures), "one ground line"
    bottle, box, small = pictures
    assert bottle.height > box.height
    mass = [((p.width * p.height) ** 0.5 * p.height) ** 0.5 for p in (bottle, box, small)]
    assert max(mass) / min(mass) < 1.03
    assert all(p.width <= 300 and p.height <= 300 for p in pictures)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"gradient_map": [[0, "#000000"], [0.5, "#FF0000"], [1, "#FFFFFF"]]}, (255, 0, 0)),
        ({"duotone": ["#000000", "#0000FF"]}, (0, 0, 128)),
    ],
)
def test_colour_maps(tmp_path: Path, fields: dict[str, object], expected: tuple[int, int, int]) -> None:
    Image.new("RGB", (100, 100), (128, 128, 128)).save(tmp_path / "g.png")
    _, pixels = built(tmp_path, {"source": "g.png", "x": 0, "y": 0, "w": 100, "h": 100, **fields})
    assert np.abs(pixels[50, 50] - expected).max() <= 3


def test_white_ground_and_effects_by_field(tmp_path: Path) -> None:
    image = Image.new("RGB", (200, 200), "white")
    image.paste((200, 40, 30), (60, 60, 140, 140))
    image.save(tmp_path / "shot.png")
    effects = [
        {"type": "ground-shadow", "dy": 20, "blur": 8, "colour": "#000000"},
        {"type": "noise", "amount": 6},
    ]
    page = {"source": "shot.png", "x": 0, "y": 0, "w": 200, "h": 200}
    _, kept = built(tmp_path, page)
    _, cut = built(tmp_path, {**page, "ground": "remove", "effects": effects})
    _, empty = built(tmp_path, {**page, "visible": False})
    assert (kept[20, 20] == 255).all()
    assert (cut[20, 20] == empty[20, 20]).all()
    assert cut[143, 100].max() < empty[143, 100].max() - 60, "its shadow stands on the page's own ground"
    assert cut[80:120, 80:120, 0].std() > 3


@pytest.mark.parametrize(
    ("chart", "kit", "size"), [("effects", "northline", "1940x2434"), ("blocks", "med", "1500x1880")]
)
def test_charts_are_up_to_date_with_the_fields(chart: str, kit: str, size: str) -> None:
    folder = Path(__file__).parents[2] / "docs" / "charts" / chart
    request = Request(
        loaded=read_template(folder), kit=find_kit(kit), size=parse_size(size, load_sizes(None)), cells={}
    )
    assert [f for f in build_page(request, Resources()).findings if f.severity != "note"] == []
