"""Strokes as outlines to be filled, by Skia's path operations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import pathops
from PIL import ImageChops

from designer_app.paint import coverage
from designer_app.paint.lru import LOCK, ByteLRU
from designer_app.scene.geometry import (
    ARITY,
    Outline,
    Point,
    Transform,
    compose,
    rectangle,
    scale_of,
    scaling,
)
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
_CHORDS = 16
_FEW = 8  # segments: outlines of one contour with so few always come out well
_LOOK = 40.0  # px: the size of the picture at which two areas are compared
_FAR_APART = 64  # of 255
_TIGHT = 0.47  # of the width: corners rounded by just half of it are common and come out well
_PLACES = (0.0, 0.25, 0.5, 0.75, 1.0)
_SPECK = 0.5  # 1/64 px
_FINE = 64.0  # Skia rounds its curves to about 1/4 unit: give it units of 1/64 px

Side = Literal["centre", "inside", "outside"]

_stroked: ByteLRU[tuple[Outline, Side]] = ByteLRU(8 << 20)


class Stroked(NamedTuple):
    """The area of a stroke, and the transform under which to fill it.

    Only what lies on ``side`` of the outline that was stroked belongs to it: Skia could not cut the
    area along that outline. ``centre``: all of it.
    """

    area: Outline
    transform: Transform
    side: Side = "centre"


def stroked(outline: Outline, stroke: Stroke, transform: Transform) -> Stroked:
    """A stroke as an area to be filled.

    Stroking is done at the size it will be seen, so that curves stay smooth at every zoom; the
    width itself is in the outline's own units and is stretched with it.
    """
    scale = scale_of(transform) * _FINE
    if stroke.width <= 0 or scale <= 1e-9 or not outline.ops:
        return Stroked(Outline("", ()), transform)
    name = (
        outline, scale, stroke.width, stroke.cap, stroke.join, stroke.miter, stroke.dash,
        stroke.dash_offset, stroke.align,
    )  # fmt: skip
    with LOCK:
        known = _stroked.get(name)
        if known is None:
            known = _stroke(outline.transform(scaling(scale)), stroke, scale)
            _stroked.put(name, known, 200 + 40 * (len(known[0].points) + len(outline.points)))
    area, side = known
    return Stroked(area, compose(transform, scaling(1 / scale)), side)


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


def _alignment(stroke: Stroke, outline: Outline) -> Side:
    """A line without area has no inside: it is stroked on its centre."""
    return stroke.align if stroke.align == "centre" or _closed(outline) else "centre"


def _stroke(outline: Outline, stroke: Stroke, scale: float) -> tuple[Outline, Side]:
    """The area, and the side to which it is still to be cut. ``outline`` is in 1/64 px."""
    outline = _without_specks(outline)
    band = to_skia(_without_specks(_tight_curves_cut(outline, stroke.width * scale * _TIGHT)))
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
        whole = from_skia(band)
        try:
            # holes that run the other way: FreeType's even-odd rule blurs bands thinner than a pixel
            band = pathops.op(band, to_skia(outline), way, fix_winding=True, keep_starting_points=False)
        except pathops.PathOpsError:
            return whole, align
        cut = from_skia(band)
        # of tiny shapes Skia may hand back the band as it was, without a word
        kept_in = outline if inside else whole
        return (cut, "centre") if _lies_in(cut, kept_in) else (whole, align)
    if sum(dash) <= 0:
        return _simplified(band, many=outline.ops.count("M") > 1 or len(outline.ops) > _FEW), "centre"
    return from_skia(band), "centre"


def _simplified(band: pathops.Path, *, many: bool) -> Outline:
    """The band without overlaps. Where Skia fails, now and then without a word by filling what the band goes round, the
    band as it is: it fills the same area, with faint seams. ``many`` segments are looked at."""
    whole = from_skia(band)
    try:
        band.simplify(fix_winding=True, keep_starting_points=False)
    except pathops.PathOpsError:
        return whole
    simple = from_skia(band)
    return simple if not many or _alike(simple, whole) else whole


def _alike(one: Outline, other: Outline) -> bool:
    """Whether two outlines cover the same, as far as a small picture shows."""
    box = other.bounds()
    scale = _LOOK / max(box.width, box.height, 1e-9)
    place = (scale, 0.0, 0.0, scale, 1 - box.x0 * scale, 1 - box.y0 * scale)
    rect = (0, 0, math.ceil(box.width * scale) + 2, math.ceil(box.height * scale) + 2)
    pictures = (coverage.fill(outline, place, rect) for outline in (one, other))
    return not any(ImageChops.difference(*pictures).histogram()[_FAR_APART:])


def _lies_in(part: Outline, whole: Outline) -> bool:
    """Whether the part's box lies in the other's, but for a pixel's 1/64."""
    if not part.points:
        return True
    return whole.bounds().grow(1.0).union(part.bounds()) == whole.bounds().grow(1.0)


