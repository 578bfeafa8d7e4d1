"""WebP through Pillow. Method 2 is the sweet spot: 4 costs 2.8 times the time for 3 % of the size."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from designer_app.export.formats import FORMATS, codec_quality
from designer_app.export.metadata import xmp
from designer_app.export.records import EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image


def encode(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    """The file of an RGB or RGBA ``image``; ``lossless`` keeps every pixel, hidden ones too."""
    small = settings.effort == "small"
    stream = io.BytesIO()
    if settings.lossless:  # here "quality" is effort, 0..100
        options = {
            "lossless": True,
            "exact": True,
            "quality": 60 if small else 20,
            "method": 4 if small else 0,
        }
    else:
        quality = codec_quality(FORMATS["webp"], settings.quality)
        options = {"quality": quality, "method": 4 if small else 2}
    image.save(stream, "WEBP", xmp=xmp(meta), exif=b"", icc_profile=b"", **options)
    return stream.getvalue()


def version() -> str:
    import PIL
    from PIL import features

    return f"libwebp {features.version('webp')} pillow {PIL.__version__}"
