"""A worker's side of the supervisor: pieces of work in, what came of them out, until there is no more or no parent."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from designer_app.pictures.child import limit_memory

HEAP = 8  # outcomes that are told together at most …
_PACE = 0.03  # … unless so many seconds have passed
READY = -1  # instead of a piece's number: the worker has started
Prepare = Callable[..., None]


class Piece(NamedTuple):
    """A piece of work as it travels: its number and the pickled call."""

    number: int
    call: bytes


class Outcome(NamedTuple):
    """What came of a piece: a value, or the fault that its function raised."""

    number: int
    value: Any = None
    fault: BaseException | None = None


def live(
    supervisor: Connection, hand: Any, prepare: Prepare | None, arguments: tuple[Any, ...], memory: int
) -> None:
    """A worker's life. ``prepare`` is called once before the first piece; ``memory`` is the most address space in
    bytes, 0 = no limit. ``hand`` is shared memory that holds the number of the piece in hand. Messages are lists of
    pieces, in the order in which they are done, and lists of outcomes; None is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if memory:
        limit_memory(memory)
    try:
        if prepare is not None:
            prepare(*arguments)
        supervisor.send([Outcome(READY)])
        _serve(supervisor, hand)
    except (EOFError, OSError):
        return  # the parent is gone, or has stopped listening


def _serve(supervisor: Connection, hand: Any) -> None:
    """Outcomes are told a few at a time: each message wakes the parent."""
    waiting: deque[Piece] = deque()
    done: list[Outcome] = []
    told = time.monotonic()
    while True:
        while not waiting or supervisor.poll():
            if done and not waiting:
                supervisor.send(done)
                done, told = [], time.monotonic()
            pieces = supervisor.recv()
            if pieces is None:  # what is still waiting is somebody else's
                supervisor.send(done)
                return
            waiting.extend(pieces)
        piece = waiting.popleft()
        hand.value = piece.number
        done.append(_done(piece))
        if len(done) >= HEAP or time.monotonic() - told > _PACE or done[-1].fault is not None:
            supervisor.send(done)
            done, told = [], time.monotonic()


def _done(piece: Piece) -> Outcome:
    try:
        function, arguments, named = pickle.loads(piece.call)
        return Outcome(piece.number, function(*arguments, **named))
    except MemoryError:
        return Outcome(piece.number, fault=MemoryError())
    except Exception as fault:
        return Outcome(piece.number, fault=_portable(fault))


def _portable(fault: Exception) -> Exception:
    """The fault, or one in its words where it can't travel."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault


def _end_with_parent() -> None:
    """No worker outlives its parent, whatever it is doing."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
