"""The fixed ladder of sizes that every fit walks."""

from __future__ import annotations

from functools import lru_cache

from designer_app.scene.geometry import snap

STEP = 1.02


@lru_cache(maxsize=1)
def _rungs() -> tuple[float, ...]:
    """Sizes from 1 to 8192 px, each 2 % larger, rounded to 1/64 px. By repeated multiplication, as
    powers differ between maths libraries."""
    sizes = [8.0]
    up = down = 8.0
    while up < 8192:
        up *= STEP
        sizes.append(snap(up))
    while down > 1:
        down /= STEP
        sizes.append(snap(down))
    return tuple(sorted(set(sizes), reverse=True))


@lru_cache(maxsize=512)
def ladder(size: float, min_size: float = 0.0) -> tuple[float, ...]:
    """Sizes to try, falling: ``size``, the global steps below it, ``min_size``. The steps are the same
    for every text, so that equal sizes share painted glyphs."""
    top = snap(size)
    if min_size <= 0 or min_size >= size:
        return (top,)
    bottom = snap(min_size)
    return (top, *(rung for rung in _rungs() if bottom < rung < top), bottom)
