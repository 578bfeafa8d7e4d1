"""Radial gradients from what people draw: centre, rim, focal point, or any affine image of a circle."""

from __future__ import annotations

import math
from typing import Literal

from designer_app.scene.geometry import Point, Transform, apply, cos_sin
from designer_app.scene.nodes import Radial, Spread, Stop

_FARTHEST_FOCUS = 0.999  # of the radius: on the rim itself all rings touch


def oval(
    centre: Point,
    rim: Point,
    ratio: float,
    stops: tuple[Stop, ...],
    space: Literal["srgb", "oklab"] = "srgb",
    spread: Spread = "pad",
    focus: Point | None = None,
) -> Radial:
    """The gradient whose ellipse has its centre, a point where one axis ends, and the other axis' share of it."""
    dx, dy = rim[0] - centre[0], rim[1] - centre[1]
    reach = math.sqrt(dx * dx + dy * dy)
    round_one = ratio == 1 and focus is None
    angle = 0.0 if round_one or not reach else round(math.degrees(math.atan2(dy, dx)), 9)
    fx = fy = 0.0
    if focus is not None and reach:
        cos, sin = cos_sin(angle)
        x, y = focus[0] - centre[0], focus[1] - centre[1]
        fx, fy = _within((cos * x + sin * y) / reach, (cos * y - sin * x) / (reach * ratio))
    return Radial(*centre, reach, reach * ratio, stops, space, spread, angle, fx, fy)


def circle_seen(
    centre: Point, r: float, focus: Point, placed: Transform, stops: tuple[Stop, ...], spread: Spread
) -> Radial:
    """A circular gradient as ``placed`` shows it: an ellipse whose axes are the map's singular directions."""
    a, b, c, d, _, _ = placed
    turn = 0.5 * math.atan2(2 * (a * c + b * d), a * a + b * b - c * c - d * d)
    cos, sin = math.cos(turn), math.sin(turn)
    one = (a * cos + c * sin, b * cos + d * sin)  # images of two directions at right angles that stay so
    two = (c * cos - a * sin, d * cos - b * sin)
    rx, ry = math.hypot(*one) * r, math.hypot(*two) * r
    cx, cy = apply(placed, *centre)
    angle = 0.0 if abs(rx - ry) <= 1e-9 * rx else round(math.degrees(math.atan2(one[1], one[0])), 9)
    fx = fy = 0.0
    if focus != centre and rx and ry:
        x, y = apply(placed, *focus)
        cos, sin = cos_sin(angle)
        fx, fy = _within((cos * (x - cx) + sin * (y - cy)) / rx, (cos * (y - cy) - sin * (x - cx)) / ry)
    return Radial(cx, cy, rx, ry, stops, "srgb", spread, angle, fx, fy)


def _within(fx: float, fy: float) -> Point:
    """A focal point outside the ellipse is drawn in to its rim."""
    far = math.hypot(fx, fy)
    return (fx, fy) if far <= _FARTHEST_FOCUS else (fx / far * _FARTHEST_FOCUS, fy / far * _FARTHEST_FOCUS)
