"""What every format's module provides, and the one place that finds it."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from designer_app.export.formats import FORMATS, FormatName
from designer_app.export.records import EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image


class Codec(Protocol):
    """A format's module. ``image`` is RGB, or RGBA where the format has alpha."""

    def encode(self, image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes: ...

    def version(self) -> str:
        """Name and version of what compresses: part of the file key."""


Band = tuple[int, int]  # rows of pixels: y0, y1 (exclusive)


class Strip(NamedTuple):
    """One strip of a file, compressed by itself. PNG also needs the sum and the length of what it holds."""

    data: bytes
    adler: int = 1
    length: int = 0


class StripCodec(Codec, Protocol):
    """A format whose file is a head, independent strips of whole rows, and a tail.

    ``cut`` of any bands (y0, y1 exclusive; whole strips, in order) gives exactly the strips that ``cut`` of the
    whole picture has there; ``encode`` is ``join(cut(image))``. So reusing strips never changes a file.
    """

    def strip_rows(self, settings: EncodeSettings) -> int:
        """Rows per strip; 0 when these settings do not allow independent strips (palette)."""

    def cut(
        self, image: Image.Image, settings: EncodeSettings, bands: Sequence[Band] | None = None
    ) -> list[Strip]: ...

    def join(
        self, strips: list[Strip], size: tuple[int, int], mode: str, settings: EncodeSettings, meta: FileMeta
    ) -> bytes: ...


def codec(name: FormatName) -> Codec:
    """The module that encodes this format; imported at first use."""
    return cast("Codec", importlib.import_module(f"designer_app.export.{FORMATS[name].module}"))


def strip_codec(name: FormatName) -> StripCodec | None:
    """The same for a format of independent strips, else None."""
    return cast("StripCodec", codec(name)) if FORMATS[name].strips else None
