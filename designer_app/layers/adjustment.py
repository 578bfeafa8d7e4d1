"""Adjustments: a layer without ink of its own that changes the colours of what lies below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta as About

from designer_app.layers.base import Context, LayerBase
from designer_app.scene import tables
from designer_app.scene.adjustments import (
    BlackWhite,
    ChannelMixer,
    ColourBalance,
    Hue,
    HueRange,
    HueSaturation,
    Lookup,
    PhotoFilter,
    Range,
    SelectiveColour,
    Table,
    Threshold,
    Vibrance,
)
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, rectangle
from designer_app.scene.nodes import BackdropFilter, Filter, Group, Path, Solid, Stop, Tone

Channel = Literal["rgb", "red", "green", "blue"]
Byte = Annotated[float, About(ge=0, le=255)]
Percent = Annotated[float, About(ge=-100, le=100)]
Share = Annotated[float, About(ge=-200, le=200)]

_USUAL: dict[Hue, float] = {
    "reds": 40, "yellows": 60, "greens": 40, "cyans": 60, "blues": 20, "magentas": 80,
}  # fmt: skip
_UNMIXED: tuple[tuple[Literal["red", "green", "blue"], tuple[float, float, float, float]], ...] = (
    ("red", (100, 0, 0, 0)), ("green", (0, 100, 0, 0)), ("blue", (0, 0, 100, 0)),
)  # fmt: skip
_TONES: tuple[Literal["shadows", "midtones", "highlights"], ...] = ("shadows", "midtones", "highlights")


class LevelsSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Input black and white, the middle's gamma, output black and white; 0..255."""

    black: Byte = 0.0
    white: Byte = 255.0
    gamma: Annotated[float, About(ge=0.01, le=9.99)] = 1.0
    low: Byte = 0.0
    high: Byte = 255.0


class HueRangeSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A range of hues with changes of its own. ``within``: from where (degrees) it begins, holds whole, begins to fall,
    ends, clockwise round the circle."""

    within: tuple[float, float, float, float]
    hue: Annotated[float, About(ge=-180, le=180)] = 0.0
    saturation: Annotated[float, About(ge=-100, le=100)] = 0.0
    lightness: Annotated[float, About(ge=-100, le=100)] = 0.0


class AdjustmentLayer(LayerBase, frozen=True, kw_only=True, tag="adjustment", tag_field="kind"):
    """An adjustment of all that lies below it within its group and frame; with ``clip_below`` of the layer below
    alone. Opacity, blend mode and mask say how far. Each kind reads its own fields; numbers are Photoshop's."""

    adjust: Literal[
        "brightness-contrast", "levels", "curves", "exposure", "hue-saturation", "vibrance", "invert", "posterize",
        "threshold", "gradient-map", "black-white", "channel-mixer", "colour-balance", "selective-colour",
        "photo-filter", "lookup",
    ]  # fmt: skip
    brightness: Annotated[float, About(ge=-150, le=150)] = 0.0
    contrast: Annotated[float, About(ge=-100, le=100)] = 0.0
    legacy: Annotated[bool, About(description="brightness adds, contrast spreads round the middle")] = False
    levels: dict[Channel, LevelsSpec] = {}
    curves: Annotated[
        dict[Channel, tuple[tuple[Byte, Byte], ...]], About(description="points (input, output), 0..255")
    ] = {}
    exposure: Annotated[float, About(ge=-20, le=20)] = 0.0
    offset: Annotated[float, About(ge=-1, le=1)] = 0.0
    gamma: Annotated[float, About(ge=0.01, le=9.99)] = 1.0
    hue: Annotated[float, About(description="degrees", ge=-180, le=360)] = 0.0
    saturation: Annotated[float, About(description="per cent", ge=-100, le=100)] = 0.0
    lightness: Annotated[float, About(description="per cent", ge=-100, le=100)] = 0.0
    ranges: Annotated[
        tuple[HueRangeSpec, ...], About(description="hue-saturation: changes of some hues alone, besides")
    ] = ()
    vibrance: Annotated[float, About(description="per cent, most for pale colours", ge=-100, le=100)] = 0.0
    colorize: Annotated[bool, About(description="one hue and saturation for all")] = False
    steps: Annotated[int, About(description="posterize: values a channel", ge=2, le=255)] = 4
    level: Annotated[int, About(description="threshold: the first grey that becomes white", ge=1, le=255)] = (
        128
    )
    colours: Annotated[
        tuple[tuple[float, str], ...], About(description="gradient map: [0..1, colour] from dark to light")
    ] = ()
    weights: Annotated[
        dict[Hue, Annotated[float, About(ge=-200, le=300)]],
        About(
            description="black and white: how light each hue becomes, per cent; the others as Photoshop begins"
        ),
    ] = {}
    tint: Annotated[str, About(description="black and white: the colour of its greys")] = ""
    mix: Annotated[
        dict[Literal["red", "green", "blue", "grey"], tuple[Share, Share, Share, Share]],
        About(description="channel mixer: per cent of red, green, blue, and of white; grey for all three"),
    ] = {}
    balance: Annotated[
        dict[Literal["shadows", "midtones", "highlights"], tuple[Percent, Percent, Percent]],
        About(description="colour balance: cyan to red, magenta to green, yellow to blue"),
    ] = {}
    selective: Annotated[
        dict[Range, tuple[Percent, Percent, Percent, Percent]],
        About(description="selective colour: cyan, magenta, yellow, black added to a range"),
    ] = {}
    relative: Annotated[bool, About(description="selective colour: by the share of what there is")] = True
    pane: Annotated[str, About(description="photo filter: the colour before the lens")] = ""
    density: Annotated[float, About(description="photo filter: per cent", ge=0, le=100)] = 25.0
    keep_light: Annotated[bool, About(description="colour balance, photo filter: as light as it was")] = True
    lookup: Annotated[str, About(description="a .cube or .3dl file below the template")] = ""

    def build(self, ctx: Context, box: Box) -> Group | None:
        found = filters(self, ctx.colour, ctx.lookup)
        if box.empty or not found:
            return None
        where = Path(rectangle(0, 0, box.width, box.height), (Solid((0, 0, 0, 0)),))
        return Group((where,), effects=(BackdropFilter(found),), meta=ctx.meta(self, "artifact"))


