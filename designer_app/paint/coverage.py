"""The one coverage filler: FreeType's smooth rasteriser turns outlines into ``L`` masks.

Coordinates are rounded to 1/64 px (of small shapes to 1/256 px) in absolute device space, so a mask of a part is exactly the
part of the whole mask.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Hashable, Sequence
from typing import Any

import freetype.raw as ft
from freetype import get_handle
from PIL import Image, _imaging

from designer_app.errors import fail
from designer_app.paint import flatten
from designer_app.paint.lru import ByteLRU
from designer_app.scene.geometry import Outline, Transform, snap

Rect = tuple[int, int, int, int]  # x0, y0, x1, y1 in whole device pixels, x1 and y1 exclusive
Mask = tuple[Image.Image, int, int]  # an L image and where its top left pixel lies
# A mask made ready for pasting: Pillow's core of it, its size, where its top left pixel lies. An image around the core
# would cost a fifth of making the mask, and asking one for core and size a fifth of pasting it.
Stamp = tuple[Any, tuple[int, int], int, int]

EMPTY: Rect = (0, 0, 0, 0)
OVERSAMPLE = 4  # for overlapping contours, as FT_OUTLINE_OVERLAP does for glyphs
_SMALL = 4096  # px: up to here hairlines and icons are worth 1/256 px
_EVEN_ODD = 0x2  # FT_OUTLINE_EVEN_ODD_FILL
_GRAY = 2  # FT_PIXEL_MODE_GRAY
_RASTER_OVERFLOW = 0x62
_COLUMNS = 512
_FAR = 60000.0  # px from the mask: FreeType refuses outlines beyond ±262,144 px (÷ OVERSAMPLE)
_MOST_POINTS = 32000  # FT_Outline counts points in a short

# Kept from mask to mask, as all painting is done under one lock.
_SCRATCH = 1 << 18  # bytes
_ROW = 32  # px: rows of the scratch memory are as long as a multiple
_scratch = bytearray(_SCRATCH)
_held = ctypes.c_ubyte.from_buffer(_scratch)  # nothing may move it
_address = ctypes.addressof(_held)
_cores: dict[int, Any] = {}  # the scratch memory as Pillow's, by how long its rows are
_bitmap = ft.FT_Bitmap()
_BYTES = ctypes.POINTER(ctypes.c_ubyte)
_SHORTS = ctypes.POINTER(ctypes.c_short)
_VECTORS = ctypes.POINTER(ft.FT_Vector)

_masks: ByteLRU[Mask] = ByteLRU(32 << 20)
_LARGEST_KEPT = 4 << 20  # bytes of one mask worth keeping


def meet(one: Rect, other: Rect) -> Rect:
    """The common part; ``EMPTY`` when there is none."""
    x0, y0, x1, y1 = one
    left, top, right, bottom = other
    if left > x0:  # compared, not asked of min and max: a page asks some seventy times
        x0 = left
    if top > y0:
        y0 = top
    if right < x1:
        x1 = right
    if bottom < y1:
        y1 = bottom
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else EMPTY


def grown(rect: Rect, by: int) -> Rect:
    """The rectangle with so many pixels more on every side."""
    return (rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by)


def fill(outline: Outline, transform: Transform, rect: Rect) -> Image.Image:
    """Coverage of ``outline`` under ``transform`` in ``rect``: an ``L`` image of its size, 0..255."""
    return _fill(flatten.flatten(outline, transform), outline.evenodd, rect)


def cover(outline: Outline, transform: Transform, limit: Rect, key: Hashable = None) -> Mask | None:
    """Coverage within ``limit``, cut to the outline's own box; None where nothing is covered.

    With ``key`` (what names the outline) masks of moderate size are kept whole, apart from
    whole-pixel shifts, and the result may reach beyond ``limit``.
    """
    a, b, c, d, e, f = transform
    shift_x, shift_y = math.floor(e), math.floor(f)
    if key is not None:
        name = (key, a, b, c, d, e - shift_x, f - shift_y)
        kept = _masks.get(name)
        if kept is not None:
            return kept[0], kept[1] + shift_x, kept[2] + shift_y
    contours = flatten.flatten(outline, transform)
    whole = extent(contours)
    rect = meet(whole, limit)
    if rect == EMPTY:
        return None
    size = (whole[2] - whole[0]) * (whole[3] - whole[1])
    if key is not None and size <= _LARGEST_KEPT:
        mask = _fill(contours, outline.evenodd, whole)
        _masks.put(name, (mask, whole[0] - shift_x, whole[1] - shift_y), size + 200)
        return mask, whole[0], whole[1]
    return _fill(contours, outline.evenodd, rect), rect[0], rect[1]


def extent(contours: Sequence[flatten.Contour]) -> Rect:
    """The whole pixels that the contours touch after rounding to 1/64 px."""
    if not contours:
        return EMPTY
    x0 = min(min(c[0::2]) for c in contours)
    y0 = min(min(c[1::2]) for c in contours)
    x1 = max(max(c[0::2]) for c in contours)
    y1 = max(max(c[1::2]) for c in contours)
    return (
        math.floor(snap(x0)), math.floor(snap(y0)), math.ceil(snap(x1)), math.ceil(snap(y1))
    )  # fmt: skip


def pixel_rect(outline: Outline, transform: Transform) -> Rect | None:
    """The rectangle in whole pixels that an outline is exactly, or None."""
    sides = _upright_rect(outline, transform)
    if sides is None:
        return None
    x0, y0, x1, y1 = (math.floor(side) for side in sides)
    return (x0, y0, x1, y1) if (x0, y0, x1, y1) == sides else None


def hairline(outline: Outline, transform: Transform) -> Rect | None:
    """The row or column of whole pixels as which an upright rectangle 0.5 to 1.5 px thick is painted, so
    that rules and axes are crisp wherever they fall; None for any other outline."""
    sides = _upright_rect(outline, transform)
    if sides is None:
        return None
    x0, y0, x1, y1 = sides
    wide, high = x1 - x0, y1 - y0
    if 0.5 <= high < 1.5 <= wide:
        row = math.floor((y0 + y1) / 2)
        return (math.floor(x0 + 0.5), row, math.floor(x1 + 0.5), row + 1)
    if 0.5 <= wide < 1.5 <= high:
        column = math.floor((x0 + x1) / 2)
        return (column, math.floor(y0 + 0.5), column + 1, math.floor(y1 + 0.5))
    return None


def _upright_rect(outline: Outline, transform: Transform) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of an outline that is an upright rectangle on the page."""
    if outline.ops not in ("MLLLZ", "MLLL", "MLLLLZ") or transform[1] or transform[2]:
        return None
    p = outline.points
    if len(p) == 10 and p[8:10] != p[0:2]:
        return None
    if not (
        (p[0] == p[6] and p[1] == p[3] and p[2] == p[4] and p[5] == p[7])
        or (p[0] == p[2] and p[1] == p[7] and p[3] == p[5] and p[4] == p[6])
    ):
        return None
    a, _, _, d, e, f = transform
    x0, x1 = sorted((snap(a * p[0] + e), snap(a * p[4] + e)))
    y0, y1 = sorted((snap(d * p[1] + f), snap(d * p[5] + f)))
    return (x0, y0, x1, y1)


