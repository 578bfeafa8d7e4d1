"""Affine transforms, boxes and outlines. Units: pixels of the artboard, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

Transform = tuple[float, float, float, float, float, float]  # a b c d e f, as in SVG
IDENTITY: Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]

GRID = 64.0  # coordinates are rounded to 1/64 px before filling
_LARGE = 48.0  # px of a radius: beyond it a quarter circle in one cubic is seen to be off
_EIGHTH = 4 / 3 * math.tan(math.pi / 16)
_DIAGONAL = math.sqrt(0.5)
_OCTAGON = (
    (1.0, 0.0), (_DIAGONAL, _DIAGONAL), (0.0, 1.0), (-_DIAGONAL, _DIAGONAL),
    (-1.0, 0.0), (-_DIAGONAL, -_DIAGONAL), (0.0, -1.0), (_DIAGONAL, -_DIAGONAL),
)  # fmt: skip
KAPPA = 0.551915024494  # cubic circle approximation: radius off by at most ±2.0e-4, 0 on average


def snap(value: float) -> float:
    """Round to 1/64 px, the finest step that the filler sees."""
    return math.floor(value * GRID + 0.5) / GRID


def compose(outer: Transform, inner: Transform) -> Transform:
    """``outer`` after ``inner``: a point goes through ``inner`` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def translation(x: float, y: float) -> Transform:
    return (1.0, 0.0, 0.0, 1.0, x, y)


def scaling(x: float, y: float | None = None) -> Transform:
    return (x, 0.0, 0.0, x if y is None else y, 0.0, 0.0)


def scale_of(transform: Transform) -> float:
    """How much longer lengths become, averaged over directions."""
    a, b, c, d, _, _ = transform
    return math.sqrt(abs(a * d - b * c))


def cos_sin(degrees: float) -> tuple[float, float]:
    """Cosine and sine of an angle, rounded to 1e-12: the same on every processor, exact at right angles."""
    turn = math.radians(degrees)
    return round(math.cos(turn), 12), round(math.sin(turn), 12)


def rotation(degrees: float, cx: float = 0.0, cy: float = 0.0) -> Transform:
    """Clockwise on screen, about (cx, cy)."""
    turn = math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    return (cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy)


def apply(transform: Transform, x: float, y: float) -> Point:
    a, b, c, d, e, f = transform
    return (a * x + c * y + e, b * x + d * y + f)


def invert(transform: Transform) -> Transform | None:
    """The inverse, or None for a transform that flattens the plane."""
    a, b, c, d, e, f = transform
    det = a * d - b * c
    if abs(det) < 1e-12:
        return None
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


class Box(msgspec.Struct, frozen=True, array_like=True):
    """Axis-aligned rectangle; ``x1``/``y1`` are exclusive. Empty when either side is ≤ 0."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def empty(self) -> bool:
        return self.x1 <= self.x0 or self.y1 <= self.y0

    def union(self, other: Box) -> Box:
        if self.empty:
            return other
        if other.empty:
            return self
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )

    def intersect(self, other: Box) -> Box:
        return Box(
            max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1)
        )

    def grow(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def shift(self, dx: float, dy: float) -> Box:
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def transform(self, by: Transform) -> Box:
        corners = [
            apply(by, x, y)
            for x, y in ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1))
        ]
        return Box(
            min(p[0] for p in corners),
            min(p[1] for p in corners),
            max(p[0] for p in corners),
            max(p[1] for p in corners),
        )


NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def around(boxes: Iterable[Box]) -> Box:
    """The box around all of them, empty ones counted by their place. Raises ``ValueError`` for none."""
    every = tuple(boxes)
    return Box(
        min(b.x0 for b in every), min(b.y0 for b in every),
        max(b.x1 for b in every), max(b.y1 for b in every),
    )  # fmt: skip


ARITY = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """Contours as one string of commands ``M L Q C Z`` and their absolute coordinates in order."""

    ops: str
    points: tuple[float, ...]
    evenodd: bool = False

    def transform(self, by: Transform) -> Outline:
        a, b, c, d, e, f = by
        old = self.points
        new = [0.0] * len(old)
        for i in range(0, len(old), 2):
            x, y = old[i], old[i + 1]
            new[i] = a * x + c * y + e
            new[i + 1] = b * x + d * y + f
        return Outline(self.ops, tuple(new), self.evenodd)

    def bounds(self) -> Box:
        """Box of all points, control points included (never smaller than the ink)."""
        if not self.points:
            return NOWHERE
        xs, ys = self.points[0::2], self.points[1::2]
        return Box(min(xs), min(ys), max(xs), max(ys))


def join(outlines: Sequence[Outline]) -> Outline:
    """Several outlines as one; the first one's fill rule holds."""
    return Outline(
        "".join(o.ops for o in outlines),
        tuple(v for o in outlines for v in o.points),
        bool(outlines and outlines[0].evenodd),
    )


