"""Heads of lines: arrow, triangle, circle, diamond and bar at the ends of an open outline."""

from __future__ import annotations

import math

import msgspec

from designer_app.layers.base import Head
from designer_app.scene.geometry import ARITY, Outline, Point, ellipse, polygon
from designer_app.scene.nodes import Path, Stroke

_LENGTHS: dict[Head, float] = {
    "arrow": 4.0,
    "triangle": 4.0,
    "circle": 3.0,
    "diamond": 4.0,
    "bar": 4.0,
}  # widths
_COVERED: dict[Head, float] = {
    "triangle": 0.9,
    "diamond": 0.5,
    "circle": 0.5,
}  # of the head, where no line is seen


def with_heads(
    form: Outline, stroke: Stroke, start: Head, end: Head, length: float
) -> tuple[Outline, tuple[Path, ...]]:
    """The outline, drawn in under its heads, and the heads. ``length`` 0 = 3 or 4 line widths.

    Heads stand on outlines of one open contour only.
    """
    if (start == end == "none") or form.ops.count("M") != 1 or form.ops.endswith("Z") or len(form.points) < 4:
        return form, ()
    heads: list[Path] = []
    points = list(form.points)
    for head, at_end in ((start, False), (end, True)):
        if head == "none":
            continue
        size = length or _LENGTHS[head] * stroke.width
        tip, back = _end(form, at_end)
        heads.append(_head(head, tip, back, size, stroke))
        cut = _COVERED.get(head, 0.0) * size
        where = len(points) - 2 if at_end else 0
        points[where] -= back[0] * cut
        points[where + 1] -= back[1] * cut
    return msgspec.structs.replace(form, points=tuple(points)), tuple(heads)


def _end(form: Outline, at_end: bool) -> tuple[Point, Point]:
    """The outline's last (first) point, and the direction in which the line arrives there."""
    spots = list(zip(form.points[0::2], form.points[1::2], strict=True))
    if at_end:
        spots.reverse()
    count = ARITY[form.ops[-1] if at_end else form.ops[1]] // 2
    tip = spots[0]
    for x, y in spots[1 : 1 + max(1, count)]:
        dx, dy = tip[0] - x, tip[1] - y
        far = math.hypot(dx, dy)
        if far > 1e-6:
            return tip, (dx / far, dy / far)
    return tip, (1.0, 0.0)


def _head(head: Head, tip: Point, way: Point, size: float, stroke: Stroke) -> Path:
    (x, y), (ux, uy) = tip, way

    def at(back: float, aside: float) -> Point:
        return (x - ux * back * size - uy * aside * size, y - uy * back * size + ux * aside * size)

    line = msgspec.structs.replace(stroke, dash=(), align="centre")
    match head:
        case "arrow":
            return Path(polygon([at(0.75, -0.55), at(0, 0), at(0.75, 0.55)], closed=False), (), (line,))
        case "bar":
            return Path(polygon([at(0, -0.5), at(0, 0.5)], closed=False), (), (line,))
        case "circle":
            middle = at(0.5, 0)
            return Path(ellipse(*middle, size / 2, size / 2), (stroke.paint,))
        case "diamond":
            return Path(polygon([at(0, 0), at(0.5, -0.5), at(1, 0), at(0.5, 0.5)]), (stroke.paint,))
        case _:
            return Path(polygon([at(0, 0), at(1, -0.45), at(1, 0.45)]), (stroke.paint,))
