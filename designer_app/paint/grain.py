"""Noise and film grain by a whole-number hash of place and seed: the same bytes everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image

from designer_app.scene.nodes import Grain

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_BOX = 0.6  # of a grain, so that three boxes make one of its width
_SPREAD = 147.8  # standard deviation of the sum of four bytes


def grained(image: Image.Image, grain: Grain, scale: float, start: tuple[int, int] = (0, 0)) -> Image.Image:
    """The picture (``RGB``, ``RGBA`` with its alpha kept) with noise whose pattern begins at page pixel
    −``start``, so that a part has the noise of the whole. ``scale``: device pixels per artboard px."""
    import numpy as np

    pixels = np.asarray(image)
    colours = pixels[..., :3]
    sigma = int(grain.sigma * 65536 / _SPREAD + 0.5)
    reach = max(1, round(grain.size * scale * _BOX))
    seeds = [grain.seed * 3 + i for i in range(3)] if grain.coloured else [grain.seed]
    layers = [_field(image.size, start, seed, reach) * sigma for seed in seeds]
    noise = np.stack(layers, axis=-1)
    if grain.film:
        noise = noise // 256 * _film()[np.asarray(image.convert("RGB").convert("L"))][..., None]
    done = np.clip(colours + (noise + 32768 >> 16), 0, 255).astype(np.uint8)
    if image.mode == "RGB":
        return Image.fromarray(done)
    return Image.fromarray(np.concatenate([done, pixels[..., 3:]], axis=-1), "RGBA")


def _film() -> Array:
    """Weight in 1/256 by luma: whole in the middle, 1/8 at black and white."""
    import numpy as np

    value = np.arange(256)
    weight: Array = 32 + 224 * 4 * value * (255 - value) // (255 * 255)
    return weight


def _field(size: tuple[int, int], start: tuple[int, int], seed: int, reach: int) -> Array:
    """Near-normal noise, shape (height, width): of single pixels, or smoothed by three boxes of ``reach``
    px each way (round, without a grid to be seen) and brought back to the same spread."""
    import numpy as np

    (width, height), (x, y) = size, start
    if reach == 1:
        return _sums(x + np.arange(width), y + np.arange(height), seed)
    around = 3 * (reach - 1)  # what three boxes eat
    noise = _sums(x + np.arange(width + around), y + np.arange(height + around), seed).astype(np.int64)
    kernel = np.ones(1, np.int64)
    for _ in range(3):
        kernel = np.convolve(kernel, np.ones(reach, np.int64))
        noise = _summed(_summed(noise, reach).T, reach).T
    energy = int((kernel * kernel).sum())  # the spread grows by its root along each axis
    value: Array = (noise + energy // 2) // energy
    return value


def _summed(values: Array, reach: int) -> Array:
    """Sums of ``reach`` rows."""
    import numpy as np

    total = np.zeros((len(values) + 1, values.shape[1]), np.int64)
    np.cumsum(values, axis=0, out=total[1:])
    sums: Array = total[reach:] - total[:-reach]
    return sums


def hashed(columns: Array, rows: Array, seed: int) -> Array:
    """32 bits of chance for each place and a seed, shape (rows, columns); the upper half is the better one."""
    import numpy as np

    across = columns.astype(np.int64).astype(np.uint32) * np.uint32(0x9E3779B1)
    down = (rows.astype(np.int64).astype(np.uint32) * np.uint32(0x85EBCA77))[:, None]
    bits = across ^ (down + np.uint32(seed * 0xC2B2AE3D & 0xFFFFFFFF))
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        bits ^= bits >> np.uint32(shift)
        bits *= np.uint32(factor)
    return bits


def _sums(columns: Array, rows: Array, seed: int) -> Array:
    """The sum of four bytes of the hash, less its mean."""
    import numpy as np

    bits = hashed(columns, rows, seed)
    bits ^= bits >> np.uint32(16)
    total = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >> 24)
    value: Array = total.astype(np.int32) - 510
    return value
