"""Between which colours a page without its texts lies, whatever its pictures show.

Painted once with every picture black and once with every picture white. What is laid over a picture, or beside it, makes
either darker or lighter alike, channel by channel, so whatever the picture shows lies between the two. A text that reads well
over both, and all between them, reads well over any picture: none has to be decoded, and rows with pictures of their own share
the two paintings.
"""

from __future__ import annotations

import math

import msgspec

from designer_app.pictures import facts_by_digest
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Transform, compose, rectangle
from designer_app.scene.nodes import (
    BackdropBlur,
    Effect,
    Group,
    LayerBlur,
    Node,
    Paint,
    Path,
    Picture,
    PicturePaint,
    PictureSource,
    Shadow,
    Solid,
    Tiles,
    WhiteGround,
)

DARKEST: Colour = (0, 0, 0, 255)
LIGHTEST: Colour = (255, 255, 255, 255)
# Modes in which a lighter layer, or a lighter backdrop, never makes a channel darker.
_RISING = frozenset(["normal", "multiply", "screen", "overlay", "darken", "lighten", "hard-light"])
_EDGE = 1.5  # px of a coarse painting that a picture counts for beyond its box


class UnboundedError(Exception):
    """What is painted need not lie between the two paintings."""


def pictures_of(node: Node) -> frozenset[str]:
    """The digests of all pictures in a node, also of those in fills and masks."""
    found: set[str] = set()
    _gather(node, found)
    return frozenset(found)


def _gather(node: Node, found: set[str]) -> None:
    if isinstance(node, Picture):
        found.add(node.source.digest)
    elif isinstance(node, Path):
        for paint in (*node.fills, *[stroke.paint for stroke in node.strokes]):
            if isinstance(paint, PicturePaint):
                found.add(paint.source.digest)
            elif isinstance(paint, Tiles):
                _gather(paint.node, found)
    elif isinstance(node, Group):
        for child in (*node.children, *node.clipped):
            _gather(child, found)
        if node.mask is not None:
            _gather(node.mask, found)


class Blind:
    """Puts one colour in place of all pictures. ``coarse`` = px of the page per px of the painting. Raises
    ``UnboundedError``."""

    def __init__(self, colour: Colour, coarse: float) -> None:
        self.colour, self.coarse = colour, coarse

    def passes(self, group: Group) -> bool:
        """Whether a group, whatever it holds, comes out lighter over and with what is lighter."""
        if group.mask is not None and pictures_of(group.mask):
            return False
        return group.blend in _RISING and all(_rises(effect) for effect in group.effects)

    def node(self, node: Node, transform: Transform, exact: bool) -> Node:
        """The node, itself where it has no picture. ``exact``: something hangs on where its ink ends, so that pictures may
        not count for more."""
        if isinstance(node, Group):
            return self._group(node, transform, exact)
        if isinstance(node, Picture):
            return self._picture(node, transform, exact)
        return self._path(node, exact) if isinstance(node, Path) and _has_picture(node) else node

    def _group(self, group: Group, transform: Transform, exact: bool) -> Group:
        if not self.passes(group):
            raise UnboundedError
        inner = compose(transform, group.transform)
        exact = exact or bool(group.effects)
        children = self._nodes(group.children, inner, exact or bool(group.clipped))
        clipped = self._nodes(group.clipped, inner, exact)
        if children is group.children and clipped is group.clipped:
            return group
        return msgspec.structs.replace(group, children=children, clipped=clipped)

    def _nodes(self, nodes: tuple[Node, ...], transform: Transform, exact: bool) -> tuple[Node, ...]:
        made = tuple([self.node(node, transform, exact) for node in nodes])
        return nodes if all(a is b for a, b in zip(made, nodes, strict=True)) else made

    def _picture(self, node: Picture, transform: Transform, exact: bool) -> Path:
        if exact:
            raise UnboundedError  # a picture's edges aren't a rectangle's to the last bit
        a, b, c, d, _, _ = transform
        unit = math.sqrt(abs(a * d - b * c))
        edge = self.coarse * _EDGE / unit if unit else 0.0
        outline = rectangle(node.x - edge, node.y - edge, node.width + 2 * edge, node.height + 2 * edge)
        return Path(outline, (Solid(self.colour),))

    def _path(self, node: Path, exact: bool) -> Path:
        fills = tuple([self._paint(paint, exact) for paint in node.fills])
        strokes = tuple(
            [msgspec.structs.replace(one, paint=self._paint(one.paint, exact)) for one in node.strokes]
        )
        return msgspec.structs.replace(node, fills=fills, strokes=strokes)

    def _paint(self, paint: Paint, exact: bool) -> Paint:
        if isinstance(paint, Tiles) and pictures_of(paint.node):
            raise UnboundedError
        if not isinstance(paint, PicturePaint):
            return paint
        if exact and _see_through(paint.source):
            raise UnboundedError
        return Solid(self.colour)


def _has_picture(node: Path) -> bool:
    return any(isinstance(paint, PicturePaint | Tiles) for paint in node.fills) or any(
        isinstance(stroke.paint, PicturePaint | Tiles) for stroke in node.strokes
    )


def _rises(effect: Effect) -> bool:
    """Whether lighter pixels below or within never come out darker."""
    if isinstance(effect, Shadow):
        return effect.blend in _RISING
    return isinstance(effect, BackdropBlur | LayerBlur)


def _see_through(source: PictureSource) -> bool:
    known = facts_by_digest(source.digest)
    return known.has_alpha or known.format == "SVG" or any(isinstance(f, WhiteGround) for f in source.filters)
