"""A text layer's source text, bound, cased and cut into paragraphs of runs."""

from __future__ import annotations

from designer_app.layers.base import Context, TypeStyle
from designer_app.layers.text.features import features_of
from designer_app.layers.text.record import TextLayer, TextRun
from designer_app.text.direction import isolate_values, may_run_left
from designer_app.text.records import Paragraph, Run, RunStyle, run_of
from designer_app.text.shown import Shown, as_written

_NARROW = "\u202f\u2009\u200a"
_AIR = 0.1  # em of a raised sign that it keeps from figures after it ($49)


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
                level=1 if marker else 0,
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

    features = features_of(layer, part, style)

    def look(kind: str, before: bool = False) -> RunStyle:
        raised = kind == "raised"
        air = _AIR if raised and before else 0.0
        return RunStyle(
            fonts=style.fonts,
            scale=part.scale * ((layer.raised_scale or style.raised_scale) if raised else 1.0),
            tracking=abs(tracking) if kind == "space" else tracking + air,
            rise=part.rise,
            raise_to_cap=raised or part.raised,
            features=features,
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


def source_text(layer: TextLayer, ctx: Context) -> str:
    return "".join(ctx.text(part.text) for part in layer.runs) if layer.runs else ctx.text(layer.text)
