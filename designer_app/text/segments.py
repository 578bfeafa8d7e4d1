"""A block's paragraphs as cells (strips in reading order) and the units that lines are made of.

All lengths are em of the block's fitted size, so one preparation serves every size of the ladder.
"""

from __future__ import annotations

import itertools

import msgspec

from designer_app.text.breaking import DIVIDED, END, FREE, HYPHEN, SOFT, TIED, Break, breaks
from designer_app.text.direction import levels
from designer_app.text.hyphenation import emergency_points, points
from designer_app.text.markers import rooms
from designer_app.text.reaches import Reach, reach_of
from designer_app.text.records import Block, Paragraph, Run, run_of
from designer_app.text.setters import Setter, setter
from designer_app.text.shown import Edit, joined
from designer_app.text.strips import Strip, hung_end, hung_start


class Cell:
    """A strip at its place: run number, where it starts in the run's shown text, rise in em.

    ``kern`` (em) is added before it when it isn't the first of its line: kerning with a strip that it
    follows without a space, as after a hyphen.
    """

    __slots__ = ("at", "kern", "level", "rise", "run", "setter", "strip")

    def __init__(self, strip: Strip, run: int, at: int, made_by: Setter, rise: float, level: int) -> None:
        self.strip = strip
        self.run = run
        self.at = at
        self.setter = made_by
        self.rise = rise
        self.level = level
        self.kern = 0.0


class Stretch:
    """What lies between two forced breaks. Arrays run over units, the smallest things a line takes.

    A line of the units i..j measures ``ends[j] - starts[i]``: hanging marks and, if asked for, side
    bearings are already off. ``cuts[k]`` is the first cell of unit k (one more at the end);
    ``tight[k]`` says how unit k holds to the next. ``hyphens``: some may be followed by a hyphen; ``mixed``: some run
    from right to left. ``sizes[k]``
    is its leading scale, ``tops[k]`` the trimmed top above the baseline. ``reaches`` is () where leading alone
    keeps lines apart; with tall strips it says for each unit how far its ink goes above and below the baseline,
    and whether it is tall.
    """

    __slots__ = (
        "base", "before", "cells", "cuts", "ends", "first", "hang", "hyphens", "indent", "marker", "mixed", "paragraph",
        "reaches", "sizes", "starts", "tight", "tops",
    )  # fmt: skip

    def __init__(self, paragraph: int, base: int, indent: float, mixed: bool = False) -> None:
        self.paragraph = paragraph
        self.base = base
        self.mixed = mixed
        self.indent = indent
        self.before = self.first = self.hang = 0.0
        self.marker: Cell | None = None
        self.cells: list[Cell] = []
        self.cuts: list[int] = []
        self.starts: list[float] = []
        self.ends: list[float] = []
        self.tight: list[int] = []
        self.hyphens = False
        self.sizes: list[float] = []
        self.tops: list[float] = []
        self.reaches: list[Reach] = []

    def inset(self, unit: int) -> float:
        """How far (em) a line that begins with this unit stands in from where lines begin."""
        return self.indent if unit else self.indent + self.first


_NEAR = 4  # characters that decide how a letter joins: a neighbour and its marks
_AROUND_NONE = ("", "")

Segment = tuple[list[Cell], int]  # its cells and how its end holds to the next


class Flow:
    """A block made ready: stretches, and whether all lines are alike (one scale, one top)."""

    __slots__ = (
        "ascent",
        "block",
        "cap",
        "depth",
        "descent",
        "missing",
        "paragraphs",
        "segments",
        "stretches",
        "tall",
        "top",
        "uniform",
    )

    def __init__(self, block: Block) -> None:
        self.block = block
        self.paragraphs: list[Paragraph] = []  # the block's, with soft hyphens where words may be divided
        self.stretches: list[Stretch] = []
        self.segments: list[list[Segment]] = []  # for each stretch, kept for looser filling
        self.missing: dict[str, None] = {}
        self.uniform = True
        self.tall = False  # whether some lines may need more than the leading
        self.top = self.cap = self.depth = self.ascent = self.descent = 0.0


