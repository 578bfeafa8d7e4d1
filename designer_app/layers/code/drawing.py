"""A code in its frame: ground, bars as one outline, digits below; and what a scanner would trip over."""

from __future__ import annotations

import msgspec

from designer_app.layers.base import Context
from designer_app.layers.code.record import CodeLayer
from designer_app.layers.code.symbols import ContentError, Symbol, symbol_of
from designer_app.scene.colour import contrast
from designer_app.scene.geometry import Box, Outline, join, rectangle, translation
from designer_app.scene.nodes import Group, Node, Path, Solid
from designer_app.text.drawn import drawn
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

# Quiet zones in modules, left and right: ISO/IEC 18004 5.3.8, GS1 General Specifications 5.2.3.4, ISO/IEC 15417 4.5.
_QUIET = {"qr": (4.0, 4.0), "ean13": (11.0, 7.0), "code128": (10.0, 10.0)}
_LEAST_MM = {"qr": 0.33, "ean13": 0.264, "code128": 0.19}  # a module in print; EAN-13 at 80 %
_LEAST_PX = 2.0  # a module on a screen, px of the file
_CONTRAST = 3.0
_GUARD = 5  # modules by which the guard bars of EAN-13 are longer
_DIGIT = 9.5  # size of the digits in modules: a numeral is narrower than the seven that it stands under
_GUARDS = (0, 2, 46, 48, 92, 94)


class _Frame(msgspec.Struct, frozen=True):
    """Where the modules lie: the first one's corner, a module's width, the bars' height, all in px."""

    x: float
    y: float
    module: float
    height: float


def draw(layer: CodeLayer, ctx: Context, box: Box) -> Group | None:
    """None where the content can't be said; the finding tells why."""
    content = ctx.text(layer.content).strip()
    if not content or box.empty:
        return None
    try:
        symbol = symbol_of(layer.code, content, layer.error)
    except ContentError as fault:
        ctx.report(
            "code-content", severity="warning", found=fault.found, expected=fault.expected,
            remedy=fault.remedy or "the code is left out",
        )  # fmt: skip
        return None
    frame = _framed(layer, ctx, box, symbol)
    _check(layer, ctx, frame)
    nodes: list[Node] = []
    if layer.ground != "none":
        nodes.append(Path(rectangle(0, 0, box.width, box.height), (Solid(ctx.colour(layer.ground)),)))
    nodes.append(Path(_outline(layer, symbol, frame), (Solid(ctx.colour(layer.fill)),)))
    if layer.digits and symbol.text:
        nodes += _digits(layer, ctx, symbol, frame)
    alt = ctx.text(layer.alt) or f"{layer.code.upper()}: {content}"
    return Group(tuple(nodes), meta=ctx.meta(layer, "figure", alt))


def _framed(layer: CodeLayer, ctx: Context, box: Box, symbol: Symbol) -> _Frame:
    """The modules as large as the frame allows, on screens in whole px of the file, in its middle."""
    left, right = _QUIET[layer.code] if layer.quiet is None else (layer.quiet, layer.quiet)
    across = symbol.width + left + right
    square = symbol.height > 1
    module = min(box.width, box.height) / across if square else box.width / across
    dot = ctx.number("px")
    if not ctx.number("ppi") and module >= dot:
        module = int(module / dot + 1e-6) * dot
    x = (box.width - across * module) / 2 + left * module
    if square:
        return _Frame(x, (box.height - symbol.height * module) / 2, module, symbol.height * module)
    below = _DIGIT * module if layer.digits else 0.0
    return _Frame(x, 0.0, module, max(module, box.height - below))


def _outline(layer: CodeLayer, symbol: Symbol, frame: _Frame) -> Outline:
    module = frame.module
    if symbol.height > 1:
        return join(
            [
                rectangle(frame.x + x * module, frame.y + y * module, w * module, h * module)
                for x, y, w, h in symbol.bars
            ]
        )
    long = _GUARD * module if layer.code == "ean13" and layer.digits else 0.0
    return join(
        [
            rectangle(
                frame.x + x * module, frame.y, w * module, frame.height + (long if x in _GUARDS else 0.0)
            )
            for x, _, w, _ in symbol.bars
        ]
    )


def _digits(layer: CodeLayer, ctx: Context, symbol: Symbol, frame: _Frame) -> list[Node]:
    """EAN-13: each numeral under its own seven modules, the first before the bars; Code 128: one line in the middle."""
    module = frame.module
    top = frame.y + frame.height + 1.7 * module
    if layer.code != "ean13":
        width = symbol.width * module
        size = min(_DIGIT, 1.6 * symbol.width / len(symbol.text)) * module
        return _set(layer, ctx, symbol.text, size, frame.x + width / 2, top)
    places = [-5.0, *(3 + 7 * i + 3.5 for i in range(6)), *(50 + 7 * i + 3.5 for i in range(6))]
    nodes: list[Node] = []
    for numeral, place in zip(symbol.text, places, strict=True):
        nodes += _set(layer, ctx, numeral, _DIGIT * module, frame.x + place * module, top)
    return nodes


def _set(layer: CodeLayer, ctx: Context, text: str, size: float, middle: float, top: float) -> list[Node]:
    style = ctx.style(layer.style)
    look = RunStyle(fonts=style.fonts, tracking=0.0, features=(("tnum", 1),))
    placed = typeset(Block(paragraphs=(Paragraph(runs=(Run(text, look),)),), size=size))
    ink = (Solid(ctx.colour(layer.fill)),)
    glyphs = [drawn(piece, ink) for line in placed.lines for piece in line.pieces]
    return [Group(tuple(glyphs), transform=translation(middle - placed.width / 2, top))]


def _check(layer: CodeLayer, ctx: Context, frame: _Frame) -> None:
    ppi, dots = ctx.number("ppi"), frame.module / ctx.number("px")
    size, least, unit = (dots * 25.4 / ppi, _LEAST_MM[layer.code], "mm") if ppi else (dots, _LEAST_PX, "px")
    if size < least - 1e-6:
        ctx.report(
            "code-too-small", severity="warning", found=f"modules of {size:.2f} {unit}",
            expected=f"at least {least:g} {unit}", remedy="make the layer larger or the content shorter", measure=size,
        )  # fmt: skip
    wanted = min(_QUIET[layer.code])
    if layer.quiet is not None and layer.quiet < wanted:
        ctx.report(
            "code-quiet-zone", severity="warning", found=f"{layer.quiet:g} modules of blank ground",
            expected=f"at least {wanted:g}", remedy="leave quiet out",
        )  # fmt: skip
    if layer.ground == "none":
        return
    dark, light = ctx.colour(layer.fill), ctx.colour(layer.ground)
    ratio = contrast(dark, light)
    if ratio < _CONTRAST or sum(dark[:3]) >= sum(light[:3]):
        ctx.report(
            "code-contrast", severity="warning", found=f"contrast {ratio:.1f}" + (
                ", light on dark" if sum(dark[:3]) >= sum(light[:3]) else ""),
            expected=f"dark bars on light ground, at least {_CONTRAST:g}", remedy="choose other colours for fill and ground",
        )  # fmt: skip
