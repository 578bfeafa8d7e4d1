"""Corners: of polygons rounded by arcs, of rectangles smoothed as design programs do."""

from __future__ import annotations

import math
from collections.abc import Sequence

from designer_app.scene.geometry import Outline, Point


def rounded_polygon(points: Sequence[Point], radius: float) -> Outline:
    """A closed polygon whose corners are arcs of ``radius``, smaller where a side has no room for two."""
    count = len(points)
    ops: list[str] = []
    values: list[float] = []
    for i, (x, y) in enumerate(points):
        ax, ay, before = _towards((x, y), points[i - 1])
        bx, by, after = _towards((x, y), points[(i + 1) % count])
        half = math.acos(max(-1.0, min(1.0, ax * bx + ay * by))) / 2  # of the corner's angle
        room = min(before, after) / 2
        straight = half > math.pi / 2 - 1e-6 or half < 1e-6
        cut = 0.0 if straight else min(radius / math.tan(half), room)
        start, end = (x + ax * cut, y + ay * cut), (x + bx * cut, y + by * cut)
        ops.append("L" if ops else "M")
        values += start
        if cut > 0:
            # a cubic's arms for an arc of angle φ: 4/3 tan(φ/4) radii; the cut is tan(φ/2) radii
            turn = math.pi - 2 * half
            arm = 1 - 4 / 3 * math.tan(turn / 4) / math.tan(turn / 2)
            ops.append("C")
            values += (x + ax * cut * arm, y + ay * cut * arm, x + bx * cut * arm, y + by * cut * arm, *end)
    return Outline("".join([*ops, "Z"]), tuple(values))


def smooth_rectangle(w: float, h: float, radii: Sequence[float], smoothing: float) -> Outline:
    """A rectangle at 0, 0 whose corners bend gradually: ``smoothing`` 0 is a quarter circle, 1 the softest.

    Each corner is two easing curves round a shorter arc (D. Furse, "Desperately seeking squircles", Figma,
    2018); it takes up to (1 + smoothing) radii of a side, and less smoothing where half the side is shorter.
    """
    limit = min(w, h) / 2
    ops: list[str] = ["M"]
    values: list[float] = []
    corners = ((w, 0.0, 1.0, 0.0), (w, h, 0.0, 1.0), (0.0, h, -1.0, 0.0), (0.0, 0.0, 0.0, -1.0))
    for (x, y, ux, uy), radius in zip(corners, (*radii[1:], radii[0]), strict=True):
        # along u up to the corner, then along v = u turned clockwise
        run, curve = _corner(min(max(0.0, radius), limit), smoothing, limit)
        if values:
            ops.append("L")
        values += (x - ux * run, y - uy * run)
        for point in curve:
            along, down = point
            values += (x - ux * along - uy * down, y - uy * along + ux * down)
        ops += ["C"] * (len(curve) // 3)
    return Outline("".join([*ops, "Z"]), tuple(values))


def _corner(radius: float, smoothing: float, limit: float) -> tuple[float, list[Point]]:
    """How far before the corner it starts, and its three cubics as distances (before the corner, after it)."""
    if radius <= 0:
        return 0.0, []
    ease = max(0.0, min(1.0, smoothing, limit / radius - 1))
    run = (1 + ease) * radius
    arc = math.radians(90 * (1 - ease))
    length = math.sin(arc / 2) * radius * math.sqrt(2)
    alpha = (math.pi / 2 - arc) / 2
    slant = radius * math.tan(alpha / 2)
    c = slant * math.cos(alpha)
    d = c * math.tan(alpha)
    b = (run - length - c - d) / 3
    a = 2 * b
    rise = run - (a + b + c)  # what is left along the side at the arc's start
    arm = 4 / 3 * math.tan(arc / 4) * radius
    one, two = (rise, d), (d, rise)
    before = (one[0] - arm * math.cos(alpha), one[1] + arm * math.sin(alpha))
    after = (two[0] + arm * math.sin(alpha), two[1] - arm * math.cos(alpha))
    first = [(run - a, 0.0), (run - a - b, 0.0), one]
    last = [(0.0, run - a - b), (0.0, run - a), (0.0, run)]
    return run, [*first, before, after, two, *last]


def _towards(start: Point, end: Point) -> tuple[float, float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    return (dx / length, dy / length, length) if length else (0.0, 0.0, 0.0)
