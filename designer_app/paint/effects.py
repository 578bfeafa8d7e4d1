"""Shadows and blurs as masks and layers within bounds."""

from __future__ import annotations

from PIL import Image, ImageChops

from designer_app.paint import blur
from designer_app.paint.bounds import grown, scale_of, shadow_rect, shift_of
from designer_app.paint.canvas import Canvas, faded
from designer_app.paint.coverage import EMPTY, Mask, Rect, meet
from designer_app.scene.geometry import Transform
from designer_app.scene.nodes import LayerBlur, Shadow

_LARGEST_WHOLE = 16 << 20  # px


def shadow_field(shadow: Shadow, inner: Transform, content: Rect, limit: Rect) -> tuple[Rect, Rect]:
    """Which part of a drop shadow to make (``EMPTY`` = none), and which pixels of the content that takes.

    All of it as long as it is of moderate size, whatever part is looked at; else the part in ``limit``
    with all that can reach into it. Either way a pixel's value does not depend on ``limit``.
    """
    dx, dy = shift_of(shadow, inner)
    sigma = shadow.blur / 2 * scale_of(inner)
    whole = shadow_rect(shadow, inner, content)
    wanted = meet(whole, limit)
    if wanted == EMPTY:
        return EMPTY, EMPTY
    spread = round(shadow.spread * scale_of(inner))
    reach = max(0, -spread)  # what shrinking eats must be seen
    if (whole[2] - whole[0]) * (whole[3] - whole[1]) <= _LARGEST_WHOLE:
        wanted = whole
    else:
        reach = blur.support(sigma) + abs(spread)
    at_rest = (wanted[0] - dx, wanted[1] - dy, wanted[2] - dx, wanted[3] - dy)
    return wanted, blur.aligned(grown(at_rest, reach), sigma)


def drop_shadow(alpha: Canvas, shadow: Shadow, inner: Transform, wanted: Rect, field: Rect) -> Mask:
    """The shadow's mask in ``wanted``, its colour's alpha included. ``alpha`` (mode ``L``) holds the
    group's coverage in ``field``."""
    dx, dy = shift_of(shadow, inner)
    scale = scale_of(inner)
    mask = _spread(_padded(alpha, field), round(shadow.spread * scale))
    mask = blur.blur(mask, shadow.blur / 2 * scale)
    at_rest = (wanted[0] - dx, wanted[1] - dy, wanted[2] - dx, wanted[3] - dy)
    return faded(mask.crop(_within(at_rest, field)), shadow.colour[3]), wanted[0], wanted[1]


def inner_reach(shadow: Shadow, inner: Transform) -> int:
    """Pixels around a pixel that its inner shadow depends on."""
    scale = scale_of(inner)
    own = blur.support(shadow.blur / 2 * scale) + abs(round(shadow.spread * scale))
    return own + max(abs(v) for v in shift_of(shadow, inner))


def inner_shadow(alpha: Canvas, shadow: Shadow, inner: Transform) -> Image.Image:
    """Mask of the size of ``alpha`` (mode ``L``): the blurred, shifted outside of the coverage."""
    dx, dy = shift_of(shadow, inner)
    scale = scale_of(inner)
    sigma = shadow.blur / 2 * scale
    x0, y0, x1, y1 = alpha.rect
    at_rest = (x0 - dx, y0 - dy, x1 - dx, y1 - dy)
    field = blur.aligned(grown(at_rest, inner_reach(shadow, inner)), sigma)
    outside = ImageChops.invert(_padded(alpha, field))
    outside = blur.blur(_spread(outside, round(shadow.spread * scale)), sigma)
    return faded(outside.crop(_within(at_rest, field)), shadow.colour[3])


def layer_blur(layer: Canvas, effect: LayerBlur, inner: Transform, wanted: Rect) -> Canvas:
    """The layer (``RGBA`` or ``L``) blurred; the result covers ``wanted``, which lies within the reach of
    the layer's ink."""
    sigma = effect.sigma * scale_of(inner)
    reach = blur.support(sigma)
    field = blur.aligned(meet(grown(wanted, reach), grown(layer.rect, reach)), sigma)
    grey = layer.mode == "L"
    source = layer.image if grey else layer.image.convert("RGBa")
    wide = Image.new(source.mode, (field[2] - field[0], field[3] - field[1]))
    wide.paste(source, (layer.rect[0] - field[0], layer.rect[1] - field[1]))
    done = blur.blur(wide, sigma).crop(_within(wanted, field))
    return Canvas(done if grey else done.convert("RGBA"), wanted, layer.solid)


def backdrop_blur(canvas: Canvas, sigma: float, rect: Rect) -> Image.Image:
    """What lies below ``rect``, blurred; ``RGB`` or ``RGBA`` as the canvas. The canvas's edge is the
    page's, where the edge's pixels repeat, or far enough away."""
    field = meet(blur.aligned(grown(rect, blur.support(sigma)), sigma), canvas.rect)
    below = canvas.crop(field)
    if canvas.mode == "RGBA":
        below = below.convert("RGBa")
    start = blur.aligned(field, sigma)
    if start[:2] != field[:2]:  # far away: only the coarse grid must fit
        field = (*start[:2], *field[2:])
        wide = Image.new(below.mode, (field[2] - field[0], field[3] - field[1]))
        wide.paste(below, (wide.width - below.width, wide.height - below.height))
        below = wide
    done = blur.blur(below, sigma).crop(_within(rect, field))
    return done.convert("RGBA") if canvas.mode == "RGBA" else done


def _padded(alpha: Canvas, field: Rect) -> Image.Image:
    wide = Image.new("L", (field[2] - field[0], field[3] - field[1]))
    wide.paste(alpha.image, (alpha.rect[0] - field[0], alpha.rect[1] - field[1]))
    return wide


def _within(rect: Rect, field: Rect) -> Rect:
    x, y = field[0], field[1]
    return (rect[0] - x, rect[1] - y, rect[2] - x, rect[3] - y)


def _spread(mask: Image.Image, by: int) -> Image.Image:
    """Grow (or shrink, when negative) coverage by whole pixels; sharp corners stay sharp, as in CSS."""
    choose = ImageChops.lighter if by > 0 else ImageChops.darker
    for across in (True, False):
        done = 0
        while done < abs(by):
            step = min(2 * done + 1, abs(by) - done)  # no gap between the shifted copies
            source = mask
            for sign in (-step, step):
                moved = Image.new("L", mask.size)
                moved.paste(source, (sign, 0) if across else (0, sign))
                mask = choose(mask, moved)
            done += step
    return mask
