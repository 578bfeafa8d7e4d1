"""Adjustments: what changes a colour by itself, wherever it stands. Numbers are in Photoshop's order and meaning."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

from designer_app.scene.colour import Colour

Hue = Literal["reds", "yellows", "greens", "cyans", "blues", "magentas"]
Range = Literal[Hue, "whites", "neutrals", "blacks"]
HUES: tuple[Hue, ...] = get_args(Hue)
RANGES: tuple[Range, ...] = get_args(Range)


class Table(msgspec.Struct, frozen=True, tag="table", array_like=True):
    """Levels, curves, inversion, posterising and the like: each channel through 256 bytes (768 in all)."""

    values: bytes


class HueRange(msgspec.Struct, frozen=True, array_like=True):
    """Changes of the hues from ``within[0]`` to ``within[3]`` degrees, whole from [1] to [2]: degrees, −1..1, −1..1."""

    within: tuple[float, float, float, float]
    hue: float = 0.0
    saturation: float = 0.0
    lightness: float = 0.0


class HueSaturation(msgspec.Struct, frozen=True, tag="hue-saturation", array_like=True):
    """Hue turned by ``hue`` degrees, saturation and lightness changed by −1..1 (HSL); with ``colorize`` hue and
    saturation (0..1) are set instead."""

    hue: float = 0.0
    saturation: float = 0.0
    lightness: float = 0.0
    colorize: bool = False
    ranges: tuple[HueRange, ...] = ()


class Vibrance(msgspec.Struct, frozen=True, tag="vibrance", array_like=True):
    """More or less saturation (−1..1), most for pale colours and least for those of skin; then ``saturation`` for all
    alike."""

    amount: float = 0.0
    saturation: float = 0.0


class Threshold(msgspec.Struct, frozen=True, tag="threshold", array_like=True):
    """White where the luminosity (0.3 r + 0.59 g + 0.11 b, 0..255) reaches ``level``, else black."""

    level: int


class ChannelMixer(msgspec.Struct, frozen=True, tag="channel-mixer", array_like=True):
    """Red, green and blue each made of shares of red, green, blue, and of white (1 = all of it, −2..2)."""

    red: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 0.0)
    green: tuple[float, float, float, float] = (0.0, 1.0, 0.0, 0.0)
    blue: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 0.0)


class BlackWhite(msgspec.Struct, frozen=True, tag="black-white", array_like=True):
    """Greys: how light each of the six ``HUES`` becomes (1 = as its brightest channel, −2..3); ``tint`` colours them
    and leaves them as light as they are."""

    weights: tuple[float, float, float, float, float, float]
    tint: Colour | None = None


class SelectiveColour(msgspec.Struct, frozen=True, tag="selective-colour", array_like=True):
    """Cyan, magenta, yellow and black (−1..1) added to colours of certain ranges; ``relative`` by the share of what
    there is, else absolute."""

    ranges: tuple[tuple[Range, float, float, float, float], ...]
    relative: bool = True


class ColourBalance(msgspec.Struct, frozen=True, tag="colour-balance", array_like=True):
    """Red, green, blue (−1..1) added to dark, middle and light tones; ``keep`` gives the colour its luminosity back."""

    shadows: tuple[float, float, float] = (0.0, 0.0, 0.0)
    midtones: tuple[float, float, float] = (0.0, 0.0, 0.0)
    highlights: tuple[float, float, float] = (0.0, 0.0, 0.0)
    keep: bool = True


class PhotoFilter(msgspec.Struct, frozen=True, tag="photo-filter", array_like=True):
    """A pane of ``colour`` before the lens, ``density`` 0..1; ``keep`` gives the colour its luminosity back."""

    colour: Colour
    density: float
    keep: bool = True


class Lookup(msgspec.Struct, frozen=True, tag="lookup", array_like=True):
    """Each colour by a cube of ``size`` × ``size`` × ``size`` colours, red changing fastest; ``values`` are pairs of
    bytes, the low one first, of 65,535ths, three for each colour. Between them it is interpolated."""

    size: int
    values: bytes


Adjustment: TypeAlias = (
    Table | HueSaturation | Vibrance | Threshold | ChannelMixer | BlackWhite | SelectiveColour | ColourBalance
    | PhotoFilter | Lookup
)  # fmt: skip
