"""A typeset text layer as nodes of the scene, and what is to be said about it."""

from __future__ import annotations

from designer_app.layers.base import Context
from designer_app.layers.text.features import report_features
from designer_app.layers.text.record import TextLayer, TextRun
from designer_app.layers.text.runs import source_text
from designer_app.scene.geometry import Box, rectangle
from designer_app.scene.nodes import Glyphs, Group, Node, Paint, Path, Solid, Split
from designer_app.text.records import Layout, Piece


def build(layer: TextLayer, ctx: Context, box: Box, placed: Layout) -> Group:
    """Nodes of a typeset text in the frame's own coordinates (0, 0 = its top left)."""
    free = box.height - placed.height
    top = 0.0 if layer.valign == "top" else free if layer.valign == "bottom" else free / 2
    paints = _paints(layer, ctx, Box(0.0, 0.0, placed.width, placed.height))
    children: list[Node] = []
    for line in placed.lines:
        for rule in line.rules:
            b = rule.box
            outline = rectangle(b.x0, b.y0 + top, b.width, b.height)
            children.append(Path(outline, (paints[int(rule.ink or 0)],)))
        children.extend(_glyphs(piece, top, paints) for piece in line.pieces if piece.ids)
    _report(layer, ctx, placed)
    return Group(tuple(children), meta=ctx.meta(layer, "text", source_text(layer, ctx)))


def _paints(layer: TextLayer, ctx: Context, box: Box) -> list[Paint]:
    main = ctx.paint(layer.fill, box)
    if layer.split is not None and isinstance(main, Solid):
        inside = ctx.colour(layer.split.fill)
        main = Split(ctx.shape_of(layer.split.layer), inside, main.colour)
    parts = layer.runs or (TextRun(text=""),)
    return [Solid(ctx.colour(part.fill)) if part.fill else main for part in parts]


def _glyphs(piece: Piece, top: float, paints: list[Paint]) -> Glyphs:
    fill = Solid(piece.colour) if piece.colour is not None else paints[int(piece.ink or 0)]
    return Glyphs(
        font=piece.font,
        size=piece.size,
        ids=piece.ids,
        xs=piece.xs,
        ys=tuple(y + top for y in piece.ys) if top else piece.ys,
        fills=(fill,),
        text=piece.text,
        clusters=piece.clusters,
    )


def _report(layer: TextLayer, ctx: Context, placed: Layout) -> None:
    if placed.missing:
        ctx.report(
            "missing-glyph",
            severity="warning",
            found=" ".join(f"'{c}' (U+{ord(c[0]):04X})" for c in placed.missing[:5]),
            expected="characters that the kit's fonts have",
            remedy="choose another character or add a font to the kit",
        )
    report_features(layer, ctx)
    if placed.over or placed.cut:
        ctx.report(
            "text-cut" if placed.cut else "text-overflow",
            severity="warning",
            found=f"{len(source_text(layer, ctx))} characters",
            expected="a text that fits at the smallest size",
            remedy=f"shorten by {max(placed.over, placed.cut)} characters",
        )
