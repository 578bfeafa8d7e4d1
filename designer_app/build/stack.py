"""Auto layout: children one after another, hugging their content or filling what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.build.content import own_length, typeset
from designer_app.build.tree import Instance
from designer_app.layers.base import Num
from designer_app.layers.group import StackLayer
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box

if TYPE_CHECKING:
    from designer_app.build.flow import Flow


def paddings(flow: Flow, stack: Instance) -> tuple[float, float, float, float]:
    """Top, right, bottom, left."""
    assert isinstance(stack.layer, StackLayer)
    value = stack.layer.padding
    parts = [flow.number(stack, v) for v in (value if isinstance(value, tuple) else (value,))]
    if len(parts) == 1:
        parts *= 4
    if len(parts) == 2:
        parts = [parts[0], parts[1], parts[0], parts[1]]
    top, right, bottom, left = parts
    return top, right, bottom, left


def _shown(flow: Flow, stack: Instance) -> list[Instance]:
    return [child for child in stack.children if flow.get(child, "shown")]


def _fixed(flow: Flow, child: Instance, value: Num | None) -> float | None:
    """A size given as number or expression; None for hug, fill and left out."""
    return None if value in (None, "hug", "fill") else flow.number(child, value)


def _is_fixed(stack: Instance, what: str) -> bool:
    layer = stack.layer
    if what == "w":
        return (layer.w not in (None, "hug")) or (layer.x is not None and layer.right is not None)
    return (layer.h not in (None, "hug")) or (layer.y is not None and layer.bottom is not None)


def natural_size(flow: Flow, stack: Instance, what: str) -> float:
    """Width or height of a stack that hugs its children."""
    assert isinstance(stack.layer, StackLayer)
    top, right, bottom, left = paddings(flow, stack)
    children = _shown(flow, stack)
    if not children:
        return 0.0
    gap = flow.number(stack, stack.layer.gap)
    row = stack.layer.direction == "row"
    if what == "w":
        room = _room(flow, stack) - left - right
        widths = [_width(flow, child, room, None) for child in children]
        inner = sum(widths) + gap * (len(widths) - 1) if row else max(widths)
        return min(inner, room) + left + right if stack.layer.wrap else inner + left + right
    lines = _lines(flow, stack, children)
    heights = []
    for line, widths in lines:
        sizes = [_height(flow, child, w) for child, w in zip(line, widths, strict=True)]
        heights.append(max(sizes) if row else sum(sizes) + gap * (len(sizes) - 1))
    return sum(heights) + gap * (len(heights) - 1) + top + bottom


def _room(flow: Flow, stack: Instance) -> float:
    """The widest that a hugging stack may become: to the far edge of its parent."""
    if stack.in_stack and stack.parent is not None:
        outer = paddings(flow, stack.parent)
        width = flow.get(stack.parent, "w") if _is_fixed(stack.parent, "w") else _room(flow, stack.parent)
        return float(width) - outer[1] - outer[3]
    parent_w = flow.parent_length(stack, "w")
    start = stack.layer.x
    return parent_w - (flow.number(stack, start) if start is not None else 0.0)


def _inner_width(flow: Flow, stack: Instance) -> float:
    _, right, _, left = paddings(flow, stack)
    width = stack.values.get("w")
    if width is None:
        width = flow.size(stack, "w") if not stack.in_stack else _room(flow, stack)
    return float(width) - left - right


def _width(flow: Flow, child: Instance, room: float, share: float | None) -> float:
    """A child's width: given, its share of what is left, or its content's (a text wraps at ``room``)."""
    given = _fixed(flow, child, child.layer.w)
    if given is not None:
        return given
    if child.layer.w == "fill":
        return room if share is None else share
    if isinstance(child.layer, TextLayer):
        placed = typeset(flow, child, max(1.0, room), None)
        return placed.width if placed else 0.0
    return _own(flow, child, "w")


def _height(flow: Flow, child: Instance, width: float) -> float:
    if not isinstance(child.layer, TextLayer):
        child.values["w"] = width  # known first: a height may follow from what the child holds
    given = _fixed(flow, child, child.layer.h)
    if given is not None:
        return given
    if isinstance(child.layer, TextLayer):
        placed = typeset(flow, child, width + 0.01, None)
        return placed.height if placed else 0.0
    return _own(flow, child, "h")


def _own(flow: Flow, child: Instance, what: str) -> float:
    if isinstance(child.layer, StackLayer):
        return natural_size(flow, child, what)
    return own_length(flow, child, what)


def _lines(flow: Flow, stack: Instance, children: list[Instance]) -> list[tuple[list[Instance], list[float]]]:
    """Children with their widths; one line, or several for a wrapping row."""
    assert isinstance(stack.layer, StackLayer)
    room = _inner_width(flow, stack)
    gap = flow.number(stack, stack.layer.gap)
    if stack.layer.direction == "column":
        widths = []
        for child in children:
            stretch = stack.layer.align == "stretch" and child.layer.w in (None, "fill")
            widths.append(room if stretch else _width(flow, child, room, room))
        return [(children, widths)]
    fills = [child for child in children if child.layer.w == "fill"]
    base = {id(c): _width(flow, c, room, None) for c in children if c.layer.w != "fill"}
    if stack.layer.wrap:
        lines: list[tuple[list[Instance], list[float]]] = [([], [])]
        used = 0.0
        for child in children:
            width = base.get(id(child), room)
            if lines[-1][0] and used + gap + width > room + 0.01:
                lines.append(([], []))
                used = 0.0
            used += (gap if lines[-1][0] else 0.0) + width
            lines[-1][0].append(child)
            lines[-1][1].append(width)
        return lines
    left = room - sum(base.values()) - gap * (len(children) - 1)
    share = max(0.0, left / len(fills)) if fills else 0.0
    return [(children, [base.get(id(c), share) for c in children])]


def arrange(flow: Flow, stack: Instance) -> None:
    """Give every child of a stack its x, y, w, h (page coordinates)."""
    assert isinstance(stack.layer, StackLayer)
    flow.reads.append(set())
    try:
        _arrange(flow, stack, stack.layer)
    finally:
        reads = flow.reads.pop()
        flow.reads[-1].update(reads)
        for child in stack.children:
            child.deps |= reads


def _arrange(flow: Flow, stack: Instance, layer: StackLayer) -> None:
    top, right, bottom, left = paddings(flow, stack)
    gap = flow.number(stack, layer.gap)
    box = Box(flow.get(stack, "x"), flow.get(stack, "y"), flow.get(stack, "right"), flow.get(stack, "bottom"))
    inner = Box(box.x0 + left, box.y0 + top, box.x1 - right, box.y1 - bottom)
    children = _shown(flow, stack)
    if not children:
        return
    lines = _lines(flow, stack, children)
    y = inner.y0
    for line, widths in lines:
        heights = [_height(flow, child, w) for child, w in zip(line, widths, strict=True)]
        if layer.direction == "column":
            heights = _filled(flow, line, heights, inner.height, gap)
            _place_column(layer, line, widths, heights, inner, gap)
        else:
            tall = max(heights) if layer.wrap else inner.height
            _place_row(layer, line, widths, heights, Box(inner.x0, y, inner.x1, y + tall), gap)
            y += tall + gap


def _filled(flow: Flow, line: list[Instance], heights: list[float], room: float, gap: float) -> list[float]:
    fills = [i for i, child in enumerate(line) if child.layer.h == "fill"]
    if not fills:
        return heights
    taken = sum(h for i, h in enumerate(heights) if i not in fills) + gap * (len(line) - 1)
    share = max(0.0, (room - taken) / len(fills))
    return [share if i in fills else h for i, h in enumerate(heights)]


def _start(justify: str, room: float, used: float, gap: float, count: int) -> tuple[float, float]:
    """Offset of the first child and the gap between children."""
    free = room - used
    if justify == "center":
        return free / 2, gap
    if justify == "end":
        return free, gap
    if justify == "between" and count > 1:
        return 0.0, gap + free / (count - 1)
    return 0.0, gap


def _place_column(
    layer: StackLayer,
    line: list[Instance],
    widths: list[float],
    heights: list[float],
    inner: Box,
    gap: float,
) -> None:
    used = sum(heights) + gap * (len(line) - 1)
    offset, gap = _start(layer.justify, inner.height, used, gap, len(line))
    y = inner.y0 + offset
    for child, w, h in zip(line, widths, heights, strict=True):
        free = inner.width - w
        x = inner.x0 + {"center": free / 2, "end": free}.get(layer.align, 0.0)
        _put(child, x, y, w, h)
        y += h + gap


def _place_row(
    layer: StackLayer,
    line: list[Instance],
    widths: list[float],
    heights: list[float],
    inner: Box,
    gap: float,
) -> None:
    used = sum(widths) + gap * (len(line) - 1)
    offset, gap = _start(layer.justify, inner.width, used, gap, len(line))
    x = inner.x0 + offset
    base = max((_first_baseline(c, h) for c, h in zip(line, heights, strict=True)), default=0.0)
    for child, w, h in zip(line, widths, heights, strict=True):
        if layer.align == "stretch" or child.layer.h == "fill":
            h = inner.height
        free = inner.height - h
        y = inner.y0 + {"center": free / 2, "end": free}.get(layer.align, 0.0)
        if layer.align == "baseline":
            y = inner.y0 + base - _first_baseline(child, h)
        _put(child, x, y, w, h)
        x += w + gap


def _first_baseline(child: Instance, height: float) -> float:
    if isinstance(child.layer, TextLayer) and child.layout is not None and child.layout.lines:
        return child.layout.lines[0].baseline
    return height


def _put(child: Instance, x: float, y: float, w: float, h: float) -> None:
    fixed = child.layer.h is not None and child.layer.h != "hug"
    child.values.update(x=x, y=y, w=w, h=h, fixed_h=fixed)
    child.values.update(right=x + w, bottom=y + h, cx=x + w / 2, cy=y + h / 2)
