"""Where content-addressed bytes lie: nodes name fonts and pictures by hash, never by path.

The map only ever grows and a hash always means the same bytes, so it is shared by the whole process.
"""

from __future__ import annotations

import os
from pathlib import Path

from designer_app.errors import fail
from designer_app.files import digest

_paths: dict[str, Path] = {}
_held: dict[str, bytes] = {}
_seen: dict[tuple[str, int, int], str] = {}  # (path, mtime_ns, size) → digest


def register(path: Path) -> str:
    """The content hash of a regular file, remembered so that ``locate`` finds it again."""
    return taken(path)[0]


def taken(path: Path) -> tuple[str, bytes | None]:
    """``register``, and the file's bytes where they had to be read for it."""
    data = None
    try:
        status = os.stat(path)
        if not os.path.isfile(path):
            raise fail("not-a-file", file=str(path), expected="a regular file")
        key = (str(path), status.st_mtime_ns, status.st_size)
        name = _seen.get(key)
        if name is None:
            data = path.read_bytes()
            name = _seen[key] = digest(data)
    except OSError as fault:
        raise fail(
            "cannot-read",
            file=str(path),
            found=fault.strerror or str(fault),
            expected="a file that can be read",
            remedy="check the name and the folder it is looked for in",
        ) from fault
    _paths[name] = path  # the newest: an older copy of the same bytes may be gone by now
    return name, data


def hold(data: bytes, file: str) -> str:
    """The content hash of bytes that lie within a file, as a picture in a font does; ``held`` gives them back."""
    name = digest(data)
    _held[name] = data
    _paths[name] = Path(file)
    return name


def held(name: str) -> bytes | None:
    """Bytes that are no file of their own; None for those that are, or are unknown."""
    return _held.get(name)


def locate(name: str) -> Path:
    """The file registered under this hash, or the one that holds its bytes."""
    return _paths[name]
