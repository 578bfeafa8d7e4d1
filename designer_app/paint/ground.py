"""White ground round a packshot made see-through, with its shadows kept and the product's whites too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_COARSE = 512  # px of the long side at which the ground is looked for
_LIGHT = 205  # the darkest channel of ground, its soft shadows included
_GREY = 14  # ground has no more colour than this
_PAPER = 248  # what is lighter is wholly see-through
_STEP = 10  # greatest step of light between neighbours of the ground: shadows are soft, edges are not


def without_ground(image: Image.Image) -> Image.Image:
    """``RGB`` or ``RGBA`` → ``RGBA``: pixels of the ground that touch the picture's edge become black with
    as much alpha as they are dark, which over any surface is the same as multiplying."""
    red, green, blue = image.convert("RGB").split()
    darkest = ImageChops.darker(red, ImageChops.darker(green, blue))
    brightest = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    ground = _ground(darkest, brightest)
    share = darkest.point([255 - min(255, v * 255 // _PAPER) for v in range(256)])
    alpha = Image.composite(share, Image.new("L", image.size, 255), ground)
    colours = Image.composite(_over_white(image.convert("RGB"), share), image.convert("RGB"), ground)
    if image.mode == "RGBA":
        alpha = ImageChops.multiply(alpha, image.getchannel("A"))
    colours.putalpha(alpha)
    return colours


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
    return mask.filter(ImageFilter.MaxFilter(3))  # the smoothed edge itself is part ground


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
