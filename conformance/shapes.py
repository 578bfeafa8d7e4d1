"""Suite ``shapes``: our coverage, strokes and gradients against references made from their definitions.

The references share nothing with the painter: 256 points in every pixel (16 × 16) are asked whether they lie in the
shape: by a formula (circles, rings, lines), by counting the crossings of a scan line (stars, outlines whose curves
are cut into 200 chords each), or by their distance from the line (strokes with round joins); and 4,096 where 256 say
that a case fails, as they tell the coverage of thin slanted lines to about 2/255 only. A case passes when the
mean error over its edge pixels is at most 2/255. Ramps are compared with the same mix in 64-bit numbers: the mean of
every 8 × 8 pixels may be off by 0.3 of an 8-bit step (rounding without dither: 0.5).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from conformance.records import Failure, Suite
from designer_app.data_files import data_root
from designer_app.paint.coverage import fill
from designer_app.paint.strokes import stroked
from designer_app.scene.geometry import IDENTITY, Outline, Transform, ellipse, polygon, rotation, translation
from designer_app.scene.nodes import (
    Conic,
    Group,
    Linear,
    Radial,
    Scene,
    Solid,
    Stop,
    Stroke,
    walk,
)
from designer_app.scene.nodes import (
    Path as PathNode,
)

Array = npt.NDArray[Any]
Inside = Callable[[Array, Array], Array]
FINE, FINER = 16, 64
LIMIT = 2.0  # of 255, mean over edge pixels
STEP = 0.3  # of an 8-bit step, mean of 8 × 8 pixels
PHASES = ((0.0, 0.0), (0.25, 0.5), (0.37, 0.81), (0.5, 0.125))
INK = Solid((0, 0, 0, 255))


def run(data: Path) -> list[Suite]:
    """Every row of this suite; nothing of ``data`` is needed."""
    return [
        _suite("shapes/fills", fills(), f"mean error of edge pixels at most {LIMIT:g}/255"),
        _suite("shapes/strokes", strokes(), f"mean error of edge pixels at most {LIMIT:g}/255"),
        _suite("shapes/icons", icons(), f"mean error of edge pixels at most {LIMIT:g}/255, at 24 and 37 px"),
        _suite("shapes/ramps", ramps(), f"8 × 8 pixels at most {STEP:g} of a step off"),
    ]


def _suite(name: str, cases: Iterator[tuple[str, float, float]], what: str) -> Suite:
    found = list(cases)
    failures = tuple(Failure(case, f"{error:.2f}") for case, error, limit in found if not error <= limit)
    worst = max((error for _, error, _ in found), default=0.0)
    return Suite(
        suite=name, files=len(found), passed=len(found) - len(failures), target=1.0,
        what=f"{what}; worst {worst:.2f}", failures=failures,
    )  # fmt: skip


# ── Fills ───────────────────────────────────────────────────────────────────────────────────────


def fills(phases: Sequence[tuple[float, float]] = PHASES) -> Iterator[tuple[str, float, float]]:
    """Circles, ellipses, stars and slivers at several sizes and phases: name, mean error of edges, limit."""
    for dx, dy in phases:
        for radius in (3.4, 20.0, 47.7, 150.0):
            size = math.ceil(2 * radius + 4)
            cx, cy = size / 2 + dx, size / 2 + dy
            error = edge_error(ellipse(cx, cy, radius, radius), in_ellipse(cx, cy, radius, radius), size)
            yield f"circle {radius:g} at {dx:g}, {dy:g}", error, LIMIT
        error = edge_error(ellipse(40 + dx, 20 + dy, 36, 9), in_ellipse(40 + dx, 20 + dy, 36, 9), 80)
        yield f"ellipse at {dx:g}, {dy:g}", error, LIMIT
        for points in (5, 12):
            star = _star(40 + dx, 40 + dy, 36, 0.45, points)
            yield f"star of {points} at {dx:g}, {dy:g}", edge_error(star, crossing(star), 80), LIMIT
        for width in (0.25, 0.5, 1.0, 1.5):
            for angle in (3, 30, 77):
                line = polygon([(-30, -width / 2), (30, -width / 2), (30, width / 2), (-30, width / 2)])
                hair = line.transform(translation(40 + dx, 40 + dy)).transform(rotation(angle, 40, 40))
                error = edge_error(hair, crossing(hair), 80)
                yield f"hairline of {width:g} px at {angle}°, {dx:g}, {dy:g}", error, LIMIT


def _star(cx: float, cy: float, radius: float, inner: float, points: int) -> Outline:
    corners = []
    for i in range(2 * points):
        reach = radius * (inner if i % 2 else 1.0)
        corners.append(
            (cx + reach * math.sin(math.pi * i / points), cy - reach * math.cos(math.pi * i / points))
        )
    return polygon(corners)


# ── Strokes ─────────────────────────────────────────────────────────────────────────────────────


def strokes(phases: Sequence[tuple[float, float]] = PHASES) -> Iterator[tuple[str, float, float]]:
    """Rings, lines with each cap, bent lines with each join, closed ones inside and outside."""
    for dx, dy in phases:
        cx, cy = 40 + dx, 40 + dy
        for width in (0.75, 3.0, 12.0):
            for align, grow in (("centre", 0.0), ("inside", -width / 2), ("outside", width / 2)):
                ring = _ring(cx, cy, 24 + grow, width)
                stroke = Stroke(INK, width, align=align)  # type: ignore[arg-type]
                error = stroke_error(ellipse(cx, cy, 24, 24), stroke, ring, 80)
                yield f"ring {align}, {width:g} px at {dx:g}, {dy:g}", error, LIMIT
            for cap in ("butt", "round", "square"):
                ends = ((cx - 20, cy - 8), (cx + 20, cy + 11))
                stroke = Stroke(INK, width, cap=cap)  # type: ignore[arg-type]
                error = stroke_error(polygon(ends, closed=False), stroke, _capped(*ends, width, cap), 80)
                yield f"line {cap}, {width:g} px at {dx:g}, {dy:g}", error, LIMIT
            bent = [(cx - 25, cy + 15), (cx - 5, cy - 18), (cx + 8, cy + 20), (cx + 26, cy - 12)]
            stroke = Stroke(INK, width, cap="round", join="round")
            error = stroke_error(polygon(bent, closed=False), stroke, near_line([bent], width / 2), 80)
            yield f"bent line, {width:g} px at {dx:g}, {dy:g}", error, LIMIT
            corners = [(cx - 22, cy - 16), (cx + 24, cy - 5), (cx - 4, cy + 22)]
            stroke = Stroke(INK, width, join="miter", miter=10)
            error = stroke_error(polygon(corners), stroke, _mitred(corners, width / 2), 100)
            yield f"triangle with miters, {width:g} px at {dx:g}, {dy:g}", error, LIMIT
    dashed = Stroke(INK, 5.0, dash=(7.0, 4.0), dash_offset=3.0)
    line = ((6.3, 30.2), (70.3, 30.2))
    error = stroke_error(
        polygon(line, closed=False), dashed, _dashes(6.3, 70.3, 30.2, 5.0, 7.0, 4.0, 3.0), 80
    )
    yield "dashes with an offset", error, LIMIT


def _ring(cx: float, cy: float, radius: float, width: float) -> Inside:
    def inside(x: Array, y: Array) -> Array:
        far = np.hypot(x - cx, y - cy)
        return np.abs(far - radius) <= width / 2

    return inside


def _capped(start: tuple[float, float], end: tuple[float, float], width: float, cap: str) -> Inside:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length
    more = width / 2 if cap == "square" else 0.0

    def inside(x: Array, y: Array) -> Array:
        along = (x - start[0]) * ux + (y - start[1]) * uy
        aside = np.abs((y - start[1]) * ux - (x - start[0]) * uy)
        straight = (along >= -more) & (along <= length + more) & (aside <= width / 2)
        if cap != "round":
            return straight
        ends = np.hypot(x - start[0], y - start[1]) <= width / 2
        return straight | ends | (np.hypot(x - end[0], y - end[1]) <= width / 2)

    return inside


def _mitred(corners: list[tuple[float, float]], half: float) -> Inside:
    """A convex polygon's outline: within its sides moved out, not within its sides moved in."""
    sides = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        length = math.hypot(bx - ax, by - ay)
        sides.append((ax, ay, -(by - ay) / length, (bx - ax) / length))

    def inside(x: Array, y: Array) -> Array:
        least = np.min([(x - ax) * nx + (y - ay) * ny for ax, ay, nx, ny in sides], axis=0)
        return np.abs(least) <= half

    return inside