def rectangle(x: float, y: float, w: float, h: float, radii: Sequence[float] = (0, 0, 0, 0)) -> Outline:
    """Rectangle with corner radii (top left, top right, bottom right, bottom left), cut to what fits."""
    limit = max(0.0, min(w, h))
    r = [max(0.0, float(v)) for v in radii]
    worst = max(r[0] + r[1], r[2] + r[3], r[1] + r[2], r[3] + r[0])
    for i, (p, q, side) in enumerate(((0, 1, w), (1, 2, h), (2, 3, w), (3, 0, h))):
        if i == 0 and worst <= limit:
            break
        total = r[p] + r[q]
        if total > side > 0:
            r = [v * side / total for v in r]
    if not any(r):
        return Outline("MLLLZ", (x, y, x + w, y, x + w, y + h, x, y + h))
    if max(r) > _LARGE:
        return _large_corners(x, y, w, h, r)
    a, b, c, d = r
    k = 1 - KAPPA
    return Outline(
        "MLCLCLCLCZ",
        (
            x + a, y, x + w - b, y,
            x + w - b * k, y, x + w, y + b * k, x + w, y + b,
            x + w, y + h - c,
            x + w, y + h - c * k, x + w - c * k, y + h, x + w - c, y + h,
            x + d, y + h,
            x + d * k, y + h, x, y + h - d * k, x, y + h - d,
            x, y + a,
            x, y + a * k, x + a * k, y, x + a, y,
        ),
    )  # fmt: skip


def _large_corners(x: float, y: float, w: float, h: float, r: Sequence[float]) -> Outline:
    """Two arcs for each corner, from the top right one on."""
    centres = (
        (x + w - r[1], y + r[1]),
        (x + w - r[2], y + h - r[2]),
        (x + r[3], y + h - r[3]),
        (x + r[0], y + r[0]),
    )
    ops, points = "M", [x + r[0], y]
    for number, ((cx, cy), radius) in enumerate(zip(centres, (*r[1:], r[0]), strict=True)):
        c, s = _OCTAGON[(2 * number - 2) % 8]
        points += (cx + radius * c, cy + radius * s)
        ops += "L"
        if radius > 0:
            points += _eighth(cx, cy, radius, radius, (2 * number - 2) % 8)
            points += _eighth(cx, cy, radius, radius, (2 * number - 1) % 8)
            ops += "CC"
    return Outline(ops + "Z", tuple(points))


def _eighth(cx: float, cy: float, rx: float, ry: float, number: int) -> tuple[float, ...]:
    """The cubic from one corner of an octagon on the ellipse to the next, clockwise from the right."""
    (c, s), (d, t) = _OCTAGON[number], _OCTAGON[(number + 1) % 8]
    return (
        cx + rx * (c - _EIGHTH * s), cy + ry * (s + _EIGHTH * c),
        cx + rx * (d + _EIGHTH * t), cy + ry * (t - _EIGHTH * d),
        cx + rx * d, cy + ry * t,
    )  # fmt: skip


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Outline:
    """Four arcs; eight of a large one, within 4e-6 of its radius."""
    if max(rx, ry) > _LARGE:
        points = [cx + rx, cy]
        for i in range(8):
            points += _eighth(cx, cy, rx, ry, i)
        return Outline("MCCCCCCCCZ", tuple(points))
    kx, ky = rx * KAPPA, ry * KAPPA
    return Outline(
        "MCCCCZ",
        (
            cx + rx, cy,
            cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry,
            cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy,
            cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry,
            cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy,
        ),
    )  # fmt: skip


def polygon(points: Sequence[Point], *, closed: bool = True) -> Outline:
    ops = "M" + "L" * (len(points) - 1) + ("Z" if closed else "")
    return Outline(ops, tuple(v for p in points for v in p))
