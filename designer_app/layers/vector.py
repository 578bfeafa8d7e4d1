"""SVG files, icons and logos: read into paths and recoloured where plain, rasterised where not."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta as About

from designer_app.layers.base import NOTHING, Context, LayerBase, Natural
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

    informs: ClassVar[bool] = True

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,)

    def natural(self, ctx: Context) -> Natural | None:
        found = ctx.vector(ctx.text(self.source), self.colours)
        return Natural(found[1] / found[2], found[1], found[2]) if found else NOTHING

    def build(self, ctx: Context, box: Box) -> Group | None:
        found = ctx.vector(ctx.text(self.source), self.colours)
        if found is None:
            return None
        node, width, height = found
        sx, sy = box.width / width, box.height / height
        if self.fit != "fill":
            sx = sy = min(sx, sy) if self.fit == "contain" else max(sx, sy)
        room_x, room_y = box.width - width * sx, box.height - height * sy
        dx = {"left": 0.0, "center": room_x / 2, "right": room_x}[self.align]
        dy = {"top": 0.0, "middle": room_y / 2, "bottom": room_y}[self.valign]
        clip = rectangle(0, 0, box.width, box.height) if self.fit == "cover" else None
        inner = Group((node,), transform=(sx, 0.0, 0.0, sy, dx, dy))
        return Group((inner,), clip=clip, meta=ctx.meta(self, "figure", ctx.text(self.alt)))
