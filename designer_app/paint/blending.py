"""The blend modes: Photoshop's twenty-six, which hold the sixteen of W3C Compositing and Blending Level 1,
on 8-bit sRGB; and Dissolve.

Separable modes (W3C section 10.1) are tables of 256 × 256 bytes, rounded once; the others (10.2) use whole
numbers. Where Photoshop differs from the W3C, or the W3C has no such mode, its own results are followed, as
psd-tools (MIT licence) measured them against Photoshop's merged pictures: inside Vivid Light the source's extremes
win over the backdrop's; Hard Mix's tie (a sum of exactly 255) goes by the backdrop.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from designer_app.paint.grain import hashed
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
    "linear-dodge": ImageChops.add,
    "subtract": ImageChops.subtract,
}
# The modes in which fill opacity moves the source towards the colour that changes nothing, instead of fading
# the result: the neutral value of a channel (None: Hard Mix, which has a formula of its own).
SPECIAL: dict[str, int | None] = {
    "color-burn": 255, "linear-burn": 255, "color-dodge": 0, "linear-dodge": 0, "difference": 0,
    "vivid-light": 128, "linear-light": 128, "hard-mix": None,
}  # fmt: skip
_BAND = 1 << 14  # pixels worked on at once, so that intermediate values stay in the processor's cache
_WHOLE_COLOURS = ("hue", "saturation", "color", "luminosity", "darker-color", "lighter-color")


def blend(mode: Blend, backdrop: Image.Image, source: Image.Image, fill: int = 255) -> Image.Image:
    """B(cb, cs) of two opaque RGB images of one size, before any alpha.

    ``fill`` 0..255 is the fill opacity; it has to be 255 but for the modes in ``SPECIAL``.
    """
    if mode in ("normal", "dissolve"):
        return source
    if fill != 255 and mode in SPECIAL:
        neutral = SPECIAL[mode]
        if neutral is not None:
            source = source.point([(v * fill + neutral * (255 - fill) + 127) // 255 for v in range(256)] * 3)
            fill = 255
    else:
        fill = 255
    exact = _EXACT.get(mode)
    if exact is not None:
        return exact(backdrop, source)
    import numpy as np

    below, above = np.asarray(backdrop), np.asarray(source)
    if mode in _WHOLE_COLOURS:
        result = np.empty_like(below)
        rows = max(1, _BAND // below.shape[1])
        for top in range(0, below.shape[0], rows):
            part = slice(top, top + rows)
            result[part] = _whole_colours(mode, below[part].astype(np.int32), above[part].astype(np.int32))
        return Image.fromarray(result)
    index = below.astype(np.uint16)
    index <<= 8
    index |= above
    return Image.fromarray(_table(mode, fill)[index])


def dissolved(alpha: Image.Image, seed: int, x: int, y: int) -> Image.Image:
    """Dissolve: each pixel of a mask whole or gone, by chance of its alpha. The noise is a whole-number hash of
    ``seed`` and the page's pixel; (x, y) is the mask's place on the page."""
    import numpy as np

    bits = hashed(x + np.arange(alpha.width), y + np.arange(alpha.height), seed)
    chance = (bits >> np.uint32(16)) % np.uint32(255)  # 0..254: alpha 255 always shows, 0 never
    return Image.fromarray(np.where(np.asarray(alpha) > chance, 255, 0).astype(np.uint8))


@lru_cache(24)
def _table(mode: str, fill: int) -> Array:
    """B for every backdrop (rows) and source (columns), flat; rounded to nearest.

    Only + − × ÷ and square roots, which are the same on every processor.
    """
    import numpy as np

    cb = (np.arange(256) / 255)[:, None]
    cs = (np.arange(256) / 255)[None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = _hard_mix(fill) if mode == "hard-mix" else _separable(mode, cb, cs)
    table: Array = np.floor(np.clip(value, 0, 1) * 255 + 0.5).astype(np.uint8).reshape(-1)
    return table


def _separable(mode: str, cb: Array, cs: Array) -> Array:
    import numpy as np

    value: Array
    match mode:
        case "overlay":
            value = _hard_light(cs, cb)
        case "hard-light":
            value = _hard_light(cb, cs)
        case "color-dodge":
            value = np.where(cb == 0, 0.0, np.where(cs == 1, 1.0, cb / (1 - cs)))
        case "color-burn":
            value = np.where(cb == 1, 1.0, np.where(cs == 0, 0.0, 1 - (1 - cb) / cs))
        case "linear-burn":
            value = cb + cs - 1
        case "vivid-light":
            value = np.where(cs <= 0.5, 1 - (1 - cb) / (2 * cs), cb / (2 * (1 - cs)))
            value = np.where(cs == 0, 0.0, np.where(cs == 1, 1.0, value))
        case "linear-light":
            value = cb + 2 * cs - 1
        case "pin-light":
            value = np.where(cs <= 0.5, np.minimum(cb, 2 * cs), np.maximum(cb, 2 * cs - 1))
        case "divide":
            value = np.where(cs == 0, np.where(cb == 0, 0.0, 1.0), cb / cs)
        case "exclusion":
            value = cb + cs - 2 * cb * cs
        case _:  # soft-light
            curve = np.where(cb <= 0.25, ((16 * cb - 12) * cb + 4) * cb, np.sqrt(cb))
            value = np.where(cs <= 0.5, cb - (1 - 2 * cs) * cb * (1 - cb), cb + (2 * cs - 1) * (curve - cb))
    return value


def _hard_light(cb: Array, cs: Array) -> Array:
    import numpy as np

    doubled = 2 * cs - 1
    value: Array = np.where(cs <= 0.5, 2 * cb * cs, cb + doubled - cb * doubled)
    return value


def _hard_mix(fill: int) -> Array:
    """Fill opacity f < 1 softens the step to a slope: (cb − f (1 − cs)) / (1 − f)."""
    import numpy as np

    cb, cs = np.arange(256)[:, None], np.arange(256)[None, :]
    if fill == 255:
        total = cb + cs
        return np.where((total > 255) | ((total == 255) & (cb > 127)), 1.0, 0.0)
    slope: Array = (255 * cb - fill * (255 - cs)) / (255 * (255 - fill))
    return slope


def _whole_colours(mode: str, below: Array, above: Array) -> Array:
    """Values are hundredths of an 8-bit step, so that Lum = 0.3 r + 0.59 g + 0.11 b is whole."""
    import numpy as np

    if mode == "darker-color":
        return np.where(_lum(above) < _lum(below), above, below).astype(np.uint8)
    if mode == "lighter-color":
        return np.where(_lum(above) > _lum(below), above, below).astype(np.uint8)
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
