"""Plain SVG → Path and Group nodes in the drawing's own pixels. Anything else raises ``NotPlainError``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from designer_app.pictures.svg_gradients import GRADIENTS, gradient_paint
from designer_app.pictures.svg_root import length, numbers, root_size, view_box
from designer_app.pictures.svg_shapes import SHAPES, outline_of
from designer_app.pictures.svg_tree import Item, NotPlainError, read_tree
from designer_app.pictures.svg_values import colour, opacity, transform
from designer_app.scene.colour import Colour, to_hex, with_alpha
from designer_app.scene.geometry import Box, Outline, Transform, compose, invert, rectangle, translation
from designer_app.scene.nodes import Group, Node, Paint, Path, Solid, Stroke

_INHERITED = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "color", "visibility",
    "paint-order", "shape-rendering", "marker-start", "marker-mid", "marker-end", "marker", "clip-rule",
    "font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "white-space", "space",
    "text-decoration", "writing-mode",
)  # fmt: skip
# Properties that the nodes cannot say, and the values at which they do nothing.
_IDLE = {
    "clip-path": ("none",), "mask": ("none",), "filter": ("none",), "mix-blend-mode": ("normal",),
    "isolation": ("auto",), "vector-effect": ("none",), "marker-start": ("none",), "marker-mid": ("none",),
    "marker-end": ("none",), "marker": ("none",), "systemLanguage": (), "transform-origin": (),
    "requiredExtensions": (), "requiredFeatures": (), "transform-box": (), "enable-background": None,
    "shape-rendering": ("auto", "geometricPrecision"), "xml:space": None,
}  # fmt: skip
_CONTAINERS = ("g", "a")
_NEVER_DRAWN = (
    "defs", "symbol", "title", "desc", "metadata", "style", "clipPath", "mask", "pattern", "filter", "marker",
    "stop", "view", "script", "animate", "animateTransform", "animateMotion", "set", *GRADIENTS,
)  # fmt: skip
_NOT_PLAIN = ("svg", "switch", "text", "image", "foreignObject")
_URL = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)\s*(.*)", re.DOTALL)
CURRENT = "currentcolor"


def read_nodes(text: str, recolour: Mapping[str, Colour]) -> tuple[float, float, Group, tuple[str, ...]]:
    """Width, height, root and the colours found (as written in ``recolour``'s keys) of scanned SVG text."""
    root, by_id = read_tree(text)
    reader = Reader(root, by_id, recolour)
    children = reader.children(root, inherit({}, root), reader.placed)
    return (*reader.size, reader.framed(children), tuple(sorted(reader.found)))


class Reader:
    """One drawing being read: what its elements refer to, its size, how its units lie in pixels (``placed``)."""

    def __init__(self, root: Item, by_id: Mapping[str, Item], recolour: Mapping[str, Colour]) -> None:
        self.size = root_size(root.props)
        self.found: set[str] = set()
        self._by_id = by_id
        self._current = next((c for k, c in recolour.items() if k.lower() == CURRENT), None)
        named = {k: c for k, c in recolour.items() if k.lower() != CURRENT}
        self._swap = {colour(key)[:3]: new for key, new in named.items()}
        box = view_box(root.props)
        if box is None and "viewBox" in root.props:
            raise NotPlainError("a viewBox without area")
        if box is None and not ("width" in root.props and "height" in root.props):
            raise NotPlainError("a drawing without a size")
        self.viewport = (box[2], box[3]) if box else self.size
        self.placed = frame(root.props.get("preserveAspectRatio", ""), box, self.size)
        refuse_odd(root.props)
        if root.props.get("opacity", "1") != "1" or "transform" in root.props:
            raise NotPlainError("effects on the outermost element")
        if root.props.get("display") == "none":
            raise NotPlainError("nothing displayed")

    def framed(self, children: tuple[Node, ...]) -> Group:
        """The root, clipped to the drawing's frame only when something sticks out of it."""
        width, height = self.size
        frame = Box(-0.01, -0.01, width + 0.01, height + 0.01)
        inside = all(_reach(child).union(frame) == frame for child in children)
        return Group(children=children, clip=None if inside else rectangle(0, 0, width, height))

    def children(self, item: Item, style: Mapping[str, str], placed: Transform) -> tuple[Node, ...]:
        nodes: list[Node] = []
        for child in item.children:
            nodes += self._element(child, style, placed)
        return tuple(nodes)

    def _element(self, item: Item, above: Mapping[str, str], placed: Transform) -> tuple[Node, ...]:
        if item.tag in _NOT_PLAIN:
            raise NotPlainError(f"<{item.tag}>")
        if item.tag not in SHAPES and item.tag not in _CONTAINERS and item.tag != "use":
            return ()  # definitions, and what no renderer knows
        if item.props.get("display") == "none":
            return ()
        style = inherit(above, item)
        refuse_odd({**item.props, **style})
        if "transform" in item.props:
            placed = compose(placed, transform(item.props["transform"]))
            if invert(placed) is None:
                return ()
        fade = opacity(item.props.get("opacity"))
        if fade == 0:
            return ()
        if item.tag in SHAPES:
            return self.shape(item, style, placed, fade)
        if item.tag == "use":
            nodes = self._use(item, style, placed)
        else:
            nodes = self.children(item, style, placed)
        return nodes if fade == 1 or not nodes else (Group(children=nodes, opacity=fade),)

    def _use(self, item: Item, style: Mapping[str, str], placed: Transform) -> tuple[Node, ...]:
        target = self._by_id.get(item.props.get("href", "").removeprefix("#"))
        if target is None:
            return ()
        if target.tag in ("symbol", "svg"):
            raise NotPlainError("<symbol>")
        return self._element(target, style, compose(placed, translation(*self.shift(item))))

    def shift(self, item: Item) -> tuple[float, float]:
        """Where ``x`` and ``y`` of a ``use``, an image or a nested drawing put it."""
        found = []
        for name, whole in (("x", self.viewport[0]), ("y", self.viewport[1])):
            value = length(item.props.get(name, "0"), whole)
            if value is None:
                raise NotPlainError(f"the {name} of <{item.tag}>")
            found.append(value)
        return found[0], found[1]

    def shape(self, item: Item, style: Mapping[str, str], placed: Transform, fade: float) -> tuple[Node, ...]:
        """A basic shape with its fill and stroke, ``placed``, its paints faded by ``fade``."""
        if style.get("visibility", "visible") != "visible":
            return ()
        outline = outline_of(item, self.viewport)
        if outline is None:
            return ()
        if style.get("fill-rule", "nonzero") == "evenodd":
            outline = Outline(outline.ops, outline.points, True)
        width = self._width(style)
        fill = style.get("fill", "black")
        stroke = style.get("stroke", "none") if width > 0 else "none"
        alone = fill == "none" or stroke == "none"  # then the shape's opacity goes into its one paint
        share = fade if alone else 1.0
        # A stroke under a slanting transform has to be made before the transform.
        baked = stroke == "none" or similar(placed)
        here = placed if baked else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        filled = self._paint(fill, "fill", item, style, outline, here, share)
        stroked = self._paint(stroke, "stroke", item, style, outline, here, share)
        if filled is None and stroked is None:
            return ()
        grow = abs(here[0] * here[3] - here[1] * here[2]) ** 0.5
        line = (self._stroke(stroked, style, width, grow),) if stroked else ()
        shape = outline.transform(here) if baked else outline
        nodes = _ordered(shape, (filled,) if filled else (), line, style.get("paint-order", "normal"))
        if not baked:
            nodes = (Group(children=nodes, transform=placed),)
        return nodes if alone or fade == 1 else (Group(children=nodes, opacity=fade),)

    def _paint(
        self,
        value: str,
        use: Literal["fill", "stroke"],
        item: Item,
        style: Mapping[str, str],
        outline: Outline,
        placed: Transform,
        share: float,
    ) -> Paint | None:
        if value == "none":
            return None
        alpha = opacity(style.get(f"{use}-opacity")) * share
        match = _URL.fullmatch(value)
        if match is None:
            return Solid(with_alpha(self.colour(value, style.get("color", "black")), alpha))
        target = self._by_id.get(match.group(1).strip())
        if target is None or target.tag not in GRADIENTS:
            raise NotPlainError(f"the paint {value[:40]}")
        paint = gradient_paint(
            target,
            self._by_id,
            box=tight_bounds(outline),
            viewport=self.viewport,
            placed=placed,
            alpha=alpha,
            colour_of=lambda text, owner: self.colour(text, _colour_property(owner)),
        )
        instead = match.group(2).strip()
        if paint is None and instead:  # a gradient without stops is as good as none
            return self._paint(instead, use, item, style, outline, placed, share)
        return paint

    def colour(self, value: str, current: str) -> Colour:
        if value.lower() == CURRENT:
            self.found.add("currentColor")
            if self._current is not None:
                return self._current
            value = "black" if current.lower() == CURRENT else current
        named = colour(value)
        self.found.add(to_hex((*named[:3], 255)))
        new = self._swap.get(named[:3])
        return named if new is None else with_alpha(new, named[3] / 255)

    def _width(self, style: Mapping[str, str]) -> float:
        width = self._other_length(style.get("stroke-width", "1"))
        if width < 0:
            raise NotPlainError("a negative stroke width")
        return width

    def _other_length(self, text: str) -> float:
        across, down = self.viewport
        value = length(text, ((across * across + down * down) / 2) ** 0.5)
        if value is None:
            raise NotPlainError(f"the length {text[:20]}")
        return value

    def _stroke(self, paint: Paint, style: Mapping[str, str], width: float, grow: float) -> Stroke:
        cap, join = style.get("stroke-linecap", "butt"), style.get("stroke-linejoin", "miter")
        miter = numbers(style.get("stroke-miterlimit", "4"))
        if cap not in ("butt", "round", "square") or join not in ("miter", "round", "bevel"):
            raise NotPlainError("an unusual line cap or join")
        if not miter or len(miter) != 1 or miter[0] < 1:
            raise NotPlainError("a damaged miter limit")
        return Stroke(
            paint,
            width * grow,
            cap=cast("Literal['butt', 'round', 'square']", cap),
            join=cast("Literal['miter', 'round', 'bevel']", join),
            miter=miter[0],
            dash=tuple(step * grow for step in self._dashes(style.get("stroke-dasharray", "none"))),
            dash_offset=self._other_length(style.get("stroke-dashoffset", "0")) * grow,
        )

    def _dashes(self, text: str) -> tuple[float, ...]:
        if text == "none":
            return ()
        steps = [self._other_length(part) for part in re.split(r"[\s,]+", text.strip()) if part]
        if any(step < 0 for step in steps):
            raise NotPlainError("a negative dash")
        if sum(steps) <= 0:
            return ()
        return tuple(steps * 2 if len(steps) % 2 else steps)


def tight_bounds(outline: Outline) -> Box:
    """Bounds of the curve itself, control points not counted (gradients refer to them)."""
    box: Box | None = None
    points, position, here = outline.points, 0, (0.0, 0.0)
    for op in outline.ops:
        count = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}[op]
        part = [(points[position + 2 * i], points[position + 2 * i + 1]) for i in range(count)]
        position += 2 * count
        if not part:
            continue
        edge = _curve_bounds(here, part) if op in "QC" else Box(*part[0], *part[0])
        here = part[-1]
        box = edge if box is None else _around(box, edge)
    return box or Box(0.0, 0.0, 0.0, 0.0)


