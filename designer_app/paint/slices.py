"""Nine slices: the even middle of a mask is taken out before a blur and put back afterwards, exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

Cut = tuple[int, int]  # where, and how many lines were taken out

_WORTH = 64  # lines


def without_middle(
    mask: Image.Image, reach: int, step: int, blurred: Callable[[Image.Image], Image.Image]
) -> Image.Image:
    """``blurred(mask)``, computed on less where whole columns or rows repeat, as in cards and buttons.

    ``reach`` is how far the blur looks, ``step`` its coarse grid: ``reach`` lines are left on both sides and
    whole steps taken out, so every pixel is what it would be without.
    """
    import numpy as np

    pixels = np.asarray(mask)
    across, down = _cut(pixels.T, reach, step), _cut(pixels, reach, step)
    if across is None and down is None:
        return blurred(mask)
    small = np.asarray(
        blurred(Image.fromarray(np.ascontiguousarray(_taken(_taken(pixels, down).T, across).T)))
    )
    return Image.fromarray(np.ascontiguousarray(_put_back(_put_back(small, down).T, across).T))


def _cut(lines: Array, reach: int, step: int) -> Cut | None:
    """What may be taken out of the longest run of equal lines; None when it is not worth it."""
    import numpy as np

    if len(lines) < 2 * reach + _WORTH:
        return None
    changes = np.flatnonzero((lines[1:] != lines[:-1]).any(axis=1)) + 1
    edges = np.concatenate([[0], changes, [len(lines)]])
    longest = int(np.diff(edges).argmax())
    start, end = int(edges[longest]), int(edges[longest + 1])
    spare = (end - start - 2 * reach - 2 * step) // step * step
    return (-(-(start + reach) // step) * step, spare) if spare >= _WORTH else None


def _taken(lines: Array, cut: Cut | None) -> Array:
    import numpy as np

    if cut is None:
        return lines
    at, count = cut
    return np.concatenate([lines[:at], lines[at + count :]])


def _put_back(lines: Array, cut: Cut | None) -> Array:
    import numpy as np

    if cut is None:
        return lines
    at, count = cut
    return np.concatenate([lines[:at], np.broadcast_to(lines[at], (count, *lines.shape[1:])), lines[at:]])
