"""A text layer as a block: typeset for a frame, its lines kept clear of other layers' shapes."""

from __future__ import annotations

import msgspec

from designer_app.errors import fail
from designer_app.layers.base import Context, TypeStyle
from designer_app.layers.text.paragraphs import paragraphs
from designer_app.layers.text.record import TextLayer
from designer_app.scene.geometry import Outline, translation
from designer_app.text.direction import start_level
from designer_app.text.records import Align, Block, Breaking, FitStep, Layout, Paragraph
from designer_app.text.typeset import typeset

_SMALLEST = 0.5  # px of type: below it nothing can be set


def layout(layer: TextLayer, ctx: Context, width: float | None, height: float | None) -> Layout | None:
    """Typeset the layer for a frame; None when there is nothing to set."""
    content = paragraphs(layer, ctx)
    if not content:
        return None
    frame = ctx.once("frame", lambda: _framed(layer, ctx))
    size, least = frame.size, frame.min_size
    if layer.span and width is not None and (frame.max_lines or 1) == 1:
        size, width = _spanning(content, size, least, width, ctx.language)
    if layer.harmony is not None and (solved := ctx.solved_size(layer.name)) is not None:
        size, least = min(size, solved), min(least, solved)
    block = msgspec.structs.replace(
        frame,
        paragraphs=content,
        size=size,
        min_size=least,
        width=width,
        height=height,
        leading=frame.leading or _leading(ctx.style(layer.style), content),
        align=_side(layer, content),
        ellipsis=layer.ellipsis and ctx.in_hand is None,
        traced=ctx.in_hand is not None,
    )
    return _settled(block, layer.valign)


def _framed(layer: TextLayer, ctx: Context) -> Block:
    """The block of a layer without what it says and without its own frame. ``leading`` is 0 where it hangs on the letters."""
    style = ctx.style(layer.style)
    headline = style.headline
    clearance = max((ctx.number(near.gap) for near in layer.avoid), default=0.0)
    keep_in: Outline | None = None
    if layer.within is not None:
        keep_in = ctx.shape_of(layer.within.layer)
        clearance = ctx.number(layer.within.gap)
    size = ctx.number(layer.size)
    if size < _SMALLEST:
        raise fail(
            "bad-size",
            place=layer.name,
            found=f"a type size of {size:g}",
            expected=f"at least {_SMALLEST:g} px",
        )
    return Block(
        paragraphs=(),
        size=size,
        min_size=ctx.number(layer.min_size),
        fit=tuple(FitStep(step.by, ctx.number(step.to)) for step in layer.fit),
        max_lines=int(ctx.number(layer.max_lines)) or None,
        leading=ctx.number(layer.leading),
        direction=layer.direction,
        trim=layer.trim,
        breaking=_breaking(layer, headline),
        hyphenate=_hyphenate(layer, style, ctx),
        hang=headline if layer.hang is None else layer.hang,
        ink_sides=layer.ink_sides,
        keep_out=tuple(ctx.shape_of(near.layer) for near in layer.avoid),
        keep_in=keep_in,
        clearance=clearance,
        language=ctx.language,
        sketched=ctx.sketched,
    )


def room_above(valign: str, free: float) -> float:
    """How much of a frame's free height (px) lies above its text."""
    return 0.0 if valign == "top" else free if valign == "bottom" else free / 2


_TRIES = 8


def _settled(block: Block, valign: str) -> Layout:
    """Lines bounded by shapes are measured where they come to stand: text at the bottom or in the middle of
    its frame is set again with the shapes moved up by the room above it, until that room stays the same. It
    starts from the lines without shapes, which are the fewest; after two turns the size never grows, so that
    this ends."""
    shaped = block.keep_in is not None or block.keep_out
    if valign == "top" or block.height is None or not shaped:
        return typeset(block)
    bare = msgspec.structs.replace(block, keep_in=None, keep_out=())
    placed, room, size = typeset(bare), -1.0, block.size
    for turn in range(_TRIES):
        above = max(0.0, room_above(valign, block.height - placed.height))
        if abs(above - room) < 0.5:
            break
        room = above
        up = translation(0.0, -room)
        placed = typeset(
            msgspec.structs.replace(
                block,
                size=size,
                keep_in=block.keep_in.transform(up) if block.keep_in is not None else None,
                keep_out=tuple(shape.transform(up) for shape in block.keep_out),
            )
        )
        if turn > 1:
            size = min(size, placed.size)
    return placed


def _spanning(
    content: tuple[Paragraph, ...], size: float, least: float, width: float, language: str
) -> tuple[float, float]:
    """The size at which one line's ink is as wide as the frame, and the measure that holds its advance.

    Outlines and tracking scale with the size, so one trial is enough, and a second one where large type has
    another tracking than the size found.
    """
    fitted = size
    for _ in range(2):
        trial = typeset(Block(paragraphs=content, size=fitted, width=None, language=language))
        if trial.ink.width <= 0:
            return size, width
        tried, fitted = fitted, min(size, max(least, fitted * width / trial.ink.width))
        if not any(run.style.tracking_at for paragraph in content for run in paragraph.runs):
            break
    if (
        fitted * trial.ink.width > tried * width * 1.001
    ):  # too long even at the smallest: the usual fit decides
        return fitted, width
    return fitted, max(width, trial.width * fitted / tried + 1)


def _breaking(layer: TextLayer, headline: bool) -> Breaking:
    if layer.greedy:
        return "greedy"
    return "balanced" if (headline if layer.balance is None else layer.balance) else "total"


def _hyphenate(layer: TextLayer, style: TypeStyle, ctx: Context) -> bool:
    if layer.hyphenate is not None:
        return layer.hyphenate
    if style.hyphenate is not None:
        return style.hyphenate
    return ctx.size_class == "skyscraper" and not style.headline


def _side(layer: TextLayer, content: tuple[Paragraph, ...]) -> Align:
    """Left, right or centre; start and end by the first paragraph."""
    if layer.align == "start" or layer.align == "end":
        leftward = start_level("".join(run.text for run in content[0].runs), layer.direction)
        return "right" if (layer.align == "end") != bool(leftward) else "left"
    return layer.align


def _leading(style: TypeStyle, content: tuple[Paragraph, ...]) -> float:
    if not style.leading_cyrillic:
        return style.leading
    cyrillic = any("\u0400" <= char <= "\u04ff" for p in content for run in p.runs for char in run.text)
    return style.leading_cyrillic if cyrillic else style.leading
