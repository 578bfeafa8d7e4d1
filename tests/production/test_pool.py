"""Workers that die, cells that fail inside, chunks that are shared out."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import pytest

from designer_app.production import pool
from designer_app.production.batch import run_plan
from designer_app.production.jobs import Job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.pool import cut, make_together

NOTE = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"


def plan_of(out: Path, sizes: tuple[str, ...] = ("300x300",)) -> Plan:
    return make_plan(
        Job(template=str(NOTE), data=str(NOTE / "rows.json"), kits=("med", "northline"), sizes=sizes),
        str(out),
    )


def test_cut_keeps_order_and_loses_nothing(tmp_path: Path) -> None:
    chunks = plan_of(tmp_path, ("300x300", "400x400", "300x500")).chunks
    for workers in (1, 2, 5):
        pieces = cut(chunks, workers)
        assert [cell for piece in pieces for cell in piece.cells] == [
            cell for chunk in chunks for cell in chunk.cells
        ]
        assert all(piece.cells for piece in pieces)


def dying_work(parent: Connection) -> None:
    """A worker that ends hard at one cell."""
    from designer_app.production.press import Press, made

    press = Press()
    while (chunk := parent.recv()) is not None:
        for cell in chunk.cells:
            if cell.key == "de":
                os._exit(9)
            parent.send(made(press, chunk.setting, cell))


def test_a_dead_worker_costs_its_cell_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "work", dying_work)
    plan = plan_of(tmp_path / "o")
    results = list(make_together(plan.chunks, 2, lambda: False))
    assert sorted(result.number for result in results) == list(range(plan.count))
    lost = [result for result in results if not result.ok]
    assert [(result.key, result.findings[0].code) for result in lost] == [("de", "worker-died")] * len(lost)
    assert len(lost) == plan.count - len(list((tmp_path / "o").iterdir()))
    assert lost


def once_dying_work(parent: Connection) -> None:
    """A worker that ends hard at one cell, but not when it comes again."""
    from designer_app.production.press import Press, made

    press = Press()
    while (chunk := parent.recv()) is not None:
        for cell in chunk.cells:
            mark = Path(chunk.setting.out).parent / f"died-{cell.number}"
            if cell.key == "de" and not mark.exists():
                mark.touch()
                os._exit(9)
            parent.send(made(press, chunk.setting, cell))


def test_a_dead_workers_cell_is_tried_once_more_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "work", once_dying_work)
    plan = plan_of(tmp_path / "o")
    results = list(make_together(plan.chunks, 2, lambda: False))
    assert sorted(result.number for result in results) == list(range(plan.count))
    assert all(result.ok for result in results)
    assert {result.key for result in results[-2:]} == {"de"}  # after all others
    assert list(tmp_path.glob("died-*"))


def full_work(parent: Connection) -> None:
    """A worker whose disk is full from the third file on."""
    _fill_disk(3)
    pool_work(parent)


pool_work = pool.work


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
    monkeypatch.setattr(pool, "work", full_work)
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
    import multiprocessing

    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGINT)
    results += list(group)
    assert all(result.ok for result in results)
    assert len(results) == plan.count
