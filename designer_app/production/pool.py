"""Cells by worker processes: which cell goes to whom, and what is said of one that no worker survives.

Workers write files themselves; no pixels travel. The files are the same for any number of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.press import Press, made
from designer_app.production.records import Cell, Chunk, Result, Setting, failed, stuck, thrifty
from designer_app.production.stopping import SECONDS
from designer_app.production.supervisor import LostError, Supervisor

_PER_WORKER = 8  # cells that wait for each worker: more would only take memory
_LISTEN = 0.1  # seconds between looks at whether to stop

Stopped = Callable[[], bool]
_Asked = tuple[Setting, Cell]


def make_together(
    chunks: Sequence[Chunk], workers: int, stopped: Stopped, *, seconds: float = SECONDS
) -> Iterator[Result]:
    """All cells by ``workers`` processes, in the order in which they are done. A cell may take ``seconds``.

    Once ``stopped``, workers have a moment for the cells in hand.
    """
    supervisor = Supervisor(workers, prepare, (tuple(chunk.setting for chunk in chunks),), seconds=seconds)
    done: SimpleQueue[tuple[_Asked, Future[Result]]] = SimpleQueue()
    cells = ((number, chunk.setting, cell) for number, chunk in enumerate(chunks) for cell in chunk.cells)
    pending = 0
    try:
        while not stopped():
            for number, setting, cell in islice(cells, max(0, workers * _PER_WORKER - supervisor.backlog)):
                try:
                    future = supervisor.submit(make_cell, number, cell)
                except BrokenProcessPool:
                    raise _broken() from None
                future.add_done_callback(partial(_done, done, (setting, cell)))
                pending += 1
            if not pending:
                return
            for result in _heard(done, _LISTEN):
                pending -= 1
                yield result
    finally:
        supervisor.shutdown(cancel_futures=True)
    yield from _heard(done, 0)


def _done(queue: SimpleQueue[tuple[_Asked, Future[Result]]], asked: _Asked, future: Future[Result]) -> None:
    queue.put((asked, future))


def _heard(done: SimpleQueue[tuple[_Asked, Future[Result]]], seconds: float) -> Iterator[Result]:
    """What is done by now; the first is awaited for some ``seconds``."""
    try:
        asked, future = done.get(timeout=seconds) if seconds else done.get_nowait()
        while True:
            if not future.cancelled():
                result = result_of_future(asked, future)
                if result is not None:
                    yield result
            asked, future = done.get_nowait()
    except Empty:
        return


def result_of_future(asked: _Asked, future: Future[Result]) -> Result | None:
    """What came of a cell; of one that no worker survived, why; None when it was put off by the end."""
    fault = future.exception()
    if fault is None:
        return thrifty(future.result(), asked[1])
    if isinstance(fault, BrokenProcessPool):
        raise _broken()
    if isinstance(fault, LostError) and fault.detail == "stopped":
        return None
    return failed(*asked, _blame(fault))


def _broken() -> DesignError:
    return fail(
        "no-workers", found="worker processes that end before they begin",
        expected="further processes of this program, as the system allows", remedy="--workers 1 makes all in one process",
    )  # fmt: skip


def _blame(fault: BaseException) -> Finding:
    remedy = "a picture or font in this row may be broken or too large"
    if not isinstance(fault, LostError):
        return Finding(
            code="internal-error", found=f"{type(fault).__name__}: {fault}"[:300], expected="no fault of the program",
            remedy="please report it with the template and this row",
        )  # fmt: skip
    if fault.cause == "stuck":
        return stuck(f"{fault.detail}, twice")
    if fault.cause == "memory":
        return Finding(
            code="out-of-memory", found="more memory than a worker may take, twice",
            expected="a smaller size or picture", remedy=remedy,
        )  # fmt: skip
    return Finding(
        code="worker-died", found=f"its process ended with {fault.detail}, twice", expected="a finished picture",
        remedy=remedy,
    )  # fmt: skip


# ── In a worker ─────────────────────────────────────────────────────────────────────────────────

_press: Press | None = None
_settings: tuple[Setting, ...] = ()


def prepare(settings: tuple[Setting, ...]) -> None:
    """What this process keeps for all of its cells."""
    global _press, _settings
    _press, _settings = Press(), settings


def make_cell(number: int, cell: Cell) -> Result:
    """Make one cell in the setting of this number. Raises ``MemoryError``."""
    return made_here(_settings[number], cell)


def made_here(setting: Setting, cell: Cell) -> Result:
    """Make one cell with what this process keeps. Raises ``MemoryError``: the worker has to go."""
    assert _press is not None
    result = made(_press, setting, cell)
    if any(finding.code == "out-of-memory" for finding in result.findings):
        raise MemoryError
    return result
