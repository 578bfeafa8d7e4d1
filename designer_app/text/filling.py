"""Greedy rows: how a flow fills its place at one size, and how high that is."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from designer_app.text.bands import Interval, Room
from designer_app.text.breaking import DIVIDED, HYPHEN, hyphenates
from designer_app.text.flow import Flow, Stretch
from designer_app.text.reaches import Reach, apart, furthest

Row = tuple[int, int, int]  # stretch, first unit, last unit (last < first: an empty line)

Force = Literal[
    "alone", "anywhere"
]  # where a word that no line holds begins: on a line of its own, or on any

MOST_RUNNING = 2  # lines one after another that end with a hyphen
_SLACK = 1 / 64  # px a line may exceed the measure by: what rounding can add


class Filled:
    """Rows at one size, each row's baseline (em) and interval (px)."""

    __slots__ = ("baselines", "intervals", "rows")

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.baselines: list[float] = []
        self.intervals: list[Interval] = []


def measure_of(interval: Interval, size: float) -> float:
    """How much a line may hold (em)."""
    return (interval[1] - interval[0] + _SLACK) / size


def too_high(flow: Flow, filled: Filled, size: float) -> bool:
    """Whether rows reach beyond the block's height; never where it has none."""
    height = flow.block.height
    return height is not None and height_of(flow, filled) * size > height + _SLACK


def height_of(flow: Flow, filled: Filled) -> float:
    """Trimmed height in em."""
    if flow.block.trim == "ink" and filled.baselines:
        top, lowest = ink_span(flow, filled)
        if top <= lowest:
            return lowest - top
    bottom = flow.descent if flow.block.trim == "line" else 0.0
    return filled.baselines[-1] + bottom if filled.baselines else 0.0


def ink_span(flow: Flow, filled: Filled) -> tuple[float, float]:
    """Top and bottom of all ink in em, measured as the baselines are; top > bottom without ink."""
    top, lowest = 1e9, -1e9
    for (number, first, last), baseline in zip(filled.rows, filled.baselines, strict=True):
        stretch = flow.stretches[number]
        if last < first:
            continue
        for cell in stretch.cells[stretch.cuts[first] : stretch.cuts[last + 1]]:
            _, y0, _, y1 = cell.strip.ink
            if y0 <= y1:
                top = min(top, baseline - cell.rise + y0)
                lowest = max(lowest, baseline - cell.rise + y1)
    return top, lowest


def advance_to(flow: Flow, filled: Filled, number: int, unit: int, opens: bool) -> float:
    """Baseline (em) of the next row, which starts with a unit of a stretch."""
    stretch = flow.stretches[number]
    if flow.uniform:
        scale = stretch.sizes[0] if stretch.sizes else 1.0
        top = stretch.tops[0] if stretch.tops else flow.top
    else:
        scale = stretch.sizes[unit] if stretch.sizes else 1.0
        top = stretch.tops[unit] if stretch.tops else flow.top
    if not filled.baselines:
        return top
    step = flow.block.leading * scale + (stretch.before if opens else 0.0)
    if flow.tall:
        step = max(step, apart(_reach(flow, filled.rows[-1]), _reach(flow, (number, unit, unit))))
    return filled.baselines[-1] + step


def _reach(flow: Flow, row: Row) -> Reach:
    """How far a row's ink goes above and below its baseline; where nothing is tall, as common letters do."""
    number, first, last = row
    reaches = flow.stretches[number].reaches[first : last + 1]
    if not reaches:
        return flow.cap, flow.depth, False
    return furthest(reaches)


