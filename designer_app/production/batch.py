"""A batch: a plan carried out, alone or by workers, and what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from designer_app.errors import Finding
from designer_app.files import DISK_FAULTS, flush_folder
from designer_app.production.harmony import harmonise
from designer_app.production.interleaving import by_row
from designer_app.production.kept_fits import KeptFits
from designer_app.production.packed import Each, Picked
from designer_app.production.plan import Plan
from designer_app.production.press import Press, make_alone
from designer_app.production.records import Chunk, Result, failed, stuck
from designer_app.production.results import Gathered, Results
from designer_app.production.schedulers import Scheduler, Workers
from designer_app.production.stopping import SECONDS, OverdueError, StopFlag, stop_flag

_ALONE = 0.5  # seconds of making alone before workers are thought of
_WORTH = 1.2  # seconds of work left from which they pay for their start


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch. ``results`` in the plan's order, refused cells last."""

    results: Results
    findings: tuple[Finding, ...] = ()
    wanted: int = 0
    stopped: bool = False
    companions: tuple[str, ...] = ()  # further files: captions, archives, contact sheets

    @property
    def made(self) -> Sequence[Result]:
        return self.results.made

    @property
    def failed(self) -> Sequence[Result]:
        return self.results.failed

    @property
    def kept(self) -> int:
        """How many files were there already and would have come out the same."""
        return self.results.kept

    @property
    def ok(self) -> bool:
        """Whether every file asked for is there."""
        return len(self.made) == self.wanted and not self.stopped


def run_plan(
    plan: Plan,
    *,
    workers: Workers = 0,
    tell: Callable[[Result], None] = lambda result: None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Make every cell of a plan. One bad cell never stops the others; Ctrl+C leaves whole files only, and so does
    a disk that is full or gone: it ends the run with one finding.

    ``workers`` 0 = one process per processor where that pays. ``tell`` hears of each result as it comes. The files
    are the same for any number of workers. ``stop`` is asked between cells whether to end.
    """
    press = Press()
    with stop_flag(stop) as asked:
        return carry_out(solved(plan, workers, asked, press), workers, asked, press, tell)


def solved(plan: Plan, workers: Workers, asked: StopFlag, press: Press, kept: KeptFits | None = None) -> Plan:
    """The plan with the sizes that its harmonised texts share. ``kept`` = what earlier runs have measured."""

    def measure(chunks: Sequence[Chunk]) -> Iterator[Result]:
        with asked.hurrying():
            yield from _results(chunks, workers, asked, asked, press)

    return harmonise(plan, measure if kept is None else kept.measure(measure))


def carry_out(
    plan: Plan,
    workers: Workers,
    asked: StopFlag,
    press: Press,
    tell: Callable[[Result], None] = lambda result: None,
) -> Summary:
    """``run_plan`` of a plan that is solved, until ``asked`` says to stop."""
    results = Gathered()
    folders: set[str] = set()
    fatal: list[Finding] = []

    def stopped() -> bool:
        return asked() or bool(fatal)

    with asked.hurrying():
        for result in _results(plan.chunks, workers, stopped, asked, press):
            if lost := [finding for finding in result.findings if finding.code in DISK_FAULTS]:
                fatal = fatal or [msgspec.structs.replace(lost[0], file=_out(plan))]
                continue  # told once; the file is one of those not made
            results.append(result)
            if result.path:
                folders.add(os.path.dirname(result.path))
            tell(result)
    halted = stopped() and len(results) < plan.count
    if not any(finding.code == "disk-gone" for finding in fatal):
        _flush(plan, folders)
    return Summary(
        results=results.in_order(plan.refused),
        findings=(*plan.findings, *fatal),
        wanted=plan.count + len(plan.refused),
        stopped=halted,
    )


def _results(
    chunks: Sequence[Chunk], workers: Workers, stopped: Callable[[], bool], asked: StopFlag, press: Press
) -> Iterator[Result]:
    """Alone or together. Left to choose, begin alone and look how long a cell takes: the files are the same."""
    if isinstance(workers, Scheduler):
        from designer_app.production.fleet import make_by_fleet

        yield from make_by_fleet(chunks, workers, stopped)
        return
    chunks = by_row(chunks, lambda template: press.template(template).template.slots)
    if workers > 1:
        yield from _together(chunks, workers, stopped)
        return
    count = sum(len(chunk.cells) for chunk in chunks)
    begun = time.monotonic()
    for done, result in enumerate(_alone(chunks, stopped, asked, press), 1):
        yield result
        spent = time.monotonic() - begun
        left = (count - done) * spent / done
        if workers == 0 and spent > _ALONE and left > _WORTH:
            from designer_app.production.supervisor import processors

            if processors() > 1:
                yield from _together(_after(chunks, done), processors(), stopped)
                return


def _alone(
    chunks: Sequence[Chunk], stopped: Callable[[], bool], asked: StopFlag, press: Press
) -> Iterator[Result]:
    """All cells in this process; one that takes too long is given up and named."""
    while chunks:
        done = 0
        with asked.watching(SECONDS) as mark:
            try:
                mark(True)
                for result in make_alone(chunks, stopped, press):
                    mark(False)
                    done += 1
                    yield result
                    mark(True)
                return
            except OverdueError:
                press.forget()
        left = _after(chunks, done)
        yield failed(left[0].setting, left[0].cells[0], stuck(f"{SECONDS:g} s"))
        chunks = _after(chunks, done + 1)


def _together(chunks: Sequence[Chunk], workers: int, stopped: Callable[[], bool]) -> Iterator[Result]:
    from designer_app.production.pool import make_together

    return make_together(chunks, workers, stopped)


def _after(chunks: Sequence[Chunk], done: int) -> Sequence[Chunk]:
    """What is left of chunks after the first ``done`` cells."""

    def begun(at: int, chunk: Chunk) -> Chunk:
        return chunk if at else msgspec.structs.replace(chunk, cells=chunk.cells[done:])

    for at, chunk in enumerate(chunks):
        if done < len(chunk.cells):
            return Each(Picked(chunks, range(at, len(chunks))), begun)
        done -= len(chunk.cells)
    return ()


def _out(plan: Plan) -> str:
    return plan.chunks[0].setting.out if plan.chunks else ""


def _flush(plan: Plan, folders: Iterable[str]) -> None:
    """Make the renames durable, once per folder below the output's."""
    if not plan.chunks or plan.chunks[0].setting.mode != "make":
        return
    out = Path(_out(plan))
    for folder in sorted(folders):
        flush_folder(out / folder)
