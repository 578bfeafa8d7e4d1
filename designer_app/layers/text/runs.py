"""Parts of a text as runs: fonts, raised signs, narrow spaces, symbols in place of characters."""

from __future__ import annotations

import msgspec

from designer_app.layers.base import Context, TypeStyle
from designer_app.layers.text.features import features_of
from designer_app.layers.text.record import WHOLE, Highlight, TextLayer, TextRun
from designer_app.scene.nodes import FontRef
from designer_app.text.inline import InlineSymbol, SymbolAlign
from designer_app.text.records import Run, RunStyle, run_of
from designer_app.text.rich import OBJECT
from designer_app.text.shown import Shown, as_written

_NARROW = frozenset("\u202f\u2009\u200a")
_AIR = 0.1  # em of a raised sign that it keeps from figures after it ($49)


def cased(text: Shown, layer: TextLayer, style: TypeStyle) -> Shown:
    case = layer.case or style.case
    return text.upper() if case == "upper" else text.lower() if case == "lower" else text


class Manner:
    """How a part's characters are set, whatever they are. ``look`` is made when it is first asked for."""

    __slots__ = ("_looks", "lifted", "plain", "raised_scale", "replace")

    def __init__(self, part: TextRun, layer: TextLayer, ctx: Context) -> None:
        style = ctx.style(part.style or layer.style)
        tracking = part.tracking if part.tracking is not None else layer.tracking
        self.lifted = frozenset(style.raised if layer.raised else "")
        self.replace = style.replace
        self.raised_scale = layer.raised_scale or style.raised_scale
        self.plain = RunStyle(
            fonts=_faces(part, layer, ctx, style) if part.bold or part.italic else style.fonts,
            scale=part.scale,
            tracking=style.tracking if tracking is None else tracking,
            tracking_at=tuple(style.tracking_large) if tracking is None else (),
            optical=style.optical,
            rise=part.rise,
            raise_to_cap=part.raised,
            features=features_of(layer, part, style),
            language=ctx.language,
            underline=layer.underline or part.underline,
            strike=layer.strike or part.strike or style.strike,
            ink=part.fill,
            ground=ground_of(part, layer),
        )
        self._looks: dict[tuple[str, bool], RunStyle] = {}

    def look(self, kind: str, before: bool) -> RunStyle:
        """Of a plain character, a raised sign (with air before what follows) or a narrow space."""
        raised, space = kind == "raised", kind == "space"
        if not raised and not space:
            return self.plain
        found = self._looks.get((kind, before))
        if found is None:
            air = _AIR if raised and before else 0.0

            def spaced(value: float) -> float:
                return abs(value) if space else value + air

            found = self._looks[kind, before] = msgspec.structs.replace(
                self.plain,
                scale=self.plain.scale * (self.raised_scale if raised else 1.0),
                tracking=spaced(self.plain.tracking),
                tracking_at=tuple((at, spaced(value)) for at, value in self.plain.tracking_at),
                raise_to_cap=raised or self.plain.raise_to_cap,
            )
        return found


def runs(given: Shown, part: TextRun, layer: TextLayer, ctx: Context) -> list[Run]:
    """A part of one line as runs. Their ``ink`` is the part's fill."""
    if part.symbol:
        return _symbol(given, part, layer, ctx)
    manner = _manner(part, layer, ctx)
    places: dict[int, str] = {}
    if manner.replace:
        given, places = _replaced(given, manner.replace)
    text, lifted = given.shown, manner.lifted
    if not places and _NARROW.isdisjoint(text) and lifted.isdisjoint(text):
        return [run_of(given, manner.plain)]

    def kind_of(at: int) -> str:
        if at in places:
            return f"symbol {at}"
        if text[at] in lifted:
            return "raised"
        # tight tracking would swallow the narrow spaces of 1 326: they open by as much instead
        opens = text[at] in _NARROW and text[at + 1 : at + 2] not in lifted
        return "space" if opens else "plain"

    out: list[Run] = []
    start, kind = 0, kind_of(0)

    def add(end: int, before: bool) -> None:
        made = manner.look(kind, before)
        if start in places:
            made = _drawn(made, places[start], "glyph", ctx)
        out.append(run_of(given.cut(start, end), made))

    for i in range(1, len(text)):
        if (found := kind_of(i)) != kind:
            add(i, True)
            start, kind = i, found
    add(len(text), False)
    return out


