"""A cache that forgets the longest unused entries once its bytes exceed a cap."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")

# Taken by every door of the room (``tools/house_rules.py`` names them): its caches, FreeType's library and faces, and the memory
# that FreeType fills are the process's, and ctypes lets other threads run. Two of them there at once damage the heap.
LOCK = threading.RLock()


class ByteLRU(Generic[V]):
    """Least-recently-used map of values with a cost in bytes; never holds more than ``cap`` bytes.

    A value larger than the cap is not kept at all. What a cache holds never changes a pixel: every
    value is a pure function of its key.
    """

    def __init__(self, cap: int) -> None:
        self.cap = cap
        self.bytes = 0
        self._entries: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> V | None:
        """The value, now the most recently used, or None."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: Hashable, value: V, cost: int) -> V:
        """Keep ``value`` (``cost`` bytes) under ``key`` and return it."""
        old = self._entries.pop(key, None)
        if old is not None:
            self.bytes -= old[1]
        if cost <= self.cap:
            self._entries[key] = (value, cost)
            self.bytes += cost
            while self.bytes > self.cap:
                _, (_, freed) = self._entries.popitem(last=False)
                self.bytes -= freed
        return value

    def clear(self) -> None:
        self._entries.clear()
        self.bytes = 0
