"""Snapping: a moving box and what it may line up with → how far to shift it, and the lines to show.

Positions of both axes are looked at apart. Edges and middles of the moving box snap to edges and middles of other
layers, artboard, margins, safe area, grid columns and guides; gaps snap to gaps that are already there.
"""

from __future__ import annotations

import bisect
import itertools
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
    """What there is to snap to along one axis, sorted once for a gesture that looks for near ones at every step: lines and
    where they are; and the boxes that gaps lie between, as (start, end, start and end on the other axis)."""

    axis: Axis
    at: tuple[float, ...]
    lines: tuple[Line, ...]
    others: tuple[tuple[float, float, float, float], ...]

    @classmethod
    def of(cls, lines: Iterable[Line], others: Iterable[Box] = ()) -> tuple[Rails, Rails]:
        """Those of x and of y."""
        found: tuple[list[Line], list[Line]] = [], []
        for line in lines:
            found[line.axis == "y"].append(line)
        for along in found:
            along.sort(key=lambda line: line.at)
        x, y = found
        boxes = list(others)
        return (
            cls(
                "x", tuple(n.at for n in x), tuple(x), tuple(sorted((b.x0, b.x1, b.y0, b.y1) for b in boxes))
            ),
            cls(
                "y", tuple(n.at for n in y), tuple(y), tuple(sorted((b.y0, b.y1, b.x0, b.x1) for b in boxes))
            ),
        )

    def shift(self, own: tuple[float, ...], reach: float) -> float | None:
        """The least way from one of these positions to a line within reach."""
        at, count = self.at, len(self.at)
        best, least = None, reach
        for value in own:
            here = bisect.bisect_left(at, value)
            for near in (here - 1, here):
                if 0 <= near < count:
                    way = abs(at[near] - value)
                    if way < least or (best is None and way == least):
                        best, least = at[near] - value, way
        return best

    def met(self, own: tuple[float, ...]) -> list[Line]:
        """The lines that these positions are on."""
        at, count, found = self.at, len(self.at), []
        for value in own:
            here = bisect.bisect_left(at, value - 0.01)
            while here < count and at[here] <= value + 0.01:
                found.append(self.lines[here])
                here += 1
        return found


_Extent = tuple[float, float]


def snap_move(box: Box, rails: tuple[Rails, Rails], reach: float = 6.0) -> Snap:
    """How to shift a moving box. Lines win over gaps at the same distance; ``reach`` is in artboard px. Lines and gaps are
    those of the shifted box."""
    x, y = rails
    across, down = (box.x0, box.x1), (box.y0, box.y1)
    dx, x_pairs = _shift(x, across, down, reach)
    dy, y_pairs = _shift(y, down, across, reach)
    across, down = (box.x0 + dx, box.x1 + dx), (box.y0 + dy, box.y1 + dy)
    lines = [] if x_pairs else _met(x, across, down)
    if not y_pairs:
        lines += _met(y, down, across)
    gaps = [Gap(axis="x", a=a, b=b, across=sum(down) / 2) for a, b in x_pairs]
    gaps += [Gap(axis="y", a=a, b=b, across=sum(across) / 2) for a, b in y_pairs]
    return Snap(dx=dx, dy=dy, lines=tuple(lines), gaps=tuple(gaps))


def _shift(rails: Rails, here: _Extent, across: _Extent, reach: float) -> tuple[float, tuple[_Extent, ...]]:
    """The way to the nearest line or equal gap, and the gaps if it is one. ``here``: where the box begins and ends along
    the rails' axis, ``across``: on the other one."""
    low, high = here
    best = rails.shift((low, (low + high) / 2, high), reach)
    if best == 0.0:
        return 0.0, ()
    spaced = _spacing(rails, here, across, reach if best is None else abs(best))
    if spaced is not None and (best is None or abs(spaced[0]) < abs(best) - 1e-9):
        return spaced
    return best or 0.0, ()


def _met(rails: Rails, here: _Extent, across: _Extent) -> list[Line]:
    """The lines that a box is on: one for each position, as long as all that lies on it together."""
    low, high = here
    first, last = across
    found: dict[float, Line] = {}
    for line in rails.met((low, (low + high) / 2, high)):
        at = round(line.at, 2)
        old = found.get(at)
        found[at] = Line(
            axis=line.axis, at=line.at, kind=old.kind if old else line.kind,
            start=min(line.start, first, old.start if old else first), end=max(line.end, last, old.end if old else last),
        )  # fmt: skip
    return list(found.values())


def _spacing(
    rails: Rails, here: _Extent, across: _Extent, limit: float
) -> tuple[float, tuple[_Extent, ...]] | None:
    """The nearest shift that makes the box one of a row with equal gaps: between two, or after or before a pair."""
    low, high = here
    c0, c1 = across
    row = [(start, end) for start, end, o0, o1 in rails.others if o0 < c1 and o1 > c0]
    best: tuple[float, tuple[_Extent, ...]] | None = None
    length = high - low
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
    return best


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