def _dashes(x0: float, x1: float, y0: float, width: float, on: float, off: float, start: float) -> Inside:
    def inside(x: Array, y: Array) -> Array:
        at = (x - x0 + start) % (on + off)
        return (x >= x0) & (x <= x1) & (at <= on) & (np.abs(y - y0) <= width / 2)

    return inside


# ── Icons ───────────────────────────────────────────────────────────────────────────────────────


def icons() -> Iterator[tuple[str, float, float]]:
    """The bundled icons, each stroke and fill of them, at two sizes and phases."""
    from designer_app.pictures.svg import read_paths

    for file in sorted((data_root("assets") / "icons").glob("*.svg")):
        drawing = read_paths(file)
        if drawing is None:
            continue
        paths = [node for node in walk(drawing.node) if isinstance(node, PathNode)]
        for size, phase in ((24, (0.0, 0.0)), (37, (0.37, 0.81))):
            scale = size / drawing.width
            place = (scale, 0.0, 0.0, scale, *phase)
            worst = max((_icon_error(path, place, size + 1) for path in paths), default=0.0)
            yield f"{file.stem} at {size} px", worst, LIMIT


def _icon_error(path: PathNode, place: Transform, size: int) -> float:
    seen = path.outline.transform(place)
    errors = [edge_error(seen, crossing(seen), size)] if path.fills else []
    for stroke in path.strokes:
        if stroke.cap == stroke.join == "round" and not stroke.dash:
            lines = list(contours(seen))
            inside = near_line(lines, stroke.width * place[0] / 2)
            errors.append(stroke_error(path.outline, stroke, inside, size, place))
    return max(errors, default=0.0)


