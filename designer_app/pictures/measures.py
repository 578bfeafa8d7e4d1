"""What can be measured on a picture's pixels: its light, and where its content lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from designer_app.pictures.door import decoded_size, facts_by_digest, judged
from designer_app.pictures.lru import ByteLru

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Crop = tuple[float, float, float, float]  # x, y, width, height in source pixels
CELL = 8  # source pixels per side of one value of the light map
_MAPS_BYTES = 32 * 1024 * 1024
_DRAWN = 512  # px of the longer side at which a larger drawing is measured
_DECODED = 1080  # px of the short side that most pages decode a photograph at anyway
_maps: ByteLru[NDArray[np.uint16]] = ByteLru()
_boxes: dict[str, tuple[int, int, int, int]] = {}
_judged: dict[tuple[str, str], Any] = {}  # what is judged, of which picture
T = TypeVar("T")


def luminance(
    digest: str, crop: Crop | None = None, size: tuple[int, int] | None = None
) -> NDArray[np.uint16]:
    """WCAG relative luminance of a picture as a small map, shape (rows, columns), 0..65535 (= 0..1).

    Each value is the mean light of its cell: averaged in linear light from at least 2 × 2 samples, each
    the mean of its part of the picture. ``crop`` is in source pixels after EXIF orientation (None =
    all); ``size`` is (columns, rows), by default one per 8 source pixels. Transparent pixels count
    over white. The array is shared with the cache: read only. Raises ``DesignError`` as ``decode``.
    """
    width, height = decoded_size(digest)
    x, y, w, h = crop or (0.0, 0.0, float(width), float(height))
    columns, rows = size or (max(1, -int(-w // CELL)), max(1, -int(-h // CELL)))
    key = (digest, x, y, w, h, columns, rows)
    found = _maps.get(key)
    if found is None:
        import numpy as np

        (left, right), (top, bottom) = _within(x, w, width), _within(y, h, height)
        values = judged(digest, "light", bytes, (left, top, right, bottom), columns, rows)
        found = np.frombuffer(values, np.uint16).reshape(rows, columns)
        _maps.put(key, found, found.nbytes, _MAPS_BYTES)
    return found


def trim_box(digest: str) -> tuple[int, int, int, int]:
    """x, y, width, height of the content: transparent borders cut, or white ones where none is.

    White is a darkest channel ≥ 250. A row or column still counts as border with up to one stray
    pixel per thousand (dust, JPEG noise). A picture that is all border is kept whole. Of a drawing larger than
    512 px the box is found at that size, to whole pixels of it, outwards.
    """
    known = _boxes.get(digest)
    if known is None:
        least, about = _least(digest), facts_by_digest(digest)
        x, y, w, h = judged(digest, "content_box", tuple[int, int, int, int], min_size=least)
        size = decoded_size(digest, least)
        left, right = _outwards((x, x + w), about.width, size[0])
        top, bottom = _outwards((y, y + h), about.height, size[1])
        known = _boxes[digest] = (left, top, right - left, bottom - top)
    return known


def ink_share(digest: str) -> float:
    """Share of the trimmed box (``trim_box``) that the thing in it covers, 0..1, in steps of 1/1000."""
    return _once(digest, "share", float)


def on_paper(digest: str) -> bool:
    """Whether a picture shows a thing cut out or on white: half of its edge, at least, is see-through or paper."""
    return _once(digest, "paper", bool)


def plain_ground(digest: str) -> str:
    """The colour (``#rrggbb``) of the ground on which a photograph shows a thing: where all of its edge has one, so that
    the ground can be continued around it; else ""."""
    return _once(digest, "ground", str)


def focal_point(digest: str) -> tuple[float, float]:
    """x and y, 0..1 from the top left, of a registered picture's subject; the middle where nothing stands
    out. Depends on the bytes alone. Raises ``DesignError`` as ``decode`` does."""
    return _once(digest, "subject", tuple[float, float], _shown)


def _shown(digest: str) -> tuple[int, int] | None:
    """The size at which most pages show a picture; None = its own."""
    about = facts_by_digest(digest)
    short = max(1, min(about.width, about.height))
    if short <= _DECODED:
        return None
    return (-(-about.width * _DECODED // short), -(-about.height * _DECODED // short))


def _least(digest: str) -> tuple[int, int] | None:
    """The size at which a picture is measured; None = its own."""
    about = facts_by_digest(digest)
    longest = max(about.width, about.height)
    if about.format != "SVG" or longest <= _DRAWN:
        return None
    return (about.width * _DRAWN // longest, about.height * _DRAWN // longest)


def _once(digest: str, what: str, kind: type[T], size: Callable[[str], tuple[int, int] | None] = _least) -> T:
    """What a judge sees on a picture at a size, asked once."""
    known: T | None = _judged.get((what, digest))
    if known is None:
        known = _judged[what, digest] = judged(digest, what, kind, min_size=size(digest))
    return known


def _outwards(side: tuple[int, int], own: int, measured: int) -> tuple[int, int]:
    """Ends of a stretch of ``measured`` px as whole pixels of ``own``."""
    return side[0] * own // measured, min(own, -(-side[1] * own // measured))


def _within(start: float, length: float, whole: int) -> tuple[float, float]:
    """The part of a side that a crop covers: at least one pixel, even for a crop that lies outside."""
    low = min(max(0.0, start), whole - 1.0)
    return low, max(low + 1.0, min(float(whole), start + length))
