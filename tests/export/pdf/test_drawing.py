"""PDF pages read back by another program (PDFium) beside what the engine paints."""

from __future__ import annotations

import pathlib

import numpy as np
import pytest
from PIL import Image

from designer_app.export.pdf.records import PageSettings, Sheet
from designer_app.export.pdf.writer import pdf_of
from designer_app.paint import paint
from designer_app.scene import nodes
from designer_app.scene.adjustments import HueSaturation
from designer_app.scene.geometry import ellipse, polygon, rectangle, rotation
from designer_app.scene.nodes import (
    BackdropBlur,
    BackdropFilter,
    Bevel,
    Conic,
    Grain,
    GroundShadow,
    Group,
    LayerBlur,
    Linear,
    Path,
    Picture,
    PicturePaint,
    PictureSource,
    Radial,
    Satin,
    Scene,
    Shadow,
    Solid,
    Split,
    Stop,
    Stroke,
    Tiles,
)
from designer_app.scene.sources import register

pdfium = pytest.importorskip("pypdfium2")

SIDE = 240
RED, BLUE, GREEN = (214, 60, 40, 255), (40, 70, 200, 255), (30, 160, 90, 255)
CREAM = (245, 240, 228, 255)
FADE = (Stop(0.0, (200, 40, 60, 255)), Stop(0.5, (240, 200, 60, 255)), Stop(1.0, (20, 60, 160, 255)))
VEIL = (Stop(0.0, (10, 10, 30, 230)), Stop(1.0, (10, 10, 30, 0)))
SQUARE, DISC = rectangle(30, 30, 120, 120), ellipse(140, 140, 70, 70)
STAR = polygon(
    [
        (120, 20),
        (150, 90),
        (220, 90),
        (165, 135),
        (185, 210),
        (120, 165),
        (55, 210),
        (75, 135),
        (20, 90),
        (90, 90),
    ]
)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A soft colourful picture and its registered name."""
    y, x = np.mgrid[0:300, 0:400]
    planes = [np.sin(x / 60) * 100 + 128, np.cos(y / 50) * 100 + 128, np.sin((x + y) / 70) * 100 + 128]
    file = tmp_path_factory.mktemp("pictures") / "photo.png"
    Image.fromarray(np.stack(planes, axis=2).astype(np.uint8)).save(file)
    return register(file)


def path(outline: nodes.Outline, *fills: nodes.Paint, stroke: Stroke | None = None) -> Path:
    return Path(outline, fills, (stroke,) if stroke else ())


BASE = (path(SQUARE, Solid(BLUE)), path(DISC, Solid(RED)))
GROUND = path(rectangle(0, 0, SIDE, SIDE), Linear(0, 0, SIDE, SIDE, FADE))

# Without grey: there saturation has no hue to go by, and a step of rounding changes the colour.
WARM = path(
    rectangle(0, 0, SIDE, SIDE), Linear(0, 0, SIDE, SIDE, (Stop(0.0, RED), Stop(1.0, (240, 200, 60, 255))))
)

SCENES: dict[str, Group] = {
    "fills": Group(BASE),
    "even-odd": Group((path(nodes.Outline("MLLLZMLLLZ", (20, 20, 200, 20, 200, 200, 20, 200, 60, 60, 160, 60, 160, 160, 60, 160), True), Solid(RED)),)),
    "see-through": Group((*BASE, path(STAR, Solid((0, 0, 0, 120))))),
    "linear": Group((path(DISC, Linear(70, 140, 210, 140, FADE)),)),
    "linear-oklab": Group((path(DISC, Linear(70, 70, 210, 210, FADE, "oklab")),)),
    "linear-veil": Group((*BASE, path(rectangle(0, 60, SIDE, 180), Linear(0, 240, 0, 60, VEIL)))),
    "linear-reflect": Group((path(DISC, Linear(70, 140, 110, 140, FADE, "srgb", "reflect")),)),
    "radial": Group((path(STAR, Radial(120, 120, 100, 60, FADE, angle=30.0)),)),
    "radial-focus": Group((path(STAR, Radial(120, 120, 100, 100, FADE, fx=0.4, fy=-0.3)),)),
    "radial-veil": Group((*BASE, path(STAR, Radial(120, 120, 110, 110, VEIL)))),
    "conic": Group((path(DISC, Conic(140, 140, 20, FADE)),)),
    "split": Group((path(STAR, Split(DISC, RED, BLUE)),)),
    "tiles": Group((path(STAR, Tiles(path(ellipse(8, 8, 5, 5), Solid(GREEN)), 0, 0, 16, 16)),)),
    "stroke": Group((path(STAR, Solid(CREAM), stroke=Stroke(Solid(RED), 6, join="round")),)),
    "stroke-miter": Group((path(STAR, stroke=Stroke(Solid((40, 70, 200, 150)), 8, miter=10)),)),
    "stroke-dash": Group((path(polygon([(20, 60), (220, 60), (220, 200)], closed=False), stroke=Stroke(Solid(RED), 8, "round", dash=(18, 14), dash_offset=5)),)),
    "stroke-inside": Group((path(DISC, Solid(CREAM), stroke=Stroke(Solid(BLUE), 12, align="inside")),)),
    "stroke-outside": Group((path(STAR, Solid(CREAM), stroke=Stroke(Linear(0, 0, 240, 240, FADE), 8, align="outside")),)),
    "turned": Group((Group(BASE, transform=rotation(20, 120, 120)),)),
    "opacity": Group((GROUND, Group(BASE, opacity=0.5))),
    "clip": Group((Group((GROUND, *BASE), clip=STAR),)),
    "mask": Group((Group((GROUND,), mask=path(DISC, Linear(70, 0, 210, 0, VEIL))),)),
    "mask-luminance": Group((Group((GROUND,), mask=path(DISC, Linear(70, 0, 210, 0, FADE)), mask_kind="luminance"),)),
    "stack": Group((Group((path(DISC, Solid(CREAM)),), clipped=(path(SQUARE, Solid(RED)), path(STAR, Solid((40, 70, 200, 128))))),)),
    "isolated": Group((GROUND, Group((Group(BASE, blend="multiply"),), isolation="isolated"))),
    "fill-opacity": Group((GROUND, Group(BASE, fill_opacity=0.4, effects=(Shadow(8, 8, 0, (0, 0, 0, 160)),)))),
    "shadow": Group((Group((path(STAR, Solid(CREAM)),), effects=(Shadow(6, 10, 16, (20, 20, 60, 150)),)),)),
    "shadow-multiply": Group((GROUND, Group((path(STAR, Solid(CREAM)),), effects=(Shadow(0, 8, 12, (20, 20, 60, 200), blend="multiply"),)))),
    "ground-shadow": Group((Group((path(ellipse(120, 110, 50, 70), Solid(RED)),), effects=(GroundShadow(20, 18, 14, (0, 0, 0, 120)),)),)),
    "inner-shadow": Group((Group((path(DISC, Solid(CREAM)),), effects=(Shadow(4, 4, 12, (0, 0, 0, 180), inner=True),)),)),
    "satin": Group((Group((path(DISC, Solid(RED)),), effects=(Satin(10, 8, 14, (20, 20, 60, 200)),)),)),
    **{
        f"bevel-{style}-{blend}": Group((GROUND, Group((path(STAR, Solid(CREAM)),), effects=(
            Bevel(style, 12, 120, 30, (255, 255, 255, 200), (20, 20, 60, 200), light_blend=light, shade_blend=blend),
        ))))
        for style in ("inner", "outer", "emboss", "pillow")
        for light, blend in (("normal", "normal"), ("screen", "multiply"))
    },
    "layer-blur": Group((*BASE, Group((path(STAR, Solid(GREEN)),), effects=(LayerBlur(4.0),)))),
    "grain": Group((Group((path(DISC, Solid(CREAM)),), effects=(Grain(6.0, 3, 2.0),)),)),
    "backdrop-blur": Group((GROUND, *BASE, Group((path(STAR, Solid((255, 255, 255, 60))),), effects=(BackdropBlur(5.0),)))),
    "adjustment": Group((GROUND, *BASE, Group((path(DISC, Solid(RED)),), effects=(BackdropFilter((HueSaturation(120.0),)),)))),
    "linear-burn": Group((GROUND, *BASE, Group((path(STAR, Solid((200, 180, 220, 255))),), blend="linear-burn"))),
    **{
        f"blend-{mode}": Group((WARM, Group((path(DISC, Solid((200, 120, 60, 255))),), blend=mode, opacity=0.8)))
        for mode in ("multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
                     "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity")
    },
}  # fmt: skip


def difference(root: Group, zoom: int = 4) -> tuple[float, int]:
    """Share of pixels beyond 16/255, and the largest difference, of page and painting, each made large and reduced."""
    scene = Scene(width=SIDE, height=SIDE, root=root, background=CREAM)
    data = pdf_of([Sheet(scene=scene, settings=PageSettings(points=0.75, ppi=384))])
    page = pdfium.PdfDocument(data)[0].render(scale=zoom / 0.75).to_pil().convert("RGB").reduce(zoom)
    painted = paint(scene, zoom).convert("RGB").reduce(zoom)
    off = np.abs(np.asarray(page).astype(int) - np.asarray(painted)).max(axis=2)
    return float((off > 16).mean()), int(off.max())


@pytest.mark.parametrize("name", SCENES)
def test_a_page_looks_as_the_engine_paints_it(name: str) -> None:
    share, most = difference(SCENES[name])
    assert share <= 0.03
    assert most <= 64


def test_pictures(photo: str) -> None:
    source = PictureSource(photo)
    share, most = difference(
        Group(
            (
                Picture(source, 10, 10, 160, 120),
                path(DISC, PicturePaint(source, 70, 70, 140, 140)),
                Group((Picture(source, 0, 0, 60, 45),), transform=(0.9, 0.3, -0.3, 0.9, 150, 20)),
            )
        ),
        zoom=8,
    )
    assert share <= 0.03
    assert most <= 64


def test_fine_lines_of_a_small_picture_stay_as_the_engine_paints_them(tmp_path: pathlib.Path) -> None:
    lines = np.full((120, 120, 3), (40, 60, 200), np.uint8)
    lines[:, ::4] = (190, 200, 250)
    Image.fromarray(lines).save(tmp_path / "lines.png")
    source = PictureSource(register(tmp_path / "lines.png"))
    share, most = difference(Group((Picture(source, 10, 10, 150, 150),)), zoom=8)
    assert share <= 0.03
    assert most <= 64
