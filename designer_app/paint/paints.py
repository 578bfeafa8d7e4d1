"""Paints as pixels: what colour each pixel of a rectangle gets, and how opaque it is."""

from __future__ import annotations

from PIL import Image

from designer_app.paint import coverage
from designer_app.paint.canvas import Canvas
from designer_app.paint.coverage import Rect
from designer_app.paint.gradients import Patch, gradient
from designer_app.paint.pictures import placed, split_alpha
from designer_app.paint.tiles import tiled
from designer_app.scene.geometry import Box, Transform
from designer_app.scene.nodes import Paint, PicturePaint, Solid, Split, Tiles


def patch(paint: Paint, transform: Transform, rect: Rect) -> Patch:
    """Ink (one colour or an ``RGB`` image of the size of ``rect``) and its alpha (None = opaque)."""
    size = (rect[2] - rect[0], rect[3] - rect[1])
    if isinstance(paint, Solid):
        alpha = paint.colour[3]
        return paint.colour[:3], None if alpha == 255 else Image.new("L", size, alpha)
    if isinstance(paint, Split):
        return _split(paint, transform, rect)
    if isinstance(paint, PicturePaint):
        return _picture(paint, transform, rect)
    if isinstance(paint, Tiles):
        return tiled(paint, transform, rect)
    return gradient(paint, transform, rect)


def _split(paint: Split, transform: Transform, rect: Rect) -> Patch:
    size = (rect[2] - rect[0], rect[3] - rect[1])
    mask = coverage.fill(paint.outline, transform, rect)
    ink = Image.new("RGB", size, paint.outside[:3])
    ink.paste(paint.inside[:3], (0, 0, *size), mask)
    if paint.outside[3] == paint.inside[3] == 255:
        return ink, None
    alpha = Image.new("L", size, paint.outside[3])
    alpha.paste(paint.inside[3], (0, 0, *size), mask)
    return ink, alpha


def _picture(paint: PicturePaint, transform: Transform, rect: Rect) -> Patch:
    box = Box(paint.x, paint.y, paint.x + paint.width, paint.y + paint.height)
    layer = Canvas.blank("RGBA", rect)
    size = (rect[2] - rect[0], rect[3] - rect[1])
    for piece in placed(paint.source, box, transform, rect):
        at = (piece.x - rect[0], piece.y - rect[1])
        all_of_it = at[0] <= 0 and at[1] <= 0
        all_of_it = (
            all_of_it and at[0] + piece.image.width >= size[0] and at[1] + piece.image.height >= size[1]
        )
        if piece.image.mode == "RGB" and piece.edges is None and all_of_it:
            return piece.image.crop((-at[0], -at[1], size[0] - at[0], size[1] - at[1])), None
        ink, alpha = split_alpha(piece)
        layer.draw(ink, alpha, piece.x, piece.y, piece.image.size)
    return layer.image.convert("RGB"), layer.image.getchannel("A")
