"""The sixteen blend modes of W3C Compositing and Blending Level 1, on 8-bit sRGB.

Separable modes (section 10.1) are tables of 256 × 256 bytes, rounded once; the four others
(10.2) use whole numbers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from designer_app.scene.nodes import Blend

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

# Modes for which Pillow's channel operations round exactly.
_EXACT = {
    "multiply": ImageChops.multiply,
    "screen": ImageChops.screen,
    "darken": ImageChops.darker,
    "lighten": ImageChops.lighter,
    "difference": ImageChops.difference,
}
_BAND = 1 << 14  # pixels worked on at once, so that intermediate values stay in the processor's cache
_NONSEPARABLE = ("hue", "saturation", "color", "luminosity")


def blend(mode: Blend, backdrop: Image.Image, source: Image.Image) -> Image.Image:
    """B(cb, cs) of two opaque RGB images of one size, before any alpha."""
    if mode == "normal":
        return source
    exact = _EXACT.get(mode)
    if exact is not None:
        return exact(backdrop, source)
    import numpy as np

    below, above = np.asarray(backdrop), np.asarray(source)
    if mode in _NONSEPARABLE:
        result = np.empty_like(below)
        rows = max(1, _BAND // below.shape[1])
        for top in range(0, below.shape[0], rows):
            part = slice(top, top + rows)
            result[part] = _nonseparable(mode, below[part].astype(np.int32), above[part].astype(np.int32))
        return Image.fromarray(result)
    index = below.astype(np.uint16)
    index <<= 8
    index |= above
    return Image.fromarray(_table(mode)[index])


@lru_cache(16)
def _table(mode: str) -> Array:
    """B for every backdrop (rows) and source (columns), flat; rounded to nearest.

    Only + − × ÷ and square roots, which are the same on every processor.
    """
    import numpy as np

    cb = (np.arange(256) / 255)[:, None]
    cs = (np.arange(256) / 255)[None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        if mode == "overlay":
            value = _hard_light(cs, cb)
        elif mode == "hard-light":
            value = _hard_light(cb, cs)
        elif mode == "color-dodge":
            value = np.where(cb == 0, 0.0, np.where(cs == 1, 1.0, np.minimum(1, cb / (1 - cs))))
        elif mode == "color-burn":
            value = np.where(cb == 1, 1.0, np.where(cs == 0, 0.0, 1 - np.minimum(1, (1 - cb) / cs)))
        elif mode == "exclusion":
            value = cb + cs - 2 * cb * cs
        else:  # soft-light
            curve = np.where(cb <= 0.25, ((16 * cb - 12) * cb + 4) * cb, np.sqrt(cb))
            value = np.where(cs <= 0.5, cb - (1 - 2 * cs) * cb * (1 - cb), cb + (2 * cs - 1) * (curve - cb))
    table: Array = np.floor(value * 255 + 0.5).astype(np.uint8).reshape(-1)
    return table


def _hard_light(cb: Array, cs: Array) -> Array:
    import numpy as np

    doubled = 2 * cs - 1
    value: Array = np.where(cs <= 0.5, 2 * cb * cs, cb + doubled - cb * doubled)
    return value


def _nonseparable(mode: str, below: Array, above: Array) -> Array:
    """Values are hundredths of an 8-bit step, so that Lum = 0.3 r + 0.59 g + 0.11 b is whole."""
    if mode == "hue":
        return _with_lum(_with_sat(above, _sat(below)), _lum(below))
    if mode == "saturation":
        return _with_lum(_with_sat(below, _sat(above)), _lum(below))
    if mode == "color":
        return _with_lum(above * 100, _lum(below))
    return _with_lum(below * 100, _lum(above))


def _lum(rgb: Array) -> Array:
    value: Array = 30 * rgb[..., 0:1] + 59 * rgb[..., 1:2] + 11 * rgb[..., 2:3]
    return value


def _sat(rgb: Array) -> Array:
    value: Array = rgb.max(-1, keepdims=True) - rgb.min(-1, keepdims=True)
    return value


def _with_sat(rgb: Array, wanted: Array) -> Array:
    """SetSat: the least channel becomes 0, the greatest ``wanted`` (in hundredths)."""
    import numpy as np

    low = rgb.min(-1, keepdims=True)
    value: Array = (rgb - low) * wanted * 100 // np.maximum(_sat(rgb), 1)
    return value


def _with_lum(fine: Array, wanted: Array) -> Array:
    """SetLum and ClipColor of colours in hundredths; gives bytes."""
    import numpy as np

    lum = (30 * fine[..., 0:1] + 59 * fine[..., 1:2] + 11 * fine[..., 2:3]) // 100
    moved = fine + (wanted - lum)
    low, high = moved.min(-1, keepdims=True), moved.max(-1, keepdims=True)
    top = 25500
    moved = np.where(low < 0, wanted + (moved - wanted) * wanted // np.maximum(wanted - low, 1), moved)
    moved = np.where(
        high > top, wanted + (moved - wanted) * (top - wanted) // np.maximum(high - wanted, 1), moved
    )
    value: Array = np.clip((moved + 50) // 100, 0, 255).astype(np.uint8)
    return value
