"""An executor (``concurrent.futures``) over long-lived workers that none of them can bring down.

Each worker is a spawned process with a pipe of its own and knows what it holds in what order, so the supervisor knows
which piece of work it was that killed, filled or stopped a worker: that piece is tried once more at the end, by a
fresh worker that has the machine to itself; the second time its future fails with ``LostError``. The others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing import heap, resource_tracker
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from designer_app.production.stopping import SECONDS
from designer_app.production.worker import HEAP, READY, Outcome, Piece, Prepare, live

if TYPE_CHECKING:
    from multiprocessing.context import SpawnContext, SpawnProcess

MEMORY = 4 * 2**30  # bytes of address space that a worker may take
_AHEAD = 2 * HEAP  # pieces that a worker holds, so that it never waits for the next
_FLOOD = 48 * 1024  # bytes on their way to a busy worker: a pipe takes so much without anyone reading
_START = 60.0  # seconds that a worker may take to come up, on however busy a machine
_STARTS = 3  # workers in a row that don't come up: none will
_BROKEN = "worker processes don't start"
_TICK = 0.25  # seconds between looks at the clock
_GRACE = 0.5  # seconds for the pieces in hand when everything ends

_starting = threading.Lock()  # one supervisor at a time: each puts back what it found

Cause = Literal["died", "stuck", "memory"]
_Value = TypeVar("_Value")


class LostError(Exception):
    """A piece of work that cost two workers: what became of the second (``died``, ``stuck``, ``memory``), how."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(cause, detail)
        self.cause, self.detail = cause, detail


class _Task:
    def __init__(self, piece: Piece, future: Future[Any]) -> None:
        self.piece, self.future = piece, future
        self.taken = False  # a worker has, or had, it
        self.again = False  # it has cost a worker


class _Worker:
    def __init__(self, process: SpawnProcess, hand: Any) -> None:
        self.process = process
        self.hand = hand  # shared: the number of the piece that it is doing
        self.ready = False
        self.alone = False
        self.held: deque[_Task] = deque()
        self.flood = 0  # bytes of what it holds
        self.since = time.monotonic()  # of the piece in hand
        self.cause: Cause = "died"
        self.detail = ""


