"""Opens picture bytes behind the whitelist and the pixel cap, and reads the facts of the header."""

from __future__ import annotations

import functools
import io
import warnings
from typing import TYPE_CHECKING

from designer_app.errors import DesignError, Finding, fail
from designer_app.pictures.limits import FORMATS, Limits

if TYPE_CHECKING:
    from PIL import Image

ORIENTATION = 0x0112  # EXIF tag 274
_NAMED = "JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP"
# First bytes of kinds that people do try, so that the refusal can name them.
_OTHERS = (
    (b"%!PS", "an EPS or PostScript file"),
    (b"\xc5\xd0\xd3\xc6", "an EPS file"),
    (b"%PDF", "a PDF file"),
    (b"8BPS", "a Photoshop file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x00\x00\x01\x00", "an icon file"),
    (b"\x00\x00\x00\x0cJXL", "a JPEG XL file"),
    (b"\xff\x0a", "a JPEG XL file"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 file"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
)


def open_picture(data: bytes, limits: Limits) -> Image.Image:
    """The picture with its header read and its pixels not yet decoded.

    Raises ``DesignError``: ``unsupported-picture``, ``picture-too-large``, ``bad-picture``.
    """
    from PIL import Image, UnidentifiedImageError

    _quieten()
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        size = image.size
    except UnidentifiedImageError:
        raise _unidentified(data) from None
    except Exception as fault:  # decoders raise nearly anything on bytes made to harm
        raise broken(fault) from fault
    check_size(size, limits)
    return image


@functools.cache
def _quieten() -> None:
    """Our own cap replaces Pillow's; its warnings about odd metadata are nothing a user could act on."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def check_size(size: tuple[int, int], limits: Limits) -> None:
    """Refuse a declared size above ``limits.pixels`` or without area."""
    width, height = size
    if width <= 0 or height <= 0:
        raise fail("bad-picture", found=f"{width} × {height} pixels", expected="a picture with an area")
    if width * height > limits.pixels:
        raise fail(
            "picture-too-large",
            found=f"{width} × {height} pixels ({width * height / 1e6:.0f} megapixels)",
            expected=f"at most {limits.pixels / 1e6:g} megapixels",
            remedy="save the picture smaller or raise the limit",
        )


def broken(fault: BaseException) -> DesignError:
    """``bad-picture`` in place of whatever a decoder raised."""
    if isinstance(fault, DesignError):
        return fault
    text = " ".join(str(fault).split())[:120] or type(fault).__name__
    cut = "truncated" in text or "premature" in text.lower() or isinstance(fault, EOFError)
    found = "a picture that ends too early" if cut else f"damaged picture data ({text})"
    if isinstance(fault, MemoryError):
        found = "a picture that needs more memory than is allowed"
    return fail(
        "bad-picture",
        found=found,
        expected="a whole picture",
        remedy="save or download the picture again",
    )


def format_of(image: Image.Image) -> str:
    """The whitelisted name of the format (a multi-picture JPEG is a JPEG)."""
    return "JPEG" if image.format == "MPO" else str(image.format)


def has_alpha(image: Image.Image) -> bool:
    """Whether the stored mode can hold transparency."""
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation 1..8; 1 when absent, wrong, or applied by the decoder itself (TIFF)."""
    if image.format == "TIFF":
        return 1
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # a broken EXIF block says nothing about the pixels
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def note(code: str, found: str, remedy: str) -> Finding:
    """A finding of severity note."""
    return Finding(code=code, severity="note", found=found, remedy=remedy)


def _unidentified(data: bytes) -> DesignError:
    head = data[:512].lstrip()
    for magic, name in _OTHERS:
        if data.startswith(magic) or head.startswith(magic):
            return fail("unsupported-picture", found=name, expected=_NAMED, remedy="export it as PNG or JPEG")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return fail("unsupported-picture", found="a HEIC file", expected=_NAMED, remedy="export it as JPEG")
    known = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
    if data.startswith(known) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] == b"ftypavif":
        return fail(
            "bad-picture",
            found="a picture with a damaged header",
            expected="a whole picture",
            remedy="save or download the picture again",
        )
    return fail(
        "unsupported-picture",
        found="a file that is no picture of a known kind",
        expected=_NAMED,
        remedy="export it as PNG or JPEG",
    )
