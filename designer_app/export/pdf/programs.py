"""Fonts for a file: the glyphs used, under the ids they have in the whole font, so that pages never change.

HarfBuzz cuts the subset. A variable font at a place of its axes is built anew from the outlines that the painter
fills: font units are too coarse for its curves (half a unit is a third of a pixel at 600 px).
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from typing import Any, Literal

import msgspec
import uharfbuzz as hb

from designer_app.errors import fail
from designer_app.paint.faces import glyph_outline
from designer_app.scene.geometry import ARITY, Outline
from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import face

_NEEDLESS = (
    "GSUB", "GPOS", "GDEF", "BASE", "kern", "cmap", "name", "OS/2", "post", "STAT", "DSIG", "COLR", "CPAL",
)  # fmt: skip
_FINE_EM = 8192  # units per em at most: coordinates are 16 bits
# For private use, and presentation forms: what those stand for, only the text can say.
_UNSAID = ((0xE000, 0xF8FF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC), (0xF0000, 0x10FFFF))


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A font's subset. Lengths are thousandths of the em, as PDF counts them."""

    kind: Literal["truetype", "cff"]
    data: bytes
    name: str
    ascent: float
    descent: float
    cap_height: float
    box: tuple[float, float, float, float]


def program(ref: FontRef, glyphs: Iterable[int]) -> Program:
    """The subset with these glyph ids. Raises ``DesignError`` (``font-not-embeddable``) where HarfBuzz can't cut it."""
    opened = face(ref)
    source = opened.hb_face
    if ref.axes and "glyf" in source.table_tags:
        return _program(ref, "truetype", _built(ref, sorted({0, *glyphs})), sorted(glyphs))
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs})
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.DOWNGRADE_CFF2
    )
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_tag(name) for name in _NEEDLESS)
    if ref.axes or source.has_var_data:
        wanted.pin_all_axes_to_default(source)
        known = {axis.tag for axis in source.axis_infos}
        for tag, value in ref.axes:
            if tag in known:
                wanted.pin_axis_location(source, tag, value)
    try:
        cut = hb.subset(source, wanted)
    except (RuntimeError, ValueError) as fault:
        raise fail(
            "font-not-embeddable",
            file=opened.file,
            found=str(fault),
            expected="a font that can be cut to the glyphs used",
            remedy="use another file of this font",
        ) from fault
    table = cut.reference_table("CFF ")
    compact = bool(table) and len(table.data) > 0
    data = bytes(table.data) if compact else bytes(cut.blob.data)
    return _program(ref, "cff" if compact else "truetype", data, sorted(glyphs))


def _program(ref: FontRef, kind: Literal["truetype", "cff"], data: bytes, glyphs: list[int]) -> Program:
    opened = face(ref)
    em = 1000 / opened.units_per_em
    return Program(
        kind=kind, data=data, name=_name(ref, opened.hb_face, glyphs), ascent=opened.ascent * em,
        descent=-opened.descent * em, cap_height=opened.cap_height * em, box=_box(opened.hb_face, em),
    )  # fmt: skip


def _built(ref: FontRef, glyphs: list[int]) -> bytes:
    """A TrueType font of the painter's outlines, some thousands of units to the em."""
    import io

    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    opened = face(ref)
    fine = max(1, _FINE_EM // opened.units_per_em)
    em = opened.units_per_em * fine
    names = [f"g{i}" for i in range(glyphs[-1] + 1)]
    shapes = {name: Glyph() for name in names}
    advances = dict.fromkeys(names, 0)
    for glyph in glyphs:
        pen = TTGlyphPen(None)
        _drawn(glyph_outline(ref, glyph).transform((em, 0.0, 0.0, -em, 0.0, 0.0)), pen)
        shapes[f"g{glyph}"] = pen.glyph()
        advances[f"g{glyph}"] = round(opened.hb_font.get_glyph_h_advance(glyph) * fine)
    builder = FontBuilder(em, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupGlyf(shapes)
    builder.setupHorizontalMetrics(
        {name: (width, getattr(shapes[name], "xMin", 0)) for name, width in advances.items()}
    )
    builder.setupHorizontalHeader(ascent=round(opened.ascent * fine), descent=-round(opened.descent * fine))
    builder.setupMaxp()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    target = io.BytesIO()
    builder.font.save(target)
    return target.getvalue()


def _drawn(outline: Outline, pen: Any) -> None:
    """An outline's contours onto a pen of fontTools; cubic curves, which TrueType lacks, within half a unit."""
    from fontTools.pens.cu2quPen import Cu2QuPen

    draw = Cu2QuPen(pen, 0.5) if "C" in outline.ops else pen
    p, at, begun = outline.points, 0, False
    for op in outline.ops:
        spots = [(p[i], p[i + 1]) for i in range(at, at + ARITY[op], 2)]
        at += ARITY[op]
        if op == "M":
            if begun:
                draw.closePath()
            draw.moveTo(*spots)
            begun = True
        elif op == "Z":
            if begun:
                draw.closePath()
            begun = False
        else:
            {"L": draw.lineTo, "Q": draw.qCurveTo, "C": draw.curveTo}[op](*spots)
    if begun:
        draw.closePath()


def width(ref: FontRef, glyph: int) -> int:
    """The advance in thousandths of the em as it stands in the file: whole ones, since readers drop the rest."""
    opened = face(ref)
    advance: float = opened.hb_font.get_glyph_h_advance(glyph)
    return round(advance * 1000 / opened.units_per_em)


@functools.lru_cache(64)
def characters(ref: FontRef) -> dict[int, str]:
    """What each glyph stands for by the font's own map: the lowest code point that says it."""
    opened = face(ref)
    found: dict[int, str] = {}
    for code in sorted(map(ord, opened.characters)):
        if any(low <= code <= high for low, high in _UNSAID):
            continue
        glyph = opened.glyph(chr(code))
        if glyph:
            found.setdefault(glyph, chr(code))
    return found


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _name(ref: FontRef, source: hb.Face, glyphs: list[int]) -> str:
    """The PostScript name after a tag of six letters that names the subset (9.9.2)."""
    said = source.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    plain = "".join(c for c in said if c.isascii() and (c.isalnum() or c == "-"))[:60] or "Font"
    mark = hashlib.blake2b(repr((ref.digest, ref.index, ref.axes, glyphs)).encode(), digest_size=6).digest()
    return "".join(chr(65 + byte % 26) for byte in mark) + "+" + plain


def _box(source: hb.Face, em: float) -> tuple[float, float, float, float]:
    """``FontBBox`` of the whole font, from ``head``."""
    head = bytes(source.reference_table("head").data)
    corners = [int.from_bytes(head[36 + 2 * i : 38 + 2 * i], "big", signed=True) * em for i in range(4)]
    return (corners[0], corners[1], corners[2], corners[3])
