"""What goes into typesetting and what comes out. Lengths are pixels, ratios are of the font size (em)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal

import msgspec

from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, Outline
from designer_app.scene.nodes import FontRef
from designer_app.text.inline import InlineSymbol
from designer_app.text.shown import Shown

Align = Literal["left", "center", "right"]
Trim = Literal["cap", "figure", "x", "baseline", "ink", "line"]
Direction = Literal["auto", "ltr", "rtl"]
Breaking = Literal["total", "balanced", "greedy"]


class RunStyle(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Style of a run. ``fonts`` = the main font, then fallbacks in order of preference.

    ``scale`` is relative to the block's fitted size; ``tracking`` is em, instead of it the last of
    ``tracking_at`` (block's size px, em) whose size is reached; ``optical`` sets the axis ``opsz`` by size; ``rise`` em of the run's own
    size, upwards; ``raise_to_cap`` lifts the run so that the top of its ink meets the cap top of
    the block (raised currency and percent; overrides ``rise``). ``ink`` is an opaque name that comes
    back with each piece, by which the caller finds the paint; ``ground`` is anything the caller knows by it that
    comes back with each stretch of a line that has it (a marker behind words). With ``symbol`` the run's one character
    decides how the line breaks and what it reads as, and the symbol is what is seen.
    """

    fonts: tuple[FontRef, ...]
    scale: float = 1.0
    tracking: float = 0.0
    tracking_at: tuple[tuple[float, float], ...] = ()
    optical: bool = False
    rise: float = 0.0
    raise_to_cap: bool = False
    features: tuple[tuple[str, int], ...] = ()
    language: str = ""
    underline: bool = False
    strike: bool = False
    ink: str = ""
    ground: Hashable = None
    symbol: InlineSymbol | None = None


class Run(msgspec.Struct, frozen=True):
    """Source text with one style. ``shown`` is the text to set where it differs from ``text`` (by case,
    typographic marks, markup, symbols; "" = the same) and ``places`` its way back, as in ``Shown``; pieces
    come back with ``text`` and clusters into it."""

    text: str
    style: RunStyle
    shown: str = ""
    places: tuple[int, ...] = ()

    @property
    def set_text(self) -> Shown:
        """The run's text with what is set in its place."""
        return Shown(self.text, self.shown or self.text, self.places)


