"""Any stored colour mode → 8-bit sRGB, RGB or RGBA with straight alpha, upright."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from designer_app.errors import Finding, fail
from designer_app.pictures.header import note, orientation_of

if TYPE_CHECKING:
    from PIL import Image, ImageCms

_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I")
_COLOUR_SPACES = {"RGB": ("RGB",), "GRAY": ("L",), "CMYK": ("CMYK",), "LAB": ("LAB",)}  # ICC.1 7.2.6 → modes


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turned and mirrored as EXIF orientation 1..8 asks (EXIF 2.32, tag 274)."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Loaded pixels of any mode as RGB, or RGBA when at least one pixel is not opaque.

    Raises ``DesignError`` (``unsupported-picture``) for 32-bit values that have no defined white.
    """
    if image.mode in _DEEP:
        image = _from_deep(image)
    elif image.mode == "F":
        raise _no_white("32-bit floating-point values")
    colour, alpha = _split_alpha(image)
    colour = _apply_profile(colour, icc)
    if colour.mode == "LAB":
        colour = _from_lab(colour)
    if colour.mode != "RGB":
        colour = colour.convert("RGB")
    if alpha is None or alpha.getextrema()[0] == 255:
        return colour
    colour.putalpha(alpha)
    return colour


def header_notes(image: Image.Image) -> Iterator[Finding]:
    """What ``to_srgb`` and ``upright`` will do to this picture, as notes."""
    profile = open_profile(image.info.get("icc_profile"))
    name = _profile_name(profile) if profile else ""
    if image.mode == "CMYK":
        by = f"by its profile '{name}'" if profile else "without a profile: check its colours by eye"
        yield note("converted-cmyk", "a CMYK picture", f"converted to sRGB {by}")
    elif profile and (image.mode == "LAB" or not _is_srgb(image.info["icc_profile"], _base_mode(image))):
        yield note("converted-profile", f"the colour profile '{name}'", "converted to sRGB")
    elif image.info.get("icc_profile") and not profile:
        yield note("ignored-profile", "a damaged colour profile", "ignored: the picture is taken as sRGB")
    if image.mode in _DEEP or ";16" in _raw_mode(image):
        yield note("converted-16-bit", "a 16-bit picture", "reduced to 8 bits per channel")
    if orientation_of(image) != 1:
        yield note("turned", f"EXIF orientation {orientation_of(image)}", "turned upright")


@functools.lru_cache(maxsize=32)
def open_profile(icc: bytes | None) -> ImageCms.ImageCmsProfile | None:
    """The embedded profile, or None when absent or damaged."""
    if not icc:
        return None
    from PIL import ImageCms

    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (OSError, ImageCms.PyCMSError, ValueError, TypeError):
        return None


def _split_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    if image.mode in ("RGBa", "La"):
        image = image.convert("RGBA" if image.mode == "RGBa" else "LA")
    elif image.mode in ("P", "PA"):
        image = image.convert("RGBA" if image.mode == "PA" or "transparency" in image.info else "RGB")
    elif image.mode in ("1", "L", "RGB") and "transparency" in image.info:
        image = image.convert("RGBA" if image.mode == "RGB" else "LA")
    if image.mode == "1":
        image = image.convert("L")
    if image.mode == "RGBA":
        return image.convert("RGB"), image.getchannel("A")
    if image.mode == "LA":
        return image.getchannel("L"), image.getchannel("A")
    return image, None


def _from_deep(image: Image.Image) -> Image.Image:
    """16-bit grey → 8-bit by exact rounding of v × 255 / 65535; its one transparent value is kept."""
    import numpy as np
    from PIL import Image

    values = np.asarray(image).astype(np.int64)
    if values.size and (values.min() < 0 or values.max() > 65535):
        raise _no_white("32-bit integer values")
    grey = Image.fromarray(((values * 255 + 32767) // 65535).astype(np.uint8))
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        grey.putalpha(Image.fromarray(np.where(values == clear, 0, 255).astype(np.uint8)))
    return grey


def _apply_profile(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Through the embedded profile to sRGB: relative colorimetric with black point compensation."""
    from PIL import ImageCms

    if not icc or _is_srgb(icc, image.mode):
        return image
    transform = _transform(icc, image.mode)
    if transform is None:
        return image
    try:
        converted = ImageCms.applyTransform(image, transform)
    except (ImageCms.PyCMSError, ValueError):
        return image
    return converted if converted is not None else image


@functools.lru_cache(maxsize=32)
def _transform(icc: bytes, mode: str) -> Any:
    from PIL import ImageCms

    profile = open_profile(icc)
    if profile is None or mode not in _COLOUR_SPACES.get(profile.profile.xcolor_space.strip(), ()):
        return None
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    try:
        return ImageCms.buildTransform(
            profile,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=flags,
        )
    except (ImageCms.PyCMSError, ValueError):
        return None


@functools.lru_cache(maxsize=32)
def _is_srgb(icc: bytes, mode: str) -> bool:
    """Whether the profile moves no probe colour by more than 1/255: then the pixels are left as they are."""
    from PIL import Image, ImageCms

    if mode != "RGB":
        return False
    transform = _transform(icc, mode)
    if transform is None:
        return True
    steps = (0, 32, 64, 96, 128, 160, 192, 224, 255)
    probe = Image.new("RGB", (len(steps) ** 2, len(steps)))
    probe.putdata([(r, g, b) for r in steps for g in steps for b in steps])
    moved = ImageCms.applyTransform(probe, transform)
    if moved is None:
        return True
    return all(abs(x - y) <= 1 for x, y in zip(probe.tobytes(), moved.tobytes(), strict=True))


def _from_lab(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    profile = ImageCms.createProfile("LAB")
    converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return converted if converted is not None else image.convert("RGB")


def _no_white(found: str) -> Exception:
    return fail(
        "unsupported-picture",
        found=found,
        expected="8 or 16 bits per channel",
        remedy="export it as a 16-bit TIFF or PNG, or as JPEG",
    )


def _base_mode(image: Image.Image) -> str:
    grey = image.mode in ("1", "L", "LA", "La", *_DEEP)
    return "L" if grey else "CMYK" if image.mode == "CMYK" else "RGB"


def _raw_mode(image: Image.Image) -> str:
    tiles = getattr(image, "tile", None) or []
    try:
        args = tiles[0][3]
    except (IndexError, TypeError):
        return ""
    return str(args[0] if isinstance(args, tuple) else args)


def _profile_name(profile: ImageCms.ImageCmsProfile) -> str:
    text = profile.profile.profile_description or "unnamed"
    return " ".join(str(text).split())[:60]
