"""Types that msgspec has looked into already.

It looks into a type when it first reads data as one, which takes up to 11 ms of Python, and shows other threads what it has of it
so far: two that read the first of a kind at once end the process.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec

K = TypeVar("K")

_lock = threading.RLock()  # a collector may come by meanwhile, and what it ends may read data
_known: set[Any] = set()


def read_as(kind: K) -> K:
    """The type, looked into by one thread alone: ``msgspec.convert(data, read_as(Template))``."""
    if kind not in _known:
        with _lock:
            msgspec.msgpack.Decoder(kind)
            _known.add(kind)
    return kind
