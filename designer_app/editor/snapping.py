"""Snapping: a moving box and what it may line up with → how far to shift it, and the lines to show.

Positions of both axes are looked at apart. Edges and middles of the moving box snap to edges and middles of other
layers, artboard, margins, safe area, grid columns and guides; gaps snap to gaps that are already there.
"""

from __future__ import annotations

import bisect
import itertools
import operator
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from designer_app.scene.geometry import Box

Axis = Literal["x", "y"]
Kind = Literal["layer", "artboard", "margin", "safe", "grid", "guide", "baseline", "gap"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Something to snap to: a position on one axis. ``start``..``end`` is its extent on the other."""

    axis: Axis
    at: float
    kind: Kind
    start: float = 0.0
    end: float = 0.0


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Equal distances to be shown: from ``a`` to ``b`` on the axis, drawn at ``across``."""

    axis: Axis
    a: float
    b: float
    across: float


class Snap(msgspec.Struct, frozen=True, kw_only=True):
    """The shift that lines things up (0 where nothing is near), the lines met and the equal gaps."""

    dx: float = 0.0
    dy: float = 0.0
    lines: tuple[Line, ...] = ()
    gaps: tuple[Gap, ...] = ()


def lines_of(boxes: Iterable[Box], kind: Kind = "layer") -> list[Line]:
    """Edges and middles of boxes."""
    found = []
    for b in boxes:
        found += [
            Line(axis="x", at=v, kind=kind, start=b.y0, end=b.y1) for v in (b.x0, (b.x0 + b.x1) / 2, b.x1)
        ]
        found += [
            Line(axis="y", at=v, kind=kind, start=b.x0, end=b.x1) for v in (b.y0, (b.y0 + b.y1) / 2, b.y1)
        ]
    return found


def artboard_lines(
    width: float,
    height: float,
    margin: float = 0.0,
    safe: Box | None = None,
    columns: Sequence[tuple[float, float]] = (),
) -> list[Line]:
    """Edges, middles, margins, safe area and grid columns of an artboard."""
    found = lines_of([Box(0.0, 0.0, width, height)], "artboard")
    if margin:
        found += _edges(Box(margin, margin, width - margin, height - margin), "margin")
    if safe is not None:
        found += _edges(safe, "safe")
    for start, end in columns:
        found += [Line(axis="x", at=v, kind="grid", start=0.0, end=height) for v in (start, end)]
    return found


def _edges(box: Box, kind: Kind) -> list[Line]:
    return [Line(axis="x", at=v, kind=kind, start=box.y0, end=box.y1) for v in (box.x0, box.x1)] + [
        Line(axis="y", at=v, kind=kind, start=box.x0, end=box.x1) for v in (box.y0, box.y1)
    ]


class Rails(msgspec.Struct, frozen=True):
    """Lines sorted once, for a gesture that looks for near ones at every step."""

    x: tuple[Line, ...]
    y: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Rails:
        ordered = sorted(lines, key=lambda line: line.at)
        return cls(
            tuple(line for line in ordered if line.axis == "x"),
            tuple(line for line in ordered if line.axis == "y"),
        )

    def near(self, axis: Axis, at: float, reach: float) -> Sequence[Line]:
        """Lines within reach of a position."""
        lines = self.x if axis == "x" else self.y
        start = bisect.bisect_left(lines, at - reach, key=_at)
        return lines[start : bisect.bisect_right(lines, at + reach, lo=start, key=_at)]


_at = operator.attrgetter("at")


def snap_move(
    box: Box, lines: Sequence[Line] | Rails, others: Sequence[Box] = (), reach: float = 6.0
) -> Snap:
    """How to shift a moving box. Lines win over gaps at the same distance; ``reach`` is in artboard px."""
    rails = lines if isinstance(lines, Rails) else Rails.of(lines)
    dx, x_lines, x_gaps = _along("x", box, rails, others, reach)
    dy, y_lines, y_gaps = _along("y", box, rails, others, reach)
    return Snap(dx=dx, dy=dy, lines=(*x_lines, *y_lines), gaps=(*x_gaps, *y_gaps))


def _along(
    axis: Axis, box: Box, rails: Rails, others: Sequence[Box], reach: float
) -> tuple[float, list[Line], list[Gap]]:
    low, high = _extent(box, axis)
    own = (low, (low + high) / 2, high)
    best: float | None = None
    for value in own:
        for line in rails.near(axis, value, reach):
            shift = line.at - value
            if best is None or abs(shift) < abs(best):
                best = shift
    spaced = _spacing(axis, box, others, reach)
    if spaced is not None and (best is None or abs(spaced[0]) < abs(best) - 1e-9):
        return spaced[0], [], list(spaced[1])
    if best is None:
        return 0.0, [], []
    met = [line for value in own for line in rails.near(axis, value + best, 0.01)]
    return best, _merged(met, box, axis), []


def _merged(met: list[Line], box: Box, axis: Axis) -> list[Line]:
    """One line for each position, as long as all that lies on it together."""
    other_low, other_high = _extent(box, "y" if axis == "x" else "x")
    found: dict[float, Line] = {}
    for line in met:
        at = round(line.at, 2)
        old = found.get(at)
        start = min(line.start, other_low, old.start if old else line.start)
        end = max(line.end, other_high, old.end if old else line.end)
        found[at] = Line(axis=axis, at=line.at, kind=old.kind if old else line.kind, start=start, end=end)
    return [found[at] for at in sorted(found)]


def _extent(box: Box, axis: Axis) -> tuple[float, float]:
    return (box.x0, box.x1) if axis == "x" else (box.y0, box.y1)


def _spacing(
    axis: Axis, box: Box, others: Sequence[Box], reach: float
) -> tuple[float, tuple[Gap, ...]] | None:
    """The nearest shift that makes the box one of a row with equal gaps: between two, or after or before a pair."""
    low, high = _extent(box, axis)
    if axis == "x":
        c0, c1 = box.y0, box.y1
        row = sorted((b.x0, b.x1) for b in others if b.y0 < c1 and b.y1 > c0)
    else:
        c0, c1 = box.x0, box.x1
        row = sorted((b.y0, b.y1) for b in others if b.x0 < c1 and b.x1 > c0)
    best: tuple[float, tuple[tuple[float, float], ...]] | None = None
    length, limit = high - low, reach
    for (start, a), (b, end) in itertools.pairwise(row):
        gap = b - a
        if gap <= 0:
            continue
        tried = [end + gap - low, start - gap - high]
        if gap > length:
            tried.append(a + (gap - length) / 2 - low)
        for number, shift in enumerate(tried):
            if abs(shift) <= limit and (best is None or abs(shift) < abs(best[0])):
                at = low + shift
                pairs = ((a, b), (end, at)), ((at + length, start), (a, b)), ((a, at), (at + length, b))
                best = shift, pairs[number]
    if best is None:
        return None
    across = (c0 + c1) / 2
    return best[0], tuple(Gap(axis=axis, a=a, b=b, across=across) for a, b in best[1])


def snap_edges(
    box: Box, edges: Sequence[str], lines: Sequence[Line], reach: float = 6.0
) -> tuple[Box, tuple[Line, ...]]:
    """A box being resized: the named edges (left, right, top, bottom) go to the nearest line within reach."""
    values = {"left": box.x0, "top": box.y0, "right": box.x1, "bottom": box.y1}
    met: list[Line] = []
    for edge in edges:
        axis: Axis = "x" if edge in ("left", "right") else "y"
        near = [line for line in lines if line.axis == axis and abs(line.at - values[edge]) <= reach]
        if near:
            line = min(near, key=lambda n: abs(n.at - values[edge]))
            values[edge] = line.at
            met.append(line)
    return Box(values["left"], values["top"], values["right"], values["bottom"]), tuple(met)


def distances(box: Box, other: Box) -> tuple[Gap, ...]:
    """What holding Alt shows: from a box to another one or, when it lies inside, to its four edges."""
    mid_x, mid_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    if other.x0 <= box.x0 and other.x1 >= box.x1 and other.y0 <= box.y0 and other.y1 >= box.y1:
        pairs = [
            ("x", other.x0, box.x0, mid_y), ("x", box.x1, other.x1, mid_y),
            ("y", other.y0, box.y0, mid_x), ("y", box.y1, other.y1, mid_x),
        ]  # fmt: skip
    else:
        pairs = []
        if other.x1 <= box.x0 or other.x0 >= box.x1:
            a, b = (other.x1, box.x0) if other.x1 <= box.x0 else (box.x1, other.x0)
            pairs.append(("x", a, b, mid_y))
        if other.y1 <= box.y0 or other.y0 >= box.y1:
            a, b = (other.y1, box.y0) if other.y1 <= box.y0 else (box.y1, other.y0)
            pairs.append(("y", a, b, mid_x))
    return tuple(
        Gap(axis="x" if axis == "x" else "y", a=a, b=b, across=across)
        for axis, a, b, across in pairs
        if b > a
    )
