"""Hue and saturation (HSL) by whole numbers."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image

from designer_app.scene.adjustments import HueSaturation, Vibrance

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_SECTOR = 4096  # steps of hue per sixth of the circle
_FINE = 65536  # saturation 1
_GAIN = 1_000_000  # saturation as it was
_WHOLE = 1024  # the weight of a hue well within a range


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
    room = _room(total)
    if one.colorize:
        hue = np.full_like(total, _ring(one.hue) % (6 * _SECTOR))
        saturation = np.full_like(total, max(0, min(_FINE, round(one.saturation * _FINE))))
        if one.lightness:
            table = np.array(_lighter(one.lightness), np.int64)
            total = 2 * table[np.minimum(255, (total + 1) // 2)]
            room = _room(total)
    else:
        hue = _hue(rgb, top, span)
        turn: Array | int = _ring(one.hue)
        gain: Array | None = None
        if one.ranges:
            turn, gain, lighter = _by_range(one, hue)
            rgb = _moved(rgb, lighter)
            total, span = rgb.max(-1) + rgb.min(-1), rgb.max(-1) - rgb.min(-1)
            room = _room(total)
        hue = (hue + turn) % (6 * _SECTOR)
        saturation = _saturated(span * _FINE // np.maximum(room, 1), round(one.saturation * 1000))
        if gain is not None:
            saturation = _gained(saturation, gain)
    return Image.fromarray(_rgb(hue, saturation * room, total))


def livened(image: Image.Image, one: Vibrance) -> Image.Image:
    """An ``RGB`` picture with its vibrance changed. Photoshop's own formula isn't published: the palest
    colours have at most twice their saturation (HSL), full ones what they had, those of skin (15° to 45°) half as much
    more."""
    import numpy as np

    rgb = np.asarray(image).astype(np.int64)
    top, low = rgb.max(-1), rgb.min(-1)
    total, span = top + low, top - low
    room = _room(total)
    hue = _hue(rgb, top, span)
    saturation = span * _FINE // np.maximum(room, 1)
    skin = _weight(hue, (0.0, 15.0, 45.0, 60.0))
    pale = (_FINE - saturation) * (2 * _WHOLE - skin) // (2 * _WHOLE)
    share = round(one.amount * 1000) * pale // _FINE
    saturation = np.minimum(_FINE, saturation * (1000 + share) // 1000)
    if one.saturation:
        saturation = _saturated(saturation, round(one.saturation * 1000))
    return Image.fromarray(_rgb(hue, saturation * room, total))


def _by_range(one: HueSaturation, hue: Array) -> tuple[Array, Array, Array]:
    """What each pixel's hue is turned by (ring steps), the gain of its saturation (millionths) and its change of
    lightness (thousandths), by how far it is in each range. The main change of hue counts everywhere; gains add up."""
    import numpy as np

    turn = np.full_like(hue, _ring(one.hue) * _WHOLE)
    gain = np.full_like(hue, _GAIN)
    lighter = np.zeros_like(hue)
    for part in one.ranges:
        weight = _weight(hue, part.within)
        turn += weight * _ring(part.hue)
        gain += np.array(_gains(round(part.saturation * 100)), np.int64)[weight] - _GAIN
        lighter += weight * round(part.lightness * 1000)
    return turn // _WHOLE, np.maximum(gain, 0), np.clip(lighter // _WHOLE, -1000, 1000)


@lru_cache(16)
def _gains(per_cent: int) -> tuple[int, ...]:
    """The gain of saturation, in millionths, of a hue by its weight in a range. More: 1 / (1 − share), where the share
    rises faster than the weight, as psd-tools (MIT licence) measured it; less: 1 + share."""
    share = Decimal(max(-100, min(100, per_cent))) / 100
    if share <= 0:
        return tuple(_GAIN + int(_GAIN * share * weight / _WHOLE) for weight in range(_WHOLE + 1))
    bend = Decimal("1.5") / (Decimal("1.05") - share**4)
    parts = [share * (1 - (1 - Decimal(weight) / _WHOLE) ** bend) for weight in range(_WHOLE)]
    return tuple(int(_GAIN / max(Decimal("0.001"), 1 - part)) for part in (*parts, share))


def _gained(saturation: Array, gain: Array) -> Array:
    import numpy as np

    more = saturation * _GAIN // (_GAIN * _GAIN // np.maximum(gain, 1) + _GAIN // 100)
    changed: Array = np.where(gain > _GAIN, np.minimum(_FINE, more), saturation * gain // _GAIN)
    return changed


def _moved(rgb: Array, share: Array) -> Array:
    """Channels moved towards the highest one, where ``share`` (thousandths) is positive, else towards the lowest."""
    import numpy as np

    top, low, by = rgb.max(-1, keepdims=True), rgb.min(-1, keepdims=True), share[..., None]
    moved: Array = rgb + (np.where(by > 0, top - rgb, rgb - low) * by + 500) // 1000
    return moved


def _room(total: Array) -> Array:
    """The widest span (max − min) that a lightness leaves room for."""
    import numpy as np

    return np.where(total <= 255, total, 510 - total)


def _ring(degrees: float) -> int:
    return round(degrees * 6 * _SECTOR / 360)


def _weight(hue: Array, within: tuple[float, float, float, float]) -> Array:
    """How far hues are in a range that begins, holds, falls and ends at these degrees, 0.._WHOLE."""
    import numpy as np

    begin, hold, fall, end = (_ring(at) for at in within)
    whole = 6 * _SECTOR
    rising, held, falling = (hold - begin) % whole, (fall - hold) % whole, (end - fall) % whole
    at = (hue - begin) % whole
    up = at * _WHOLE // max(1, rising)
    down = (rising + held + falling - at) * _WHOLE // max(1, falling)
    weight: Array = np.where(at < rising, up, np.where(at <= rising + held, _WHOLE, np.clip(down, 0, _WHOLE)))
    return weight


def _saturated(saturation: Array, share: int) -> Array:
    """Saturation (1/65536) changed by thousandths: more divides by what is left of 1, less multiplies."""
    import numpy as np

    if share <= 0:
        return saturation * (1000 + max(share, -1000)) // 1000
    more: Array = np.minimum(_FINE, saturation * 1000 // (1010 - min(share, 1000)))
    return more


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
