"""How well texts read: WCAG contrast over what is really painted behind them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from designer_app.production.flight.backdrops import Backdrop, backdrop, flat, percentile, ratios, span
from designer_app.production.flight.parting import Ink, Parted, Text
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import IDENTITY, Box
from designer_app.scene.nodes import Group, Scene

if TYPE_CHECKING:
    from PIL import Image

    from designer_app.paint import Painter

REACH = 2  # px round the glyphs that count as their backdrop
LARGE = 0.022  # of the long side: cap height from which 3 is enough
PLAIN_LEAST, LARGE_LEAST = 4.5, 3.0
_WALK = 0.05  # of painting a page: what a part of it costs, however small
_WHITE = (255, 255, 255, 255)


class Reading(msgspec.Struct, frozen=True):
    """One text's contrast: 10th percentile over its neighbourhood; ``cap`` height in px; what it needs."""

    layer: str
    ratio: float
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
        most = needed(text.layer, page.least(text))
        if not page.is_sure(text, most):
            reading = page.reading(text)
            if reading is not None and reading.ratio < most:
                found.append(reading)
    return found


class _Page:
    """A page's texts and what lies behind them, each part painted when it is asked for."""

    def __init__(self, scene: Scene, painter: Painter | None) -> None:
        self.painter = painter
        self._parted = Parted(scene)
        self.texts = self._parted.texts
        self._large = LARGE * max(scene.width, scene.height)

    @functools.cached_property
    def span(self) -> Backdrop | None:
        return span(self._parted, self.painter)

    @functools.cached_property
    def coarse(self) -> Backdrop:
        return backdrop(self._parted, self.painter)

    @functools.cached_property
    def _behind(self) -> _Behind:
        return _Behind(self._parted.bare)

    def least(self, text: Text) -> float:
        """The contrast that a text of its size needs."""
        return LARGE_LEAST if text.cap >= self._large else PLAIN_LEAST

    def is_sure(self, text: Text, least: float) -> bool:
        """Whether all of a text's colours have more than enough contrast."""
        return (self.span is not None and _sure(self.span, text, least)) or _sure(self.coarse, text, least)

    def reading(self, text: Text) -> Reading | None:
        """None where no ink is on the page."""
        least = self.least(text)
        found = [ratio for ink in text.inks if (ratio := self._ratio(text, ink, least)) is not None]
        return Reading(text.layer, min(found), text.cap, least) if found else None

    def _ratio(self, text: Text, ink: Ink, least: float) -> float | None:
        """The 10th percentile of contrast; None where no ink is on the page."""
        clear = self.coarse.clear(ink.boxes, ink.colour, least)
        return _read(self._behind, text, ink) if clear is None else clear


def _sure(backdrop: Backdrop, text: Text, least: float) -> bool:
    return all(backdrop.sure(ink.boxes, ink.colour, least) for ink in text.inks)


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


def _read(behind: _Behind, text: Text, ink: Ink) -> float | None:
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


def _exact(behind: _Behind, root: Group, box: Box, colour: Colour) -> float | None:
    import numpy as np
    from PIL import ImageFilter

    from designer_app.paint import paint

    page = Scene(behind.bare.width, behind.bare.height, root, _WHITE)
    ink = paint(page, region=box).convert("L").point([255] * 224 + [0] * 32)
    near = ink.filter(ImageFilter.MaxFilter(2 * REACH + 1))
    pixels = np.asarray(behind.part(box))[np.asarray(near) > 0]
    return percentile(ratios(pixels, colour)) if len(pixels) else None
