"""Snapping: a moving box and what it may line up with → how far to shift it, and the lines to show.

Positions of both axes are looked at apart. Edges and middles of the moving box snap to edges and middles of other
layers, artboard, margins, safe area, grid columns and guides; gaps snap to gaps that are already there.
"""

from __future__ import annotations

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


def snap_move(box: Box, lines: Sequence[Line], others: Sequence[Box] = (), reach: float = 6.0) -> Snap:
    """How to shift a moving box. Lines win over gaps at the same distance; ``reach`` is in artboard px."""
    dx, x_lines, x_gaps = _along("x", box, lines, others, reach)
    dy, y_lines, y_gaps = _along("y", box, lines, others, reach)
    return Snap(dx=dx, dy=dy, lines=(*x_lines, *y_lines), gaps=(*x_gaps, *y_gaps))


def _along(
    axis: Axis, box: Box, lines: Sequence[Line], others: Sequence[Box], reach: float
) -> tuple[float, list[Line], list[Gap]]:
    low, high = _extent(box, axis)
    own = (low, (low + high) / 2, high)
    best: float | None = None
    for line in lines:
        if line.axis == axis:
            for value in own:
                shift = line.at - value
                if abs(shift) <= reach and (best is None or abs(shift) < abs(best)):
                    best = shift
    spaced = _spacing(axis, box, others, reach)
    if spaced is not None and (best is None or abs(spaced[0]) < abs(best) - 1e-9):
        return spaced[0], [], list(spaced[1])
    if best is None:
        return 0.0, [], []
    met = [
        line
        for line in lines
        if line.axis == axis and any(abs(line.at - value - best) < 0.01 for value in own)
    ]
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
    cross: Axis = "y" if axis == "x" else "x"
    low, high = _extent(box, axis)
    c0, c1 = _extent(box, cross)
    row = sorted(
        (b for b in others if _extent(b, cross)[0] < c1 and _extent(b, cross)[1] > c0),
        key=lambda b: _extent(b, axis),
    )
    across = (c0 + c1) / 2
    found: list[tuple[float, tuple[Gap, ...]]] = []
    for before, after in itertools.pairwise(row):
        a, b = _extent(before, axis)[1], _extent(after, axis)[0]
        if b <= a:
            continue
        free = b - a - (high - low)
        if free > 0:  # between the two
            at = a + free / 2
            found.append(
                (
                    at - low,
                    (
                        Gap(axis=axis, a=a, b=at, across=across),
                        Gap(axis=axis, a=at + high - low, b=b, across=across),
                    ),
                )
            )
        gap = b - a
        end, start = _extent(after, axis)[1], _extent(before, axis)[0]
        found.append(
            (
                end + gap - low,
                (Gap(axis=axis, a=a, b=b, across=across), Gap(axis=axis, a=end, b=end + gap, across=across)),
            )
        )
        found.append(
            (
                start - gap - high,
                (
                    Gap(axis=axis, a=start - gap, b=start, across=across),
                    Gap(axis=axis, a=a, b=b, across=across),
                ),
            )
        )
    near = [entry for entry in found if abs(entry[0]) <= reach]
    return min(near, key=lambda entry: abs(entry[0])) if near else None


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
