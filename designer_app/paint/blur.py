"""Gaussian blur within 3/255 of the true one, at a fraction of the size when it is wide."""

from __future__ import annotations

import math

from PIL import Image, ImageFilter

from designer_app.paint.coverage import Rect, grown, meet
from designer_app.paint.slices import without_middle

# Beyond this many sigmas a blurred edge is below half an 8-bit step.
VISIBLE = 3.0
# Nine box blurs in a row (three passes of Pillow's three) reach this far.
SUPPORT = 5.3
_NARROW = 1.6  # below, three passes of Pillow's boxes are too coarse (up to 19/255 off)


def shrink(sigma: float) -> int:
    """The whole factor by which a blur of ``sigma`` px may work smaller: 1, 2, 4, 8 …"""
    factor = 1
    while sigma / (factor * 2) >= 4 and factor < 64:
        factor *= 2
    return factor


def visible(sigma: float) -> int:
    """Pixels beyond an edge at which blurred ink can still be seen."""
    return math.ceil(VISIBLE * sigma) + 1 if sigma > 0 else 0


def support(sigma: float) -> int:
    """Pixels beyond which nothing can change the blurred value."""
    return math.ceil(SUPPORT * sigma) + 3 * shrink(sigma) if sigma > 0 else 0


def aligned(rect: Rect, sigma: float) -> Rect:
    """``rect`` grown to the blur's coarse grid, so that parts blur exactly like the whole."""
    step = shrink(sigma)
    return (
        rect[0] // step * step, rect[1] // step * step, -(-rect[2] // step) * step, -(-rect[3] // step) * step
    )  # fmt: skip


def blur(image: Image.Image, sigma: float) -> Image.Image:
    """Blur by a Gaussian of standard deviation ``sigma`` px; pixels outside repeat the edge.

    The image (``L``, ``RGB`` or premultiplied ``RGBa``) starts on the coarse grid (``aligned``).
    Pillow's own blur is up to 4.6/255 off; three passes of sigma ÷ √3 stay within 3/255.
    """
    if sigma < 0.05:
        return image
    if image.mode != "L" or shrink(sigma) > 2:  # at a quarter of the size a blur costs less than the looking
        return _blurred(image, sigma)
    return without_middle(image, support(sigma), shrink(sigma), lambda small: _blurred(small, sigma))


