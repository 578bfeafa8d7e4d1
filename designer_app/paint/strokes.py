"""Strokes as outlines to be filled, by Skia's path operations."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Sequence
from typing import Literal

import pathops

from designer_app.paint.lru import ByteLRU
from designer_app.scene.geometry import ARITY, Outline, Transform, compose, rectangle, scaling
from designer_app.scene.nodes import Stroke

_CAPS = {
    "butt": pathops.LineCap.BUTT_CAP,
    "round": pathops.LineCap.ROUND_CAP,
    "square": pathops.LineCap.SQUARE_CAP,
}
_JOINS = {
    "miter": pathops.LineJoin.MITER_JOIN,
    "round": pathops.LineJoin.ROUND_JOIN,
    "bevel": pathops.LineJoin.BEVEL_JOIN,
}
_FINE = 4.0  # Skia rounds its curves to about 1/4 unit: give it units of 1/4 px

_stroked: ByteLRU[Outline] = ByteLRU(8 << 20)


def stroked(outline: Outline, stroke: Stroke, transform: Transform) -> tuple[Outline, Transform]:
    """The area of a stroke as an outline, and the transform under which to fill it.

    Stroking is done at the size it will be seen, so that curves stay smooth at every zoom; the
    width itself is in the outline's own units and is stretched with it.
    """
    a, b, c, d, _, _ = transform
    scale = math.sqrt(abs(a * d - b * c)) * _FINE
    if stroke.width <= 0 or scale <= 1e-9 or not outline.ops:
        return Outline("", ()), transform
    name = (
        outline, scale, stroke.width, stroke.cap, stroke.join, stroke.miter, stroke.dash,
        stroke.dash_offset, stroke.align,
    )  # fmt: skip
    area = _stroked.get(name)
    if area is None:
        area = _stroke(outline.transform(scaling(scale)), stroke, scale)
        _stroked.put(name, area, 200 + 40 * (len(area.points) + len(outline.points)))
    return area, compose(transform, scaling(1 / scale))


def straight(outline: Outline, stroke: Stroke) -> Outline | None:
    """The rectangle that a plain stroke along one upright line is, or None."""
    if outline.ops != "ML" or stroke.cap != "butt" or stroke.dash or stroke.align != "centre":
        return None
    (x0, x1), (y0, y1) = sorted(outline.points[0::2]), sorted(outline.points[1::2])
    half = stroke.width / 2
    if y0 == y1:
        return rectangle(x0, y0 - half, x1 - x0, stroke.width)
    if x0 == x1:
        return rectangle(x0 - half, y0, stroke.width, y1 - y0)
    return None


def reach(stroke: Stroke, outline: Outline | None = None) -> float:
    """How far a stroke may reach beyond its outline (None: a closed one), in the outline's units."""
    align = stroke.align if outline is None else _alignment(stroke, outline)
    if align == "inside":
        return 0.0
    half = stroke.width if align == "outside" else stroke.width / 2
    return half * max(1.5 if stroke.cap == "square" else 1.0, stroke.miter if stroke.join == "miter" else 1.0)


def _alignment(stroke: Stroke, outline: Outline) -> Literal["centre", "inside", "outside"]:
    """A line without area has no inside: it is stroked on its centre."""
    return stroke.align if stroke.align == "centre" or _closed(outline) else "centre"


def _stroke(outline: Outline, stroke: Stroke, scale: float) -> Outline:
    line = to_skia(outline)
    band = pathops.Path(line)
    align = _alignment(stroke, outline)
    double = 1.0 if align == "centre" else 2.0
    dash = [max(0.0, length) * scale for length in stroke.dash]
    if len(dash) % 2:
        dash += dash  # as SVG does
    band.stroke(
        stroke.width * scale * double,
        _CAPS[stroke.cap],
        _JOINS[stroke.join],
        max(1.0, stroke.miter),
        dash if sum(dash) > 0 else None,
        stroke.dash_offset * scale,
    )
    band.convertConicsToQuads(0.05)
    if align != "centre":
        inside = align == "inside"
        way = pathops.PathOp.INTERSECTION if inside else pathops.PathOp.DIFFERENCE
        # An outline that Skia cannot cut with: a centred stroke is the nearest that can be shown.
        with contextlib.suppress(pathops.PathOpsError):
            band = pathops.op(band, line, way, fix_winding=False, keep_starting_points=False)
    elif sum(dash) <= 0:
        # Unsimplified bands fill the same area, with faint seams.
        with contextlib.suppress(pathops.PathOpsError):
            band.simplify(fix_winding=True, keep_starting_points=False)
    return from_skia(band)


def united(outlines: Sequence[Outline]) -> Outline:
    """The area that any of the outlines covers, as one outline."""
    whole = pathops.Path()
    for outline in outlines:
        part = to_skia(outline)
        whole = part if not whole else pathops.op(whole, part, pathops.PathOp.UNION, fix_winding=False)
    return from_skia(whole)


def _closed(outline: Outline) -> bool:
    """Whether every contour is closed, by Z or by ending where it starts."""
    p, start, at, previous = outline.points, 0, 0, ""
    for op in (*outline.ops, "M"):
        if op == "M":
            if previous not in ("", "Z") and p[start : start + 2] != p[at - 2 : at]:
                return False
            start = at
        at += ARITY[op]
        previous = op
    return True


def to_skia(outline: Outline) -> pathops.Path:
    way = pathops.FillType.EVEN_ODD if outline.evenodd else pathops.FillType.WINDING
    path = pathops.Path(fillType=way)
    p = outline.points
    at = 0
    for op in outline.ops:
        if op == "M":
            path.moveTo(p[at], p[at + 1])
            at += 2
        elif op == "L":
            path.lineTo(p[at], p[at + 1])
            at += 2
        elif op == "Q":
            path.quadTo(*p[at : at + 4])
            at += 4
        elif op == "C":
            path.cubicTo(*p[at : at + 6])
            at += 6
        else:
            path.close()
    return path


def from_skia(path: pathops.Path) -> Outline:
    ops: list[str] = []
    points: list[float] = []
    letters = {
        pathops.PathVerb.MOVE: "M",
        pathops.PathVerb.LINE: "L",
        pathops.PathVerb.QUAD: "Q",
        pathops.PathVerb.CUBIC: "C",
        pathops.PathVerb.CLOSE: "Z",
    }
    for verb, spots in path:
        ops.append(letters[verb])
        for x, y in spots:
            points += (x, y)
    return Outline("".join(ops), tuple(points), path.fillType == pathops.FillType.EVEN_ODD)
