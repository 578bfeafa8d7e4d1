"""Workers that die, cells that fail inside, chunks that are shared out."""

from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from designer_app.production import pool
from designer_app.production.batch import run_plan
from designer_app.production.jobs import Job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.pool import make_together
from designer_app.production.records import Cell, Result, Setting

NOTE = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"


def plan_of(out: Path, sizes: tuple[str, ...] = ("300x300",)) -> Plan:
    return make_plan(
        Job(template=str(NOTE), data=str(NOTE / "rows.json"), kits=("med", "northline"), sizes=sizes),
        str(out),
    )


def dying(number: int, cell: Cell) -> Result:
    """A worker that ends hard at one cell."""
    if cell.key == "de":
        os._exit(9)
    return pool_cell(number, cell)


def hanging(number: int, cell: Cell) -> Result:
    """A worker that never comes back from one cell."""
    if cell.key == "de":
        while True:
            pass
    return pool_cell(number, cell)


def greedy(number: int, cell: Cell) -> Result:
    """A worker that has no memory left at one cell."""
    if cell.key == "de":
        raise MemoryError
    return pool_cell(number, cell)


pool_cell = pool.make_cell


@pytest.mark.parametrize(
    ("worker", "code"), [(dying, "worker-died"), (hanging, "cell-stuck"), (greedy, "out-of-memory")]
)
def test_a_lost_worker_costs_its_cell_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: Any, code: str
) -> None:
    monkeypatch.setattr(pool, "make_cell", worker)
    chunks = [chunk for chunk in plan_of(tmp_path / "o").chunks if chunk.setting.kit.endswith("med")]
    numbers = sorted(cell.number for chunk in chunks for cell in chunk.cells)
    results = list(make_together(chunks, 2, lambda: False, seconds=6 if worker is hanging else 120))
    assert sorted(result.number for result in results) == numbers
    lost = [result for result in results if not result.ok]
    assert [(result.key, result.findings[0].code) for result in lost] == [("de", code)] * len(lost)
    assert len(lost) == len(numbers) - len(list((tmp_path / "o").iterdir())) == 1
    assert multiprocessing.active_children() == []


def once_dying(number: int, cell: Cell) -> Result:
    """A worker that ends hard at one cell, but not when it comes again."""
    mark = Path(os.environ["MARKS"]) / f"died-{number}-{cell.number}"
    if cell.key == "de" and not mark.exists():
        mark.touch()
        os._exit(9)
    return pool_cell(number, cell)


def test_a_dead_workers_cell_is_tried_once_more_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "make_cell", once_dying)
    monkeypatch.setenv("MARKS", str(tmp_path))
    plan = plan_of(tmp_path / "o")
    results = list(make_together(plan.chunks, 2, lambda: False))
    assert sorted(result.number for result in results) == list(range(plan.count))
    assert all(result.ok for result in results)
    assert {result.key for result in results[-2:]} == {"de"}  # after all others
    assert list(tmp_path.glob("died-*"))


def full(settings: tuple[Setting, ...]) -> None:
    """A worker whose disk is full from the third file on."""
    _fill_disk(3)
    pool_prepare(settings)


pool_prepare = pool.prepare


def _fill_disk(files: int) -> None:
    count, write = itertools.count(1), os.write

    def writes(handle: int, data: bytes) -> int:
        if len(data) > 500 and next(count) > files:  # a picture
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data)

    os.write = writes


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_ends_the_batch_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(os, "write", os.write)  # put back afterwards
    monkeypatch.setattr(pool, "prepare", full)
    if workers == 1:
        _fill_disk(3)
    plan = plan_of(tmp_path / "o", ("300x300", "400x400", "500x500", "320x320"))
    summary = run_plan(plan, workers=workers)
    told = [
        f
        for f in (*summary.findings, *[f for r in summary.results for f in r.findings])
        if f.severity == "error"
    ]
    assert [(f.code, f.file, f.found) for f in told] == [
        ("disk-full", str(tmp_path / "o"), "No space left on device")
    ]
    assert summary.stopped
    assert not summary.ok
    assert not summary.failed
    assert 3 <= len(summary.made) < plan.count
    assert sorted(path.name for path in (tmp_path / "o").iterdir()) == sorted(r.path for r in summary.made)


def test_stopping_reports_what_was_made(tmp_path: Path) -> None:
    plan = plan_of(tmp_path / "o", ("300x300", "400x400", "500x500", "320x320"))
    seen: list[int] = []
    for result in make_together(plan.chunks, 2, lambda: len(seen) > 3):
        seen.append(result.number)  # noqa: PERF401 (it is looked at meanwhile)
    assert len(seen) < plan.count
    assert len(list((tmp_path / "o").iterdir())) == len(seen)


def test_faults_of_the_program_fail_one_cell(tmp_path: Path) -> None:
    from designer_app.production.press import make_alone

    plan = plan_of(tmp_path / "o")
    first, *rest = plan.chunks[0].cells
    broken = msgspec.structs.replace(first, values={"headline": object()})
    chunk = msgspec.structs.replace(plan.chunks[0], cells=(broken, *rest))
    results = list(make_alone([chunk], lambda: False))
    assert [result.ok for result in results] == [False, *[True] * len(rest)]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_ctrl_c_is_the_parents_to_answer(tmp_path: Path) -> None:
    """A worker that gets the signal goes on; the batch is whole."""
    plan = plan_of(tmp_path / "o", ("300x300", "400x400"))
    group = make_together(plan.chunks, 2, lambda: False)
    results = [next(group)]
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGINT)
    results += list(group)
    assert all(result.ok for result in results)
    assert len(results) == plan.count


def test_a_cell_that_hangs_in_this_process_is_given_up_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from designer_app.production import batch
    from designer_app.production.press import Press

    chunks = tuple(chunk for chunk in plan_of(tmp_path / "o").chunks if chunk.setting.kit.endswith("med"))
    assert run_plan(Plan(chunks=chunks), workers=1).ok  # what is loaded once counts for no cell
    make = Press.make

    def hang(press: Press, setting: Setting, cell: Cell, **options: Any) -> Result:
        while cell.key == "de":
            pass
        return make(press, setting, cell, **options)

    monkeypatch.setattr(Press, "make", hang)
    monkeypatch.setattr(batch, "SECONDS", 1.5)
    summary = run_plan(Plan(chunks=chunks), workers=1)
    assert [(result.key, result.findings[0].code) for result in summary.failed] == [("de", "cell-stuck")]
    assert len(summary.made) == sum(len(chunk.cells) for chunk in chunks) - 1
    assert not summary.stopped
