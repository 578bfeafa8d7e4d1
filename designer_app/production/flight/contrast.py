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
    page = _Page(scene, painter, lambda: scene)
    found = [page.reading(number) for number in range(len(page.texts))]
    return [reading for reading in found if reading is not None]


def unreadable(
    scene: Scene,
    painter: Painter | None,
    needed: Callable[[str, float], float],
    whole: Callable[[], Scene] | None = None,
) -> list[Reading]:
    """Those of ``readings`` that have less than they need: ``needed`` says it of a layer's name and what its size asks for.
    Pictures are looked at only where a text could be lost on one. With ``whole`` the scene's texts may be sketched: it is
    asked for the page with all glyphs where one has to be read pixel by pixel."""
    page = _Page(scene, painter, whole or (lambda: scene))
    found = []
    for number, text in enumerate(page.texts):
        most = needed(text.layer, page.least(text))
        if not page.is_sure(text, most):
            reading = page.reading(number)
            if reading is not None and reading.ratio < most:
                found.append(reading)
    return found


class _Page:
    """A page's texts and what lies behind them, each part painted when it is asked for."""

    def __init__(self, scene: Scene, painter: Painter | None, whole: Callable[[], Scene]) -> None:
        self._painter, self._scene, self._whole = painter, scene, whole
        self._parted = Parted(scene)
        self.texts = self._parted.texts
        self._large = LARGE * max(scene.width, scene.height)

    @functools.cached_property
    def span(self) -> Backdrop | None:
        return span(self._parted, self._painter)

    @functools.cached_property
    def _coarse(self) -> Backdrop:
        return backdrop(self._parted, self._painter)

    @functools.cached_property
    def _behind(self) -> _Behind:
        return _Behind(self._parted.bare)

    @functools.cached_property
    def _drawn(self) -> list[Text]:
        """The texts with all glyphs."""
        whole = self._whole()
        return self.texts if whole is self._scene else Parted(whole).texts

    def least(self, text: Text) -> float:
        """The contrast that a text of its size needs."""
        return LARGE_LEAST if text.cap >= self._large else PLAIN_LEAST

    def is_sure(self, text: Text, least: float) -> bool:
        """Whether all of a text's colours have more than enough contrast."""
        return (self.span is not None and _sure(self.span, text, least)) or _sure(self._coarse, text, least)

    def reading(self, number: int) -> Reading | None:
        """Of a text by its number; None where no ink is on the page."""
        text = self.texts[number]
        least = self.least(text)
        found = [self._ratio(number, at, ink, least) for at, ink in enumerate(text.inks)]
        shown = [ratio for ratio in found if ratio is not None]
        return Reading(text.layer, min(shown), text.cap, least) if shown else None

    def _ratio(self, number: int, at: int, ink: Ink, least: float) -> float | None:
        """The 10th percentile of contrast of a text's ink; None where none is on the page."""
        clear = self._coarse.clear(ink.boxes, ink.colour, least)
        if clear is not None:
            return clear
        drawn = self._drawn[number]
        return _read(self._behind, drawn, drawn.inks[at])


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
    from designer_app.paint.bounds import bounds

    drawn = tuple(msgspec.structs.replace(node, fills=(ink.mask,), strokes=()) for node in ink.nodes)
    alone = msgspec.structs.replace(
        text.group, children=drawn, opacity=1.0, effects=(), mask=None, blend="normal"
    )
    root = Group((alone,), transform=text.transform)
    near, bare = bounds(root, IDENTITY).grow(REACH + 1), behind.bare
    box = Box(max(0, near.x0), max(0, near.y0), min(bare.width, near.x1), min(bare.height, near.y1))
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
