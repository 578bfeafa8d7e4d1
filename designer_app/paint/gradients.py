"""Gradients as pixels: where each pixel lies on the ramp, then the ramp's table, then ordered dither.

Positions use only + − × ÷ and square roots, which are the same on every processor.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PIL import Image

from designer_app.paint.canvas import Ink
from designer_app.paint.coverage import Rect
from designer_app.paint.lru import ByteLRU
from designer_app.paint.ramps import SIZE, Ramp, ramp
from designer_app.scene.geometry import Transform, invert
from designer_app.scene.nodes import Conic, Linear, Radial

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[Any]

Patch = tuple[Ink, Image.Image | None]  # ink and its alpha (None = opaque)

_BAND = 1 << 15  # pixels worked on at once
_LAST = SIZE - 1
_patches: ByteLRU[Patch] = ByteLRU(16 << 20)


def gradient(paint: Linear | Radial | Conic, transform: Transform, rect: Rect) -> Patch:
    """The gradient's pixels in ``rect``; dithered so that slow ramps show no bands."""
    name = (paint, transform, rect)
    known = _patches.get(name)
    if known is not None:
        return known
    tones = ramp(paint.stops, paint.space)
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    inverse = invert(transform)
    if inverse is None:
        inverse = (0.0,) * 6
    patch = _patch(paint, inverse, rect, tones)
    return _patches.put(name, patch, width * height * (1 if tones.flat else 4 if tones.opaque else 5))


def _patch(paint: Linear | Radial | Conic, inverse: Transform, rect: Rect, tones: Ramp) -> Patch:
    import numpy as np

    width, height = rect[2] - rect[0], rect[3] - rect[1]
    along = isinstance(paint, Linear) and _axis(paint, inverse)
    # The dither repeats every 8 px, so of a gradient along one axis a strip of 8 says it all.
    if along == "y" and width > 8:
        strip = _planes(paint, inverse, (rect[0], rect[1], rect[0] + 8, rect[3]), tones)
        planes = [np.ascontiguousarray(np.tile(plane, (1, -(-width // 8)))[:, :width]) for plane in strip]
    elif along == "x" and height > 8:
        strip = _planes(paint, inverse, (rect[0], rect[1], rect[2], rect[1] + 8), tones)
        planes = [np.tile(plane, (-(-height // 8), 1))[:height] for plane in strip]
    else:
        planes = _planes(paint, inverse, rect, tones)
    images = [Image.fromarray(plane) for plane in planes]
    alpha = None if tones.opaque else images[-1]
    return (tones.flat or Image.merge("RGB", images[:3])), alpha


def _planes(paint: Linear | Radial | Conic, inverse: Transform, rect: Rect, tones: Ramp) -> list[Array]:
    """Dithered bytes of red, green, blue and alpha, or only of those that are needed."""
    import numpy as np

    width, height = rect[2] - rect[0], rect[3] - rect[1]
    first = 3 if tones.flat else 0
    last = 3 if tones.opaque and not tones.flat else 4
    channels = [np.ascontiguousarray(tones.table[:, i]) for i in range(first, last)]
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
        t = (gx * _LAST) * columns + ((gy * _LAST) * rows + (g0 * _LAST + 0.5))
    else:
        x = a * columns + (c * rows + e) - paint.cx
        y = b * columns + (d * rows + f) - paint.cy
        if isinstance(paint, Radial):
            x /= paint.rx or 1e-9
            y /= paint.ry or 1e-9
            t = np.sqrt(x * x + y * y) * _LAST + 0.5
        else:
            turns = _turns(x, y) - paint.start / 360
            t = (turns - np.floor(turns)) * _LAST + 0.5
    np.clip(t, 0, _LAST, out=t)
    return t.astype(np.intp)


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


def _dither(x0: int, width: int) -> npt.NDArray[np.uint16]:
    """Bayer's 8 × 8 thresholds, 2..254 in 1/256 steps, as 8 rows of ``width`` from column ``x0``."""
    import numpy as np

    square = np.array([[0]])
    for _ in range(3):
        square = np.block([[4 * square, 4 * square + 2], [4 * square + 3, 4 * square + 1]])
    return (square * 4 + 2)[:, np.arange(x0, x0 + width) & 7].astype(np.uint16)
