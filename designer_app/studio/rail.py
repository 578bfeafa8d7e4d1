"""The rail: one button for each panel, then help, theme and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton, QWidget

from designer_app.studio.parts import column, tool
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

PANELS = ("layers", "assets", "brand", "data", "problems", "history")
_RAIL = {
    "layers": ("layers", "Layers"), "assets": ("image", "Assets"), "brand": ("swatch-book", "Brand"),
    "data": ("table-2", "Data"), "problems": ("triangle-alert", "Problems"), "history": ("history", "History"),
}  # fmt: skip


class Rail(QWidget):
    """``show_panel`` lights the panels that are open."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(40)
        self.tools: dict[str, QToolButton] = {}
        tools: list[QWidget | None] = []
        for name in PANELS:
            icon_name, title = _RAIL[name]
            made = tool(icon_name, tr(title), lambda name=name: window.show_panel(name), checkable=True)
            self.tools[name] = made
            tools.append(made)
        act = window.actions_table
        tools += [
            None,
            tool("circle-help", act["keys"].tooltip, window.over.shortcuts),
            tool("moon", act["theme"].tooltip, window.toggle_theme),
            tool("languages", "Русский / English", window.toggle_language),
        ]
        self.setLayout(column(*tools, spacing=4, margins=(6, 8, 6, 8)))
        self.tools["layers"].setChecked(True)

    def show_panel(self, name: str, data: bool) -> None:
        """The panel on the left (none: ``""``), and whether the Data strip is open."""
        for key, made in self.tools.items():
            made.setChecked(data if key == "data" else key == name)
