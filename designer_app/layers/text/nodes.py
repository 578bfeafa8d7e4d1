"""A typeset text layer as nodes of the scene, and what is to be said about it."""

from __future__ import annotations

from designer_app.layers.base import Context
from designer_app.layers.text.features import report_features, report_width
from designer_app.layers.text.grounds import highlighted, outline_stroke, run_grounds
from designer_app.layers.text.layout import room_above
from designer_app.layers.text.parts import source_text
from designer_app.layers.text.record import TextLayer
from designer_app.scene.geometry import Box, rectangle, translation
from designer_app.scene.nodes import Group, Meta, Node, Paint, Path, Solid, Split
from designer_app.text.drawn import drawn
from designer_app.text.records import Layout, Piece, Rule, Symbol
from designer_app.text.rich import OBJECT


def build(layer: TextLayer, ctx: Context, box: Box, placed: Layout) -> Group:
    """Nodes of a typeset text in the frame's own coordinates (0, 0 = its top left)."""
    top = room_above(layer.valign, box.height - placed.height)
    inks = _Inks(layer, ctx, placed, top)
    children: list[Node] = []
    stroke = None
    if layer.highlight is not None:
        children.append(highlighted(layer.highlight, ctx, placed, top))
    if any(line.grounds for line in placed.lines):
        children += run_grounds(ctx, placed, top)
    if layer.outline is not None:
        stroke = outline_stroke(layer.outline, ctx, inks.extent)
        if layer.outline.behind:
            pieces = (piece for line in placed.lines for piece in line.pieces if piece.ids)
            children.extend(drawn(piece, (), top=top, strokes=(stroke,)) for piece in pieces if piece.inked)
            stroke = None
    strokes = () if stroke is None else (stroke,)
    for line in placed.lines:
        rules = line.rules
        if rules:
            children += [_rule(rule, top, inks) for rule in rules if not rule.strike]
        symbols = list(line.symbols)
        for piece in line.pieces:
            if piece.ids:
                while symbols and symbols[0].box.x0 < piece.xs[0]:  # in the order in which the line reads
                    children.append(_symbol(symbols.pop(0), top, ctx, inks))
                children.append(drawn(piece, (inks.of(piece),), top=top, strokes=strokes))
        children += [_symbol(symbol, top, ctx, inks) for symbol in symbols]
        if rules:
            children += [_rule(rule, top, inks) for rule in rules if rule.strike]
    _report(layer, ctx, box, placed)
    words = source_text(layer, ctx)
    if layer.alt:
        return Group(tuple(children), meta=ctx.meta(layer, "text", ctx.text(layer.alt), words))
    return Group(tuple(children), meta=ctx.meta(layer, "text", words))


class _Inks:
    """The paints of a text by the name of their fill; "" is the layer's."""

    def __init__(self, layer: TextLayer, ctx: Context, placed: Layout, top: float) -> None:
        self.layer, self.ctx, self.placed, self.top = layer, ctx, placed, top
        self._known: dict[str, Paint] = {}

    @property
    def extent(self) -> Box:
        """The whole text: gradients and pictures lie over all of it."""
        placed, top = self.placed, self.top
        block = Box(placed.left, top, placed.left + placed.width, top + placed.height)
        return block.union(placed.ink.shift(0.0, top))

    def of(self, part: Piece | Rule | Symbol) -> Paint:
        found = self._known.get(part.ink)
        if found is None:
            found = self._known[part.ink] = Solid(self.ctx.colour(part.ink)) if part.ink else self._main()
        return found

    def _main(self) -> Paint:
        fill = self.layer.fill
        main = Solid(self.ctx.colour(fill)) if isinstance(fill, str) else self.ctx.paint(fill, self.extent)
        if self.layer.split is not None and isinstance(main, Solid):
            inside = self.ctx.colour(self.layer.split.fill)
            main = Split(self.ctx.shape_of(self.layer.split.layer), inside, main.colour)
        return main


def _rule(rule: Rule, top: float, inks: _Inks) -> Path:
    box = rule.box
    return Path(rectangle(box.x0, box.y0 + top, box.width, box.height), (inks.of(rule),))


def _symbol(symbol: Symbol, top: float, ctx: Context, inks: _Inks) -> Group:
    """A symbol in its line; what it stands for is its alternative text."""
    box = symbol.box
    node = ctx.inline_symbol(symbol.name, box.width, box.height, inks.of(symbol))
    meta = Meta(kind="symbol", role="text", alt=symbol.text.replace(OBJECT, ""), language=ctx.language)
    return Group((node,), transform=translation(box.x0, box.y0 + top), meta=meta)


def _report(layer: TextLayer, ctx: Context, box: Box, placed: Layout) -> None:
    if placed.missing:
        ctx.report(
            "missing-glyph",
            severity="warning",
            found=" ".join(f"'{c}' (U+{ord(c[0]):04X})" for c in placed.missing[:5])
            + (" …" if len(placed.missing) > 5 else ""),
            expected="characters that the kit's fonts have",
            remedy="choose another character or add a font to the kit",
        )
    report_features(layer, ctx)
    if layer.fit:
        report_width(layer, ctx)
    for broken in placed.broken:
        how = "divided by a hyphen" if broken.hyphen else "cut between two letters"
        ctx.report(
            "word-broken",
            severity="warning",
            found=f"'{broken.word}', wider than its box even at the smallest size: {how}",
            expected="words that fit on a line",
            remedy="choose a shorter word, or allow a smaller size or a wider box",
        )
    if placed.over or placed.cut:
        _report_excess(layer, ctx, box, placed)


def _report_excess(layer: TextLayer, ctx: Context, box: Box, placed: Layout) -> None:
    """What must go; where not even one character has room, what the box lacks. An error where the text shows a
    slot whose value is whole or wrong."""
    exact = ctx.exact_slot(layer.sources)
    severity = "error" if exact else "warning"
    characters = len(source_text(layer, ctx))
    if placed.over < characters:
        ctx.report(
            "text-cut" if placed.cut else "text-overflow",
            severity=severity,
            found=f"{characters} characters",
            expected="a text that fits at the smallest size"
            + (f", or '{exact}' would be read wrong" if exact else ""),
            remedy=f"shorten by {placed.over} characters",
            measure=float(placed.over),
        )
        return
    low = placed.height > box.height + 0.5
    side = f"a height of {placed.height:.0f} px" if low else "a width that holds its first letter"
    ctx.report(
        "text-no-room",
        severity=severity,
        found=f"a box of {box.width:.0f} × {box.height:.0f} px",
        expected=f"{side} for one line at the smallest size ({placed.size:g} px)",
        remedy=f"make the box {'higher' if low else 'wider'} or the layer's min_size smaller; no shorter text helps",
    )
