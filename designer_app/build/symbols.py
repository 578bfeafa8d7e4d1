"""Symbols of the kit as nodes: their parts, with parameters and colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from designer_app.design.kit_file import SymbolPart
from designer_app.errors import DesignError
from designer_app.expression import evaluate, fill_in
from designer_app.layers.base import Fill, Num
from designer_app.pictures import parse_path_data
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Group, LayerBlur, Node, Path, Stroke

if TYPE_CHECKING:
    from designer_app.build.context import LayerContext


def drawn(
    ctx: LayerContext,
    name: str,
    params: Mapping[str, Num],
    width: float,
    height: float,
    colours: Mapping[str, Fill],
) -> tuple[tuple[str, Node], ...]:
    found = ctx.page.kit.symbols.get(name)
    if found is None:
        ctx.report(
            "missing-symbol", severity="warning", found=f"symbol '{name}'",
            expected=f"a symbol of kit '{ctx.page.kit.id}'", remedy="draw it in the kit's symbols.json",
        )  # fmt: skip
        return ()
    values: dict[str, Any] = {"w": width, "h": height}
    for key, value in found.params.items():
        given = params.get(key)
        if given is not None:
            values[key] = ctx.flow.evaluate(ctx.instance, given) if isinstance(given, str) else given
        else:
            values[key] = evaluate(value, values) if isinstance(value, str) else value
    out: list[tuple[str, Node]] = []
    try:
        for part in found.parts:
            visible = part.visible
            if isinstance(visible, str):
                visible = bool(evaluate(visible, values))
            if visible:
                out.append((part.name, _part(ctx, part, values, colours)))
    except DesignError as fault:
        first = fault.findings[0]
        raise DesignError(
            msgspec.structs.replace(
                first, file=str(ctx.page.kit.folder / ctx.page.kit.file.symbols), place=name
            )
        ) from None
    return tuple(out)


def _part(
    ctx: LayerContext, part: SymbolPart, values: Mapping[str, Any], colours: Mapping[str, Fill]
) -> Node:
    outline = parse_path_data(fill_in(part.d, values), evenodd=part.evenodd)
    if part.box is not None:
        x, y, w, h = (evaluate(v, values) if isinstance(v, str) else v for v in part.box)
        box = Box(x, y, x + w, y + h)
    else:
        box = Box(0.0, 0.0, values["w"], values["h"])
    fill: Fill | None = colours.get(part.name, part.fill) if part.fill is not None else part.fill
    fills = (ctx.paint(fill, box),) if fill is not None else ()
    strokes: tuple[Stroke, ...] = ()
    if part.stroke is not None:
        width = (
            evaluate(part.stroke_width, values) if isinstance(part.stroke_width, str) else part.stroke_width
        )
        colour = colours.get(part.name, part.stroke) if part.fill is None else part.stroke
        strokes = (Stroke(ctx.paint(colour, box), width, part.stroke_cap, part.stroke_join),)
    node: Node = Path(outline, fills, strokes)
    if part.opacity < 1 or part.blur:
        effects = (LayerBlur(part.blur),) if part.blur else ()
        node = Group((node,), opacity=part.opacity, effects=effects)
    return node
