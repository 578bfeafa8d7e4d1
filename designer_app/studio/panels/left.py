"""The left panel: Layers, Sizes and Pages under tabs; sizes also below the layers where there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from designer_app.studio.desk import Desk
from designer_app.studio.panels.layers import LayersPanel
from designer_app.studio.panels.sizes import PagesPanel, SizesPanel
from designer_app.studio.parts import Tabs, column, tool
from designer_app.studio.words import tr


class LeftPanel(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.layers = LayersPanel(desk)
        self._below = SizesPanel(desk)
        self.tabs = Tabs(
            [("layers", tr("Layers")), ("sizes", tr("Sizes")), ("pages", tr("Pages"))], "layers",
            tool("search", tr("Search layers"), self._find),
        )  # fmt: skip
        self.tabs.picked.connect(self.show_tab)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.layers)
        split.addWidget(self._below)
        split.setSizes([520, 228])
        split.setStretchFactor(0, 1)
        split.setHandleWidth(1)
        self._pages = QStackedWidget()
        for panel in (split, SizesPanel(desk, headed=False), PagesPanel(desk)):
            self._pages.addWidget(panel)
        self.setLayout(column(self.tabs, self._pages, spacing=0))
        desk.viewed.connect(self._count)
        self._count()

    def show_tab(self, name: str) -> None:
        """``layers``, ``sizes`` or ``pages``."""
        self.tabs.set_value(name)
        self._pages.setCurrentIndex(["layers", "sizes", "pages"].index(name))

    def fold(self, low: bool) -> None:
        """In a low window the sizes stand under their tab alone."""
        self._below.setVisible(not low)

    def _find(self) -> None:
        self.show_tab("layers")
        self.layers.find()

    def _count(self) -> None:
        self.tabs.buttons["sizes"].setText(f"{tr('Sizes')}  {len(self._desk.chosen)}")
