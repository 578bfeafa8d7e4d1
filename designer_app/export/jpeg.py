"""JPEG by libjpeg-turbo through Pillow, with a restart marker after every row of blocks.

ITU-T T.81 § F.1.1.5: at a restart marker the DC prediction starts anew, so a row of blocks coded alone
(fixed Huffman tables, no smoothing) has exactly the bytes that it has in the whole picture. Only the
number in the marker (RST0..RST7, § E.1.4) and the height in the frame header differ.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from designer_app.export.codecs import Band, Strip
from designer_app.export.formats import FORMATS, codec_quality
from designer_app.export.metadata import clean, xmp
from designer_app.export.records import EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image

_RESTART = re.compile(b"\xff[\xd0-\xd7]")  # in coded data every other FF is followed by 00
_MARKERS = tuple(bytes((0xFF, 0xD0 + i)) for i in range(8))
_END = b"\xff\xd9"
_XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"
_JFIF_END = 20  # SOI and the JFIF segment: Pillow always writes 2 + 18 bytes


def encode(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    """The file of an RGB ``image``."""
    head = _head(image.size, settings)
    return _whole(head, meta, _save(image, settings, 0, image.height)[len(head) :])


def version() -> str:
    import PIL
    from PIL import features

    return f"libjpeg-turbo {features.version('libjpeg_turbo')} pillow {PIL.__version__}"


def strip_rows(settings: EncodeSettings) -> int:
    """A row of blocks: 16 px with chroma halved, else 8 px."""
    return 16 if settings.chroma == "420" else 8


def cut(image: Image.Image, settings: EncodeSettings, bands: Sequence[Band] | None = None) -> list[Strip]:
    strips: list[Strip] = []
    start = len(_head(image.size, settings))  # of a band, too: only the height in it differs
    for y0, y1 in [(0, image.height)] if bands is None else bands:
        data = _save(image, settings, y0, y1)
        strips += map(Strip, _RESTART.split(data[start : -len(_END)]))
    return strips


def join(
    strips: list[Strip], size: tuple[int, int], mode: str, settings: EncodeSettings, meta: FileMeta
) -> bytes:
    head = _head(size, settings)
    parts = [b""] * (2 * len(strips))
    parts[::2] = [strip.data for strip in strips]
    parts[1::2] = (_MARKERS * (len(strips) // len(_MARKERS) + 1))[: len(strips)]
    parts[-1] = _END
    return _whole(head, meta, *parts)


def _whole(head: bytes, meta: FileMeta, *coded: bytes) -> bytes:
    return b"".join((head[:_JFIF_END], _segments(meta), head[_JFIF_END:], *coded))


def _save(image: Image.Image, settings: EncodeSettings, y0: int, y1: int) -> bytes:
    """Rows of a picture as a file of their own, encoded where they lie: a copy would cost a tenth of encoding."""
    from PIL import ImageFile

    stream = io.BytesIO()
    image.encoderconfig = _config(settings.quality, settings.chroma)
    ImageFile._save(image, stream, [ImageFile._Tile("jpeg", (0, y0, image.width, y1), 0, image.mode)])
    return stream.getvalue()


@functools.lru_cache(64)
def _config(quality: int, chroma: str) -> tuple[Any, ...]:
    """What Pillow tells its encoder: left behind in an image that it saves."""
    from PIL import Image

    image, stream = Image.new("RGB", (1, 1)), io.BytesIO()
    image.save(
        stream,
        "JPEG",
        quality=codec_quality(FORMATS["jpg"], quality),
        subsampling=2 if chroma == "420" else 0,
        restart_marker_rows=1,
        comment="",
        dpi=(72, 72),
    )
    return image.encoderconfig


def _scan_start(data: bytes) -> int:
    """Where coded data begin: after the start-of-scan segment (FF DA)."""
    at = 2
    while data[at + 1] != 0xDA:
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")


@functools.lru_cache(256)
def _head(size: tuple[int, int], settings: EncodeSettings) -> bytes:
    """Everything before the coded data, for the whole picture."""
    from PIL import Image

    data = _save(Image.new("RGB", (size[0], 1)), settings, 0, 1)
    head = bytearray(data[: _scan_start(data)])
    at = 2
    while head[at + 1] != 0xC0:  # baseline frame header: length 2, precision 1, height 2
        at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
    head[at + 5 : at + 7] = size[1].to_bytes(2, "big")
    return bytes(head)


def _segments(meta: FileMeta) -> bytes:
    meta = clean(meta)
    packet, title = xmp(meta), meta.title.encode()
    made = b""
    if packet:
        made += b"\xff\xe1" + (2 + len(_XMP_NAME) + len(packet)).to_bytes(2, "big") + _XMP_NAME + packet
    if title:
        made += b"\xff\xfe" + (2 + len(title)).to_bytes(2, "big") + title
    return made
