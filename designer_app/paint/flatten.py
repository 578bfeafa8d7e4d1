"""Outlines in device pixels as straight contours: curves cut to lines, far points cut off.

Curves are flattened here, not in FreeType: its own subdivision of cubics is up to 38/255 off at edges.
"""

from __future__ import annotations

import math

from designer_app.errors import fail
from designer_app.scene.geometry import Outline, Transform

TOLERANCE = 1 / 128  # px between a curve and its chord: about 1/255 of coverage at an edge
SPECK = 1 / 512  # of the size of an outline smaller than 4 px, where all of it is edge
MAX_LINES = 400  # per curve, for zooms far beyond any page

Contour = list[float]  # x0, y0, x1, y1 … in device pixels, closed


def flatten(outline: Outline, transform: Transform) -> list[Contour]:
    """The contours of ``outline`` under ``transform`` as polygons within ``TOLERANCE``, or ``SPECK`` of tiny ones.

    Number of lines per curve: Wang's formula, sqrt(d (d − 1) / 8 · max second difference / tolerance).
    """
    a, b, c, d, e, f = transform
    raw = outline.points
    points = [0.0] * len(raw)
    for i in range(0, len(raw), 2):
        x, y = raw[i], raw[i + 1]
        points[i] = a * x + c * y + e
        points[i + 1] = b * x + d * y + f
    if not math.isfinite(sum(points)):
        raise fail("bad-outline", found="a coordinate that is not a number", expected="finite numbers")
    tolerance = min(TOLERANCE, max(SPECK * _side(points), 1e-6))
    contours: list[Contour] = []
    contour: Contour = []
    at = 0
    closed = False
    for op in outline.ops:
        if op == "Z":
            closed = True
            continue
        if op == "M" or closed:
            start = points[at : at + 2] if op == "M" else contour[:2]
            contour = list(start)
            contours.append(contour)
            closed = False
            if op == "M":
                at += 2
                continue
        if op == "L":
            contour += points[at : at + 2]
            at += 2
        elif op == "Q":
            _quadratic(contour, tolerance, *points[at : at + 4])
            at += 4
        else:
            _cubic(contour, tolerance, *points[at : at + 6])
            at += 6
    return [contour for contour in contours if len(contour) >= 6]


def _side(points: list[float]) -> float:
    """The longer side of the box of points."""
    if not points:
        return 0.0
    xs, ys = points[0::2], points[1::2]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _quadratic(contour: Contour, tolerance: float, x1: float, y1: float, x2: float, y2: float) -> None:
    x0, y0 = contour[-2], contour[-1]
    ax, ay = x0 - 2 * x1 + x2, y0 - 2 * y1 + y2
    bend = math.sqrt(ax * ax + ay * ay)
    count = min(MAX_LINES, math.ceil(math.sqrt(0.25 * bend / tolerance)))
    bx, by = 2 * (x1 - x0), 2 * (y1 - y0)
    for i in range(1, count):
        t = i / count
        contour.append((ax * t + bx) * t + x0)
        contour.append((ay * t + by) * t + y0)
    contour.append(x2)
    contour.append(y2)


def _cubic(
    contour: Contour, tolerance: float, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float
) -> None:
    x0, y0 = contour[-2], contour[-1]
    ux, uy = x0 - 2 * x1 + x2, y0 - 2 * y1 + y2
    vx, vy = x1 - 2 * x2 + x3, y1 - 2 * y2 + y3
    bend = math.sqrt(max(ux * ux + uy * uy, vx * vx + vy * vy))
    count = min(MAX_LINES, math.ceil(math.sqrt(0.75 * bend / tolerance)))
    ax, ay = x3 - 3 * (x2 - x1) - x0, y3 - 3 * (y2 - y1) - y0
    bx, by = 3 * ux, 3 * uy
    cx, cy = 3 * (x1 - x0), 3 * (y1 - y0)
    for i in range(1, count):
        t = i / count
        contour.append(((ax * t + bx) * t + cx) * t + x0)
        contour.append(((ay * t + by) * t + cy) * t + y0)
    contour.append(x3)
    contour.append(y3)


def overlapping(contours: list[Contour]) -> bool:
    """Whether two contours of the same direction may overlap (by their boxes), so that edges inside
    the ink could leave seams. Holes run the other way and do not count."""
    if len(contours) < 2:
        return False
    if len(contours) > 400:
        return True
    boxes: list[tuple[float, float, float, float, bool]] = []
    for contour in contours:
        xs, ys = contour[0::2], contour[1::2]
        area = sum(xs[i - 1] * ys[i] - xs[i] * ys[i - 1] for i in range(len(xs)))
        box = (min(xs), min(ys), max(xs), max(ys), area > 0)
        for x0, y0, x1, y1, turn in boxes:
            if turn == box[4] and x0 < box[2] and box[0] < x1 and y0 < box[3] and box[1] < y1:
                return True
        boxes.append(box)
    return False


def clip(contours: list[Contour], x0: float, y0: float, x1: float, y1: float) -> list[Contour]:
    """The contours cut to a rectangle (Sutherland and Hodgman 1974). Windings inside stay as they were;
    edges that the cut adds run along the rectangle."""
    for axis, limit, keep_above in ((0, x0, True), (0, x1, False), (1, y0, True), (1, y1, False)):
        contours = [cut for c in contours if len(cut := _cut(c, axis, limit, keep_above)) >= 6]
    return contours


def _cut(contour: Contour, axis: int, limit: float, keep_above: bool) -> Contour:
    cut: Contour = []
    px, py = contour[-2], contour[-1]
    previous = (px, py)[axis]
    was_in = previous >= limit if keep_above else previous <= limit
    for i in range(0, len(contour), 2):
        x, y = contour[i], contour[i + 1]
        value = (x, y)[axis]
        is_in = value >= limit if keep_above else value <= limit
        if is_in != was_in:
            t = (limit - previous) / (value - previous)
            if axis == 0:
                cut += (limit, py + (y - py) * t)
            else:
                cut += (px + (x - px) * t, limit)
        if is_in:
            cut += (x, y)
        px, py, previous, was_in = x, y, value, is_in
    return cut