def run_of(shown: Shown, style: RunStyle) -> Run:
    """A run that sets ``shown``."""
    if shown.shown == shown.text and not shown.places:
        return Run(shown.text, style)
    return Run(shown.text, style, shown.shown, shown.places)


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Runs up to a hard break. Lengths are em of the block's size.

    ``before`` is extra space above (not above the first). ``indent`` shifts all lines, ``first`` the first one
    besides (negative: it hangs out). ``level`` > 0 makes it part of a list: ``marker`` (a bullet or number)
    hangs before its first line. With ``indent`` 0 all items of a level begin where the widest marker of their
    level lets them, ``gap`` after it, nested ones from the text of the level above; ``at_end`` lines markers up at their end, as
    figures must.
    """

    runs: tuple[Run, ...]
    before: float = 0.0
    indent: float = 0.0
    first: float = 0.0
    level: int = 0
    marker: Run | None = None
    hang: float = 0.0  # from the marker's start to the text; 0 = the marker's room at this level
    gap: float = 0.4
    at_end: bool = False


class FitStep(msgspec.Struct, frozen=True):
    """What may give way for a text to fit, and how far: size in px (0 = the block's ``min_size``), width in
    percent of the font's own, tracking in em, leading, number of lines."""

    by: Literal["size", "width", "tracking", "leading", "lines"]
    to: float = 0.0


class Block(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A text to be fitted into ``width`` × ``height``.

    ``size``..``min_size``: the fit walks the fixed ladder (``ladder``) down from ``size`` and takes
    the first at which lines ≤ ``max_lines`` and the trimmed height ≤ ``height``. With
    ``ellipsis`` what still does not fit at ``min_size`` is cut at a word and reported.

    ``fit`` lists what gives way before that, in order (``settings``); () = the size alone. Size comes last
    where it isn't listed.

    ``trim`` says what the box of the text is: ``cap`` from the cap top of the first line to the last
    baseline (the default), ``figure`` from figure top, ``x`` from x-height, ``baseline`` from the first
    baseline, ``ink`` the ink itself, ``line`` ascent to descent. ``ink_sides`` places each line by its ink,
    not its advance, at the aligned edge. ``hang`` lets opening and closing quotes and final . , - stand outside the measure.

    ``breaking``: ``total`` takes the breaks of least total badness over the paragraph (rag, short last lines,
    loose small words), ``balanced`` evens the lines' lengths; neither adds lines. ``greedy`` fills line by line
    at every opportunity of UAX #14, as browsers do, and ties no words. ``hyphenate`` lets words be divided
    where that saves a line: never the last of a paragraph, never more than two lines running.

    ``keep_out``/``keep_in`` are outlines in block coordinates (0, 0 = top left of the box): each line is
    measured between cap top and baseline of its own height and keeps ``clearance`` px from the shape.

    ``direction`` of the paragraphs: ``auto`` is each one's first strong letter's (UAX #9, P2).

    ``traced``: each line also says where its clusters stand (``Cluster``), for carets. ``sketched``: of a run of glyphs
    only the leftmost and rightmost, highest and lowest places are set, without text; all else is the same.
    """

    paragraphs: tuple[Paragraph, ...]
    size: float
    min_size: float = 0.0  # 0 = the same as size: no fitting
    fit: tuple[FitStep, ...] = ()
    width: float | None = None  # None = no wrapping
    height: float | None = None
    max_lines: int | None = None
    leading: float = 1.2
    align: Align = "left"
    direction: Direction = "auto"
    trim: Trim = "cap"
    breaking: Breaking = "total"
    hyphenate: bool = False
    hang: bool = False
    ink_sides: bool = False
    ellipsis: bool = True
    keep_out: tuple[Outline, ...] = ()
    keep_in: Outline | None = None
    clearance: float = 0.0
    language: str = "en"
    traced: bool = False
    sketched: bool = False


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Glyphs of one font, size and ink on one line; pen positions in block coordinates.

    ``colour`` is set for a layer of a colour glyph (emoji) and wins over the ink's paint. ``painted``: its one glyph
    is a picture or a paint graph.
    """

    font: FontRef
    size: float
    ids: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    text: str
    clusters: tuple[int, ...]
    ink: str
    colour: Colour | None = None
    painted: bool = False

    @property
    def inked(self) -> bool:
        """Whether it is drawn in the ink: has outlines that strokes and underlines may follow."""
        return self.colour is None and not self.painted


class Rule(msgspec.Struct, frozen=True):
    """A stretch of an underline or strike: a filled rectangle in block coordinates. A strike lies over the text."""

    box: Box
    ink: str
    strike: bool = False


class Ground(msgspec.Struct, frozen=True):
    """A stretch of a line whose runs have one ``ground``: from cap top to baseline, in block coordinates."""

    box: Box
    of: Hashable
    size: float  # of its letters, px


class Symbol(msgspec.Struct, frozen=True):
    """A symbol on its line: its box in block coordinates, the ink of its run, and the source that it stands for."""

    name: str
    box: Box
    ink: str
    text: str


class Cluster(msgspec.Struct, frozen=True, array_like=True):
    """Characters ``start`` .. ``end`` of the block's source as they stand on a line, from x0 to x1 (px). The source counts
    all runs, and one character between paragraphs; an empty paragraph has one cluster without characters."""

    start: int
    end: int
    x0: float
    x1: float
    rtl: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One set line: ``x``..``x + width`` by advances (hanging marks not counted), its baseline, text."""

    x: float
    width: float
    baseline: float
    text: str
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    grounds: tuple[Ground, ...] = ()
    clusters: tuple[Cluster, ...] = ()  # in reading order, of a traced block
    rtl: bool = False  # its paragraph begins at the right; of a traced block


class Broken(msgspec.Struct, frozen=True):
    """A word wider than its box: whether the dictionary's hyphens divide it, or it is cut between letters."""

    word: str
    hyphen: bool


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The result. ``width``/``height`` = the trimmed text box (0,0 at its top left, ``trim`` applied).

    ``ink`` bounds all glyph ink. ``cut`` > 0: that many source characters were dropped (ellipsis).
    ``over`` is how many characters should be removed to fit whole at ``min_size`` (0 = fits).
    ``broken`` lists words that no line could hold at ``min_size``. ``max_lines`` is the block's, as far as
    it gave way.
    ``missing`` lists characters that no font has. ``width`` is that of the widest line (with its
    indent) also when the block's own width is larger; ``left`` is where the leftmost line starts.
    """

    size: float
    lines: tuple[Line, ...]
    width: float
    height: float
    ink: Box
    cap_height: float
    cut: int = 0
    over: int = 0
    max_lines: int | None = None
    broken: tuple[Broken, ...] = ()
    missing: tuple[str, ...] = ()
    left: float = 0.0
