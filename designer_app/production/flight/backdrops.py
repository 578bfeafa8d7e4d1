"""What lies behind texts, painted at ⅛ scale; rows that share it share the painting and what was read from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
_WEIGHT = 40  # bytes per px of a painting, with the contrasts of a few colours to it


class Backdrop:
    """A page without its texts, coarsely."""

    def __init__(self, image: Image.Image) -> None:
        import numpy as np

        self.pixels = np.array(image)  # the image itself is its painter's
        self.rows = 0  # that had it behind them
        self._contrasts: dict[Colour, Pixels] = {}

    def clear(self, boxes: Sequence[Box], colour: Colour, least: float) -> float | None:
        """The 10th percentile of a colour's contrast over what lies behind boxes (px of the page), where it is enough for
        sure: ``least``, and something to spare unless it is one colour."""
        height, width = self.pixels.shape[:2]
        areas = [area for box in boxes if (area := _inner(box, (width, height)))]
        if not areas:
            return None
        ratio = percentile(self._ratios(areas, colour))
        if ratio < least or (ratio < least * _SPARE and not self._even(areas)):
            return None
        return ratio

    def _ratios(self, areas: list[_Area], colour: Colour) -> Pixels:
        """Contrast pixel by pixel. Of the whole once a second row stands before it: the first may be the only one."""
        if self.rows < 2:
            return ratios(_joined(self.pixels, areas, 3), colour)
        known = self._contrasts.get(colour)
        if known is None:
            known = ratios(self.pixels.reshape(-1, 3), colour).reshape(self.pixels.shape[:2])
            self._contrasts[colour] = known
        return _joined(known, areas, 1)

    def _even(self, areas: list[_Area]) -> bool:
        pixels = _joined(self.pixels, areas, 3).astype(int)
        return int((pixels.max(axis=0) - pixels.min(axis=0)).max()) <= _EVEN


_backdrops: Cache[str, Backdrop] = Cache(24_000_000)


def backdrop(bare: Scene, painter: Painter | None) -> Backdrop:
    """The page ``bare`` of texts at ⅛ scale, as known from an earlier row or painted."""
    found = _backdrops.get(bare.key)
    if found is None:
        if painter is None:
            from designer_app.paint import Painter

            painter = Painter()
        found = Backdrop(flat(painter.render(bare, 1 / COARSE).image))
        _backdrops.put(bare.key, found, _WEIGHT * found.pixels.size // 3)
    found.rows += 1
    return found


def flat(image: Image.Image) -> Image.Image:
    """As RGB, on white where it is translucent."""
    if image.mode == "RGB":
        return image
    from designer_app.export.encode import flatten

    return flatten(image.convert("RGBA"), (255, 255, 255))


_Area = tuple[int, int, int, int]


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


def ratios(pixels: Pixels, colour: Colour) -> Pixels:
    """WCAG contrast of a colour, laid over each pixel where it is translucent, to that pixel."""
    import numpy as np

    pixels = pixels.astype(np.int64)
    alpha = colour[3]
    text = (np.array(colour[:3], dtype=np.int64) * alpha + pixels * (255 - alpha) + 127) // 255
    one, other = _luminance(text), _luminance(pixels)
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))


def _luminance(pixels: Pixels) -> Pixels:
    import numpy as np

    linear = np.array(LINEAR, dtype=np.float64)[pixels]
    weighed = linear[:, 0] * 0.2126 + linear[:, 1] * 0.7152 + linear[:, 2] * 0.0722
    return np.asarray(weighed / 65535)