def prepare(block: Block, wide: frozenset[str] = frozenset()) -> Flow:
    """Shape, measure and tie a block. ``wide`` are words that open at a dictionary's hyphens whatever the block
    says. Raises ``DesignError`` from the fonts."""
    flow = Flow(block)
    listed = any(paragraph.level for paragraph in block.paragraphs)
    inner = rooms(block.paragraphs, block.language) if listed else (0.0,)
    for number, paragraph in enumerate(block.paragraphs):
        _add_paragraph(flow, number, paragraph, inner, wide)
    kinds = {(s, t) for stretch in flow.stretches for s, t in zip(stretch.sizes, stretch.tops, strict=True)}
    flow.tall = any(stretch.reaches for stretch in flow.stretches)
    flow.uniform = len(kinds) <= 1 and not flow.tall
    _set_metrics(flow)
    return flow


def _set_metrics(flow: Flow) -> None:
    cells = flow.stretches[0].cells if flow.stretches else []
    setters = [cell.setter for cell in cells if not cell.rise] or [cell.setter for cell in cells[:1]]
    setters = setters or [
        setter(run.style, flow.block.language)
        for paragraph in flow.block.paragraphs
        for run in paragraph.runs[:1]
    ]
    if not setters:
        return
    first = max(setters, key=lambda made_by: made_by.scale)
    flow.cap, flow.ascent, flow.descent = first.cap, first.ascent, first.descent
    flow.depth = first.main.depth / first.main.units_per_em * first.scale
    flow.top = _top_of(first, flow.block.trim)


def _top_of(made_by: Setter, trim: str) -> float:
    if trim == "figure":
        return made_by.figure
    if trim == "x":
        return made_by.x_height
    if trim == "baseline":
        return 0.0
    return made_by.ascent if trim == "line" else made_by.cap


def _add_paragraph(
    flow: Flow, number: int, paragraph: Paragraph, inner: tuple[float, ...], wide: frozenset[str]
) -> None:
    block = flow.block
    setters = [setter(run.style, block.language) for run in paragraph.runs]
    shown = [run.shown or run.text for run in paragraph.runs]
    text = shown[0] if len(shown) == 1 else "".join(shown)
    found = breaks(text, block.language)
    if block.hyphenate or wide:
        paragraph, found = divided(paragraph, found, _hyphens(block, paragraph, wide))
        shown = [run.shown or run.text for run in paragraph.runs]
        text = "".join(shown)
    flow.paragraphs.append(paragraph)
    untied = block.breaking == "greedy"
    placed = levels(text, block.direction)
    level = min(paragraph.level, len(inner) - 1)
    indent = paragraph.indent or inner[level]
    rises = _rises(paragraph, setters, shown, block.trim)
    stretch = Stretch(number, placed[0] if placed else 0, indent, placed is not None)
    stretch.before = paragraph.before if number else 0.0
    stretch.first = max(paragraph.first, -indent)
    if paragraph.marker is not None:
        stretch.marker = _marker(paragraph.marker, block.language)
        stretch.hang = paragraph.hang or paragraph.indent or indent - inner[level - 1]
    segments: list[Segment] = []
    start = 0
    run, run_start, run_end = 0, 0, len(shown[0]) if shown else 0
    for _, end, tight in found:
        if untied and tight in (SOFT, TIED):
            tight = FREE
        cells: list[Cell] = []
        opens = start
        while start < end:
            while start >= run_end:
                run += 1
                run_start, run_end = run_end, run_end + len(shown[run])
            stop = min(end, run_end)
            level, around = 0, _AROUND_NONE
            if placed is not None:
                level = placed[1][start]
                stop = next((i for i in range(start + 1, stop) if placed[1][i] != level), stop)
                if level & 1 and (start > opens or stop < end):  # letters join across a change of style
                    around = (text[max(opens, start - _NEAR) : start], text[stop : min(end, stop + _NEAR)])
            made_by = setters[run]
            strip = made_by.strip(text[start:stop], level, around)
            cells.append(Cell(strip, run, start - run_start, made_by, rises[run], level))
            if strip.missing:
                flow.missing |= dict.fromkeys(strip.missing)
            start = stop
        if segments and not text[opens - 1].isspace():
            _join(segments[-1][0][-1], cells[0])
        segments.append((cells, tight))
        if tight == END:
            _finish(flow, stretch, segments)
            stretch, segments = Stretch(number, stretch.base, indent, stretch.mixed), []
    if not text:
        _finish(flow, stretch, segments)


