"""Good breaks: of all ways to set a paragraph in as many lines, at the same size, the one of least badness.

As Knuth and Plass (1981) do it, by dynamic programming over the lines, but for ragged text: nothing is
stretched, badness is the square of what a line lacks. ``total`` measures that from the full measure and leaves
the last line free, ``balanced`` from an even share of the whole. Small costs on top: hyphens, loose small words
at line ends, a short or lonely last line; in headlines a break after punctuation gains.
"""

from __future__ import annotations

from collections.abc import Callable

from designer_app.text.breaking import COMPOUND, DIVIDED, END, FREE, HYPHEN, SOFT, hyphenates
from designer_app.text.filling import MOST_RUNNING, Filled, Row, height_of, measure_of, settle_baselines
from designer_app.text.flow import Flow, Stretch, letters
from designer_app.text.hyphenation import ends_a_part

SHORT = 5  # letters: a word up to this long shouldn't be the whole last line
_LONELY = 0.4  # of the measure: nor a longer one that leaves most of that line empty
_MOST_UNITS = 400
_MOST_LINES = 40

_ORPHAN_COST = 0.5
_PAUSE_GAIN = 0.025  # a break after a comma or a dash
_STOP_GAIN = 0.08  # a break after : ; . ! ?
_TIGHT_COSTS = {FREE: 0.0, SOFT: 0.08, HYPHEN: 0.08, DIVIDED: 0.1, COMPOUND: 0.08, END: 0.0}
_HEADLINE_COSTS = _TIGHT_COSTS | {DIVIDED: 1.0, COMPOUND: 0.2}  # where words had better stay whole
_JOINT_GAIN = 0.2  # a word divided between its parts
_TORN_COST = 0.12  # a last line that starts within a word
_SHORT_LAST = 0.33  # of the measure: a last line below this looks like a remnant
_PAUSES = ",—–"
_STOPS = ":;.!?"
_EPSILON = 1e-3


def even(flow: Flow, filled: Filled, size: float) -> Filled:
    """The same number of rows with better breaks, unless the block wants them greedy."""
    if flow.block.breaking == "greedy" or len(filled.rows) < 2:
        return filled
    if not flow.uniform and any(interval != filled.intervals[0] for interval in filled.intervals):
        return filled  # other breaks would move the lines to where there is other room
    rows: list[Row] = []
    at = 0
    while at < len(filled.rows):
        number = filled.rows[at][0]
        end = at
        while end < len(filled.rows) and filled.rows[end][0] == number:
            end += 1
        group = filled.rows[at:end]
        if len(group) > 1:
            stretch = flow.stretches[number]
            room = [measure_of(interval, size) - stretch.indent for interval in filled.intervals[at:end]]
            room[0] -= stretch.first
            lasts = [row[2] for row in group]
            if lasts[-1] < _MOST_UNITS and len(group) <= _MOST_LINES:
                lasts = _least_bad(
                    stretch, lasts, room, flow.block.breaking == "balanced", flow.block.language
                )
            firsts = [0, *(last + 1 for last in lasts[:-1])]
            group = [(number, first, last) for first, last in zip(firsts, lasts, strict=True)]
        rows += group
        at = end
    if rows == filled.rows:
        return filled
    better = Filled()
    better.rows = rows
    better.baselines = list(filled.baselines)
    better.intervals = filled.intervals
    if not flow.uniform:
        settle_baselines(flow, better)
    # Larger words or deeper letters may have come to stand on other lines.
    height = flow.block.height
    if height is not None and height_of(flow, better) > max(height / size, height_of(flow, filled)):
        return filled
    return better


