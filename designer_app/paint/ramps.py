"""Colour ramps as tables of 1,024 colours in 1/256 steps, rounded once.

The floating point behind a table is rounded to 1/256 of an 8-bit step, far coarser than any
difference between mathematics libraries. Stops are mixed premultiplied (CSS Images 4, 3.4.3),
so that a ramp to transparent black shows no grey.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Stop

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SIZE = 1024
Triple = tuple[float, float, float]


class Ramp(msgspec.Struct, frozen=True):
    """``table``: SIZE × 4 of red, green, blue, alpha in 1/256 steps (0..65280). ``opaque``: alpha is 255
    throughout; ``flat``: the one colour if only the alpha changes."""

    table: npt.NDArray[np.uint16]
    opaque: bool
    flat: tuple[int, int, int] | None


@lru_cache(128)
def ramp(stops: tuple[Stop, ...], space: Literal["srgb", "oklab"]) -> Ramp:
    """The ramp of some stops (none: transparent); offsets that run backwards are raised to the one
    before."""
    import numpy as np

    stops = stops or (Stop(0.0, (0, 0, 0, 0)),)

    mixed = _mixed(stops, _to_oklab if space == "oklab" else _to_unit)
    alpha = mixed[:, 3:]
    straight = mixed[:, :3] / np.where(alpha > 0, alpha, 1)
    unit = _from_oklab(straight) if space == "oklab" else straight
    table = np.floor(np.clip(np.hstack([unit, alpha]), 0, 1) * 65280 + 0.5).astype(np.uint16)
    seen = {stop.colour[:3] for stop in stops if stop.colour[3]} or {stops[0].colour[:3]}
    opaque = all(stop.colour[3] == 255 for stop in stops)
    return Ramp(table, opaque, seen.pop() if len(seen) == 1 else None)


def colours(stops: tuple[Stop, ...], count: int = 256) -> list[tuple[int, int, int]]:
    """``count`` 8-bit colours of a ramp, ends included; alpha is ignored."""
    table = ramp(stops, "srgb").table
    picked = [table[(2 * i * (SIZE - 1) + count - 1) // (2 * (count - 1))] for i in range(count)]
    return [(int(r) + 128 >> 8, int(g) + 128 >> 8, int(b) + 128 >> 8) for r, g, b, _ in picked]


def _mixed(stops: tuple[Stop, ...], leave: Callable[[Triple], Triple]) -> Floats:
    """SIZE × 4: the stops' colours in the space of ``leave``, mixed premultiplied; and alpha, 0..1."""
    import numpy as np

    places: list[float] = []
    for stop in stops:
        places.append(max(stop.offset, places[-1] if places else 0.0))
    ends = np.array([_premultiplied(stop.colour, leave) for stop in stops])
    t = np.arange(SIZE) / (SIZE - 1)
    after = np.searchsorted(places, t, side="right")
    low, high = np.maximum(after - 1, 0), np.minimum(after, len(stops) - 1)
    offsets = np.array(places)
    width = offsets[high] - offsets[low]
    share = np.where(width > 0, (t - offsets[low]) / np.where(width > 0, width, 1), 0.0)[:, None]
    mixed: Floats = ends[low] + (ends[high] - ends[low]) * share
    return mixed


def _premultiplied(colour: Colour, leave: Callable[[Triple], Triple]) -> tuple[float, ...]:
    one, two, three = leave((colour[0], colour[1], colour[2]))
    alpha = colour[3] / 255
    return (one * alpha, two * alpha, three * alpha, alpha)


def _to_unit(rgb: Triple) -> Triple:
    return (rgb[0] / 255, rgb[1] / 255, rgb[2] / 255)


def _linear(byte: float) -> float:
    v = byte / 255
    return v / 12.92 if v <= 0.04045 else float(((v + 0.055) / 1.055) ** 2.4)


@lru_cache(1)
def _encoding() -> Floats:
    """sRGB's curve (IEC 61966-2-1) at 4,097 even steps of linear light; straight lines between them are
    within 0.01 of an 8-bit step. A table, because ``pow`` of whole arrays differs between processors."""
    import numpy as np

    light = [i / 4096 for i in range(4097)]
    return np.array([v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in light])


def _encoded(light: Floats) -> Floats:
    import numpy as np

    fine = np.clip(light, 0, 1) * 4096
    low = np.minimum(fine.astype(np.intp), 4095)
    curve = _encoding()
    value: Floats = curve[low] + (curve[low + 1] - curve[low]) * (fine - low)
    return value


def _root(v: float) -> float:
    return float(math.copysign(abs(v) ** (1 / 3), v))


def _to_oklab(rgb: Triple) -> Triple:
    """Björn Ottosson, "A perceptual color space for image processing" (2020)."""
    r, g, b = _linear(rgb[0]), _linear(rgb[1]), _linear(rgb[2])
    l = _root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)  # noqa: E741
    m = _root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s = _root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def _from_oklab(lab: Floats) -> Floats:
    import numpy as np

    lightness, a, b = lab[:, 0], lab[:, 1], lab[:, 2]
    l = lightness + 0.3963377774 * a + 0.2158037573 * b  # noqa: E741
    m = lightness - 0.1055613458 * a - 0.0638541728 * b
    s = lightness - 0.0894841775 * a - 1.2914855480 * b
    l, m, s = l * l * l, m * m * m, s * s * s  # noqa: E741
    light = [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    return _encoded(np.stack(light, axis=1))
