"""Linear and radial gradients of SVG (SVG 2, 14.2) → paints of a Scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from designer_app.pictures.svg_root import length
from designer_app.pictures.svg_shapes import Viewport
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.pictures.svg_values import opacity, transform
from designer_app.scene.colour import Colour, with_alpha
from designer_app.scene.geometry import Box, Transform, apply, compose, invert
from designer_app.scene.gradients import circle_seen
from designer_app.scene.nodes import Linear, Paint, Solid, Spread, Stop

GRADIENTS = ("linearGradient", "radialGradient")
_SPREADS: dict[str, Spread] = {"pad": "pad", "repeat": "repeat", "reflect": "reflect"}
_BETWEEN = 8  # parts of a span: within 1/255 of the straight line over white
ColourOf = Callable[[str, Item], Colour]


def gradient_paint(
    gradient: Item,
    by_id: Mapping[str, Item],
    *,
    box: Box,
    viewport: Viewport,
    placed: Transform,
    alpha: float,
    colour_of: ColourOf,
) -> Paint | None:
    """The paint of a shape whose own bounds are ``box`` and which is ``placed`` in the drawing.

    None = paints nothing. Raises ``NotPlainError`` for what the Scene's gradients cannot say.
    """
    chain = _chain(gradient, by_id)
    stops = _stops(chain, alpha, colour_of)
    if not stops:
        return None
    if len(stops) == 1:
        return Solid(stops[0].colour)

    def attribute(name: str, default: str) -> str:
        return next((item.props[name] for item in chain if name in item.props), default)

    spread = _SPREADS.get(attribute("spreadMethod", "pad"), "pad")
    matrix = compose(placed, transform(attribute("gradientTransform", "none")))
    across, down = viewport
    if attribute("gradientUnits", "") != "userSpaceOnUse":
        if box.width <= 0 or box.height <= 0:
            raise NotPlainError("a gradient on a shape without area")
        unit: Transform = (box.width, 0.0, 0.0, box.height, box.x0, box.y0)
        matrix = compose(compose(placed, unit), transform(attribute("gradientTransform", "none")))
        across = down = 1.0

    def measure(name: str, default: str, whole: float) -> float:
        value = length(attribute(name, default), whole)
        if value is None:
            raise NotPlainError(f"the gradient's {name}")
        return value

    if gradient.tag == "linearGradient":
        ends = (measure("x1", "0%", across), measure("y1", "0%", down))
        other = (measure("x2", "100%", across), measure("y2", "0%", down))
        return _linear(ends, other, matrix, stops, spread)
    diagonal = ((across * across + down * down) / 2) ** 0.5
    centre = (measure("cx", "50%", across), measure("cy", "50%", down))
    focus = (measure("fx", f"{centre[0]}", across), measure("fy", f"{centre[1]}", down))
    r = measure("r", "50%", diagonal)
    far = ((focus[0] - centre[0]) ** 2 + (focus[1] - centre[1]) ** 2) ** 0.5
    if measure("fr", "0%", diagonal) or (far and far >= r * 0.99):
        raise NotPlainError("a gradient from a circle, or from its rim")
    if r < 0:
        raise NotPlainError("a negative radius")
    if r == 0:
        return Solid(stops[-1].colour)
    if invert(matrix) is None:
        raise NotPlainError("a gradient that is squeezed flat")
    return circle_seen(centre, r, focus, matrix, stops, spread)


def _linear(
    start: tuple[float, float],
    end: tuple[float, float],
    matrix: Transform,
    stops: tuple[Stop, ...],
    spread: Spread,
) -> Paint:
    """Under any affine map a linear gradient stays one: its axis is the gradient of the parameter."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    span = dx * dx + dy * dy
    back = invert(matrix)
    if span == 0:
        return Solid(stops[-1].colour)
    if back is None:
        raise NotPlainError("a gradient that is squeezed flat")
    gx, gy = (back[0] * dx + back[1] * dy) / span, (back[2] * dx + back[3] * dy) / span
    steep = gx * gx + gy * gy
    x0, y0 = apply(matrix, *start)
    return Linear(x0, y0, x0 + gx / steep, y0 + gy / steep, stops, "srgb", spread)


def _chain(gradient: Item, by_id: Mapping[str, Item]) -> list[Item]:
    """The gradient and those it refers to, nearest first."""
    chain: list[Item] = []
    item: Item | None = gradient
    while item is not None:
        if item in chain:
            raise NotPlainError("a gradient that refers to itself")
        chain.append(item)
        href = item.props.get("href", "")
        if not href:
            return chain
        item = by_id.get(href.removeprefix("#"))
        if item is None or item.tag not in GRADIENTS:
            raise NotPlainError("a gradient that refers to nothing")
        if item.tag != gradient.tag:  # only what both kinds have in common may be taken over
            item = Item(gradient.tag, {}, item.parent, item.children, _common(item.props))
    return chain


def _common(props: dict[str, str]) -> dict[str, str]:
    names = ("gradientUnits", "gradientTransform", "spreadMethod", "href")
    return {name: props[name] for name in names if name in props}


def _stops(chain: list[Item], alpha: float, colour_of: ColourOf) -> tuple[Stop, ...]:
    owner = next((item for item in chain if any(c.tag == "stop" for c in item.children)), None)
    if owner is None:
        return ()
    stops: list[Stop] = []
    lowest = 0.0
    for child in owner.children:
        if child.tag != "stop":
            continue
        offset = length(child.props.get("offset", "0"), 1.0)
        if offset is None:
            raise NotPlainError("the offset of a stop")
        lowest = max(lowest, min(1.0, max(0.0, offset)))
        base = colour_of(child.props.get("stop-color", "black"), child)
        stops.append(Stop(lowest, with_alpha(base, opacity(child.props.get("stop-opacity")) * alpha)))
    return _straight(stops)


def _straight(stops: list[Stop]) -> tuple[Stop, ...]:
    """SVG mixes colour and alpha apart (SVG 2, 14.2.4), our ramps mix premultiplied: where both change, stops in
    between say what SVG means."""
    found: list[Stop] = []
    for stop in stops:
        last = found[-1] if found else stop
        (r, g, b, a), (s, h, c, d) = last.colour, stop.colour
        if a != d and (r, g, b) != (s, h, c) and stop.offset > last.offset:
            for i in range(1, _BETWEEN):
                t = i / _BETWEEN
                mixed = (r + (s - r) * t, g + (h - g) * t, b + (c - b) * t, a + (d - a) * t)
                red, green, blue, alpha = (int(value + 0.5) for value in mixed)
                found.append(Stop(last.offset + (stop.offset - last.offset) * t, (red, green, blue, alpha)))
        found.append(stop)
    return tuple(found)
