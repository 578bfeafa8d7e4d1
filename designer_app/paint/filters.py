"""Picture filters by whole-number tables: adjustments, colour maps, tint, grain; and blur."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image, ImageChops

from designer_app.paint.blur import blur
from designer_app.paint.grain import grained
from designer_app.paint.ground import without_ground
from designer_app.paint.hues import livened, turned
from designer_app.paint.mixing import (
    balanced,
    channels_mixed,
    greyed,
    looked_up,
    selected,
    through_pane,
)
from designer_app.paint.ramps import colours
from designer_app.scene.adjustments import (
    BlackWhite,
    ChannelMixer,
    ColourBalance,
    HueSaturation,
    Lookup,
    PhotoFilter,
    SelectiveColour,
    Table,
    Threshold,
    Vibrance,
)
from designer_app.scene.nodes import Adjust, Blur, Filter, Grain, Sharpen, Tint, Tone, WhiteGround

_MIXERS: dict[type, Callable[[Image.Image, Any], Image.Image]] = {
    ChannelMixer: channels_mixed, BlackWhite: greyed, SelectiveColour: selected, ColourBalance: balanced,
    PhotoFilter: through_pane, Lookup: looked_up,
}  # fmt: skip


def filtered(image: Image.Image, filters: Sequence[Filter], scale: float) -> Image.Image:
    """The picture (``RGB`` or ``RGBA``) after its filters in order; alpha is kept, except by blur.

    ``scale`` is device pixels per pixel of the artboard, for ``Blur``.
    """
    for one in filters:
        if isinstance(one, Sharpen):
            continue  # done by the resizer, which knows how far it reduced
        if isinstance(one, Blur):
            image = _blurred(image, one.sigma * scale)
            continue
        if isinstance(one, Grain):
            image = grained(image, one, scale)
            continue
        if isinstance(one, WhiteGround):
            image = without_ground(image)
            continue
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        image = _coloured(image.convert("RGB"), one)
        if alpha is not None:
            image.putalpha(alpha)
    return image


def _coloured(image: Image.Image, one: Filter) -> Image.Image:
    if isinstance(one, Adjust):
        return _adjusted(image, one)
    if isinstance(one, Tone):
        return _toned(image, one)
    if isinstance(one, Table):
        return image.point(list(one.values))
    if isinstance(one, HueSaturation):
        return turned(image, one)
    if isinstance(one, Vibrance):
        return livened(image, one)
    if isinstance(one, Threshold):
        return _black_and_white(image, one.level)
    if mixed := _MIXERS.get(type(one)):
        return mixed(image, one)
    assert isinstance(one, Tint)
    share = _share(one.amount)
    return image.point(
        [(v * (1024 - share) + c * share + 512) >> 10 for c in one.colour[:3] for v in range(256)]
    )


def _adjusted(image: Image.Image, one: Adjust) -> Image.Image:
    """Brightness moves towards white or black, contrast away from or towards middle grey (127.5),
    saturation away from or towards the pixel's luma; then warmth."""
    brightness, contrast = _share(one.brightness), _share(one.contrast)
    if one.brightness or one.contrast or any(one.warmth):
        table: list[int] = []
        for warmth in one.warmth:
            for value in range(256):
                fine = value * 1024
                end = 255 * 1024 if brightness > 0 else 0
                fine += (end - fine) * abs(brightness) // 1024
                fine = 130560 + (fine - 130560) * _gain(contrast) // 1024
                table.append(_byte((fine + 512) // 1024 + warmth))
        image = image.point(table)
    return _saturated(image, _gain(_share(one.saturation))) if one.saturation else image


def _black_and_white(image: Image.Image, level: int) -> Image.Image:
    import numpy as np

    pixels = np.asarray(image).astype(np.int32)
    light = (30 * pixels[..., 0] + 59 * pixels[..., 1] + 11 * pixels[..., 2] + 50) // 100
    return Image.fromarray(np.where(light >= level, 255, 0).astype(np.uint8)).convert("RGB")


def _saturated(image: Image.Image, gain: int) -> Image.Image:
    import numpy as np

    grey = np.asarray(image.convert("L")).astype(np.int32)[..., None]
    moved = grey + ((np.asarray(image) - grey) * gain + 512 >> 10)
    return Image.fromarray(np.clip(moved, 0, 255).astype(np.uint8))


def _toned(image: Image.Image, one: Tone) -> Image.Image:
    if one.basis == "luma":
        grey = image.convert("L")
    else:
        red, green, blue = image.split()
        grey = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    low, high = 0, 255
    if one.low is not None or one.high is not None:
        low, high = _ends(grey.histogram(), one.low or 0.0, one.high or 0.0)
    ramp = colours(one.stops)
    picked = [ramp[_byte(((v - low) * 510 + (high - low)) // (2 * (high - low)))] for v in range(256)]
    return Image.merge("RGB", [grey.point([colour[i] for colour in picked]) for i in range(3)])


def _ends(counts: list[int], low: float, high: float) -> tuple[int, int]:
    """The darkest and brightest grey left when shares ``low`` and ``high`` of all pixels are clipped."""
    total = sum(counts)

    def first(values: Sequence[int], share: float) -> int:
        left = int(total * max(0.0, min(1.0, share)))
        for i in values:
            left -= counts[i]
            if left < 0:
                return i
        return values[-1]

    dark, bright = first(range(256), low), first(range(255, -1, -1), high)
    return (dark, bright) if bright > dark else (0, 255)


def sharpened(image: Image.Image, amount: float) -> Image.Image:
    """Unsharp mask of a reduced picture: the detail finer than about a pixel, ``amount`` (0..1) times again."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB")
    soft = blur(colours, 0.7)
    share = max(0, min(255, round(amount * 255)))
    table = [(v * share + 127) // 255 for v in range(256)] * 3
    over = ImageChops.subtract(colours, soft).point(table)
    under = ImageChops.subtract(soft, colours).point(table)
    done = ImageChops.subtract(ImageChops.add(colours, over), under)
    if alpha is not None:
        done.putalpha(alpha)
    return done


def _blurred(image: Image.Image, sigma: float) -> Image.Image:
    if image.mode == "RGB":
        return blur(image, sigma)
    return blur(image.convert("RGBa"), sigma).convert("RGBA")


def _share(value: float) -> int:
    """−1..1 as −1024..1024."""
    return max(-1024, min(1024, round(value * 1024)))


def _gain(share: int) -> int:
    """−1024..1024 as a factor in 1/1024: 0 … 1 … 4 (a full turn up is fourfold)."""
    return 1024 + share if share <= 0 else 1024 * 1024 // max(256, 1024 - share * 3 // 4)


def _byte(value: int) -> int:
    return max(0, min(255, value))
