"""Gradients as pixels: where each pixel lies on the ramp, then the ramp's table, then ordered dither.

Positions use only + − × ÷ and square roots, which are the same on every processor.
"""

from __future__ import annotations

import array
import functools
import math
import sys
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from PIL import Image

from designer_app.paint.canvas import Ink
from designer_app.paint.coverage import Rect
from designer_app.paint.lru import ByteLRU
from designer_app.paint.ramps import SIZE, Channel, Ramp, ramp
from designer_app.scene.geometry import Transform, cos_sin, invert
from designer_app.scene.nodes import Conic, Linear, Radial, Spread, Stop

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[Any]

Patch = tuple[Ink, Image.Image | None]  # ink and its alpha (None = opaque)

_SMALL = 4096  # pixels
_BAND = 1 << 15  # pixels worked on at once
_LAST = SIZE - 1
_patches: ByteLRU[Patch] = ByteLRU(16 << 20)


class _Strip(msgspec.Struct, frozen=True):
    """A gradient along one axis, without its place: the same one elsewhere has the same pixels."""

    stops: tuple[Stop, ...]
    space: Literal["srgb", "oklab"]
    entries: bytes  # of the ramp, along the axis (16 bits each)
    across: int  # pixels on the other axis
    start: tuple[int, int]  # where it begins in the dither's square: along the axis, across it
    upright: bool


def gradient(paint: Linear | Radial | Conic, transform: Transform, rect: Rect) -> Patch:
    """The gradient's pixels in ``rect``; dithered so that slow ramps show no bands."""
    name = _name(paint, transform, rect)
    known = _patches.get(name)
    if known is not None:
        return known
    tones = ramp(paint.stops, paint.space)
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    patch = _patch(name, paint, transform, rect, tones)
    return _patches.put(name, patch, width * height * (1 if tones.flat else 4 if tones.opaque else 5))


@functools.lru_cache(256)
def _name(paint: Linear | Radial | Conic, transform: Transform, rect: Rect) -> Hashable:
    """What says all about the pixels."""
    inverse = _back(transform)
    if not isinstance(paint, Linear) or not (along := _axis(paint, inverse)):
        return paint, transform, rect
    gx, gy, g0 = _slope(paint, inverse)
    upright = along == "y"
    start, end, slope = (rect[1], rect[3], gy) if upright else (rect[0], rect[2], gx)
    offset = g0 * _LAST + 0.5
    places = [(slope * _LAST) * (at + 0.5) + offset for at in range(start, end)]
    if paint.spread == "pad":
        index = [int(t) if 0 < t < _LAST else 0 if t <= 0 else _LAST for t in places]
    else:
        index = [_entry(t, paint.spread) for t in places]
    first, last = (rect[0], rect[2]) if upright else (rect[1], rect[3])
    entries = array.array("H", index).tobytes()
    return _Strip(paint.stops, paint.space, entries, last - first, (start & 7, first & 7), upright)


def _back(transform: Transform) -> Transform:
    """The way back from device pixels; where there is none, everything is one point."""
    return invert(transform) or (0.0,) * 6


def _patch(
    name: Hashable, paint: Linear | Radial | Conic, transform: Transform, rect: Rect, tones: Ramp
) -> Patch:
    first = 3 if tones.flat else 0
    last = 3 if tones.opaque and not tones.flat else 4
    channels = tones.channels[first:last]
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    if isinstance(name, _Strip):
        images = _strips(name, channels)
    elif isinstance(paint, Linear) and width * height <= _SMALL:
        planes = _small(paint, _back(transform), rect, channels)
        images = [Image.frombytes("L", (width, height), plane) for plane in planes]
    else:
        images = [Image.fromarray(plane) for plane in _planes(paint, _back(transform), rect, channels)]
    ink = tones.flat or Image.merge("RGB", images[:3])
    alpha = None if tones.opaque else images[-1]
    if isinstance(name, _Strip):
        if isinstance(ink, Image.Image):
            ink = _tiled(ink, width, height, name.upright)
        alpha = alpha and _tiled(alpha, width, height, name.upright)
    return ink, alpha


