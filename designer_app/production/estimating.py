"""How long a run will take and how much it will write, by making a few of its files in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

import msgspec

from designer_app.production.plan import Plan
from designer_app.production.press import Press
from designer_app.production.supervisor import processors

_SETTINGS, _EACH = 8, 2  # so many settings are tried, with so many cells of each: the first warms the caches
_WORTH = 1.2  # seconds of work from which further processes help


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """Of ``files``: seconds on this machine, and bytes. Both are estimates: rows differ."""

    files: int
    seconds: float
    bytes: int


def estimated(
    plan: Plan, without: Collection[int] = (), *, stop: Callable[[], bool] = lambda: False
) -> Estimate:
    """What making the plan's cells costs, those of numbers ``without`` apart. Nothing is written."""
    chunks = [
        (chunk.setting, cells)
        for chunk in plan.chunks
        if (cells := [cell for cell in chunk.cells if cell.number not in without])
    ]
    files = sum(len(cells) for _, cells in chunks)
    press = Press()
    step = max(1, len(chunks) // _SETTINGS)
    spent = weight = tried = 0.0
    for setting, cells in chunks[::step][:_SETTINGS]:
        hashing = msgspec.structs.replace(setting, mode="hash", strict=False)
        made = []
        for cell in (cells[0], cells[len(cells) // 2])[: 1 if stop() else _EACH]:
            begun = time.perf_counter()
            result = press.make(hashing, cell)
            if result.ok:
                made.append((time.perf_counter() - begun, result.bytes))
        if made:
            spent += min(took for took, _ in made) * len(cells)
            weight += sum(size for _, size in made) / len(made) * len(cells)
            tried += len(cells)
    if not tried:
        return Estimate(files=files, seconds=0.0, bytes=0)
    seconds = spent / tried * files
    if seconds > _WORTH:
        seconds /= max(1, processors()) * 0.9
    return Estimate(files=files, seconds=seconds, bytes=round(weight / tried * files))
