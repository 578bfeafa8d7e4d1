"""SVG files, icons and logos: read into paths and recoloured where plain, rasterised where not."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta as About

from designer_app.layers.base import Context, LayerBase
from designer_app.scene.geometry import Box, rectangle
from designer_app.scene.nodes import Group


class VectorLayer(LayerBase, frozen=True, kw_only=True, tag="svg", tag_field="kind"):
    """``source``: ``icon:NAME``, ``logo:VARIANT`` of the kit, or an SVG file below the template."""

    source: str
    colours: Annotated[
        dict[str, str], About(description="what is drawn in 'current' (currentColor) or a hex → a colour")
    ] = {}
    fit: Literal["contain", "cover", "fill"] = "contain"
    align: Annotated[Literal["left", "center", "right"], About(description="within a wider frame")] = "left"
    valign: Literal["top", "middle", "bottom"] = "middle"


def natural(layer: VectorLayer, ctx: Context) -> tuple[float, float] | None:
    found = ctx.vector(ctx.text(layer.source), layer.colours)
    return None if found is None else (found[1], found[2])


def build(layer: VectorLayer, ctx: Context, box: Box) -> Group | None:
    found = ctx.vector(ctx.text(layer.source), layer.colours)
    if found is None:
        return None
    node, width, height = found
    sx, sy = box.width / width, box.height / height
    if layer.fit != "fill":
        sx = sy = min(sx, sy) if layer.fit == "contain" else max(sx, sy)
    room_x, room_y = box.width - width * sx, box.height - height * sy
    dx = {"left": 0.0, "center": room_x / 2, "right": room_x}[layer.align]
    dy = {"top": 0.0, "middle": room_y / 2, "bottom": room_y}[layer.valign]
    clip = rectangle(0, 0, box.width, box.height) if layer.fit == "cover" else None
    inner = Group((node,), transform=(sx, 0.0, 0.0, sy, dx, dy))
    return Group((inner,), clip=clip, meta=ctx.meta(layer, "figure", ctx.text(layer.alt)))
