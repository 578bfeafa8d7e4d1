"""Bytes put aside: the first ones in memory, more of them in a file without a name that goes with its last reader."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

from designer_app.errors import fail

_HELD = 1 << 20  # bytes of one store that stay in memory


class Scratch:
    """Pieces of bytes by number, in the order in which they came. Where no file can be made or the disk is full, they stay
    in memory."""

    def __init__(self) -> None:
        self._held: list[bytes] = []  # the first ones
        self._room = _HELD
        # Of the others places and lengths in the file: no objects, which would lie scattered in memory that is free else.
        self._places, self._lengths = array("Q"), array("Q")
        self._left: dict[int, bytes] = {}  # those that no file had room for
        self._file: BinaryIO | None = None
        self._size = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held) + len(self._places)

    def append(self, piece: bytes) -> None:
        if not self._places and len(piece) <= self._room:
            self._room -= len(piece)
            self._held.append(piece)
            return
        put = self._put(piece)
        if not put:
            self._left[len(self)] = piece
        self._places.append(self._size)
        self._lengths.append(len(piece))
        self._size += len(piece) if put else 0

    def __getitem__(self, number: int) -> bytes:
        """Raises ``DesignError`` (``disk-gone``) when what was put aside can't be read any more."""
        if number < len(self._held):
            return self._held[number]
        if number in self._left:
            return self._left[number]
        at = number - len(self._held)
        assert self._file is not None
        try:
            with self._lock:
                self._file.seek(self._places[at])
                found = self._file.read(self._lengths[at])
        except OSError as fault:
            raise _gone(fault.strerror or str(fault)) from fault
        if len(found) != self._lengths[at]:
            raise _gone("the end of the file")
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return Scratch, (), None, iter(self)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    def _put(self, piece: bytes) -> bool:
        """Write a piece at the end of the file; whether it had room."""
        try:
            with self._lock:
                if self._file is None:
                    import tempfile  # here: a short run needs none

                    self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # as long as we are
                self._file.seek(self._size)
                return self._file.write(piece) == len(piece)
        except OSError:
            return False

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


def _gone(found: str) -> Exception:
    import tempfile

    return fail(
        "disk-gone", file=tempfile.gettempdir(), found=found, expected="a folder for temporary files that stays",
        remedy="run the same command again",
    )  # fmt: skip
