"""When a run is to stop: Ctrl+C, a window's button, a cell that takes too long."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 120.0  # that a cell, or any piece of work, may take
_MOMENT = 0.6  # seconds for the cell in hand when everything is to stop
_TICK = 1.0  # seconds between looks at how long a cell takes


class OverdueError(BaseException):
    """What is in hand has taken too long; nothing on the way may take this for a fault of its own."""


class StopFlag:
    """Whether to stop, and a second later, where ``hurrying``, an interruption of what is in hand."""

    def __init__(self, also: Callable[[], bool] = lambda: False) -> None:
        self._raised = False
        self._overdue = False
        self._heard = False  # signals come here
        self._hurrying = False
        self._also = also

    def __call__(self) -> bool:
        return self._raised or self._also()

    def raise_(self, number: int, frame: FrameType | None) -> None:
        """What Ctrl+C does."""
        if self._overdue:
            self._overdue = False
            raise OverdueError
        if self._raised and self._hurrying:
            raise KeyboardInterrupt  # asked twice, or a moment has passed
        self._raised = True
        if self._hurrying:
            clock = threading.Timer(_MOMENT, lambda: _thread.interrupt_main() if self._hurrying else None)
            clock.daemon = True
            clock.start()

    @contextmanager
    def watching(self, seconds: float) -> Iterator[Callable[[bool], None]]:
        """Raises ``OverdueError`` in what takes longer than ``seconds`` between calls of what is yielded: True = it
        begins, False = it is done. Needs the main thread; what doesn't return to Python isn't reached."""
        begun: list[float] = []
        over = threading.Event()

        def look() -> None:
            while not over.wait(_TICK):
                if begun and time.monotonic() - begun[-1] > seconds:
                    begun.clear()
                    self._overdue = True
                    _thread.interrupt_main()

        def mark(begins: bool) -> None:
            begun.clear()
            if begins and self._heard:
                begun.append(time.monotonic())

        if self._heard:
            threading.Thread(target=look, name="overdue", daemon=True).start()
        try:
            yield mark
        finally:
            begun.clear()
            over.set()

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """What is done in here may be interrupted anywhere."""
        self._hurrying = True
        try:
            yield
        except KeyboardInterrupt:
            if not self._raised:
                raise
        finally:
            self._hurrying = False


@contextmanager
def stop_flag(also: Callable[[], bool] = lambda: False) -> Iterator[StopFlag]:
    """Ctrl+C raises a flag that is looked at between cells, so that none is left half done; ``also`` may raise it."""
    flag = StopFlag(also)
    try:
        before = signal.signal(signal.SIGINT, flag.raise_)
    except ValueError:  # not the main thread: someone else minds Ctrl+C
        yield flag
        return
    flag._heard = True
    try:
        yield flag
    finally:
        signal.signal(signal.SIGINT, before)
