"""Glyphs that are pictures or paint graphs: what a text shows of them, in pixels."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.sbixGlyph import Glyph as BitmapGlyph
from fontTools.ttLib.tables.sbixStrike import Strike
from PIL import Image

from designer_app.paint import paint
from designer_app.scene.geometry import translation
from designer_app.scene.nodes import FontRef, Glyphs, Group, Scene, Solid, walk
from designer_app.text.drawn import drawn
from designer_app.text.fonts import face, register_font
from designer_app.text.records import Block, Layout, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset
from tests.text.conftest import make_font

RED, GREEN, BLUE = (1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)
INK = (40, 60, 80, 255)
SIZE = 100.0


def set_text(text: str, *fonts: FontRef) -> Layout:
    style = RunStyle(fonts=fonts)
    return typeset(Block(paragraphs=(Paragraph(runs=(Run(text, style),)),), size=SIZE))


def nodes_of(layout: Layout) -> Group:
    return Group(tuple(drawn(p, (Solid(INK),)) for line in layout.lines for p in line.pieces))


def painted(text: str, *fonts: FontRef) -> Image.Image:
    """100 px of type on white: the first cap's box has its top left at 20, 20."""
    root = Group((nodes_of(set_text(text, *fonts)),), transform=translation(20, 20))
    return paint(Scene(300, 140, root)).convert("RGB")


def solid(index: int, alpha: float = 1.0) -> dict[str, Any]:
    return {"Format": 2, "PaletteIndex": index, "Alpha": alpha}


def line(*colours: int, extend: str = "pad") -> dict[str, Any]:
    last = len(colours) - 1
    stops = [{"StopOffset": i / last, "PaletteIndex": c, "Alpha": 1.0} for i, c in enumerate(colours)]
    return {"ColorStop": stops, "Extend": extend}


def graph_font(path: Path, made: Any, text: str = "AB") -> FontRef:
    """A font whose A is the graph ``made(glyph name)`` gives; the glyphs are boxes 0..cap height."""
    make_font(path, text)
    font = TTFont(path)
    glyph = font.getBestCmap()[ord("A")]
    font["COLR"] = buildCOLR({glyph: made(glyph)}, version=1, glyphMap=font.getReverseGlyphMap())
    font["CPAL"] = buildCPAL([[RED, GREEN, BLUE]])
    font.save(path)
    return register_font(path)


def box_of(font: FontRef) -> tuple[float, float, float, float]:
    """The box of the A on ``painted``'s page."""
    opened = face(font)
    x0, y0, x1, y1 = opened.ink(opened.glyph("A") or 0) or (0.0, 0.0, 0.0, 0.0)
    unit = SIZE / opened.units_per_em
    base = 20 + opened.cap_height * unit
    return 20 + x0 * unit, base + y0 * unit, 20 + x1 * unit, base + y1 * unit


