"""The one resizer: Lanczos with three lobes, in linear light where it reduces strongly, then sharpened."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

from PIL import Image

from designer_app.pictures.pixels import Pixels
from designer_app.scene.colour import LINEAR
from designer_app.timing import timed

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

CropBox = tuple[float, float, float, float]  # x, y, width, height in source pixels

# Averaging sRGB values darkens fine bright detail. On ten photographs: at 1.4 times mean 0.6/255, at 2.5
# times 1.0 (worst photograph 3.8, single pixels 38), at 8 times 2.1 (7.3); light takes nine times as long.
_STRONG = 2.0
# Lanczos rings beside hard edges when it enlarges (10 % of the step); Mitchell's filter hardly does (3 %).
_ENLARGED = 1 / 1.25
_LOBES = 3


@timed("resize")
def resize(image: Image.Image | Pixels, size: tuple[int, int], crop: CropBox) -> Image.Image:
    """``crop`` (kept within the picture) at ``size`` px. ``RGBA`` is weighted by its alpha."""
    x0, y0 = max(0.0, crop[0]), max(0.0, crop[1])
    x1 = min(float(image.width), crop[0] + crop[2])
    y1 = min(float(image.height), crop[1] + crop[3])
    x0, y0 = min(x0, image.width - 1e-3), min(y0, image.height - 1e-3)
    x1, y1 = max(x1, x0 + 1e-3), max(y1, y0 + 1e-3)
    if x1 - x0 == size[0] and y1 - y0 == size[1] and x0 == int(x0) and y0 == int(y0):
        whole = image.image() if isinstance(image, Pixels) else image
        return whole if image.size == size else whole.crop((int(x0), int(y0), int(x1), int(y1)))
    part = (x0, y0, x1 - x0, y1 - y0)
    pixels = image if isinstance(image, Pixels) else Pixels.of(image)
    if reduction(size, part) >= _STRONG and image.mode in ("RGB", "RGBA"):
        return _in_light(pixels, size, part)
    return _in_bytes(pixels, size, part)


def reduction(size: tuple[int, int], crop: CropBox) -> float:
    """How many source pixels lie side by side in one of the result; below 1 it is enlarged."""
    return math.sqrt(max(0.0, crop[2] * crop[3]) / (size[0] * size[1]))


def sharpened(image: Image.Image, amount: float) -> Image.Image:
    """Unsharp mask of a reduced picture: the detail finer than about a pixel, ``amount`` (0..1) times again."""
    from PIL import ImageChops

    from designer_app.paint.blur import blur

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


def _options(size: tuple[int, int], part: CropBox) -> Any:
    from cykooz_resizer import CropBox as Crop
    from cykooz_resizer import FilterType, ResizeAlg, ResizeOptions

    kind = FilterType.mitchell if reduction(size, part) < _ENLARGED else FilterType.lanczos3
    return ResizeOptions(ResizeAlg.convolution(kind), crop_box=Crop(*part))


def _rows(image: Pixels, size: tuple[int, int], part: CropBox) -> tuple[int, int]:
    """The first and the last (exclusive) row of the source that the result looks at."""
    reach = math.ceil(_LOBES * max(1.0, part[3] / size[1])) + 1
    return max(0, int(part[1]) - reach), min(image.height, math.ceil(part[1] + part[3]) + reach)


def _in_bytes(image: Pixels, size: tuple[int, int], part: CropBox) -> Image.Image:
    """As the pixels stand, through buffers of the resizer's own: given Pillow's memory it crashed once in some runs of
    the tests. The bytes are the same."""
    from cykooz_resizer import ImageData, PixelType, Resizer

    kind = {"L": PixelType.U8, "RGB": PixelType.U8x3, "RGBA": PixelType.U8x4}[image.mode]
    top, bottom = _rows(image, size, part)
    source = ImageData(image.width, bottom - top, kind, image.rows(top, bottom))
    done = ImageData(size[0], size[1], kind)
    options = _options(size, (part[0], part[1] - top, part[2], part[3]))
    options.use_alpha = image.mode == "RGBA"
    Resizer().resize(source, done, options)
    return Image.frombytes(image.mode, size, done.get_buffer())


def _in_light(image: Pixels, size: tuple[int, int], part: CropBox) -> Image.Image:
    """Averaged as light is, in 16 bits per channel; alpha is a share already and stays linear."""
    import numpy as np
    from cykooz_resizer import ImageData, PixelType, Resizer

    top, bottom = _rows(image, size, part)
    reach = math.ceil(_LOBES * max(1.0, part[2] / size[0])) + 1
    left, right = max(0, int(part[0]) - reach), min(image.width, math.ceil(part[0] + part[2]) + reach)
    whole = np.frombuffer(image.data, np.uint8).reshape(image.height, image.width, image.channels)
    values = whole[top:bottom, left:right]
    light = _light()[values]
    if image.mode == "RGBA":
        light[..., 3] = values[..., 3].astype(np.uint16) * 257
    kind = PixelType.U16x3 if image.mode == "RGB" else PixelType.U16x4
    source = ImageData(right - left, bottom - top, kind, light.tobytes())
    done = ImageData(size[0], size[1], kind)
    Resizer().resize(source, done, _options(size, (part[0] - left, part[1] - top, part[2], part[3])))
    shape = (size[1], size[0], image.channels)
    result = np.frombuffer(done.get_buffer(), np.uint16).reshape(shape)
    pixels = _shown()[result]
    if image.mode == "RGBA":
        pixels[..., 3] = (result[..., 3].astype(np.uint32) + 128) // 257
    return Image.fromarray(pixels)


@functools.cache
def _light() -> Array:
    import numpy as np

    return np.array(LINEAR, dtype=np.uint16)


@functools.cache
def _shown() -> Array:
    """The nearest 8-bit value of each linear one, of 65,536."""
    import numpy as np

    steps = np.array(LINEAR, dtype=np.int64)
    middles = (steps[:-1] + steps[1:] + 1) // 2
    table: Array = np.searchsorted(middles, np.arange(65536), side="right").astype(np.uint8)
    return table