def _without_specks(outline: Outline) -> Outline:
    """Segments that stay within 1/128 px of where they begin left out: Skia may cut such outlines for ever."""
    p = outline.points
    ops: list[str] = []
    points: list[float] = []
    x = y = 0.0
    at = 0
    for op in outline.ops:
        count = ARITY[op]
        values = p[at : at + count]
        at += count
        if op in "LQC" and all(abs(v - (y if i & 1 else x)) < _SPECK for i, v in enumerate(values)):
            continue
        if count:
            x, y = values[-2:]
        ops.append(op)
        points += values
    return outline if len(ops) == len(outline.ops) else Outline("".join(ops), tuple(points), outline.evenodd)


def _tight_curves_cut(outline: Outline, half: float) -> Outline:
    """Curves that bend more tightly than half the stroke's width, as chords.

    Skia offsets such a curve beyond its own centre, which leaves a hole; at a chord's corner it doesn't.
    """
    p = outline.points
    ops: list[str] = []
    points: list[float] = []
    at = 0
    for op in outline.ops:
        count = ARITY[op]
        values = p[at : at + count]
        if op in "QC" and _tightest(p[at - 2 : at + count]) < half:
            control = list(zip(p[at - 2 : at + count : 2], p[at - 1 : at + count : 2], strict=True))
            for i in range(1, _CHORDS + 1):
                points += _on_curve(control, i / _CHORDS)
            ops.append("L" * _CHORDS)
        else:
            ops.append(op)
            points += values
        at += count
    return Outline("".join(ops), tuple(points), outline.evenodd)


def _tightest(p: Sequence[float]) -> float:
    """The smallest radius at five places of a quadratic or cubic curve."""
    if len(p) == 6:  # as a cubic
        x0, y0, x1, y1, x3, y3 = p
        p = (x0, y0, (x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (2 * x1 + x3) / 3, (2 * y1 + y3) / 3, x3, y3)
    x0, y0, x1, y1, x2, y2, x3, y3 = p
    ax, ay = x1 - x0, y1 - y0
    bx, by = x2 - 2 * x1 + x0, y2 - 2 * y1 + y0
    cx, cy = x3 - 3 * x2 + 3 * x1 - x0, y3 - 3 * y2 + 3 * y1 - y0
    least = math.inf
    for t in _PLACES:
        dx, dy = (cx * t + 2 * bx) * t + ax, (cy * t + 2 * by) * t + ay  # a third of the speed
        bend = abs(dx * (cy * t + by) - dy * (cx * t + bx))
        if bend > 1e-9:
            speed = dx * dx + dy * dy
            least = min(least, speed * math.sqrt(speed) / bend * 1.5)
    return least


def _on_curve(control: list[Point], t: float) -> Point:
    """De Casteljau's construction."""
    while len(control) > 1:
        control = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(control)]
    return control[0]


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
