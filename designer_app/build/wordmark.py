"""The name of a brand whose kit has no logo yet, set in its wordmark style."""

from __future__ import annotations

from designer_app.layers.base import TypeStyle
from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Glyphs, Group, Node, Solid
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

_SIZE = 100.0  # drawn at; the layer scales it


def wordmark(name: str, style: TypeStyle, colour: Colour) -> tuple[Node, float, float]:
    """A node with its width and height: from cap top to baseline."""
    look = RunStyle(fonts=style.fonts, tracking=style.tracking, features=style.features)
    placed = typeset(Block(paragraphs=(Paragraph(runs=(Run(name, look),)),), size=_SIZE))
    glyphs = tuple(
        Glyphs(piece.font, piece.size, piece.ids, piece.xs, piece.ys, (Solid(piece.colour or colour),), (), piece.text,
               piece.clusters)
        for line in placed.lines
        for piece in line.pieces
    )  # fmt: skip
    return Group(glyphs), max(1.0, placed.width), max(1.0, placed.height)
