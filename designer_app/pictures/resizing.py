"""The one resizer: Lanczos with three lobes, in linear light where it reduces strongly.

Two kinds of memory, the same bytes: in this process buffers of the resizer's own, as given Pillow's memory it crashed once in
some runs of the tests; in the decoding child, which may crash, Pillow's, which saves three copies of a picture.
"""

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
    part = _within(image.size, crop)
    if (place := _as_it_is(part, size)) is not None:
        whole = image.image() if isinstance(image, Pixels) else image
        return whole if image.size == size else whole.crop(place)
    pixels = image if isinstance(image, Pixels) else Pixels.of(image)
    if reduction(size, part) >= _STRONG and image.mode in ("RGB", "RGBA"):
        return _in_light(pixels, size, part)
    return _in_bytes(pixels, size, part)


def resize_into(into: Image.Image, image: Image.Image, crop: CropBox) -> None:
    """``resize`` of a picture in ``RGB`` or ``RGBA`` into one of the size wished for and of its mode, without copies. For a
    process that may crash."""
    from cykooz_resizer import Resizer

    part = _within(image.size, crop)
    if (place := _as_it_is(part, into.size)) is not None:
        into.paste(image.crop(place))
    elif reduction(into.size, part) >= _STRONG:
        into.paste(_in_light(image, into.size, part))
    else:
        Resizer().resize_pil(image, into, _options(into.size, part))


def reduced(image: Image.Image, by: int) -> Image.Image:
    """``Pixels.reduced`` of a picture in ``RGB``. For a process that may crash."""
    from cykooz_resizer import FilterType, ResizeAlg, ResizeOptions, Resizer

    done = Image.new(image.mode, (-(-image.width // by), -(-image.height // by)))
    Resizer().resize_pil(image, done, ResizeOptions(ResizeAlg.convolution(FilterType.lanczos3)))
    return done


def _within(size: tuple[int, int], crop: CropBox) -> CropBox:
    """The part of a picture of this size that a crop covers: never quite nothing."""
    x0, y0 = max(0.0, crop[0]), max(0.0, crop[1])
    x1 = min(float(size[0]), crop[0] + crop[2])
    y1 = min(float(size[1]), crop[1] + crop[3])
    x0, y0 = min(x0, size[0] - 1e-3), min(y0, size[1] - 1e-3)
    x1, y1 = max(x1, x0 + 1e-3), max(y1, y0 + 1e-3)
    return (x0, y0, x1 - x0, y1 - y0)


def _as_it_is(part: CropBox, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The box of whole pixels that a part is when nothing is to be scaled."""
    x, y, width, height = part
    if width == size[0] and height == size[1] and x == int(x) and y == int(y):
        return (int(x), int(y), int(x) + size[0], int(y) + size[1])
    return None


def reduction(size: tuple[int, int], crop: CropBox) -> float:
    """How many source pixels lie side by side in one of the result; below 1 it is enlarged."""
    return math.sqrt(max(0.0, crop[2] * crop[3]) / (size[0] * size[1]))


def _options(size: tuple[int, int], part: CropBox) -> Any:
    from cykooz_resizer import CropBox as Crop
    from cykooz_resizer import FilterType, ResizeAlg, ResizeOptions

    kind = FilterType.mitchell if reduction(size, part) < _ENLARGED else FilterType.lanczos3
    return ResizeOptions(ResizeAlg.convolution(kind), crop_box=Crop(*part))


def _rows(image: Image.Image | Pixels, size: tuple[int, int], part: CropBox) -> tuple[int, int]:
    """The first and the last (exclusive) row of the source that the result looks at."""
    reach = math.ceil(_LOBES * max(1.0, part[3] / size[1])) + 1
    return max(0, int(part[1]) - reach), min(image.height, math.ceil(part[1] + part[3]) + reach)


def _in_bytes(image: Pixels, size: tuple[int, int], part: CropBox) -> Image.Image:
    """As the pixels stand."""
    from cykooz_resizer import ImageData, PixelType, Resizer

    kind = {"L": PixelType.U8, "RGB": PixelType.U8x3, "RGBA": PixelType.U8x4}[image.mode]
    top, bottom = _rows(image, size, part)
    source = ImageData(image.width, bottom - top, kind, image.rows(top, bottom))
    done = ImageData(size[0], size[1], kind)
    options = _options(size, (part[0], part[1] - top, part[2], part[3]))
    options.use_alpha = image.mode == "RGBA"
    Resizer().resize(source, done, options)
    return Image.frombytes(image.mode, size, done.get_buffer())


def _in_light(image: Image.Image | Pixels, size: tuple[int, int], part: CropBox) -> Image.Image:
    """Averaged as light is, in 16 bits per channel; alpha is a share already and stays linear."""
    import numpy as np
    from cykooz_resizer import ImageData, PixelType, Resizer

    top, bottom = _rows(image, size, part)
    reach = math.ceil(_LOBES * max(1.0, part[2] / size[0])) + 1
    left, right = max(0, int(part[0]) - reach), min(image.width, math.ceil(part[0] + part[2]) + reach)
    values = _window(image, (left, top, right, bottom))
    light = _light()[values]
    if image.mode == "RGBA":
        light[..., 3] = values[..., 3].astype(np.uint16) * 257
    kind = PixelType.U16x3 if image.mode == "RGB" else PixelType.U16x4
    source = ImageData(right - left, bottom - top, kind, light.tobytes())
    done = ImageData(size[0], size[1], kind)
    Resizer().resize(source, done, _options(size, (part[0] - left, part[1] - top, part[2], part[3])))
    shape = (size[1], size[0], len(image.mode))
    result = np.frombuffer(done.get_buffer(), np.uint16).reshape(shape)
    pixels = _shown()[result]
    if image.mode == "RGBA":
        pixels[..., 3] = (result[..., 3].astype(np.uint32) + 128) // 257
    return Image.fromarray(pixels)


def _window(image: Image.Image | Pixels, box: tuple[int, int, int, int]) -> Array:
    """The bytes of a part, shape (rows, columns, channels)."""
    import numpy as np

    if isinstance(image, Image.Image):
        return np.asarray(image.crop(box))
    whole = np.frombuffer(image.data, np.uint8).reshape(image.height, image.width, image.channels)
    return whole[box[1] : box[3], box[0] : box[2]]


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
