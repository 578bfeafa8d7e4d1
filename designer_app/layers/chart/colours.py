"""Colours of series: one accent, the others in steps between ink and quiet bar, so that lightness alone tells them
apart for colour-blind eyes; patterns where the steps are too near."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from designer_app.scene.colour import LINEAR, Colour, contrast, oklab_of

# Simulated dichromacy, severity 1 (Machado, Oliveira, Fernandes 2009), on linear RGB.
_EYES: tuple[tuple[tuple[float, float, float], ...], ...] = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
TEXT = 4.5  # contrast of small words (WCAG 2.2)
_ENDS: tuple[Colour, Colour] = ((0, 0, 0, 255), (255, 255, 255, 255))  # one of them has 4.58 on any ground
APART = 0.08  # OKLab distance that neighbours need for every eye
_CLEAR = 0.11  # of the accent and the first of the others


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of ``other`` in ``one``, channel by channel."""
    r, g, b = (int(a + (c - a) * share + 0.5) for a, c in zip(one[:3], other[:3], strict=True))
    return (r, g, b, 255)


def on_ground(colour: Colour, ground: Colour) -> Colour:
    """What a translucent colour looks like on the ground: steps and contrasts are reckoned of that."""
    return colour if colour[3] == 255 else mixed(ground, colour, colour[3] / 255)


def ramp(ink: Colour, quiet: Colour, accent: Colour, count: int) -> list[Colour]:
    """``count`` steps from the ink's side to the quiet colour, one alone is the quiet one. The first is as light as it
    can be and still far from the accent."""
    if count <= 1:
        return [quiet] * count
    starts = (0.45, 0.3, 0.2, 0.1) if count <= 3 else (0.12, 0.05)
    firsts = [mixed(ink, quiet, start) for start in starts]
    start = next(
        (s for s, first in zip(starts, firsts, strict=True) if distance(accent, first) >= _CLEAR), starts[-1]
    )
    return [mixed(ink, quiet, start + (1 - start) * i / (count - 1)) for i in range(count)]


def distance(one: Colour, other: Colour) -> float:
    """The smallest OKLab distance of two colours over normal and colour-blind sight, 0..1."""
    return min(_distance(_seen(one, eye), _seen(other, eye)) for eye in _EYES)


def readable(ground: Colour, inks: Iterable[Colour]) -> Colour:
    """Of some inks the one with most contrast on the ground (WCAG); where that is too little for small words, nearer to
    black or white until it is enough."""
    best = max(inks, key=lambda ink: contrast(ink, ground))
    end = max(_ENDS, key=lambda ink: contrast(ink, ground))
    steps = (mixed(best, end, step / 8) for step in range(9))
    return next((ink for ink in steps if contrast(ink, ground) >= TEXT), end)


def _seen(colour: Colour, eye: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    linear = [LINEAR[channel] / 65535 for channel in colour[:3]]
    r, g, b = (max(0.0, sum(a * c for a, c in zip(row, linear, strict=True))) for row in eye)
    return r, g, b


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    a, b = oklab_of(one), oklab_of(other)
    return round(math.hypot(*(x - y for x, y in zip(a, b, strict=True))), 6)
