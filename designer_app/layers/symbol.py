"""Symbol: a drawn shape of the brand kit with named parts and parameters."""

from __future__ import annotations

from typing import ClassVar

from designer_app.layers.base import Context, Fill, LayerBase, Natural, Num, mirror
from designer_app.scene.geometry import Box, Outline, join
from designer_app.scene.nodes import Group, Node, Path


class SymbolLayer(LayerBase, frozen=True, kw_only=True, tag="symbol", tag_field="kind"):
    """A symbol by name; ``colours`` recolours parts, ``parts`` picks some of them."""

    symbol: str
    params: dict[str, Num] = {}
    colours: dict[str, Fill] = {}
    parts: tuple[str, ...] = ()

    bleeding: ClassVar[bool] = True

    def natural(self, ctx: Context) -> Natural | None:
        aspect = ctx.symbol_aspect(self.symbol)
        return Natural(aspect) if aspect else None

    def outlined(self, ctx: Context, box: Box) -> Outline:
        """All filled parts as one outline, in the frame's own coordinates."""
        paths = [n for n in _parts(self, ctx, box) if isinstance(n, Path) and n.fills]
        return join([p.outline for p in paths]).transform(mirror(self, box))

    def build(self, ctx: Context, box: Box) -> Group:
        children = tuple(_parts(self, ctx, box))
        return Group(children, meta=ctx.meta(self, "artifact", ctx.text(self.alt)))


def _parts(layer: SymbolLayer, ctx: Context, box: Box) -> list[Node]:
    found = ctx.symbol(layer.symbol, layer.params, box.width, box.height, layer.colours)
    return [node for name, node in found if not layer.parts or name in layer.parts]
