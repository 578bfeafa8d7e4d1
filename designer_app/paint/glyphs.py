"""Glyphs of a run as masks: small upright ones from a cache, all others filled from their outlines.

Both roads put the pen on whole pixels vertically and quarter pixels horizontally as long as the
text is upright, so they agree to within a few steps of coverage.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import freetype.raw as ft
from PIL import Image

from designer_app.paint import coverage
from designer_app.paint.coverage import EMPTY, Mask, Rect, Stamp
from designer_app.paint.faces import face, glyph_outline
from designer_app.paint.lru import ByteLRU
from designer_app.scene.geometry import Outline, Transform, compose
from designer_app.scene.nodes import FontRef, Glyphs

LARGEST_CACHED = 256.0  # px per em: larger glyphs are filled from outlines
PHASES = 4  # horizontal positions per pixel: as many as FINE, so that a phase is one sample
# Samples per pixel and axis. FreeType cuts curves coarsely (up to 24/255 off at edges); at four
# times the size that becomes 5/255, and overlapping contours show no seams.
FINE = 4
_UNIT = 64 * FINE

_box = ft.FT_BBox()  # kept from glyph to glyph, as all painting is done under one lock
_here = ctypes.byref(_box)
_UNKNOWN: Any = object()
_ANYWHERE: Rect = (-(1 << 20), -(1 << 20), 1 << 20, 1 << 20)
_Entry = Stamp | None  # with its place relative to the pen's pixel; None without ink


class Strike:
    """Masks of one font at one size (1/64 of a fine pixel), by glyph × ``PHASES`` + phase; ``cost`` in bytes."""

    __slots__ = ("cost", "font", "masks", "size")

    def __init__(self, font: FontRef, size: int) -> None:
        self.font, self.size = font, size
        self.masks: dict[int, _Entry] = {}
        self.cost = 400


_strikes: ByteLRU[Strike] = ByteLRU(24 << 20)
_LARGEST_STRIKE = 4 << 20
_runs: ByteLRU[tuple[Glyphs, Run]] = ByteLRU(1 << 20)


class Run(NamedTuple):
    """Cached masks of a run with their places, and the box around them."""

    stamps: list[Stamp]
    box: Rect


def upright(transform: Transform) -> bool:
    """No rotation, skew, mirroring or stretching: text keeps to whole-pixel baselines."""
    a, b, c, d, _, _ = transform
    return b == 0 and c == 0 and a == d and a > 0


def cached_run(node: Glyphs, transform: Transform) -> Run | None:
    """The run from cached masks, or None when it takes the road of outlines."""
    if node.strokes or not upright(transform) or node.size * transform[0] > LARGEST_CACHED:
        return None
    name = (id(node), transform)  # the entry keeps its node alive, so an id cannot come to mean another
    known = _runs.get(name)
    if known is not None:
        return known[1]
    run = _place(node, transform)
    _runs.put(name, (node, run), 300 + 150 * len(run.stamps))
    return run


def stamps(node: Glyphs, transform: Transform, limit: Rect) -> list[Stamp]:
    """Coverage of each glyph that touches ``limit`` (masks may reach beyond it)."""
    run = cached_run(node, transform)
    if run is None:
        found = (
            coverage.cover(outline, placed, limit, (node.font, glyph))
            for glyph, outline, placed in outlines(node, transform)
        )
        return [stamp_of(mask) for mask in found if mask is not None]
    x0, y0, x1, y1 = limit
    box = run.box
    if box[0] >= x0 and box[1] >= y0 and box[2] <= x1 and box[3] <= y1:
        return run.stamps
    return [
        stamp
        for stamp in run.stamps
        if stamp[2] < x1 and stamp[3] < y1 and stamp[2] + stamp[1][0] > x0 and stamp[3] + stamp[1][1] > y0
    ]


def stamp_of(mask: Mask) -> Stamp:
    image, x, y = mask
    return image.im, image.size, x, y


def outlines(node: Glyphs, transform: Transform) -> Iterator[tuple[int, Outline, Transform]]:
    """Each glyph's id, its outline of one pixel per em and the transform that places it on the page."""
    scale = node.size * transform[0]
    snapped = upright(transform)
    if node.size <= 0:
        return
    for glyph, x, y in zip(node.ids, node.xs, node.ys, strict=True):
        outline = glyph_outline(node.font, glyph)
        if not outline.ops:
            continue
        if snapped:
            px = math.floor((transform[0] * x + transform[4]) * PHASES + 0.5) / PHASES
            py = math.floor(transform[3] * y + transform[5] + 0.5)
            yield glyph, outline, (scale, 0.0, 0.0, scale, px, py)
        else:
            yield glyph, outline, compose(transform, (node.size, 0.0, 0.0, node.size, x, y))


