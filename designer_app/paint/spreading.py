"""Coverage grown and shrunk, with sharp corners (CSS) or alike in all directions (Photoshop)."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_ACROSS, _KNIGHT = 255 * math.sqrt(2), 255 * math.sqrt(5)
_MANY = 1 << 20  # ends of rows counted at once


def spread(mask: Image.Image, by: float, *, rounded: bool) -> Image.Image:
    """``mask`` grown by ``by`` pixels (shrunk where negative): whole ones along x and y, so that corners stay sharp,
    or ``rounded``."""
    if not rounded:
        return _squarely(mask, round(by))
    if by >= 0:
        return _rounded(mask, by) if by else mask
    return ImageChops.invert(_rounded(ImageChops.invert(mask), -by))


def _squarely(mask: Image.Image, by: int) -> Image.Image:
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


def _rounded(mask: Image.Image, by: float) -> Image.Image:
    """A pixel of coverage a says that an edge runs a − ½ beyond its middle, however soft the mask is; so it covers what
    lies at a distance d of it by ``by`` + a − d (between 0 and 1), as psd-tools (MIT licence) measured Photoshop's
    strokes. Its distances are those of steps: 1 along, √2 across, √5 for a knight's move. All in 1/255.

    Only ink beside nothing can say more than the ink behind it. Round each such pixel, whole rows are counted by their
    ends, and the rim of the disc is taken pixel by pixel.
    """
    import numpy as np

    pixels = np.asarray(mask).astype(np.int32)
    height, width = pixels.shape
    reach = round(by * 255)
    ys, xs = np.nonzero(_rim(pixels > 0))
    own = pixels[ys, xs]
    found = np.where(pixels > 0, np.minimum(255, pixels + reach), 0).ravel()
    for dy, dx, far in _offsets(reach):
        y, x = ys + dy, xs + dx
        inside = (y >= 0) & (y < height) & (x >= 0) & (x < width)
        at = (y * width + x)[inside]
        found[at] = np.maximum(found[at], np.minimum(255, reach - far + own[inside]))
    found[_filled(ys, xs, reach, width, height)] = 255
    return Image.fromarray(found.reshape(height, width).astype(np.uint8))


def _rim(inked: Array) -> Array:
    """Ink with an empty pixel among its eight neighbours; beyond the mask it goes on as it ends."""
    import numpy as np

    wide = np.pad(inked, 1, mode="edge")
    rows = wide[:-2] & wide[1:-1] & wide[2:]
    rim: Array = inked & ~(rows[:, :-2] & rows[:, 1:-1] & rows[:, 2:])
    return rim


@lru_cache(16)
def _offsets(reach: int) -> tuple[tuple[int, int, int], ...]:
    """Offsets (y, x) at which a pixel's coverage still counts, and how far they are: the rim of a disc."""
    most = (reach + 254) // 255
    found = []
    for dy in range(-most, most + 1):
        whole, last = _half(reach - 254, dy), _half(reach + 254, dy)
        for dx in range(whole + 1, last + 1):
            far = _far(dx, dy)
            if far:
                found.append((dy, dx, far))
                if dx:
                    found.append((dy, -dx, far))
    return tuple(found)


def _half(radius: int, dy: int) -> int:
    """How far along a row ``dy`` off the middle a disc of ``radius`` (1/255 px) goes; −1: not at all."""
    return bisect_right(range(max(0, radius // 255 + 1)), radius, key=lambda dx: _far(dx, dy)) - 1


def _far(dx: int, dy: int) -> int:
    long, short = max(abs(dx), abs(dy)), min(abs(dx), abs(dy))
    if 2 * short <= long:
        return round(255 * (long - 2 * short) + _KNIGHT * short)
    return round(_KNIGHT * (long - short) + _ACROSS * (2 * short - long))


def _filled(ys: Array, xs: Array, reach: int, width: int, height: int) -> Array:
    """What is whole round each of the pixels, as flat truth values."""
    import numpy as np

    radius = reach - 254
    counts = np.zeros(height * (width + 1), np.int32)
    starts: list[Array] = []
    ends: list[Array] = []
    most = radius // 255
    for dy in range(-most, most + 1):
        half = _half(radius, dy)
        y = ys + dy
        inside = (y >= 0) & (y < height)
        line, x = y[inside] * (width + 1), xs[inside]
        starts.append(line + np.maximum(x - half, 0))
        ends.append(line + np.minimum(x + half + 1, width))
        if dy == most or len(starts) * len(xs) > _MANY:
            counts += np.bincount(np.concatenate(starts), minlength=counts.size).astype(np.int32)
            counts -= np.bincount(np.concatenate(ends), minlength=counts.size).astype(np.int32)
            starts, ends = [], []
    whole: Array = np.cumsum(counts.reshape(height, width + 1), axis=1)[:, :width].ravel() > 0
    return whole
