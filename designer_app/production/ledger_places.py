"""Where a ledger's records of a name lie, in 16 bytes a record whatever the name's length."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from functools import lru_cache


class Places:
    """Names are known by 64 bits of a hash, so that what is found may, once in a blue moon, be another name's: whoever
    reads a record looks at its name."""

    def __init__(self) -> None:
        self._marks, self._places = array("Q"), array("Q")
        self._sorted = True

    def add(self, name: str, place: int) -> None:
        mark = mark_of(name)
        self._sorted = self._sorted and (not self._marks or self._marks[-1] <= mark)
        self._marks.append(mark)
        self._places.append(place)

    def of(self, name: str) -> list[int]:
        """Places in the order in which they were added."""
        self._sort()
        mark = mark_of(name)
        at = bisect_left(self._marks, mark)
        found = []
        while at < len(self._marks) and self._marks[at] == mark:
            found.append(self._places[at])
            at += 1
        return found

    def __len__(self) -> int:
        """How many different names there are."""
        self._sort()
        return sum(at == 0 or self._marks[at - 1] != mark for at, mark in enumerate(self._marks))

    def __bool__(self) -> bool:
        return bool(self._marks)

    def _sort(self) -> None:
        if self._sorted:
            return
        order = array("I", sorted(range(len(self._marks)), key=self._marks.__getitem__))
        self._marks = array("Q", map(self._marks.__getitem__, order))
        self._places = array("Q", map(self._places.__getitem__, order))
        self._sorted = True


@lru_cache(maxsize=8)  # a cell's name is mostly its file's, and asked for several times in a row
def mark_of(name: str) -> int:
    """64 bits of a hash: what names are known by where there are many."""
    return int.from_bytes(
        hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
