"""Text: runs in type styles, fitted into the frame over a ladder of sizes."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta as About

from designer_app.errors import fail
from designer_app.layers.base import Context, Fill, LayerBase, Num, TypeStyle
from designer_app.scene.geometry import Box, Outline, rectangle, translation
from designer_app.scene.nodes import Glyphs, Group, Node, Paint, Path, Solid, Split
from designer_app.text.direction import isolate_values, may_run_left, start_level
from designer_app.text.records import (
    Align,
    Block,
    Direction,
    Layout,
    Paragraph,
    Piece,
    Run,
    RunStyle,
    Trim,
    run_of,
)
from designer_app.text.shown import Shown, as_written
from designer_app.text.typeset import typeset

_NARROW = "\u202f\u2009\u200a"
_AIR = 0.1  # em of a raised sign that it keeps from figures after it ($49)

_SMALLEST = 0.5  # px of type: below it nothing can be set


class TextRun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a text in its own style; what is left out is the layer's."""

    text: str
    style: str = ""
    fill: str = ""
    scale: float = 1.0
    tracking: float | None = None
    rise: float = 0.0
    raised: bool = False
    strike: bool = False
    underline: bool = False


class Near(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another layer whose shape bounds the lines, and the distance to keep from it."""

    layer: str
    gap: Num = 0.0


class SplitFill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Within another layer's shape the text takes the colour ``fill``."""

    layer: str
    fill: str


class Scrim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A veil behind the text, only as strong as the contrast ``target`` needs over the picture."""

    kind: Literal["gradient", "panel", "blur"] = "gradient"
    colour: str = "surface"
    target: float = 4.5
    spread: Annotated[float, About(description="how far it fades out beyond the text, in text heights")] = 0.8


class Harmony(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Texts that come out at one size: that of the one which must be smallest.

    ``scope`` pages: of one row; rows: all rows (and pages) of one size and kit; sizes: one row's texts in all
    sizes go the same number of ladder steps down from their own greatest size. Layers of a ``group`` go
    together; without one, those of the same name.
    """

    scope: Literal["pages", "rows", "sizes"]
    group: Annotated[str, About(description="the layer's own name when left out")] = ""


class TextLayer(LayerBase, frozen=True, kw_only=True, tag="text", tag_field="kind"):
    """Text with ``{{ slots }}``. The box is trimmed: from cap top to the last baseline."""

    text: str = ""
    runs: tuple[TextRun, ...] = ()
    style: str = "text"
    size: Num = 32.0
    min_size: Annotated[Num, About(description="0 = no fitting")] = 0.0
    max_lines: Num = 0
    fill: Fill = "on-surface"
    align: Annotated[
        Align | Literal["start", "end"],
        About(description="start and end are left and right as the text's direction says"),
    ] = "left"
    direction: Annotated[
        Direction, About(description="of a paragraph; auto is its first strong letter's")
    ] = "auto"
    valign: Literal["top", "middle", "bottom"] = "top"
    trim: Trim = "cap"
    leading: Num = 0
    tracking: Annotated[float | None, About(description="em; the style's when left out")] = None
    case: Literal["", "none", "upper", "lower"] = ""
    balance: bool | None = None
    hang: bool | None = None
    ink_sides: Annotated[bool, About(description="align by the ink instead of the advance")] = False
    span: Annotated[
        bool,
        About(
            description="one line: sized between min_size and size so that its ink fills the width; "
            "no effect where max_lines allows more"
        ),
    ] = False
    ellipsis: bool = True
    marker: Annotated[str, About(description="a bullet such as '•' or '1.' before every paragraph")] = ""
    space_before: Annotated[float, About(description="em above every paragraph but the first")] = 0.0
    indent: Annotated[float, About(description="em; the marker hangs in it")] = 0.0
    strike: bool = False
    underline: bool = False
    raised: Annotated[bool, About(description="raise the style's currency and percent signs")] = True
    raised_scale: float = 0.0
    harmony: Annotated[
        Harmony | None, About(description="the size is the same over pages, rows or sizes")
    ] = None
    avoid: tuple[Near, ...] = ()
    within: Near | None = None
    split: SplitFill | None = None
    scrim: Scrim | None = None
    role: Literal["", "heading", "price", "legal", "age", "action"] = ""


def paragraphs(layer: TextLayer, ctx: Context) -> tuple[Paragraph, ...]:
    """The layer's source text, bound, cut at line breaks and raised characters, as runs."""
    style = ctx.style(layer.style)
    rows: list[list[Run]] = [[]]
    parts = layer.runs or (TextRun(text=layer.text),)
    for index, (part, bound) in enumerate(zip(parts, _bound(layer, ctx), strict=True)):
        text = _cased(as_written(bound), layer, ctx.style(part.style) if part.style else style)
        for number, piece in enumerate(_lines(text)):
            if number:
                rows.append([])
            if piece.shown:
                rows[-1].extend(_runs(piece, part, str(index), layer, ctx, style))
    while rows and not rows[-1]:
        rows.pop()
    found = []
    for number, row in enumerate(rows, 1):
        if not row:
            continue
        marker = None
        if layer.marker:
            sign = layer.marker.replace("1", str(number))
            marker = Run(sign, row[0].style)
        found.append(
            Paragraph(
                runs=tuple(row),
                before=layer.space_before if number > 1 else 0.0,
                indent=layer.indent,
                marker=marker,
            )
        )
    return tuple(found)


def _bound(layer: TextLayer, ctx: Context) -> list[str]:
    """The texts of the parts with their slots filled in, values that run the other way isolated."""
    parts = [part.text for part in layer.runs] if layer.runs else [layer.text]
    texts = [ctx.text(part) for part in parts]
    if layer.direction == "rtl" or any(map(may_run_left, texts)):
        return isolate_values([ctx.marked_text(part) for part in parts], layer.direction)
    return texts


def _cased(text: Shown, layer: TextLayer, style: TypeStyle) -> Shown:
    case = layer.case or style.case
    return text.upper() if case == "upper" else text.lower() if case == "lower" else text


def _lines(text: Shown) -> list[Shown]:
    """Cut at line breaks, which go."""
    if "\n" not in text.shown:
        return [text]
    ends = [i for i, char in enumerate(text.shown) if char == "\n"]
    return [
        text.cut(a, b) for a, b in zip([0, *(i + 1 for i in ends)], [*ends, len(text.shown)], strict=True)
    ]


def _runs(
    given: Shown, part: TextRun, ink: str, layer: TextLayer, ctx: Context, base: TypeStyle
) -> list[Run]:
    text = given.shown
    style = ctx.style(part.style) if part.style else base
    tracking = part.tracking if part.tracking is not None else layer.tracking
    if tracking is None:
        tracking = style.tracking
        size = ctx.number(layer.size)
        for at, value in style.tracking_large:
            if size >= at:
                tracking = value

    def look(kind: str, before: bool = False) -> RunStyle:
        raised = kind == "raised"
        air = _AIR if raised and before else 0.0
        return RunStyle(
            fonts=style.fonts,
            scale=part.scale * ((layer.raised_scale or style.raised_scale) if raised else 1.0),
            tracking=abs(tracking) if kind == "space" else tracking + air,
            rise=part.rise,
            raise_to_cap=raised or part.raised,
            features=style.features,
            language=ctx.language,
            underline=layer.underline or part.underline,
            strike=layer.strike or part.strike or style.strike,
            ink=ink,
        )

    lifted = style.raised if layer.raised else ""

    def kind_of(at: int) -> str:
        if text[at] in lifted:
            return "raised"
        # tight tracking would swallow the narrow spaces of 1 326: they open by as much instead
        opens = text[at] in _NARROW and text[at + 1 : at + 2] not in tuple(lifted)
        return "space" if opens else "plain"

    out: list[Run] = []
    start, kind = 0, kind_of(0)
    for i in range(1, len(text)):
        if (found := kind_of(i)) != kind:
            out.append(run_of(given.cut(start, i), look(kind, before=True)))
            start, kind = i, found
    out.append(run_of(given.cut(start, len(text)), look(kind)))
    return out


def layout(layer: TextLayer, ctx: Context, width: float | None, height: float | None) -> Layout | None:
    """Typeset the layer for a frame; None when there is nothing to set."""
    content = paragraphs(layer, ctx)
    if not content:
        return None
    style = ctx.style(layer.style)
    headline = style.headline
    clearance = max((ctx.number(near.gap) for near in layer.avoid), default=0.0)
    keep_in: Outline | None = None
    if layer.within is not None:
        keep_in = ctx.shape_of(layer.within.layer)
        clearance = ctx.number(layer.within.gap)
    size, least = ctx.number(layer.size), ctx.number(layer.min_size)
    if size < _SMALLEST:
        raise fail(
            "bad-size",
            place=layer.name,
            found=f"a type size of {size:g}",
            expected=f"at least {_SMALLEST:g} px",
        )
    if layer.harmony is not None and (solved := ctx.solved_size(layer.name)) is not None:
        size, least = min(size, solved), min(least, solved)
    lines = int(ctx.number(layer.max_lines)) or None
    if layer.span and width is not None and (lines or 1) == 1:
        size, width = _spanning(content, size, least, width, ctx.language)
    block = Block(
        paragraphs=content,
        size=size,
        min_size=least,
        width=width,
        height=height,
        max_lines=lines,
        leading=ctx.number(layer.leading) or _leading(style, content),
        align=_side(layer, content),
        direction=layer.direction,
        trim=layer.trim,
        balance=headline if layer.balance is None else layer.balance,
        hang=headline if layer.hang is None else layer.hang,
        ink_sides=layer.ink_sides,
        ellipsis=layer.ellipsis,
        keep_out=tuple(ctx.shape_of(near.layer) for near in layer.avoid),
        keep_in=keep_in,
        clearance=clearance,
        language=ctx.language,
    )
    return _settled(block, layer.valign)


_TRIES = 8


def _settled(block: Block, valign: str) -> Layout:
    """Lines bounded by shapes are measured where they come to stand: text at the bottom or in the middle of
    its frame is set again with the shapes moved up by the room above it, until that room stays the same. It
    starts from the lines without shapes, which are the fewest; after two turns the size never grows, so that
    this ends."""
    shaped = block.keep_in is not None or block.keep_out
    if valign == "top" or block.height is None or not shaped:
        return typeset(block)
    share = 1.0 if valign == "bottom" else 0.5
    bare = msgspec.structs.replace(block, keep_in=None, keep_out=())
    placed, room, size = typeset(bare), -1.0, block.size
    for turn in range(_TRIES):
        above = max(0.0, (block.height - placed.height) * share)
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

    Outlines and tracking scale with the size, so one trial is enough.
    """
    trial = typeset(Block(paragraphs=content, size=size, width=None, language=language))
    if trial.ink.width <= 0:
        return size, width
    fitted = min(size, max(least, size * width / trial.ink.width))
    if (
        fitted * trial.ink.width > size * width * 1.001
    ):  # too long even at the smallest: the usual fit decides
        return fitted, width
    return fitted, max(width, trial.width * fitted / size + 1)


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


def source_text(layer: TextLayer, ctx: Context) -> str:
    return "".join(ctx.text(part.text) for part in layer.runs) if layer.runs else ctx.text(layer.text)


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
    if placed.over or placed.cut:
        ctx.report(
            "text-cut" if placed.cut else "text-overflow",
            severity="warning",
            found=f"{len(source_text(layer, ctx))} characters",
            expected="a text that fits at the smallest size",
            remedy=f"shorten by {max(placed.over, placed.cut)} characters",
        )
