"""How well texts read: WCAG contrast over what is really painted behind them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from designer_app.scene.colour import LINEAR, Colour, with_alpha
from designer_app.scene.geometry import IDENTITY, Box, Transform, compose
from designer_app.scene.nodes import (
    Conic,
    FontRef,
    Glyphs,
    Group,
    Linear,
    Node,
    Paint,
    Radial,
    Scene,
    Solid,
    Split,
)

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

REACH = 2  # px round the glyphs that count as their backdrop
LARGE = 0.022  # of the long side: cap height from which 3 is enough
PLAIN_LEAST, LARGE_LEAST = 4.5, 3.0
_BLACK, _WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


class Reading(msgspec.Struct, frozen=True):
    """One text's contrast: 10th percentile over its neighbourhood; ``cap`` height in px; what it needs."""

    layer: str
    ratio: float
    cap: float
    least: float


class _Text(msgspec.Struct, frozen=True):
    layer: str
    group: Group
    transform: Transform
    opacity: float


def readings(scene: Scene) -> list[Reading]:
    """Every text layer that has ink on the page, with the lowest contrast of its colours."""
    texts = list(_texts(scene.root, IDENTITY, 1.0))
    if not texts:
        return []
    from designer_app.paint import paint

    backdrop = paint(msgspec.structs.replace(scene, root=_without_texts(scene.root)))
    if backdrop.mode != "RGB":
        from designer_app.export.encode import flatten

        backdrop = flatten(backdrop.convert("RGBA"), (255, 255, 255))
    long_side = max(scene.width, scene.height)
    found = []
    for text in texts:
        inks = list(_inks(text))
        worst = [
            ratio
            for nodes, paint_, colour in inks
            if (ratio := _ratio(scene, backdrop, text, nodes, paint_, colour))
        ]
        if worst:
            cap = max(_cap(node) for nodes, _, _ in inks for node in nodes) * _scale(text.transform)
            least = LARGE_LEAST if cap >= LARGE * long_side else PLAIN_LEAST
            found.append(Reading(text.layer, min(worst), cap, least))
    return found


def _texts(node: Node, transform: Transform, opacity: float) -> Iterator[_Text]:
    if not isinstance(node, Group):
        return
    inner, opacity = compose(transform, node.transform), opacity * node.opacity
    if node.meta is not None and node.meta.kind == "text":
        yield _Text(node.meta.layer, node, transform, opacity)
        return
    for child in (*node.children, *node.clipped):
        yield from _texts(child, inner, opacity)


def _without_texts(group: Group) -> Group:
    return msgspec.structs.replace(
        group, children=_no_texts(group.children), clipped=_no_texts(group.clipped)
    )


def _no_texts(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            if node.meta is not None and node.meta.kind == "text":
                node = msgspec.structs.replace(node, children=tuple(_grounds(node)), clipped=())
            else:
                node = _without_texts(node)
        kept.append(node)
    return tuple(kept)


def _grounds(text: Group) -> Iterator[Node]:
    """What a text has behind its lines."""
    for child in text.children:
        if isinstance(child, Group) and child.meta is not None and child.meta.role == "artifact":
            yield child


def _glyphs(node: Node) -> Iterator[Glyphs]:
    if isinstance(node, Glyphs):
        yield node
    elif isinstance(node, Group):
        for child in (*node.children, *node.clipped):
            yield from _glyphs(child)


def _inks(text: _Text) -> Iterator[tuple[list[Glyphs], Paint, Colour]]:
    """The glyphs of each colour, how to paint their mask (black on white), and the colour itself."""
    groups: dict[Paint, list[Glyphs]] = {}
    for node in _glyphs(text.group):
        if node.fills and not _is_emoji(node.font):
            groups.setdefault(node.fills[-1], []).append(node)
    for fill, nodes in groups.items():
        if isinstance(fill, Solid):
            yield nodes, Solid(_BLACK), with_alpha(fill.colour, text.opacity)
        elif isinstance(fill, Split):
            yield nodes, Split(fill.outline, _BLACK, _WHITE), with_alpha(fill.inside, text.opacity)
            yield nodes, Split(fill.outline, _WHITE, _BLACK), with_alpha(fill.outside, text.opacity)
        elif isinstance(fill, Linear | Radial | Conic):
            for stop in fill.stops:
                yield nodes, Solid(_BLACK), with_alpha(stop.colour, text.opacity)


def _is_emoji(font: FontRef) -> bool:
    from designer_app.design.type_styles import fallback_fonts

    return font.digest == fallback_fonts()[-1].digest


def _ratio(
    scene: Scene, backdrop: Image.Image, text: _Text, nodes: list[Glyphs], mask_fill: Paint, colour: Colour
) -> float | None:
    """The 10th percentile of contrast in the neighbourhood; None where no ink is on the page."""
    from PIL import ImageFilter

    from designer_app.paint import paint
    from designer_app.paint.bounds import rect_of

    drawn = tuple(msgspec.structs.replace(node, fills=(mask_fill,), strokes=()) for node in nodes)
    alone = msgspec.structs.replace(
        text.group, children=drawn, opacity=1.0, effects=(), mask=None, blend="normal"
    )
    root = Group((alone,), transform=text.transform)
    x0, y0, x1, y1 = rect_of(root, IDENTITY)
    edge = REACH + 1
    box = Box(max(0, x0 - edge), max(0, y0 - edge), min(scene.width, x1 + edge), min(scene.height, y1 + edge))
    if box.empty:
        return None
    page = Scene(scene.width, scene.height, root, _WHITE)
    ink = paint(page, region=box).convert("L").point([255] * 224 + [0] * 32)
    near = ink.filter(ImageFilter.MaxFilter(2 * REACH + 1))
    behind = backdrop.crop((int(box.x0), int(box.y0), int(box.x1), int(box.y1)))
    return _percentile(behind, near, colour)


def _percentile(behind: Image.Image, near: Image.Image, colour: Colour) -> float | None:
    import numpy as np

    pixels = np.asarray(behind)[np.asarray(near) > 0].astype(np.int64)
    if not len(pixels):
        return None
    alpha = colour[3]
    text = (np.array(colour[:3], dtype=np.int64) * alpha + pixels * (255 - alpha) + 127) // 255
    one, other = _luminance(text), _luminance(pixels)
    ratios = np.sort((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))
    return float(ratios[len(ratios) // 10])


def _luminance(pixels: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    linear = np.array(LINEAR, dtype=np.float64)[pixels]
    weighed = linear[:, 0] * 0.2126 + linear[:, 1] * 0.7152 + linear[:, 2] * 0.0722
    return np.asarray(weighed / 65535)


def _cap(node: Glyphs) -> float:
    from designer_app.text.fonts import face

    opened = face(node.font)
    return node.size * opened.cap_height / opened.units_per_em


def _scale(transform: Transform) -> float:
    a, b, c, d, _, _ = transform
    return math.sqrt(abs(a * d - b * c))
