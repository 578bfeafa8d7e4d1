"""Parts of a text as paragraphs: cut at line breaks, indented, with bullets and numbers before items."""

from __future__ import annotations

from typing import NamedTuple

from designer_app.layers.base import Context
from designer_app.layers.text.parts import Item, Part, parts
from designer_app.layers.text.record import TextLayer, TextRun
from designer_app.layers.text.runs import cased, plain_look, runs, symbol_run
from designer_app.text.markers import counts, marker_text
from designer_app.text.micro import typographic_parts
from designer_app.text.records import Paragraph, Run
from designer_app.text.shown import Shown, as_written

_NOTHING = Shown("", "\u200b", (0, 0))  # an empty line of a text in hand: a place for the caret
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk"})


class _Row:
    """One paragraph in the making."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.item: Item | None = None
        self.tabs = 0


class _Place(NamedTuple):
    """Where a paragraph stands in lists: its level (0 = in none), and the marker's form and number."""

    level: int = 0
    form: str = ""
    number: int = 0


def paragraphs(layer: TextLayer, ctx: Context) -> tuple[Paragraph, ...]:
    """The layer's text, bound, as runs in paragraphs. Empty lines go."""
    rows = [_Row()]
    found = parts(layer, ctx)
    for part, text in zip(found, _marked([part.text for part in found], layer, ctx), strict=True):
        _add(rows, part, text, layer, ctx)
    if ctx.in_hand is not None:
        for row in rows:
            row.runs = row.runs or runs(_NOTHING, TextRun(), layer, ctx)
    full = [row for row in rows if row.runs]
    return tuple(
        _paragraph(row, number, place, layer, ctx)
        for number, (row, place) in enumerate(zip(full, _places(full, layer, ctx), strict=True))
    )


def _marked(texts: list[str], layer: TextLayer, ctx: Context) -> list[Shown]:
    """With typographic marks, unless layer, slot or kit wants them as written."""
    written = [as_written(text) for text in texts]
    if layer.raw or ctx.in_hand is not None:
        return written
    return typographic_parts(written, ctx.marks([part.text for part in layer.runs] or [layer.text]))


def _add(rows: list[_Row], part: Part, given: Shown, layer: TextLayer, ctx: Context) -> None:
    text = cased(given, layer, ctx.style(part.run.style or layer.style))
    for number, piece in enumerate(_lines(text)):
        if number:
            rows.append(_Row())
        row = rows[-1]
        if layer.marker and not row.runs and piece.shown[:1] == "\t":
            row.tabs = len(piece.shown) - len(piece.shown.lstrip("\t"))
            if ctx.in_hand is None:
                piece = piece.cut(row.tabs, len(piece.shown))
            else:  # no character of a text in hand is lost
                piece = piece.edited([(0, row.tabs, "")])
        if piece.shown:
            if not row.runs:
                row.item = part.item
            row.runs.extend(runs(piece, part.run, layer, ctx))


def _lines(text: Shown) -> list[Shown]:
    """Cut at line breaks, which go."""
    if "\n" not in text.shown:
        return [text]
    ends = [i for i, char in enumerate(text.shown) if char == "\n"]
    return [
        text.cut(a, b) for a, b in zip([0, *(i + 1 for i in ends)], [*ends, len(text.shown)], strict=True)
    ]


def _places(rows: list[_Row], layer: TextLayer, ctx: Context) -> list[_Place]:
    """Every paragraph's level and marker: a rich value's items by themselves, else the layer's."""
    own = (layer.marker,) if isinstance(layer.marker, str) else layer.marker
    counters: list[int] = []
    seen: set[tuple[int, int]] = set()
    out: list[_Place] = []
    for row in rows:
        if row.item is not None:
            forms = _forms(row.item.kind, layer, ctx)
            form = forms[min(row.item.level, len(forms)) - 1] if row.item.place not in seen else ""
            seen.add(row.item.place)  # further lines of an item have no marker
            out.append(_Place(row.item.level, form, row.item.number))
        elif layer.marker:
            level = min(row.tabs + 1, len(counters) + 1)
            counters = [*counters[:level], 0] if len(counters) < level else counters[:level]
            counters[level - 1] += 1
            out.append(_Place(level, own[min(level, len(own)) - 1], counters[level - 1]))
        else:
            out.append(_Place())
    return out


def _forms(kind: str, layer: TextLayer, ctx: Context) -> tuple[str, ...]:
    if kind == "o":
        letter = "а)" if ctx.language.partition("-")[0] in _CYRILLIC else "a)"
        return layer.numbers or ("1.", letter, "i.")
    if layer.bullets:
        return layer.bullets
    return ("icon:bullet", "–") if ctx.has_symbol("bullet") else ("•", "–")


def _paragraph(row: _Row, number: int, place: _Place, layer: TextLayer, ctx: Context) -> Paragraph:
    before = layer.space_before + layer.space_after if number else 0.0
    if not place.level:
        return Paragraph(runs=tuple(row.runs), before=before, indent=layer.indent, first=layer.first_indent)
    return Paragraph(
        runs=tuple(row.runs),
        before=before,
        indent=layer.indent * place.level,
        level=place.level,
        marker=_marker(place, layer, ctx) if place.form else None,
        hang=layer.indent,
        at_end=counts(place.form),
    )


def _marker(place: _Place, layer: TextLayer, ctx: Context) -> Run:
    look = plain_look(layer, ctx, layer.marker_fill)
    if place.form.startswith("icon:"):
        name = place.form.removeprefix("icon:")
        drawn = symbol_run("•", name, look, "x" if name == "bullet" else "cap", ctx)
        return drawn or Run("•", look)
    return Run(marker_text(place.form, place.number), look)
