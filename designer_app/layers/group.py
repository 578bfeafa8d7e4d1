"""Group and stack: layers that hold layers; the stack places its children one after another."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta as About

from designer_app.layers.adjustment import AdjustmentLayer
from designer_app.layers.base import Fill, LayerBase, Num, StrokeSpec
from designer_app.layers.chart.record import ChartLayer
from designer_app.layers.code.record import CodeLayer
from designer_app.layers.component import ComponentLayer
from designer_app.layers.image import ImageLayer
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.symbol import SymbolLayer
from designer_app.layers.text import TextLayer
from designer_app.layers.vector import VectorLayer

Scheme = Annotated[
    str, About(description="role set of the kit for all inside: light, dark, soft, accent, second")
]


class Holder(LayerBase, frozen=True, kw_only=True):
    """What group and stack share. ``repeat`` names a list slot: the children come once per item, which
    they see as ``item`` with ``index`` (from 1) and ``count``."""

    layers: tuple[Layer, ...] = ()
    repeat: str = ""
    scheme: Scheme = ""
    clip: Annotated[bool, About(description="cut the children at the frame")] = False
    isolation: Annotated[
        Literal["auto", "isolated", "pass-through"],
        About(
            description="whether blend modes inside see what lies below the group: 'auto' until opacity, a blend mode, a"
            " mask or effects of the group itself isolate it"
        ),
    ] = "auto"
    fill: Annotated[Fill | None, About(description="a ground of the frame's size below the children")] = None
    stroke: StrokeSpec | None = None
    radius: Annotated[Num, About(description="of the corners of ground and clip")] = 0.0


class GroupLayer(Holder, frozen=True, kw_only=True, tag="group", tag_field="kind"):
    """Children in the group's own coordinates (0, 0 = top left of its frame)."""


class StackLayer(Holder, frozen=True, kw_only=True, tag="stack", tag_field="kind"):
    """Auto layout. Children that are empty or hidden take no room and no gap."""

    direction: Literal["row", "column"] = "column"
    gap: Num = 0.0
    padding: Annotated[
        Num | tuple[Num, ...],
        About(description="all; y, x; or top, right, bottom, left"),
    ] = 0.0
    align: Annotated[
        Literal["start", "center", "end", "stretch", "baseline"], About(description="across")
    ] = "start"
    justify: Annotated[Literal["start", "center", "end", "between"], About(description="along")] = "start"
    wrap: bool = False


Layer = (
    TextLayer
    | ImageLayer
    | ShapeLayer
    | SymbolLayer
    | VectorLayer
    | CodeLayer
    | ChartLayer
    | AdjustmentLayer
    | ComponentLayer
    | GroupLayer
    | StackLayer
)


def layers_of(layers: tuple[Layer, ...]) -> list[LayerBase]:
    """All layers, depth first, those inside groups and stacks included."""
    found: list[LayerBase] = []
    for layer in layers:
        found.append(layer)
        if isinstance(layer, Holder):
            found.extend(layers_of(layer.layers))
    return found
