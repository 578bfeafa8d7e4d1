"""SVG of a Scene, drawn by another renderer, looks like the painter's page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.export.svg import path_data, svg_text
from designer_app.paint import paint
from designer_app.pictures.door import decode, facts
from designer_app.scene.geometry import IDENTITY, Box, Outline, rectangle
from designer_app.scene.nodes import Group, Linear, Radial, Scene, Solid, Stop, Stroke
from designer_app.scene.nodes import Path as Shape


def drawn(text: str, folder: Path, size: tuple[int, int]) -> Image.Image:
    path = folder / "drawing.svg"
    path.write_text(text, encoding="utf-8")
    return decode(facts(path).digest, min_size=size).convert("RGB").resize(size)


def apart(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize(("name", "kit"), [("sale", "northline"), ("quote", "med"), ("digest", "northline")])
def test_a_page_as_svg_looks_like_the_page(tmp_path: Path, name: str, kit: str) -> None:
    import json

    loaded = find_template(name)
    row = json.loads((loaded.folder / loaded.template.example).read_text(encoding="utf-8"))[0]
    size = parse_size("1080x1080", load_sizes(None))
    request = Request(loaded=loaded, kit=find_kit(kit), size=size, cells=row, key="a")
    scene = build_page(request, Resources()).scene
    ground = Shape(
        rectangle(0.0, 0.0, scene.width, scene.height),
        fills=(Solid(scene.background or (255, 255, 255, 255)),),
    )
    text = svg_text([(ground, IDENTITY), (scene.root, IDENTITY)], Box(0.0, 0.0, scene.width, scene.height))
    assert "<path" in text
    assert apart(drawn(text, tmp_path, (1080, 1080)), paint(scene).convert("RGB")) < 1.5


def test_gradients_strokes_clips_and_turns(tmp_path: Path) -> None:
    stops = (Stop(0.0, (255, 0, 0, 255)), Stop(1.0, (0, 0, 255, 128)))
    box = rectangle(0.0, 0.0, 100.0, 80.0)
    shapes = (
        Shape(box, fills=(Linear(0.0, 0.0, 100.0, 0.0, stops),)),
        Shape(box, fills=(Radial(50.0, 40.0, 40.0, 20.0, stops, angle=30.0),)),
        Shape(box, strokes=(Stroke(Solid((0, 90, 0, 255)), 6.0, dash=(12.0, 5.0), join="round"),)),
    )
    turned = Group(
        shapes, transform=(0.9, 0.3, -0.3, 0.9, 60.0, 20.0), opacity=0.8, clip=rectangle(0.0, 0.0, 90.0, 90.0)
    )
    scene = Scene(width=200, height=160, root=Group((turned,)))
    ground = Shape(rectangle(0.0, 0.0, 200.0, 160.0), fills=(Solid((255, 255, 255, 255)),))
    text = svg_text([(ground, IDENTITY), (scene.root, IDENTITY)], Box(0.0, 0.0, 200.0, 160.0))
    assert "<image" not in text
    assert apart(drawn(text, tmp_path, (200, 160)), paint(scene).convert("RGB")) < 1.0


def test_path_data_is_short() -> None:
    outline = Outline("MLCZ", (0.0, 0.0, 10.5, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, -0.0))
    assert path_data(outline) == "M0 0L10.5 0C1 2 3 4 5 0Z"
