"""A page taken apart for reading: its texts that have ink, with where they stand, and what is left without them.

What a layer comes to is kept on its node: rows share the nodes of what doesn't change.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from designer_app.production.flight.spans import Blind, UnboundedError, pictures_of
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
    walk,
)

_SEEN, _PASSES = "seen by the check", "passes for the check"  # what is kept on nodes
_NONE: frozenset[str] = frozenset()
_BLACK, _WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


class Ink(NamedTuple):
    """The glyphs of one colour: how to paint their mask (black on white), and about where they stand (px of the page)."""

    nodes: list[Glyphs]
    mask: Paint
    colour: Colour
    boxes: list[Box]


class Text(NamedTuple):
    """A text that has ink: its group, whose parent's space ``transform`` brings to px of the page; ``cap`` height in px."""

    layer: str
    group: Group
    transform: Transform
    inks: list[Ink]
    cap: float


class Part(NamedTuple):
    """A layer: its texts, and itself without them with the pictures in it; None where nothing is left."""

    texts: list[Text]
    bare: Node | None
    pictures: frozenset[str]


class Parted:
    """A page. ``bare``: without its texts; ``pictures`` in that."""

    def __init__(self, scene: Scene) -> None:
        root = scene.root
        self._frame = (compose((1, 0, 0, 1, 0, 0), root.transform), root.opacity)
        self._scene = scene
        self._layers = [self._part(node) for node in root.children]
        self._clipped = [self._part(node) for node in root.clipped]
        every = (*self._layers, *self._clipped)
        self.texts = [text for part in every for text in part.texts]
        self.pictures = _NONE.union(*[part.pictures for part in every if part.pictures])

    def _part(self, node: Node) -> Part:
        if not isinstance(node, Group):
            return Part([], node, pictures_of(node))
        seen: tuple[object, Part | None] = node.__dict__.get(_SEEN, (None, None))
        if seen[1] is not None and seen[0] == self._frame:
            return seen[1]
        bare = _without_texts(node)
        found = Part(list(_texts(node, *self._frame)), bare, _NONE if bare is None else pictures_of(bare))
        # kept when it comes by again: most that change don't, and would be in a circle with what is kept of them
        node.__dict__[_SEEN] = (self._frame, found if seen[0] == self._frame else None)
        return found

    @functools.cached_property
    def bare(self) -> Scene:
        if all(part.bare is node for part, node in zip(self._layers, self._scene.root.children, strict=True)):
            return self._scene
        return self._with([part.bare for part in self._layers])

    def blind(self, colour: Colour, coarse: float) -> Scene | None:
        """``bare`` with pictures of one colour (``spans.DARKEST``, ``LIGHTEST``); None where what pictures show need not
        lie between the two. ``coarse`` = px of the page per px of the painting that is going to be made of it."""
        root, eyes = self._scene.root, Blind(colour, coarse)
        try:
            if self._clipped or not eyes.passes(root):
                raise UnboundedError
            inner = compose((1, 0, 0, 1, 0, 0), root.transform)
            return self._with([self._blinded(part, eyes, inner, bool(root.effects)) for part in self._layers])
        except UnboundedError:
            return None

    def _blinded(self, part: Part, eyes: Blind, inner: Transform, exact: bool) -> Node | None:
        node = part.bare
        if node is None:
            return None
        if part.pictures:
            return eyes.node(node, inner, exact)
        if not _passes(node, eyes):
            raise UnboundedError
        return node

    def _with(self, layers: list[Node | None]) -> Scene:
        scene = self._scene
        clipped = tuple([part.bare for part in self._clipped if part.bare is not None])
        root = msgspec.structs.replace(
            scene.root, children=tuple([node for node in layers if node is not None]), clipped=clipped
        )
        return msgspec.structs.replace(scene, root=root)


def _passes(node: Node, eyes: Blind) -> bool:
    """Whether a node without pictures, which stays as it is wherever it stands, lets anything be said of the page."""
    known: bool | None = node.__dict__.get(_PASSES)
    if known is None:
        try:
            eyes.node(node, IDENTITY, False)
            known = True
        except UnboundedError:
            known = False
        node.__dict__[_PASSES] = known
    return known


