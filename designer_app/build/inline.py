"""Symbols within lines of type: a symbol of the kit, else an icon of the assets, by one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.errors import DesignError
from designer_app.scene.colour import to_hex
from designer_app.scene.nodes import Group, Node, Paint, Solid

if TYPE_CHECKING:
    from designer_app.build.context import LayerContext


def aspect(ctx: LayerContext, name: str) -> float | None:
    """Width ÷ height; 1 for a symbol that takes any shape; None, with a finding, where there is no such symbol, and
    for one that the kit draws without parts: it keeps to the letters."""
    kit = ctx.page.kit
    if name in kit.symbols:
        found = kit.symbols[name]
        return (found.aspect or 1.0) if found.parts else None
    try:
        icon = ctx.vector(f"icon:{name}", {})
    except DesignError as fault:
        ctx.report(
            "missing-symbol", severity="warning", found=f"symbol '{name}' in a text",
            expected=f"a symbol of kit '{kit.id}' or an icon of the assets", remedy=fault.findings[0].remedy,
        )  # fmt: skip
        return None
    return None if icon is None or icon[2] <= 0 else icon[1] / icon[2]


def drawn(ctx: LayerContext, name: str, width: float, height: float, ink: Paint) -> Node:
    """The symbol in a box at 0, 0. What an icon draws in its current colour takes the text's."""
    if name in ctx.page.kit.symbols:
        return Group(tuple(node for _, node in ctx.symbol(name, {}, width, height, {})))
    colours = {"currentColor": to_hex(ink.colour)} if isinstance(ink, Solid) else {}
    found = ctx.vector(f"icon:{name}", colours)
    if found is None:
        return Group()
    node, own_width, own_height = found
    return Group((node,), transform=(width / own_width, 0.0, 0.0, height / own_height, 0.0, 0.0))
