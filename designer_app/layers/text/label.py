"""Short texts of other kinds (charts, tables): words as they are, without slots, in a type style of the kit."""

from __future__ import annotations

import msgspec

from designer_app.layers.base import Context
from designer_app.layers.text.record import TextLayer, TextRun
from designer_app.layers.text.runs import runs
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import translation
from designer_app.scene.nodes import Group, Meta, Solid
from designer_app.text.drawn import drawn
from designer_app.text.micro import typographic_parts
from designer_app.text.records import Align, Block, Layout, Paragraph
from designer_app.text.shown import as_written
from designer_app.text.typeset import typeset


class Label(msgspec.Struct, frozen=True):
    """A text set once: its size in px, and what puts it somewhere. 0, 0 is its cap top at the left."""

    text: str
    layout: Layout

    @property
    def width(self) -> float:
        return self.layout.width

    @property
    def height(self) -> float:
        return self.layout.height

    @property
    def cut(self) -> bool:
        return self.layout.cut > 0 or self.layout.over > 0

    def at(self, x: float, y: float, colour: Colour, of: Meta) -> Group:
        """The nodes of a layer ``of`` that meta, with the box's left at ``x`` and the first line's cap top at ``y``."""
        inks = (Solid(colour),)
        nodes = tuple(drawn(piece, inks) for line in self.layout.lines for piece in line.pieces if piece.ids)
        meta = Meta(layer=of.layer, kind="text", role="text", alt=self.text, language=of.language)
        return Group(nodes, transform=translation(x - self.layout.left, y), meta=meta)


def label(
    text: str, style: str, size: float, ctx: Context, *, width: float | None = None, lines: int = 1,
    align: Align = "left", least: float = 0.0, tabular: bool = False, bold: bool = False,
) -> Label | None:  # fmt: skip
    """``text`` set in a style at ``size`` px, at most ``width`` px wide and ``lines`` high, smaller down to
    ``least`` where it doesn't fit, at last cut with an ellipsis; None where there are no words."""
    words = " ".join(text.split())
    if not words:
        return None
    features = ("tabular-figures",) if tabular else ()
    look = TextLayer(name="label", style=style, features=features, raised=False)
    given = typographic_parts([as_written(words)], ctx.marks([]))[0]
    block = Block(
        paragraphs=(Paragraph(runs=tuple(runs(given, TextRun(text="x", bold=bold), look, ctx))),),
        size=size, min_size=min(least, size) if least else 0.0, width=width, max_lines=lines if width is not None else None,
        leading=ctx.style(style).leading, align=align, language=ctx.language,
        breaking="balanced" if lines > 1 else "total",
    )  # fmt: skip
    return Label(words, typeset(block))