def _small(paint: Linear, inverse: Transform, rect: Rect, channels: tuple[Channel, ...]) -> list[bytes]:
    """A few pixels in plain Python, the same as ``_planes`` gives: an icon is no reason to import numpy."""
    gx, gy, g0 = _slope(paint, inverse)
    index = []
    for y in range(rect[1], rect[3]):
        row = (gy * _LAST) * (y + 0.5) + (g0 * _LAST + 0.5)
        shades = _BAYER[y & 7]
        for x in range(rect[0], rect[2]):
            t = (gx * _LAST) * (x + 0.5) + row
            index.append((_entry(t, paint.spread), shades[x & 7]))
    return [bytes(channel[at] + shade >> 8 for at, shade in index) for channel in channels]


def _entry(t: float, spread: Spread) -> int:
    """The ramp's entry for ``t``: a position in entries, + 1/2 to round. As ``_spread_out`` and a clip."""
    if spread != "pad":
        t -= 0.5
        if spread == "repeat":
            t -= math.floor(t / _LAST) * _LAST
        else:
            t = _LAST - abs(t - math.floor(t / (2 * _LAST)) * (2 * _LAST) - _LAST)
        t += 0.5
    return int(min(_LAST, max(0.0, t)))


def _spread_out(t: Array, spread: Spread) -> Array:
    import numpy as np

    if spread == "pad":
        return t
    t = t - 0.5
    if spread == "repeat":
        t -= np.floor(t / _LAST) * _LAST
    else:
        t = _LAST - np.abs(t - np.floor(t / (2 * _LAST)) * (2 * _LAST) - _LAST)
    t += 0.5
    return t


def _strips(strip: _Strip, channels: tuple[Channel, ...]) -> list[Image.Image]:
    """The channels' first 8 px across the axis: the dither repeats there."""
    index = array.array("H", strip.entries)
    size = (8, len(index)) if strip.upright else (len(index), 8)
    return [Image.frombytes("L", size, _lines(channel, index, strip)) for channel in channels]


def _lines(channel: Channel, index: Sequence[int], strip: _Strip) -> bytes:
    """Some entries of a ramp under each of the dither's eight lines. An entry is a whole step, or the next one where its
    rest and the threshold make 256; that sum is one of two long numbers, as no byte of it overflows."""
    count = len(index)
    fine = array.array("H", [channel[at] for at in index])
    if sys.byteorder == "big":
        fine.byteswap()
    both = fine.tobytes()
    rests, whole = [both[2 * at :: 16] for at in range(8)], int.from_bytes(both[1::2], "little")
    along, across = strip.start
    lines = []
    for side in range(across, across + 8):
        more = bytearray(count)
        for at in range(min(8, count)):
            x, y = (side, along + at) if strip.upright else (along + at, side)
            more[at::8] = rests[at].translate(_CARRIES[_BAYER[y & 7][x & 7]])
        lines.append((whole + int.from_bytes(more, "little")).to_bytes(count, "little"))
    if not strip.upright:
        return b"".join(lines)
    turned = bytearray(8 * count)
    for at, line in enumerate(lines):
        turned[at::8] = line
    return bytes(turned)


def _tiled(strip: Image.Image, width: int, height: int, upright: bool) -> Image.Image:
    """A strip of 8 px laid side by side until the rectangle is full, twice as many each time."""
    tile = Image.new(strip.mode, (width, height), None)
    tile.paste(strip)
    done, end = 8, width if upright else height
    while done < end:
        more = min(done, end - done)
        tile.paste(
            tile.crop((0, 0, more, height) if upright else (0, 0, width, more)),
            (done, 0) if upright else (0, done),
        )
        done += more
    return tile