def _curve_bounds(start: tuple[float, float], part: list[tuple[float, float]]) -> Box:
    """Bounds of one curve: its ends', unless a control point lies beyond them (never so in a circle's arcs)."""
    (x0, y0), (x1, y1) = start, part[-1]
    ends = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if all(ends.x0 <= x <= ends.x1 and ends.y0 <= y <= ends.y1 for x, y in part[:-1]):
        return ends
    from fontTools.misc.bezierTools import calcCubicBounds, calcQuadraticBounds

    return Box(*(calcCubicBounds if len(part) == 3 else calcQuadraticBounds)(start, *part))


def _around(one: Box, other: Box) -> Box:
    """As ``Box.union``, but a point or a line counts, too."""
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def inherit(above: Mapping[str, str], item: Item) -> dict[str, str]:
    style = dict(above)
    for name in _INHERITED:
        value = item.props.get(name)
        if value is not None and value != "inherit":
            style[name] = value
    return style


def refuse_odd(props: Mapping[str, str]) -> None:
    for name, idle in _IDLE.items():
        if idle is not None and name in props and props[name] not in idle:
            raise NotPlainError(name)
    for name in ("opacity", "display", "transform"):
        if props.get(name) == "inherit":
            raise NotPlainError(f"an inherited {name}")


