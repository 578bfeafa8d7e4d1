"""Memory that a process shares with its decoding child, so that pixels needn't go through a pipe.

The one place that knows how each system shares memory without a name that could outlive both processes: an unnamed file in
memory that the child inherits (Linux; macOS and others by a name that is taken away at once), a mapping that is gone
with its last handle (Windows). Where none can be had, pixels go through the pipe.
"""

from __future__ import annotations

import mmap
import os
import sys
from typing import Any

SIZE = 32 * 1024 * 1024  # bytes of pixels; memory is taken only for those that were written
_TOKEN = 16  # bytes behind the pixels by which the child knows that it has found the right memory


class Area:
    """The parent's side."""

    def __init__(self, memory: mmap.mmap, handle: int, name: str) -> None:
        self.memory = memory
        self._handle, self._name = handle, name

    @classmethod
    def make(cls) -> Area | None:
        """A new one; None where the system has none to give."""
        whole = SIZE + _TOKEN
        token = os.urandom(_TOKEN)
        try:
            if sys.platform == "win32":
                name, handle = f"designer-{os.urandom(16).hex()}", -1
                memory = mmap.mmap(-1, whole, name)
            else:
                name, handle = "", _unnamed(whole)
                memory = mmap.mmap(handle, whole)
        except (OSError, ImportError, AttributeError):
            return None
        memory[SIZE:] = token
        return cls(memory, handle, f"{name or handle}:{token.hex()}")

    def told(self) -> tuple[str, ...]:
        """What the child's command line says of it."""
        return (self._name,)

    def passed(self) -> dict[str, Any]:
        """What starting the child takes for it."""
        return {} if self._handle < 0 else {"pass_fds": (self._handle,)}

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        self.memory.close()


def opened(told: str) -> mmap.mmap | None:
    """The child's side of what its command line says; None when it isn't there."""
    name, _, token = told.partition(":")
    try:
        if sys.platform == "win32":
            memory = mmap.mmap(-1, SIZE + _TOKEN, name)
        else:
            handle = int(name)
            memory = mmap.mmap(handle, SIZE + _TOKEN)
            os.close(handle)
    except (OSError, ValueError):
        return None
    if memory[SIZE:].hex() != token:
        memory.close()
        return None
    return memory


def _unnamed(size: int) -> int:
    """A file in memory without a name, which nobody can make shorter while the other reads it."""
    if sys.platform == "linux":
        import fcntl

        handle = os.memfd_create("designer", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(handle, size)
        fcntl.fcntl(handle, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
        return handle
    import _posixshmem

    name = f"/designer-{os.urandom(8).hex()}"  # macOS takes 31 characters
    handle = int(_posixshmem.shm_open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode=0o600))
    _posixshmem.shm_unlink(name)
    os.ftruncate(handle, size)
    return handle
