"""Adjustments that mix channels, by whole numbers: channel mixer, black and white, selective colour, colour balance,
photo filter, lookup."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageFilter

from designer_app.paint.blending import blend
from designer_app.scene.adjustments import (
    HUES,
    BlackWhite,
    ChannelMixer,
    ColourBalance,
    Lookup,
    PhotoFilter,
    SelectiveColour,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_SHARE = 10_000  # 1
_RED, _YELLOW, _GREEN, _CYAN, _BLUE, _MAGENTA = range(6)


def channels_mixed(image: Image.Image, one: ChannelMixer) -> Image.Image:
    """Each channel a sum of shares of the three, and of 255."""
    import numpy as np

    rgb = np.asarray(image).astype(np.int32)
    rows = np.array([[_fine(part) for part in row] for row in (one.red, one.green, one.blue)], np.int32)
    parts = [
        rgb[..., 0] * row[0] + rgb[..., 1] * row[1] + rgb[..., 2] * row[2] + 255 * row[3] for row in rows
    ]
    return _picture(np.stack(parts, -1), _SHARE)


def greyed(image: Image.Image, one: BlackWhite) -> Image.Image:
    """Black and white: a colour is grey up to its lowest channel, a secondary colour from there to the middle one and
    a primary colour from there to the highest; each of these counts by its weight."""
    import numpy as np

    rgb = np.asarray(image).astype(np.int32)
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    top, low = rgb.max(-1), rgb.min(-1)
    middle = red + green + blue - top - low
    weights = np.array([_fine(weight) for weight in one.weights], np.int32)
    primary = np.where(red == top, weights[_RED], np.where(green == top, weights[_GREEN], weights[_BLUE]))
    secondary = np.where(
        red == low, weights[_CYAN], np.where(green == low, weights[_MAGENTA], weights[_YELLOW])
    )
    grey = low * _SHARE + (middle - low) * secondary + (top - middle) * primary
    flat = _picture(grey, _SHARE).convert("RGB")
    if one.tint is None:
        return flat
    return blend("color", flat, Image.new("RGB", flat.size, one.tint[:3]))


def selected(image: Image.Image, one: SelectiveColour) -> Image.Image:
    """Selective colour, as Photoshop's results were found out for FFmpeg's ``selectivecolor`` (LGPL; the formula
    alone): how far a colour is in a range weighs by what the range's channels stand out."""
    import numpy as np

    rgb = np.asarray(image).astype(np.int64)
    top, low = rgb.max(-1), rgb.min(-1)
    middle = rgb.sum(-1) - top - low
    changed = np.zeros_like(rgb)
    for name, *ink in one.ranges:
        weight = _within(name, rgb, top, middle, low)
        black = _fine(ink[3])
        for channel in range(3):
            value, add = rgb[..., channel], _fine(ink[channel])
            by = (-_SHARE - add) * black // _SHARE - add  # more ink, less light
            room = 255 - value
            moved = by * (room if one.relative else 255)
            changed[..., channel] += weight * np.clip(moved, -value * _SHARE, room * _SHARE)
    return _picture(rgb * (255 * _SHARE) + changed, 255 * _SHARE)


def _within(name: str, rgb: Array, top: Array, middle: Array, low: Array) -> Array:
    """How far colours are in a range, 0..255."""
    import numpy as np

    weight: Array
    match name:
        case "whites":
            weight = np.maximum(0, 2 * low - 255)
        case "blacks":
            weight = np.maximum(0, 255 - 2 * top)
        case "neutrals":
            weight = np.maximum(0, 510 - np.abs(2 * top - 255) - np.abs(2 * low - 255)) // 2
        case "reds" | "greens" | "blues":  # what is highest
            weight = np.where(rgb[..., HUES.index(name) // 2] == top, top - middle, 0)
        case _:  # cyans, magentas, yellows: what is lowest
            weight = np.where(rgb[..., (HUES.index(name) // 2 + 2) % 3] == low, middle - low, 0)
    return weight


def balanced(image: Image.Image, one: ColourBalance) -> Image.Image:
    """Colour balance: shadows, middle tones and lights by the colour's lightness, overlapping as in GEGL's
    ``color-balance`` (LGPL; the numbers alone). Photoshop's own curves aren't published."""
    import numpy as np

    rgb = np.asarray(image).astype(np.int32)
    light = rgb.max(-1) + rgb.min(-1)
    dark, mid, bright = (np.array(part, np.int32)[light] for part in _tones())
    parts = []
    for channel in range(3):
        shift = (
            _fine(one.shadows[channel]) * dark
            + _fine(one.midtones[channel]) * mid
            + _fine(one.highlights[channel]) * bright
        )
        parts.append(rgb[..., channel] * _SHARE + shift * 255 // 1000)
    changed = _picture(np.stack(parts, -1), _SHARE)
    return blend("luminosity", changed, image) if one.keep else changed


@lru_cache(1)
def _tones() -> tuple[list[int], list[int], list[int]]:
    """How far lightness 0..510 counts as dark, middle and light, in thousandths."""

    def ramp(value: float) -> float:
        return min(1.0, max(0.0, value))

    width, third, most = 0.25, 1 / 3, 700
    shares = [light / 510 for light in range(511)]
    return (
        [round(most * ramp((v - third) / -width + 0.5)) for v in shares],
        [
            round(most * ramp((v - third) / width + 0.5) * ramp((v + third - 1) / -width + 0.5))
            for v in shares
        ],
        [round(most * ramp((v + third - 1) / width + 0.5)) for v in shares],
    )


def through_pane(image: Image.Image, one: PhotoFilter) -> Image.Image:
    """Photo filter: the pane's colour multiplied in as far as its density says."""
    density = max(0, min(_SHARE, _fine(one.density)))
    table = [
        (v * (255 * (_SHARE - density) + part * density) + 255 * _SHARE // 2) // (255 * _SHARE)
        for part in one.colour[:3]
        for v in range(256)
    ]
    changed = image.point(table)
    return blend("luminosity", changed, image) if one.keep else changed


def looked_up(image: Image.Image, one: Lookup) -> Image.Image:
    """Trilinear, by Pillow's whole-number filter."""
    return image.filter(_cube(one))


@lru_cache(4)
def _cube(one: Lookup) -> ImageFilter.Color3DLUT:
    import numpy as np

    values = np.frombuffer(one.values, "<u2").astype(np.float64) / 65535
    return ImageFilter.Color3DLUT(one.size, values.tolist())


def _fine(value: float) -> int:
    return round(value * _SHARE)


def _picture(values: Array, whole: int) -> Image.Image:
    """``values`` in 1/``whole`` of an 8-bit step, rounded."""
    import numpy as np

    return Image.fromarray(np.clip((values + whole // 2) // whole, 0, 255).astype(np.uint8))
