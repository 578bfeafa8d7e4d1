"""Evening out: breaks moved within the same number of lines, at the same size.

Costs are squared deviations of a line's width from its share, with small preferences on top: break
after punctuation, not after a soft tie, and no short word alone at the end.
"""

from __future__ import annotations

from designer_app.text.fit import Filled, Row, height_of, settle_baselines
from designer_app.text.segments import END, SOFT, Flow, Stretch, letters

SHORT = 5  # letters: a word up to this long shouldn't be the whole last line
_LONELY = 0.4  # of the measure: nor a longer one that leaves most of that line empty
_MOST_UNITS = 160
_MOST_LINES = 14

_SOFT_COST = 0.08
_ORPHAN_COST = 0.35
_PAUSE_GAIN = 0.025  # a break after a comma or a dash
_STOP_GAIN = 0.08  # a break after : ; . ! ?
_PAUSES = ",—–"
_STOPS = ":;.!?"
_EPSILON = 1e-3


def even(flow: Flow, filled: Filled, size: float) -> Filled:
    """The same rows with better breaks: balanced if the block asks for it, else only freed of soft
    ties at line ends and of a lonely short last word."""
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
            room = [(b - a + 1 / 64) / size - stretch.indent for a, b in filled.intervals[at:end]]
            balanced = flow.block.balance and len(stretch.ends) <= _MOST_UNITS and len(group) <= _MOST_LINES
            lasts = [row[2] for row in group]
            lasts = _balanced(stretch, lasts, room) if balanced else _tidied(stretch, lasts, room)
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


def _tidied(stretch: Stretch, lasts: list[int], room: list[float]) -> list[int]:
    """Move breaks back over soft ties and give a lonely last word a companion, if all still fits."""
    lasts = list(lasts)
    for line in range(len(lasts) - 2, -1, -1):
        first = lasts[line - 1] + 1 if line else 0
        wanted = lasts[line]
        while wanted > first and stretch.tight[wanted] == SOFT:
            wanted -= 1
        if line == len(lasts) - 2 and lasts[-1] == wanted + 1 and wanted > first:
            alone = stretch.ends[lasts[-1]] - stretch.starts[lasts[-1]]
            wanted -= letters(stretch, lasts[-1]) <= SHORT or alone < _LONELY * room[-1]
        if wanted != lasts[line] and stretch.tight[wanted] != SOFT:
            width = stretch.ends[lasts[line + 1]] - stretch.starts[wanted + 1]
            if width <= room[line + 1]:
                lasts[line] = wanted
    return lasts


def _balanced(stretch: Stretch, greedy: list[int], room: list[float]) -> list[int]:
    """Least total cost over all ways to break into as many lines. Line k may end only between where
    filling from the end and filling from the start would end it."""
    starts, ends = stretch.starts, stretch.ends
    count, lines = len(ends), len(greedy)
    earliest = _from_end(stretch, room)
    if earliest is None:
        return greedy
    total = sum(ends[b] - starts[a] for a, b in zip([0, *(j + 1 for j in greedy[:-1])], greedy, strict=True))
    share = total / sum(room)
    costs = _break_costs(stretch)
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for line in range(lines):
        target = room[line] * share
        limit = room[line]
        final = line == lines - 1
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for before, (cost, path) in best.items():
            start = starts[before + 1]
            for last in range(max(before + 1, earliest[line]), greedy[line] + 1):
                width = ends[last] - start
                if width > limit:
                    break
                off = width / target - 1
                price = cost + off * off + costs[last]
                if final and last - before == 1 and letters(stretch, last) <= SHORT:
                    price += _ORPHAN_COST
                if last not in found or price < found[last][0] - _EPSILON:
                    found[last] = (price, (*path, last))
        best = found
    return list(best[count - 1][1]) if count - 1 in best else greedy


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


def _break_costs(stretch: Stretch) -> list[float]:
    out = []
    for k, tight in enumerate(stretch.tight):
        text = stretch.cells[stretch.cuts[k + 1] - 1].strip.core.text
        gain = 0.0
        if text and tight != END:
            gain = _STOP_GAIN if text[-1] in _STOPS else _PAUSE_GAIN if text[-1] in _PAUSES else 0.0
        out.append((_SOFT_COST if tight == SOFT else 0.0) - gain)
    return out