# ── References ──────────────────────────────────────────────────────────────────────────────────


def edge_error(outline: Outline, inside: Inside, size: int) -> float:
    """Mean error of the partly covered pixels, of 255."""
    return _error(np.asarray(fill(outline, IDENTITY, (0, 0, size, size)), float), inside, size)


def stroke_error(
    outline: Outline, stroke: Stroke, inside: Inside, size: int, place: Transform = IDENTITY
) -> float:
    area, placed, _ = stroked(outline, stroke, place)
    return _error(np.asarray(fill(area, placed, (0, 0, size, size)), float), inside, size)


def _error(mask: Array, inside: Inside, size: int) -> float:
    found = _off(mask, inside, size, FINE)
    return found if found <= LIMIT else _off(mask, inside, size, FINER)


def _off(mask: Array, inside: Inside, size: int, fine: int) -> float:
    exact = np.empty((size, size))
    right, low = _points(fine)
    across = np.arange(size) + right[:, None]
    for row in range(size):
        hits = inside(across, np.broadcast_to(row + low[:, None], across.shape))
        exact[row] = hits.mean(0) * 255
    edge = (exact > 0) & (exact < 255)
    wrong = np.abs(mask - exact)
    far = wrong[~edge].max(initial=0.0)  # a pixel wholly in or out that is painted otherwise
    return max(float(wrong[edge].mean()) if edge.any() else 0.0, float(far) / 8)


def _points(fine: int) -> tuple[Array, Array]:
    """``fine`` × ``fine`` points of a pixel, spread by the plastic number (M. Roberts, "The R2 sequence", 2018). A plain grid
    tells upright and diagonal edges only in steps of 1/16."""
    number = 1.32471795724474602596
    i = np.arange(fine * fine)
    return (0.5 + i / number) % 1, (0.5 + i / number / number) % 1


def in_ellipse(cx: float, cy: float, rx: float, ry: float) -> Inside:
    return lambda x, y: ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1


def crossing(outline: Outline) -> Inside:
    """By the crossings left of a point: their direction summed, or their number where evenodd."""
    edges = []
    for chords in contours(outline):
        closed = [*chords, chords[0]]
        edges += [(*a, *b) for a, b in itertools.pairwise(closed) if a[1] != b[1]]
    table = np.array(edges, float).reshape(-1, 4)

    def inside(x: Array, y: Array) -> Array:
        found = np.zeros(x.shape, int)
        for row in range(x.shape[0]):
            at = y[row, 0]
            x0, y0, x1, y1 = table.T
            cut = ((y0 <= at) & (at < y1)) | ((y1 <= at) & (at < y0))
            where = x0[cut] + (at - y0[cut]) * (x1[cut] - x0[cut]) / (y1[cut] - y0[cut])
            way = np.where(y1[cut] > y0[cut], 1, -1)
            found[row] = (way[:, None] * (where[:, None] < x[row][None, :])).sum(0)
        return found % 2 == 1 if outline.evenodd else found != 0

    return inside