def frame(text: str, box: tuple[float, float, float, float] | None, size: tuple[float, float]) -> Transform:
    """From viewBox units to the drawing's pixels (SVG 2, 8.7)."""
    if box is None:
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    x, y, w, h = box
    sx, sy = size[0] / w, size[1] / h
    words = text.split() or ["xMidYMid"]
    align = words[0]
    if align == "none":
        return (sx, 0.0, 0.0, sy, -x * sx, -y * sy)
    scale = max(sx, sy) if "slice" in words else min(sx, sy)
    share = {"xMin": 0.0, "xMid": 0.5, "xMax": 1.0, "YMin": 0.0, "YMid": 0.5, "YMax": 1.0}
    if align[:4] not in share or align[4:] not in share:
        raise NotPlainError("preserveAspectRatio")
    dx = (size[0] - w * scale) * share[align[:4]] - x * scale
    dy = (size[1] - h * scale) * share[align[4:]] - y * scale
    return (scale, 0.0, 0.0, scale, dx, dy)


def similar(matrix: Transform) -> bool:
    """Whether lengths grow by the same factor in every direction."""
    a, b, c, d, _, _ = matrix
    size = a * a + b * b
    return abs(size - c * c - d * d) <= 1e-9 * size and abs(a * c + b * d) <= 1e-9 * size


