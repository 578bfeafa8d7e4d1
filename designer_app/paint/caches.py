"""All caches of the room in one place: what they hold, and how to empty them."""

from __future__ import annotations

from typing import Any

from designer_app.paint import (
    bounds,
    canvas,
    coverage,
    faces,
    glyphs,
    gradients,
    groups,
    pictures,
    strokes,
    tiles,
)
from designer_app.paint.lru import LOCK, ByteLRU


def all_caches() -> dict[str, ByteLRU[Any]]:
    """Caches by name; ``bytes`` and ``cap`` of each tell what they hold and may hold."""
    rooms = (bounds, canvas, coverage, faces, glyphs, gradients, groups, pictures, strokes, tiles)
    return {
        f"{room.__name__.rpartition('.')[2]}{name}": value
        for room in rooms
        for name, value in sorted(vars(room).items())
        if isinstance(value, ByteLRU)
    }


def forget() -> None:
    """Empty every cache; what is painted next is slower, never different."""
    with LOCK:
        for cache in all_caches().values():
            cache.clear()