def _planes(
    paint: Linear | Radial | Conic, inverse: Transform, rect: Rect, tables: tuple[Channel, ...]
) -> list[Array]:
    """Dithered bytes of each channel."""
    import numpy as np

    width, height = rect[2] - rect[0], rect[3] - rect[1]
    channels = [np.array(table, np.uint16) for table in tables]
    planes = [np.empty((height, width), np.uint8) for _ in channels]
    dither = _dither(rect[0], width)
    rows = max(1, _BAND // width)
    for top in range(0, height, rows):
        low = min(height, top + rows)
        index = _places(paint, inverse, (rect[0], rect[1] + top, rect[2], rect[1] + low))
        threshold = dither[np.arange(rect[1] + top, rect[1] + low) & 7]
        for channel, plane in zip(channels, planes, strict=True):
            fine = channel[index]
            fine += threshold
            fine >>= 8
            plane[top:low] = fine
    return planes


def _places(paint: Linear | Radial | Conic, inverse: Transform, rect: Rect) -> Array:
    """For each pixel's centre the nearest entry of the ramp."""
    import numpy as np

    a, b, c, d, e, f = inverse
    columns = np.arange(rect[0], rect[2]) + 0.5
    rows = (np.arange(rect[1], rect[3]) + 0.5)[:, None]
    if isinstance(paint, Linear):
        gx, gy, g0 = _slope(paint, inverse)
        t = _spread_out((gx * _LAST) * columns + ((gy * _LAST) * rows + (g0 * _LAST + 0.5)), paint.spread)
    else:
        x = a * columns + (c * rows + e) - paint.cx
        y = b * columns + (d * rows + f) - paint.cy
        if isinstance(paint, Radial):
            t = _spread_out(_rings(paint, x, y) * _LAST + 0.5, paint.spread)
        else:
            turns = _turns(x, y) - paint.start / 360
            t = (turns - np.floor(turns)) * _LAST + 0.5
    np.clip(t, 0, _LAST, out=t)
    return t.astype(np.intp)


def _rings(paint: Radial, x: Array, y: Array) -> Array:
    """0 at the focal point, 1 at the rim, of points counted from the ellipse's centre.

    From a focal point f the rings are circles round f·(1 − t) with radius t (SVG 2, 14.2.3 for fr = 0), in
    the space where the ellipse is the unit circle.
    """
    import numpy as np

    if paint.angle:
        cos, sin = cos_sin(paint.angle)
        x, y = cos * x + sin * y, cos * y - sin * x
    x = x / (paint.rx or 1e-9)
    y = y / (paint.ry or 1e-9)
    fx, fy = paint.fx, paint.fy
    if not (fx or fy):
        return np.sqrt(x * x + y * y)
    x, y = x - fx, y - fy
    rest = max(1 - fx * fx - fy * fy, 1e-6)
    along = x * fx + y * fy
    return (along + np.sqrt(along * along + rest * (x * x + y * y))) / rest


def _slope(paint: Linear, inverse: Transform) -> tuple[float, float, float]:
    """Position on the ramp as gx · x + gy · y + g0 of device pixels."""
    a, b, c, d, e, f = inverse
    dx, dy = paint.x1 - paint.x0, paint.y1 - paint.y0
    length = dx * dx + dy * dy
    if length <= 0:
        return 0.0, 0.0, 1.0  # SVG 2, 14.2.2: a gradient without extent shows its last stop
    dx, dy = dx / length, dy / length
    return a * dx + b * dy, c * dx + d * dy, (e - paint.x0) * dx + (f - paint.y0) * dy


def _axis(paint: Linear, inverse: Transform) -> str:
    gx, gy, _ = _slope(paint, inverse)
    return "y" if gx == 0 else "x" if gy == 0 else ""


def _turns(x: Array, y: Array) -> Array:
    """Clockwise angle from straight up, in turns 0..1, within 2e-6.

    arctan by Hastings' polynomial (Approximations for Digital Computers, 1955, sheet 13); the
    processor's own differs in the last bits from machine to machine.
    """
    import numpy as np

    ax, ay = np.abs(x), np.abs(y)
    z = np.minimum(ax, ay) / np.maximum(np.maximum(ax, ay), 1e-12)
    q = z * z
    poly = ((((-0.01172120 * q + 0.05265332) * q - 0.11643287) * q + 0.19354346) * q - 0.33262347) * q
    angle = (poly + 0.99997726) * z / (2 * math.pi)
    angle = np.where(ax > ay, 0.25 - angle, angle)
    angle = np.where(y > 0, 0.5 - angle, angle)
    return np.where(x < 0, 1 - angle, angle)


def _bayer() -> tuple[tuple[int, ...], ...]:
    """Bayer's 8 × 8 thresholds, 2..254 in 1/256 steps."""
    square = [[0]]
    for _ in range(3):
        top = [[4 * v for v in row] + [4 * v + 2 for v in row] for row in square]
        foot = [[4 * v + 3 for v in row] + [4 * v + 1 for v in row] for row in square]
        square = top + foot
    return tuple(tuple(4 * v + 2 for v in row) for row in square)


_BAYER = _bayer()
# Under each threshold: the rest of a step, 0..255 → whether it becomes the next one.
_CARRIES = {shade: bytes(rest + shade >> 8 for rest in range(256)) for row in _BAYER for shade in row}


def _dither(x0: int, width: int) -> npt.NDArray[np.uint16]:
    """The thresholds as 8 rows of ``width`` from column ``x0``."""
    import numpy as np

    return np.array(_BAYER)[:, np.arange(x0, x0 + width) & 7].astype(np.uint16)
