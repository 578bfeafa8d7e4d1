"""What lies behind a text and round its letters: the highlight of its lines, the outline's stroke."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.layers.base import Context
from designer_app.layers.text.record import Highlight, TextOutline
from designer_app.scene.geometry import KAPPA, Box, Outline, Point, join, rectangle
from designer_app.scene.nodes import Group, Meta, Path, Stroke
from designer_app.text.records import Ground, Layout, Line


def outline_stroke(outline: TextOutline, ctx: Context, extent: Box) -> Stroke:
    return Stroke(
        paint=ctx.paint(outline.fill, extent),
        width=ctx.number(outline.width),
        join=outline.join,
        align=outline.align,
    )


def highlighted(highlight: Highlight, ctx: Context, placed: Layout, top: float) -> Group:
    """One path behind all lines: overlapping grounds never darken each other."""
    boxes = [_ground(line, highlight, placed, top) for line in placed.lines if line.text.strip()]
    return _painted(highlight, ctx, boxes, placed.size)


def run_grounds(ctx: Context, placed: Layout, top: float) -> list[Group]:
    """The highlights of runs, one path for each look."""
    found: dict[Highlight, list[Ground]] = {}
    for line in placed.lines:
        for ground in line.grounds:
            assert isinstance(ground.of, Highlight)
            found.setdefault(ground.of, []).append(ground)
    out = []
    for highlight, grounds in found.items():
        boxes = [_padded(ground, highlight, top) for ground in grounds]
        out.append(_painted(highlight, ctx, boxes, max(ground.size for ground in grounds)))
    return out


def _padded(ground: Ground, highlight: Highlight, top: float) -> Box:
    box = ground.box
    pad_x, pad_y = (share * ground.size for share in highlight.pad)
    return Box(box.x0 - pad_x, box.y0 + top - pad_y, box.x1 + pad_x, box.y1 + top + pad_y)


def _painted(highlight: Highlight, ctx: Context, boxes: Sequence[Box], size: float) -> Group:
    radius = highlight.radius * size
    if highlight.joined:
        outline = join([_rounded(_staircase(run), radius) for run in _runs(boxes, radius)])
    else:
        outline = join([rectangle(b.x0, b.y0, b.width, b.height, (radius,) * 4) for b in boxes])
    paint = ctx.paint(highlight.fill, outline.bounds())
    return Group((Path(outline, (paint,)),), meta=Meta(kind="highlight", role="artifact"))


def _ground(line: Line, highlight: Highlight, placed: Layout, top: float) -> Box:
    """The line's box from cap top to baseline, hung marks included, with its padding."""
    pad_x, pad_y = (share * placed.size for share in highlight.pad)
    pens = [piece.xs[0] for piece in line.pieces if piece.xs]
    left = min([line.x, *pens]) if pens else line.x
    base = line.baseline + top
    return Box(left - pad_x, base - placed.cap_height - pad_y, line.x + line.width + pad_x, base + pad_y)


def _runs(boxes: Sequence[Box], radius: float) -> list[list[Box]]:
    """Neighbours that overlap sideways, made to meet halfway between them; ends that differ by less than two
    corners are made even, or there would be no room for the corners."""
    runs: list[list[Box]] = []
    for box in boxes:
        above = runs[-1][-1] if runs else None
        if above is None or box.x0 >= above.x1 or box.x1 <= above.x0:
            runs.append([box])
            continue
        middle = (above.y1 + box.y0) / 2
        runs[-1][-1] = Box(above.x0, above.y0, above.x1, middle)
        runs[-1].append(Box(box.x0, middle, box.x1, box.y1))
    return [_evened(run, 2 * radius) for run in runs]


def _evened(run: list[Box], least: float) -> list[Box]:
    lefts, rights = [box.x0 for box in run], [box.x1 for box in run]
    for _ in run:  # evening two lines may bring a third one near
        for i in range(len(run) - 1):
            if abs(lefts[i] - lefts[i + 1]) < least:
                lefts[i] = lefts[i + 1] = min(lefts[i], lefts[i + 1])
            if abs(rights[i] - rights[i + 1]) < least:
                rights[i] = rights[i + 1] = max(rights[i], rights[i + 1])
    return [Box(a, box.y0, b, box.y1) for a, b, box in zip(lefts, rights, run, strict=True)]


def _staircase(run: Sequence[Box]) -> list[Point]:
    """The corners of boxes stacked without gaps, clockwise from top left; straight joints left out."""
    right = [point for box in run for point in ((box.x1, box.y0), (box.x1, box.y1))]
    left = [point for box in reversed(run) for point in ((box.x0, box.y1), (box.x0, box.y0))]
    corners: list[Point] = []
    for point in (*right, *left):
        if corners and corners[-1] == point:
            continue
        if len(corners) > 1 and corners[-2][0] == corners[-1][0] == point[0]:
            corners[-1] = point
            continue
        corners.append(point)
    return corners


def _rounded(corners: Sequence[Point], radius: float) -> Outline:
    """A right-angled polygon with its corners rounded, outer and inner ones, by at most half an edge."""
    ops = ""
    points: list[float] = []
    count = len(corners)
    for i, (x, y) in enumerate(corners):
        before, after = corners[i - 1], corners[(i + 1) % count]
        enter, leave = _towards((x, y), before, radius), _towards((x, y), after, radius)
        points += enter
        ops += "L" if ops else "M"
        if enter != leave:
            k = 1 - KAPPA
            points += (
                x + (enter[0] - x) * k, y + (enter[1] - y) * k,
                x + (leave[0] - x) * k, y + (leave[1] - y) * k,
                *leave,
            )  # fmt: skip
            ops += "C"
    return Outline(ops + "Z", tuple(points)) if ops else Outline("", ())


def _towards(corner: Point, other: Point, radius: float) -> Point:
    length = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(radius, length / 2) / length if length else 0.0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share
