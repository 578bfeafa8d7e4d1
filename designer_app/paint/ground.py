"""White ground round a packshot made see-through, with its shadows kept and the product's whites too."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_COARSE = 512  # px of the long side at which the ground is looked for
_CLEAR = 16  # alpha under which a pixel is see-through
_LIGHT = 96  # the darkest channel of ground, its soft shadows included
_GREY = 14  # ground has no more colour than this
_DIM, _PAPER = 224, 248  # the light of paper lies between
_STEP = 10  # greatest step of light between neighbours of the ground: shadows are soft, edges are not


def without_ground(image: Image.Image) -> Image.Image:
    """``RGB`` or ``RGBA`` → ``RGBA``: pixels of the ground that touch the picture's edge become black with
    as much alpha as they are darker than the paper, which over any surface is the same as multiplying.
    The smoothed edge of the product keeps the product's colour and the share that it covers.

    A picture with see-through parts is cut out already: it has no ground, and its light edges are the product's.
    """
    if image.mode == "RGBA" and any(image.getchannel("A").histogram()[:_CLEAR]):
        return image
    shown = image.convert("RGB")
    red, green, blue = shown.split()
    darkest = ImageChops.darker(red, ImageChops.darker(green, blue))
    brightest = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    ground = _ground(darkest, brightest)
    paper = _paper(darkest)
    share = darkest.point([255 - min(255, v * 255 // paper) for v in range(256)])
    edge = ImageChops.subtract(_grown(ground), ground)
    cover = _edge_cover(darkest, paper)
    alpha = Image.composite(share, Image.composite(cover, Image.new("L", image.size, 255), edge), ground)
    colours = _over_white(shown, alpha, ImageChops.lighter(ground, edge))
    if image.mode == "RGBA":
        alpha = ImageChops.multiply(alpha, image.getchannel("A"))
    colours.putalpha(alpha)
    return colours


def _paper(darkest: Image.Image) -> int:
    """The light of the ground at the picture's edge, which is to vanish wholly."""
    width, height = darkest.size
    counts = [0] * 256
    for line in (
        (0, 0, width, 1),
        (0, height - 1, width, height),
        (0, 0, 1, height),
        (width - 1, 0, width, height),
    ):
        for value, count in enumerate(darkest.crop(line).histogram()):
            counts[value] += count
    left = sum(counts[_DIM:]) // 4  # a quarter may be darker: shadows that reach the edge
    for value in range(_DIM, 256):
        left -= counts[value]
        if left < 0:
            return min(_PAPER, value)
    return _PAPER


def _edge_cover(darkest: Image.Image, paper: int) -> Image.Image:
    """How much of each pixel at the product's edge is product: its darkness against that of the darkest near."""
    import numpy as np

    values = np.asarray(darkest)
    own = np.maximum(paper - values.astype(np.int16), 0).astype(np.uint16) * np.uint16(255)
    near = np.maximum(paper - _least_near(values).astype(np.int16), 1).astype(np.uint16)
    return Image.fromarray(np.minimum(255, own // near).astype(np.uint8))


def _grown(mask: Image.Image) -> Image.Image:
    """The mask and the pixels that touch it."""
    import numpy as np

    values = np.asarray(mask)
    for _ in range(2):
        most = values.copy()
        np.maximum(most[1:], values[:-1], out=most[1:])
        np.maximum(most[:-1], values[1:], out=most[:-1])
        values = most.T
    return Image.fromarray(values)


def _least_near(values: Array) -> Array:
    """The least of the 5 × 5 pixels round each."""
    import numpy as np

    for _ in range(2):
        least = values.copy()
        for by in (1, 2):
            np.minimum(least[by:], values[:-by], out=least[by:])
            np.minimum(least[:-by], values[by:], out=least[:-by])
        values = least.T
    return values


def _over_white(colours: Image.Image, share: Image.Image, where: Image.Image) -> Image.Image:
    """The colour that at ``share`` of cover over white gives ``colours``, at the pixels of the mask ``where``."""
    import numpy as np

    chosen = np.flatnonzero(np.asarray(where))
    shown = np.asarray(colours).reshape(-1, 3).copy()
    cover = np.asarray(share).reshape(-1).take(chosen).astype(np.uint16) << np.uint16(8)
    shown[chosen] = _inks().take(shown.take(chosen, axis=0) | cover[:, None])
    return Image.fromarray(shown.reshape(*colours.size[::-1], 3))


@functools.cache
def _inks() -> Array:
    """256 · share of cover + value over white → value of what covers."""
    import numpy as np

    shown = np.arange(256, dtype=np.int32)
    cover = np.maximum(shown, 1)[:, None]
    return (255 - np.minimum(255, (255 - shown) * 255 // cover)).astype(np.uint8).reshape(-1)


def _ground(darkest: Image.Image, brightest: Image.Image) -> Image.Image:
    """Mask of the ground. It is found at a small size, then drawn in to the product's edge at full size."""
    import numpy as np

    width, height = darkest.size
    factor = max(1, -(-max(width, height) // _COARSE))
    light = np.asarray(darkest.reduce(factor)).astype(np.int16)
    grey = np.asarray(brightest.reduce(factor)).astype(np.int16) - light
    found = _joined((light >= _LIGHT) & (grey <= _GREY), light)
    mask = Image.fromarray((found * 255).astype(np.uint8))
    if factor > 1:
        mask = _grown(mask)
        mask = mask.resize((mask.width * factor, mask.height * factor), Image.Resampling.NEAREST)
        mask = ImageChops.darker(
            mask.crop((0, 0, width, height)), darkest.point([255 * (v >= _LIGHT) for v in range(256)])
        )
    return mask


def _joined(open_: Array, light: Array) -> Array:
    """What of ``open_`` can be reached from the border over small steps of light: runs of rows and of columns that are
    reached anywhere are reached whole, until nothing is added."""
    import numpy as np

    reached = np.zeros_like(open_)
    for line in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
        reached[line] = open_[line]
    runs = [_Runs(open_, light), _Runs(open_.T, light.T)]
    before = -1
    while (count := int(reached.sum())) != before:
        before = count
        for one in runs:
            reached = one.filled(reached).T  # rows become columns, and after the second rows again
    return reached


class _Runs:
    """Pixels of each row that lie beside each other, open, with small steps of light between them."""

    def __init__(self, open_: Array, light: Array) -> None:
        import numpy as np

        begins = np.ones(open_.shape, dtype=bool)
        begins[:, 1:] = ~(open_[:, 1:] & open_[:, :-1] & (np.abs(np.diff(light, axis=1)) <= _STEP))
        self.first = np.flatnonzero(begins)
        self.lengths = np.diff(self.first, append=open_.size)

    def filled(self, reached: Array) -> Array:
        import numpy as np

        flat = np.ascontiguousarray(reached).reshape(-1)
        whole = np.repeat(np.logical_or.reduceat(flat, self.first), self.lengths)
        return whole.reshape(reached.shape)
