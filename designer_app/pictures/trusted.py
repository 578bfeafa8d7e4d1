"""Which bytes may be decoded in this process: what the project ships, and what the child has passed."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import get_args

from designer_app.data_files import Kind, data_root
from designer_app.errors import DesignError
from designer_app.scene import sources

_passed: set[str] = set()


def trust(digest: str) -> None:
    """Allow in-process decoding of the bytes with this content hash from now on."""
    _passed.add(digest)


def is_trusted(digest: str) -> bool:
    """Whether these bytes passed the child before, or are registered from the project's own data."""
    return digest in _passed or is_shipped(digest)


def is_shipped(digest: str) -> bool:
    """Whether the file registered under this hash lies in the project's own data folders."""
    try:
        path = sources.locate(digest).resolve()
    except (KeyError, OSError):
        return False
    return any(path.is_relative_to(root) for root in _roots())


@functools.cache
def _roots() -> tuple[Path, ...]:
    roots = []
    for kind in get_args(Kind):
        try:
            roots.append(data_root(kind).resolve())
        except DesignError:  # a checkout without that folder
            continue
    return tuple(roots)
