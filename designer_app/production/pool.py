"""Worker processes for batches: one pipe each, chunks out, one line per finished cell back.

Workers are spawned, so that they are the same on every system. They write files themselves; no pixels
travel. A worker that dies costs no more than the cell it held: the rest of its chunk goes to another, and the cell
is tried once more at the end, by a worker that has the machine to itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import Finding
from designer_app.production.records import Cell, Chunk, Result, failed

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_PER_WORKER = 4  # chunks, so that none waits long for the last
_LEAST = 8  # cells of a chunk: a smaller one doesn't pay for its warm-up
_LISTEN = 0.1  # seconds between looks at whether to stop
_GRACE = 5.0  # seconds for a worker to finish its cell when everything stops

Stopped = Callable[[], bool]


def default_workers() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # absent on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def cut(chunks: Sequence[Chunk], workers: int) -> list[Chunk]:
    """Chunks small enough to share among ``workers``, in the same order."""
    total = sum(len(chunk.cells) for chunk in chunks)
    most = max(_LEAST, -(-total // max(1, workers * _PER_WORKER)))
    return [
        msgspec.structs.replace(chunk, cells=chunk.cells[start : start + most])
        for chunk in chunks
        for start in range(0, len(chunk.cells), most)
    ]


def make_together(chunks: Sequence[Chunk], workers: int, stopped: Stopped) -> Iterator[Result]:
    """All cells by ``workers`` processes, in the order in which they are done."""
    pool = _Pool(cut(chunks, workers), workers)
    try:
        yield from pool.results(stopped)
    finally:
        pool.close()


class _Pool:
    def __init__(self, chunks: Sequence[Chunk], workers: int) -> None:
        self.waiting = deque(chunks)
        self.held: dict[Connection, deque[Cell]] = {}  # cells not yet reported, by worker
        self.chunk: dict[Connection, Chunk] = {}
        self.process: dict[Connection, SpawnProcess] = {}
        self.again: deque[Chunk] = deque()  # single cells whose worker died
        self.alone: set[int] = set()  # their numbers
        for _ in range(min(workers, len(chunks))):
            self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs,), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        self.process[ours] = process
        self._give(ours)

    def _give(self, worker: Connection) -> None:
        """The next chunk, or nothing more to do: the worker then ends by itself."""
        if not self.waiting:
            self._send(worker, None)
            self.held.pop(worker, None)
            return
        chunk = self.waiting.popleft()
        self.chunk[worker], self.held[worker] = chunk, deque(chunk.cells)
        self._send(worker, chunk)

    @staticmethod
    def _send(worker: Connection, message: Chunk | None) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died: its end of file tells so next
            worker.send(message)

    def results(self, stopped: Stopped) -> Iterator[Result]:
        """Results as they come. Once ``stopped``, workers finish the cell in hand, and those come, too."""
        yield from self._shared(stopped)
        while self.again and not stopped():
            self.waiting.append(self.again.popleft())
            self._start()
            yield from self._shared(stopped)

    def _shared(self, stopped: Stopped) -> Iterator[Result]:
        told = False
        while self.held:
            for worker in wait(list(self.held), timeout=_GRACE if told else _LISTEN):
                assert isinstance(worker, Connection)
                yield from self._received(worker)
            if stopped() and not told:
                told = True
                self.waiting.clear()
                for worker in self.held:
                    self._send(worker, None)

    def _received(self, worker: Connection) -> Iterator[Result]:
        try:
            result: Result = worker.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        cells = self.held[worker]
        cells.popleft()
        if not cells:
            self._give(worker)
        yield result

    def _died(self, worker: Connection) -> Iterator[Result]:
        """Put the cell that it held off, or blame it the second time; hand the rest of its chunk to a new one."""
        process = self.process.pop(worker)
        process.join(_GRACE)
        cells, chunk = self.held.pop(worker), self.chunk.pop(worker)
        worker.close()
        if process.exitcode == 0:
            return  # it was told to stop
        lost = cells.popleft()
        if cells:
            self.waiting.appendleft(msgspec.structs.replace(chunk, cells=tuple(cells)))
        if self.waiting:
            self._start()
        if lost.number not in self.alone:
            self.alone.add(lost.number)
            self.again.append(msgspec.structs.replace(chunk, cells=(lost,)))
            return
        yield failed(
            chunk.setting, lost,
            Finding(
                code="worker-died", found=f"its process ended with code {process.exitcode}, twice",
                expected="a finished picture", remedy="a picture or font in this row may be broken or too large",
            ),
        )  # fmt: skip

    def close(self) -> None:
        """End every worker; one that makes a cell may finish it, so that no file is half written."""
        for worker in self.process:
            self._send(worker, None)
            worker.close()
        for process in self.process.values():
            process.join(_GRACE)
            if process.is_alive():
                process.terminate()
                process.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl+C is not heard meanwhile, nor by a process that starts meanwhile."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def work(parent: Connection) -> None:
    """A worker's life: chunks in, results out, until None comes or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent decides
    from designer_app.production.press import Press, made

    press = Press()
    try:
        while (chunk := parent.recv()) is not None:
            for number, cell in enumerate(chunk.cells):
                if number and parent.poll():
                    break  # news in the middle of a chunk: stop
                parent.send(made(press, chunk.setting, cell))
    except (EOFError, OSError):
        return  # the parent is gone, or has stopped listening
