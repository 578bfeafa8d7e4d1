from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from designer_app.errors import DesignError
from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import describe, face, ink_bounds, outline, register_font

ROOT = Path(__file__).resolve().parents[2]
GOLOS = ROOT / "brand_kits" / "med" / "fonts" / "GolosText-Regular.ttf"
LITERATA = ROOT / "brand_kits" / "med" / "fonts" / "Literata.ttf"
EMOJI = ROOT / "assets" / "fonts" / "TwemojiMozilla.ttf"


def test_metrics_are_measured_from_the_ink(boxes: FontRef) -> None:
    opened = face(boxes)
    assert (opened.units_per_em, opened.cap_height, opened.x_height) == (1000, 700, 500)
    assert (opened.figure_height, opened.ascent, opened.descent, opened.depth) == (700, 900, 300, 200)
    assert opened.strike == (270, 60)  # OS/2 gives the top edge, 300
    assert opened.has(ord("A"))
    assert not opened.has(ord("Ж"))


def test_figures_of_literata_stand_above_its_capitals(literata: FontRef) -> None:
    opened = face(literata)
    assert opened.figure_height > opened.cap_height > opened.x_height


def test_axes_change_the_outline_and_are_kept_within_bounds() -> None:
    light = register_font(LITERATA, axes={"wght": 200})
    heavy = register_font(LITERATA, axes={"wght": 5000, "opsz": 72})
    assert heavy.axes == (("opsz", 72.0), ("wght", 900.0))
    assert face(heavy).weight == 900
    gid = face(light).glyph("H")
    assert gid is not None
    assert outline(light, gid) != outline(heavy, gid)


def test_unknown_axis_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DesignError) as caught:
        register_font(LITERATA, axes={"slnt": 5})
    assert caught.value.findings[0].code == "bad-axis"
    assert "opsz" in caught.value.findings[0].expected


def test_outline_points_down_and_matches_the_ink(boxes: FontRef) -> None:
    gid = face(boxes).glyph("p")
    assert gid is not None
    shape = outline(boxes, gid)
    assert (shape.ops[0], shape.ops[-1]) == ("M", "Z")
    box = shape.bounds()
    assert (box.x0, box.y0, box.x1, box.y1) == (50, -500, 550, 200)
    assert ink_bounds(boxes, gid) == box


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_web_fonts_give_the_same_outlines(tmp_path: Path, flavour: str, golos: FontRef) -> None:
    packed = tmp_path / f"golos.{flavour}"
    with TTFont(GOLOS) as font:
        font.flavor = flavour
        font.save(packed)
    ref = register_font(packed)
    gid = face(golos).glyph("Ж")
    assert gid is not None
    assert face(ref).glyph("Ж") == gid
    assert outline(ref, gid).bounds() == outline(golos, gid).bounds()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"hello, not a font",
        lambda data: data[: len(data) // 2],
        lambda data: data[:20],
        lambda data: data.replace(b"cmap", b"xmap", 1),
        lambda data: b"wOF2" + data[4:400],
    ],
)
def test_broken_files_are_named_as_such(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(damage(GOLOS.read_bytes()))  # type: ignore[operator]
    with pytest.raises(DesignError) as caught:
        register_font(path)
    assert caught.value.findings[0].code == "bad-font"
    assert caught.value.findings[0].file == str(path)


def test_unregistered_hash_is_no_traceback() -> None:
    with pytest.raises(DesignError, match="unknown-font"):
        face(FontRef("0" * 32))


def test_describe() -> None:
    facts = describe(LITERATA)
    assert facts.family == "Literata"
    assert {axis[0] for axis in facts.axes} == {"opsz", "wght"}
    assert {"Latin", "Cyrillic", "Rouble sign"} <= set(facts.scripts)
    assert "Arabic" not in facts.scripts
    assert not facts.colour
    assert describe(EMOJI).colour


def test_colour_layers_carry_the_palette(pictures: FontRef, boxes: FontRef) -> None:
    gid = face(pictures).glyph("😀")
    assert gid is not None
    assert [colour for _, colour in face(pictures).layers(gid)] == [(255, 0, 0, 255), (0, 0, 255, 128)]
    plain = face(boxes).glyph("A")
    assert plain is not None
    assert face(boxes).layers(plain) == ()


def test_large_palettes_are_read_whole() -> None:
    opened = face(register_font(EMOJI))
    gid = opened.glyph("☕")
    assert gid is not None
    layers = opened.layers(gid)
    assert len(layers) > 1
    assert all(colour is not None and colour[3] for _, colour in layers)


def _table(data: bytes, tag: bytes) -> int:
    """Where a table begins."""
    at = data.index(tag, 12)
    return int.from_bytes(data[at + 8 : at + 12], "big")


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"%!PS-AdobeFont-1.0: Roman", "a Type 1 font"),
        (b"\x80\x01\x00\x00%!PS", "a Type 1 font"),
        (b"\n<!doctype html><title>404</title>", "a page of HTML or XML"),
        (b"STARTFONT 2.1", "a font of pixels (BDF)"),
        (b"PK\x03\x04", "an archive (ZIP)"),
    ],
)
def test_other_files_are_told_as_what_they_are(tmp_path: Path, start: bytes, told: str) -> None:
    path = tmp_path / "other.ttf"
    path.write_bytes(start + bytes(400))
    with pytest.raises(DesignError) as caught:
        register_font(path)
    assert caught.value.findings[0].found == told


