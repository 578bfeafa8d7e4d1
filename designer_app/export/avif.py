"""AVIF through Pillow: libaom on one thread and one tile, so that the bytes do not depend on the machine."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from designer_app.export.formats import FORMATS, codec_quality
from designer_app.export.metadata import xmp
from designer_app.export.records import EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image


def encode(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    """The file of an RGB or RGBA ``image``, at speed 10 (``fast``) or 8 (``small``)."""
    stream = io.BytesIO()
    image.save(
        stream,
        "AVIF",
        quality=codec_quality(FORMATS["avif"], settings.quality),
        subsampling="4:2:0" if settings.chroma == "420" else "4:4:4",
        speed=8 if settings.effort == "small" else 10,
        codec="aom",
        max_threads=1,
        autotiling=False,
        xmp=xmp(meta),
        exif=b"",
        icc_profile=b"",
    )
    return stream.getvalue()


def version() -> str:
    import PIL
    from PIL import features

    return f"libavif {features.version('avif')} pillow {PIL.__version__}"