def _ordered(
    outline: Outline, fills: tuple[Paint, ...], strokes: tuple[Stroke, ...], order: str
) -> tuple[Node, ...]:
    """One Path, or two when ``paint-order`` puts the stroke below the fill."""
    words = order.split()
    stroke_first = "stroke" in words and ("fill" not in words or words.index("stroke") < words.index("fill"))
    if stroke_first and fills and strokes:
        return (Path(outline, (), strokes), Path(outline, fills))
    return (Path(outline, fills, strokes),)


def _reach(node: Node) -> Box:
    """A box that the ink surely stays in (a pointed miter may reach ``miter`` half widths)."""
    if isinstance(node, Group):
        box: Box | None = None
        for child in node.children:
            box = _reach(child) if box is None else _around(box, _reach(child))
        return (box or Box(0.0, 0.0, 0.0, 0.0)).transform(node.transform)
    assert isinstance(node, Path)  # this reader makes no other nodes
    spread = max((s.width / 2 * max(1.5, s.miter) for s in node.strokes), default=0.0)
    return node.outline.bounds().grow(spread)


def _colour_property(item: Item | None) -> str:
    """The nearest ``color`` of an element or its ancestors."""
    while item is not None:
        value = item.props.get("color", "inherit")
        if value != "inherit":
            return value
        item = item.parent
    return "black"