def filters(
    layer: AdjustmentLayer, colour: Callable[[str], Colour], lookup: Callable[[str], Lookup]
) -> tuple[Filter, ...]:
    """What the layer does to a colour; ``colour`` resolves names, ``lookup`` reads a file."""
    match layer.adjust:
        case "levels":
            return _by_channel({name: _levels(one) for name, one in layer.levels.items()})
        case "curves":
            return _by_channel({name: tables.curve(points) for name, points in layer.curves.items()})
        case "hue-saturation":
            ranges = tuple(
                HueRange(one.within, one.hue, one.saturation / 100, one.lightness / 100)
                for one in layer.ranges
            )
            main = (layer.hue, layer.saturation / 100, layer.lightness / 100)
            return (HueSaturation(*main, layer.colorize, ranges),)
        case "vibrance":
            return (Vibrance(layer.vibrance / 100, layer.saturation / 100),)
        case "threshold":
            return (Threshold(layer.level),)
        case "gradient-map":
            stops = tuple(Stop(at, colour(name)) for at, name in layer.colours)
            return (Tone(stops),) if stops else ()
        case "lookup":
            return (lookup(layer.lookup),) if layer.lookup else ()
        case "brightness-contrast" | "exposure" | "invert" | "posterize":
            return (Table(_table(layer) * 3),)
    return _mixing(layer, colour)


def _table(layer: AdjustmentLayer) -> bytes:
    match layer.adjust:
        case "brightness-contrast":
            return tables.brightness_contrast(layer.brightness, layer.contrast, legacy=layer.legacy)
        case "exposure":
            return tables.exposure(layer.exposure, layer.offset, layer.gamma)
        case "posterize":
            return tables.posterized(layer.steps)
    return tables.inverted()


def _mixing(layer: AdjustmentLayer, colour: Callable[[str], Colour]) -> tuple[Filter, ...]:
    match layer.adjust:
        case "black-white":
            weights = tuple(layer.weights.get(hue, usual) / 100 for hue, usual in _USUAL.items())
            return (BlackWhite(weights, colour(layer.tint) if layer.tint else None),)  # type: ignore[arg-type]
        case "channel-mixer":
            grey = layer.mix.get("grey")
            rows = [_shares(grey if grey else layer.mix.get(name, plain)) for name, plain in _UNMIXED]
            return (ChannelMixer(*rows),) if layer.mix else ()
        case "colour-balance":
            dark, middle, light = (_shares(layer.balance.get(tone, (0, 0, 0))) for tone in _TONES)
            return (ColourBalance(dark, middle, light, layer.keep_light),) if layer.balance else ()
        case "selective-colour":
            ranges = tuple((name, *_shares(ink)) for name, ink in layer.selective.items())
            return (SelectiveColour(ranges, layer.relative),) if ranges else ()
    return (PhotoFilter(colour(layer.pane), layer.density / 100, layer.keep_light),) if layer.pane else ()


def _shares(values: tuple[float, ...]) -> Any:
    return tuple(value / 100 for value in values)


def _levels(one: LevelsSpec) -> bytes:
    return tables.levels(one.black, one.white, one.gamma, one.low, one.high)


def _by_channel(found: dict[Channel, bytes]) -> tuple[Filter, ...]:
    """A channel's own table first, then that of all."""
    whole = found.get("rgb", tables.IDENTITY)
    parts = [tables.chained(found.get(name, tables.IDENTITY), whole) for name in ("red", "green", "blue")]
    return (Table(b"".join(parts)),)
