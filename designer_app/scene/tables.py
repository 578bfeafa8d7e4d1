"""Tone tables of adjustments: levels, curves, brightness and contrast … as 256 bytes a channel.

Whole numbers and decimal fractions, so that a table is the same on every processor.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

Curve = tuple[tuple[float, float], ...]  # (input, output), 0..255 each
IDENTITY = bytes(range(256))


@lru_cache(64)
def levels(
    black: float = 0.0, white: float = 255.0, gamma: float = 1.0, low: float = 0.0, high: float = 255.0
) -> bytes:
    """Photoshop's Levels: input black and white 0..255, the middle's gamma 0.01..9.99, output low and high."""
    span = Decimal(repr(float(white - black)))
    start, turn = Decimal(repr(float(black))), 1 / Decimal(repr(min(9.99, max(0.01, float(gamma)))))
    out = []
    for value in range(256):
        share = (value - start) / span if span else Decimal(int(value >= start))
        share = min(Decimal(1), max(Decimal(0), share))
        share = share**turn if 0 < share < 1 else share
        out.append(_byte(Decimal(repr(float(low))) + share * Decimal(repr(float(high - low)))))
    return bytes(out)


@lru_cache(64)
def curve(points: Curve) -> bytes:
    """Photoshop's Curves: a natural cubic spline through ``points``, level beyond the first and last one."""
    ordered = sorted({round(x): y for x, y in points}.items())
    if len(ordered) < 2:
        return IDENTITY if not ordered else bytes([_byte(Decimal(repr(float(ordered[0][1]))))] * 256)
    xs = [Fraction(x) for x, _ in ordered]
    ys = [Fraction(y).limit_denominator(1024) for _, y in ordered]
    bend = _second_derivatives(xs, ys)
    out, part = [], 0
    for value in range(256):
        x = min(max(Fraction(value), xs[0]), xs[-1])
        while part < len(xs) - 2 and x > xs[part + 1]:
            part += 1
        gap = xs[part + 1] - xs[part]
        a, b = (xs[part + 1] - x) / gap, (x - xs[part]) / gap
        y = a * ys[part] + b * ys[part + 1]
        y += ((a**3 - a) * bend[part] + (b**3 - b) * bend[part + 1]) * gap * gap / 6
        out.append(max(0, min(255, int((y * 2 + 1) // 2))))
    return bytes(out)


def _second_derivatives(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> list[Fraction]:
    """Of the natural spline (0 at both ends), by elimination of the tridiagonal system."""
    count = len(xs)
    bend, left = [Fraction(0)] * count, [Fraction(0)] * count
    for i in range(1, count - 1):
        share = (xs[i] - xs[i - 1]) / (xs[i + 1] - xs[i - 1])
        below = share * bend[i - 1] + 2
        bend[i] = (share - 1) / below
        slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) - (ys[i] - ys[i - 1]) / (xs[i] - xs[i - 1])
        left[i] = ((6 * slope / (xs[i + 1] - xs[i - 1]) - share * left[i - 1]) / below).limit_denominator(
            1 << 40
        )
        bend[i] = bend[i].limit_denominator(1 << 40)
    out = [Fraction(0)] * count
    for i in range(count - 2, 0, -1):
        out[i] = bend[i] * out[i + 1] + left[i]
    return out


@lru_cache(64)
def brightness_contrast(brightness: float, contrast: float, legacy: bool = False) -> bytes:
    """Photoshop's Brightness/Contrast (−150..150, −50..100); ``legacy`` adds, and spreads round the middle.

    Without ``legacy``: a spline whose quarter points contrast moves by 25 steps at most, and a bulge by brightness
    along the falling diagonal, whose shape is that measured by psd-tools (MIT licence).
    """
    if legacy:
        gain = 1 + contrast / 100 if contrast <= 0 else 1 / max(1 - contrast / 100, 1 / 256)
        return bytes(_clamped(127.5 + (v - 127.5) * gain + brightness) for v in range(256))
    lean = 25.0 * contrast / 100
    spread = curve(((0, 0), (63, 63 - lean), (191, 191 + lean), (255, 255)))
    if not brightness:
        return spread
    amount = Decimal(repr(float(brightness))) / 150
    xs, ys = [], []
    for value in range(256):
        t = Decimal(value) / 255
        bulge = amount * t * (1 - t) * _bulge(abs(amount), t)
        xs.append(t - bulge)
        ys.append(Decimal(spread[value]) / 255 + bulge)
    return bytes(_byte(_interpolated(Decimal(v) / 255, xs, ys) * 255) for v in range(256))


def _bulge(amount: Decimal, t: Decimal) -> Decimal:
    def power(factor: str, exponent: str) -> Decimal:
        return Decimal(factor) * (t ** Decimal(exponent) if t else Decimal(0))

    strong = power("1.65", "0.35") + power("-1", "10")
    weak = power("1.96", "0.4") + power("1", "4")
    return (amount * strong + (1 - amount) * weak + power("1", "1.25")) / 2


def _interpolated(x: Decimal, xs: Sequence[Decimal], ys: Sequence[Decimal]) -> Decimal:
    if x <= xs[0]:
        return ys[0]
    for i in range(1, len(xs)):
        if x <= xs[i]:
            gap = xs[i] - xs[i - 1]
            return ys[i] if gap <= 0 else ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / gap
    return ys[-1]


@lru_cache(16)
def exposure(stops: float, offset: float, gamma: float) -> bytes:
    """Photoshop's Exposure: light × 2^stops + offset, then gamma; light is the value to the power 2.2."""
    factor, shift = Decimal(2) ** Decimal(repr(float(stops))), Decimal(repr(float(offset)))
    turn = 1 / Decimal(repr(min(9.99, max(0.01, float(gamma)))))
    out = []
    for value in range(256):
        light = (Decimal(value) / 255) ** Decimal("2.2") if value else Decimal(0)
        light = min(Decimal(1), max(Decimal(0), light * factor + shift))
        out.append(_byte(255 * (light**turn) ** (1 / Decimal("2.2")) if light else Decimal(0)))
    return bytes(out)


def inverted() -> bytes:
    return bytes(range(255, -1, -1))


def posterized(steps: int) -> bytes:
    """``steps`` (2..255) equal parts of the range, spread over all of it."""
    count = min(255, max(2, steps))
    return bytes(min(255, (v * count // 256) * 255 // (count - 1)) for v in range(256))


def chained(first: bytes, second: bytes) -> bytes:
    """One table for both, ``first`` applied first."""
    return bytes(second[v] for v in first)


def _byte(value: Decimal) -> int:
    return max(0, min(255, int(value + Decimal("0.5")))) if value > 0 else 0


def _clamped(value: float) -> int:
    return max(0, min(255, int(value + 0.5)))
