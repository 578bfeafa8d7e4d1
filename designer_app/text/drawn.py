"""Pieces of a set line as nodes: the one place where typeset glyphs become part of a Scene."""

from __future__ import annotations

from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Glyphs, Group, Meta, Node, Paint, Solid, Stroke
from designer_app.text.fonts import face
from designer_app.text.painted import painted_glyph
from designer_app.text.records import Piece

_NO_INK: Colour = (0, 0, 0, 255)  # for a painted glyph that asks for the ink where that is no plain colour


def drawn(
    piece: Piece, fills: tuple[Paint, ...], *, top: float = 0.0, strokes: tuple[Stroke, ...] = ()
) -> Node:
    """The piece ``top`` px lower, in the paints of its ink. A layer of a colour glyph has its own colour, a painted
    glyph its own paints; neither is stroked. Without ``fills`` it has no words: it lies behind one that has."""
    ys = tuple([y + top for y in piece.ys]) if top else piece.ys
    if piece.painted:
        return _painted(piece, fills, ys)
    if piece.colour is not None:
        fills, strokes = (Solid(piece.colour),), ()
    return Glyphs(
        font=piece.font,
        size=piece.size,
        ids=piece.ids,
        xs=piece.xs,
        ys=ys,
        fills=fills,
        strokes=strokes,
        text=piece.text if fills else "",
        clusters=piece.clusters if fills else (),
    )


def _painted(piece: Piece, fills: tuple[Paint, ...], ys: tuple[float, ...]) -> Group:
    """A group that stands for the words of its glyph."""
    main = fills[-1] if fills else None
    node = painted_glyph(piece.font, piece.ids[0], main.colour if isinstance(main, Solid) else _NO_INK)
    scale = piece.size / face(piece.font).units_per_em
    return Group(
        () if node is None else (node,),
        transform=(scale, 0.0, 0.0, scale, piece.xs[0], ys[0]),
        meta=Meta(kind="glyph", role="text", alt=piece.text),
    )
