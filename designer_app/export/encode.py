"""Pixels and settings → the bytes of one file: checks, transparency, the format's module."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import Finding, fail
from designer_app.export.codecs import codec
from designer_app.export.formats import FORMATS, FormatName
from designer_app.export.records import Encoded, EncodeSettings, FileMeta
from designer_app.files import digest
from designer_app.timing import timed

if TYPE_CHECKING:
    from PIL import Image

    from designer_app.export.strips import StripCache

Rows = tuple[int, int]  # y0, y1 (exclusive)


@timed("encode")
def encode(
    image: Image.Image,
    settings: EncodeSettings,
    meta: FileMeta | None = None,
    *,
    strips: StripCache | None = None,
    base_id: str = "",
    dirty: Sequence[Rows] | None = None,
) -> Encoded:
    """Encode ``image`` (any Pillow mode; RGB and RGBA are taken as they are).

    With ``strips``, ``base_id`` and ``dirty`` (row intervals in which the picture differs from the base of
    that name) strips of earlier pictures over the same base are reused; the bytes are the same as
    without. Raises ``DesignError``: ``too-large-for-format``, ``no-lossless``, ``no-palette``.
    """
    check(image.size, settings)
    meta = meta or FileMeta()
    ready, findings = prepare(image, settings)
    if strips is not None and base_id and dirty is not None:
        data = strips.encode(ready, base_id, dirty, settings, meta)
    else:
        data = codec(settings.format).encode(ready, settings, meta)
    return Encoded(data=data, settings=settings, findings=findings)


def check(size: tuple[int, int], settings: EncodeSettings) -> None:
    """Raise ``DesignError`` for a size or a wish that the format cannot fulfil."""
    row = FORMATS[settings.format]
    width, height = size
    if not (1 <= width <= row.max_side and 1 <= height <= row.max_side):
        raise fail(
            "too-large-for-format",
            found=f"{width} × {height} px",
            expected=f"1 to {row.max_side} px on each side for {row.name}",
            remedy="choose a smaller size or another format",
        )
    if settings.lossless and not row.lossless:
        raise fail(
            "no-lossless", found=row.name, expected="png or webp", remedy="drop 'lossless' or change format"
        )
    if settings.colours and (settings.format != "png" or settings.colours == 1):
        raise fail(
            "no-palette",
            found=f"{settings.colours} colours in {row.name}",
            expected="2 to 256 colours in png",
            remedy="set colours to 0 or choose png",
        )


def prepare(image: Image.Image, settings: EncodeSettings) -> tuple[Image.Image, tuple[Finding, ...]]:
    """``image`` as RGB or RGBA, laid on the ground where the format has no alpha."""
    if image.mode == "RGB":
        return image, ()
    if image.mode != "RGBA":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode == "RGB" or FORMATS[settings.format].alpha:
        return image, ()
    flat = flatten(image, settings.ground)
    if opaque(image):
        return flat, ()
    note = Finding(
        code="transparency-flattened",
        severity="note",
        found=f"transparent pixels, which {settings.format} cannot hold",
        remedy="laid on #{:02X}{:02X}{:02X}; choose png, webp or avif to keep them".format(*settings.ground),
    )
    return flat, (note,)


def opaque(image: Image.Image) -> bool:
    """Whether no pixel lets anything shine through."""
    return image.mode != "RGBA" or image.getchannel("A").getextrema()[0] == 255


def flatten(image: Image.Image, ground: tuple[int, int, int]) -> Image.Image:
    """An RGBA ``image`` composited on an opaque ``ground``, as RGB."""
    from PIL import Image

    below = Image.new("RGB", image.size, ground)
    below.paste(image, (0, 0), image)
    return below


def file_key(scene_key: str, settings: EncodeSettings, meta: FileMeta) -> str:
    """Names the file's bytes without making them: Scene key, metadata, settings, encoder versions.

    Same key, same bytes; a batch skips writing what its ledger already has.
    """
    return digest(_packer.encode([scene_key, settings, meta, _version(settings.format)]))


_packer = msgspec.msgpack.Encoder()


@functools.lru_cache(8)
def _version(name: FormatName) -> str:
    return codec(name).version()
