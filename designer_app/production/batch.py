"""A batch: a plan carried out, alone or by workers, and what came of it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from designer_app.errors import Finding
from designer_app.files import flush_folder
from designer_app.production.plan import Plan
from designer_app.production.press import make_alone
from designer_app.production.records import Result

ALONE_BELOW = 40  # cells: starting a worker costs as much as making some of them


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch. ``results`` in the plan's order, refused cells last."""

    results: tuple[Result, ...]
    findings: tuple[Finding, ...] = ()
    wanted: int = 0
    stopped: bool = False

    @property
    def made(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.ok)

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not result.ok)

    @property
    def ok(self) -> bool:
        """Whether every file asked for is there."""
        return len(self.made) == self.wanted and not self.stopped


def run_plan(
    plan: Plan, *, workers: int = 0, tell: Callable[[Result], None] = lambda result: None
) -> Summary:
    """Make every cell of a plan. One bad cell never stops the others; Ctrl+C leaves whole files only.

    ``workers`` 0 = as many as there are processors, and one below ``ALONE_BELOW`` cells. ``tell`` hears of
    each result as it comes. The files are the same for any number of workers.
    """
    results: list[Result] = []
    with _stop_flag() as stopped:
        for result in _results(plan, workers, stopped):
            results.append(result)
            tell(result)
        halted = stopped()
    _flush(plan, results)
    return Summary(
        results=(*sorted(results, key=lambda result: result.number), *plan.refused),
        findings=plan.findings,
        wanted=plan.count + len(plan.refused),
        stopped=halted,
    )


def _results(plan: Plan, workers: int, stopped: Callable[[], bool]) -> Iterator[Result]:
    if workers == 1 or (not workers and plan.count < ALONE_BELOW):
        return make_alone(plan.chunks, stopped)
    from designer_app.production.pool import default_workers, make_together

    return make_together(plan.chunks, workers or default_workers(), stopped)


def _flush(plan: Plan, results: list[Result]) -> None:
    """Make the renames durable, once per folder."""
    if not plan.chunks or not plan.chunks[0].setting.paint:
        return
    out = Path(plan.chunks[0].setting.out)
    for folder in sorted({(out / result.path).parent for result in results if result.path}):
        flush_folder(folder)


@contextmanager
def _stop_flag() -> Iterator[Callable[[], bool]]:
    """Ctrl+C raises a flag that is looked at between cells, so that none is left half done."""
    flag: list[bool] = []

    def raise_flag(number: int, frame: FrameType | None) -> Any:
        if flag:
            raise KeyboardInterrupt  # asked twice: now
        flag.append(True)

    try:
        before = signal.signal(signal.SIGINT, raise_flag)
    except ValueError:  # not the main thread: someone else minds Ctrl+C
        yield lambda: bool(flag)
        return
    try:
        yield lambda: bool(flag)
    finally:
        signal.signal(signal.SIGINT, before)
