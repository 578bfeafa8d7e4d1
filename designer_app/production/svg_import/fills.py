"""Paints of a Scene as fills and strokes of a template, in fractions of the layer's box."""

from __future__ import annotations

from typing import Any

from designer_app.pictures.svg_tree import NotPlainError
from designer_app.scene.colour import to_hex
from designer_app.scene.geometry import ARITY, Outline, cos_sin
from designer_app.scene.nodes import Linear, Paint, Radial, Solid, Stroke


def rounded(value: float) -> float:
    """A length as it is written: a thousandth of a pixel, whole numbers without a point."""
    number = round(value, 3)
    return int(number) if number == int(number) else number


def fill_of(paint: Paint, width: float, height: float) -> Any:
    """A paint in the coordinates of a box at 0, 0. Raises ``NotPlainError`` for a gradient on a box without area."""
    if isinstance(paint, Solid):
        return to_hex(paint.colour)
    if not isinstance(paint, Linear | Radial):
        raise NotPlainError("a paint")
    if width <= 0 or height <= 0:
        raise NotPlainError("a gradient on a line")

    def share(x: float, y: float) -> list[float]:
        return [round(x / width, 5), round(y / height, 5)]

    found: dict[str, Any] = {"stops": [[round(s.offset, 5), to_hex(s.colour)] for s in paint.stops]}
    if paint.spread != "pad":
        found["spread"] = paint.spread
    if isinstance(paint, Linear):
        return {"type": "linear", "from": share(paint.x0, paint.y0), "to": share(paint.x1, paint.y1), **found}
    cos, sin = cos_sin(paint.angle)
    rim = share(paint.cx + cos * paint.rx, paint.cy + sin * paint.rx)
    if paint.rx != paint.ry:
        found["ratio"] = round(paint.ry / paint.rx, 6)
    if paint.fx or paint.fy:
        along, aside = paint.fx * paint.rx, paint.fy * paint.ry
        found["focus"] = share(paint.cx + cos * along - sin * aside, paint.cy + sin * along + cos * aside)
    return {"type": "radial", "from": share(paint.cx, paint.cy), "to": rim, **found}


def stroke_of(stroke: Stroke, width: float, height: float) -> dict[str, Any]:
    found: dict[str, Any] = {"fill": fill_of(stroke.paint, width, height), "width": rounded(stroke.width)}
    if stroke.cap != "butt":
        found["cap"] = stroke.cap
    if stroke.join != "miter":
        found["join"] = stroke.join
    elif stroke.miter != 4:
        found["miter"] = stroke.miter
    if stroke.dash:
        found["dash"] = [rounded(step) for step in stroke.dash]
        if stroke.dash_offset:
            found["dash_offset"] = rounded(stroke.dash_offset)
    return found


def path_data(outline: Outline) -> str:
    """An outline as SVG path data."""
    parts: list[str] = []
    at = 0
    for op in outline.ops:
        values = outline.points[at : at + ARITY[op]]
        at += ARITY[op]
        parts.append(op + " ".join(f"{rounded(value)}" for value in values))
    return "".join(parts)
