"""Rows → lines: pen positions in pixels on the 1/64 grid, glyphs gathered into pieces, rules."""

from __future__ import annotations

from designer_app.scene.geometry import snap
from designer_app.text.bands import Interval
from designer_app.text.direction import visual_order
from designer_app.text.filling import Filled, Row
from designer_app.text.flow import Cell, Flow, Stretch
from designer_app.text.gathering import Gatherer
from designer_app.text.records import Block, Line, Paragraph, Run
from designer_app.text.rules import ruled
from designer_app.text.strips import Item, Strip, hung_end, hung_start
from designer_app.text.tracing import Trace

_FAR = 1e9


class Composed:
    """Lines, widest measured width, leftmost start, and bounds of all ink."""

    __slots__ = ("bottom", "ink", "left", "lines", "width")

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.width = 0.0
        self.left = 0.0
        self.bottom = 0.0
        self.ink = [_FAR, _FAR, -_FAR, -_FAR]


def compose(flow: Flow, filled: Filled, size: float, lift: float = 0.0) -> Composed:
    """Set all rows; ``lift`` px is taken from every baseline (for ink trim)."""
    out = Composed()
    block = flow.block
    widths: list[float] = []
    insets: list[float] = []
    for row in filled.rows:
        stretch = flow.stretches[row[0]]
        widths.append(_measured(stretch, row) * size)
        insets.append(stretch.inset(row[1]) * size)
    widest = max([width + inset for width, inset in zip(widths, insets, strict=True)], default=0.0)
    free, leftward = (0.0, widest), block.align == "left"
    lefts: list[float] = []
    for row, baseline, interval, width, inset in zip(
        filled.rows, filled.baselines, filled.intervals, widths, insets, strict=True
    ):
        stretch = flow.stretches[row[0]]
        x = _start(block, inset, stretch.base, free if block.width is None else interval, width)
        lefts.append(x - inset if leftward and not stretch.base else x)
        out.lines.append(_line(flow, stretch, row, x, baseline * size - lift, size, out.ink))
    out.width = widest
    out.left = min(lefts, default=0.0)
    return out


def _measured(stretch: Stretch, row: Row) -> float:
    _, first, last = row
    return stretch.ends[last] - stretch.starts[first] if last >= first else 0.0


def _start(block: Block, indent: float, base: int, interval: Interval, width: float) -> float:
    """Left end of the measured line; ``indent`` (px) is on the side where lines begin."""
    left, right = interval
    if base:
        right -= indent
    else:
        left += indent
    if block.align == "left":
        return left
    if block.align == "right":
        return right - width
    return left + (right - left - width) / 2


def _cells_of(stretch: Stretch, row: Row) -> list[tuple[Cell, Strip]]:
    """The row's cells with the strips to draw: the last one without its trailing white space."""
    _, first, last = row
    if last < first:
        return []
    cells = stretch.cells[stretch.cuts[first] : stretch.cuts[last + 1]]
    while len(cells) > 1 and not cells[-1].strip.core.items:
        cells.pop()
    if stretch.hyphens:
        cells = _undivided(cells)
    drawn = [(cell, cell.strip) for cell in cells]
    drawn[-1] = (cells[-1], cells[-1].strip.core)
    return drawn


def _undivided(cells: list[Cell]) -> list[Cell]:
    """Parts of words between which no line ends, set as one: their ligatures and kerning come back."""
    out: list[Cell] = []
    for cell in cells:
        before = out[-1] if out else None
        if (
            before is not None
            and before.strip.text[-1:] == "\u00ad"
            and (before.run, before.level) == (cell.run, cell.level)
        ):
            strip = cell.setter.strip(before.strip.text + cell.strip.text, cell.level)
            whole = Cell(strip, cell.run, before.at, cell.setter, cell.rise, cell.level)
            whole.kern = before.kern
            out[-1] = whole
        else:
            out.append(cell)
    return out


def _line(
    flow: Flow, stretch: Stretch, row: Row, x: float, baseline: float, size: float, ink: list[float]
) -> Line:
    """One line whose measured part starts at x (px)."""
    block = flow.block
    drawn = _cells_of(stretch, row)
    paragraph = flow.paragraphs[stretch.paragraph]
    gatherer = Gatherer()
    pen = x
    outer = inner = 0.0
    gap = 0.0
    if drawn and (block.hang or block.ink_sides):
        strips = [strip for _, strip in drawn]
        (hung, bear), (tail_hung, tail_bear) = hung_start(strips), hung_end(strips)
        hangs = block.hang and not stretch.is_marked(row[1])
        first = (hung if hangs else 0.0, bear if block.ink_sides else 0.0)
        last = (tail_hung if block.hang else 0.0, tail_bear if block.ink_sides else 0.0)
        if stretch.base:
            first, last = last, first
        outer, inner = sum(first) * size, first[1] * size
        pen -= outer
        gap = (first[1] + last[1]) * size
    if stretch.marker is not None and row[1] == 0:
        _marker(gatherer, stretch, row, paragraph, x, baseline, size, ink)
    text = _source_of(paragraph, drawn)
    trace = Trace(flow, stretch, row, size, pen) if block.traced else None
    if stretch.mixed:
        drawn = visual_order(drawn, [cell.level for cell, _ in drawn])
    draw = _cell
    if block.sketched and all(strip.plain and cell.setter.plain for cell, strip in drawn):
        draw = _sketch
    for number, (cell, strip) in enumerate(drawn):
        if number:
            pen += cell.kern * size
        if trace is not None:
            trace.add(cell, strip, pen)
        pen = draw(gatherer, paragraph, cell, strip, pen, baseline, size, ink)
    gatherer.close()
    return Line(
        x=snap(x - inner),
        width=snap(_measured(stretch, row) * size + gap),
        baseline=snap(baseline),
        text=text,
        pieces=tuple(gatherer.pieces),
        rules=ruled(gatherer.spans, gatherer.pieces, size) if gatherer.spans else (),
        symbols=tuple(gatherer.symbols),
        grounds=tuple(gatherer.grounds),
        clusters=trace.clusters(pen) if trace is not None else (),
        rtl=trace is not None and bool(stretch.base),
    )


