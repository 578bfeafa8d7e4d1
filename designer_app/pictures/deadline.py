"""One moment at which something is ended, watched by a thread that lives on: starting one for each job would cost more than
the watching."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

Action = Callable[[], None]


class Deadline:
    """At most one at a time. The thread starts with the first and sleeps as long as none is near."""

    def __init__(self) -> None:
        self._anew()

    def _anew(self) -> None:
        self._owner = os.getpid()
        self._changed = threading.Condition()
        self._due: tuple[float, Action] | None = None
        self._wakes = (
            0.0  # when the thread looks again by itself; 0 = not yet started, infinite = when it is told
        )
        self._passed = False

    def set(self, seconds: float, action: Action) -> None:
        """Do ``action`` in so many seconds, unless it is cleared before."""
        if self._owner != os.getpid():  # after a fork the thread is the other process's
            self._anew()
        due = time.monotonic() + seconds
        with self._changed:
            self._due, self._passed = (due, action), False
            if not self._wakes:
                self._wakes = due
                threading.Thread(target=self._watch, name="decoding deadline", daemon=True).start()
            elif due < self._wakes:
                self._changed.notify()

    def clear(self) -> bool:
        """Nothing is to be done any more. Tells whether it was done."""
        with self._changed:
            self._due = None
            return self._passed

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                if self._due is not None and self._due[0] <= now:
                    self._passed = True
                    action, self._due = self._due[1], None
                    action()
                left = None if self._due is None else self._due[0] - now
                self._wakes = float("inf") if left is None else now + left
                self._changed.wait(left)
