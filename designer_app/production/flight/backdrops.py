"""What lies behind texts, painted at ⅛ scale; rows that share it share the painting and what was read from it."""

from __future__ import annotations

import functools
import math
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from designer_app.pictures import facts_by_digest
from designer_app.production.flight.parting import Parted
from designer_app.production.flight.spans import DARKEST, LIGHTEST
from designer_app.scene.colour import LINEAR, Colour
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Scene
from designer_app.text.cache import Cache

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

    from designer_app.paint import Painter

    Pixels = np.ndarray[Any, Any]

COARSE = 8  # px of the page per px of the painting
_EVEN = 4  # levels between which a backdrop counts as one colour
_SPARE = 1.15  # times what is needed: what a coarse painting of a picture has to show
_ROUNDED = 1.02  # times what is needed: what rounding of colours may add to a contrast
_WEIGHT = 60  # bytes per px of a painting, with the contrasts of a few colours to it
_NAME = 200  # bytes of a picture's digest in a table


class Backdrop:
    """A page without its texts, coarsely; with ``lightest`` between two paintings: all that it may be."""

    def __init__(self, image: Image.Image, lightest: Image.Image | None = None) -> None:
        import numpy as np

        self.pixels = np.array(image)  # the image itself is its painter's
        self.lightest = None if lightest is None else np.array(lightest)
        self.rows = 0  # that had it behind them
        self._contrasts: dict[Colour, Pixels] = {}
        self._short: dict[tuple[Colour, float], Pixels] = {}

    def sure(self, boxes: Sequence[Box], colour: Colour, least: float) -> bool:
        """Whether the 10th percentile of a colour's contrast behind boxes (px of the page) is more than enough. Of a page
        between two paintings: whether no pixel behind or round them can fall short."""
        if self.lightest is not None:
            return self._whatever(boxes, colour, least)
        areas = self._areas(boxes)
        if self.rows < 2 or not areas:
            return False
        pixels = sum([(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in areas])
        return self._count(areas, colour, least * _SPARE) <= pixels // 10

    def _whatever(self, boxes: Sequence[Box], colour: Colour, least: float) -> bool:
        height, width = self.pixels.shape[:2]
        areas = [
            (max(0, x0 - 1), max(0, y0 - 1), min(width, x1 + 1), min(height, y1 + 1))
            for x0, y0, x1, y1 in self._areas(boxes)
        ]
        if not areas:
            return False
        if not self._count(areas, colour, least * _SPARE):
            return True
        return not self._count(areas, colour, least * _ROUNDED) and not _within(self._rough, areas)

    @functools.cached_property
    def _rough(self) -> Pixels:
        """Of pixels that differ from one beside them, in either painting, the sums (``_sums``)."""
        assert self.lightest is not None
        return _sums(_differing(self.pixels) | _differing(self.lightest))

    def _count(self, areas: list[_Area], colour: Colour, limit: float) -> int:
        """How many pixels of areas have less contrast than a limit."""
        found = self._short.get((colour, limit))
        if found is None:
            found = self._short[colour, limit] = _sums(self._whole(colour) < limit)
        return _within(found, areas)

    def clear(self, boxes: Sequence[Box], colour: Colour, least: float) -> float | None:
        """The 10th percentile of a colour's contrast over what lies behind boxes (px of the page), where it is enough for
        sure: ``least``, and something to spare unless it is one colour."""
        areas = self._areas(boxes)
        if not areas:
            return None
        ratio = percentile(self._ratios(areas, colour))
        if ratio < least or (ratio < least * _SPARE and not _even(self.pixels, areas)):
            return None
        return ratio

    def _areas(self, boxes: Sequence[Box]) -> list[_Area]:
        height, width = self.pixels.shape[:2]
        return [area for box in boxes if (area := _inner(box, (width, height)))]

    def _ratios(self, areas: list[_Area], colour: Colour) -> Pixels:
        """Contrast pixel by pixel. Of the whole once a second row stands before it: the first may be the only one."""
        if self.rows < 2:
            return ratios(_joined(self.pixels, areas, 3), colour)
        return _joined(self._whole(colour), areas, 1)

    def _whole(self, colour: Colour) -> Pixels:
        """The least contrast that each pixel may have to a colour."""
        known = self._contrasts.get(colour)
        if known is None:
            lightest = None if self.lightest is None else self.lightest.reshape(-1, 3)
            found = ratios(self.pixels.reshape(-1, 3), colour, lightest)
            known = self._contrasts[colour] = found.reshape(self.pixels.shape[:2])
        return known


_backdrops: Cache[str, Backdrop] = Cache(24_000_000)
# Pages, the darkest that they can be, and between what they lie.
_lately: deque[tuple[Scene, Scene, Backdrop]] = deque(maxlen=12)
_painted: Cache[str, bool] = Cache(100_000)  # pictures that were decoded for a backdrop


def backdrop(page: Parted, painter: Painter | None) -> Backdrop:
    """A page without its texts at ⅛ scale, as known from an earlier row or painted."""
    bare = page.bare
    found = _backdrops.get(bare.key)
    if found is None:
        found = _keep(bare.key, Backdrop(_coarsely(bare, painter)))
        for digest in page.pictures:
            _painted.put(digest, True, _NAME)
    found.rows += 1
    return found


def span(page: Parted, painter: Painter | None) -> Backdrop | None:
    """Between what a page without its texts lies, whatever pictures that no backdrop has shown yet will show; None where
    that isn't known, and where there are no such pictures: then the page itself costs as much. Nor where a picture's file
    seems to lack bytes: decoding it says what is wrong."""
    if all(_painted.get(digest) for digest in page.pictures):
        return None
    if not all(facts_by_digest(digest).whole for digest in page.pictures):
        return None
    bare = page.bare
    for before, _, lately in _lately:
        if before == bare:  # rows that share a photograph share these nodes
            return lately
    darkest = page.blind(DARKEST, COARSE)
    if darkest is None:
        return None
    for _, before, lately in _lately:
        if before == darkest:  # most often made of the same nodes, so that no key has to be made
            return lately
    found = _backdrops.get(darkest.key)
    if found is None:
        lightest = page.blind(LIGHTEST, COARSE)
        assert lightest is not None
        image = _coarsely(darkest, painter).copy()
        found = _keep(darkest.key, Backdrop(image, _coarsely(lightest, painter)))
    _lately.append((bare, darkest, found))
    return found


def _keep(key: str, found: Backdrop) -> Backdrop:
    return _backdrops.put(key, found, _WEIGHT * found.pixels.size // 3)


def _coarsely(page: Scene, painter: Painter | None) -> Image.Image:
    if painter is None:
        from designer_app.paint import Painter

        painter = Painter()
    return flat(painter.render(page, 1 / COARSE).image)


def flat(image: Image.Image) -> Image.Image:
    """As RGB, on white where it is translucent."""
    if image.mode == "RGB":
        return image
    from designer_app.export.encode import flatten

    return flatten(image.convert("RGBA"), (255, 255, 255))


_Area = tuple[int, int, int, int]


def _even(pixels: Pixels, areas: list[_Area]) -> bool:
    """Whether areas count as one colour."""
    found = _joined(pixels, areas, 3).astype(int)
    return int((found.max(axis=0) - found.min(axis=0)).max()) <= _EVEN


def _sums(short: Pixels) -> Pixels:
    """For each corner of pixels, how many above and to the left of it are true."""
    import numpy as np

    height, width = short.shape
    sums = np.zeros((height + 1, width + 1), dtype=np.int32)
    sums[1:, 1:] = short.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    return sums


def _within(sums: Pixels, areas: list[_Area]) -> int:
    """How many pixels of areas are true."""
    at = sums.item
    return sum([at(y1, x1) - at(y0, x1) - at(y1, x0) + at(y0, x0) for x0, y0, x1, y1 in areas])


def _differing(pixels: Pixels) -> Pixels:
    """Which pixels aren't of one colour with the next, to the right or below."""
    import numpy as np

    values = pixels.astype(np.int16)
    found = np.zeros(values.shape[:2], dtype=bool)
    found[:, :-1] |= (abs(values[:, 1:] - values[:, :-1]) > _EVEN).any(axis=2)
    found[:-1] |= (abs(values[1:] - values[:-1]) > _EVEN).any(axis=2)
    return found


def _joined(values: Pixels, areas: list[_Area], channels: int) -> Pixels:
    import numpy as np

    shape = (-1, channels) if channels > 1 else (-1,)
    parts = [values[y0:y1, x0:x1].reshape(shape) for x0, y0, x1, y1 in areas]
    return np.concatenate(parts) if len(parts) > 1 else parts[0]


def _inner(box: Box, size: tuple[int, int]) -> _Area | None:
    """The coarse pixels inside a box, at least one a side; None off the page."""
    x0, x1 = _span(box.x0, box.x1, size[0])
    y0, y1 = _span(box.y0, box.y1, size[1])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _span(start: float, end: float, most: int) -> tuple[int, int]:
    first, last = math.ceil(start / COARSE), math.floor(end / COARSE)
    if first >= last:
        first = math.floor((start + end) / 2 / COARSE)
        last = first + 1
    return max(0, first), min(most, last)


def percentile(found: Pixels) -> float:
    """The 10th, of contrasts in any order."""
    import numpy as np

    at = len(found) // 10
    return float(np.partition(found, at)[at])


def ratios(pixels: Pixels, colour: Colour, lightest: Pixels | None = None) -> Pixels:
    """WCAG contrast of a colour, laid over each pixel where it is translucent, to that pixel; with ``lightest`` the least
    that it can be while each channel lies between the two."""
    import numpy as np

    text, ground = _lights(pixels, colour)
    if lightest is None:
        return np.asarray((np.maximum(text, ground) + 0.05) / (np.minimum(text, ground) + 0.05))
    text_most, ground_most = _lights(lightest, colour)
    above, below = (text + 0.05) / (ground_most + 0.05), (ground + 0.05) / (text_most + 0.05)
    return np.asarray(np.maximum(1.0, np.maximum(above, below)))


def _lights(pixels: Pixels, colour: Colour) -> tuple[Pixels, Pixels]:
    """Luminances of a colour laid over pixels, and of the pixels."""
    import numpy as np

    pixels = pixels.astype(np.int64)
    alpha = colour[3]
    text = (np.array(colour[:3], dtype=np.int64) * alpha + pixels * (255 - alpha) + 127) // 255
    return _luminance(text), _luminance(pixels)


def _luminance(pixels: Pixels) -> Pixels:
    import numpy as np

    linear = np.array(LINEAR, dtype=np.float64)[pixels]
    weighed = linear[:, 0] * 0.2126 + linear[:, 1] * 0.7152 + linear[:, 2] * 0.0722
    return np.asarray(weighed / 65535)
