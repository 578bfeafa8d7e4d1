"""Contours of a glyph that overlap: found by filling both ways, merged by Skia's path operations.

Variable fonts draw letters from overlapping strokes, which leave seams along every edge inside the ink and
lines across it when the letter is outlined.
"""

from __future__ import annotations

import ctypes
import math

import freetype.raw as ft

from designer_app.paint import coverage
from designer_app.scene.geometry import Outline, scaling

PROBE = 48 * 64  # 1/64 px per em at which a glyph is looked at, whatever size it is wanted in
_UNITS = 1024.0  # per em while merging: Skia works in single precision
_LOST = 0.02  # share of the ink by which a merged outline may be smaller than any of its contours allows


def overlap(outline: ft.FT_Outline) -> bool:
    """Whether an outline (of ``PROBE``) covers something twice: then the rules of filling differ."""
    box = ft.FT_BBox()
    ft.FT_Outline_Get_CBox(ctypes.byref(outline), ctypes.byref(box))
    left, low = box.xMin // 64, box.yMin // 64
    width, height = -(-box.xMax // 64) - left, -(-box.yMax // 64) - low
    if width <= 0 or height <= 0:
        return False
    ft.FT_Outline_Translate(ctypes.byref(outline), ctypes.c_long(-left * 64), ctypes.c_long(-low * 64))
    return coverage.rules_differ(outline, width, height)


def merged(outline: Outline) -> Outline:
    """The same ink without overlaps; the outline itself where Skia can't say."""
    import pathops

    from designer_app.paint.strokes import from_skia, to_skia

    path = to_skia(outline.transform(scaling(_UNITS)))
    before = path.bounds
    try:
        path.simplify(fix_winding=True, keep_starting_points=False)
    except pathops.PathOpsError:
        return outline
    after = path.bounds
    if any(not math.isclose(a, b, abs_tol=_LOST * _UNITS) for a, b in zip(before, after, strict=True)):
        return outline
    return from_skia(path).transform(scaling(1 / _UNITS))
