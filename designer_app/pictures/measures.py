"""What can be measured on a picture's pixels: its light, and where its content lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.pictures.door import decode, facts_by_digest
from designer_app.pictures.lru import ByteLru
from designer_app.scene.colour import LINEAR, to_hex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

Crop = tuple[float, float, float, float]  # x, y, width, height in source pixels
CELL = 8  # source pixels per side of one value of the light map
_MAPS_BYTES = 32 * 1024 * 1024
_DRAWN = 512  # px of the longer side at which a larger drawing is measured
_WHITE = 250  # a pixel whose darkest channel is at least this is paper
_PAPER = 224  # at an edge, paper may lie in a soft shadow
_SAME = 5  # of 255, in each channel: a ground is one colour, but for noise
_CLEAR = 8  # a pixel with at most this alpha is empty
# WCAG 2.2 weights in 1/32768; they add up to one exactly.
_WEIGHTS = (6966, 23436, 2366)

_maps: ByteLru[NDArray[np.uint16]] = ByteLru()
_boxes: dict[str, tuple[int, int, int, int]] = {}
_shares: dict[str, float] = {}
_on_paper: dict[str, bool] = {}
_grounds: dict[str, str] = {}


def luminance(
    digest: str, crop: Crop | None = None, size: tuple[int, int] | None = None
) -> NDArray[np.uint16]:
    """WCAG relative luminance of a picture as a small map, shape (rows, columns), 0..65535 (= 0..1).

    Each value is the mean light of its cell: averaged in linear light from at least 2 × 2 samples, each
    the mean of its part of the picture. ``crop`` is in source pixels after EXIF orientation (None =
    all); ``size`` is (columns, rows), by default one per 8 source pixels. Transparent pixels count
    over white. The array is shared with the cache: read only. Raises ``DesignError`` as ``decode``.
    """
    from PIL import Image

    image = decode(digest)
    x, y, w, h = crop or (0.0, 0.0, float(image.width), float(image.height))
    columns, rows = size or (max(1, -int(-w // CELL)), max(1, -int(-h // CELL)))
    key = (digest, x, y, w, h, columns, rows)
    found = _maps.get(key)
    if found is None:
        (left, right), (top, bottom) = _within(x, w, image.width), _within(y, h, image.height)
        area = (left, top, right, bottom)
        samples = _on_white(image).resize((columns * 2, rows * 2), Image.Resampling.BOX, box=area)
        found = _mean_light(samples)
        found.flags.writeable = False
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
        image, (width, height) = _to_measure(digest)
        x, y, w, h = _content_box(image)
        left, right = _outwards((x, x + w), width, image.width)
        top, bottom = _outwards((y, y + h), height, image.height)
        known = _boxes[digest] = (left, top, right - left, bottom - top)
    return known


def ink_share(digest: str) -> float:
    """Share of the trimmed box (``trim_box``) that the thing in it covers, 0..1, in steps of 1/1000."""
    known = _shares.get(digest)
    if known is None:
        image, _ = _to_measure(digest)
        x, y, w, h = _content_box(image)
        known = _shares[digest] = _cover(image.crop((x, y, x + w, y + h)))
    return known


def on_paper(digest: str) -> bool:
    """Whether a picture shows a thing cut out or on white: half of its edge, at least, is see-through or paper."""
    known = _on_paper.get(digest)
    if known is None:
        image, _ = _to_measure(digest)
        light = [value for side in _sides(image) for value in _darkest(side).tobytes()]
        known = _on_paper[digest] = 2 * sum(value >= _PAPER for value in light) >= len(light)
    return known


def plain_ground(digest: str) -> str:
    """The colour (``#rrggbb``) of the ground on which a photograph shows a thing: where all of its edge has one, so that
    the ground can be continued around it; else ""."""
    known = _grounds.get(digest)
    if known is None:
        edge = b"".join(side.tobytes() for side in _sides(_on_white(_to_measure(digest)[0])))
        channels = edge[0::3], edge[1::3], edge[2::3]
        middle = [sorted(values)[len(values) // 2] for values in channels]
        near = sum(
            abs(r - middle[0]) <= _SAME and abs(g - middle[1]) <= _SAME and abs(b - middle[2]) <= _SAME
            for r, g, b in zip(*channels, strict=True)
        )
        plain = near * 100 >= 97 * len(channels[0])
        known = _grounds[digest] = to_hex((middle[0], middle[1], middle[2], 255)) if plain else ""
    return known


def _sides(image: Image.Image) -> list[Image.Image]:
    """The four sides of a picture, one pixel thick."""
    width, height = image.size
    boxes = (0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height)
    return [image.crop(box) for box in boxes]


def _to_measure(digest: str) -> tuple[Image.Image, tuple[int, int]]:
    """The picture to be measured, and its own size."""
    known = facts_by_digest(digest)
    own = known.width, known.height
    longest = max(own)
    if known.format != "SVG" or longest <= _DRAWN:
        return decode(digest), own
    return decode(digest, min_size=(own[0] * _DRAWN // longest, own[1] * _DRAWN // longest)), own


def _outwards(side: tuple[int, int], own: int, measured: int) -> tuple[int, int]:
    """Ends of a stretch of ``measured`` px as whole pixels of ``own``."""
    return side[0] * own // measured, min(own, -(-side[1] * own // measured))


def _cover(image: Image.Image) -> float:
    if image.mode == "RGBA":
        counts = image.getchannel("A").histogram()
        cover = sum(value * count for value, count in enumerate(counts)) // 255
        if cover * 1000 < image.width * image.height * 998:
            return max(1, cover * 1000 // (image.width * image.height)) / 1000
    covered = sum(_darkest(image).histogram()[:_WHITE])
    return max(1, covered * 1000 // (image.width * image.height)) / 1000


def _darkest(image: Image.Image) -> Image.Image:
    from PIL import ImageChops

    red, green, blue = _on_white(image).split()
    return ImageChops.darker(red, ImageChops.darker(green, blue))


def _content_box(image: Image.Image) -> tuple[int, int, int, int]:
    whole = (0, 0, image.width, image.height)
    if image.mode == "RGBA":
        alpha = image.getchannel("A").point([0] * (_CLEAR + 1) + [255] * (255 - _CLEAR))
        box = _busy_box(alpha)
        if box is not None and box != whole:
            return box
    return _busy_box(_darkest(image).point([255] * _WHITE + [0] * (256 - _WHITE))) or whole


def _busy_box(content: Image.Image) -> tuple[int, int, int, int] | None:
    import numpy as np

    marks = np.asarray(content) > 0
    height, width = marks.shape
    rows = np.flatnonzero(marks.sum(axis=1) > width // 1000)
    columns = np.flatnonzero(marks.sum(axis=0) > height // 1000)
    if not rows.size or not columns.size:
        return None
    x, y = int(columns[0]), int(rows[0])
    return (x, y, int(columns[-1]) + 1 - x, int(rows[-1]) + 1 - y)


def _within(start: float, length: float, whole: int) -> tuple[float, float]:
    """The part of a side that a crop covers: at least one pixel, even for a crop that lies outside."""
    low = min(max(0.0, start), whole - 1.0)
    return low, max(low + 1.0, min(float(whole), start + length))


def _on_white(image: Image.Image) -> Image.Image:
    from PIL import Image

    if image.mode == "RGB":
        return image
    paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, image).convert("RGB")


def _mean_light(samples: Image.Image) -> NDArray[np.uint16]:
    """Luminance of 2 × 2 samples per cell, averaged; integers all the way."""
    import numpy as np

    table = np.array(LINEAR, dtype=np.uint32)
    light = table[np.asarray(samples)]
    total = light[..., 0] * _WEIGHTS[0] + light[..., 1] * _WEIGHTS[1] + light[..., 2] * _WEIGHTS[2]
    values = (total + 16384) >> 15
    cells = values[0::2, 0::2] + values[0::2, 1::2] + values[1::2, 0::2] + values[1::2, 1::2]
    result: NDArray[np.uint16] = ((cells + 2) >> 2).astype(np.uint16)
    return result
