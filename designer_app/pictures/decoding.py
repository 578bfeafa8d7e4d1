"""Bytes → pixels, in whichever process it runs. One decoder per kind of file, so the pixels are always the same.

JPEG in grey or colour goes through simplejpeg (libjpeg-turbo, accurate DCT, frees the GIL); what it
refuses as damaged, CMYK JPEG, and every other format go through Pillow, whose JPEG pixels are the same.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from designer_app.pictures.container import wrong_chunk
from designer_app.pictures.convert import to_srgb, upright
from designer_app.pictures.header import broken, format_of, has_alpha, note, open_picture, orientation_of
from designer_app.pictures.limits import Limits
from designer_app.pictures.mapped import bytes_of, mapped, memory
from designer_app.pictures.pixels import Pixels
from designer_app.pictures.records import PictureFacts

if TYPE_CHECKING:
    from PIL import Image

_HASTY = 3  # JPEGs
_SCRATCH_KEPT = 48 * 1024 * 1024  # a picture of 16 megapixels
_thread = threading.local()
Size = tuple[int, int]
Memory = Callable[[int], memoryview]  # of at least so many bytes
Quick = Callable[[bytes, "Image.Image", Size], "Pixels | Image.Image"]  # file, header, size → pixels


def read_facts(data: bytes, digest: str, limits: Limits) -> PictureFacts:
    """Facts of raster bytes, from the header."""
    return _facts_of(open_picture(data, limits), digest)


def _facts_of(image: Image.Image, digest: str) -> PictureFacts:
    """Facts of a picture just opened; decodes no pixels (animations are counted by their headers)."""
    from designer_app.pictures.convert import header_notes

    width, height = image.size
    if orientation_of(image) >= 5:
        width, height = height, width
    kind = format_of(image)
    try:
        animated = kind != "TIFF" and getattr(image, "n_frames", 1) > 1 and image.format != "MPO"
    except Exception as fault:
        raise broken(fault) from fault
    notes = list(header_notes(image))
    if animated:
        notes.append(
            note(
                "first-frame",
                f"an animation of {getattr(image, 'n_frames', 0)} frames",
                "its first frame is used",
            )
        )
    return PictureFacts(
        digest=digest,
        format=kind,
        width=width,
        height=height,
        mode=image.mode,
        has_alpha=has_alpha(image),
        animated=animated,
        notes=tuple(notes),
    )


def shrink_of(facts: PictureFacts, min_size: Size | None) -> int:
    """1, 2, 4 or 8: by how much a JPEG may be decoded smaller and still cover ``min_size``.

    Depends on the picture and ``min_size`` alone, never on what was decoded before.
    """
    if min_size is None or facts.format != "JPEG" or facts.mode not in ("RGB", "L"):
        return 1
    for shrink in (8, 4, 2):
        if -(-facts.width // shrink) >= min_size[0] and -(-facts.height // shrink) >= min_size[1]:
            return shrink
    return 1


def decode_bytes(data: bytes, limits: Limits, shrink: int = 1) -> Pixels:
    """RGB or RGBA, 8-bit sRGB, upright, first frame. Raises ``DesignError``."""
    found = _decoded(open_picture(data, limits), data, shrink, _jpeg_bytes)
    return found if isinstance(found, Pixels) else Pixels.of(found)


def decode_image(data: bytes, limits: Limits, shrink: int, memory: Memory) -> tuple[Image.Image, memoryview]:
    """The same as a picture of Pillow's, and the ``memory`` (at least so many bytes) in which it lies, as most JPEGs do; the
    others lie in Pillow's own (empty)."""
    made: list[tuple[Image.Image, memoryview]] = []

    def jpeg(data: bytes, opened: Image.Image, size: Size) -> Image.Image:
        taken = memory(bytes_of(opened.mode, size))
        _simply(data, "GRAY" if opened.mode == "L" else "RGBX", opened.size, size, taken)
        made.append((mapped(taken, opened.mode, size), taken))
        return made[0][0]

    found = _decoded(open_picture(data, limits), data, shrink, jpeg)
    assert not isinstance(found, Pixels)  # ``jpeg`` makes none
    return made[0] if made and made[0][0] is found else (found, memoryview(b""))


def _decoded(opened: Image.Image, data: bytes, shrink: int, jpeg: Quick) -> Pixels | Image.Image:
    """A picture whose header is read; ``jpeg`` decodes those that it can."""
    orientation, icc = orientation_of(opened), opened.info.get("icc_profile")
    try:
        if opened.format == "PNG":
            _check_png(data)
        quick = None
        if format_of(opened) == "JPEG" and opened.mode in ("RGB", "L") and not _in_haste(shrink):
            size = (-(-opened.width // shrink), -(-opened.height // shrink))
            with contextlib.suppress(ValueError):  # damaged: Pillow then decides what can be saved
                quick = jpeg(data, opened, size)
            if quick is not None and quick.mode == "RGB" and not icc and orientation == 1:
                return quick
        if quick is None:
            opened.load()
        source = opened if quick is None else quick.image() if isinstance(quick, Pixels) else quick
        return upright(to_srgb(source, icc), orientation)
    except Exception as fault:  # decoders raise nearly anything on bytes made to harm
        raise broken(fault) from fault


def _check_png(data: bytes) -> None:
    """Checksums of the chunks that hold pixels (PNG 5.3); Pillow leaves those of IDAT unread."""
    kind = wrong_chunk(data)
    if kind is not None:
        raise ValueError(f"wrong checksum in {kind}")


def _in_haste(shrink: int) -> bool:
    """Whether a process's first JPEGs go through Pillow: the same pixels, and simplejpeg brings numpy along,
    whose import takes as long as ten decodings save."""
    if shrink > 1 or "numpy" in sys.modules:
        return False
    _thread.hasty = getattr(_thread, "hasty", 0) + 1
    return bool(_thread.hasty <= _HASTY)


def _jpeg_bytes(data: bytes, opened: Image.Image, size: Size) -> Pixels:
    """Copied out of memory that serves again."""
    channels = len(opened.mode)
    scratch = _scratch(size[0] * size[1] * channels)
    _simply(data, "GRAY" if channels == 1 else "RGB", opened.size, size, scratch)
    return Pixels(opened.mode, size, bytes(scratch[: size[0] * size[1] * channels]))


def _simply(data: bytes, colours: str, whole: Size, size: Size, buffer: memoryview) -> None:
    """By simplejpeg into a buffer. Raises ``ValueError`` when it finds the data damaged."""
    import simplejpeg

    smallest = {} if size == whole else {"min_width": size[0], "min_height": size[1]}
    simplejpeg.decode_jpeg(data, colours, buffer=buffer, **smallest)


def _scratch(size: int) -> memoryview:
    """Memory to decode into, kept from picture to picture: fresh memory costs half as much as decoding."""
    held: memoryview = getattr(_thread, "scratch", memoryview(b""))
    if len(held) < size:
        held = memory(size)
        if size <= _SCRATCH_KEPT:
            _thread.scratch = held
    return held