def test_a_font_of_pixels_alone_is_a_bad_font(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    font = TTFont(GOLOS)
    for name in font.getGlyphOrder():
        font["glyf"][name] = Glyph()
    path = tmp_path / "pixels.ttf"
    font.save(path)
    with pytest.raises(DesignError) as caught:
        register_font(path)
    assert caught.value.findings[0].code == "bad-font"
    assert "outlines" in caught.value.findings[0].found


def test_an_axis_with_a_broken_tag_is_a_bad_font(tmp_path: Path) -> None:
    data = bytearray(LITERATA.read_bytes())
    start = _table(bytes(data), b"fvar")
    first = start + int.from_bytes(data[start + 4 : start + 6], "big")
    data[first : first + 4] = b"\xdc\xdc\xdc\xdc"
    path = tmp_path / "axis.ttf"
    path.write_bytes(data)
    with pytest.raises(DesignError) as caught:
        describe(path)
    assert caught.value.findings[0].code == "bad-font"
    assert "fvar" in caught.value.findings[0].found


def test_a_composite_glyph_that_holds_itself_ends(tmp_path: Path) -> None:
    from designer_app.paint.faces import glyph_outline

    with TTFont(GOLOS) as font:
        glyphs = font["glyf"]
        name = next(n for n in font.getGlyphOrder() if glyphs[n].isComposite())
        glyphs[name].components[0].glyphName = name
        gid = font.getGlyphID(name)
        path = tmp_path / "cyclic.ttf"
        font["maxp"].recalc = lambda _: None
        font.recalcBBoxes = False
        font.save(path)
    ref = register_font(path)
    outline(ref, gid)
    assert ink_bounds(ref, gid) is not None
    glyph_outline(ref, gid)  # both roads come back


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_give_a_page_or_one_line(tmp_path: Path, seed: int) -> None:
    """Whatever a byte says: text is set and drawn, or the font is named as broken."""
    from random import Random

    from designer_app.paint.painter import paint
    from designer_app.production.specimen import families_of, specimen

    chance = Random(seed)
    data = bytearray(GOLOS.read_bytes() if seed % 3 else EMOJI.read_bytes())
    tables = int.from_bytes(data[4:6], "big")
    for _ in range(12):
        entry = 12 + 16 * chance.randrange(tables)
        start = int.from_bytes(data[entry + 8 : entry + 12], "big")
        at = min(len(data) - 1, start + chance.randrange(64))
        data[at] = chance.randrange(256)
    path = tmp_path / "flipped.ttf"
    path.write_bytes(data)
    try:
        page = specimen(families_of(None, [register_font(path)]))
        assert paint(page, 0.25).width == 400
    except DesignError as fault:
        assert fault.findings[0].code == "bad-font"
