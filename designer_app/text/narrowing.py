"""Words wider than their line, at the least size: parted at no-break spaces, opened at a dictionary's hyphens, ties
loosened, cut at last."""

from __future__ import annotations

from collections.abc import Iterator

from designer_app.text.bands import Interval, Room
from designer_app.text.breaking import DIVIDED, FREE, SOFT, TIED, graphemes
from designer_app.text.filling import fill, measure_of
from designer_app.text.flow import Cell, Flow, Segment, Stretch, load, part_of, width_of
from designer_app.text.hyphenation import SOFT_HYPHEN, words_in
from designer_app.text.records import Broken
from designer_app.text.segments import GLUE, prepare


def opened(flow: Flow, size: float, room: Room) -> tuple[Flow, tuple[Broken, ...]]:
    """The flow with a dictionary's hyphens in the words that are wider than a line, also where its block
    divides none: torn anywhere they would look worse. With it what such words came to. Compounds that were kept
    whole open, too. Words that only a no-break space makes too wide part there first, and are not divided."""
    words = too_wide(flow, size, room)
    glued = frozenset(word for word in words if not GLUE.isdisjoint(word))
    if glued:
        flow = prepare(flow.block, whole=flow.whole, apart=glued)
        words = too_wide(flow, size, room)
    letters = frozenset(part for word in words for part in words_in(word))
    if not letters and not flow.kept:
        return flow, tuple(Broken(word, hyphen=False) for word in words)
    flow = prepare(flow.block, letters, apart=glued)
    torn = too_wide(flow, size, room)
    return flow, tuple(Broken(word, not any(part in word for part in torn)) for word in words)


def too_wide(flow: Flow, size: float, room: Room) -> list[str]:
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
            if width_of(flow.block, [segment]) > measure:
                text = "".join(cell.strip.text for cell in segment[0])
                found[text.replace(SOFT_HYPHEN, "").strip()] = None
    return list(found)


def narrow(flow: Flow, size: float, room: Room) -> bool:
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
    filled = None if room.plain else fill(flow, size, room, force="anywhere")
    return min(filled.intervals, key=lambda ends: ends[1] - ends[0], default=whole) if filled else whole


def _broken(flow: Flow, segments: list[Segment], measure: float) -> tuple[list[Segment], bool]:
    out: list[Segment] = []
    torn = False
    for unit in _units(segments):
        if width_of(flow.block, unit) <= measure:
            out += unit
            continue
        for part in _units([_divided(segment) for segment in unit]):
            if width_of(flow.block, part) <= measure:
                out += part
                continue
            for cells, tight in _loosened(flow, part, measure):
                if tight == TIED or width_of(flow.block, [(cells, tight)]) <= measure:
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
        if i + 1 < len(unit) and width_of(flow.block, [*held, unit[i + 1]]) > measure:
            out += [*held[:-1], (segment[0], SOFT)]
            held = []
    return out + held


def _chunks(cells: list[Cell], measure: float) -> list[Cell]:
    """A word in pieces no wider than the measure (a grapheme at least)."""
    out: list[Cell] = []
    for cell in cells:
        text, at = "", cell.at
        for cluster in graphemes(cell.strip.text):
            trial = text + cluster
            if text and cell.setter.strip(trial, cell.level).width > measure:
                out.append(part_of(cell, text, at))
                at += len(text)
                trial = cluster
            text = trial
        out.append(part_of(cell, text, at))
    return out