def gather(found: list[Stamp], limit: Rect) -> Mask | None:
    """Many masks as one, so that overlapping glyphs count once; cut to ``limit``."""
    if not found:
        return None
    right, bottom = max(x + size[0] for _, size, x, _ in found), max(y + size[1] for _, size, _, y in found)
    box = coverage.meet((min(x for _, _, x, _ in found), min(y for *_, y in found), right, bottom), limit)
    if box == EMPTY:
        return None
    whole = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    for core, size, x, y in found:
        at = (x - box[0], y - box[1])
        whole.im.paste(255, (*at, at[0] + size[0], at[1] + size[1]), core)
    return whole, box[0], box[1]


def _place(node: Glyphs, transform: Transform) -> Run:
    scale, _, _, _, dx, dy = transform
    size = math.floor(node.size * scale * 64 * FINE + 0.5)
    placed: list[Stamp] = []
    if size <= 0:
        return Run(placed, EMPTY)
    strike = _strike(node.font, size)
    known = strike.masks.get
    floor = math.floor
    dx = dx * PHASES + 0.5
    dy += 0.5
    step = scale * PHASES
    x0 = y0 = 1 << 30
    x1 = y1 = -x0
    line, row = math.nan, 0
    for glyph, x, y in zip(node.ids, node.xs, node.ys, strict=True):
        if y != line:
            line, row = y, floor(y * scale + dy)
        quarter = floor(x * step + dx)
        entry = known(glyph * PHASES + (quarter & 3), _UNKNOWN)
        if entry is _UNKNOWN:
            _draw_missing(strike, node, step, dx)
            entry = known(glyph * PHASES + (quarter & 3))
        if entry is None:
            continue
        core, extent, left, top = entry
        left += quarter >> 2
        top += row
        placed.append((core, extent, left, top))
        if left < x0:  # compared here: a second walk over the glyphs costs as much again
            x0 = left
        if top < y0:
            y0 = top
        if left + extent[0] > x1:
            x1 = left + extent[0]
        if top + extent[1] > y1:
            y1 = top + extent[1]
    return Run(placed, (x0, y0, x1, y1) if placed else EMPTY)


def _strike(font: FontRef, size: int) -> Strike:
    """The strike of a font at a size. One grown beyond measure, as of a font of ideographs, starts anew."""
    found = _strikes.get((font, size))
    return Strike(font, size) if found is None or found.cost > _LARGEST_STRIKE else found


def _draw_missing(strike: Strike, node: Glyphs, step: float, dx: float) -> None:
    """Draw what the run lacks, each glyph in all its phases at once."""
    held = strike.masks
    wanted: dict[int, set[int]] = {}
    for glyph, x in zip(node.ids, node.xs, strict=True):
        phase = math.floor(x * step + dx) & 3
        if glyph * PHASES + phase not in held:
            wanted.setdefault(glyph, set()).add(phase)
    for glyph, phases in wanted.items():
        for phase, made in _draw(strike.font, glyph, strike.size, phases):
            held[glyph * PHASES + phase] = made
            strike.cost += 200 if made is None else 300 + made[1][0] * made[1][1]
    _strikes.put((strike.font, strike.size), strike, strike.cost)


def _draw(font: FontRef, glyph: int, size: int, phases: set[int]) -> list[tuple[int, _Entry]]:
    """A glyph's masks by FreeType at some phases (quarter pixels); ``size`` in 1/64 of a fine pixel.

    A phase is one fine pixel, so that one filling serves them all: each mask averages another window of it.
    """
    opened = face(font)
    if opened.overlaps(glyph):
        return [(phase, _draw_merged(font, glyph, size, phase)) for phase in phases]
    outline = opened.load(glyph, size)
    if outline is None:
        return [(phase, None) for phase in phases]
    here = ctypes.byref(outline)
    ft.FT_Outline_Get_CBox(here, _here)
    left, right = _box.xMin >> 6, -(-_box.xMax >> 6)  # in fine pixels
    low, high = _box.yMin // _UNIT, -(-_box.yMax // _UNIT)
    if _box.xMax <= _box.xMin or high <= low:
        return [(phase, None) for phase in phases]
    origin = left - FINE + 1  # no window starts before it
    ft.FT_Outline_Translate(here, ctypes.c_long(-origin << 6), ctypes.c_long(-low * _UNIT))
    rows = high - low
    filled = coverage.fill_small(outline, right + FINE - 1 - origin, rows * FINE)
    found: list[tuple[int, _Entry]] = []
    for phase in phases:
        first, last = (left + phase) // FINE, -(-(right + phase) // FINE)
        start = first * FINE - phase - origin
        window = (start, 0, start + (last - first) * FINE, rows * FINE)
        found.append((phase, (coverage.averaged(filled, window, FINE), (last - first, rows), first, -high)))
    return found


def _draw_merged(font: FontRef, glyph: int, size: int, phase: int) -> _Entry:
    """The mask of a glyph with overlaps, from its merged outline: samples alone leave seams up to 28/255."""
    scale = size / (64 * FINE)
    placed = (scale, 0.0, 0.0, scale, phase / PHASES, 0.0)
    made = coverage.cover(glyph_outline(font, glyph), placed, _ANYWHERE)
    return None if made is None else stamp_of(made)
