"""What becomes of memory that is free again, where the system's library (glibc) lets us choose; elsewhere nothing happens."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD of mallopt(3)
_LARGEST = 32 << 20  # bytes of one piece: glibc takes no more
_KEPT = 64 << 20


def give_back() -> None:
    """Free memory goes back to the system: after a large table was read, glibc keeps some twice its size."""
    with suppress(OSError, AttributeError, TypeError):  # TypeError: Windows has no library of "this program"
        _library().malloc_trim(0)


def keep_freed() -> None:
    """Memory of large pictures is kept for the next ones. Else each is fetched from the system anew, page by page as it is
    touched, which costs a picture as much as painting it."""
    with suppress(OSError, AttributeError, TypeError):
        mallopt = _library().mallopt
        mallopt(_MAP, _LARGEST)
        mallopt(_TRIM, _KEPT)


def _library() -> Any:
    import ctypes

    return ctypes.CDLL(None)