def _least_bad(
    stretch: Stretch, greedy: list[int], room: list[float], balanced: bool, language: str
) -> list[int]:
    """Last units of the lines. Line k may end only between where filling from the end and filling from the
    start would end it; what is already worse than the greedy lines isn't followed."""
    starts, ends, tight, hyphens = stretch.starts, stretch.ends, stretch.tight, stretch.hyphens
    earliest = _from_end(stretch, room)
    if earliest is None or earliest == greedy:
        return greedy
    if not balanced and len(greedy) == 2 and not tight[greedy[0]]:
        # nothing fills the first line better
        share = (ends[greedy[1]] - starts[greedy[0] + 1]) / room[1]
        if not _last_line(stretch, greedy[0], greedy[1], share, balanced):
            return greedy
    firsts = [0, *(last + 1 for last in greedy[:-1])]
    widths = [ends[b] - starts[a] for a, b in zip(firsts, greedy, strict=True)]
    share = sum(widths) / sum(room) if balanced else 1.0
    gain = _STOP_GAIN if balanced else 0.0
    price_of = _break_costs(stretch, balanced, language)
    end = len(greedy) - 1
    bound = _last_line(stretch, firsts[-1] - 1, greedy[-1], widths[-1] / room[-1], balanced)
    for line, (width, limit) in enumerate(zip(widths, room, strict=True)):
        if balanced or line < end:
            off = width / (limit * share) - 1
            bound += off * off + price_of(greedy[line])
    best: dict[int, tuple[float, int, int]] = {
        -1: (0.0, 0, -1)
    }  # last unit → badness, hyphens running, before
    steps = []
    for line, (low, high, limit) in enumerate(zip(earliest, greedy, room, strict=True)):
        target = limit * share
        final = line == end
        most = bound + gain * (end - line) + _EPSILON
        found: dict[int, tuple[float, int, int]] = {}
        # of equal ones, those with the fuller first lines; in headlines with the shorter
        for before, (cost, running, _) in best.items() if balanced else reversed(best.items()):
            start = starts[before + 1]
            for last in range(max(before + 1, low), high + 1):
                width = ends[last] - start
                hyphen = hyphens and hyphenates(tight[last])
                if width > limit:
                    if hyphen:
                        continue  # the whole word may be narrower than its part with a hyphen
                    break
                if hyphen and running >= MOST_RUNNING:
                    continue
                off = width / target - 1
                price = cost + off * off if balanced or not final else cost
                price += (
                    _last_line(stretch, before, last, width / limit, balanced) if final else price_of(last)
                )
                if price < most and (last not in found or price < found[last][0] - _EPSILON):
                    found[last] = (price, running + 1 if hyphen else 0, before)
        best = dict(sorted(found.items()))
        steps.append(best)
    last = len(ends) - 1
    if last not in best:
        return greedy
    out = []
    for step in reversed(steps):
        out.append(last)
        last = step[last][2]
    return out[::-1]


def _last_line(stretch: Stretch, before: int, last: int, share: float, balanced: bool) -> float:
    """What is bad about a last line of the units before+1..last that fills a share of its measure."""
    cost = 0.0
    if last - before == 1 and (share < _LONELY or letters(stretch, last) <= SHORT):
        cost += _ORPHAN_COST
    if before >= 0 and hyphenates(stretch.tight[before]):
        cost += _TORN_COST
    short = _SHORT_LAST - share
    return cost if balanced or short <= 0 else cost + 2 * short * short


def _from_end(stretch: Stretch, room: list[float]) -> list[int] | None:
    """The earliest last unit of each line: lines filled backwards from the end."""
    starts, ends = stretch.starts, stretch.ends
    last = len(ends) - 1
    out = [last]
    for line in range(len(room) - 1, 0, -1):
        first = last
        while first > line and ends[last] - starts[first - 1] <= room[line]:
            first -= 1
        last = first - 1
        if last < line - 1:
            return None
        out.append(last)
    return out[::-1]


def _break_costs(stretch: Stretch, balanced: bool, language: str) -> Callable[[int], float]:
    """What a line end after a unit costs."""
    cells, cuts, tight = stretch.cells, stretch.cuts, stretch.tight
    costs = _HEADLINE_COSTS if balanced else _TIGHT_COSTS
    known: dict[int, float] = {}

    def cost(k: int) -> float:
        found = known.get(k)
        if found is None:
            found = costs[tight[k]]
            if balanced and tight[k] != END and (text := cells[cuts[k + 1] - 1].strip.core.text):
                if tight[k] == DIVIDED:
                    found -= _JOINT_GAIN if ends_a_part(cells[cuts[k + 1] - 1].strip.text, language) else 0.0
                found -= _STOP_GAIN if text[-1] in _STOPS else _PAUSE_GAIN if text[-1] in _PAUSES else 0.0
            known[k] = found
        return found

    return cost
