"""How well texts read: WCAG contrast over what is really painted behind them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from designer_app.production.flight.backdrops import Backdrop, backdrop, flat, percentile, ratios
from designer_app.scene.colour import Colour, with_alpha
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
    from PIL import Image

    from designer_app.paint import Painter

REACH = 2  # px round the glyphs that count as their backdrop
LARGE = 0.022  # of the long side: cap height from which 3 is enough
PLAIN_LEAST, LARGE_LEAST = 4.5, 3.0
_WALK = 0.05  # of painting a page: what a part of it costs, however small
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


def readings(scene: Scene, painter: Painter | None = None) -> list[Reading]:
    """Every text layer that has ink on the page, with the lowest contrast of its colours.

    The page without its texts is painted at ⅛ scale, by a ``painter`` that may know it from the last row. What reads
    well over that, with something to spare where it isn't of one colour, has the ratio found there; the other texts are
    read again pixel by pixel.
    """
    texts = list(_texts(scene.root, IDENTITY, 1.0))
    if not texts:
        return []
    bare = msgspec.structs.replace(scene, root=_without_texts(scene.root))
    coarse = backdrop(bare, painter)
    behind = _Behind(bare)
    long_side = max(scene.width, scene.height)
    found = []
    for text in texts:
        inks = list(_inks(text))
        if not inks:
            continue
        cap = max(_cap(node) for nodes, _, _ in inks for node in nodes) * _scale(text.transform)
        least = LARGE_LEAST if cap >= LARGE * long_side else PLAIN_LEAST
        worst = [ratio for ink in inks if (ratio := _ratio(behind, coarse, text, ink, least))]
        if worst:
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
    """The same object where there are none, so that its key is known."""
    children, clipped = _no_texts(group.children), _no_texts(group.clipped)
    if children is group.children and clipped is group.clipped:
        return group
    return msgspec.structs.replace(group, children=children, clipped=clipped)


def _no_texts(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            if node.meta is not None and node.meta.kind == "text":
                grounds = tuple(_grounds(node))
                if not grounds:
                    continue
                node = msgspec.structs.replace(node, children=grounds, clipped=())
            else:
                node = _without_texts(node)
        kept.append(node)
    return (
        nodes
        if len(kept) == len(nodes) and all(a is b for a, b in zip(kept, nodes, strict=True))
        else tuple(kept)
    )


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


_Ink = tuple[list[Glyphs], Paint, Colour]


class _Behind:
    """The page without its texts, pixel by pixel: parts of it, or the whole once the parts cost as much."""

    def __init__(self, bare: Scene) -> None:
        self.bare = bare
        self._asked = 0.0
        self._whole: Image.Image | None = None

    def part(self, box: Box) -> Image.Image:
        from designer_app.paint import paint

        page = self.bare.width * self.bare.height
        self._asked += box.width * box.height + page * _WALK
        if self._whole is None and self._asked > page:
            self._whole = flat(paint(self.bare))
        if self._whole is None:
            return flat(paint(self.bare, region=box))
        return self._whole.crop((int(box.x0), int(box.y0), int(box.x1), int(box.y1)))


def _ratio(behind: _Behind, coarse: Backdrop, text: _Text, ink: _Ink, least: float) -> float | None:
    """The 10th percentile of contrast; None where no ink is on the page."""
    nodes, mask_fill, colour = ink
    transform = compose(text.transform, text.group.transform)
    boxes = [_extent(node, transform) for node in nodes if node.xs]
    clear = coarse.clear(boxes, colour, least)
    if clear is not None:
        return clear
    from designer_app.paint.bounds import rect_of

    drawn = tuple(msgspec.structs.replace(node, fills=(mask_fill,), strokes=()) for node in nodes)
    alone = msgspec.structs.replace(
        text.group, children=drawn, opacity=1.0, effects=(), mask=None, blend="normal"
    )
    root = Group((alone,), transform=text.transform)
    x0, y0, x1, y1 = rect_of(root, IDENTITY)
    edge, bare = REACH + 1, behind.bare
    box = Box(max(0, x0 - edge), max(0, y0 - edge), min(bare.width, x1 + edge), min(bare.height, y1 + edge))
    return None if box.empty else _exact(behind, root, box, colour)


def _extent(node: Glyphs, transform: Transform) -> Box:
    """About where a run's letters stand, cap height and all, in px of the page."""
    x0, x1 = min(node.xs), max(node.xs) + node.size / 2
    y0, y1 = min(node.ys) - _cap(node), max(node.ys)
    a, b, c, d, e, f = transform
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    return Box(
        min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
    )  # fmt: skip


def _exact(behind: _Behind, root: Group, box: Box, colour: Colour) -> float | None:
    import numpy as np
    from PIL import ImageFilter

    from designer_app.paint import paint

    page = Scene(behind.bare.width, behind.bare.height, root, _WHITE)
    ink = paint(page, region=box).convert("L").point([255] * 224 + [0] * 32)
    near = ink.filter(ImageFilter.MaxFilter(2 * REACH + 1))
    pixels = np.asarray(behind.part(box))[np.asarray(near) > 0]
    return percentile(ratios(pixels, colour)) if len(pixels) else None


def _cap(node: Glyphs) -> float:
    from designer_app.text.fonts import face

    opened = face(node.font)
    return node.size * opened.cap_height / opened.units_per_em


def _scale(transform: Transform) -> float:
    a, b, c, d, _, _ = transform
    return math.sqrt(abs(a * d - b * c))
