"""What pages leave behind: nothing that waits for the collector, which in a batch hardly ever comes by."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from designer_app.design.library import find_template
from designer_app.paint.caches import all_caches
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.press import Press, made
from designer_app.text import setters, shaping, typeset


def _forget() -> None:
    """What pages kept in caches, but for the fonts' files, of which there are few."""
    painted = [cache for name, cache in all_caches().items() if not name.startswith("faces")]
    texts: list[Any] = [setters._strips, shaping._cache, typeset._layouts]
    for cache in [*painted, *texts]:
        cache.clear()


@pytest.mark.parametrize("name", ["event", "product", "chart", "quote"])
def test_pages_and_what_caches_drop_are_free_at_once(name: str, tmp_path: Path) -> None:
    """Else memory grows with the number of rows: an object that holds itself lives until a collection."""
    table = find_template(name).folder / "rows.json"
    plan = make_plan(Job(template=name, data=str(table), sizes=("600x600", "1200x628")), str(tmp_path))
    cells = [(chunk.setting, cell) for chunk in plan.chunks for cell in chunk.cells[:3]]
    press = Press()
    assert all(made(press, setting, cell).ok for setting, cell in cells)
    _forget()
    thresholds, flags = gc.get_threshold(), gc.get_debug()
    gc.unfreeze()
    gc.collect()
    gc.disable()
    try:
        gc.set_debug(gc.DEBUG_SAVEALL)
        for setting, cell in cells:
            made(press, setting, cell)
        _forget()
        gc.collect()
        left = sorted({type(one).__name__ for one in gc.garbage})
    finally:
        gc.set_debug(flags)
        gc.garbage.clear()
        gc.set_threshold(*thresholds)
        gc.enable()
    assert left == []
