"""Paths as designers edit them: anchors with an arm to either side. From and to a shape layer's path data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from designer_app.editor.arranging import plain
from designer_app.expression import fill_in
from designer_app.layers.shape import ShapeLayer
from designer_app.pictures import parse_path_data
from designer_app.scene.geometry import ARITY, Box, Outline, Point, ellipse, polygon, rectangle, scaling

_NEAR = 1e-6


class Anchor(msgspec.Struct, frozen=True, array_like=True):
    """A point of a path; ``before`` and ``after`` are the ends of its arms, None where the line is straight there."""

    at: Point
    before: Point | None = None
    after: Point | None = None

    def shift(self, dx: float, dy: float) -> Anchor:
        """The point with its arms elsewhere."""
        before, after = self.before, self.after
        return Anchor(
            (self.at[0] + dx, self.at[1] + dy),
            None if before is None else (before[0] + dx, before[1] + dy),
            None if after is None else (after[0] + dx, after[1] + dy),
        )

    @property
    def smooth(self) -> bool:
        """Whether both arms lie on one line through the point."""
        if self.before is None or self.after is None:
            return False
        ax, ay = self.before[0] - self.at[0], self.before[1] - self.at[1]
        bx, by = self.after[0] - self.at[0], self.after[1] - self.at[1]
        size = (ax * ax + ay * ay) ** 0.5 * (bx * bx + by * by) ** 0.5
        return size > 0 and abs(ax * by - ay * bx) < 0.02 * size and ax * bx + ay * by < 0


class Contour(msgspec.Struct, frozen=True, array_like=True):
    """Anchors in order; ``closed`` joins the last one to the first."""

    anchors: tuple[Anchor, ...]
    closed: bool = False

    def segments(self) -> list[tuple[int, Point, Point, Point, Point]]:
        """Each piece as a cubic, with the number of the anchor that it starts from."""
        found = []
        count = len(self.anchors)
        for i in range(count if self.closed else count - 1):
            a, b = self.anchors[i], self.anchors[(i + 1) % count]
            found.append((i, a.at, a.after or a.at, b.before or b.at, b.at))
        return found


def outline_of(contours: Sequence[Contour]) -> Outline:
    """The contours as an outline, in the same coordinates."""
    ops = ""
    points: list[float] = []
    for contour in contours:
        if not contour.anchors:
            continue
        ops += "M"
        points += contour.anchors[0].at
        for i, p0, p1, p2, p3 in contour.segments():
            straight = contour.anchors[i].after is None and p2 == p3
            last = contour.closed and i == len(contour.anchors) - 1
            if straight and last:
                continue
            ops += "L" if straight else "C"
            points += p3 if straight else (*p1, *p2, *p3)
            del p0
        ops += "Z" if contour.closed else ""
    return Outline(ops, tuple(points))


def contours_of(outline: Outline) -> tuple[Contour, ...]:
    """The anchors of an outline; quadratic pieces become cubic ones."""
    found: list[Contour] = []
    anchors: list[Anchor] = []
    at = 0
    for op in outline.ops:
        numbers = outline.points[at : at + ARITY[op]]
        at += ARITY[op]
        if op == "M":
            if anchors:
                found.append(Contour(tuple(anchors)))
            anchors = [Anchor((numbers[0], numbers[1]))]
        elif op == "Z":
            found.append(_closed(anchors))
            anchors = []
        elif anchors:
            _append(anchors, op, numbers)
    if anchors:
        found.append(Contour(tuple(anchors)))
    return tuple(c for c in found if len(c.anchors) > 1)


def _append(anchors: list[Anchor], op: str, numbers: tuple[float, ...]) -> None:
    here = anchors[-1]
    end = (numbers[-2], numbers[-1])
    if op == "L":
        anchors.append(Anchor(end))
        return
    if op == "Q":
        q = (numbers[0], numbers[1])
        first = _between(here.at, q, 2 / 3)
        second = _between(end, q, 2 / 3)
    else:
        first, second = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    anchors[-1] = msgspec.structs.replace(here, after=None if _same(first, here.at) else first)
    anchors.append(Anchor(end, None if _same(second, end) else second))


def _closed(anchors: list[Anchor]) -> Contour:
    """A closed contour; an end drawn on the start is the start."""
    if len(anchors) > 2 and _same(anchors[0].at, anchors[-1].at):
        last = anchors.pop()
        anchors[0] = msgspec.structs.replace(anchors[0], before=last.before)
    return Contour(tuple(anchors), True)


def _same(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < _NEAR and abs(a[1] - b[1]) < _NEAR


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def parted(contour: Contour, index: int, share: float) -> Contour:
    """The contour with one more anchor on the piece that starts at ``index``, its shape kept (de Casteljau)."""
    anchors = list(contour.anchors)
    after = (index + 1) % len(anchors)
    a, b = anchors[index], anchors[after]
    if a.after is None and b.before is None:
        made = Anchor(_between(a.at, b.at, share))
    else:
        p1, p2 = a.after or a.at, b.before or b.at
        q0, q1, q2 = _between(a.at, p1, share), _between(p1, p2, share), _between(p2, b.at, share)
        r0, r1 = _between(q0, q1, share), _between(q1, q2, share)
        made = Anchor(_between(r0, r1, share), r0, r1)
        anchors[index] = msgspec.structs.replace(a, after=q0)
        anchors[after] = msgspec.structs.replace(b, before=q2)
    anchors.insert(index + 1, made)
    return Contour(tuple(anchors), contour.closed)


def nearest(contours: Sequence[Contour], x: float, y: float) -> tuple[int, int, float, float]:
    """Contour, piece and share of the point of the paths that is nearest to (x, y), and how far it is."""
    best = (0, 0, 0.0, float("inf"))
    for number, contour in enumerate(contours):
        for index, p0, p1, p2, p3 in contour.segments():
            for step in range(33):
                t = step / 32
                px, py = _cubic(p0, p1, p2, p3, t)
                far = ((px - x) ** 2 + (py - y) ** 2) ** 0.5
                if far < best[3]:
                    best = (number, index, t, far)
    return best


def _cubic(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return (
        a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
        a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
    )


def bounds(contours: Sequence[Contour]) -> Box:
    """The box of the drawn line itself; arms may reach out of it."""
    xs: list[float] = []
    ys: list[float] = []
    for contour in contours:
        for _, p0, p1, p2, p3 in contour.segments():
            for axis, into in ((0, xs), (1, ys)):
                into += _extremes(p0[axis], p1[axis], p2[axis], p3[axis])
    return Box(min(xs), min(ys), max(xs), max(ys))


def _extremes(a: float, b: float, c: float, d: float) -> list[float]:
    """Ends and turning points of one coordinate of a cubic."""
    found = [a, d]
    u, v, w = d - 3 * c + 3 * b - a, 2 * (c - 2 * b + a), b - a
    roots: list[float] = []
    if abs(u) < 1e-12:
        roots = [-w / v] if abs(v) > 1e-12 else []
    elif (inside := v * v - 4 * u * w) >= 0:
        root = inside**0.5
        roots = [(-v + root) / (2 * u), (-v - root) / (2 * u)]
    for t in roots:
        if 0 < t < 1:
            s = 1 - t
            found.append(s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d)
    return found


def drawn_in(layer: ShapeLayer, box: Box) -> tuple[Contour, ...]:
    """The anchors of a shape that stands in ``box``, in the box's coordinates. Rounded corners are left out."""
    w, h = box.width, box.height
    match layer.shape:
        case "ellipse":
            outline = ellipse(w / 2, h / 2, w / 2, h / 2)
        case "line" | "arrow":
            outline = polygon([(0, 0), (w, h)], closed=False)
        case "path":
            numbers = {k: float(v) for k, v in layer.params.items() if not isinstance(v, str)}
            outline = parse_path_data(fill_in(layer.d, {"w": w, "h": h, **numbers}))
            if layer.view is not None and 0 not in layer.view:
                outline = outline.transform(scaling(w / layer.view[0], h / layer.view[1]))
        case _:
            outline = rectangle(0, 0, w, h)
    return tuple(
        Contour(tuple(_moved(a, box.x0, box.y0) for a in c.anchors), c.closed) for c in contours_of(outline)
    )


def _moved(anchor: Anchor, dx: float, dy: float) -> Anchor:
    return anchor.shift(dx, dy)


def fields_of(contours: Sequence[Contour]) -> tuple[Box, dict[str, Any]]:
    """The frame of a path and the fields that draw it in there, whatever size the frame gets later."""
    box = bounds(contours)
    frame = Box(box.x0, box.y0, max(box.x1, box.x0 + 1), max(box.y1, box.y0 + 1))
    return frame, {
        "shape": "path",
        "d": written(contours, frame.x0, frame.y0),
        "view": [plain(frame.width), plain(frame.height)],
    }


def written(contours: Sequence[Contour], x: float, y: float) -> str:
    """Path data relative to (x, y), to 1/100 px."""
    outline = outline_of(contours)
    parts, at = [], 0
    for op in outline.ops:
        numbers = outline.points[at : at + ARITY[op]]
        at += ARITY[op]
        parts.append(op + " ".join(str(plain(v - (y if i % 2 else x))) for i, v in enumerate(numbers)))
    return " ".join(parts)
