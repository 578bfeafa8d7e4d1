"""Shapes: rectangle, ellipse, line, arrow, polygon, star, free path."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar, Literal

from msgspec import Meta as About

from designer_app.expression import fill_in
from designer_app.layers.base import Context, Fill, LayerBase, Num, StrokeSpec
from designer_app.layers.heads import with_heads
from designer_app.pictures import parse_path_data
from designer_app.scene.corners import rounded_polygon, smooth_rectangle
from designer_app.scene.geometry import Box, Outline, Point, ellipse, polygon, rectangle, scaling
from designer_app.scene.nodes import Group, Path, Stroke


class ShapeLayer(LayerBase, frozen=True, kw_only=True, tag="shape", tag_field="kind"):
    """A drawn shape in the layer's frame."""

    shape: Literal["rectangle", "ellipse", "line", "arrow", "polygon", "star", "path"] = "rectangle"
    radius: Annotated[
        Num | tuple[Num, Num, Num, Num],
        About(description="rectangle: one, or per corner from top left; polygon, star: of every corner"),
    ] = 0.0
    smooth: Annotated[float, About(description="rectangle: how gradually corners bend, 0..1", ge=0, le=1)] = (
        0.0
    )
    sides: Annotated[int, About(ge=3, le=60)] = 5
    inner: Annotated[float, About(description="star: inner radius as a share of the outer", gt=0, le=1)] = 0.5
    head: Annotated[Num, About(description="arrow: length of the head")] = 0.0
    d: Annotated[str, About(description="path: SVG path data; {…} are expressions over w and h")] = ""
    view: Annotated[
        tuple[float, float] | None,
        About(description="path: the size that d is drawn for; it is stretched from there to the frame"),
    ] = None
    evenodd: Annotated[bool, About(description="path: what is encircled twice is a hole")] = False
    params: dict[str, Num] = {}
    fill: Fill | None = "accent"
    stroke: StrokeSpec | None = None

    bleeding: ClassVar[bool] = True

    def outlined(self, ctx: Context, box: Box) -> Outline:
        """The shape's outline in the frame's own coordinates."""
        w, h = box.width, box.height
        match self.shape:
            case "rectangle":
                radii = self.radius if isinstance(self.radius, tuple) else (self.radius,) * 4
                numbers = [ctx.number(r) for r in radii]
                return (
                    smooth_rectangle(w, h, numbers, self.smooth)
                    if self.smooth
                    else rectangle(0, 0, w, h, numbers)
                )
            case "ellipse":
                return ellipse(w / 2, h / 2, w / 2, h / 2)
            case "line":
                return polygon([(0, 0), (w, h)], closed=False)
            case "arrow":
                return _arrow(w, h, ctx.number(self.head))
            case "polygon" | "star":
                points = _star(self, w, h)
                radius = 0.0 if isinstance(self.radius, tuple) else ctx.number(self.radius)
                return rounded_polygon(points, radius) if radius > 0 else polygon(points)
            case "path":
                values: dict[str, float] = {"w": w, "h": h}
                values.update({name: ctx.number(v) for name, v in self.params.items()})
                drawn = parse_path_data(fill_in(self.d, values), evenodd=self.evenodd)
                if self.view is None or 0 in self.view:
                    return drawn
                return drawn.transform(scaling(w / self.view[0], h / self.view[1]))

    def build(self, ctx: Context, box: Box) -> Group:
        form = self.outlined(ctx, box)
        local = Box(0.0, 0.0, box.width, box.height)
        open_line = self.shape in ("line", "arrow")
        fills = () if self.fill is None or open_line else (ctx.paint(self.fill, local),)
        stroke = self.stroke
        if stroke is None and open_line:
            stroke = StrokeSpec(fill=self.fill or "on-surface")
        if stroke is None:
            return Group((Path(form, fills),), meta=ctx.meta(self, "artifact"))
        line = stroke_of(stroke, ctx, local)
        form, heads = with_heads(form, line, stroke.start, stroke.end, ctx.number(stroke.head))
        return Group((Path(form, fills, (line,)), *heads), meta=ctx.meta(self, "artifact"))


def _arrow(w: float, h: float, head: float) -> Outline:
    """A line from (0, 0) to (w, h) with an open head of two strokes."""
    length = math.hypot(w, h) or 1.0
    reach = head or min(length * 0.4, 24.0)
    ux, uy = w / length, h / length
    left = (w - reach * (ux - uy) * 0.7071, h - reach * (uy + ux) * 0.7071)
    right = (w - reach * (ux + uy) * 0.7071, h - reach * (uy - ux) * 0.7071)
    return Outline("MLMLL", (0.0, 0.0, w, h, *left, w, h, *right))


def _star(layer: ShapeLayer, w: float, h: float) -> list[Point]:
    count = layer.sides * (2 if layer.shape == "star" else 1)
    points = []
    for i in range(count):
        reach = layer.inner if layer.shape == "star" and i % 2 else 1.0
        turn = math.tau * i / count
        points.append((w / 2 + w / 2 * reach * math.sin(turn), h / 2 - h / 2 * reach * math.cos(turn)))
    return points


def stroke_of(spec: StrokeSpec, ctx: Context, box: Box) -> Stroke:
    return Stroke(
        paint=ctx.paint(spec.fill, box),
        width=ctx.number(spec.width),
        cap=spec.cap,
        join=spec.join,
        miter=spec.miter,
        dash=spec.dash,
        dash_offset=spec.dash_offset,
        align=spec.align,
    )
