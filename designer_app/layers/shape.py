"""Shapes: rectangle, ellipse, line, arrow, polygon, star, free path."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from msgspec import Meta as About

from designer_app.expression import fill_in
from designer_app.layers.base import Context, Fill, LayerBase, Num, StrokeSpec
from designer_app.pictures import parse_path_data
from designer_app.scene.geometry import Box, Outline, ellipse, polygon, rectangle
from designer_app.scene.nodes import Group, Path, Stroke


class ShapeLayer(LayerBase, frozen=True, kw_only=True, tag="shape", tag_field="kind"):
    """A drawn shape in the layer's frame."""

    shape: Literal["rectangle", "ellipse", "line", "arrow", "polygon", "star", "path"] = "rectangle"
    radius: Annotated[
        Num | tuple[Num, Num, Num, Num], About(description="one, or per corner from top left")
    ] = 0.0
    sides: Annotated[int, About(ge=3, le=60)] = 5
    inner: Annotated[float, About(description="star: inner radius as a share of the outer", gt=0, le=1)] = 0.5
    head: Annotated[Num, About(description="arrow: length of the head")] = 0.0
    d: Annotated[str, About(description="path: SVG path data; {…} are expressions over w and h")] = ""
    params: dict[str, Num] = {}
    fill: Fill | None = "accent"
    stroke: StrokeSpec | None = None


def outline(layer: ShapeLayer, ctx: Context, box: Box) -> Outline:
    """The shape's outline in the frame's own coordinates."""
    w, h = box.width, box.height
    match layer.shape:
        case "rectangle":
            radii = layer.radius if isinstance(layer.radius, tuple) else (layer.radius,) * 4
            return rectangle(0, 0, w, h, [ctx.number(r) for r in radii])
        case "ellipse":
            return ellipse(w / 2, h / 2, w / 2, h / 2)
        case "line":
            return polygon([(0, 0), (w, h)], closed=False)
        case "arrow":
            return _arrow(w, h, ctx.number(layer.head))
        case "polygon" | "star":
            return _star(layer, w, h)
        case "path":
            values: dict[str, float] = {"w": w, "h": h}
            values.update({name: ctx.number(v) for name, v in layer.params.items()})
            return parse_path_data(fill_in(layer.d, values))


def _arrow(w: float, h: float, head: float) -> Outline:
    """A line from (0, 0) to (w, h) with an open head of two strokes."""
    length = math.hypot(w, h) or 1.0
    reach = head or min(length * 0.4, 24.0)
    ux, uy = w / length, h / length
    left = (w - reach * (ux - uy) * 0.7071, h - reach * (uy + ux) * 0.7071)
    right = (w - reach * (ux + uy) * 0.7071, h - reach * (uy - ux) * 0.7071)
    return Outline("MLMLL", (0.0, 0.0, w, h, *left, w, h, *right))


def _star(layer: ShapeLayer, w: float, h: float) -> Outline:
    count = layer.sides * (2 if layer.shape == "star" else 1)
    points = []
    for i in range(count):
        reach = layer.inner if layer.shape == "star" and i % 2 else 1.0
        turn = math.tau * i / count
        points.append((w / 2 + w / 2 * reach * math.sin(turn), h / 2 - h / 2 * reach * math.cos(turn)))
    return polygon(points)


def build(layer: ShapeLayer, ctx: Context, box: Box) -> Group:
    form = outline(layer, ctx, box)
    local = Box(0.0, 0.0, box.width, box.height)
    open_line = layer.shape in ("line", "arrow")
    fills = () if layer.fill is None or open_line else (ctx.paint(layer.fill, local),)
    stroke = layer.stroke
    if stroke is None and open_line:
        stroke = StrokeSpec(fill=layer.fill or "on-surface")
    strokes = () if stroke is None else (stroke_of(stroke, ctx, local),)
    return Group((Path(form, fills, strokes),), meta=ctx.meta(layer, "artifact"))


def stroke_of(spec: StrokeSpec, ctx: Context, box: Box) -> Stroke:
    return Stroke(
        paint=ctx.paint(spec.fill, box),
        width=ctx.number(spec.width),
        cap=spec.cap,
        join=spec.join,
        dash=spec.dash,
        align=spec.align,
    )
