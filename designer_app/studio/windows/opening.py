"""The Batch and Catalog windows of the program: one of each, opened from wherever, dressed with the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from designer_app.errors import DesignError
from designer_app.production.jobs import read_job
from designer_app.studio.windows.batch import BatchWindow, Place
from designer_app.studio.windows.batch_state import first_job

KINDS = ("batch", "catalog")


class Windows(QObject):
    """``opened(Place)`` asks for the editor; ``ran(text)`` tells of a run whose window is hidden."""

    opened = Signal(object)
    ran = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open: dict[str, Any] = {}

    def batch(self, template: str = "", kit: str = "", table: str = "", sizes: tuple[str, ...] = ()) -> BatchWindow:
        """The Batch window: of a job's file, or of a template with its table. Raises ``DesignError``."""
        there = self.open.get("batch")
        if there is not None and there.phase == "making":
            return self._show("batch", there)
        if template.endswith((".json", ".toml")) and Path(template).name != "template.json":
            made = BatchWindow(read_job(Path(template)), template)
        else:
            made = BatchWindow(first_job(template or "sale", kit, table, sizes))
        made.opened.connect(self.opened)
        made.ran.connect(self.ran)
        return self._show("batch", made)

    def _show(self, kind: str, window: Any) -> Any:
        old = self.open.get(kind)
        self.open[kind] = window
        if old is not None and old is not window:
            old.shut()
            old.hide()
            old.deleteLater()
        if old is None:
            window.resize(1440, 900)
        elif old is not window:
            window.setGeometry(old.geometry())
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def redress(self) -> None:
        """The windows made again in another theme or language, unless they are at work."""
        there = self.open.get("batch")
        if there is not None and there.work is None and there.isVisible():
            made = BatchWindow(there.job, there.file, there.out)
            made.saved = there.saved
            made.opened.connect(self.opened)
            made.ran.connect(self.ran)
            self._show("batch", made)

    def shut(self) -> None:
        """End all work."""
        for window in self.open.values():
            window.shut()
            window.hide()
        self.open.clear()


Opener = Callable[[], object]
__all__ = ["KINDS", "DesignError", "Place", "Windows"]