def fill(
    flow: Flow, size: float, room: Room, most: int = 10_000, force: Force | None = None
) -> Filled | None:
    """Greedy rows at one size; None when a unit is wider than its line or rows exceed ``most``.

    With ``force`` units that are too wide are set all the same, and rows end where the room does.
    """
    filled = Filled()
    rows = filled.rows
    for number, stretch in enumerate(flow.stretches):
        starts, ends = stretch.starts, stretch.ends
        count = len(ends)
        unit = 0
        running = 0
        opens = True
        while unit < count or (opens and not count):
            if len(rows) >= most:
                return None
            baseline = advance_to(flow, filled, number, unit, opens)
            interval = _interval(flow, room, stretch, unit, baseline, size)
            if interval is None:
                return filled if force else None
            last = -1
            if count:
                measure = measure_of(interval, size) - stretch.inset(unit)
                last = bisect_right(ends, starts[unit] + measure, unit) - 1
                if last < unit:
                    if not force:
                        return None
                    last = unit
                if stretch.hyphens and hyphenates(stretch.tight[last]):
                    after = _next_measure(flow, room, stretch, last, baseline, size)
                    last = _undivided(stretch, unit, last, running, after, force)
                    if last < unit:
                        return None
                    running = running + 1 if hyphenates(stretch.tight[last]) else 0
                else:
                    running = 0
            rows.append((number, unit, last))
            filled.baselines.append(baseline)
            filled.intervals.append(interval)
            unit = last + 1
            opens = False
    if not flow.uniform:
        settle_baselines(flow, filled)
    return filled


def _next_measure(flow: Flow, room: Room, stretch: Stretch, last: int, baseline: float, size: float) -> float:
    """The measure (em) of the line after one that ends with this unit."""
    scale = stretch.sizes[0] if flow.uniform else stretch.sizes[last + 1]
    interval = _interval(flow, room, stretch, last + 1, baseline + flow.block.leading * scale, size)
    return 0.0 if interval is None else measure_of(interval, size) - stretch.indent


def _undivided(
    stretch: Stretch, unit: int, last: int, running: int, after: float, force: Force | None
) -> int:
    """The last unit of a line that would end in a hyphen; less than ``unit`` if there is none.

    A dictionary's hyphen may only save room: its word doesn't start the line and would fit whole on the next.
    So a text whose last word is divided once a word follows it takes no more lines without that word, where
    it stays whole: adding words still never raises the size.
    """
    tight = stretch.tight
    found = last
    while found >= unit and hyphenates(tight[found]):
        if running < MOST_RUNNING and (tight[found] == HYPHEN or _saves(stretch, unit, found, after, force)):
            return found
        found -= 1
    return last if found < unit and (force or tight[last] == HYPHEN) else found


def _saves(stretch: Stretch, unit: int, last: int, after: float, force: Force | None) -> bool:
    """Whether a division is worth it: the word would fit whole on the next line, or is forced to begin anywhere."""
    first = last
    while first > unit and stretch.tight[first - 1] == DIVIDED:
        first -= 1
    if first == unit:
        return False
    end = last
    while stretch.tight[end] == DIVIDED:
        end += 1
    return force == "anywhere" or stretch.ends[end] - stretch.starts[first] <= after


def _interval(
    flow: Flow, room: Room, stretch: Stretch, unit: int, baseline: float, size: float
) -> Interval | None:
    if room.plain:
        return 0.0, room.right
    top = stretch.tops[unit] if stretch.tops else flow.cap
    return room.interval((baseline - top) * size, baseline * size, (baseline + flow.depth) * size)


def settle_baselines(flow: Flow, filled: Filled) -> None:
    """Baselines from what the rows really hold, when scales are mixed."""
    y = 0.0
    for i, (number, first, last) in enumerate(filled.rows):
        stretch = flow.stretches[number]
        if not stretch.sizes:
            scale, top = 1.0, flow.top
        else:
            scale = max(stretch.sizes[first : last + 1])
            top = max(stretch.tops[first : last + 1])
        if i == 0:
            y = top
        else:
            step = flow.block.leading * scale + (stretch.before if first == 0 else 0.0)
            if flow.tall:
                step = max(step, apart(_reach(flow, filled.rows[i - 1]), _reach(flow, (number, first, last))))
            y += step
        filled.baselines[i] = y


def fits(flow: Flow, size: float, room: Room) -> Filled | None:
    """Rows at this size when they are few and low enough, else None."""
    block = flow.block
    filled = fill(flow, size, room, most=block.max_lines or 10_000)
    return None if filled is None or too_high(flow, filled, size) else filled
