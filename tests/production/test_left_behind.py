"""What pages leave behind: nothing that waits for the collector, which in a batch hardly ever comes by."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from designer_app.design.library import find_template
from designer_app.paint.caches import all_caches
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.press import Press, made
from designer_app.text import setters, shaping, typeset

ROOT = Path(__file__).resolve().parents[2]


def _forget() -> None:
    """What pages kept in caches, but for the fonts' files, of which there are few."""
    painted = [cache for name, cache in all_caches().items() if not name.startswith("faces")]
    texts: list[Any] = [setters._strips, shaping._cache, typeset._layouts]
    for cache in [*painted, *texts]:
        cache.clear()


def _left_behind(name: str, out: str) -> list[str]:
    """The types of what only a collection frees after some pages of a template."""
    table = find_template(name).folder / "rows.json"
    plan = make_plan(Job(template=name, data=str(table), sizes=("600x600", "1200x628")), out)
    cells = [(chunk.setting, cell) for chunk in plan.chunks for cell in chunk.cells[:3]]
    press = Press()
    assert all(made(press, setting, cell).ok for setting, cell in cells)
    _forget()
    gc.unfreeze()
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    for setting, cell in cells:
        made(press, setting, cell)
    _forget()
    gc.collect()
    return sorted({type(one).__name__ for one in gc.garbage})


@pytest.mark.parametrize("name", ["event", "product", "chart", "quote"])
def test_pages_and_what_caches_drop_are_free_at_once(name: str, tmp_path: Path) -> None:
    """Else memory grows with the number of rows: an object that holds itself lives until a collection. In a process of
    its own, where nothing else leaves anything behind meanwhile."""
    command = [sys.executable, "-m", "tests.production.test_left_behind", name, str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.stdout.strip() == "[]", ran.stdout + ran.stderr


if __name__ == "__main__":
    print(_left_behind(sys.argv[1], sys.argv[2]))
