"""Blend-if: how far a layer shows by the values of its own colours and of what lies below."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops

from designer_app.scene.nodes import BlendIf, Group

ALL = (0, 0, 255, 255)  # every value shows
_BANDS = {"red": 0, "green": 1, "blue": 2}
_LUMINOSITY = (30, 59, 11, 50)  # per cent of red, green, blue, and a half for rounding


def conditions(group: Group) -> tuple[BlendIf, ...]:
    """The conditions of a group; of most there are none."""
    return tuple(effect for effect in group.effects if isinstance(effect, BlendIf))


def looks_below(one: BlendIf) -> bool:
    """Whether what lies below decides."""
    return one.below != ALL


def held(
    alpha: Image.Image, wanted: tuple[BlendIf, ...], own: Image.Image, below: Image.Image
) -> Image.Image:
    """A mask times what the conditions leave of it. ``own`` is RGB; where ``below`` (RGB or RGBA) is see-through,
    nothing lies there that could speak against it."""
    for one in wanted:
        if one.own != ALL:
            alpha = ImageChops.multiply(alpha, _channel(own, one.channel).point(_ramp(one.own)))
        if looks_below(one):
            share = _channel(below.convert("RGB"), one.channel).point(_ramp(one.below))
            if below.mode == "RGBA":
                share = ImageChops.lighter(share, ImageChops.invert(below.getchannel("A")))
            alpha = ImageChops.multiply(alpha, share)
    return alpha


def _channel(picture: Image.Image, name: str) -> Image.Image:
    if name in _BANDS:
        return picture.getchannel(_BANDS[name])
    import numpy as np

    pixels = np.asarray(picture).astype(np.int32)
    red, green, blue, half = _LUMINOSITY
    grey = (red * pixels[..., 0] + green * pixels[..., 1] + blue * pixels[..., 2] + half) // 100
    return Image.fromarray(grey.astype(np.uint8))


@lru_cache(64)
def _ramp(values: tuple[int, int, int, int]) -> list[int]:
    first, rise, fall, last = values
    out = []
    for value in range(256):
        if value < first or value > last:
            out.append(0)
        elif value < rise:
            out.append(round(255 * (value - first) / (rise - first)))
        elif value > fall:
            out.append(round(255 * (last - value) / (last - fall)))
        else:
            out.append(255)
    return out