def near_line(lines: list[list[tuple[float, float]]], reach: float) -> Inside:
    """Within a distance of any of the chords."""

    def inside(x: Array, y: Array) -> Array:
        found = np.zeros(x.shape, bool)
        top, foot = y.min() - reach, y.max() + reach
        for line in lines:
            for (ax, ay), (bx, by) in zip(line, line[1:] or line, strict=False):
                if max(ay, by) < top or min(ay, by) > foot:
                    continue
                dx, dy = bx - ax, by - ay
                span = dx * dx + dy * dy or 1.0
                t = np.clip(((x - ax) * dx + (y - ay) * dy) / span, 0, 1)
                found |= (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2 <= reach * reach
        return found

    return inside


def contours(outline: Outline, chords: int = 200) -> Iterator[list[tuple[float, float]]]:
    """Each contour as points; curves by de Casteljau's construction. Closed ones end where they start."""
    line: list[tuple[float, float]] = []
    points = list(zip(outline.points[0::2], outline.points[1::2], strict=True))
    at = 0
    for op in outline.ops:
        if op == "M":
            if line:
                yield line
            line, at = [points[at]], at + 1
        elif op == "Z":
            line.append(line[0])
        else:
            count = {"L": 1, "Q": 2, "C": 3}[op]
            control = [line[-1], *points[at : at + count]]
            at += count
            steps = 1 if op == "L" else max(8, min(chords, math.ceil(_span(control) * 2)))
            line += [_casteljau(control, i / steps) for i in range(1, steps + 1)]
    if line:
        yield line


def _span(control: list[tuple[float, float]]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(control))


def _casteljau(control: list[tuple[float, float]], t: float) -> tuple[float, float]:
    while len(control) > 1:
        control = [
            (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in itertools.pairwise(control)
        ]
    return control[0]


# ── Ramps ───────────────────────────────────────────────────────────────────────────────────────


def ramps() -> Iterator[tuple[str, float, float]]:
    """Slow ramps over 1,600 px, where bands would be seen: name, largest error of 8 × 8 pixels, limit."""
    pairs = (((96, 100, 120), (104, 110, 126)), ((20, 30, 90), (250, 120, 60)), ((0, 0, 0), (12, 12, 12)))
    for low, high in pairs:
        stops = (Stop(0.0, (*low, 255)), Stop(1.0, (*high, 255)))
        for space, mix in (("srgb", _mix_srgb), ("oklab", _mix_oklab)):
            for name, paint, place in (
                ("level", Linear(0, 0, 1600, 0, stops, space), lambda x, y: x / 1600),  # type: ignore[arg-type]
                ("upright", Linear(0, 0, 0, 160, stops, space), lambda x, y: y / 160),  # type: ignore[arg-type]
                ("slanted", Linear(0, 0, 1600, 160, stops, space), lambda x, y: (10 * x + y) / 16160),  # type: ignore[arg-type]
                ("radial", Radial(0, 0, 1600, 1600, stops, space), lambda x, y: np.hypot(x, y) / 1600),  # type: ignore[arg-type]
                ("conic", Conic(800, -900, 90, stops, space),
                 lambda x, y: (np.arctan2(y + 900, x - 800) / (2 * math.pi)) % 1),  # type: ignore[arg-type]
            ):  # fmt: skip
                error = _ramp_error(paint, place, mix, np.array(low, float), np.array(high, float))
                yield f"{name} {low} to {high} in {space}", error, STEP


def _ramp_error(
    paint: Linear | Radial | Conic,
    place: Callable[[Array, Array], Array],
    mix: Callable[..., Array],
    low: Array,
    high: Array,
) -> float:
    from designer_app.paint import paint as painted

    wide, tall = 1600, 160
    root = Group((PathNode(polygon([(0, 0), (wide, 0), (wide, tall), (0, tall)]), (paint,)),))
    seen = np.asarray(painted(Scene(width=wide, height=tall, root=root)), float)
    y, x = np.mgrid[0:tall, 0:wide] + 0.5
    ideal = mix(low, high, np.clip(place(x, y), 0, 1)[..., None])
    blocks = (seen - ideal).reshape(tall // 8, 8, wide // 8, 8, 3).mean((1, 3))
    return float(np.abs(blocks).max())


def _mix_srgb(low: Array, high: Array, t: Array) -> Array:
    return low + (high - low) * t


def _mix_oklab(low: Array, high: Array, t: Array) -> Array:
    """Björn Ottosson's OKLab, in 64-bit numbers."""
    one = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
    two = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip

    def to_lab(rgb: Array) -> Array:
        v = rgb / 255
        light = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
        return two @ np.cbrt(one @ light)

    lab = to_lab(low) + (to_lab(high) - to_lab(low)) * t
    light = (lab @ np.linalg.inv(two).T) ** 3 @ np.linalg.inv(one).T
    light = np.clip(light, 0, 1)
    found: Array = 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return found
