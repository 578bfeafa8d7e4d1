"""FreeType faces by ``FontRef``: files read once, WOFF unpacked, variable axes set."""

from __future__ import annotations

import ctypes
import io
from typing import Any

import freetype
import freetype.raw as ft

from designer_app.errors import DesignError, fail
from designer_app.paint.lru import LOCK, ByteLRU
from designer_app.paint.overlaps import PROBE, merged, overlap
from designer_app.scene import sources
from designer_app.scene.geometry import Outline
from designer_app.scene.nodes import FontRef

# FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP | FT_LOAD_NO_AUTOHINT
UNHINTED = 0x2 | 0x8 | 0x8000
_EM = 1024 * 64  # outlines are taken at 1024 px: in font units FreeType rounds variable glyphs to whole units

_files: ByteLRU[bytes] = ByteLRU(48 << 20)
_faces: ByteLRU[Face] = ByteLRU(128 << 20)
_outlines: ByteLRU[Outline] = ByteLRU(8 << 20)


class Face:
    """One font at one set of axes. ``raw`` is the FT_Face; ``size`` its current size in 1/64 px."""

    def __init__(self, font: FontRef) -> None:
        data = _file(font.digest)
        try:
            self._face: Any = freetype.Face(io.BytesIO(data), font.index)
            if font.axes and self._face.has_multiple_masters:
                self._set_axes(dict(font.axes))
        except Exception as fault:  # freetype-py raises whatever its reader of names and axes runs into
            raise fail(
                "bad-font",
                file=str(sources.locate(font.digest)),
                found=str(fault).removeprefix("FT_Exception: ").strip("() ")
                or "something that is not a font",
                expected="a TrueType, OpenType, WOFF or WOFF2 font",
                remedy="get the font file again from its source",
            ) from fault
        self.raw: Any = self._face._FT_Face
        self._outline: ft.FT_Outline = self.raw.contents.glyph.contents.outline  # of whatever glyph is loaded
        self.bytes = len(data)
        self.size = 0
        self._overlaps: dict[int, bool] = {}

    def _set_axes(self, wanted: dict[str, float]) -> None:
        coordinates = []
        for axis in self._face.get_variation_info().axes:
            tag = axis.tag if isinstance(axis.tag, str) else axis.tag.decode("ascii")
            value = wanted.get(tag, axis.default)
            coordinates.append(min(max(value, axis.minimum), axis.maximum))
        self._face.set_var_design_coords(coordinates)

    def load(self, glyph: int, size: int) -> ft.FT_Outline | None:
        """The unhinted outline at ``size`` (1/64 px per em), y upwards; None when the font has no
        such outline. Valid until the next call."""
        if size != self.size:
            ft.FT_Set_Char_Size(self.raw, size, 0, 72, 72)
            self.size = size
        if ft.FT_Load_Glyph(self.raw, glyph, UNHINTED):
            return None
        return self._outline if self._outline.n_points > 0 else None

    def overlaps(self, glyph: int) -> bool:
        """Whether contours of the glyph overlap; for good, at whatever size it is asked first."""
        known = self._overlaps.get(glyph)
        if known is None:
            raw = self.load(glyph, PROBE)
            known = self._overlaps[glyph] = raw is not None and overlap(raw)
        return known


def face(font: FontRef) -> Face:
    """The face of a font. Raises ``DesignError`` (``unknown-font``, ``bad-font``)."""
    known = _faces.get(font)
    if known is None:
        known = Face(font)
        _faces.put(font, known, known.bytes)
    return known


def glyph_outline(font: FontRef, glyph: int) -> Outline:
    """A glyph's outline at one pixel per em, y downwards, origin at the pen position; overlaps are merged."""
    with LOCK:
        known = _outlines.get((font, glyph))
        if known is None:
            opened = face(font)  # held: of a font too large to be kept the outline would go with the face
            raw = opened.load(glyph, _EM)
            known = Outline("", ()) if raw is None else _outline(raw, 1 / _EM)
            if opened.overlaps(glyph):
                known = merged(known)
            _outlines.put((font, glyph), known, 100 + 40 * len(known.points))
        return known


def _file(digest: str) -> bytes:
    data = _files.get(digest)
    if data is not None:
        return data
    try:
        path = sources.locate(digest)
    except KeyError:
        raise fail("unknown-font", found=digest, expected="a font registered with the project") from None
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise fail("cannot-read", file=str(path), found=fault.strerror or str(fault)) from fault
    if data[:4] in (b"wOF2", b"wOFF"):
        data = _unpacked(data, str(path))
    return _files.put(digest, data, len(data))


def _unpacked(data: bytes, name: str) -> bytes:
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=False)
        font.flavor = None
        plain = io.BytesIO()
        font.save(plain, reorderTables=False)
    except DesignError:
        raise
    except Exception as fault:  # fontTools raises whatever its table readers run into
        raise fail("bad-font", file=name, found=str(fault), expected="a WOFF or WOFF2 font") from fault
    return plain.getvalue()


def _outline(raw: ft.FT_Outline, scale: float) -> Outline:
    """FreeType's points and tags as commands; implied on-points of quadratics are written out."""
    ops: list[str] = []
    out: list[float] = []
    points = ctypes.cast(raw.points, ctypes.POINTER(ctypes.c_long))
    start = 0
    for index in range(raw.n_contours):
        end = raw.contours[index]
        spots = [(points[2 * i] * scale, -points[2 * i + 1] * scale) for i in range(start, end + 1)]
        kinds = [raw.tags[i] & 3 for i in range(start, end + 1)]
        start = end + 1
        if len(spots) >= 2:
            _contour(ops, out, spots, kinds)
    return Outline("".join(ops), tuple(out))


def _contour(ops: list[str], out: list[float], spots: list[tuple[float, float]], kinds: list[int]) -> None:
    if 1 in kinds:  # begin on the curve
        turn = kinds.index(1)
        spots, kinds = spots[turn:] + spots[: turn + 1], kinds[turn:] + kinds[: turn + 1]
    else:
        middle = _middle(spots[-1], spots[0])
        spots, kinds = [middle, *spots, middle], [1, *kinds, 1]
    ops.append("M")
    out += spots[0]
    i = 1
    while i < len(spots):
        if kinds[i] == 1:
            ops.append("L")
            out += spots[i]
            i += 1
        elif kinds[i] == 2:
            ops.append("C")
            out += (*spots[i], *spots[i + 1], *spots[i + 2])
            i += 3
        else:
            on = kinds[i + 1] == 1
            ops.append("Q")
            out += (*spots[i], *(spots[i + 1] if on else _middle(spots[i], spots[i + 1])))
            i += 2 if on else 1
    ops.append("Z")


def _middle(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
