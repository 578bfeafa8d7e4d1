"""Keeps one decoding child warm, ends it when it takes too long, and replaces it when it dies."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import msgspec

from designer_app.errors import DesignError, fail
from designer_app.pictures.area import SIZE, Area
from designer_app.pictures.deadline import Deadline
from designer_app.pictures.limits import Limits, limits
from designer_app.pictures.wire import Answer, Job, receive_answer, send

if TYPE_CHECKING:
    import subprocess

_MODULE = "designer_app.pictures.child"
_PIPE = 1024 * 1024  # where the system lets us choose: pixels come through in fewer turns
_QUIET = 2  # pages
_OVERHEAD = 1024 * 1024  # of an answer beyond its pixels
T = TypeVar("T")
Take = Callable[[Answer, memoryview], T]


class Keeper:
    """One child and the lock that lets one job at a time through to it."""

    def __init__(self, command: tuple[str, ...] = ()) -> None:
        self._command = command or (sys.executable, "-P", "-s", "-m", _MODULE)
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._area: Area | None = None
        self._deadline = Deadline()
        self._begun: Job | None = None  # sent, its answer not yet read
        self._quiet = 0  # pages since the child was asked
        self._owner = 0
        self._late = False  # whether the last child was ended by the deadline
        self._closing = False

    @property
    def pid(self) -> int | None:
        """Process id of the child that is warm now, or None."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def ask(self, job: Job) -> Answer:
        """The child's answer. A child that dies is replaced and the job tried once more, alone.

        Raises ``DesignError``: ``picture-timeout``, ``bad-picture`` (the child died twice), or what
        the child found.
        """
        return self.ask_for(job, _whole)

    def ask_for(self, job: Job, take: Take[T]) -> T:
        """What ``take`` makes of the child's answer and its pixels, which are there only as long as it looks. Raises what ``ask``
        raises."""
        with self._lock:
            self._quiet = 0
            self._finish(job)
            for _ in range(2):
                answer = self._attempt(job)
                if answer is not None or self._closing:
                    break
            else:
                raise fail(
                    "bad-picture",
                    found="a file that crashes its decoder or needs more memory than is allowed",
                    expected="a whole picture of moderate size",
                    remedy="open it in another program and save it again",
                )
            if answer is None:
                raise fail("bad-picture", found="a decoder that was ended", expected="a run that goes on")
            if answer.findings:
                raise DesignError(*answer.findings)
            return take(answer, self._pixels(answer))

    def begin(self, job: Job) -> None:
        """Let the child do a job that nobody waits for, if it is there and has nothing else to do. What it finds it will find again
        when it is asked."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._begun is None and self._owner == os.getpid() and self.pid is not None:
                self._send(job)
                self._begun = job
        finally:
            self._lock.release()

    def page_done(self) -> None:
        """The child lets go of what it keeps after some pages in a row that took nothing from it."""
        self._quiet += 1
        if self._quiet == _QUIET and self._child is not None:
            self.begin(Job(task="rest", limits=limits()))

    def warm(self) -> None:
        """Start the child without waiting for it."""
        with self._lock, contextlib.suppress(OSError):
            self._running()

    def close(self) -> None:
        """End the child, whatever it is doing; the next job starts another."""
        self._closing = True
        if self._child is not None and self._owner == os.getpid():
            self._child.kill()  # a job of another thread would hold the lock until it is done
        with self._lock:
            self._drop()
            self._closing = False

    def _finish(self, job: Job) -> None:
        """The answer to what was begun is read. It is of no account, unless the child was too slow for the same picture."""
        begun = self._begun
        if begun is None or self._owner != os.getpid():  # after a fork another process reads the answer
            return
        if self._received(begun) is None and begun.digest == job.digest and self._late:
            raise _late(begun)

    def _attempt(self, job: Job) -> Answer | None:
        self._send(job)
        answer = self._received(job)
        if answer is None and self._late:
            raise _late(job)
        return answer

    def _send(self, job: Job) -> None:
        child = self._running()
        self._deadline.set(job.limits.seconds, child.kill)
        with contextlib.suppress(OSError):  # the pipe broke: there will be no answer
            send(cast("BinaryIO", child.stdin), job)

    def _received(self, job: Job) -> Answer | None:
        """The answer to the job that was sent last; None when the child died over it, which is dropped."""
        assert self._child is not None  # whoever sends has one
        try:
            most = job.limits.pixels * 4 + _OVERHEAD
            answer = receive_answer(cast("BinaryIO", self._child.stdout), at_most=most)
        except (OSError, ValueError):
            answer = None
        except BaseException:  # interrupted halfway: what the pipe holds belongs to no job any more
            self._drop()
            raise
        finally:
            self._begun = None
            self._late = self._deadline.clear()
        if answer is None or self._late:
            self._drop()
        return answer

    def _pixels(self, answer: Answer) -> memoryview:
        """Those in the shared memory, else those that came with the answer. Raises ``bad-picture``."""
        if not answer.shared:
            return memoryview(answer.pixels)
        if self._area is None or answer.shared > SIZE:
            raise fail("bad-picture", found="pixels that are not there", expected="a whole picture")
        return memoryview(self._area.memory)[: answer.shared]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the pipes belong to the other process
            self._child = self._area = self._begun = None
        if self._child is None or self._child.poll() is not None:
            import subprocess

            self._drop()
            self._area = area = Area.make()
            told, passed = ((), {}) if area is None else (area.told(), area.passed())
            self._child = subprocess.Popen((*self._command, *told), **surroundings(), **passed)
            self._owner = os.getpid()
        return self._child

    def _drop(self) -> None:
        child, self._child, self._begun = self._child, None, None
        area, self._area = self._area, None
        if area is not None:
            area.close()
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        child.wait()


def _whole(answer: Answer, pixels: memoryview) -> Answer:
    return msgspec.structs.replace(answer, pixels=bytes(pixels), shared=0) if answer.shared else answer


def _late(job: Job) -> DesignError:
    return fail(
        "picture-timeout",
        found=f"a picture whose decoding did not end within {job.limits.seconds:g} s",
        expected="a picture that can be read in that time",
        remedy="simplify the file or save it smaller",
    )


def surroundings() -> dict[str, Any]:
    """How the child starts: the package's own folder on its path, one thread per library, no console."""
    import subprocess

    environment = dict(os.environ)
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[name] = "1"
    return {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
        "pipesize": _PIPE,
        "env": environment,
        "cwd": environment["PYTHONPATH"],  # never a folder of the user, which would stay in use
        "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0),
    }


_keeper = Keeper()
atexit.register(_keeper.close)


def expect() -> None:
    """Pictures of strangers are about to come: let this process's child start meanwhile."""
    _keeper.warm()


def page_done() -> None:
    """``Keeper.page_done`` of this process's child: one of many pages, such as a batch makes, is finished."""
    _keeper.page_done()


def in_child(task: str, data: bytes = b"", *, allowed: Limits | None = None, **fields: Any) -> Answer:
    """Let this process's child do a job, with the limits now in force unless others are ``allowed``."""
    return _keeper.ask(Job(task=task, data=data, limits=allowed or limits(), **fields))


def seen_in_child(take: Take[T], task: str, data: bytes = b"", **fields: Any) -> T:
    """The same for one who looks at the pixels where they lie (``Keeper.ask_for``)."""
    return _keeper.ask_for(Job(task=task, data=data, limits=limits(), **fields), take)


def begin_in_child(task: str, data: bytes = b"", **fields: Any) -> None:
    """``Keeper.begin`` of this process's child."""
    _keeper.begin(Job(task=task, data=data, limits=limits(), **fields))
