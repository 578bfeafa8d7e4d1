"""Pictures of Pillow's in memory that is not Pillow's: what others write there it shows, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def mapped(memory: bytearray | memoryview, mode: str, size: tuple[int, int]) -> Image.Image:
    """A picture at the beginning of writable memory, rows without gaps: ``L`` a byte a pixel, ``RGB`` and ``RGBA`` four.
    ``Image.frombuffer`` is the same, but for ``RGB`` copies. Raises ``ValueError`` where the memory is too small."""
    from PIL import Image

    core = Image.core.map_buffer(memory, size, "raw", 0, (mode, 0, 1))  # type: ignore[attr-defined]
    return Image.Image()._new(core)


def bytes_of(mode: str, size: tuple[int, int]) -> int:
    """How much memory ``mapped`` takes."""
    return size[0] * size[1] * (1 if mode == "L" else 4)
