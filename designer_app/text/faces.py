"""A font opened: metrics, coverage, axes, names, ink, colour layers; and the reading of font files.

All lengths are font units (``units_per_em`` to the em), y upwards as in the font, unless said otherwise.
"""

from __future__ import annotations

import io
import itertools
import struct
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from designer_app.errors import DesignError, fail
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import NOWHERE, Box
from designer_app.scene.nodes import FontRef

if TYPE_CHECKING:
    import uharfbuzz as hb

_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
_FEW_LETTERS = 8
_FIRST = 96  # characters that are looked at for ink: controls, spaces and then some letters
_OTHERS = {  # how files begin that are given in place of fonts
    b"%!": "a Type 1 font", b"\x80\x01": "a Type 1 font", b"STARTFONT": "a font of pixels (BDF)",
    b"\x01fcp": "a font of pixels (PCF)", b"<": "a page of HTML or XML", b"\x1f\x8b": "a compressed file (gzip)",
    b"PK": "an archive (ZIP)", b"version https://git-lfs": "a pointer of Git LFS instead of the file",
}  # fmt: skip
_FOREGROUND = 0xFFFF  # COLR: this palette index means the colour of the text


_coverages: dict[tuple[str, int], frozenset[str]] = {}


class Face:
    """One font file at one place of its axes. ``fonts.face`` opens and keeps it."""

    def __init__(self, ref: FontRef, data: hb.Blob, file: str) -> None:
        import uharfbuzz as hb

        self.ref = ref
        self.file = file
        self.hb_face = hb.Face(data, ref.index)
        self.hb_font = hb.Font(self.hb_face)
        self.units_per_em: int = self.hb_face.upem
        self.hb_font.scale = (self.units_per_em, self.units_per_em)
        if ref.axes:
            self.hb_font.set_variations(dict(ref.axes))
        opened = self.hb_face
        self.painting = bool(opened.has_color_paint or opened.has_color_svg or opened.has_color_png)
        self.colour = self.painting or bool(opened.has_color_layers)
        if not any(True for _ in opened.unicodes) or opened.glyph_count == 0:
            raise bad_font(file, "no characters", "a font with a character map and glyphs")
        if not self.colour and not self._draws():
            raise bad_font(
                file,
                "letters without outlines",
                "a font with outlines (pixels alone can't be set in any size)",
            )
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: float = extents.ascender
        self.descent: float = -extents.descender
        self.line_gap: float = extents.line_gap

    def _draws(self) -> bool:
        """Whether one of the first characters has ink. Fonts of pixels and destroyed ones are blank without a word."""
        first = itertools.islice(self.hb_face.unicodes, _FIRST)
        return any(self.ink(gid) for sign in first if (gid := self.glyph(chr(sign))))

    @cached_property
    def characters(self) -> frozenset[str]:
        """All that it has glyphs for, the same at all places of the file's axes: collected once for them, of those fonts
        that are asked."""
        place = (self.ref.digest, self.ref.index)
        found = _coverages.get(place)
        if found is None:
            found = _coverages[place] = frozenset(map(chr, self.hb_face.unicodes))
        return found

    def has(self, codepoint: int) -> bool:
        return chr(codepoint) in self.characters

    def glyph(self, char: str) -> int | None:
        """The nominal glyph of a character, or None."""
        found = self.hb_font.get_nominal_glyph(ord(char))
        return None if found is None else int(found)

    @cached_property
    def cap_height(self) -> float:
        """Flat top of H; without one the value of OS/2, or 0.7 em."""
        return self._top("H") or self._metric("CAP_HEIGHT") or 0.7 * self.units_per_em

    @cached_property
    def x_height(self) -> float:
        return self._top("x") or self._metric("X_HEIGHT") or 0.5 * self.units_per_em

    @cached_property
    def figure_height(self) -> float:
        """Highest ink of the ten digits in their default form, overshoots included."""
        return max(self._top(digit) for digit in "0123456789") or self.cap_height

    @cached_property
    def depth(self) -> float:
        """Lowest ink of common letters with descenders, below the baseline (positive)."""
        boxes = [self.ink(gid) for char in "pgyqjрущдц" if (gid := self.glyph(char)) is not None]
        return max((box[3] for box in boxes if box), default=self.descent)

    @cached_property
    def tallest(self) -> float:
        """Highest ink of common letters with ascenders or accents (0 without any), above the baseline."""
        return max(self._top(char) for char in "bdfhklHÉЙЁ")

    @cached_property
    def cased(self) -> bool:
        """Whether it has an x, so that its x-height can be compared with another font's."""
        return self.glyph("x") is not None

    @cached_property
    def pictorial(self) -> bool:
        """A font of pictures: in colour and without letters, as emoji fonts are (ℹ counts as one)."""
        return self.colour and sum(map(str.isalpha, self.characters)) < _FEW_LETTERS

    @cached_property
    def underline(self) -> tuple[float, float]:
        """Centre of the underline (negative: below the baseline) and its thickness."""
        return self._stripe("UNDERLINE_OFFSET", "UNDERLINE_SIZE", -0.1)

    @cached_property
    def strike(self) -> tuple[float, float]:
        """Centre of the strikeout above the baseline and its thickness."""
        return self._stripe("STRIKEOUT_OFFSET", "STRIKEOUT_SIZE", self.x_height / self.units_per_em / 2)

    @cached_property
    def axes(self) -> tuple[tuple[str, float, float, float], ...]:
        """Variable axes: tag, least, default, greatest. Raises ``DesignError`` (``bad-font``)."""
        try:
            infos = self.hb_face.axis_infos
            return tuple((a.tag, a.min_value, a.default_value, a.max_value) for a in infos)
        except UnicodeDecodeError:
            raise bad_font(self.file, "an axis whose tag is no text (table fvar)") from None

    @cached_property
    def instances(self) -> dict[str, dict[str, float]]:
        """Named places of a variable font: name → axis → value."""
        tags = [tag for tag, *_ in self.axes]
        return {
            self.name(instance.subfamily_name_id): dict(zip(tags, instance.design_coords, strict=False))
            for instance in self.hb_face.named_instances
        }

    @cached_property
    def features(self) -> frozenset[str]:
        """Tags of all OpenType features that the font has, in any script."""
        return frozenset(tag for table in ("GSUB", "GPOS") for tag in _feature_tags(self.table(table)))

    @cached_property
    def family(self) -> str:
        return self.name(16) or self.name(1) or Path(self.file).stem

    @cached_property
    def style(self) -> str:
        return self.name(17) or self.name(2) or "Regular"

    @cached_property
    def weight(self) -> int:
        """100..900: the wght axis as set, else OS/2."""
        for tag, value in self.ref.axes:
            if tag == "wght":
                return round(value)
        os2 = self.table("OS/2")
        return struct.unpack_from(">H", os2, 4)[0] if len(os2) > 6 else 400

    @cached_property
    def italic(self) -> bool:
        os2 = self.table("OS/2")
        return bool(len(os2) > 64 and struct.unpack_from(">H", os2, 62)[0] & 1)

    def name(self, name_id: int) -> str:
        return str(self.hb_face.get_name(name_id, "en") or self.hb_face.get_name(name_id) or "").strip()

    def table(self, tag: str) -> bytes:
        """A table's bytes; b"" without one."""
        return bytes(self.hb_face.reference_table(tag).data or b"")

    def ink(self, gid: int) -> tuple[float, float, float, float] | None:
        """x0, y0, x1, y1 of the glyph's ink, y DOWN; None when it has none (a space)."""
        try:
            return self._inks[gid]
        except KeyError:
            extents = self.hb_font.get_glyph_extents(gid)
            box = None
            if extents is not None and extents.width and extents.height:
                x, top = extents.x_bearing, extents.y_bearing
                box = (x, -top, x + extents.width, -(top + extents.height))
            elif self.colour:
                box = self._layered_ink(gid)
            self._inks[gid] = box
            return box

    @cached_property
    def _inks(self) -> dict[int, tuple[float, float, float, float] | None]:
        return {}

    def _layered_ink(self, gid: int) -> tuple[float, float, float, float] | None:
        """Bounds of the layers of a colour glyph whose own outline is empty."""
        total = NOWHERE
        for layer, _ in self.layers(gid):
            if layer != gid and (box := self.ink(layer)) is not None:
                total = total.union(Box(*box))
        return None if total.empty else (total.x0, total.y0, total.x1, total.y1)

    def layers(self, gid: int) -> tuple[tuple[int, Colour | None], ...]:
        """COLRv0 layers bottom to top as (glyph, colour; None = the text's own); () for a plain glyph."""
        if not self.hb_face.has_color_layers:
            return ()
        found = self.hb_face.get_glyph_color_layers(gid)
        return tuple((item.glyph, self.swatch(item.color_index)) for item in found)

    def painted(self, gid: int) -> bool:
        """Whether a glyph is a picture or a paint graph (``painted``), not outlines in one colour or some."""
        if not self.painting:
            return False
        known = self._painted.get(gid)
        if known is None:
            known = self._painted[gid] = self._is_painted(gid)
        return known

    @cached_property
    def _painted(self) -> dict[int, bool]:
        return {}

    def _is_painted(self, gid: int) -> bool:
        opened = self.hb_face
        if opened.glyph_has_color_paint(gid):
            return True
        if opened.has_color_layers and opened.get_glyph_color_layers(gid):
            return False
        return bool(self.svg(gid) or (opened.has_color_png and self.hb_font.get_glyph_color_png(gid).data))

    def svg(self, gid: int) -> bytes:
        """The SVG document that shows a glyph, perhaps zipped; b"" without one."""
        opened = self.hb_face
        return bytes(opened.get_glyph_color_svg(gid).data or b"") if opened.has_color_svg else b""

    def advance(self, gid: int) -> float:
        return float(self.hb_font.get_glyph_h_advance(gid))

    def swatch(self, index: int) -> Colour | None:
        """A colour of the font's first palette; None for the text's own, or without such a colour."""
        if index == _FOREGROUND or index >= len(self._palette):
            return None
        return self._palette[index]

    @cached_property
    def _palette(self) -> list[Colour]:
        """The first palette of CPAL. Read here: uharfbuzz never returns from large palettes."""
        table = self.table("CPAL")
        try:
            entries, _, _, offset, first = struct.unpack_from(">HHHIH", table, 2)
            records = [struct.unpack_from("BBBB", table, offset + 4 * (first + i)) for i in range(entries)]
        except struct.error:
            return []
        return [(red, green, blue, alpha) for blue, green, red, alpha in records]

    def _top(self, char: str) -> float:
        gid = self.glyph(char)
        box = None if gid is None else self.ink(gid)
        return -box[1] if box else 0.0

    def _metric(self, tag: str) -> float:
        import uharfbuzz as hb

        value = self.hb_font.get_metric_position(getattr(hb.OTMetricsTag, tag))
        return float(value) if value else 0.0

    def _stripe(self, offset: str, size: str, fallback: float) -> tuple[float, float]:
        thickness = self._metric(size) or 0.05 * self.units_per_em
        position = self._metric(offset) or fallback * self.units_per_em
        # OpenType gives the top edge of both stripes (post, OS/2): the centre lies half below.
        return position - thickness / 2, thickness


