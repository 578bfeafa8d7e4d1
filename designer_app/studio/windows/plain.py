"""What the Batch, Catalog and Chart windows share: keys by their place on the keyboard, files that are dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from designer_app.studio.actions import pressed


class PlainWindow(QMainWindow):
    """``keys`` names what its shortcuts do (``Ctrl+S``), under any layout; ``dropped`` takes a file."""

    def __init__(self, title: str, least: tuple[int, int]) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setMinimumSize(*least)
        self.setAcceptDrops(True)

    def keys(self) -> Mapping[str, Callable[[], object]]:
        """Shortcut → what it does now."""
        return {}

    def dropped(self, name: str) -> None:
        """A file was dropped on the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = self.keys()
        run = next((keys[name] for name in pressed(event) if name in keys), None)
        if run is not None:
            run()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            self.dropped(url.toLocalFile())
