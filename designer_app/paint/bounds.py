"""Where the ink of a node lies on the page, in device pixels, without painting it."""

from __future__ import annotations

import math

from designer_app.paint import blur, glyphs, pictures, strokes
from designer_app.paint.coverage import EMPTY, Rect, grown, meet
from designer_app.paint.lru import LOCK, ByteLRU
from designer_app.scene.geometry import Box, Transform, compose, scale_of, snap
from designer_app.scene.nodes import (
    BackdropBlur,
    Bevel,
    Glyphs,
    GroundShadow,
    Group,
    LayerBlur,
    Node,
    Path,
    Picture,
    Shadow,
)

_known: ByteLRU[tuple[Node, Rect]] = ByteLRU(1 << 19)


def bounds(node: Node, transform: Transform) -> Box:
    """Box of whole device pixels outside which ``node`` paints nothing, effects included."""
    with LOCK:
        return Box(*(float(v) for v in rect_of(node, transform)))


def rect_of(node: Node, transform: Transform) -> Rect:
    """``bounds`` as whole numbers, for this room; ``(0, 0, 0, 0)`` when there is no ink."""
    if isinstance(node, Group):
        inner = compose(transform, node.transform)
        rect = content_rect(node, inner)
        return with_effects(node, inner, rect)
    name = (id(node), transform)  # the entry keeps its node alive, so an id cannot come to mean another
    known = _known.get(name)
    if known is None:
        known = _known.put(name, (node, _leaf(node, transform)), 400)
    return known[1]


def content_rect(group: Group, inner: Transform) -> Rect:
    """The group's children, cut by clip and mask, before effects. ``inner``: its own space → device."""
    rect = union([rect_of(child, inner) for child in group.children])
    if group.clip is not None:
        rect = meet(rect, _outward(group.clip.bounds().transform(inner)))
    if group.mask is not None:
        rect = meet(rect, rect_of(group.mask, inner))
    return rect


def with_effects(group: Group, inner: Transform, rect: Rect) -> Rect:
    """``rect`` (the group's content) grown by its blurs and drop shadows."""
    if rect == EMPTY or not group.effects:
        return rect
    scale = scale_of(inner)
    for effect in group.effects:
        if isinstance(effect, LayerBlur):
            rect = grown(rect, blur.visible(effect.sigma * scale))
    drops = [effect for effect in group.effects if isinstance(effect, Shadow) and not effect.inner]
    grounds = [effect for effect in group.effects if isinstance(effect, GroundShadow)]
    edges = [e for e in group.effects if isinstance(e, Bevel) and e.style != "inner"]
    return union(
        [
            rect,
            *(shadow_rect(drop, inner, rect) for drop in drops),
            *(ground_rect(ground, inner, rect) for ground in grounds),
            *(grown(rect, relief_reach(bevel, inner)) for bevel in edges),
        ]
    )


def relief_reach(bevel: Bevel, inner: Transform) -> int:
    """Pixels around a pixel that its light and shade depend on, and how far they lie beyond the coverage."""
    scale = scale_of(inner)
    return math.ceil(bevel.size * scale) + blur.support(bevel.soften * scale / 2) + 3


def ground_rect(ground: GroundShadow, inner: Transform, rect: Rect) -> Rect:
    """Where the ground shadow of content in ``rect``, whose foot may be anywhere in it, can be seen."""
    scale = scale_of(inner)
    by = blur.visible(ground.blur / 2 * scale) + 2
    lean, low = math.ceil(abs(ground.lean) * scale), math.ceil(ground.depth * scale)
    return (rect[0] - lean - by, rect[1] - low - by, rect[2] + lean + by, rect[3] + low + by)


def shadow_rect(shadow: Shadow, inner: Transform, rect: Rect) -> Rect:
    """Where the drop shadow of content in ``rect`` can be seen."""
    scale = scale_of(inner)
    dx, dy = shift_of(shadow, inner)
    fine_x, fine_y = fine_shift_of(shadow, inner)
    by = blur.visible(shadow.blur / 2 * scale) + spread_reach(shadow, inner)
    moved = (rect[0] + dx, rect[1] + dy, rect[2] + dx + (fine_x > 0), rect[3] + dy + (fine_y > 0))
    rect = grown(moved, by)
    return rect if rect[2] > rect[0] and rect[3] > rect[1] else EMPTY


def spread_reach(shadow: Shadow, inner: Transform) -> int:
    """By how many pixels a shadow's spread can move an edge outwards."""
    by = shadow.spread * scale_of(inner)
    if not shadow.rounded:
        return round(by)
    return math.ceil(by) if by > 0 else math.floor(by)


def shift_of(shadow: Shadow, inner: Transform) -> tuple[int, int]:
    """A shadow's offset in device pixels, rounded down to whole ones."""
    dx, dy = _sixteenths(shadow, inner)
    return dx // 16, dy // 16


def fine_shift_of(shadow: Shadow, inner: Transform) -> tuple[float, float]:
    """What is left of the offset below a pixel, in steps of 1/16."""
    dx, dy = _sixteenths(shadow, inner)
    return dx % 16 / 16, dy % 16 / 16


def _sixteenths(shadow: Shadow, inner: Transform) -> tuple[int, int]:
    a, b, c, d, _, _ = inner
    dx, dy = a * shadow.dx + c * shadow.dy, b * shadow.dx + d * shadow.dy
    return math.floor(dx * 16 + 0.5), math.floor(dy * 16 + 0.5)


def backdrop_reach(node: Node, transform: Transform) -> int:
    """How far around a pixel its backdrop is looked at: the blurs of what lies below, added up."""
    if not isinstance(node, Group):
        return 0
    inner = compose(transform, node.transform)
    own = sum(
        blur.support(effect.sigma * scale_of(inner))
        for effect in node.effects
        if isinstance(effect, BackdropBlur)
    )
    return own + sum(backdrop_reach(child, inner) for child in (*node.children, *node.clipped))


def union(rects: list[Rect]) -> Rect:
    rects = [rect for rect in rects if rect != EMPTY]
    if not rects:
        return EMPTY
    return (
        min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)
    )  # fmt: skip


def _leaf(node: Path | Glyphs | Picture, transform: Transform) -> Rect:
    if isinstance(node, Picture):
        return pictures.extent(Box(node.x, node.y, node.x + node.width, node.y + node.height), transform)
    if isinstance(node, Glyphs):
        run = glyphs.cached_run(node, transform)
        return _run_outlines(node, transform) if run is None else run.box
    if not node.outline.points or not (node.fills or node.strokes):
        return EMPTY
    reach = max((strokes.reach(stroke, node.outline) for stroke in node.strokes), default=0.0)
    return _outward(node.outline.bounds().grow(reach).transform(transform))


def _run_outlines(node: Glyphs, transform: Transform) -> Rect:
    reach = max((strokes.reach(stroke) for stroke in node.strokes), default=0.0)
    rects = [
        _outward(outline.bounds().grow(reach / node.size).transform(placed))
        for _, outline, placed in glyphs.outlines(node, transform)
    ]
    return union(rects)


def _outward(box: Box) -> Rect:
    """Whole pixels around a box whose coordinates will be rounded to 1/64 px."""
    slack = 1e-9  # a point of a curve may exceed its control points by a rounding error
    return (
        math.floor(snap(box.x0 - slack)), math.floor(snap(box.y0 - slack)),
        math.ceil(snap(box.x1 + slack)), math.ceil(snap(box.y1 + slack)),
    )  # fmt: skip
