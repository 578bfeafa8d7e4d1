"""Where a picture's subject lies when nobody has said so: a plain measured method in whole numbers.

Saliency as difference of a place from what surrounds it, in lightness and two colour axes, at four sizes
(Itti, Koch and Niebur 1998, without orientations), squared, weighted towards the middle; its centre of
mass, drawn a fifth back to the middle. On the 86 photographs whose focal point was set by hand, crops of
1:1, 9:16, 16:9 and 4:1 keep that point within their inner 60 % in more cases than with the middle of the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt
    from PIL import Image

    Array = npt.NDArray[Any]

_LONG = 96  # px of the long side at which it is looked for
_RADII = ((1, 5), (2, 10), (4, 20), (8, 36))  # of a place and of what surrounds it
_KEPT = (4, 5)  # of the distance from the middle


def subject(image: Image.Image) -> tuple[float, float]:
    """``measures.focal_point`` of pixels (``RGB`` or ``RGBA``); see-through ones count over white."""
    import numpy as np
    from PIL import Image

    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    long = max(image.size)
    image = image.convert("RGB").reduce(max(1, long // (2 * _LONG)))
    long = max(image.size)
    size = (max(1, image.width * _LONG // long), max(1, image.height * _LONG // long))
    pixels = np.asarray(image.resize(size, Image.Resampling.BOX)).astype(np.int64)
    mass = _saliency(pixels)
    return _place(mass, 1), _place(mass, 0)


def _saliency(pixels: Array) -> Array:
    """Weight of each pixel, shape (rows, columns)."""
    import numpy as np

    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    axes = (red + 2 * green + blue, 8 * (red - green), 4 * (red + green) - 8 * blue)  # in 1/4 steps
    total: Array = np.zeros(red.shape, np.int64)
    for near, far in _RADII:
        for axis in axes:
            total += np.abs(_mean(axis, near) - _mean(axis, far))
    top = max(1, int(total.max()))
    level = total * 4096 // top
    rows, columns = total.shape
    weight: Array = (level * level >> 12) * (_middle(rows)[:, None] * _middle(columns) >> 10)
    return weight


def _mean(values: Array, reach: int) -> Array:
    """Mean of the square of ``reach`` px around each pixel, in 1/256; the edge is repeated."""
    import numpy as np

    wide = np.pad(values, reach, mode="edge").cumsum(0).cumsum(1)
    wide = np.pad(wide, ((1, 0), (1, 0)))
    side = 2 * reach + 1
    whole = wide[side:, side:] - wide[:-side, side:] - wide[side:, :-side] + wide[:-side, :-side]
    mean: Array = whole * 256 // (side * side)
    return mean


def _middle(count: int) -> Array:
    """1024 in the middle, falling with the square of the distance to 0 at the ends."""
    import numpy as np

    off = 2 * np.arange(count, dtype=np.int64) + 1 - count
    weight: Array = 1024 - 1024 * off * off // (count * count)
    return weight


def _place(mass: Array, axis: int) -> float:
    """Centre of mass along an axis, 0..1, in steps of 1/1000."""
    import numpy as np

    line = mass.sum(axis=1 - axis)
    count, total = len(line), int(line.sum())
    if not total:
        return 0.5
    off = int((line * (2 * np.arange(count, dtype=np.int64) + 1 - count)).sum())
    kept, of = _KEPT
    return (
        (500 * total * count * of + 500 * off * kept + total * count * of // 2) // (total * count * of) / 1000
    )