def at(image: Image.Image, font: FontRef, across: float, down: float) -> tuple[int, int, int]:
    x0, y0, x1, y1 = box_of(font)
    found = image.getpixel((int(x0 + (x1 - x0) * across), int(y0 + (y1 - y0) * down)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def near(found: tuple[int, int, int], wanted: tuple[int, int, int], by: int = 8) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def test_a_graph_is_painted_and_its_words_are_kept(tmp_path: Path) -> None:
    font = graph_font(tmp_path / "g.ttf", lambda g: {"Format": 10, "Paint": solid(0), "Glyph": g})
    assert near(at(painted("A", font), font, 0.5, 0.5), (255, 0, 0))
    groups = [n for n in walk(nodes_of(set_text("AB", font))) if isinstance(n, Group) and n.meta]
    assert [(g.meta.kind, g.meta.alt) for g in groups if g.meta] == [("glyph", "A")]
    assert [n.text for n in walk(nodes_of(set_text("AB", font))) if isinstance(n, Glyphs)] == ["B"]


def test_the_texts_own_colour(tmp_path: Path) -> None:
    font = graph_font(tmp_path / "g.ttf", lambda g: {"Format": 10, "Paint": solid(0xFFFF), "Glyph": g})
    assert near(at(painted("A", font), font, 0.5, 0.5), INK[:3])


def test_linear_gradients_stand_still_along_their_third_point(tmp_path: Path) -> None:
    """From the left to the right with the third point below the first: across. A slanted third point slants it."""

    def made(x2: float) -> Any:
        def build(glyph: str) -> dict[str, Any]:
            x0, x1 = 0, 600
            paint_ = {
                "Format": 4,
                "ColorLine": line(0, 2),
                "x0": x0,
                "y0": 0,
                "x1": x1,
                "y1": 0,
                "x2": int(x2),
                "y2": 700,
            }
            return {"Format": 10, "Paint": paint_, "Glyph": glyph}

        return build

    upright = graph_font(tmp_path / "a.ttf", made(0))
    image = painted("A", upright)
    assert near(at(image, upright, 0.5, 0.1), at(image, upright, 0.5, 0.9), 3)
    assert at(image, upright, 0.1, 0.5)[0] > at(image, upright, 0.9, 0.5)[0] + 100
    slanted = graph_font(tmp_path / "b.ttf", made(300))
    image = painted("A", slanted)
    assert (
        at(image, slanted, 0.5, 0.1)[0] > at(image, slanted, 0.5, 0.9)[0] + 50
    )  # farther left in the gradient


def test_radial_gradients_from_a_circle_to_a_larger_one(tmp_path: Path) -> None:
    def made(glyph: str) -> dict[str, Any]:
        paint_ = {
            "Format": 6,
            "ColorLine": line(0, 2),
            "x0": 300,
            "y0": 350,
            "r0": 100,
            "x1": 300,
            "y1": 350,
            "r1": 300,
        }
        return {"Format": 10, "Paint": paint_, "Glyph": glyph}

    font = graph_font(tmp_path / "g.ttf", made)
    image = painted("A", font)
    x, base = 20 + 30, box_of(font)[3]
    middle = [image.getpixel((x + dx, int(base - 35))) for dx in (0, 8, 20)]
    for inner in middle[:2]:
        assert near(inner, (255, 0, 0)), "the inner circle is the first colour"  # type: ignore[arg-type]
    assert near(middle[2], (127, 0, 127), 12)  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end"), [(0, 180), (90, 270), (0, 360)])
def test_sweeps_run_against_the_clock_from_the_right(tmp_path: Path, start: int, end: int) -> None:
    def made(glyph: str) -> dict[str, Any]:
        paint_ = {
            "Format": 8, "ColorLine": line(0, 2), "centerX": 300, "centerY": 350, "startAngle": start, "endAngle": end,
        }  # fmt: skip
        return {"Format": 10, "Paint": paint_, "Glyph": glyph}

    font = graph_font(tmp_path / "g.ttf", made)
    image = painted("A", font)
    x, y = 50, int(box_of(font)[3] - 35)
    for degrees, dx, dy in ((45, 14, -14), (135, -14, -14), (225, -14, 14), (315, 14, 14)):
        t = min(1.0, max(0.0, (degrees - start) / (end - start)))
        wanted = (round(255 * (1 - t)), 0, round(255 * t))
        assert near(image.getpixel((x + dx, y + dy)), wanted, 8), degrees  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mode", "left", "both", "right"),
    [
        ("src_over", "r", "b", "b"), ("dest_over", "r", "r", "b"), ("src_in", "", "b", ""), ("dest_in", "", "r", ""),
        ("src_out", "", "", "b"), ("dest_out", "r", "", ""), ("src_atop", "r", "b", ""), ("dest_atop", "", "r", "b"),
        ("xor", "r", "", "b"), ("src", "", "b", "b"), ("dest", "r", "r", ""), ("clear", "", "", ""),
        ("plus", "r", "m", "b"), ("multiply", "r", "k", "b"),
    ],
)  # fmt: skip
def test_composites(tmp_path: Path, mode: str, left: str, both: str, right: str) -> None:
    """A red box at the left, a blue one over its right half and beyond."""

    def made(glyph: str) -> dict[str, Any]:
        def half(index: int, dx: int) -> dict[str, Any]:
            box = {"Format": 10, "Paint": solid(index), "Glyph": glyph}
            return {"Format": 14, "Paint": box, "dx": dx, "dy": 0}

        return {"Format": 32, "SourcePaint": half(2, 300), "CompositeMode": mode, "BackdropPaint": half(0, 0)}

    font = graph_font(tmp_path / "g.ttf", made)
    image = painted("A", font)
    colours = {"": (255, 255, 255), "r": (255, 0, 0), "b": (0, 0, 255), "m": (255, 0, 255), "k": (0, 0, 0)}
    opened = face(font)
    ink = opened.ink(opened.glyph("B") or 0)
    assert ink is not None
    first = 20 + ink[0] * SIZE / opened.units_per_em
    width = (ink[2] - ink[0]) * SIZE / opened.units_per_em
    y = int(20 + (opened.cap_height / 2) * SIZE / opened.units_per_em)
    places = (first + 10, first + (30 + width) / 2, first + width + 20)
    found = [image.getpixel((int(x), y)) for x in places]
    for pixel, name in zip(found, (left, both, right), strict=True):
        assert near(pixel, colours[name], 2), (mode, found)  # type: ignore[arg-type]


def picture_font(path: Path) -> FontRef:
    """sbix: the A is a picture, red above, blue below, 600 units wide and high, 50 below the baseline."""
    make_font(path, "AB")
    font = TTFont(path)
    glyph = font.getBestCmap()[ord("A")]
    image = Image.new("RGBA", (60, 60), (255, 0, 0, 255))
    image.paste((0, 0, 255, 255), (0, 30, 60, 60))
    data = io.BytesIO()
    image.save(data, "PNG")
    strike = Strike(ppem=100, resolution=72)
    strike.glyphs[glyph] = BitmapGlyph(
        glyphName=glyph, graphicType="png ", imageData=data.getvalue(), originOffsetY=-5
    )
    table: Any = newTable("sbix")
    table.strikes = {100: strike}
    font["sbix"] = table
    font.save(path)
    return register_font(path)


def test_pictures_of_a_font(tmp_path: Path) -> None:
    font = picture_font(tmp_path / "p.ttf")
    image = painted("A", font)
    assert near(at(image, font, 0.5, 0.25), (255, 0, 0))
    assert near(at(image, font, 0.5, 0.75), (0, 0, 255))
    x0, y0, x1, y1 = box_of(font)
    assert (x1 - x0, y1 - y0) == (pytest.approx(60, abs=1), pytest.approx(60, abs=1))


def svg_font(path: Path, drawing: str, *, packed: bool = False) -> FontRef:
    make_font(path, "AB")
    font = TTFont(path)
    gid = font.getGlyphID(font.getBestCmap()[ord("A")])
    table: Any = newTable("SVG ")
    table.docList = [(drawing.format(gid=gid, other=gid + 1), gid, gid)]
    table.compressed = packed
    font["SVG "] = table
    font["CPAL"] = buildCPAL([[RED, GREEN, BLUE]])
    font.save(path)
    return register_font(path)


@pytest.mark.parametrize("packed", [False, True])
def test_drawings_of_a_font(tmp_path: Path, packed: bool) -> None:
    """The glyph's own element alone; colours of the palette and of the text."""
    drawing = (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><g id="glyph{gid}">'
        '<rect x="0" y="-600" width="300" height="600" fill="var(--color2, red)"/>'
        '<rect x="300" y="-600" width="300" height="600" fill="currentColor"/></g>'
        '<g id="glyph{other}"><rect x="0" y="-900" width="900" height="900" fill="lime"/></g></svg>'
    )
    font = svg_font(tmp_path / "s.ttf", drawing, packed=packed)
    image = painted("A", font)
    base = 20 + face(font).cap_height * SIZE / face(font).units_per_em
    assert near(image.getpixel((35, int(base - 30))), (0, 0, 255))  # type: ignore[arg-type]
    assert near(image.getpixel((65, int(base - 30))), INK[:3])  # type: ignore[arg-type]
    assert near(image.getpixel((100, int(base - 30))), (255, 255, 255))  # type: ignore[arg-type]


def test_a_graph_that_holds_itself_ends(tmp_path: Path) -> None:
    """HarfBuzz stops at circles; what is left is painted."""

    def made(glyph: str) -> dict[str, Any]:
        again = {"Format": 11, "Glyph": glyph}
        own = {"Format": 10, "Paint": solid(0), "Glyph": glyph}
        return {"Format": 1, "Layers": [own, again]}

    font = graph_font(tmp_path / "g.ttf", made)
    assert near(at(painted("A", font), font, 0.5, 0.5), (255, 0, 0))


def test_figures_and_spaces_come_from_a_font_of_letters(tmp_path: Path) -> None:
    """Emoji fonts have them for keycaps alone, be they asked first."""
    digits = make_font(tmp_path / "e.ttf", "1❤")
    font = TTFont(digits)
    glyph = font.getBestCmap()[ord("❤")]
    made = {"Format": 10, "Paint": solid(0), "Glyph": glyph}
    font["COLR"] = buildCOLR({glyph: made}, version=1, glyphMap=font.getReverseGlyphMap())
    font["CPAL"] = buildCPAL([[RED]])
    font.save(digits)
    emoji, plain = register_font(digits), register_font(make_font(tmp_path / "p.ttf", "A1❤"))
    found = [
        (piece.text, piece.font) for piece in set_text("1 ❤\ufe0f❤\ufe0e1", emoji, plain).lines[0].pieces
    ]
    assert [font for text, font in found if "\ufe0f" in text] == [emoji]
    assert {font for text, font in found if text and "\ufe0f" not in text} == {plain}
    assert {piece.font for piece in set_text("1 A", emoji, plain).lines[0].pieces} == {plain}


def test_a_drawing_takes_what_it_refers_to_along(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs>'
        '<rect id="half" x="0" y="-600" width="300" height="600" fill="url(#fade)"/>'
        '<linearGradient id="fade"><stop offset="0" stop-color="#0f0"/><stop offset="1" stop-color="#0f0"/></linearGradient>'
        '</defs><g id="glyph{gid}"><use xlink:href="#half"/></g></svg>'
    )
    font = svg_font(tmp_path / "s.ttf", drawing)
    base = 20 + face(font).cap_height * SIZE / face(font).units_per_em
    assert near(painted("A", font).getpixel((35, int(base - 30))), (0, 255, 0))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><g id="glyph{gid}"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g id="glyph{gid}">' + "<g>" * 5000 + "</g>" * 5000 + "</g></svg>",
    ],
)  # fmt: skip
def test_a_broken_drawing_shows_nothing(tmp_path: Path, drawing: str) -> None:
    font = svg_font(tmp_path / "s.ttf", drawing)
    assert painted("A", font).getextrema() == ((255, 255),) * 3
