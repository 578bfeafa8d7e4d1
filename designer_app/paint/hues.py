"""Hue and saturation (HSL) by whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image

from designer_app.scene.nodes import HueSaturation

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_SECTOR = 4096  # steps of hue per sixth of the circle
_FINE = 65536  # saturation 1


def turned(image: Image.Image, one: HueSaturation) -> Image.Image:
    """An ``RGB`` picture with its hue turned, saturation and lightness changed, as Photoshop's Hue/Saturation does.

    Lightness first (towards white or black), then hue and saturation in HSL. More saturation divides by
    1 − saturation, less multiplies by 1 + saturation. ``colorize`` sets hue and saturation and keeps lightness.
    """
    import numpy as np

    if one.lightness and not one.colorize:
        image = image.point(_lighter(one.lightness) * 3)
    rgb = np.asarray(image).astype(np.int64)
    top, low = rgb.max(-1), rgb.min(-1)
    total, span = top + low, top - low  # lightness is total / 510
    room = np.where(total <= 255, total, 510 - total)
    if one.colorize:
        hue = np.full_like(total, round(one.hue * 6 * _SECTOR / 360) % (6 * _SECTOR))
        saturation = np.full_like(total, max(0, min(_FINE, round(one.saturation * _FINE))))
        if one.lightness:
            table = np.array(_lighter(one.lightness), np.int64)
            total = 2 * table[np.minimum(255, (total + 1) // 2)]
            room = np.where(total <= 255, total, 510 - total)
    else:
        hue = (_hue(rgb, top, span) + round(one.hue * 6 * _SECTOR / 360)) % (6 * _SECTOR)
        saturation = span * _FINE // np.maximum(room, 1)
        share = round(one.saturation * 1000)
        if share > 0:
            saturation = np.minimum(_FINE, saturation * 1000 // (1010 - min(share, 1000)))
        else:
            saturation = saturation * (1000 + max(share, -1000)) // 1000
    return Image.fromarray(_rgb(hue, saturation * room, total))


def _lighter(by: float) -> list[int]:
    share = max(-1000, min(1000, round(by * 1000)))
    end = 255 if share > 0 else 0
    return [(v * (1000 - abs(share)) + end * abs(share) + 500) // 1000 for v in range(256)]


def _hue(rgb: Array, top: Array, span: Array) -> Array:
    """0 … 6 sectors from red."""
    import numpy as np

    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    whole = np.maximum(span, 1)
    value: Array = np.where(
        top == red,
        (green - blue) * _SECTOR // whole,
        np.where(
            top == green,
            (blue - red) * _SECTOR // whole + 2 * _SECTOR,
            (red - green) * _SECTOR // whole + 4 * _SECTOR,
        ),
    )
    return value % (6 * _SECTOR)


def _rgb(hue: Array, chroma: Array, total: Array) -> Array:
    """``chroma`` is max − min in 1/65536 of an 8-bit step, ``total`` max + min in 8-bit steps."""
    import numpy as np

    low = (total * _FINE - chroma) // 2
    parts = []
    for shift in (0, 4, 2):  # red, green, blue: a trapezium round the circle, two sectors apart
        at = (hue + shift * _SECTOR) % (6 * _SECTOR)
        height = np.clip(np.abs(at - 3 * _SECTOR) - _SECTOR, 0, _SECTOR)
        parts.append((low + chroma * height // _SECTOR + _FINE // 2) // _FINE)
    value: Array = np.clip(np.stack(parts, -1), 0, 255).astype(np.uint8)
    return value
