"""Painted pixels as image objects (8.9): JPEG for photographs, lossless where colours are few, soft masks for alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.export.encode import opaque
from designer_app.export.pdf.records import Part
from designer_app.files import digest

if TYPE_CHECKING:
    from PIL import Image

_FEW = 256  # colours: as many as a drawing has, fewer than a photograph


def deflated(data: bytes) -> bytes:
    """Pinned zlib-ng: whatever zlib the interpreter came with, the bytes are the same."""
    from zlib_ng import zlib_ng

    return bytes(zlib_ng.compress(data, 6))


def image_parts(image: Image.Image, quality: int) -> tuple[str, dict[str, Part]]:
    """The parts of an ``RGB`` or ``RGBA`` picture and the name of the one to draw ("" when nothing is to be seen)."""
    parts: dict[str, Part] = {}
    links: tuple[tuple[str, str], ...] = ()
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        if alpha.getextrema()[1] == 0:
            return "", {}
        if not opaque(image):
            mask = Part(
                _head(image.size, "/DeviceGray", "/FlateDecode"), deflated(alpha.tobytes()),
            )  # fmt: skip
            parts[part_name(mask)] = mask
            links = (("SMask", part_name(mask)),)
            image = _grounded(image, alpha)
        image = image.convert("RGB")
    colours = image.getcolors(_FEW)
    if colours is not None and len(colours) == 1:
        image = image.resize((1, 1))  # a mask may be finer than what it masks (11.6.5.2)
    if colours is not None:
        part = Part(_head(image.size, "/DeviceRGB", "/FlateDecode"), deflated(image.tobytes()), links)
    else:
        part = Part(_head(image.size, "/DeviceRGB", "/DCTDecode"), _jpeg(image, quality), links)
    parts[part_name(part)] = part
    return part_name(part), parts


def part_name(part: Part) -> str:
    return digest(repr((part.head, part.links)).encode() + b"\0" + (part.data or b""))[:20]


def _grounded(image: Image.Image, alpha: Image.Image) -> Image.Image:
    """See-through pixels in the picture's mean colour, so that its edge doesn't ring."""
    from PIL import Image

    mean = image.convert("RGBa").resize((1, 1), Image.Resampling.BOX).convert("RGBA").getpixel((0, 0))
    ground = Image.new("RGB", image.size, mean[:3] if isinstance(mean, tuple) else (255, 255, 255))
    ground.paste(image.convert("RGB"), (0, 0), alpha.point([0] + [255] * 255))
    return ground


def _jpeg(image: Image.Image, quality: int) -> bytes:
    from designer_app.export.jpeg import encode
    from designer_app.export.records import EncodeSettings, FileMeta

    return encode(image, EncodeSettings(format="jpg", quality=quality, chroma="444"), FileMeta())


def _head(size: tuple[int, int], space: str, coding: str) -> str:
    return (
        f"/Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]} /ColorSpace {space}"
        f" /BitsPerComponent 8 /Filter {coding}"
    )
