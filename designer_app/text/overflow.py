"""What is done when a text doesn't fit at its least size: ties loosened, words cut, text shortened."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from designer_app.text.bands import Interval, Room
from designer_app.text.breaking import DIVIDED, FREE, graphemes
from designer_app.text.fit import Filled, fill, fits, measure_of, settle_baselines, too_high
from designer_app.text.hyphenation import SOFT_HYPHEN, words_in
from designer_app.text.reaches import furthest
from designer_app.text.records import Block, Broken, Paragraph, Run, run_of
from designer_app.text.segments import SOFT, TIED, Cell, Flow, Segment, Stretch, load, prepare

ELLIPSIS = "…"
_BEFORE_ELLIPSIS = " \t\u00a0\u2009\u202f,;:.!?…—–-«(“"  # would look odd right before it


class Settled:
    """The rows shown at the least size and the flow that they are of, whether they hold the text whole, how
    many characters were cut, which words no line could hold."""

    __slots__ = ("broken", "cut", "filled", "flow", "whole")

    def __init__(self, filled: Filled, whole: bool, cut: int) -> None:
        self.filled = filled
        self.whole = whole
        self.cut = cut
        self.flow: Flow
        self.broken: tuple[Broken, ...] = ()


def settle(flow: Flow, size: float, room: Room) -> Settled:
    """Rows at ``size``, however long the text is. Changes the flow: it is at its end."""
    flow, broken = _opened(flow, size, room)
    settled = _settled(flow, size, room)
    settled.flow, settled.broken = flow, broken
    return settled


def _opened(flow: Flow, size: float, room: Room) -> tuple[Flow, tuple[Broken, ...]]:
    """The flow with a dictionary's hyphens in the words that are wider than a line, also where its block
    divides none: torn anywhere they would look worse. With it what such words came to."""
    words = _too_wide(flow, size, room)
    letters = frozenset(part for word in words for part in words_in(word))
    if not letters:
        return flow, tuple(Broken(word, hyphen=False) for word in words)
    flow = prepare(flow.block, letters)
    torn = _too_wide(flow, size, room)
    return flow, tuple(Broken(word, not any(part in word for part in torn)) for word in words)


def _too_wide(flow: Flow, size: float, room: Room) -> list[str]:
    """What stands between two break opportunities and is wider than a line, in order, none twice."""
    if room.right >= 1e9:
        return []
    found: dict[str, None] = {}
    for number, stretch in enumerate(flow.stretches):
        if not stretch.ends:
            continue
        measure = _measure(flow, stretch, size, room)
        if all(end - start <= measure for start, end in zip(stretch.starts, stretch.ends, strict=True)):
            continue
        for segment in flow.segments[number]:
            if _width(flow, [segment]) > measure:
                text = "".join(cell.strip.text for cell in segment[0])
                found[text.replace(SOFT_HYPHEN, "").strip()] = None
    return list(found)


def _settled(flow: Flow, size: float, room: Room) -> Settled:
    torn = _narrow(flow, size, room)
    filled = fill(flow, size, room, force=True) or Filled()
    held = _held(flow, filled, size)
    if held == len(filled.rows) and _complete(flow, filled):
        return Settled(filled, not torn, 0)
    if not held:  # not even one line has room: it is shown where it would stand
        filled, held = _first_anyhow(flow, filled, size), 1
    if not flow.block.ellipsis:
        return Settled(filled if _complete(flow, filled) else _all_rows(flow, size), False, 0)
    kept = _head(filled, held)
    if _complete(flow, kept):
        return Settled(kept, False, 0)
    return Settled(kept, False, _shorten(flow, kept, size))


def excess(block: Block, size: float) -> int:
    """How many source characters must go from the end for the rest to fit whole at ``size``: without so many
    it does, with one more it does not. Ends of paragraphs count as one."""
    fixed = msgspec.structs.replace(block, size=size, min_size=0.0, fit=())
    total = sum(_length(paragraph) for paragraph in block.paragraphs) + len(block.paragraphs) - 1
    low, high = 0, total  # too many by more than low, by no more than high
    while high - low > 1:
        middle = (low + high) // 2
        if _holds(_beginning(fixed, total - middle), size):
            high = middle
        else:
            low = middle
    return high


def _holds(block: Block, size: float) -> bool:
    if not block.paragraphs:
        return True
    flow, room = prepare(block), Room(block)
    return fits(flow, size, room) is not None or settle(flow, size, room).whole


def _length(paragraph: Paragraph) -> int:
    return sum(len(run.text) for run in paragraph.runs)


def _beginning(block: Block, count: int) -> Block:
    """The block with the first so many characters of its source."""
    out: list[Paragraph] = []
    for paragraph in block.paragraphs:
        runs: list[Run] = []
        for run in paragraph.runs:
            if count <= 0:
                break
            runs.append(run if len(run.text) <= count else _run_beginning(run, count))
            count -= len(run.text)
        count -= 1
        if any(run.shown or run.text for run in runs):
            out.append(msgspec.structs.replace(paragraph, runs=tuple(runs)))
    return msgspec.structs.replace(block, paragraphs=tuple(out))


def _run_beginning(run: Run, count: int) -> Run:
    whole = run.set_text
    end = next((i for i, place in enumerate(whole.places) if place >= count), len(whole.shown))
    return run_of(whole.cut(0, end if whole.places else count), run.style)


def _held(flow: Flow, filled: Filled, size: float) -> int:
    """How many rows the block holds."""
    most = min(len(filled.rows), flow.block.max_lines or len(filled.rows))
    while most and too_high(flow, _head(filled, most), size):
        most -= 1
    return most


def _head(filled: Filled, rows: int) -> Filled:
    out = Filled()
    out.rows, out.baselines = filled.rows[:rows], filled.baselines[:rows]
    out.intervals = filled.intervals[:rows]
    return out


def _complete(flow: Flow, filled: Filled) -> bool:
    if not filled.rows:
        return not flow.stretches
    number, _, last = filled.rows[-1]
    return number == len(flow.stretches) - 1 and last == len(flow.stretches[-1].ends) - 1


def _all_rows(flow: Flow, size: float) -> Filled:
    """All rows, shapes ignored where they leave no room."""
    block = flow.block
    free = Room(Block(paragraphs=block.paragraphs, size=block.size, width=block.width))
    return fill(flow, size, free, force=True) or Filled()


def _first_anyhow(flow: Flow, filled: Filled, size: float) -> Filled:
    return _head(filled if filled.rows else _all_rows(flow, size), 1)


def _narrow(flow: Flow, size: float, room: Room) -> bool:
    """Break up what is wider than a line: first ties and divided words, then words between graphemes.
    Returns whether it came to that."""
    if room.right >= 1e9:
        return False
    torn = False
    for number, stretch in enumerate(flow.stretches):
        measure = _measure(flow, stretch, size, room)
        wide = [k for k, end in enumerate(stretch.ends) if end - stretch.starts[k] > measure]
        if not wide:
            continue
        segments, cut = _broken(flow, flow.segments[number], measure)
        torn = torn or cut
        flow.segments[number] = segments
        load(stretch, segments, flow.block)
    return torn


def _measure(flow: Flow, stretch: Stretch, size: float, room: Room) -> float:
    """What a unit of the stretch may measure (em) on any line."""
    return measure_of(_narrowest(flow, size, room), size) - stretch.indent - max(0.0, stretch.first)


def _narrowest(flow: Flow, size: float, room: Room) -> Interval:
    """The measure that cut words must keep to: with shapes, of the narrowest row."""
    whole = (0.0, room.right)
    filled = None if room.plain else fill(flow, size, room, force=True)
    return min(filled.intervals, key=lambda ends: ends[1] - ends[0], default=whole) if filled else whole


def _broken(flow: Flow, segments: list[Segment], measure: float) -> tuple[list[Segment], bool]:
    out: list[Segment] = []
    torn = False
    for unit in _units(segments):
        if _width(flow, unit) <= measure:
            out += unit
            continue
        for part in _units([_divided(segment) for segment in unit]):
            if _width(flow, part) <= measure:
                out += part
                continue
            for cells, tight in _loosened(flow, part, measure):
                if tight == TIED or _width(flow, [(cells, tight)]) <= measure:
                    out.append((cells, tight))
                    continue
                chunks = _chunks(cells, measure)
                torn = True
                out += [([chunk], FREE) for chunk in chunks[:-1]] + [([chunks[-1]], tight)]
    return out, torn


def _units(segments: list[Segment]) -> Iterator[list[Segment]]:
    unit: list[Segment] = []
    for segment in segments:
        unit.append(segment)
        if segment[1] != TIED:
            yield unit
            unit = []


def _divided(segment: Segment) -> Segment:
    """The parts of a last word, which is tied at its hyphens, may stand on lines of their own."""
    cells, tight = segment
    soft = tight == TIED and cells[-1].strip.text[-1:] == SOFT_HYPHEN
    return (cells, DIVIDED) if soft else segment


def _loosened(flow: Flow, unit: list[Segment], measure: float) -> list[Segment]:
    """The unit with ties undone where what they hold together would be wider than a line."""
    out: list[Segment] = []
    held: list[Segment] = []
    for i, segment in enumerate(unit):
        held.append(segment)
        if i + 1 < len(unit) and _width(flow, [*held, unit[i + 1]]) > measure:
            out += [*held[:-1], (segment[0], SOFT)]
            held = []
    return out + held


def _width(flow: Flow, unit: list[Segment]) -> float:
    start, end = _alone(flow, [cells for cells, _ in unit])
    return end - start


def _alone(flow: Flow, parts: list[list[Cell]]) -> tuple[float, float]:
    """Where a line begins and ends (em) that has these parts, held together, and nothing else."""
    probe = Stretch(0, 0, 0.0)
    last = len(parts) - 1
    load(probe, [(cells, TIED if i < last else FREE) for i, cells in enumerate(parts)], flow.block)
    return probe.starts[0], probe.ends[0]


def _chunks(cells: list[Cell], measure: float) -> list[Cell]:
    """A word in pieces no wider than the measure (a grapheme at least)."""
    out: list[Cell] = []
    for cell in cells:
        text, at = "", cell.at
        for cluster in graphemes(cell.strip.text):
            trial = text + cluster
            if text and cell.setter.strip(trial, cell.level).width > measure:
                out.append(_part(cell, text, at))
                at += len(text)
                trial = cluster
            text = trial
        out.append(_part(cell, text, at))
    return out


def _part(cell: Cell, text: str, at: int) -> Cell:
    strip = cell.setter.strip(text, cell.level)
    return Cell(strip, cell.run, at, cell.setter, cell.rise, cell.level)


def _characters_after(flow: Flow, filled: Filled, rows: int) -> int:
    """Characters from the end of the given row to the end of the text, ends of paragraphs included."""
    number, last = (filled.rows[rows - 1][0], filled.rows[rows - 1][2]) if rows else (0, -1)
    total = 0
    for k in range(number, len(flow.stretches)):
        stretch = flow.stretches[k]
        start = stretch.cuts[last + 1] if k == number and stretch.cuts else 0
        total += sum(_source_length(flow, stretch, cell) for cell in stretch.cells[start:])
        if k > number and flow.stretches[k].paragraph != flow.stretches[k - 1].paragraph:
            total += 1
    return total


def _source_length(flow: Flow, stretch: Stretch, cell: Cell) -> int:
    run = flow.paragraphs[stretch.paragraph].runs[cell.run]
    if not run.places:
        return len(cell.strip.text)
    return run.places[min(cell.at + len(cell.strip.text), len(run.places) - 1)] - run.places[cell.at]


def _shorten(flow: Flow, kept: Filled, size: float) -> int:
    """End the last row with an ellipsis after a whole word; returns how many characters went.

    Only when not one word has room beside it, the word itself is cut.
    """
    number, first, last = kept.rows[-1]
    stretch = flow.stretches[number]
    lost = _characters_after(flow, kept, len(kept.rows))
    interval = kept.intervals[-1]
    measure = measure_of(interval, size) - stretch.inset(first)
    if not stretch.cells:
        return lost
    cells = stretch.cells[stretch.cuts[first] : stretch.cuts[last + 1]]
    shown = sum(_source_length(flow, stretch, cell) for cell in cells)
    head = _with_ellipsis(flow, cells, measure)
    shown -= sum(_source_length(flow, stretch, cell) for cell in head[:-1])
    rest = stretch.cells[: stretch.cuts[first]]
    stretch.cells = rest + head
    # One unit from now on: it is set as it stands.
    stretch.cuts = [*stretch.cuts[: first + 1], len(stretch.cells)]
    pen = sum(cell.strip.advance for cell in rest)
    start, end = _alone(flow, [[cell] for cell in head])
    stretch.starts = [*stretch.starts[:first], pen + start]
    stretch.ends = [*stretch.ends[:first], pen + end]
    stretch.tight = [*stretch.tight[:first], FREE]
    stretch.sizes = [*stretch.sizes[:first], max(stretch.sizes[first : last + 1])]
    if stretch.reaches:
        stretch.reaches = [*stretch.reaches[:first], furthest(stretch.reaches[first : last + 1])]
    stretch.tops = [*stretch.tops[:first], max(stretch.tops[first : last + 1])]
    kept.rows[-1] = (number, first, first)
    if not flow.uniform:
        settle_baselines(flow, kept)
    return lost + shown


def _with_ellipsis(flow: Flow, cells: list[Cell], measure: float) -> list[Cell]:
    """The longest run of whole words that leaves room for an ellipsis, and the ellipsis."""
    for count in range(len(cells), 0, -1):
        head = _trimmed(cells[:count])
        if not head:
            break
        members = [*head, _dots(head[-1])]
        start, end = _alone(flow, [[cell] for cell in members])
        if end - start <= measure:
            return members
    return _cut_word(cells, measure)


def _cut_word(cells: list[Cell], measure: float) -> list[Cell]:
    cell = cells[0]
    dots = _dots(cell)
    text = ""
    for cluster in graphemes(cell.strip.core.text):
        strip = cell.setter.strip(text + cluster, cell.level)
        if strip.advance + dots.strip.width > measure:
            break
        text += cluster
    if not text:
        return [dots]
    return [_part(cell, text, cell.at), dots]


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Without white space and with no punctuation left before the ellipsis."""
    while cells:
        cell = cells[-1]
        text = cell.strip.text.rstrip(_BEFORE_ELLIPSIS)
        if text:
            return [*cells[:-1], _part(cell, text, cell.at)]
        cells = cells[:-1]
    return []


def _dots(after: Cell) -> Cell:
    made_by = after.setter.lettering
    text = ELLIPSIS if made_by.main.has(0x2026) else "..."
    return Cell(made_by.strip(text, after.level), -1, 0, made_by, after.rise, after.level)
