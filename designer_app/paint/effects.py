"""Shadows and blurs as masks and layers within bounds."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

from designer_app.paint import blur
from designer_app.paint.bounds import fine_shift_of, shadow_rect, shift_of, spread_reach
from designer_app.paint.canvas import Canvas, faded
from designer_app.paint.coverage import EMPTY, Mask, Rect, grown, meet
from designer_app.paint.relief import padded
from designer_app.paint.spreading import spread
from designer_app.scene.geometry import Transform, compose, scale_of, translation
from designer_app.scene.nodes import GroundShadow, LayerBlur, Shadow

_LARGEST_WHOLE = 16 << 20  # px


_FOOT = 16  # the lowest sixteenth of a thing touches the ground
_CONTACT = 6  # the line of contact is as many times sharper than the shadow


def cast_place(shadow: Shadow, inner: Transform) -> Transform:
    """Where to paint the content for its shadow: moved by the offset's part below a pixel, which no
    shift of pixels gives without blurring."""
    fine = fine_shift_of(shadow, inner)
    return compose(translation(*fine), inner) if any(fine) else inner


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
    grows = spread_reach(shadow, inner)
    reach = max(0, -grows)  # what shrinking eats must be seen
    if (whole[2] - whole[0]) * (whole[3] - whole[1]) <= _LARGEST_WHOLE:
        wanted = whole
    else:
        reach = blur.support(sigma) + abs(grows)
    at_rest = (wanted[0] - dx, wanted[1] - dy, wanted[2] - dx, wanted[3] - dy)
    return wanted, blur.aligned(grown(at_rest, reach), sigma)


def drop_shadow(alpha: Canvas, shadow: Shadow, inner: Transform, wanted: Rect, field: Rect) -> Mask:
    """The shadow's mask in ``wanted``, its colour's alpha included. ``alpha`` (mode ``L``) holds the
    group's coverage at ``cast_place`` in ``field``."""
    dx, dy = shift_of(shadow, inner)
    scale = scale_of(inner)
    mask = spread(padded(alpha, field), shadow.spread * scale, rounded=shadow.rounded)
    mask = blur.blur(mask, shadow.blur / 2 * scale)
    at_rest = (wanted[0] - dx, wanted[1] - dy, wanted[2] - dx, wanted[3] - dy)
    return faded(mask.crop(_within(at_rest, field)), shadow.colour[3]), wanted[0], wanted[1]


def inner_reach(shadow: Shadow, inner: Transform) -> int:
    """Pixels around a pixel that its inner shadow depends on."""
    scale = scale_of(inner)
    own = blur.support(shadow.blur / 2 * scale) + abs(spread_reach(shadow, inner))
    return own + max(abs(v) for v in shift_of(shadow, inner)) + 1


def inner_shadow(alpha: Canvas, shadow: Shadow, inner: Transform) -> Image.Image:
    """Mask of the size of ``alpha`` (mode ``L``, the coverage at ``cast_place``): its outside, shifted
    and blurred."""
    dx, dy = shift_of(shadow, inner)
    scale = scale_of(inner)
    sigma = shadow.blur / 2 * scale
    x0, y0, x1, y1 = alpha.rect
    at_rest = (x0 - dx, y0 - dy, x1 - dx, y1 - dy)
    field = blur.aligned(grown(at_rest, inner_reach(shadow, inner)), sigma)
    inside = blur.blur(spread(padded(alpha, field), -shadow.spread * scale, rounded=shadow.rounded), sigma)
    outside = ImageChops.invert(inside.crop(_within(at_rest, field)))
    return faded(outside, shadow.colour[3])


def ground_shadow(alpha: Canvas, ground: GroundShadow, inner: Transform) -> Mask | None:
    """The mask of a ground shadow, its colour's alpha included; None where nothing stands.

    ``alpha`` (mode ``L``) is all of the group's coverage. Light comes softly from the front and above:
    the outline laid flat lies across the foot, the line of contact is dark where the lowest sixteenth
    has ink.
    """
    box = alpha.image.point([0] * 128 + [255] * 128).getbbox()
    if box is None:
        return None
    scale = scale_of(inner)
    sigma = ground.blur / 2 * scale
    width, height = box[2] - box[0], box[3] - box[1]
    depth = max(1, round(ground.depth * scale))
    lean = ground.lean * scale
    foot = alpha.rect[1] + box[3]
    flat = alpha.image.crop(box).resize((width, depth), Image.Resampling.BOX)
    line = max(1, depth // _CONTACT)
    rows = alpha.image.crop((box[0], box[3] - max(1, height // _FOOT), box[2], box[3]))
    contact = rows.resize((width, 1), Image.Resampling.BOX).resize((width, line))
    side = math.ceil(abs(lean)) + blur.support(sigma)
    left, top = alpha.rect[0] + box[0], foot - (depth + 1) // 2
    field = blur.aligned(
        (left - side, top - blur.support(sigma), left + width + side, top + depth + blur.support(sigma)),
        sigma,
    )
    cast = _laid(flat, (left - field[0], top - field[1]), lean, (field[2] - field[0], field[3] - field[1]))
    mask = blur.blur(cast, sigma)
    edge = Image.new("L", mask.size)
    edge.paste(contact, (left - field[0], foot - (line + 1) // 2 - field[1]))
    mask = ImageChops.screen(mask, blur.blur(edge, sigma / _CONTACT))
    return faded(mask, ground.colour[3]), field[0], field[1]


def _laid(flat: Image.Image, at: tuple[int, int], lean: float, size: tuple[int, int]) -> Image.Image:
    """``flat`` pasted at ``at`` into a mask of ``size``, its top row moved by ``lean`` px."""
    wide = Image.new("L", size)
    wide.paste(flat, at)
    if not lean:
        return wide
    slope = lean / flat.height
    shear = (1.0, slope, -slope * (at[1] + flat.height), 0.0, 1.0, 0.0)
    return wide.transform(size, Image.Transform.AFFINE, shear, Image.Resampling.BILINEAR)


def layer_blur(layer: Canvas, effect: LayerBlur, inner: Transform, wanted: Rect) -> Canvas:
    """The layer (``RGBA`` or ``L``) blurred; the result covers ``wanted``, which lies within the reach of
    the layer's ink."""
    sigma = effect.sigma * scale_of(inner)
    if layer.mode == "L":
        return Canvas(blur.blurred_part(layer.image, layer.rect, sigma, wanted), wanted, layer.solid)
    done = blur.blurred_part(layer.image.convert("RGBa"), layer.rect, sigma, wanted)
    return Canvas(done.convert("RGBA"), wanted, layer.solid)


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


def _within(rect: Rect, field: Rect) -> Rect:
    x, y = field[0], field[1]
    return (rect[0] - x, rect[1] - y, rect[2] - x, rect[3] - y)
