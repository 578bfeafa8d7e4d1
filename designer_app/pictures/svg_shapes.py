"""Basic shapes of SVG (SVG 2, chapter 10) → outlines in the element's own coordinates."""

from __future__ import annotations

from designer_app.pictures.path_data import read_path_data
from designer_app.pictures.svg_root import length, numbers
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.scene.geometry import KAPPA, Outline, ellipse, polygon, rectangle

SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
Viewport = tuple[float, float]  # width and height that per cent refer to


def outline_of(item: Item, viewport: Viewport) -> Outline | None:
    """The outline of a basic shape, or None when it draws nothing."""
    across, down = viewport
    diagonal = ((across * across + down * down) / 2) ** 0.5  # SVG 2, 8.9: what other per cent refer to

    def measure(name: str, whole: float, default: float = 0.0) -> float:
        return _measure(item, name, whole, default)

    if item.tag == "path":
        outline, _ = read_path_data(item.props.get("d", ""))
        return outline if outline.ops else None
    if item.tag == "rect":
        return _rect(item, across, down)
    if item.tag == "circle":
        r = measure("r", diagonal)
        return ellipse(measure("cx", across), measure("cy", down), r, r) if r > 0 else None
    if item.tag == "ellipse":
        rx, ry = _radii(item, across, down)
        return ellipse(measure("cx", across), measure("cy", down), rx, ry) if rx > 0 and ry > 0 else None
    if item.tag == "line":
        ends = (measure("x1", across), measure("y1", down)), (measure("x2", across), measure("y2", down))
        return polygon(ends, closed=False)
    values = numbers(item.props.get("points", ""))
    if values is None or len(values) % 2:
        raise NotPlainError("points that are damaged")
    if len(values) < 4:
        return None
    points = list(zip(values[0::2], values[1::2], strict=True))
    return polygon(points, closed=item.tag == "polygon")


def _rect(item: Item, across: float, down: float) -> Outline | None:
    x, y = _measure(item, "x", across), _measure(item, "y", down)
    w, h = _measure(item, "width", across), _measure(item, "height", down)
    if w <= 0 or h <= 0:
        return None
    rx, ry = _radii(item, across, down)
    rx, ry = min(rx, w / 2), min(ry, h / 2)
    if rx <= 0 or ry <= 0:
        return rectangle(x, y, w, h)
    kx, ky = rx * (1 - KAPPA), ry * (1 - KAPPA)
    return Outline(
        "MLCLCLCLCZ",
        (
            x + rx, y, x + w - rx, y,
            x + w - kx, y, x + w, y + ky, x + w, y + ry,
            x + w, y + h - ry,
            x + w, y + h - ky, x + w - kx, y + h, x + w - rx, y + h,
            x + rx, y + h,
            x + kx, y + h, x, y + h - ky, x, y + h - ry,
            x, y + ry,
            x, y + ky, x + kx, y, x + rx, y,
        ),
    )  # fmt: skip


def _radii(item: Item, across: float, down: float) -> tuple[float, float]:
    """rx and ry; one that is absent, auto or negative takes the other's value (SVG 2, 10.2)."""
    found: list[float | None] = []
    for name, whole in (("rx", across), ("ry", down)):
        text = item.props.get(name, "auto")
        value = None if text == "auto" else _measure(item, name, whole)
        found.append(None if value is None or value < 0 else value)
    rx, ry = found
    return (rx if rx is not None else ry or 0.0, ry if ry is not None else rx or 0.0)


def _measure(item: Item, name: str, whole: float, default: float = 0.0) -> float:
    text = item.props.get(name)
    if text is None:
        return default
    value = length(text, whole)
    if value is None:
        raise NotPlainError(f"{name}={text[:20]}")
    return value
