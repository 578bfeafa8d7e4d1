"""How much a picture may cost. One record for the process; the decoding child gets a copy with each job."""

from __future__ import annotations

import msgspec

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Caps of the decoding door. ``pixels`` is width × height, ``seconds`` wall clock per picture,
    ``memory`` the address space of the decoding child in bytes (where the system can cap it). Of a layered document
    ``document_pixels`` are those of all its layers."""

    pixels: int = 50_000_000
    file_bytes: int = 256 * 1024 * 1024
    svg_bytes: int = 16 * 1024 * 1024
    seconds: float = 20.0
    memory: int = 4 * 1024**3
    cache_bytes: int = 96 * 1024 * 1024
    document_seconds: float = 60.0
    document_layers: int = 5000
    document_pixels: int = 400_000_000

    def for_documents(self) -> Limits:
        """The caps under which a layered document is read: more time than a picture."""
        return msgspec.structs.replace(self, seconds=max(self.seconds, self.document_seconds))


_current = Limits()


def limits() -> Limits:
    """The caps in force in this process."""
    return _current


def set_limits(new: Limits) -> Limits:
    """Put other caps in force; returns the old ones."""
    global _current
    old, _current = _current, new
    return old