def _hyphens(block: Block, paragraph: Paragraph, wide: frozenset[str]) -> list[Edit]:
    whole = joined([run.set_text for run in paragraph.runs])
    edits = points(whole, block.language) if block.hyphenate else []
    if wide:
        edits = sorted({*edits, *emergency_points(whole, block.language, wide)})
    return edits


def divided(
    paragraph: Paragraph, found: tuple[Break, ...], edits: list[Edit]
) -> tuple[Paragraph, tuple[Break, ...]]:
    """The paragraph with soft hyphens put in, and its breaks. In the last word before a forced
    break they are tied: only where even the least size is too large does it open there."""
    if not edits:
        return paragraph, found
    out: list[Break] = []
    number = 0
    for core_end, end, tight in found:
        while number < len(edits) and edits[number][0] < core_end:
            at = edits[number][0] + number + 1
            out.append((at, at, TIED if tight == END else DIVIDED))
            number += 1
        out.append((core_end + number, end + number, tight))
    longer = joined([run.set_text for run in paragraph.runs]).edited(edits)
    runs: list[Run] = []
    start = base = number = 0
    for run in paragraph.runs:
        base += len(run.shown or run.text)
        while (
            number < len(edits) and edits[number][0] <= base
        ):  # a hyphen is in the style of the letter before
            number += 1
        runs.append(run_of(longer.cut(start, base + number), run.style))
        start = base + number
    return msgspec.structs.replace(paragraph, runs=tuple(runs)), tuple(out)


def _join(before: Cell, cell: Cell) -> None:
    """Kern a cell to the one before it, if HarfBuzz would have seen both together."""
    if cell.run != before.run or cell.level & 1 or before.level != cell.level:
        return
    one, other = before.strip, cell.strip
    whole = cell.setter.strip(one.text + other.text, cell.level)
    cell.kern = whole.advance - one.advance - other.advance


def _finish(flow: Flow, stretch: Stretch, segments: list[Segment]) -> None:
    flow.stretches.append(stretch)
    flow.segments.append(segments)
    load(stretch, segments, flow.block)


def load(stretch: Stretch, segments: list[Segment], block: Block) -> None:
    """Fill a stretch's arrays from segments, tied ones gathered into units."""
    cells: list[Cell] = []
    stretch.cells = cells
    cuts: list[int] = []
    starts: list[float] = []
    ends: list[float] = []
    tights: list[int] = []
    hang, ink_sides = block.hang, block.ink_sides
    plain = not hang and not ink_sides
    pen = 0.0
    opening = True
    for members, tight in segments:
        if opening:
            cuts.append(len(cells))
            pen += members[0].kern
            tail = members[0].strip
            before: Strip | None = None  # the one before the tail
            end = pen
            if plain:
                starts.append(pen)
            else:
                hung, bear = hung_start([cell.strip for cell in members])
                beside = stretch.marker is not None and not starts  # a marker stands where a quote would hang
                starts.append(pen + (hung if hang and not beside else 0.0) + (bear if ink_sides else 0.0))
        for cell in members:
            strip = cell.strip
            if cell is not members[0] or not opening:
                pen += cell.kern
            if strip.core.items:  # trailing white space in a style of its own doesn't count
                end = pen
                if strip is not tail:
                    before, tail = tail, strip
            pen += strip.advance
        cells += members
        opening = tight != TIED
        if opening:
            end += tail.width
            if not plain:
                hung, bear = hung_end([tail] if before is None else [before, tail])
                end -= (hung if hang else 0.0) + (bear if ink_sides else 0.0)
            ends.append(end)
            tights.append(tight)
    cuts.append(len(cells))
    stretch.cuts, stretch.starts, stretch.ends, stretch.tight = cuts, starts, ends, tights
    stretch.hyphens = HYPHEN in tights or DIVIDED in tights
    _measure_units(stretch, block)


