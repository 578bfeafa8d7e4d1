"""The small bar over the canvas: wall, pages or one size; platform chrome; zoom to fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from designer_app.studio.parts import row, tool, upright

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_MODES = (("wall", "layout-grid"), ("pages", "gallery-horizontal"), ("one", "square"))


class ViewSwitch(QWidget):
    """It keeps to the canvas' lower right corner: ``place`` after a resize."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window.canvas)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._canvas = window.canvas
        act = window.actions_table
        self._modes: dict[str, QToolButton] = {}
        tools: list[QWidget | None] = []
        for name, icon_name in _MODES:
            made = tool(icon_name, act[name].tooltip, act[name].run, checkable=True)
            self._modes[name] = made
            tools.append(made)
        self._chrome = tool("smartphone", act["platform"].tooltip, act["platform"].run, checkable=True)
        tools += [
            upright(),
            self._chrome,
            tool("scan", act["zoom-fit"].tooltip, window.canvas.fit),
        ]
        self.setLayout(row(*tools, spacing=2, margins=(4, 4, 4, 4)))
        self.adjustSize()

    def show_mode(self, mode: str) -> None:
        for name, made in self._modes.items():
            made.setChecked(name == mode)
        self._chrome.setChecked(self._canvas.shown.platform)
        self.place()

    def place(self) -> None:
        self.move(self._canvas.width() - self.width() - 12, self._canvas.height() - self.height() - 12)
        self.raise_()
