"""The record of a text layer: runs in type styles, fitted into the frame over a ladder of sizes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta as About

from designer_app.layers.base import Fill, LayerBase, Num
from designer_app.text.records import Align, Direction, Trim


class Highlight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A ground behind the lines. ``pad`` is em beside the line, and above its cap top and below its baseline;
    ``radius`` em. ``joined`` makes one shape of all lines, with steps rounded both ways."""

    fill: Fill = "accent"
    pad: tuple[float, float] = (0.28, 0.28)
    radius: float = 0.12
    joined: bool = False


class TextRun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a text in its own style; what is left out is the layer's.

    ``bold`` and ``italic`` take real faces of the style's family. With ``symbol`` (of the kit, or an icon of the
    assets) a drawing as high as capitals stands in the line, and ``text`` is what it reads as. ``highlight`` lies
    behind the run alone: a colour, drawn as the layer's ``mark`` is, or a look of its own.
    """

    text: str = ""
    style: str = ""
    fill: str = ""
    scale: float = 1.0
    tracking: float | None = None
    rise: float = 0.0
    raised: bool = False
    strike: bool = False
    underline: bool = False
    features: tuple[str, ...] = ()
    bold: bool = False
    italic: bool = False
    symbol: str = ""
    highlight: Annotated[
        str | Highlight, About(description="behind this run alone: a colour, or fill, pad and radius")
    ] = ""


WHOLE = TextRun()  # the one part of a layer without runs


class TextOutline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stroke round the letters. ``behind`` puts it under all letters, so that none covers its neighbour."""

    fill: Fill = "on-surface"
    width: Num = 2.0
    align: Literal["centre", "inside", "outside"] = "outside"
    join: Literal["miter", "round", "bevel"] = "round"
    behind: bool = False


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


class FitBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What may give way for a text to fit, and how far."""

    by: Literal["size", "width", "tracking", "leading", "lines"]
    to: Annotated[
        Num,
        About(
            description="size in px (left out: the layer's min_size), width in percent of the font's own, "
            "tracking in em, leading, number of lines"
        ),
    ] = 0


class TextLayer(LayerBase, frozen=True, kw_only=True, tag="text", tag_field="kind"):
    """Text with ``{{ slots }}``. The box is trimmed: from cap top to the last baseline."""

    text: str = ""
    runs: tuple[TextRun, ...] = ()
    style: str = "text"
    size: Num = 32.0
    min_size: Annotated[Num, About(description="0 = no fitting")] = 0.0
    fit: Annotated[
        tuple[FitBy, ...],
        About(description="what gives way, in this order; size alone when left out, last when not named"),
    ] = ()
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
    balance: Annotated[bool | None, About(description="lines of even length; a headline's when left out")] = (
        None
    )
    greedy: Annotated[
        bool, About(description="lines filled one by one as browsers do, no words tied; over balance")
    ] = False
    raw: Annotated[
        bool, About(description="shown as written: no typographic quotes, dashes, spaces put in")
    ] = False
    hyphenate: Annotated[
        bool | None,
        About(
            description="divide words where that saves a line; when left out as the style says, "
            "else in skyscrapers, never in headlines"
        ),
    ] = None
    hang: Annotated[
        bool | None,
        About(
            description="opening and closing quotes and a last . , - stand outside the measure; "
            "when left out, in headlines"
        ),
    ] = None
    ink_sides: Annotated[bool, About(description="align by the ink instead of the advance")] = False
    span: Annotated[
        bool,
        About(
            description="one line: sized between min_size and size so that its ink fills the width; "
            "no effect where max_lines allows more"
        ),
    ] = False
    ellipsis: bool = True
    marker: Annotated[
        str | tuple[str, ...],
        About(
            description="before every paragraph: a bullet such as '•' or 'icon:leaf', or a number: '1.', '01', 'a)', "
            "'а)', 'i.'; several are for levels (a tab at a line's start each)"
        ),
    ] = ""
    marker_fill: Annotated[str, About(description="colour of markers; the text's when left out")] = ""
    bullets: Annotated[
        tuple[str, ...],
        About(description="by level, for lists in rich cells; the kit's symbol bullet, '•', '–'"),
    ] = ()
    numbers: Annotated[
        tuple[str, ...], About(description="by level, for numbered lists in rich cells; '1.', 'a)', 'i.'")
    ] = ()
    space_before: Annotated[float, About(description="em above every paragraph but the first")] = 0.0
    space_after: Annotated[float, About(description="em below every paragraph but the last")] = 0.0
    indent: Annotated[
        float, About(description="em, for each level of a list; the marker hangs in it; 0 = as markers need")
    ] = 0.0
    first_indent: Annotated[
        float, About(description="em of a paragraph's first line besides indent; negative = it hangs out")
    ] = 0.0
    strike: bool = False
    underline: bool = False
    features: Annotated[
        tuple[str, ...],
        About(
            description="OpenType features beside the style's: 'tabular-figures', 'small-caps', 'ss01', 'kern=0'"
        ),
    ] = ()
    raised: Annotated[bool, About(description="raise the style's currency and percent signs")] = True
    raised_scale: float = 0.0
    harmony: Annotated[
        Harmony | None, About(description="the size is the same over pages, rows or sizes")
    ] = None
    avoid: tuple[Near, ...] = ()
    within: Near | None = None
    split: SplitFill | None = None
    highlight: Highlight | None = None
    mark: Annotated[
        Highlight, About(description="how runs and words of rich cells (==words==, <mark>) are highlighted")
    ] = Highlight(fill="accent/40", pad=(0.1, 0.16), radius=0.06)
    outline: TextOutline | None = None
    scrim: Scrim | None = None
    role: Literal["", "heading", "price", "legal", "age", "action", "running"] = ""

    informs: ClassVar[bool] = True

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.text, *[run.text for run in self.runs])
