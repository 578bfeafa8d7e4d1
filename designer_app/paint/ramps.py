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

SIZE = 1024
Triple = tuple[float, float, float]


class Ramp(msgspec.Struct, frozen=True):
    """``table``: SIZE × 4 of red, green, blue, alpha in 1/256 steps (0..65280). ``opaque``: alpha is 255
    throughout; ``flat``: the one colour if only the alpha changes."""

    table: npt.NDArray[np.int32]
    opaque: bool
    flat: tuple[int, int, int] | None


@lru_cache(128)
def ramp(stops: tuple[Stop, ...], space: Literal["srgb", "oklab"]) -> Ramp:
    """The ramp of at least one stop; offsets that run backwards are raised to the one before."""
    import numpy as np

    rows = list(_rows(stops, space))
    seen = {stop.colour[:3] for stop in stops if stop.colour[3]} or {stops[0].colour[:3]}
    opaque = all(stop.colour[3] == 255 for stop in stops)
    return Ramp(np.array(rows, np.int32), opaque, seen.pop() if len(seen) == 1 else None)


def colours(stops: tuple[Stop, ...], count: int = 256) -> list[tuple[int, int, int]]:
    """``count`` 8-bit colours of a ramp, ends included; alpha is ignored."""
    table = ramp(stops, "srgb").table
    picked = [table[(2 * i * (SIZE - 1) + count - 1) // (2 * (count - 1))] for i in range(count)]
    return [(int(r) + 128 >> 8, int(g) + 128 >> 8, int(b) + 128 >> 8) for r, g, b, _ in picked]


def _rows(stops: tuple[Stop, ...], space: str) -> list[tuple[int, int, int, int]]:
    leave, back = (_to_oklab, _from_oklab) if space == "oklab" else (_to_unit, _from_unit)
    places: list[float] = []
    for stop in stops:
        places.append(max(stop.offset, places[-1] if places else 0.0))
    mixed = [_premultiplied(stop.colour, leave) for stop in stops]
    rows = []
    above = 0
    for index in range(SIZE):
        t = index / (SIZE - 1)
        while above < len(stops) and places[above] <= t:
            above += 1
        if above == 0:
            values = mixed[0]
        elif above == len(stops):
            values = mixed[-1]
        else:
            low, high = places[above - 1], places[above]
            share = (t - low) / (high - low)
            values = tuple(p + (q - p) * share for p, q in zip(mixed[above - 1], mixed[above], strict=True))
        alpha = values[3]
        one = (values[0] / alpha, values[1] / alpha, values[2] / alpha) if alpha > 0 else values[:3]
        red, green, blue = back((one[0], one[1], one[2]))
        rows.append((_fixed(red), _fixed(green), _fixed(blue), _fixed(alpha)))
    return rows


def _premultiplied(colour: Colour, leave: Callable[[Triple], Triple]) -> tuple[float, ...]:
    one, two, three = leave((colour[0], colour[1], colour[2]))
    alpha = colour[3] / 255
    return (one * alpha, two * alpha, three * alpha, alpha)


def _fixed(value: float) -> int:
    return max(0, min(65280, math.floor(value * 65280 + 0.5)))


def _to_unit(rgb: Triple) -> Triple:
    return (rgb[0] / 255, rgb[1] / 255, rgb[2] / 255)


def _from_unit(rgb: Triple) -> Triple:
    return rgb


def _linear(byte: float) -> float:
    v = byte / 255
    return v / 12.92 if v <= 0.04045 else float(((v + 0.055) / 1.055) ** 2.4)


def _encoded(v: float) -> float:
    if v <= 0.0031308:
        return max(0.0, v) * 12.92
    return 1.055 * float(min(1.0, v) ** (1 / 2.4)) - 0.055


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


def _from_oklab(lab: Triple) -> Triple:
    l = (lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]) ** 3  # noqa: E741
    m = (lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]) ** 3
    s = (lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]) ** 3
    return (
        _encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        _encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        _encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
    )
