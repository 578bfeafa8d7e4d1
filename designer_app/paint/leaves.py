"""Paths, glyphs and pictures onto a canvas. Everything works within the canvas and the ink's own box."""

from __future__ import annotations

from collections.abc import Hashable

from PIL import ImageChops

from designer_app.paint import coverage, glyphs, pictures
from designer_app.paint.canvas import Canvas, faded, times
from designer_app.paint.coverage import EMPTY, Mask, Rect, meet
from designer_app.paint.paints import patch
from designer_app.paint.strokes import straight, stroked
from designer_app.scene.geometry import Box, Outline, Transform
from designer_app.scene.nodes import Glyphs, Paint, Path, Picture, Solid, Stroke


def paint_path(canvas: Canvas, node: Path, transform: Transform) -> None:
    """Fills bottom to top, then strokes."""
    if node.fills:
        _fill(canvas, node.outline, node.fills, transform, node.key)
    for index, stroke in enumerate(node.strokes):
        line = straight(node.outline, stroke)
        if line is not None and coverage.hairline(line, transform):
            _fill(canvas, line, (stroke.paint,), transform, (node.key, index))
            continue
        # The area is made for this size, so the size is part of its name.
        mask = _band(node.outline, stroke, transform, canvas.rect, (node.key, index, transform[:4]))
        if mask is not None:
            ink(canvas, stroke.paint, mask, transform)


def _fill(
    canvas: Canvas, outline: Outline, fills: tuple[Paint, ...], transform: Transform, key: Hashable
) -> None:
    rect = coverage.pixel_rect(outline, transform) or coverage.hairline(outline, transform)
    if rect is not None:
        seen = meet(rect, canvas.rect)
        for paint in fills if seen != EMPTY else ():
            _rect_ink(canvas, paint, seen, transform)
        return
    mask = coverage.cover(outline, transform, canvas.rect, key)
    if mask is not None:
        for paint in fills:
            ink(canvas, paint, mask, transform)


def _band(
    outline: Outline, stroke: Stroke, transform: Transform, limit: Rect, key: Hashable = None
) -> Mask | None:
    """The coverage of a stroke, cut here to its side of the outline where Skia could not."""
    area, placed, side = stroked(outline, stroke, transform)
    mask = coverage.cover(area, placed, limit, key)
    if mask is None or side == "centre":
        return mask
    band, x, y = mask
    within = coverage.fill(outline, transform, (x, y, x + band.width, y + band.height))
    return ImageChops.multiply(band, within if side == "inside" else ImageChops.invert(within)), x, y


def paint_glyphs(canvas: Canvas, node: Glyphs, transform: Transform) -> None:
    """Opaque colours glyph by glyph; all other fills through one mask of the run."""
    found = glyphs.stamps(node, transform, canvas.rect)
    if found:
        whole: Mask | None = None
        for paint in node.fills:
            if (
                isinstance(paint, Solid)
                and (paint.colour[3] == 255 or canvas.solid)
                and canvas.mode != "RGBA"
            ):
                canvas.stamp(paint.colour[:3], found)
                continue
            whole = whole or glyphs.gather(found, canvas.rect)
            if whole is not None:
                ink(canvas, paint, whole, transform)
    for stroke in node.strokes:
        bands = []
        for _, outline, placed in glyphs.outlines(node, transform):
            # The stroke's width is in the run's units, the outline in ems.
            em = node.size
            band = _band(_sized(outline, em), stroke, _unsized(placed, em), canvas.rect)
            if band is not None:
                bands.append(glyphs.stamp_of(band))
        whole = glyphs.gather(bands, canvas.rect)
        if whole is not None:
            ink(canvas, stroke.paint, whole, transform)


def paint_picture(canvas: Canvas, node: Picture, transform: Transform) -> None:
    box = Box(node.x, node.y, node.x + node.width, node.y + node.height)
    for piece in pictures.placed(node.source, box, transform, canvas.rect):
        colours, alpha = pictures.split_alpha(piece)
        canvas.draw(colours, alpha, piece.x, piece.y, piece.image.size)


def ink(canvas: Canvas, paint: Paint, mask: Mask, transform: Transform) -> None:
    """A paint through a mask; masks that reach beyond the canvas are cut when more than a colour is
    needed."""
    cover, x, y = mask
    if isinstance(paint, Solid):
        alpha = 255 if canvas.solid else paint.colour[3]
        if alpha:
            canvas.draw(paint.colour[:3], faded(cover, alpha), x, y, cover.size)
        return
    rect = (x, y, x + cover.width, y + cover.height)
    seen = meet(rect, canvas.rect)
    if seen == EMPTY:
        return
    if seen != rect:
        cover = cover.crop((seen[0] - x, seen[1] - y, seen[2] - x, seen[3] - y))
    colours, see_through = patch(paint, transform, seen)
    shown = cover if canvas.solid else times(cover, see_through)
    canvas.draw(colours, shown, seen[0], seen[1], cover.size)


def _rect_ink(canvas: Canvas, paint: Paint, seen: Rect, transform: Transform) -> None:
    size = (seen[2] - seen[0], seen[3] - seen[1])
    colours, alpha = patch(paint, transform, seen)
    canvas.draw(colours, None if canvas.solid else alpha, seen[0], seen[1], size)


def _sized(outline: Outline, em: float) -> Outline:
    return outline.transform((em, 0.0, 0.0, em, 0.0, 0.0))


def _unsized(transform: Transform, em: float) -> Transform:
    a, b, c, d, e, f = transform
    return (a / em, b / em, c / em, d / em, e, f)
