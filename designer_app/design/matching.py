"""Which colours of a kit are nearest to one that was picked, as the eye sees it."""

from __future__ import annotations

import math

import msgspec

from designer_app.design.kit import Kit
from designer_app.scene.colour import Colour, oklab_of

CLOSE = 0.02  # distance in OKLab that nobody sees side by side


class Match(msgspec.Struct, frozen=True):
    """A role or swatch of the kit, its colour, and how far it is in OKLab (0 = the same, 1 = black from white)."""

    name: str
    colour: Colour
    far: float


def nearest(kit: Kit, scheme: str, colour: Colour, count: int = 4) -> tuple[Match, ...]:
    """Roles of the scheme and swatches, nearest first; of those with one colour the role, named first, stays."""
    found: dict[Colour, str] = {}
    for name, value in (*kit.schemes.get(scheme, {}).items(), *kit.palette.items()):
        found.setdefault(value, name)
    here = oklab(colour)
    matches = [Match(name, value, _far(here, oklab(value))) for value, name in found.items()]
    return tuple(sorted(matches, key=lambda m: m.far)[:count])


def _far(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return math.dist(a, b)


def oklab(colour: Colour) -> tuple[float, float, float]:
    """Lightness and two axes of colour (B. Ottosson, 2020); only compared, never painted."""
    r, g, b = (_linear(channel / 255) for channel in colour[:3])
    return oklab_of((r, g, b))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
