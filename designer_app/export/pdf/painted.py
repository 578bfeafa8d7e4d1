"""Nodes as pictures, where PDF has no words for them: blur, grain, filters, conic gradients."""

from __future__ import annotations

import math

import msgspec
from PIL import Image

from designer_app.paint import paint
from designer_app.paint.bounds import bounds
from designer_app.paint.groups import shadows_alone
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import NOWHERE, Box, Transform, compose, scaling, translation
from designer_app.scene.nodes import Glyphs, Group, Node, Scene

_LARGEST = 40_000_000  # px of one picture
_PROBE = 8.0  # device px per px at which ink is looked for
_PER_SIGMA = 4.0  # device px per standard deviation: a blurred edge holds no more


def ink_box(node: Node, transform: Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)) -> Box:
    """Where a node's ink lies, to an eighth of a pixel outwards."""
    found = bounds(node, compose(scaling(_PROBE), transform))
    return (
        NOWHERE if found.empty else Box(*(side / _PROBE for side in (found.x0, found.y0, found.x1, found.y1)))
    )


def painted(node: Node, box: Box, scale: float, ground: Colour | None = None) -> Image.Image:
    """What ``node`` paints in ``box`` of its parent's space at about ``scale`` px per unit: the box comes out as
    whole pixels."""
    width, height, place = _frame(box, scale)
    return paint(Scene(width=width, height=height, root=Group((node,), transform=place), background=ground))


def painted_shadow(group: Group, box: Box, scale: float) -> Image.Image:
    """The drop or ground shadow that is the group's one effect, without the group."""
    blur = getattr(group.effects[0], "blur", 0.0) / 2
    if blur > 0:
        scale = min(scale, max(_PER_SIGMA / blur, 0.25))
    width, height, place = _frame(box, scale)
    return shadows_alone(group, place, (width, height))


def _frame(box: Box, scale: float) -> tuple[int, int, Transform]:
    area = box.width * box.height * scale * scale
    if area > _LARGEST:
        scale *= math.sqrt(_LARGEST / area)
    width, height = max(1, round(box.width * scale)), max(1, round(box.height * scale))
    place = compose(scaling(width / box.width, height / box.height), translation(-box.x0, -box.y0))
    return width, height, place


def without_text(node: Node) -> Node | None:
    """The node without its glyphs; None when nothing is left."""
    if isinstance(node, Glyphs):
        return None
    if not isinstance(node, Group):
        return node
    children = tuple(left for left in map(without_text, node.children) if left is not None)
    return msgspec.structs.replace(node, children=children) if children else None


def text_alone(node: Node) -> Node | None:
    """The node's glyphs where they stand, without effects; None when it has none."""
    if isinstance(node, Glyphs):
        return node
    if not isinstance(node, Group):
        return None
    children = tuple(left for left in map(text_alone, (*node.children, *node.clipped)) if left is not None)
    return Group(children, transform=node.transform, meta=node.meta) if children else None


def has_text(node: Node) -> bool:
    if isinstance(node, Group):
        return any(has_text(child) for child in (*node.children, *node.clipped))
    return isinstance(node, Glyphs)
