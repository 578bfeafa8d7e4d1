"""What a layer holds, and how large that is: its own width and height, its text, whether there is anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer_app.build.tree import Instance
from designer_app.layers import text
from designer_app.layers.base import Natural, Num
from designer_app.layers.group import GroupLayer, Holder, StackLayer
from designer_app.layers.text import TextLayer
from designer_app.text.records import Layout

if TYPE_CHECKING:
    from designer_app.build.flow import Flow


def is_empty(flow: Flow, instance: Instance) -> bool:
    """Nothing to show: an empty text, a picture slot without a picture, a holder of such."""
    layer = instance.layer
    if isinstance(layer, TextLayer):
        return instance.in_hand is None and not text.source_text(layer, flow.contexts[id(instance)]).strip()
    if not isinstance(layer, Holder):
        return layer.is_empty(flow.contexts[id(instance)])
    if layer.repeat and not instance.children:
        return True
    if isinstance(layer, StackLayer) and layer.layers and layer.fill is None:
        return not any(is_visible(flow, child) and not is_empty(flow, child) for child in instance.children)
    return False


def is_visible(flow: Flow, instance: Instance) -> bool:
    """What the template says of the layer itself, whatever it holds."""
    visible = instance.layer.visible
    return bool(flow.evaluate(instance, visible)) if isinstance(visible, str) else visible


def own_length(flow: Flow, instance: Instance, what: str, start: Num | None = None) -> float:
    """A layer's own width or height where the frame leaves it open; a stack's is ``stack.natural_size``."""
    layer = instance.layer
    if isinstance(layer, TextLayer):
        if what == "w":
            room = flow.parent_length(instance, "w") - flow.number(instance, start)
            placed = typeset(flow, instance, max(1.0, room), None)
            return placed.width if placed else 0.0
        placed = typeset(flow, instance, flow.get(instance, "w"), None)
        return placed.height if placed else 0.0
    if isinstance(layer, GroupLayer):
        return max(0.0, flow.parent_length(instance, what) - flow.number(instance, start))
    natural = layer.natural(flow.contexts[id(instance)])
    if natural is None:
        return flow.parent_length(instance, what)
    return _by_nature(flow, instance, what, natural) if natural.aspect else 0.0


def _by_nature(flow: Flow, instance: Instance, what: str, natural: Natural) -> float:
    """From the frame's other length where the template gives one."""
    other = "h" if what == "w" else "w"
    if not _is_given(flow, instance, "y" if other == "h" else "x"):
        own = natural.width if what == "w" else natural.height
        return own or flow.parent_length(instance, what)
    length = float(flow.get(instance, other))
    return length * natural.aspect if what == "w" else length / natural.aspect


def _is_given(flow: Flow, instance: Instance, axis: str) -> bool:
    """Whether the frame's length on an axis (x, y) follows from the template, not from what the layer holds."""
    start, end, _, size = flow.axis(instance, axis)
    return size not in (None, "hug") or (start is not None and end is not None)


def typeset(flow: Flow, instance: Instance, width: float | None, height: float | None) -> Layout | None:
    """The text of a layer for a frame, kept until the frame changes."""
    layer = instance.layer
    assert isinstance(layer, TextLayer)
    if instance.layout_for != (width, height):
        instance.layout = text.layout(layer, flow.contexts[id(instance)], width, height)
        instance.layout_for = (width, height)
    return instance.layout


def placed_text(flow: Flow, instance: Instance) -> Layout | None:
    """The final layout: within the frame's width, and its height when the template gives one."""
    explicit = instance.values.get("fixed_h")
    if explicit is None:
        explicit = _is_given(flow, instance, "y")
    height = float(flow.get(instance, "h")) if explicit else None
    hug = not _is_given(flow, instance, "x")
    if hug and not explicit and instance.layout is not None:
        return instance.layout
    return typeset(flow, instance, float(flow.get(instance, "w")) + (0.01 if hug else 0.0), height)


def text_property(flow: Flow, instance: Instance, what: str) -> Any:
    if not flow.get(instance, "shown") or not isinstance(instance.layer, TextLayer):
        return 0.0
    placed = placed_text(flow, instance)
    if placed is None:
        return 0.0
    if what == "size":
        return placed.size
    if what == "lines":
        return len(placed.lines)
    if what == "cap":
        return placed.cap_height
    if what in ("ink_left", "ink_right"):  # each asks for its own axis only: fewer circles
        x: float = flow.get(instance, "x")
        return x + (placed.ink.x0 if what == "ink_left" else placed.ink.x1)
    y: float = flow.get(instance, "y") + lowered(flow, instance, placed)
    match what:
        case "ink_top":
            return y + placed.ink.y0
        case "ink_bottom":
            return y + placed.ink.y1
    return y + placed.lines[-1].baseline


def lowered(flow: Flow, instance: Instance, placed: Layout) -> float:
    """How far ``valign`` moves a text down within its frame (px)."""
    layer = instance.layer
    assert isinstance(layer, TextLayer)
    if layer.valign == "top":  # the height isn't asked for: fewer circles
        return 0.0
    return text.room_above(layer.valign, float(flow.get(instance, "h")) - placed.height)