def _manner(part: TextRun, layer: TextLayer, ctx: Context) -> Manner:
    """A part's manner. That of a layer's own part is the same for all rows; one that marks of a rich value made is not."""
    own = -1 if part is WHOLE else next((i for i, run in enumerate(layer.runs) if run is part), None)
    if own is None:
        return Manner(part, layer, ctx)
    return ctx.once(("manner", own), lambda: Manner(part, layer, ctx))


def ground_of(part: TextRun, layer: TextLayer) -> Highlight | None:
    """What lies behind the run."""
    if isinstance(part.highlight, Highlight):
        return part.highlight
    return msgspec.structs.replace(layer.mark, fill=part.highlight) if part.highlight else None


def plain_look(layer: TextLayer, ctx: Context, ink: str = "") -> RunStyle:
    """How the layer sets a letter: for markers of lists."""
    part = TextRun(text="x", fill=ink)
    made = runs(as_written("x"), part, layer, ctx)[0].style
    return msgspec.structs.replace(made, underline=False, strike=False)


def symbol_run(words: str, name: str, look: RunStyle, align: SymbolAlign, ctx: Context) -> Run | None:
    """One symbol that reads as ``words``; None when there is no such symbol."""
    made = _drawn(look, name, align, ctx)
    if made.symbol is None:
        return None
    text = words or OBJECT
    shown = as_written(text)
    return run_of(shown if text == OBJECT else shown.edited([(0, len(text), OBJECT)]), made)


def _symbol(given: Shown, part: TextRun, layer: TextLayer, ctx: Context) -> list[Run]:
    bare = msgspec.structs.replace(part, symbol="")
    look = runs(as_written("x"), bare, layer, ctx)[0].style
    found = symbol_run(given.text, part.symbol, look, "cap", ctx)
    if found is not None:
        return [found]
    words = as_written(f"[icon:{part.symbol}]") if given.text == OBJECT else given
    return runs(words, bare, layer, ctx)


def _drawn(look: RunStyle, name: str, align: SymbolAlign, ctx: Context) -> RunStyle:
    aspect = ctx.inline_aspect(name)
    if aspect is None:
        return look
    if align != "glyph" and not ctx.has_symbol(name):
        align = "icon"
    return msgspec.structs.replace(look, symbol=InlineSymbol(name, aspect, align))


def _replaced(given: Shown, replace: tuple[tuple[str, str], ...]) -> tuple[Shown, dict[int, str]]:
    """The style's characters that symbols stand for, each as one shown character, and where they are."""
    text, at = given.shown, 0
    edits: list[tuple[int, int, str]] = []
    places: dict[int, str] = {}
    shift = 0
    while at < len(text):
        for chars, name in replace:
            if text.startswith(chars, at):
                places[at - shift] = name
                edits.append((at, at + len(chars), chars[0]))
                shift += len(chars) - 1
                at += len(chars) - 1
                break
        at += 1
    return (given.edited(edits) if shift else given), places


def _faces(part: TextRun, layer: TextLayer, ctx: Context, style: TypeStyle) -> tuple[FontRef, ...]:
    """Real faces of the family for bold and italic; what the kit lacks is reported, never faked."""
    wanted = [style.bold_italic] if part.bold and part.italic else []
    wanted += [style.bold] if part.bold else []
    wanted += [style.italic] if part.italic else []
    found = next((fonts for fonts in wanted if fonts), ())
    if not wanted[0]:
        what = "bold italic" if len(wanted) > 1 else "bold" if part.bold else "italic"
        article = "a" if part.bold else "an"
        ctx.report(
            "missing-bold" if part.bold else "missing-italic", severity="warning",
            found=f"{what} in type style '{part.style or layer.style}'",
            expected=f"{article} {what} face of its family (the text stands in another one)",
            remedy="add the face to the kit's fonts",
        )  # fmt: skip
    return (found[0], *style.fonts[1:]) if found else style.fonts
