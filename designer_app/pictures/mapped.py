"""Pictures of Pillow's in memory that is not Pillow's: what others write there it shows, and the other way round."""

from __future__ import annotations

import contextlib
import mmap
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def memory(size: int) -> memoryview:
    """So many bytes, all zero, that begin with a page, in large pages where the system has them: a decoder and the resizer are 5 to
    15 % quicker there than in a ``bytearray``. Raises ``MemoryError``."""
    try:
        if sys.platform == "win32":
            return memoryview(mmap.mmap(-1, size))
        pages = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    except OSError as fault:
        raise MemoryError(size) from fault
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a system without large pages
            pages.madvise(mmap.MADV_HUGEPAGE)
    return memoryview(pages)


def mapped(memory: bytearray | memoryview, mode: str, size: tuple[int, int]) -> Image.Image:
    """A picture at the beginning of writable memory, rows without gaps: ``L`` a byte a pixel, ``RGB`` and ``RGBA`` four.
    ``Image.frombuffer`` is the same, but for ``RGB`` copies. Raises ``ValueError`` where the memory is too small."""
    from PIL import Image

    core = Image.core.map_buffer(memory, size, "raw", 0, (mode, 0, 1))  # type: ignore[attr-defined]
    return Image.Image()._new(core)


def bytes_of(mode: str, size: tuple[int, int]) -> int:
    """How much memory ``mapped`` takes."""
    return size[0] * size[1] * (1 if mode == "L" else 4)