def _feature_tags(table: bytes) -> list[str]:
    """FeatureList of GSUB or GPOS (OpenType, common table formats)."""
    try:
        (start,) = struct.unpack_from(">H", table, 6)
        (count,) = struct.unpack_from(">H", table, start)
        return [table[start + 2 + 6 * i : start + 6 + 6 * i].decode("latin-1") for i in range(count)]
    except struct.error:
        return []


def bad_font(file: str, found: str, expected: str = "a TrueType, OpenType or WOFF2 font") -> DesignError:
    return fail(
        "bad-font",
        file=file,
        found=found,
        expected=expected,
        remedy="get the font file again from its source",
    )


def load(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise fail(
            "cannot-read", file=str(path), found=fault.strerror or str(fault), expected="a font file"
        ) from fault
    if data[:4] in (b"wOF2", b"wOFF"):
        data = _unpacked(data, str(path))
    _check_tables(data, str(path))
    return data


def _unpacked(data: bytes, file: str) -> bytes:
    """WOFF or WOFF2 → plain sfnt, in memory."""
    from fontTools.ttLib import TTFont

    out = io.BytesIO()
    try:
        font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
        font.flavor = None
        font.save(out, reorderTables=False)
    except Exception as fault:  # fontTools raises whatever its parsers raise on broken data
        raise bad_font(file, f"a damaged WOFF file ({type(fault).__name__})") from fault
    return out.getvalue()


def _check_tables(data: bytes, file: str) -> None:
    """Refuse what HarfBuzz would silently read as an empty font: cut or foreign files."""
    if data[:4] not in _SFNT:
        other = next((what for start, what in _OTHERS.items() if data.lstrip().startswith(start)), "")
        raise bad_font(file, other or ("something that is not a font" if data else "an empty file"))
    try:
        starts = [0]
        if data[:4] == b"ttcf":
            count = struct.unpack_from(">I", data, 8)[0]
            starts = list(struct.unpack_from(f">{count}I", data, 12)) if count < 1024 else []
        for start in starts:
            tags = set()
            for i in range(struct.unpack_from(">H", data, start + 4)[0]):
                tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * i)
                if offset + length > len(data):
                    raise bad_font(file, f"table {tag.decode('latin-1')} ends beyond the file")
                tags.add(tag)
            if missing := {b"cmap", b"head", b"hhea", b"hmtx", b"maxp"} - tags:
                raise bad_font(file, f"no table {min(missing).decode()}")
    except struct.error:
        raise bad_font(file, "a cut table directory") from None