class Supervisor(Executor):
    """``workers`` processes that call ``initializer(*initargs)`` once and then do what is submitted, which must
    pickle. A piece may take ``seconds`` and a worker ``memory`` bytes of address space (0 = no limit; where the system can
    limit it)."""

    def __init__(
        self,
        workers: int,
        initializer: Prepare | None = None,
        initargs: tuple[Any, ...] = (),
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
    ) -> None:
        self._most, self._seconds = max(1, workers), seconds
        self._setup = (initializer, initargs, memory)
        self._waiting: deque[_Task] = deque()
        self._again: deque[_Task] = deque()
        self._workers: dict[Connection, _Worker] = {}
        self._failures = 0  # workers in a row that didn't start
        self._number = 0
        self._scripted = False  # what is submitted stands in the program's script: workers need it
        self._lock = threading.Lock()
        self._ending = ""  # "", "done" = once all is done, "now"
        self._ear, self._mouth = multiprocessing.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)
        self._thread.start()

    @property
    def backlog(self) -> int:
        """How many pieces no worker holds yet, those to be tried again apart: who has many to submit waits while
        this is large."""
        return len(self._waiting)

    @property
    def _broken(self) -> bool:
        return self._failures >= _STARTS

    def submit(self, fn: Callable[..., _Value], /, *args: Any, **kwargs: Any) -> Future[_Value]:
        future: Future[_Value] = Future()
        call = pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)
        self._scripted = self._scripted or b"__main__" in call
        with self._lock:
            if self._broken:
                raise BrokenProcessPool(_BROKEN)
            if self._ending:
                raise RuntimeError("submitted after the end")
            self._number += 1
            self._waiting.append(_Task(Piece(self._number, call), future))
            first = len(self._waiting) == 1
        if first:  # else there is news anyway before a worker has nothing left to do
            self._wake()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With ``cancel_futures`` only the pieces in hand are awaited, and those not for long."""
        with self._lock:
            self._ending = "now" if cancel_futures else self._ending or "done"
        self._wake()
        if wait and threading.current_thread() is not self._thread:
            self._thread.join()

    def _wake(self) -> None:
        with suppress(OSError):
            self._mouth.send_bytes(b"!")

    # ── The supervisor's thread ─────────────────────────────────────────────────────────────────

    def _run(self) -> None:
        try:
            while not self._is_over():
                self._share_out()
                self._listen(_TICK)
                self._end_stuck()
        except OSError:  # no further process, pipe or memory to be had from the system
            self._failures = _STARTS
        finally:
            self._finish()

    def _is_over(self) -> bool:
        if self._ending == "now" or self._broken:
            return True
        idle = not self._waiting and not self._again and not any(w.held for w in self._workers.values())
        return bool(self._ending) and idle

    def _share_out(self) -> None:
        """Give every worker enough to do; pieces that are tried again go to one that has the machine to itself."""
        busy = any(worker.held for worker in self._workers.values())
        if self._waiting:
            for _ in range(min(self._most - len(self._workers), len(self._waiting))):
                self._start()
            for pipe, worker in self._workers.items():
                if worker.ready and not worker.alone and len(worker.held) <= _AHEAD // 2:
                    self._fill(pipe, worker)
        elif self._again and not busy:
            fresh = next((pair for pair in self._workers.items() if pair[1].alone), None)
            if fresh is None:
                self._start().alone = True
            elif fresh[1].ready:
                self._give(*fresh, [self._again.popleft()])

    def _fill(self, pipe: Connection, worker: _Worker) -> None:
        """Up to ``_AHEAD`` pieces, fewer at the end of the queue, so that no worker waits for another's heap."""
        fair = max(1, len(self._waiting) // self._most)
        tasks: list[_Task] = []
        while self._waiting and len(worker.held) + len(tasks) < min(_AHEAD, fair):
            size = len(self._waiting[0].piece.call)
            if (worker.held or tasks) and worker.flood + size > _FLOOD:
                break
            with self._lock:
                task = self._waiting.popleft()
            if task.taken or task.future.set_running_or_notify_cancel():
                task.taken = True
                tasks.append(task)
                worker.flood += size
        if tasks:
            self._give(pipe, worker, tasks)

    @staticmethod
    def _give(pipe: Connection, worker: _Worker, tasks: list[_Task]) -> None:
        if not worker.held:
            worker.since = time.monotonic()
        worker.held.extend(tasks)
        with suppress(OSError):  # it has died: its end of file tells so next
            pipe.send([task.piece for task in tasks])

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        hand = _shared_number(context)
        process = context.Process(target=live, args=(theirs, hand, *self._setup), daemon=True)
        _be_deaf()
        with nullcontext() if self._scripted else _without_script():
            process.start()
        theirs.close()
        worker = self._workers[ours] = _Worker(process, hand)
        return worker

    def _listen(self, seconds: float) -> None:
        for pipe in wait([self._ear, *self._workers], timeout=seconds):
            if pipe is self._ear:
                while self._ear.poll():
                    self._ear.recv_bytes()
                continue
            assert isinstance(pipe, Connection)
            self._hear(pipe)

    def _hear(self, pipe: Connection) -> None:
        worker = self._workers[pipe]
        try:
            outcomes: list[Outcome] = pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._bury(pipe, worker)
            return
        worker.since = time.monotonic()
        for outcome in outcomes:
            self._take(pipe, worker, outcome)

    def _take(self, pipe: Connection, worker: _Worker, outcome: Outcome) -> None:
        if outcome.number == READY:
            worker.ready, self._failures = True, 0
            return
        if isinstance(outcome.fault, MemoryError):
            worker.cause = "memory"
            worker.process.kill()  # what it holds is only given back with its end
            self._bury(pipe, worker, outcome.number)
            return
        task = worker.held.popleft()
        worker.flood -= len(task.piece.call)
        if worker.alone:
            self._retire(pipe, worker)
        if outcome.fault is not None:
            task.future.set_exception(outcome.fault)
        else:
            task.future.set_result(outcome.value)

    def _end_stuck(self) -> None:
        now = time.monotonic()
        for worker in self._workers.values():
            most = self._seconds if worker.ready else max(self._seconds, _START)
            if (worker.held or not worker.ready) and now - worker.since > most:
                worker.cause, worker.detail = "stuck", f"{self._seconds:g} s"
                worker.process.kill()  # its end of file comes next

    def _bury(self, pipe: Connection, worker: _Worker, guilty: int = 0) -> None:
        """A worker is gone: the piece that cost it (``guilty``, else the one in hand) is put off, or lost the second
        time; the rest goes to the others."""
        del self._workers[pipe]
        pipe.close()
        worker.process.join()
        if not worker.ready:
            self._failures += 1
        if not worker.held:
            return
        held = list(worker.held)
        place = next(
            (n for n, task in enumerate(held) if task.piece.number == (guilty or worker.hand.value)), 0
        )
        task = held.pop(place)
        self._waiting.extendleft(reversed(held))  # also what was done, but not yet told
        worker.held.clear()
        if task.again:
            detail = worker.detail or f"code {worker.process.exitcode}"
            task.future.set_exception(LostError(worker.cause, detail))
        else:
            task.again = True
            self._again.append(task)

    def _retire(self, pipe: Connection, worker: _Worker) -> None:
        """Let a worker go that was needed for one piece."""
        del self._workers[pipe]
        pipe.close()
        worker.process.join(_GRACE)
        worker.process.kill()
        worker.process.join()

    # ── The end ─────────────────────────────────────────────────────────────────────────────────

    def _finish(self) -> None:
        for pipe, worker in list(self._workers.items()):
            if worker.ready:
                with suppress(OSError):
                    pipe.send(None)
            else:  # it has nothing in hand, and may take long to come up
                del self._workers[pipe]
                worker.process.kill()
                worker.process.join()
                pipe.close()
        last = time.monotonic() + _GRACE
        while self._workers and time.monotonic() < last:
            self._listen(max(0.01, last - time.monotonic()))
        for pipe, worker in self._workers.items():
            worker.process.kill()
            worker.process.join()
            pipe.close()
        with self._lock:
            self._ending = "now"
        held = [task for worker in self._workers.values() for task in worker.held]
        for task in (*held, *self._again, *self._waiting):
            if self._broken and (task.taken or task.future.set_running_or_notify_cancel()):
                task.future.set_exception(BrokenProcessPool(_BROKEN))
            elif not task.future.cancel():  # it was in somebody's hands
                task.future.set_exception(LostError("died", "stopped"))
        self._mouth.close()
        self._ear.close()


def _shared_number(context: SpawnContext) -> Any:
    """A number that both sides see; in a file where only the system's own shared memory is closed to us, as in
    small containers."""
    try:
        return context.RawValue("q", 0)
    except OSError:
        heap.Arena._dir_candidates = []  # type: ignore[attr-defined]  # what is left is the folder for temporary files
        return context.RawValue("q", 0)


@contextmanager
def _without_script() -> Iterator[None]:
    """A process that is started in here doesn't run the script that this program was begun with: a few lines that
    call ``api.batch`` needn't guard themselves against being run by each worker."""
    with _starting:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script


def _be_deaf() -> None:
    """The next process that this thread starts doesn't hear Ctrl+C, from its first moment: it reaches all; the parent
    decides. Python's resource tracker lifts the block when it comes up, so it has to be up before."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # absent on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1
