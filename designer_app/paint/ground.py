"""White ground round a packshot made see-through, with its shadows kept and the product's whites too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops, ImageFilter

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
    edge = ImageChops.subtract(ground.filter(ImageFilter.MaxFilter(3)), ground)
    cover = _edge_cover(darkest, paper)
    alpha = Image.composite(share, Image.composite(cover, Image.new("L", image.size, 255), edge), ground)
    colours = Image.composite(_over_white(shown, alpha), shown, ImageChops.lighter(ground, edge))
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

    own = np.maximum(paper - np.asarray(darkest).astype(np.int32), 0)
    near = np.maximum(paper - np.asarray(darkest.filter(ImageFilter.MinFilter(5))).astype(np.int32), 1)
    return Image.fromarray(np.minimum(255, own * 255 // near).astype(np.uint8))


def _over_white(colours: Image.Image, share: Image.Image) -> Image.Image:
    """The colour that at ``share`` of cover over white gives ``colours``."""
    import numpy as np

    shown = np.asarray(colours).astype(np.int32)
    cover = np.maximum(np.asarray(share).astype(np.int32), 1)[..., None]
    ink = 255 - np.minimum(255, (255 - shown) * 255 // cover)
    return Image.fromarray(ink.astype(np.uint8))


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
        mask = mask.filter(ImageFilter.MaxFilter(3))
        mask = mask.resize((mask.width * factor, mask.height * factor), Image.Resampling.NEAREST)
        mask = ImageChops.darker(
            mask.crop((0, 0, width, height)), darkest.point([255 * (v >= _LIGHT) for v in range(256)])
        )
    return mask


def _joined(open_: Array, light: Array) -> Array:
    """What of ``open_`` can be reached from the border over small steps of light: sweeps in four
    directions until nothing is added."""
    import numpy as np

    reached = np.zeros_like(open_)
    for line in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
        reached[line] = open_[line]
    across = np.abs(np.diff(light, axis=1)) <= _STEP
    down = np.abs(np.diff(light, axis=0)) <= _STEP
    before = -1
    while (count := int(reached.sum())) != before:
        before = count
        for marks, free, smooth in ((reached, open_, down), (reached.T, open_.T, across.T)):
            last = len(marks) - 1
            for i in range(last):
                marks[i + 1] |= marks[i] & free[i + 1] & smooth[i]
            for i in range(last, 0, -1):
                marks[i - 1] |= marks[i] & free[i - 1] & smooth[i - 1]
    return reached
