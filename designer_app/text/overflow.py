"""What is done when a text doesn't fit at its least size: ties loosened, words cut, text shortened."""

from __future__ import annotations

import msgspec

from designer_app.text.bands import Room
from designer_app.text.breaking import FREE, graphemes
from designer_app.text.filling import Filled, Force, fill, fits, measure_of, settle_baselines, too_high
from designer_app.text.flow import Cell, Flow, Stretch, alone, part_of
from designer_app.text.narrowing import narrow, opened
from designer_app.text.reaches import furthest
from designer_app.text.records import Block, Broken, Paragraph, Run, run_of
from designer_app.text.segments import prepare

_FORCES: tuple[Force, ...] = ("alone", "anywhere")
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
    flow, broken = opened(flow, size, room)
    settled = _settled(flow, size, room)
    settled.flow, settled.broken = flow, broken
    return settled


def _settled(flow: Flow, size: float, room: Room) -> Settled:
    torn = narrow(flow, size, room)
    for force in _FORCES:
        filled = fill(flow, size, room, force=force) or Filled()
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
    if not whole.places:
        return run_of(whole.cut(0, count), run.style)
    end = next((i for i, place in enumerate(whole.places) if place >= count), len(whole.shown))
    last = whole.places[max(0, end - 1)]
    if (
        end and count < whole.places[end] and whole.text[last:count].isspace()
    ):  # of « —» the space alone is left: nothing
        end = whole.places.index(last)
    return run_of(whole.cut(0, end), run.style)


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
    return fill(flow, size, free, force="anywhere") or Filled()


def _first_anyhow(flow: Flow, filled: Filled, size: float) -> Filled:
    return _head(filled if filled.rows else _all_rows(flow, size), 1)


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
    start, end = alone(flow.block, [[cell] for cell in head])
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
        start, end = alone(flow.block, [[cell] for cell in members])
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
    return [part_of(cell, text, cell.at), dots]


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Without white space and with no punctuation left before the ellipsis."""
    while cells:
        cell = cells[-1]
        text = cell.strip.text.rstrip(_BEFORE_ELLIPSIS)
        if text:
            return [*cells[:-1], part_of(cell, text, cell.at)]
        cells = cells[:-1]
    return []


def _dots(after: Cell) -> Cell:
    made_by = after.setter.lettering
    text = ELLIPSIS if made_by.main.has(0x2026) else "..."
    return Cell(made_by.strip(text, after.level), -1, 0, made_by, after.rise, after.level)
