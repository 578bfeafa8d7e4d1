"""Bevel, emboss and satin: masks made of a group's softened coverage.

Photoshop's own formulas aren't published; these follow the descriptions: a bevel is lit as the surface whose height
is the softened outline (normals from differences, Lambert's cosine against that of the flat surface), satin is the
difference of two copies moved apart. Whole-number sums and square roots, the same on every processor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from designer_app.paint import blur
from designer_app.paint.bounds import relief_reach
from designer_app.paint.canvas import Canvas, faded
from designer_app.paint.coverage import Rect, grown
from designer_app.scene.geometry import Transform, cos_sin, scale_of
from designer_app.scene.nodes import Bevel, Satin

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_FLAT = 1 / 64  # the least share of light or shade that the flat surface leaves room for


def relief(alpha: Canvas, bevel: Bevel, inner: Transform, rect: Rect, *, outside: bool) -> list[Image.Image]:
    """Masks of light and shade in ``rect``, their colours' alpha included: of the side within the coverage (to be laid
    within it), or of that ``outside``. ``alpha`` (mode ``L``) holds the whole coverage as far as it reaches."""
    import numpy as np

    scale = scale_of(inner)
    size = max(1.0, bevel.size * scale)
    reach = relief_reach(bevel, inner)
    field = grown(rect, reach)
    mask = padded(alpha, field)
    away = size / 2 if bevel.style in ("emboss", "pillow") else size  # from the edge to where the slope ends
    height = _heights(np.asarray(mask), away)
    steep = away * bevel.depth * (1 if bevel.up else -1)
    if outside and bevel.style == "pillow":
        steep = -steep
    found = [Image.fromarray(part) for part in _lit(height, steep, bevel)]
    if outside:
        beside = mask.point([255] * 255 + [0])  # whole below soft edges, which cover their share of it
        found = [ImageChops.multiply(part, beside) for part in found]
    soften = bevel.soften * scale / 2
    within = (reach, reach, reach + rect[2] - rect[0], reach + rect[3] - rect[1])
    return [
        faded(blur.blur(part, soften).crop(within), colour[3])
        for part, colour in zip(found, (bevel.light, bevel.shade), strict=True)
    ]


def satin(alpha: Canvas, one: Satin, inner: Transform, rect: Rect) -> Image.Image:
    """The mask of satin in ``rect``, its colour's alpha included."""
    scale = scale_of(inner)
    dx, dy, sigma = round(one.dx * scale), round(one.dy * scale), one.blur / 2 * scale
    reach = satin_reach(one, inner)
    soft = blur.blur(padded(alpha, grown(rect, reach)), sigma)
    size = (rect[2] - rect[0], rect[3] - rect[1])
    parts = [
        soft.crop((x, y, x + size[0], y + size[1]))
        for x, y in ((reach - dx, reach - dy), (reach + dx, reach + dy))
    ]
    apart = ImageChops.difference(*parts)
    return faded(ImageChops.invert(apart) if one.inverted else apart, one.colour[3])


def satin_reach(one: Satin, inner: Transform) -> int:
    scale = scale_of(inner)
    return blur.support(one.blur / 2 * scale) + round(max(abs(one.dx), abs(one.dy)) * scale) + 1


def padded(alpha: Canvas, field: Rect) -> Image.Image:
    """The mask in ``field``, nothing where it doesn't reach."""
    wide = Image.new("L", (field[2] - field[0], field[3] - field[1]))
    wide.paste(alpha.image, (alpha.rect[0] - field[0], alpha.rect[1] - field[1]))
    return wide


def _heights(coverage: Array, away: float) -> Array:
    """0..1: three means over a square, which reach so far ``away`` from an edge. The sums are whole."""
    import numpy as np

    wide = 2 * max(1, round(away / 3)) + 1
    sums = coverage.astype(np.int64)
    for _ in range(3):
        for axis in (0, 1):
            sums = _summed(sums, wide, axis)
    return sums / (255 * wide**6)


def _summed(values: Array, wide: int, axis: int) -> Array:
    import numpy as np

    edges = [(0, 0), (0, 0)]
    edges[axis] = (wide // 2 + 1, wide // 2)
    total = np.cumsum(np.pad(values, edges), axis=axis)
    count = values.shape[axis]
    high, low = (np.take(total, range(at, at + count), axis=axis) for at in (wide, 0))
    summed: Array = high - low
    return summed


def _lit(height: Array, steep: float, bevel: Bevel) -> tuple[Array, Array]:
    import numpy as np

    cos, sin = cos_sin(bevel.angle)
    across, up = cos_sin(bevel.altitude)
    light_x, light_y, flat = across * cos, -across * sin, up
    wide = np.pad(height, 1, mode="edge")
    gx = (wide[1:-1, 2:] - wide[1:-1, :-2]) * (steep / 2)
    gy = (wide[2:, 1:-1] - wide[:-2, 1:-1]) * (steep / 2)
    change = (flat - gx * light_x - gy * light_y) / np.sqrt(1 + gx * gx + gy * gy) - flat
    parts = (change / max(_FLAT, 1 - flat), change / -max(_FLAT, flat))
    light, shade = (np.floor(np.clip(part, 0, 1) * 255 + 0.5).astype(np.uint8) for part in parts)
    return light, shade
