"""Long work beside a window: a function in a thread, what it tells gathered for the window, a stop, one end."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from designer_app.errors import DesignError, Finding

_BEAT = 80  # ms between looks at what was told: more often than eyes need, seldom enough to stay smooth


class _Thread(QThread):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        self._run()


class Work(QObject):
    """``run(work)`` is called in a thread. It may ``tell`` (from there) and must heed ``stopping``. Then ``done`` brings
    what it returned, or ``failed`` its findings; ``heard`` brings what was told, in portions."""

    heard = Signal(list)
    done = Signal(object)
    failed = Signal(tuple)
    ended = Signal()

    def __init__(self, run: Callable[[Work], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: deque[Any] = deque()
        self._stop = threading.Event()
        self._outcome: tuple[str, Any] = ("", None)
        self._work = run
        self._thread = _Thread(self._carry_out)
        self._thread.finished.connect(self._finish)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._drain)

    def start(self) -> Work:
        self._beat.start()
        self._thread.start()
        return self

    # For the thread

    def tell(self, what: Any) -> None:
        self._told.append(what)

    def stopping(self) -> bool:
        """Whether it shall end; asked all the time."""
        return self._stop.is_set()

    # For the window

    def stop(self) -> None:
        self._stop.set()

    @property
    def running(self) -> bool:
        return self._thread.isRunning() or self._beat.isActive()

    def end(self) -> None:
        """Stop and wait; nothing is told any more."""
        self.blockSignals(True)
        self._stop.set()
        self._thread.wait()
        self._beat.stop()

    def _carry_out(self) -> None:
        try:
            self._outcome = ("done", self._work(self))
        except DesignError as fault:
            self._outcome = ("failed", fault.findings)
        except Exception as fault:  # a fault of ours must not end the window: it is shown and written down
            from designer_app.studio.crashes import note

            self._outcome = ("failed", (note(fault),))

    def _drain(self) -> None:
        found = []
        while self._told:
            found.append(self._told.popleft())
        if found:
            self.heard.emit(found)

    def _finish(self) -> None:
        self._beat.stop()
        self._drain()
        kind, what = self._outcome
        if kind == "done":
            self.done.emit(what)
        else:
            self.failed.emit(what if what else (Finding(code="stopped", severity="note"),))
        self.ended.emit()
