"""Where a line may stand: the box, less the shapes to keep out of, within the shape to keep in.

A line is a band of height: cap top to baseline, for ``keep_in`` down to the descenders. A shape blocks
every x at which some point of it lies nearer to the band than the clearance. Curves are flattened
and cut into slabs between their vertices, so that each slab is a row of trapezoids: exact but for
the flattening, whose chords leave at most 0.1 px.
"""

from __future__ import annotations

import itertools
import math
from functools import lru_cache

from designer_app.scene.geometry import Outline
from designer_app.text.records import Block

Interval = tuple[float, float]
Edge = tuple[float, float, float, float, int]  # x0 y0 x1 y1 downwards (y0 < y1), winding

_FLAT = 0.1  # px between a curve and its chords
_RINGS = 6  # slabs into which the zone of clearance above and below a band is cut
_ENDLESS = 1e9


class Room:
    """The place of a block. Without shapes every line gets the same interval."""

    def __init__(self, block: Block) -> None:
        self.right = _ENDLESS if block.width is None else block.width
        self.plain = not block.keep_out and block.keep_in is None
        self._block = block
        self._known: dict[tuple[float, float, float], Interval | None] = {}

    def interval(self, top: float, baseline: float, bottom: float) -> Interval | None:
        """Left and right end for a line with this cap top, baseline and lowest ink (px); None: no room."""
        if self.plain:
            return 0.0, self.right
        key = (top, baseline, bottom)
        if key not in self._known:
            self._known[key] = self._free(top, baseline, bottom)
        return self._known[key]

    def _free(self, top: float, baseline: float, bottom: float) -> Interval | None:
        block = self._block
        free: list[Interval] = [(0.0, self.right)]
        if block.keep_in is not None:
            free = _overlap(free, inside(block.keep_in, top, bottom, block.clearance))
        for shape in block.keep_out:
            free = _without(free, blocked(shape, top, baseline, block.clearance))
        free = [(a, b) for a, b in free if b - a > 0.5]
        if not free:
            return None
        if block.keep_in is not None and not block.keep_out:
            return max(free, key=lambda part: part[1] - part[0])
        if block.align == "left":
            return free[0]
        if block.align == "right":
            return free[-1]
        middle = self.right / 2
        holding = [part for part in free if part[0] <= middle <= part[1]]
        return holding[0] if holding else max(free, key=lambda part: part[1] - part[0])


def blocked(shape: Outline, top: float, bottom: float, clearance: float) -> list[Interval]:
    """The x intervals that a shape takes from a band, ordered and merged."""
    out: list[Interval] = []
    for y0, y1, reach in _slabs(shape, top, bottom, clearance):
        for left, right in _spans(shape, y0, y1):
            out.append((min(left) - reach, max(right) + reach))
    return _merged(out)


def inside(shape: Outline, top: float, bottom: float, clearance: float) -> list[Interval]:
    """The x intervals in which a band lies wholly inside a shape, ``clearance`` from its edge."""
    free: list[Interval] = [(-_ENDLESS, _ENDLESS)]
    for y0, y1, reach in _slabs(shape, top, bottom, clearance):
        spans = [(max(left) + reach, min(right) - reach) for left, right in _spans(shape, y0, y1)]
        free = _overlap(free, [(a, b) for a, b in spans if a < b])
        if not free:
            break
    return free


def _slabs(shape: Outline, top: float, bottom: float, clearance: float) -> list[tuple[float, float, float]]:
    """(y0, y1, how far sideways the shape reaches): the band itself and rings of clearance around."""
    heights = {top, bottom}
    if clearance > 0:
        for k in range(1, _RINGS + 1):
            heights |= {top - clearance * k / _RINGS, bottom + clearance * k / _RINGS}
    low, high = min(heights), max(heights)
    for _x0, y0, _x1, y1, _ in _edges(shape):
        if low < y0 < high:
            heights.add(y0)
        if low < y1 < high:
            heights.add(y1)
    ordered = sorted(heights)
    out = []
    for y0, y1 in itertools.pairwise(ordered):
        if y1 - y0 < 1e-6:
            continue
        away = max(0.0, top - y1, y0 - bottom)
        out.append((y0, y1, math.sqrt(max(0.0, clearance * clearance - away * away))))
    if not out:
        out.append((top, top + 1e-3, clearance))
    return out


def _spans(shape: Outline, y0: float, y1: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Filled trapezoids of a slab that holds no vertex: (left at y0, at y1), (right at y0, at y1)."""
    middle = (y0 + y1) / 2
    crossing = []
    for ax, ay, bx, by, winding in _edges(shape):
        if ay <= middle < by:
            slope = (bx - ax) / (by - ay)
            crossing.append(
                (ax + slope * (middle - ay), ax + slope * (y0 - ay), ax + slope * (y1 - ay), winding)
            )
    crossing.sort()
    out = []
    count = 0
    for here, after in itertools.pairwise(crossing):
        count += here[3]
        if (count & 1) if shape.evenodd else count:
            out.append(((here[1], here[2]), (after[1], after[2])))
    return out


@lru_cache(maxsize=256)
def _edges(shape: Outline) -> tuple[Edge, ...]:
    """The sloping edges of a flattened outline; contours are closed as filling closes them."""
    out: list[Edge] = []
    for contour in flatten(shape):
        for (ax, ay), (bx, by) in zip(contour, [*contour[1:], contour[0]], strict=True):
            if ay < by:
                out.append((ax, ay, bx, by, 1))
            elif ay > by:
                out.append((bx, by, ax, ay, -1))
    return tuple(out)


def flatten(shape: Outline, tolerance: float = _FLAT) -> list[list[tuple[float, float]]]:
    """Contours as polygons."""
    contours: list[list[tuple[float, float]]] = []
    points = shape.points
    at = 0
    for op in shape.ops:
        if op == "M":
            contours.append([(points[at], points[at + 1])])
            at += 2
        elif op == "L":
            contours[-1].append((points[at], points[at + 1]))
            at += 2
        elif op in "QC":
            size = 4 if op == "Q" else 6
            here = contours[-1][-1]
            contours[-1] += _curve(here, points[at : at + size], tolerance)
            at += size
    return [contour for contour in contours if len(contour) > 2]


def _curve(
    start: tuple[float, float], rest: tuple[float, ...], tolerance: float
) -> list[tuple[float, float]]:
    """Equal steps of a quadratic or cubic; their number from Wang's formula."""
    x0, y0 = start
    if len(rest) == 4:
        cx, cy, x3, y3 = rest
        x1, y1 = x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3
        x2, y2 = x3 + (cx - x3) * 2 / 3, y3 + (cy - y3) * 2 / 3
    else:
        x1, y1, x2, y2, x3, y3 = rest
    bend = max(math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
    steps = min(200, max(1, math.ceil(math.sqrt(0.75 * bend / tolerance))))
    out = []
    for i in range(1, steps + 1):
        t = i / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        out.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return out


def _merged(parts: list[Interval]) -> list[Interval]:
    out: list[Interval] = []
    for a, b in sorted(parts):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _overlap(one: list[Interval], other: list[Interval]) -> list[Interval]:
    parts = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted((a, b) for a, b in parts if a < b)


def _without(free: list[Interval], taken: list[Interval]) -> list[Interval]:
    for c, d in taken:
        cut: list[Interval] = []
        for a, b in free:
            if d <= a or c >= b:
                cut.append((a, b))
                continue
            cut += [part for part in ((a, c), (d, b)) if part[0] < part[1]]
        free = cut
    return free
