"""Colour ramps as tables of 1,024 colours in 1/256 steps, rounded once.

The floating point behind a table is rounded to 1/256 of an 8-bit step, far coarser than any
difference between mathematics libraries. Stops are mixed premultiplied (CSS Images 4, 3.4.3),
so that a ramp to transparent black shows no grey. Plain Python: numpy takes longer to import than a table to make.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Stop

SIZE = 1024
Triple = tuple[float, float, float]
Channel = tuple[int, ...]


class Ramp(msgspec.Struct, frozen=True):
    """``channels``: red, green, blue, alpha, each SIZE numbers in 1/256 steps (0..65280). ``opaque``: alpha is
    255 throughout; ``flat``: the one colour if only the alpha changes."""

    channels: tuple[Channel, Channel, Channel, Channel]
    opaque: bool
    flat: tuple[int, int, int] | None


@lru_cache(128)
def ramp(stops: tuple[Stop, ...], space: Literal["srgb", "oklab"]) -> Ramp:
    """The ramp of some stops (none: transparent); offsets that run backwards are raised to the one
    before."""
    stops = stops or (Stop(0.0, (0, 0, 0, 0)),)
    oklab = space == "oklab"
    *mixed, alpha = _mixed(stops, _to_oklab if oklab else _to_unit)
    unit: Iterable[Sequence[float]] = mixed
    if any(a != 1.0 for a in alpha):
        unit = [[v / (a if a > 0 else 1.0) for v, a in zip(channel, alpha, strict=True)] for channel in mixed]
    if oklab:
        unit = zip(*map(_from_oklab, zip(*unit, strict=True)), strict=True)
    red, green, blue = map(_fine, unit)
    clear = _fine(alpha)
    seen = {stop.colour[:3] for stop in stops if stop.colour[3]} or {stops[0].colour[:3]}
    opaque = all(stop.colour[3] == 255 for stop in stops)
    return Ramp((red, green, blue, clear), opaque, seen.pop() if len(seen) == 1 else None)


def _fine(values: Sequence[float]) -> Channel:
    """0..1 in 1/256 steps; what lies beyond, by a colour outside sRGB or an ulp, is clipped."""
    return tuple([int((v if 0.0 < v < 1.0 else 1.0 if v > 0.0 else 0.0) * 65280 + 0.5) for v in values])


def colours(stops: tuple[Stop, ...], count: int = 256) -> list[tuple[int, int, int]]:
    """``count`` 8-bit colours of a ramp, ends included; alpha is ignored."""
    red, green, blue, _ = ramp(stops, "srgb").channels
    picked = [(2 * i * (SIZE - 1) + count - 1) // (2 * (count - 1)) for i in range(count)]
    return [(red[i] + 128 >> 8, green[i] + 128 >> 8, blue[i] + 128 >> 8) for i in picked]


def _mixed(
    stops: tuple[Stop, ...], leave: Callable[[Triple], Triple]
) -> tuple[list[float], list[float], list[float], list[float]]:
    """SIZE values of each channel: the stops' colours in the space of ``leave``, mixed premultiplied; and alpha, 0..1."""
    places: list[float] = []
    for stop in stops:
        places.append(max(stop.offset, places[-1] if places else 0.0))
    ends = [_premultiplied(stop.colour, leave) for stop in stops]
    made: tuple[list[float], list[float], list[float], list[float]] = ([], [], [], [])
    for first, last, low, high in _runs(places):
        start, width = places[low], places[high] - places[low]
        shares = [(i / (SIZE - 1) - start) / width for i in range(first, last)] if width > 0 else []
        for channel, a, b in zip(made, ends[low], ends[high], strict=True):
            if a == b or not shares:
                channel += [a] * (last - first)
            else:
                by = b - a
                channel += [a + by * share for share in shares]
    return made


def _runs(places: list[float]) -> list[tuple[int, int, int, int]]:
    """Which entries of a table lie between which stops: first, last + 1, the stop before, the stop after. Before the first of
    equal stops lies the first entry alone (SVG 2, 14.2.4)."""
    found = [(0, 1, 0, 0)]
    at = 1
    while at < SIZE:
        after = bisect_right(places, at / (SIZE - 1))
        end = SIZE if after == len(places) else bisect_left(range(SIZE), places[after], at, key=_place)
        found.append((at, end, max(after - 1, 0), min(after, len(places) - 1)))
        at = end
    return found


def _place(entry: int) -> float:
    return entry / (SIZE - 1)


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
def _encoding() -> list[float]:
    """sRGB's curve (IEC 61966-2-1) at 4,097 even steps of linear light; straight lines between them are
    within 0.01 of an 8-bit step."""
    light = [i / 4096 for i in range(4097)]
    return [v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in light]


def _encoded(light: float) -> float:
    fine = min(1.0, max(0.0, light)) * 4096
    low = min(int(fine), 4095)
    curve = _encoding()
    return curve[low] + (curve[low + 1] - curve[low]) * (fine - low)


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
    lightness, a, b = lab
    l = lightness + 0.3963377774 * a + 0.2158037573 * b  # noqa: E741
    m = lightness - 0.1055613458 * a - 0.0638541728 * b
    s = lightness - 0.0894841775 * a - 1.2914855480 * b
    l, m, s = l * l * l, m * m * m, s * s * s  # noqa: E741
    return (
        _encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        _encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        _encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
    )
