"""Least-recently-used store capped in bytes, safe to use from several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class ByteLru(Generic[V]):
    """Holds values until their sizes add up to more than ``cap`` bytes; then the oldest go.

    A value larger than the whole cap is not kept.
    """

    def __init__(self) -> None:
        self._items: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.held = 0

    def get(self, key: Hashable) -> V | None:
        with self._lock:
            entry = self._items.get(key)
            if entry is None:
                return None
            self._items.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: V, size: int, cap: int) -> None:
        with self._lock:
            old = self._items.pop(key, None)
            self.held -= old[1] if old else 0
            if size <= cap:
                self._items[key] = (value, size)
                self.held += size
            while self.held > cap:
                _, (_, gone) = self._items.popitem(last=False)
                self.held -= gone

    def grown(self, value: V, size: int, cap: int) -> None:
        """A value that is held takes ``size`` bytes by now."""
        with self._lock:
            key = next((key for key, (held, _) in self._items.items() if held is value), None)
        if key is not None:
            self.put(key, value, size, cap)

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self.held = 0
