"""How well texts read: WCAG contrast over what is really painted behind them."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from designer_app.production.flight.backdrops import Backdrop, backdrop, flat, percentile, ratios, span
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


class _Ink(NamedTuple):
    """The glyphs of one colour: how to paint their mask (black on white), and about where they stand (px of the page)."""

    nodes: list[Glyphs]
    mask: Paint
    colour: Colour
    boxes: list[Box]


class _Placed(NamedTuple):
    """A text's group; ``transform`` is its parent's."""

    group: Group
    transform: Transform
    opacity: float


class _Text(NamedTuple):
    """A text that has ink, as ``Reading``."""

    layer: str
    group: _Placed
    inks: list[_Ink]
    cap: float
    least: float


def readings(scene: Scene, painter: Painter | None = None) -> list[Reading]:
    """Every text layer that has ink on the page, with the lowest contrast of its colours.

    The page without its texts is painted at ⅛ scale, by a ``painter`` that may know it from the last row. What reads
    well over that, with something to spare where it isn't of one colour, has the ratio found there; the other texts are
    read again pixel by pixel.
    """
    page = _Page(scene, painter)
    return [reading for text in page.texts if (reading := page.reading(text)) is not None]


def unreadable(scene: Scene, painter: Painter | None, needed: Callable[[str, float], float]) -> list[Reading]:
    """Those of ``readings`` that have less than they need: ``needed`` says it of a layer's name and what its size asks for.
    Pictures are looked at only where a text could be lost on one."""
    page = _Page(scene, painter)
    found = []
    for text in page.texts:
        if page.is_sure(text, needed(text.layer, text.least)):
            continue
        reading = page.reading(text)
        if reading is not None and reading.ratio < needed(text.layer, text.least):
            found.append(reading)
    return found


class _Page:
    """A page's texts and what lies behind them, each part painted when it is asked for."""

    def __init__(self, scene: Scene, painter: Painter | None) -> None:
        self.painter = painter
        long_side = max(scene.width, scene.height)
        self.texts = [
            text for group in _texts(scene.root, IDENTITY, 1.0) if (text := _text(group, long_side))
        ]
        self.bare = msgspec.structs.replace(scene, root=_without_texts(scene.root)) if self.texts else scene
        self.behind = _Behind(self.bare)

    @functools.cached_property
    def span(self) -> Backdrop | None:
        return span(self.bare, self.painter)

    @functools.cached_property
    def coarse(self) -> Backdrop:
        return backdrop(self.bare, self.painter)

    def is_sure(self, text: _Text, least: float) -> bool:
        """Whether all of a text's colours have more than enough contrast."""
        if self.span is not None and all(self.span.sure(ink.boxes, ink.colour, least) for ink in text.inks):
            return True
        return all(self.coarse.sure(ink.boxes, ink.colour, least) for ink in text.inks)

    def reading(self, text: _Text) -> Reading | None:
        """None where no ink is on the page."""
        found = [ratio for ink in text.inks if (ratio := self._ratio(text, ink)) is not None]
        return Reading(text.layer, min(found), text.cap, text.least) if found else None

    def _ratio(self, text: _Text, ink: _Ink) -> float | None:
        """The 10th percentile of contrast; None where no ink is on the page."""
        clear = self.coarse.clear(ink.boxes, ink.colour, text.least)
        return _read(self.behind, text.group, ink) if clear is None else clear


def _texts(node: Node, transform: Transform, opacity: float) -> Iterator[_Placed]:
    if not isinstance(node, Group):
        return
    inner, opacity = compose(transform, node.transform), opacity * node.opacity
    if node.meta is not None and node.meta.kind == "text":
        yield _Placed(node, transform, opacity)
        return
    for child in (*node.children, *node.clipped):
        yield from _texts(child, inner, opacity)


def _text(placed: _Placed, long_side: float) -> _Text | None:
    inks = _inks(placed)
    if not inks or placed.group.meta is None:
        return None
    cap = max(_cap(node) for ink in inks for node in ink.nodes) * _scale(placed.transform)
    least = LARGE_LEAST if cap >= LARGE * long_side else PLAIN_LEAST
    return _Text(placed.group.meta.layer, placed, inks, cap, least)


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


def _inks(text: _Placed) -> list[_Ink]:
    """The glyphs of each colour."""
    groups: dict[Paint, list[Glyphs]] = {}
    for node in _glyphs(text.group):
        if node.fills and not _is_emoji(node.font):
            groups.setdefault(node.fills[-1], []).append(node)
    transform = compose(text.transform, text.group.transform)
    found = []
    for fill, nodes in groups.items():
        boxes = [_extent(node, transform) for node in nodes if node.xs]
        found += [
            _Ink(nodes, mask, with_alpha(colour, text.opacity), boxes) for mask, colour in _colours(fill)
        ]
    return found


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
    from designer_app.design.type_styles import fallback_fonts

    return font.digest == fallback_fonts()[-1].digest


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


def _read(behind: _Behind, text: _Placed, ink: _Ink) -> float | None:
    """The 10th percentile of contrast pixel by pixel; None where no ink is on the page."""
    from designer_app.paint.bounds import rect_of

    drawn = tuple(msgspec.structs.replace(node, fills=(ink.mask,), strokes=()) for node in ink.nodes)
    alone = msgspec.structs.replace(
        text.group, children=drawn, opacity=1.0, effects=(), mask=None, blend="normal"
    )
    root = Group((alone,), transform=text.transform)
    x0, y0, x1, y1 = rect_of(root, IDENTITY)
    edge, bare = REACH + 1, behind.bare
    box = Box(max(0, x0 - edge), max(0, y0 - edge), min(bare.width, x1 + edge), min(bare.height, y1 + edge))
    return None if box.empty else _exact(behind, root, box, ink.colour)


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
