"""PNG (ISO/IEC 15948) by our own writer: one flushed block of deflate per 16 rows.

A strip of 16 rows is filtered (first row Sub, the rest Up) and compressed by itself, ended by a full
flush, so its bytes do not depend on its neighbours; the check sum of the whole is combined from the
strips' (zlib's ``adler32_combine``). ``fast`` compresses with ISA-L level 1, whose bytes are the same
on every processor (level 3's are not). ``small`` also tries Paeth and no filter on each strip and
compresses with zlib-ng level 6.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from designer_app.export.codecs import Band, Strip
from designer_app.export.metadata import clean, language_tag, xmp
from designer_app.export.records import EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image

ROWS = 16
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPE = {"RGB": 2, "RGBA": 6, "P": 3}
_SRGB = b"\x00"  # rendering intent: perceptual
_STREAM_HEAD = b"\x78\x01"  # zlib: deflate, 32 KiB window
_STORED_BYTE = b"\x00\x01\x00\xfe\xff"  # head of a stored block of one byte (RFC 1951 § 3.2.4)
_LAST_BLOCK = b"\x03\x00"  # an empty final block with fixed codes
_ADLER = 65521


def encode(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    """The file of an RGB or RGBA ``image``; with ``settings.colours`` a palette of that many colours."""
    if settings.colours:
        return _encode_palette(image, settings, meta)
    return join(cut(image, settings), image.size, image.mode, settings, meta)


def version() -> str:
    import isal
    from zlib_ng import zlib_ng

    return f"isal {isal.__version__} zlib-ng {zlib_ng.ZLIBNG_VERSION}"


def strip_rows(settings: EncodeSettings) -> int:
    return 0 if settings.colours else ROWS


def cut(image: Image.Image, settings: EncodeSettings, bands: Sequence[Band] | None = None) -> list[Strip]:
    import numpy as np

    if bands is not None:
        image = _stacked(image, bands)
    pixels, step = np.asarray(image).reshape(image.height, -1), len(image.getbands())
    tops = range(0, image.height, ROWS)
    up = _up(pixels, step)
    if settings.effort == "fast":
        return [_strip(up[y : y + ROWS], _fast(up[y : y + ROWS])) for y in tops]
    filtered = (up, _paeth(pixels, step), _unfiltered(pixels))
    return [_smallest([rows[y : y + ROWS] for rows in filtered]) for y in tops]


def _stacked(image: Image.Image, bands: Sequence[Band]) -> Image.Image:
    """Bands cut out and set one under the other: strips know nothing of their neighbours, so that one pass over the
    pixels serves them all."""
    parts = [image.crop((0, y0, image.width, y1)) for y0, y1 in bands]
    if len(parts) == 1:
        return parts[0]
    from PIL import Image

    stack = Image.new(image.mode, (image.width, sum(part.height for part in parts)))
    at = 0
    for part in parts:
        stack.paste(part, (0, at))
        at += part.height
    return stack


def join(
    strips: list[Strip], size: tuple[int, int], mode: str, settings: EncodeSettings, meta: FileMeta
) -> bytes:
    return _file(strips, size, _COLOUR_TYPE[mode], b"", meta)


def _up(pixels: Any, step: int) -> Any:
    """Rows with their filter byte (§ 9.2): Sub (1) at the top of a strip, Up (2) elsewhere."""
    import numpy as np

    height, width = pixels.shape
    rows = np.empty((height, width + 1), np.uint8)
    rows[:, 0] = 2
    np.subtract(pixels[1:], pixels[:-1], out=rows[1:, 1:])
    return _sub_at_tops(rows, pixels, step)


def _paeth(pixels: Any, step: int) -> Any:
    """Sub at the top of a strip, Paeth (4, § 9.4) elsewhere."""
    import numpy as np

    height, width = pixels.shape
    rows = np.empty((height, width + 1), np.uint8)
    rows[:, 0] = 4
    above = pixels[:-1].astype(np.int16)
    left, corner = np.zeros_like(above), np.zeros_like(above)
    left[:, step:] = pixels[1:, :-step]
    corner[:, step:] = above[:, :-step]
    from_left, from_above = above - corner, left - corner  # distances of the estimate, signed
    to_corner = np.abs(from_left + from_above)
    np.abs(from_left, out=from_left)
    np.abs(from_above, out=from_above)
    near = np.where(from_above <= to_corner, above, corner)
    near = np.where((from_left <= from_above) & (from_left <= to_corner), left, near)
    np.subtract(pixels[1:], near.astype(np.uint8), out=rows[1:, 1:])
    return _sub_at_tops(rows, pixels, step)


def _unfiltered(pixels: Any) -> Any:
    """Filter None (0): best for flat graphics and for palette indices."""
    import numpy as np

    rows = np.zeros((pixels.shape[0], pixels.shape[1] + 1), np.uint8)
    rows[:, 1:] = pixels
    return rows


def _sub_at_tops(rows: Any, pixels: Any, step: int) -> Any:
    import numpy as np

    tops = pixels[::ROWS]
    rows[::ROWS, 0] = 1
    rows[::ROWS, 1 : step + 1] = tops[:, :step]
    np.subtract(tops[:, step:], tops[:, :-step], out=rows[::ROWS, step + 1 :])
    return rows


def _smallest(candidates: list[Any]) -> Strip:
    """The filtering that ISA-L makes smallest, compressed with zlib-ng (a third of trying all with it)."""
    rows = min(candidates, key=lambda rows: len(_fast(rows)))
    return _strip(rows, _small(rows))


def _strip(rows: Any, data: bytes) -> Strip:
    from isal import isal_zlib

    return Strip(data, isal_zlib.adler32(rows), rows.size)


def _fast(rows: Any) -> bytes:
    """The first byte is stored, and ISA-L told it as what went before: at the very beginning of a stream it (2.32) files
    the third byte under a hash of its own state's address, so that now and then a strip's bytes hang on where memory lay.
    """
    from isal import isal_zlib

    flat = rows.reshape(-1)
    packer = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15, zdict=flat[:1])
    packed = packer.compress(flat[1:]) + packer.flush(isal_zlib.Z_FULL_FLUSH)
    return b"".join((_STORED_BYTE, flat[:1], packed))


def _small(rows: Any) -> bytes:
    from zlib_ng import zlib_ng

    packer = zlib_ng.compressobj(6, zlib_ng.DEFLATED, -15)
    return bytes(packer.compress(rows) + packer.flush(zlib_ng.Z_FULL_FLUSH))


def _combined(strips: list[Strip]) -> int:
    """Adler-32 of all strips in a row (RFC 1950 § 8.2): sums of bytes and of running sums."""
    low, high = 1, 0
    for strip in strips:
        part_low, part_high = strip.adler & 0xFFFF, strip.adler >> 16
        high = (high + part_high + (low - 1) * strip.length) % _ADLER
        low = (low + part_low - 1) % _ADLER
    return high << 16 | low


def _encode_palette(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    import numpy as np

    reduced = palette(image, settings.colours)
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    flat = bytes(reduced.getpalette(mode) or ())
    step = len(mode)
    colours = b"".join(flat[i : i + 3] for i in range(0, len(flat), step))
    chunks = _chunk(b"PLTE", colours)
    if mode == "RGBA":
        chunks += _chunk(b"tRNS", flat[3::4])
    rows = _unfiltered(np.asarray(reduced))
    return _file([_strip(rows, _small(rows))], image.size, _COLOUR_TYPE["P"], chunks, meta)


def palette(image: Image.Image, colours: int) -> Image.Image:
    """``image`` reduced to at most ``colours`` (2..256), dithered where it is opaque."""
    from PIL import Image

    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    return image.quantize(colours, method=method, dither=Image.Dither.FLOYDSTEINBERG)


def _file(
    strips: list[Strip], size: tuple[int, int], colour_type: int, chunks: bytes, meta: FileMeta
) -> bytes:
    from isal import isal_zlib

    parts = [
        _STREAM_HEAD,
        *(strip.data for strip in strips),
        _LAST_BLOCK,
        struct.pack(">I", _combined(strips)),
    ]
    check = isal_zlib.crc32(b"IDAT")
    for part in parts:
        check = isal_zlib.crc32(part, check)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, colour_type, 0, 0, 0)),
            _chunk(b"sRGB", _SRGB),
            _texts(meta),
            chunks,
            struct.pack(">I", sum(map(len, parts))),
            b"IDAT",
            *parts,
            struct.pack(">I", check),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    import zlib

    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _texts(meta: FileMeta) -> bytes:
    """International text chunks (§ 11.3.4.5) under the registered keywords, and the XMP packet."""
    meta = clean(meta)
    language = language_tag(meta).encode()
    made = b""
    for keyword, text, tag in (
        (b"Title", meta.title, language),
        (b"Description", meta.alt, language),
        (b"Copyright", meta.rights, language),
        (b"Software", meta.software, b""),
        (b"XML:com.adobe.xmp", xmp(meta).decode(), b""),
    ):
        if text:
            made += _chunk(b"iTXt", keyword + b"\0\0\0" + tag + b"\0\0" + text.encode())
    return made