def blurred_part(image: Image.Image, rect: Rect, sigma: float, wanted: Rect) -> Image.Image:
    """What lies in ``wanted`` of a blurred image (``L`` or ``RGBa``) that lies at ``rect``, nothing around it.

    Wide blurs look far beyond both: that field is made at the coarse grid's size alone, never at the page's.
    """
    reach = support(sigma)
    x0, y0, x1, y1 = aligned(meet(grown(wanted, reach), grown(rect, reach)), sigma)
    step = shrink(sigma)
    if sigma < _NARROW or step == 1:
        wide = Image.new(image.mode, (x1 - x0, y1 - y0))
        wide.paste(image, (rect[0] - x0, rect[1] - y0))
        return blur(wide, sigma).crop((wanted[0] - x0, wanted[1] - y0, wanted[2] - x0, wanted[3] - y0))
    left, top, right, bottom = aligned(meet(rect, (x0, y0, x1, y1)), sigma)
    whole = Image.new(image.mode, (right - left, bottom - top))
    whole.paste(image, (rect[0] - left, rect[1] - top))
    small = Image.new(image.mode, ((x1 - x0) // step, (y1 - y0) // step))
    small.paste(whole.reduce(step), ((left - x0) // step, (top - y0) // step))
    margin = _margin(small, sigma / step)
    small = _gaussian(extended(small, margin, margin, margin, margin), _narrower(sigma, step))
    # the cells that hold what is wanted, and one more on each side, between which is interpolated
    cell_x, cell_y = (wanted[0] - x0) // step + margin - 1, (wanted[1] - y0) // step + margin - 1
    end_x, end_y = -(-(wanted[2] - x0) // step) + margin + 1, -(-(wanted[3] - y0) // step) + margin + 1
    cell_x, cell_y = max(0, cell_x), max(0, cell_y)
    part = small.crop((cell_x, cell_y, min(end_x, small.width), min(end_y, small.height)))
    part = part.resize((part.width * step, part.height * step), Image.Resampling.BILINEAR)
    dx, dy = (cell_x - margin) * step + x0, (cell_y - margin) * step + y0
    return part.crop((wanted[0] - dx, wanted[1] - dy, wanted[2] - dx, wanted[3] - dy))


def _narrower(sigma: float, step: int) -> float:
    """The blur at a whole part of the size: averaging down and interpolating up blur as well, by (k² − 1) / 12 and
    k² / 6 of variance."""
    return math.sqrt(sigma * sigma - (step * step - 1) / 12 - step * step / 6) / step


def _blurred(image: Image.Image, sigma: float) -> Image.Image:
    if sigma < _NARROW:
        return _narrow(image, sigma)
    step = shrink(sigma)
    margin = _margin(image, sigma)
    if step == 1:
        wide = _gaussian(extended(image, margin, margin, margin, margin), sigma)
        return wide.crop((margin, margin, margin + image.width, margin + image.height)) if margin else wide
    # Whole cells only, and one of repeated pixels around, which then repeats at the small size.
    ring = step if margin else 0
    more_x, more_y = -image.width % step + ring, -image.height % step + ring
    small = extended(image, ring, ring, more_x, more_y).reduce(step)
    reach = -(-margin // step)
    small = _gaussian(extended(small, reach, reach, reach, reach), _narrower(sigma, step))
    wide = small.resize((small.width * step, small.height * step), Image.Resampling.BILINEAR)
    start = reach * step + ring
    box = (start, start, start + image.width, start + image.height)
    return wide if box == (0, 0, *wide.size) else wide.crop(box)


def extended(image: Image.Image, left: int, top: int, right: int, bottom: int) -> Image.Image:
    """The image with its edge pixels repeated outwards."""
    if not (left or top or right or bottom):
        return image
    width, height = image.size
    wide = Image.new(image.mode, (width + left + right, height + top + bottom))
    wide.paste(image, (left, top))
    for x, span, at in ((0, left, 0), (left + width, right, width - 1)):
        if span:
            wide.paste(_repeated(image, (at, 0, at + 1, height), (span, height)), (x, top))
    for y, span, at in ((0, top, top), (top + height, bottom, top + height - 1)):
        if span:
            wide.paste(_repeated(wide, (0, at, wide.width, at + 1), (wide.width, span)), (0, y))
    return wide


def _repeated(image: Image.Image, line: Rect, size: tuple[int, int]) -> Image.Image:
    return image.crop(line).resize(size, Image.Resampling.NEAREST)


def _margin(image: Image.Image, sigma: float) -> int:
    """How far to repeat the edge: not at all where no ink comes near it, as in masks of shadows. Each of
    Pillow's passes repeats its own edge again, which is no Gaussian (up to 180/255 off)."""
    reach = math.ceil(VISIBLE * sigma)
    box = image.getbbox()
    if box is None:
        return 0
    gap = min(box[0], box[1], image.width - box[2], image.height - box[3])
    return 0 if gap >= reach else reach


def _gaussian(image: Image.Image, sigma: float) -> Image.Image:
    once = ImageFilter.GaussianBlur(sigma / math.sqrt(3))
    return image.filter(once).filter(once).filter(once)


def _narrow(image: Image.Image, sigma: float) -> Image.Image:
    """The kernel itself, as whole weights of 1/4096, across and then down."""
    import numpy as np

    reach = math.ceil(4 * sigma)
    raw = [math.exp(-i * i / (2 * sigma * sigma)) for i in range(-reach, reach + 1)]
    weights = [int(w / sum(raw) * 4096 + 0.5) for w in raw]
    weights[reach] += 4096 - sum(weights)
    values = np.asarray(image).astype(np.int32)
    for axis in (1, 0):
        length = values.shape[axis]
        pad = [(reach, reach) if i == axis else (0, 0) for i in range(values.ndim)]
        wide = np.pad(values, pad, mode="edge")
        total = np.full_like(values, 8 if axis else 1 << 15)
        for i, weight in enumerate(weights):
            total += weight * (wide[:, i : i + length] if axis else wide[i : i + length])
        values = total >> (4 if axis else 20)  # 1/256 steps in between
    return Image.frombytes(image.mode, image.size, values.astype(np.uint8).tobytes())
