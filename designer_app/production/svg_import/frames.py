"""Where a layer lies: a straight or turned frame, or what is left of a map beyond that."""

from __future__ import annotations

import math
from typing import Any

from designer_app.production.svg_import.fills import rounded
from designer_app.scene.geometry import Box, Transform, apply, compose, invert, rotation, translation

_POSITIONS = {"x": 0, "right": 0, "cx": 0, "y": 1, "bottom": 1, "cy": 1}


def turned(placed: Transform) -> tuple[float, float] | None:
    """Scale and angle (degrees) of a map that only scales evenly, turns and moves; else None."""
    a, b, c, d, _, _ = placed
    scale = math.hypot(a, b)
    near = 1e-4 * scale
    if scale <= 0 or abs(a - d) > near or abs(b + c) > near:
        return None
    return scale, round(math.degrees(math.atan2(b, a)), 4)


def frame(box: Box, angle: float = 0.0) -> dict[str, Any]:
    """A layer's frame fields."""
    found: dict[str, Any] = {
        "x": rounded(box.x0), "y": rounded(box.y0), "w": rounded(box.width), "h": rounded(box.height),
    }  # fmt: skip
    if angle:
        found["rotation"] = rounded(angle)
    return found


def placed_box(local: Box, placed: Transform) -> tuple[Box, float, Transform] | None:
    """The frame of a box that ``placed`` lays on the page, its angle, and the map from the frame's own
    coordinates to the page; None for a map that slants or mirrors, unless it is straight."""
    a, b, c, d, _, _ = placed
    if abs(b) + abs(c) <= 1e-6 * (abs(a) + abs(d)):
        box = local.transform(placed)
        return box, 0.0, translation(box.x0, box.y0)
    found = turned(placed)
    if found is None:
        return None
    scale, angle = found
    w, h = local.width * scale, local.height * scale
    cx, cy = apply(placed, (local.x0 + local.x1) / 2, (local.y0 + local.y1) / 2)
    box = Box(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2)
    return box, angle, compose(translation(box.x0, box.y0), rotation(angle, w / 2, h / 2))


def inside(own: Transform, placed: Transform) -> Transform:
    """``placed`` as seen from a frame whose own map to the page is ``own``."""
    back = invert(own)
    assert back is not None  # a frame only moves and turns
    return compose(back, placed)


def moved(layer: dict[str, Any], dx: float, dy: float) -> dict[str, Any]:
    """A layer shifted, as into its group's coordinates."""
    shift = (dx, dy)
    return {
        key: rounded(value + shift[_POSITIONS[key]])
        if key in _POSITIONS and not isinstance(value, str)
        else value
        for key, value in layer.items()
    }
