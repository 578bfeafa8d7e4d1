"""Adjustments: a layer without ink of its own that changes the colours of what lies below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta as About

from designer_app.layers.base import Context, LayerBase
from designer_app.scene import tables
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, rectangle
from designer_app.scene.nodes import (
    BackdropFilter,
    Filter,
    Group,
    HueSaturation,
    Path,
    Solid,
    Stop,
    Table,
    Threshold,
    Tone,
)

Channel = Literal["rgb", "red", "green", "blue"]
Byte = Annotated[float, About(ge=0, le=255)]


class LevelsSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Input black and white, the middle's gamma, output black and white; 0..255."""

    black: Byte = 0.0
    white: Byte = 255.0
    gamma: Annotated[float, About(ge=0.01, le=9.99)] = 1.0
    low: Byte = 0.0
    high: Byte = 255.0


class AdjustmentLayer(LayerBase, frozen=True, kw_only=True, tag="adjustment", tag_field="kind"):
    """An adjustment of all that lies below it within its group and frame; with ``clip_below`` of the layer below
    alone. Opacity, blend mode and mask say how far. Each kind reads its own fields; numbers are Photoshop's."""

    adjust: Literal[
        "brightness-contrast", "levels", "curves", "exposure", "hue-saturation", "invert", "posterize", "threshold",
        "gradient-map",
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
    colorize: Annotated[bool, About(description="one hue and saturation for all")] = False
    steps: Annotated[int, About(description="posterize: values a channel", ge=2, le=255)] = 4
    level: Annotated[int, About(description="threshold: the first grey that becomes white", ge=1, le=255)] = (
        128
    )
    colours: Annotated[
        tuple[tuple[float, str], ...], About(description="gradient map: [0..1, colour] from dark to light")
    ] = ()

    def build(self, ctx: Context, box: Box) -> Group | None:
        found = filters(self, ctx.colour)
        if box.empty or not found:
            return None
        where = Path(rectangle(0, 0, box.width, box.height), (Solid((0, 0, 0, 0)),))
        return Group((where,), effects=(BackdropFilter(found),), meta=ctx.meta(self, "artifact"))


def filters(layer: AdjustmentLayer, colour: Callable[[str], Colour]) -> tuple[Filter, ...]:
    """What the layer does to a colour; ``colour`` resolves names."""
    match layer.adjust:
        case "levels":
            return _by_channel({name: _levels(one) for name, one in layer.levels.items()})
        case "curves":
            return _by_channel({name: tables.curve(points) for name, points in layer.curves.items()})
        case "brightness-contrast":
            return (_same(tables.brightness_contrast(layer.brightness, layer.contrast, legacy=layer.legacy)),)
        case "exposure":
            return (_same(tables.exposure(layer.exposure, layer.offset, layer.gamma)),)
        case "hue-saturation":
            return (HueSaturation(layer.hue, layer.saturation / 100, layer.lightness / 100, layer.colorize),)
        case "invert":
            return (_same(tables.inverted()),)
        case "posterize":
            return (_same(tables.posterized(layer.steps)),)
        case "threshold":
            return (Threshold(layer.level),)
        case "gradient-map":
            stops = tuple(Stop(at, colour(name)) for at, name in layer.colours)
            return (Tone(stops),) if stops else ()


def _levels(one: LevelsSpec) -> bytes:
    return tables.levels(one.black, one.white, one.gamma, one.low, one.high)


def _same(table: bytes) -> Table:
    return Table(table * 3)


def _by_channel(found: dict[Channel, bytes]) -> tuple[Filter, ...]:
    """A channel's own table first, then that of all."""
    whole = found.get("rgb", tables.IDENTITY)
    parts = [tables.chained(found.get(name, tables.IDENTITY), whole) for name in ("red", "green", "blue")]
    return (Table(b"".join(parts)),)