def _fill(contours: list[flatten.Contour], evenodd: bool, rect: Rect) -> Image.Image:
    x0, y0, x1, y1 = rect
    if not contours or x1 <= x0 or y1 <= y0:
        return Image.new("L", (max(0, x1 - x0), max(0, y1 - y0)))
    left, top, right, bottom = extent(contours)
    if left < x0 - _FAR or top < y0 - _FAR or right > x1 + _FAR or bottom > y1 + _FAR:
        contours = flatten.clip(contours, x0 - _FAR, y0 - _FAR, x1 + _FAR, y1 + _FAR)
    if sum(map(len, contours)) > 2 * _MOST_POINTS:
        return _fill_halves(contours, evenodd, rect)
    small = (right - left) * (bottom - top) <= _SMALL
    if small or (not evenodd and flatten.overlapping(contours)):
        return _fill_fine(contours, evenodd, rect)
    return rasterise(contours, evenodd, rect, 1)


def _fill_fine(contours: list[flatten.Contour], evenodd: bool, rect: Rect) -> Image.Image:
    """Overlapping contours and small shapes: four by four samples per pixel, in bands that bound the memory."""
    x0, y0, x1, y1 = rect
    band = max(16, (2 << 20) // (16 * (x1 - x0)))
    mask = Image.new("L", (x1 - x0, y1 - y0))
    for top in range(y0, y1, band):
        low = min(y1, top + band)
        part = rasterise(contours, evenodd, (x0, top, x1, low), OVERSAMPLE)
        mask.paste(part.reduce(OVERSAMPLE), (0, top - y0))
    return mask


def _fill_halves(contours: list[flatten.Contour], evenodd: bool, rect: Rect) -> Image.Image:
    """Too many points for one FT_Outline: each half of the rectangle sees fewer."""
    x0, y0, x1, y1 = rect
    mask = Image.new("L", (x1 - x0, y1 - y0))
    if x1 - x0 <= 1 and y1 - y0 <= 1:
        return mask  # 16,000 edges within one pixel: no picture can show them
    if x1 - x0 > y1 - y0:
        middle = (x0 + x1) // 2
        halves = ((x0, y0, middle, y1), (middle, y0, x1, y1))
    else:
        middle = (y0 + y1) // 2
        halves = ((x0, y0, x1, middle), (x0, middle, x1, y1))
    for half in halves:
        inside = flatten.clip(contours, half[0] - 1, half[1] - 1, half[2] + 1, half[3] + 1)
        mask.paste(_fill(inside, evenodd, half), (half[0] - x0, half[1] - y0))
    return mask


def rasterise(contours: list[flatten.Contour], evenodd: bool, rect: Rect, scale: int) -> Image.Image:
    """Fill straight contours into ``rect`` at ``scale`` samples per pixel and axis."""
    floor = math.floor
    grid = 64 * scale
    shift_x = 64 * scale * rect[0]
    base_y = 64 * scale * rect[3]
    places: list[int] = []
    ends: list[int] = []
    for contour in contours:
        at = len(places)
        places += [0] * len(contour)
        places[at::2] = [floor(x * grid + 0.5) - shift_x for x in contour[0::2]]
        places[at + 1 :: 2] = [base_y - floor(y * grid + 0.5) for y in contour[1::2]]
        ends.append(len(places) // 2 - 1)
    count = len(places) // 2
    # Pointers are cast from addresses: one that is cast from an array of ctypes holds on to itself, and an array of each
    # length is a type of its own, all of it memory until a collector comes by.
    points, tags, stops = array("l", places), array("B", [1]) * count, array("h", ends)
    outline = ft.FT_Outline(
        len(ends),
        count,
        ctypes.cast(points.buffer_info()[0], _VECTORS),
        ctypes.cast(tags.buffer_info()[0], _BYTES),
        ctypes.cast(stops.buffer_info()[0], _SHORTS),
        _EVEN_ODD if evenodd else 0,
    )
    return render(outline, (rect[2] - rect[0]) * scale, (rect[3] - rect[1]) * scale)


def fill_small(outline: ft.FT_Outline, wide: int, high: int) -> Any:
    """``render`` into memory that the next call takes again, for masks so small that making and giving back
    memory would take longer than filling it. What comes back is for ``averaged``; it may reach on to the right and below."""
    row = (wide + _ROW - 1) // _ROW * _ROW
    if row * high <= _SCRATCH:
        ctypes.memset(_address, 0, row * high)
        if not _render_columns(outline, _address, row, high, 0, wide):
            found = _cores.get(row)
            if found is None:  # ``frombuffer`` without its checks
                found = _cores[row] = _imaging.map_buffer(
                    _scratch, (row, _SCRATCH // row), "raw", 0, ("L", 0, 1)
                )
            return found
    return render(outline, wide, high).im


def averaged(filled: Any, window: Rect, fine: int) -> Any:
    """A window of what ``fill_small`` filled, ``fine`` × ``fine`` samples to a pixel, as Pillow's core."""
    return filled.reduce((fine, fine), window)


def rules_differ(outline: ft.FT_Outline, width: int, height: int) -> bool:
    """Whether filling by winding and by parity differ; an outline too large for the scratch memory is taken
    to be plain."""
    size = width * height
    if size > _SCRATCH:
        return False
    flags, seen = outline.flags, []
    for rule in (flags & ~_EVEN_ODD, flags | _EVEN_ODD):
        outline.flags = rule
        ctypes.memset(_address, 0, size)
        if _render_columns(outline, _address, width, height, 0, width):
            return False
        seen.append(bytes(_scratch[:size]))
    outline.flags = flags
    return seen[0] != seen[1]


def render(outline: ft.FT_Outline, width: int, height: int) -> Image.Image:
    """FT_Outline_Get_Bitmap: coverage of an outline in 26.6 units, y upwards, origin bottom left."""
    buffer = bytearray(max(1, width * height))
    memory = ctypes.addressof(ctypes.c_ubyte.from_buffer(buffer))
    error = _render_columns(outline, memory, width, height, 0, width)
    if error == _RASTER_OVERFLOW:
        # A row with more than about 680 partly covered pixels, as along a nearly level edge, is too much
        # for FreeType's fixed memory: column by column the result is the same.
        ctypes.memset(memory, 0, len(buffer))
        for left in range(0, width, _COLUMNS):
            columns = min(_COLUMNS, width - left)
            error = _render_columns(outline, memory, width, height, left, columns)
            ft.FT_Outline_Translate(ctypes.byref(outline), ctypes.c_long(-64 * columns), ctypes.c_long(0))
            if error:
                break
    if error:
        raise fail("bad-outline", found=f"FreeType error {error}", expected="an outline that can be filled")
    return Image.frombuffer("L", (width, height), buffer, "raw", "L", 0, 1)


def _render_columns(
    outline: ft.FT_Outline,
    memory: int,
    width: int,
    height: int,
    left: int,
    columns: int,
) -> int:
    """Fill ``columns`` from ``left`` of a bitmap at an address; the outline's origin lies at its left. Gives
    FreeType's error, 0 = none."""
    bitmap = _bitmap
    bitmap.rows, bitmap.width, bitmap.pitch = height, columns, width
    bitmap.num_grays, bitmap.pixel_mode = 256, _GRAY
    bitmap.buffer = ctypes.cast(memory + left, _BYTES)
    error: int = ft.FT_Outline_Get_Bitmap(get_handle(), ctypes.byref(outline), ctypes.byref(bitmap))
    return error
