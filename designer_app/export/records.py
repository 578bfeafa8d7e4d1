"""What goes into encoding and what comes out."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from designer_app.errors import Finding
from designer_app.export.formats import FORMATS, FormatName

Channel = Annotated[int, Meta(ge=0, le=255)]


class EncodeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is encoded.

    ``quality`` is on one scale for all formats, JPEG's (1..100). ``chroma`` 4:4:4 keeps coloured type
    sharp, 4:2:0 is smaller (WebP's lossy coding is always 4:2:0). ``effort`` is ``fast`` or ``small``.
    ``colours`` (2..256) makes a palette PNG, 0 keeps true colour. ``ground`` is what transparent
    pixels are laid on where the format has no alpha.
    """

    format: FormatName = "png"
    quality: Annotated[int, Meta(ge=1, le=100)] = 90
    chroma: Literal["444", "420"] = "444"
    lossless: bool = False
    effort: Literal["fast", "small"] = "fast"
    colours: Annotated[int, Meta(ge=0, le=256)] = 0
    ground: tuple[Channel, Channel, Channel] = (255, 255, 255)


class FileMeta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a file says about itself. Empty fields are left out; there is no date, ever.

    ``row_key`` and ``scene_key`` join a published picture to its data row and its design;
    ``language`` is the language of title and alt text (BCP 47). Long fields are cut
    (``metadata.LIMITS``; alt text at 2,000 characters).
    """

    title: str = ""
    alt: str = ""
    row_key: str = ""
    scene_key: str = ""
    software: str = ""
    language: str = ""
    rights: str = ""


class Encoded(msgspec.Struct, frozen=True, kw_only=True):
    """A finished file: its bytes, the settings that made it, and notes for the person."""

    data: bytes
    settings: EncodeSettings
    findings: tuple[Finding, ...] = ()

    @property
    def format(self) -> FormatName:
        return self.settings.format

    @property
    def suffix(self) -> str:
        return FORMATS[self.settings.format].suffix
