"""Threads beside the window. They and the window take turns at the interpreter; the turns are short."""

from __future__ import annotations

import sys

from PySide6.QtCore import QThread

_TURN = 0.0002  # s; Python's own are 25 times as long, and a window that paints asks for its turn some fifty times


class Background(QThread):
    """A thread whose Python work lets the window answer while it runs."""

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        sys.setswitchinterval(_TURN)
        super().start(priority)