def _measure_units(stretch: Stretch, block: Block) -> None:
    """Leading scale and top of each unit; raised and risen runs don't count unless they are alone."""
    cells, cuts, trim = stretch.cells, stretch.cuts, block.trim
    tall = [cell.strip.tall for cell in cells]
    stretch.reaches = [reach_of(cells[a:b]) for a, b in itertools.pairwise(cuts)] if True in tall else []
    first = cells[0].setter if cells else None
    if all(cell.setter is first and not cell.rise for cell in cells):
        count = len(stretch.ends)
        if first is not None:
            stretch.sizes = [first.scale] * count
            stretch.tops = [_top_of(first, trim)] * count
        return
    sizes: list[float] = []
    tops: list[float] = []
    for a, b in itertools.pairwise(cuts):
        level = [cell.setter for cell in cells[a:b] if not cell.rise]
        sizes.append(max((made_by.scale for made_by in level), default=0.0))
        tops.append(max((_top_of(made_by, trim) for made_by in level), default=0.0))
    if not any(sizes):
        sizes = [max(cell.setter.scale for cell in cells)] * len(sizes)
        tops = [max(_top_of(cell.setter, trim) for cell in cells)] * len(tops)
    else:  # a unit of raised signs only takes what its neighbours have
        for k in range(1, len(sizes)):
            sizes[k], tops[k] = (sizes[k], tops[k]) if sizes[k] else (sizes[k - 1], tops[k - 1])
        for k in range(len(sizes) - 2, -1, -1):
            sizes[k], tops[k] = (sizes[k], tops[k]) if sizes[k] else (sizes[k + 1], tops[k + 1])
    stretch.sizes, stretch.tops = sizes, tops


def letters(stretch: Stretch, unit: int) -> int:
    """Letters and digits of a unit, for judging whether it may stand alone on a last line."""
    cells = stretch.cells[stretch.cuts[unit] : stretch.cuts[unit + 1]]
    return sum(char.isalnum() for cell in cells for char in cell.strip.text)


def _marker(run: Run, language: str) -> Cell:
    made_by = setter(run.style, language)
    strip = made_by.strip(run.shown or run.text)
    return Cell(strip, -1, 0, made_by, run.style.rise * run.style.scale, 0)


def _rises(paragraph: Paragraph, setters: list[Setter], shown: list[str], trim: str) -> list[float]:
    """Upward shift of each run in em of the block."""
    if not any(run.style.raise_to_cap or run.style.rise for run in paragraph.runs):
        return [0.0] * len(setters)
    level = [s for s in setters if not s.style.raise_to_cap and not s.style.rise] or setters
    wanted = max(s.figure if trim == "figure" else s.cap for s in level)
    return [
        _raise(made_by, text, wanted) if run.style.raise_to_cap else run.style.rise * run.style.scale
        for run, made_by, text in zip(paragraph.runs, setters, shown, strict=True)
    ]


def _raise(made_by: Setter, text: str, wanted: float) -> float:
    """How far the run goes up for the top of its ink to meet the cap top."""
    ink = made_by.strip(text.strip()).ink if text.strip() else None
    return 0.0 if ink is None or ink[1] > ink[3] else wanted + ink[1]


__all__ = ["END", "SOFT", "TIED", "Cell", "Flow", "Segment", "Stretch", "letters", "load", "prepare"]
