"""A block's paragraphs as cells (strips in reading order), tied, divided and measured."""

from __future__ import annotations

import msgspec

from designer_app.text.breaking import COMPOUND, DIVIDED, END, FREE, SOFT, TIED, Break, breaks
from designer_app.text.direction import levels
from designer_app.text.flow import Cell, Flow, Segment, Stretch, load, top_of, width_of
from designer_app.text.hyphenation import SOFT_HYPHEN, emergency_points, points
from designer_app.text.markers import rooms
from designer_app.text.records import Block, Paragraph, Run, run_of
from designer_app.text.setters import Setter, setter
from designer_app.text.shown import Edit, joined

GLUE = frozenset("\u00a0\u202f")  # spaces at which UAX #14 never breaks (LB12)
_NEAR = 4  # characters that decide how a letter joins: a neighbour and its marks
_AROUND_NONE = ("", "")


def prepare(
    block: Block,
    wide: frozenset[str] = frozenset(),
    whole: float = 0.0,
    apart: frozenset[str] = frozenset(),
) -> Flow:
    """Shape, measure and tie a block. ``wide`` are words that open at a dictionary's hyphens whatever the block
    says; compounds no wider than ``whole`` (em) don't open at their own; what is ``apart`` may break at its
    no-break spaces. Raises ``DesignError`` from the fonts."""
    flow = Flow(block)
    flow.whole = whole
    listed = any(paragraph.level for paragraph in block.paragraphs)
    inner = rooms(block.paragraphs, block.language) if listed else (0.0,)
    for number, paragraph in enumerate(block.paragraphs):
        _add_paragraph(flow, number, paragraph, inner, wide, apart)
    kinds: set[tuple[float, float]] = set()
    for stretch in flow.stretches:
        shown = 1 if stretch.even else len(stretch.sizes)
        kinds.update(zip(stretch.sizes[:shown], stretch.tops[:shown], strict=True))
        flow.tall = flow.tall or bool(stretch.reaches)
    flow.uniform = len(kinds) <= 1 and not flow.tall
    _set_metrics(flow)
    return flow


def _set_metrics(flow: Flow) -> None:
    cells = flow.stretches[0].cells if flow.stretches else []
    if cells and flow.stretches[0].even:
        cells = cells[:1]
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
    flow.top = top_of(first, flow.block.trim)


def _add_paragraph(
    flow: Flow,
    number: int,
    paragraph: Paragraph,
    inner: tuple[float, ...],
    wide: frozenset[str],
    apart: frozenset[str],
) -> None:
    block = flow.block
    setters = [setter(run.style, block.language) for run in paragraph.runs]
    shown = [run.shown or run.text for run in paragraph.runs]
    text = shown[0] if len(shown) == 1 else "".join(shown)
    found = breaks(text, block.language)
    if apart:
        found = _parted(text, found, apart)
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
        if untied and tight in (SOFT, TIED, COMPOUND):
            tight = FREE
        cells: list[Cell] = []
        opens = start
        while start < end:
            while start >= run_end:
                run += 1
                run_start, run_end = run_end, run_end + len(shown[run])
            stop = end if end < run_end else run_end
            made_by = setters[run]
            if placed is None:
                level, strip = 0, made_by.strip(text[start:stop])
            else:
                level, around = placed[1][start], _AROUND_NONE
                stop = next((i for i in range(start + 1, stop) if placed[1][i] != level), stop)
                if level & 1 and (start > opens or stop < end):  # letters join across a change of style
                    around = (text[max(opens, start - _NEAR) : start], text[stop : min(end, stop + _NEAR)])
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


def _parted(text: str, found: tuple[Break, ...], apart: frozenset[str]) -> tuple[Break, ...]:
    out: list[Break] = []
    start = 0
    for core_end, end, tight in found:
        if text[start:core_end].replace(SOFT_HYPHEN, "").strip() in apart:
            out += [(at, at + 1, SOFT) for at in range(start + 1, core_end - 1) if text[at] in GLUE]
        out.append((core_end, end, tight))
        start = end
    return tuple(out)


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
    if flow.whole and any(tight == COMPOUND for _, tight in segments):
        segments = _compounds_kept(flow, stretch, segments)
    flow.stretches.append(stretch)
    flow.segments.append(segments)
    load(stretch, segments, flow.block)


def _compounds_kept(flow: Flow, stretch: Stretch, segments: list[Segment]) -> list[Segment]:
    """The segments with compounds tied as far as a line of ``flow.whole`` holds them."""
    measure = flow.whole - stretch.indent - max(0.0, stretch.first)
    out: list[Segment] = []
    parts: list[Segment] = []
    for cells, tight in segments:
        parts.append((cells, tight))
        if tight == COMPOUND or (tight == TIED and not cells[-1].strip.text[-1:].isspace()):
            continue
        inner = [tight for _, tight in parts[:-1]]
        if COMPOUND in inner and width_of(flow.block, parts) <= measure:
            parts = [*((cells, TIED) for cells, _ in parts[:-1]), parts[-1]]
            flow.kept = True
        out += parts
        parts = []
    return out + parts


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
