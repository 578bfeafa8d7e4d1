"""Frames that are plain numbers: grid columns, and what pins make of them on an artboard of another shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from designer_app.layers.base import GridPlace, Num

Axis = tuple[Num | None, Num | None, Num | None, Num | None]  # start, end, middle, size


def columns(place: GridPlace, width: float, names: Mapping[str, Any]) -> tuple[float, float]:
    """Start and end of the columns that a layer fills; margin M, gutter G and their number are ``names``."""
    margin, gutter, count = names["M"], names["G"], int(names["columns"])
    pitch = (width - 2 * margin + gutter) / count
    start = margin + (place.column - 1) * pitch
    return start, start + place.span * pitch - gutter


def pinned(axis: Axis, pin: str, whole: float, delta: float) -> Axis:
    """Plain numbers were meant for a reference artboard ``whole`` px long: moved or stretched, as the pin says, on
    one that is ``delta`` px longer. With an expression among them nothing changes."""
    if all(value is None for value in axis) or any(isinstance(value, str) for value in axis):
        return axis
    start, end, mid, size = (None if value is None else float(value) for value in axis)
    length = end - start if start is not None and end is not None else size or 0.0
    at = start if start is not None else end - length if end is not None else (mid or 0.0) - length / 2
    if pin == "auto":
        pin = _nearest(at, whole - at - length, whole)
    if pin == "stretch":
        return start, _moved(end, delta), _moved(mid, delta / 2), _moved(size, delta)
    move = {"right": delta, "bottom": delta, "end": delta, "center": delta / 2}.get(pin, 0.0)
    factor = (whole + delta) / whole if pin == "scale" else 1.0
    return (
        _moved(start, move, factor),
        _moved(end, move, factor),
        _moved(mid, move, factor),
        _moved(size, 0, factor),
    )


def _nearest(before: float, after: float, whole: float) -> str:
    """Both edges touched: stretch; as far from either: center; else the nearer one."""
    if before <= 0 and after <= 0:
        return "stretch"
    if abs(before - after) <= whole * 0.01:
        return "center"
    return "start" if before < after else "end"


def _moved(value: float | None, by: float, factor: float = 1.0) -> float | None:
    return None if value is None else value * factor + by
