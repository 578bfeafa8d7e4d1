"""Bytes put aside: the first ones in memory, more of them in a file without a name that goes with its last reader."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from typing import Any, BinaryIO

from designer_app.errors import fail

_HELD = 1 << 20  # bytes of one store that stay in memory


class Scratch:
    """Pieces of bytes by number, in the order in which they came. Where no file can be made or the disk is full, they stay
    in memory."""

    def __init__(self) -> None:
        self._pieces: list[bytes | tuple[int, int]] = []  # itself, or its place in the file and its length
        self._room = _HELD
        self._file: BinaryIO | None = None
        self._size = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pieces)

    def append(self, piece: bytes) -> None:
        kept: bytes | tuple[int, int] = piece
        if len(piece) <= self._room:
            self._room -= len(piece)
        else:
            self._room = 0
            kept = self._put(piece) or piece
        self._pieces.append(kept)

    def __getitem__(self, number: int) -> bytes:
        """Raises ``DesignError`` (``disk-gone``) when what was put aside can't be read any more."""
        kept = self._pieces[number]
        if isinstance(kept, bytes):
            return kept
        place, length = kept
        assert self._file is not None
        try:
            with self._lock:
                self._file.seek(place)
                found = self._file.read(length)
        except OSError as fault:
            raise _gone(fault.strerror or str(fault)) from fault
        if len(found) != length:
            raise _gone("the end of the file")
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return Scratch, (), None, iter(self)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    def _put(self, piece: bytes) -> tuple[int, int] | None:
        """Where a piece lies in the file; None where there is no room."""
        try:
            with self._lock:
                if self._file is None:
                    self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # as long as we are
                self._file.seek(self._size)
                if self._file.write(piece) != len(piece):
                    return None
        except OSError:
            return None
        self._size += len(piece)
        return self._size - len(piece), len(piece)

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


def _gone(found: str) -> Exception:
    return fail(
        "disk-gone", file=tempfile.gettempdir(), found=found, expected="a folder for temporary files that stays",
        remedy="run the same command again",
    )  # fmt: skip
