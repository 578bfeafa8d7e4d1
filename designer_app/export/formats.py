"""The one table of file formats. A new format is a row here and the module that the row names."""

from __future__ import annotations

import itertools
from typing import Literal, get_args

import msgspec

from designer_app.errors import did_you_mean, fail

FormatName = Literal["png", "jpg", "webp", "avif", "pdf"]
FORMAT_NAMES: tuple[FormatName, ...] = get_args(FormatName)

# Qualities that a byte budget tries, best first, on the common scale.
LADDER = (95, 92, 90, 87, 84, 81, 78, 75, 72, 69, 66, 63, 60, 55, 50, 45, 40)


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """What a format can do. ``module`` is the codec's module in this room (see ``codecs``).

    ``quality`` maps the common quality (JPEG's scale, 1..100) to the codec's own, as pairs between which
    whole numbers are interpolated, so that one number means about the same look everywhere (pairs of equal
    mean structural similarity in brightness, measured on three photo cards with type).
    ``strips`` says that the file is made of independent strips (``strips.StripCache``). A ``document`` is written
    from Scenes instead of pixels (``pdf``) and may have several pages.
    """

    name: FormatName
    suffix: str
    media_type: str
    module: str
    alpha: bool
    lossless: bool  # can keep every pixel
    lossy: bool  # has a quality
    subsampling: bool  # offers 4:4:4 and 4:2:0
    strips: bool
    max_side: int  # pixels, by the format's specification
    quality: tuple[tuple[int, int], ...] = ((1, 1), (100, 100))
    document: bool = False


FORMATS: dict[FormatName, Format] = {
    row.name: row
    for row in (
        Format(
            name="png",
            suffix=".png",
            media_type="image/png",
            module="png",
            alpha=True,
            lossless=True,
            lossy=False,
            subsampling=False,
            strips=True,
            max_side=2**31 - 1,
        ),
        Format(
            name="jpg",
            suffix=".jpg",
            media_type="image/jpeg",
            module="jpeg",
            alpha=False,
            lossless=False,
            lossy=True,
            subsampling=True,
            strips=True,
            max_side=65500,  # libjpeg's own limit, below the standard's 65535
        ),
        Format(
            name="webp",
            suffix=".webp",
            media_type="image/webp",
            module="webp",
            alpha=True,
            lossless=True,
            lossy=True,
            subsampling=False,
            strips=False,
            max_side=16383,
            quality=((1, 1), (40, 55), (60, 75), (75, 85), (85, 91), (90, 94), (95, 97), (100, 100)),
        ),
        Format(
            name="avif",
            suffix=".avif",
            media_type="image/avif",
            module="avif",
            alpha=True,
            lossless=False,
            lossy=True,
            subsampling=True,
            strips=False,
            max_side=65535,
            quality=((1, 1), (40, 45), (60, 55), (75, 65), (85, 78), (90, 84), (95, 92), (100, 100)),
        ),
        Format(
            name="pdf",
            suffix=".pdf",
            media_type="application/pdf",
            module="pdf",
            alpha=False,
            lossless=False,
            lossy=True,
            subsampling=False,
            strips=False,
            max_side=2**31 - 1,
            document=True,
        ),
    )
}

_ALIASES: dict[str, FormatName] = {"jpeg": "jpg", "jpe": "jpg"}
_PREFERRED: tuple[FormatName, ...] = ("png", "jpg", "webp")


def format_named(name: str) -> Format:
    """The table's row for ``png``, ``JPG``, ``.jpeg`` …. Raises ``DesignError`` (``unknown-format``)."""
    word = name.strip().lower().lstrip(".")
    found = _ALIASES.get(word, word)
    for row in FORMATS.values():
        if row.name == found:
            return row
    raise fail(
        "unknown-format",
        found=f"'{name}'",
        expected="a file format",
        remedy=did_you_mean(word, FORMATS),
    )


def codec_quality(row: Format, quality: int) -> int:
    """The codec's own quality for a common ``quality`` (1..100), never below 1."""
    pairs = row.quality
    for (x0, y0), (x1, y1) in itertools.pairwise(pairs):
        if quality <= x1:
            return max(1, y0 + ((quality - x0) * (y1 - y0) * 2 + (x1 - x0)) // (2 * (x1 - x0)))
    return pairs[-1][1]


def choose_format(size_formats: tuple[str, ...]) -> FormatName:
    """The first of PNG, JPEG, WebP that a size allows, else its first; PNG where it allows any ()."""
    if not size_formats:
        return "png"
    allowed = [format_named(name).name for name in size_formats]
    return next((name for name in _PREFERRED if name in allowed), allowed[0])
