"""A paint that repeats a node: patterns and tiled pictures.

The tile is painted once, at the size it is seen in, into whole pixels. Where it lies straight on whole pixels it
is pasted side by side; else it is sampled between its four nearest pixels, in whole numbers.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PIL import Image

from designer_app.paint.canvas import Canvas
from designer_app.paint.coverage import Rect
from designer_app.paint.gradients import Patch
from designer_app.paint.lru import ByteLRU
from designer_app.scene.geometry import Transform, compose, invert
from designer_app.scene.nodes import Tiles

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_LARGEST = 4096  # px of a tile's side
_NEAR = 1 / 256  # px by which a tile may miss the grid over the whole rectangle and still lie on it
_BAND = 1 << 16  # pixels worked on at once

_tiles: ByteLRU[Image.Image] = ByteLRU(16 << 20)


def tiled(paint: Tiles, transform: Transform, rect: Rect) -> Patch:
    """The tiles' pixels in ``rect`` and their alpha."""
    placed = compose(transform, paint.transform)
    back = invert(placed)
    a, b, c, d, _, _ = placed
    width, height = paint.width * math.hypot(a, b), paint.height * math.hypot(c, d)
    if back is None or width <= 0 or height <= 0:
        return (0, 0, 0), Image.new("L", (rect[2] - rect[0], rect[3] - rect[1]))
    size = (_pixels(width), _pixels(height))
    tile = _tile(paint, size)
    span = max(rect[2] - rect[0], rect[3] - rect[1])
    shift = _on_grid(paint, placed, size, span)
    image = _pasted(tile, rect, shift) if shift else _sampled(tile, paint, back, rect)
    return image.convert("RGB"), image.getchannel("A")


def _pixels(length: float) -> int:
    return max(1, min(_LARGEST, math.floor(length + 0.5)))


def _tile(paint: Tiles, size: tuple[int, int]) -> Image.Image:
    from designer_app.paint.groups import paint_node  # house: a tile is painted as any node is

    name = (paint.node.key, paint.x, paint.y, paint.width, paint.height, size)
    known = _tiles.get(name)
    if known is not None:
        return known
    sx, sy = size[0] / paint.width, size[1] / paint.height
    canvas = Canvas.blank("RGBA", (0, 0, *size))
    paint_node(canvas, paint.node, (sx, 0.0, 0.0, sy, -paint.x * sx, -paint.y * sy))
    return _tiles.put(name, canvas.image, 4 * size[0] * size[1] + 400)


def _on_grid(paint: Tiles, placed: Transform, size: tuple[int, int], span: int) -> tuple[int, int] | None:
    """Where a tile starts in device pixels, when all of them start at whole ones; else None."""
    a, b, c, d, e, f = placed
    if b or c or a <= 0 or d <= 0:
        return None
    x, y = a * paint.x + e, d * paint.y + f
    whole = (math.floor(x + 0.5), math.floor(y + 0.5))
    off = max(abs(x - whole[0]), abs(y - whole[1]))
    drift = max(abs(paint.width * a - size[0]) / size[0], abs(paint.height * d - size[1]) / size[1]) * span
    return whole if off + drift <= _NEAR else None


def _pasted(tile: Image.Image, rect: Rect, start: tuple[int, int]) -> Image.Image:
    image = Image.new("RGBA", (rect[2] - rect[0], rect[3] - rect[1]))
    w, h = tile.size
    left, top = -((rect[0] - start[0]) % w), -((rect[1] - start[1]) % h)
    for y in range(top, image.height, h):
        for x in range(left, image.width, w):
            image.paste(tile, (x, y))
    return image


def _sampled(tile: Image.Image, paint: Tiles, back: Transform, rect: Rect) -> Image.Image:
    import numpy as np

    source = np.asarray(tile.convert("RGBa"), np.uint32)
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    out = np.empty((height, width, 4), np.uint8)
    rows = max(1, _BAND // width)
    for top in range(0, height, rows):
        low = min(height, top + rows)
        part = (rect[0], rect[1] + top, rect[2], rect[1] + low)
        out[top:low] = _between(source, paint, back, part)
    return Image.frombytes("RGBa", (width, height), out.tobytes()).convert("RGBA")


def _between(source: Array, paint: Tiles, back: Transform, rect: Rect) -> Array:
    """Each pixel's mean of the four nearest of the tile, by 1/256 of their distance."""
    import numpy as np

    a, b, c, d, e, f = back
    high, wide = source.shape[:2]
    columns = np.arange(rect[0], rect[2]) + 0.5
    rows = (np.arange(rect[1], rect[3]) + 0.5)[:, None]
    x = (a * columns + (c * rows + e) - paint.x) * (wide / paint.width)
    y = (b * columns + (d * rows + f) - paint.y) * (high / paint.height)
    u = np.floor(x * 256 - 127.5).astype(np.int64)
    v = np.floor(y * 256 - 127.5).astype(np.int64)
    right = (u & 255).astype(np.uint32)[..., None]
    below = (v & 255).astype(np.uint32)[..., None]
    x0, y0 = (u >> 8) % wide, (v >> 8) % high
    x1, y1 = (x0 + 1) % wide, (y0 + 1) % high
    upper = source[y0, x0] * (256 - right) + source[y0, x1] * right
    lower = source[y1, x0] * (256 - right) + source[y1, x1] * right
    mean: Array = (upper * (256 - below) + lower * below + 32768) >> 16
    return mean
