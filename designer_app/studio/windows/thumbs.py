"""Small pictures for lists, made beside the window: of finished files, and of cells and pages by the engine."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThread, Signal
from PySide6.QtGui import QImage, QImageReader

from designer_app.errors import DesignError

Make = Callable[[], object]  # called in the thread; what it returns comes back by ``made``
_WAITING = 400  # wishes kept: what was scrolled past long ago is dropped


class _Thread(QThread):
    made = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._wishes: OrderedDict[Hashable, Make] = OrderedDict()
        self._wake = threading.Condition()
        self._ending = False
        self.busy = False

    def wish(self, key: Hashable, make: Make) -> None:
        with self._wake:
            self._wishes[key] = make
            self._wishes.move_to_end(key)
            while len(self._wishes) > _WAITING:
                self._wishes.popitem(last=False)
            self._wake.notify()

    def forget(self) -> None:
        with self._wake:
            self._wishes.clear()

    def end(self) -> None:
        with self._wake:
            self._ending = True
            self._wake.notify()

    @property
    def idle(self) -> bool:
        with self._wake:
            return not self._wishes and not self.busy

    def run(self) -> None:
        while True:
            with self._wake:
                self.busy = False
                while not self._wishes and not self._ending:
                    self._wake.wait()
                if self._ending:
                    return
                key, make = self._wishes.popitem(last=True)  # what is asked for last is what is looked at
                self.busy = True
            try:
                found: object = make()
            except DesignError as fault:
                found = fault
            except Exception as fault:
                from designer_app.studio.crashes import note

                found = DesignError(note(fault))
            self.made.emit(key, found)


class Thumbs(QObject):
    """``made(key, what)`` in the window's thread: what the wish's function returned, or the ``DesignError`` it raised."""

    made = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = _Thread()
        self._thread.made.connect(self._arrived)
        self._open: set[Hashable] = set()
        self._thread.start()

    def wish(self, key: Hashable, make: Make) -> None:
        self._open.add(key)
        self._thread.wish(key, make)

    def forget(self) -> None:
        """Drop what isn't made yet."""
        self._thread.forget()
        self._open.clear()

    @property
    def settled(self) -> bool:
        return not self._open

    def _arrived(self, key: Hashable, what: object) -> None:
        self._open.discard(key)
        self.made.emit(key, what)

    def close(self) -> None:
        self._thread.end()
        self._thread.wait()


def of_file(path: Path, width: int, height: int) -> QImage:
    """A picture's file no larger than the box, px; a null picture where Qt can't read it."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
