"""Fonts for these tests: the project's own, and small ones made here whose metrics are known exactly."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import register_font
from designer_app.text.records import Block, Paragraph, Run, RunStyle

ROOT = Path(__file__).resolve().parents[2]
LITERATA = ROOT / "brand_kits" / "med" / "fonts" / "Literata.ttf"
GOLOS = ROOT / "brand_kits" / "med" / "fonts" / "GolosText-Regular.ttf"
UNBOUNDED = ROOT / "brand_kits" / "northline" / "fonts" / "Unbounded.ttf"
INTER = ROOT / "assets" / "fonts" / "Inter.ttf"
EMOJI = ROOT / "assets" / "fonts" / "TwemojiMozilla.ttf"

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?-«»()…%$"
HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"


def make_font(
    path: Path,
    characters: str,
    *,
    x_height: int = 500,
    cap: int = 700,
    bearing: int = 50,
    feature: str = "",
    colours: bool = False,
    space: bool = True,
) -> Path:
    """A font of boxes: every glyph is 600 of 1000 units wide with the given side bearings."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def box(top: int, bottom: int = 0) -> object:
        pen = TTGlyphPen(None)
        pen.moveTo((bearing, bottom))
        pen.lineTo((bearing, top))
        pen.lineTo((600 - bearing, top))
        pen.lineTo((600 - bearing, bottom))
        pen.closePath()
        return pen.glyph()

    names = {ord(char): f"u{ord(char):04X}" for char in characters}
    order = [".notdef", *(["space"] if space else []), *names.values(), *(["layer"] if colours else [])]
    glyphs = {name: box(cap) for name in order}
    glyphs["space"] = TTGlyphPen(None).glyph()
    for char in characters:
        if char.islower():
            glyphs[names[ord(char)]] = box(x_height, -200 if char in "gjpqy" else 0)
    glyphs = {name: glyphs[name] for name in order}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names | ({0x20: "space"} if space else {}))
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, bearing)))
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    builder.setupNameTable({"familyName": path.stem.title(), "styleName": "Regular"})
    builder.setupOS2(sxHeight=x_height, sCapHeight=cap, yStrikeoutPosition=300, yStrikeoutSize=60)
    builder.setupPost(underlinePosition=-100, underlineThickness=40)
    if colours:
        builder.setupCOLR({names[ord(c)]: [("layer", 0), ("layer", 1)] for c in characters})
        builder.setupCPAL([[(1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 0.5)]])
    if feature:
        builder.addOpenTypeFeatures(feature)
    stream = io.BytesIO()
    builder.save(stream)
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture(scope="session")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> FontRef:
    """600 units to a glyph, caps 700, lower case 500; A before V and hyphen before T are kerned."""
    kern = "feature kern { pos u0041 u0056 -100; pos u002D u0054 -80; } kern;"
    folder = tmp_path_factory.mktemp("fonts")
    return register_font(make_font(folder / "boxes.ttf", LATIN + HEBREW, feature=kern))


@pytest.fixture(scope="session")
def large_x(tmp_path_factory: pytest.TempPathFactory) -> FontRef:
    """A fallback whose x-height is 600, with Greek."""
    return register_font(make_font(tmp_path_factory.mktemp("fonts") / "greek.ttf", "xαβγδ", x_height=600))


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> FontRef:
    """A colour font with two layers a glyph; it has digits, too, as emoji fonts do."""
    return register_font(
        make_font(tmp_path_factory.mktemp("fonts") / "pictures.ttf", "😀☕12x", colours=True)
    )


@pytest.fixture(scope="session")
def elastic(tmp_path_factory: pytest.TempPathFactory) -> FontRef:
    """A variable font whose letters are 600 units wide, at ``wdth`` 50 300 units."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    folder = tmp_path_factory.mktemp("fonts")
    builder = FontBuilder(font=TTFont(make_font(folder / "static.ttf", LATIN)))
    builder.setupFvar([("wdth", 50, 100, 100, "Width")], [])
    narrower = [
        (0, 0),
        (0, 0),
        (-300, 0),
        (-300, 0),
        (0, 0),
        (-300, 0),
        (0, 0),
        (0, 0),
    ]  # corners, then advance
    blank = narrower[4:]
    names = builder.font.getGlyphOrder()
    builder.setupGvar(
        {
            name: [TupleVariation({"wdth": (-1.0, -1.0, 0.0)}, blank if name == "space" else narrower)]
            for name in names
        }
    )
    builder.save(folder / "elastic.ttf")
    return register_font(folder / "elastic.ttf")


@pytest.fixture(scope="session")
def literata() -> FontRef:
    return register_font(LITERATA, axes={"wght": 500, "opsz": 72})


@pytest.fixture(scope="session")
def golos() -> FontRef:
    return register_font(GOLOS)


@pytest.fixture(scope="session")
def plain(boxes: FontRef) -> Callable[..., Block]:
    """A block of one paragraph in the font of boxes; keywords are the block's."""

    def make(text: str, **given: object) -> Block:
        runs = (Run(text, RunStyle(fonts=(boxes,))),)
        return Block(**({"paragraphs": (Paragraph(runs=runs),), "size": 100.0} | given))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> FontRef:
    """A font of Hebrew letters and the signs around them."""
    return register_font(make_font(tmp_path_factory.mktemp("fonts") / "hebrew.ttf", HEBREW + "₪"))
