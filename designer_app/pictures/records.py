"""What is known about a picture before its pixels are looked at."""

from __future__ import annotations

import msgspec

from designer_app.errors import Finding


class PictureFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Read from the header. ``width``/``height`` are pixels after EXIF orientation; for SVG its own
    size rounded. ``mode`` is the stored colour mode as Pillow names it (``RGB``, ``CMYK``,
    ``I;16`` …), ``has_alpha`` whether the file can hold transparency, ``notes`` what the decoder
    converts (severity note); ``whole`` is False where the file seems to lack bytes (``container``)."""

    digest: str
    format: str
    width: int
    height: int
    mode: str
    has_alpha: bool = False
    animated: bool = False
    notes: tuple[Finding, ...] = ()
    whole: bool = True