def _cell(
    gatherer: Gatherer, paragraph: Paragraph, cell: Cell, strip: Strip, pen: float, baseline: float,
    size: float, ink: list[float],
) -> float:  # fmt: skip
    """Draw one cell at pen x; returns where the next one starts."""
    y = baseline - cell.rise * size
    style = cell.setter.style
    run = paragraph.runs[cell.run] if 0 <= cell.run < len(paragraph.runs) else None
    at = cell.at
    x = pen
    for item in reversed(strip.items) if strip.rtl else strip.items:
        if run is None:
            text, clusters = item.text, item.clusters
        elif not run.places:
            text, clusters = run.text[at : at + len(item.text)], item.clusters
        else:
            text, clusters = _mapped(run, at, item)
        at += len(item.text)
        start = x
        if strip.rtl:  # items lie in visual order; text runs the other way
            start = pen + sum(i.advance for i in strip.items[: strip.items.index(item)]) * size
        gatherer.add(item, size, start, y, style.ink, text, clusters)
        x += item.advance * size
    end = _reach(cell, strip, pen, baseline, size, ink)
    if style.underline or style.strike:
        reach = strip.width if strip.core is strip else strip.advance
        figures = style.strike and _is_number(paragraph)
        gatherer.rule(cell, size, pen, pen + reach * size, baseline, figures)
    if style.ground is not None:
        reach = strip.width if strip.core is strip else strip.advance
        gatherer.ground(cell, size, pen, pen + reach * size, baseline)
    return end


def _reach(cell: Cell, strip: Strip, pen: float, baseline: float, size: float, ink: list[float]) -> float:
    """Let ``ink`` reach as far as a cell at pen x does; returns where the next one starts."""
    y = baseline - cell.rise * size
    x0, y0, x1, y1 = strip.ink
    if x0 <= x1:  # compared, not asked of min and max: each cell of each text comes by here
        if pen + x0 * size < ink[0]:
            ink[0] = pen + x0 * size
        if y + y0 * size < ink[1]:
            ink[1] = y + y0 * size
        if pen + x1 * size > ink[2]:
            ink[2] = pen + x1 * size
        if y + y1 * size > ink[3]:
            ink[3] = y + y1 * size
    return pen + strip.advance * size


def _sketch(
    gatherer: Gatherer, paragraph: Paragraph, cell: Cell, strip: Strip, pen: float, baseline: float,
    size: float, ink: list[float],
) -> float:  # fmt: skip
    """As ``_cell``, of a plain cell's glyphs only the ends."""
    x, y = pen, baseline - cell.rise * size
    for item in strip.items:
        gatherer.sketch(item, size, x, y, cell.setter.style.ink)
        x += item.advance * size
    return _reach(cell, strip, pen, baseline, size, ink)


def _is_number(paragraph: Paragraph) -> bool:
    text = "".join(run.text for run in paragraph.runs)
    return not any(char.isalpha() for char in text) and any(char.isdigit() for char in text)


def _marker(
    gatherer: Gatherer, stretch: Stretch, row: Row, paragraph: Paragraph, x: float, baseline: float,
    size: float, ink: list[float],
) -> None:  # fmt: skip
    """The marker of a list's item, hung before the line that starts at x (px)."""
    cell = stretch.marker
    if cell is None or paragraph.marker is None:
        return
    run, width = paragraph.marker, cell.strip.width
    reach = paragraph.gap * run.style.scale + width if paragraph.at_end else stretch.hang
    pen = x - reach * size
    if stretch.base:
        pen = x + (_measured(stretch, row) + reach - width) * size
    _cell(gatherer, paragraph, cell, cell.strip, pen, baseline, size, ink)
    gatherer.close()


def _source_of(paragraph: Paragraph, drawn: list[tuple[Cell, Strip]]) -> str:
    """What a row's cells show, in the characters of the source."""
    if drawn and len(paragraph.runs) == 1 and not paragraph.runs[0].places:
        last, strip = drawn[-1]
        if last.run == 0:  # an ellipsis is of no run
            return paragraph.runs[0].text[drawn[0][0].at : last.at + len(strip.text)]
    return "".join([_source(paragraph, cell, strip) for cell, strip in drawn])


def _source(paragraph: Paragraph, cell: Cell, strip: Strip) -> str:
    if cell.run < 0:
        return strip.text
    run = paragraph.runs[cell.run]
    end = cell.at + len(strip.text)
    return run.set_text.source(cell.at, end) if run.places else run.text[cell.at : end]


def _mapped(run: Run, at: int, item: Item) -> tuple[str, tuple[int, ...]]:
    """The source text of an item and its clusters in it."""
    places = run.places
    start = places[at]
    end = places[min(at + len(item.text), len(places) - 1)]
    last = max(0, end - start - 1)  # a hyphen without a source goes with the letter before it
    return run.text[start:end], tuple(min(last, places[at + c] - start) for c in item.clusters)
