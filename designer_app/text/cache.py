"""A cache with a cap in bytes that drops what was not asked for lately."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Two generations: what is used moves to the young one; when that is full, the old one goes.

    Cheaper per look-up than a linked list, and what it keeps is what an LRU of half to all of
    ``limit`` would keep. ``limit`` and the weights given to ``put`` are bytes, roughly.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit // 2
        self._young: dict[K, tuple[V, int]] = {}
        self._old: dict[K, tuple[V, int]] = {}
        self._weight = 0

    def get(self, key: K) -> V | None:
        """The value, or None when it is not (or no longer) here."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self._admit(key, found)
        return found[0]

    def put(self, key: K, value: V, weight: int) -> V:
        """Keep ``value`` and return it."""
        self._admit(key, (value, weight))
        return value

    def clear(self) -> None:
        self._young, self._old, self._weight = {}, {}, 0

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def _admit(self, key: K, entry: tuple[V, int]) -> None:
        if self._weight + entry[1] > self._limit and self._young:
            self._old, self._young, self._weight = self._young, {}, 0
        self._young[key] = entry
        self._weight += entry[1]
