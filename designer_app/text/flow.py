"""Cells, the units that lines are made of, and the flow that holds a block's.

All lengths are em of the block's fitted size, so one preparation serves every size of the ladder.
"""

from __future__ import annotations

import itertools

from designer_app.text.breaking import DIVIDED, FREE, HYPHEN, TIED
from designer_app.text.reaches import Reach, reach_of
from designer_app.text.records import Block, Paragraph
from designer_app.text.setters import Setter
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
    from right to left; ``even``: all are of one style on the baseline. ``sizes[k]``
    is its leading scale, ``tops[k]`` the trimmed top above the baseline. ``reaches`` is () where leading alone
    keeps lines apart; with tall strips it says for each unit how far its ink goes above and below the baseline,
    and whether it is tall.
    """

    __slots__ = (
        "base", "before", "cells", "cuts", "ends", "even", "first", "hang", "hyphens", "indent", "marker", "mixed", "paragraph",
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
        self.even = True
        self.sizes: list[float] = []
        self.tops: list[float] = []
        self.reaches: list[Reach] = []

    def inset(self, unit: int) -> float:
        """How far (em) a line that begins with this unit stands in from where lines begin."""
        return self.indent if unit else self.indent + self.first

    def is_marked(self, unit: int) -> bool:
        """Whether a marker stands before a line that begins with this unit, where a quote would hang."""
        return self.marker is not None and unit == 0


Segment = tuple[list[Cell], int]  # its cells and how its end holds to the next


class Flow:
    """A block made ready: stretches, and whether all lines are alike (one scale, one top)."""

    __slots__ = (
        "ascent",
        "block",
        "cap",
        "depth",
        "descent",
        "kept",
        "missing",
        "paragraphs",
        "segments",
        "stretches",
        "tall",
        "top",
        "uniform",
        "whole",
    )

    def __init__(self, block: Block) -> None:
        self.block = block
        self.paragraphs: list[Paragraph] = []  # the block's, with soft hyphens where words may be divided
        self.stretches: list[Stretch] = []
        self.segments: list[list[Segment]] = []  # for each stretch, kept for looser filling
        self.missing: dict[str, None] = {}
        self.uniform = True
        self.tall = False  # whether some lines may need more than the leading
        self.whole = 0.0  # em: compounds up to this width don't open at their own hyphens
        self.kept = False  # whether there are such
        self.top = self.cap = self.depth = self.ascent = self.descent = 0.0


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
                hangs = hang and not stretch.is_marked(len(starts))
                starts.append(pen + (hung if hangs else 0.0) + (bear if ink_sides else 0.0))
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
    first = cells[0].setter if cells else None
    stretch.even, tall = True, False
    for cell in cells:
        if cell.setter is not first or cell.rise:
            stretch.even = False
        if cell.strip.tall:
            tall = True
    stretch.reaches = [reach_of(cells[a:b]) for a, b in itertools.pairwise(cuts)] if tall else []
    if stretch.even:
        count = len(stretch.ends)
        if first is not None:
            stretch.sizes = [first.scale] * count
            stretch.tops = [top_of(first, trim)] * count
        return
    sizes: list[float] = []
    tops: list[float] = []
    for a, b in itertools.pairwise(cuts):
        level = [cell.setter for cell in cells[a:b] if not cell.rise]
        sizes.append(max((made_by.scale for made_by in level), default=0.0))
        tops.append(max((top_of(made_by, trim) for made_by in level), default=0.0))
    if not any(sizes):
        sizes = [max(cell.setter.scale for cell in cells)] * len(sizes)
        tops = [max(top_of(cell.setter, trim) for cell in cells)] * len(tops)
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


def top_of(made_by: Setter, trim: str) -> float:
    if trim == "figure":
        return made_by.figure
    if trim == "x":
        return made_by.x_height
    if trim == "baseline":
        return 0.0
    return made_by.ascent if trim == "line" else made_by.cap


def width_of(block: Block, unit: list[Segment]) -> float:
    start, end = alone(block, [cells for cells, _ in unit])
    return end - start


def alone(block: Block, parts: list[list[Cell]]) -> tuple[float, float]:
    """Where a line begins and ends (em) that has these parts, held together, and nothing else."""
    probe = Stretch(0, 0, 0.0)
    last = len(parts) - 1
    load(probe, [(cells, TIED if i < last else FREE) for i, cells in enumerate(parts)], block)
    return probe.starts[0], probe.ends[0]


def part_of(cell: Cell, text: str, at: int) -> Cell:
    strip = cell.setter.strip(text, cell.level)
    return Cell(strip, cell.run, at, cell.setter, cell.rise, cell.level)
