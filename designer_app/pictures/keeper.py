"""Keeps one decoding child warm, ends it when it takes too long, and replaces it when it dies."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from designer_app.errors import DesignError, fail
from designer_app.pictures.limits import Limits, limits
from designer_app.pictures.wire import Answer, Job, receive_answer, send

if TYPE_CHECKING:
    import subprocess

_MODULE = "designer_app.pictures.child"
_PIPE = 1024 * 1024  # where the system lets us choose: pixels come through in fewer turns
_OVERHEAD = 1024 * 1024  # of an answer beyond its pixels


class Keeper:
    """One child and the lock that lets one job at a time through to it."""

    def __init__(self, command: tuple[str, ...] = ()) -> None:
        self._command = command or (sys.executable, "-P", "-s", "-m", _MODULE)
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
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
        with self._lock:
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
        return answer

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

    def _attempt(self, job: Job) -> Answer | None:
        child = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(job.limits.seconds, end)
        clock.daemon = True
        clock.start()
        answer = None
        try:
            to_child, from_child = cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)
            send(to_child, job)
            answer = receive_answer(from_child, at_most=job.limits.pixels * 4 + _OVERHEAD)
        except (OSError, ValueError):  # the pipe broke: the child is gone
            answer = None
        except BaseException:  # interrupted halfway: what the pipe holds belongs to no job any more
            self._drop()
            raise
        finally:
            clock.cancel()
        if answer is None or late.is_set():
            self._drop()
        if answer is None and late.is_set():
            raise fail(
                "picture-timeout",
                found=f"a picture whose decoding did not end within {job.limits.seconds:g} s",
                expected="a picture that can be read in that time",
                remedy="simplify the file or save it smaller",
            )
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the pipes belong to the other process
            self._child = None
        if self._child is None or self._child.poll() is not None:
            import subprocess

            self._drop()
            self._child = subprocess.Popen(self._command, **surroundings())
            self._owner = os.getpid()
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        child.wait()


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


def in_child(task: str, data: bytes, *, allowed: Limits | None = None, **fields: Any) -> Answer:
    """Let this process's child do a job, with the limits now in force unless others are ``allowed``."""
    return _keeper.ask(Job(task=task, data=data, limits=allowed or limits(), **fields))