def _texts(node: Node, transform: Transform, opacity: float) -> Iterator[Text]:
    if not isinstance(node, Group):
        return
    inner, opacity = compose(transform, node.transform), opacity * node.opacity
    if node.meta is not None and node.meta.kind == "text":
        text = _text(node, node.meta.layer, transform, inner, opacity)
        if text is not None:
            yield text
        return
    for child in (*node.children, *node.clipped):
        yield from _texts(child, inner, opacity)


def _text(group: Group, layer: str, transform: Transform, inner: Transform, opacity: float) -> Text | None:
    fills: dict[Paint, list[Glyphs]] = {}
    for node in walk(group):
        if isinstance(node, Glyphs) and node.fills and not _is_emoji(node.font):
            fills.setdefault(node.fills[-1], []).append(node)
    inks = []
    for fill, nodes in fills.items():
        boxes = [_extent(node, inner) for node in nodes if node.xs]
        inks += [Ink(nodes, mask, with_alpha(colour, opacity), boxes) for mask, colour in _colours(fill)]
    if not inks:
        return None
    cap = max([_cap(node) for ink in inks for node in ink.nodes])
    return Text(layer, group, transform, inks, cap * _scale(transform))


def _without_texts(node: Node) -> Node | None:
    """The same object where there are none, so that its key is known."""
    if not isinstance(node, Group):
        return node
    if node.meta is not None and node.meta.kind == "text":
        grounds = tuple(_grounds(node))
        return msgspec.structs.replace(node, children=grounds, clipped=()) if grounds else None
    children, clipped = _no_texts(node.children), _no_texts(node.clipped)
    if children is node.children and clipped is node.clipped:
        return node
    return msgspec.structs.replace(node, children=children, clipped=clipped)


def _no_texts(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    bare = [_without_texts(node) for node in nodes]
    if all(a is b for a, b in zip(bare, nodes, strict=True)):
        return nodes
    return tuple([node for node in bare if node is not None])


def _grounds(text: Group) -> Iterator[Node]:
    """What a text has behind its lines."""
    for child in text.children:
        if isinstance(child, Group) and child.meta is not None and child.meta.role == "artifact":
            yield child


def _colours(fill: Paint) -> Iterator[tuple[Paint, Colour]]:
    """The colours of a fill, each with what paints the mask of its glyphs."""
    if isinstance(fill, Solid):
        yield Solid(_BLACK), fill.colour
    elif isinstance(fill, Split):
        yield Split(fill.outline, _BLACK, _WHITE), fill.inside
        yield Split(fill.outline, _WHITE, _BLACK), fill.outside
    elif isinstance(fill, Linear | Radial | Conic):
        for stop in fill.stops:
            yield Solid(_BLACK), stop.colour


def _is_emoji(font: FontRef) -> bool:
    return font.digest == _emoji()


@functools.cache
def _emoji() -> str:
    from designer_app.design.type_styles import fallback_fonts

    return fallback_fonts()[-1].digest


def _extent(node: Glyphs, transform: Transform) -> Box:
    """About where a run's letters stand, cap height and all, in px of the page."""
    x0, x1 = min(node.xs), max(node.xs) + node.size / 2
    y0, y1 = min(node.ys) - _cap(node), max(node.ys)
    a, b, c, d, e, f = transform
    if b == 0 == c and a > 0 < d:
        return Box(a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    return Box(
        min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
    )  # fmt: skip


def _cap(node: Glyphs) -> float:
    return node.size * _cap_share(node.font)


@functools.lru_cache(256)
def _cap_share(font: FontRef) -> float:
    from designer_app.text.fonts import face

    opened = face(font)
    return opened.cap_height / opened.units_per_em


def _scale(transform: Transform) -> float:
    a, b, c, d, _, _ = transform
    return math.sqrt(abs(a * d - b * c))
