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
            image = _grounded(image)
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


def _grounded(image: Image.Image) -> Image.Image:
    """See-through pixels in the colours of the nearest that are seen, so that edges don't ring: each is taken from the
    first of ever smaller copies in which it is seen (pull and push, Gortler and others 1996)."""
    from PIL import Image

    steps = [image.convert("RGBa")]
    while max(steps[-1].size) > 1:
        steps.append(steps[-1].reduce(2))
    ground = steps[-1].convert("RGBA").convert("RGB")
    for step in reversed(steps):
        seen = step.convert("RGBA")
        ground = ground.resize(step.size, Image.Resampling.NEAREST)
        ground.paste(seen.convert("RGB"), (0, 0), seen.getchannel("A").point([0] + [255] * 255))
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
