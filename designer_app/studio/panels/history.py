"""Every step since the document was opened, newest below; a click goes there. Checkpoints have names."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from designer_app.editor.history import Step
from designer_app.studio.asking import ask_line
from designer_app.studio.desk import Desk
from designer_app.studio.icons import icon
from designer_app.studio.layer_names import title_of
from designer_app.studio.panels.sizes import plain_list
from designer_app.studio.parts import column, label, line, row, tool
from designer_app.studio.words import plural, step_name, tr

_DATA = Qt.ItemDataRole.UserRole


class HistoryPanel(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows = plain_list(tr("History"))
        self.rows.itemClicked.connect(lambda item: desk.session.go(item.data(_DATA)))
        self.rows.itemActivated.connect(lambda item: desk.session.go(item.data(_DATA)))
        keep = tool("flag", tr("Name this step"), self._name, large=False)
        head = QWidget()
        head.setFixedHeight(36)
        head.setLayout(row(label(tr("History"), "head"), None, keep, margins=(12, 0, 12, 0)))
        self._none = label(
            tr("The first step comes with the first edit. All can be undone; saving doesn't clear it."),
            "hint",
            wrap=True,
        )
        self._none.setContentsMargins(12, 8, 12, 8)
        self.setLayout(column(head, line(), self._none, self.rows, spacing=0))
        desk.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        self.rows.clear()
        history = self._desk.session.history
        for number, step in enumerate(history.steps):
            text = self._said(step) if step.label else tr("Opened")
            item = QListWidgetItem(f"{step.checkpoint} · {text}" if step.checkpoint else text)
            if step.checkpoint:
                item.setIcon(icon("flag", "acc", 14))
            item.setSizeHint(QSize(100, 28))
            item.setData(_DATA, number)
            self.rows.addItem(item)
        self.rows.setCurrentRow(history.position)
        self._none.setVisible(len(history.steps) < 2)

    @staticmethod
    def _said(step: Step) -> str:
        """What a step did, and to which layers."""
        text, chosen = step_name(step.label), step.state.selection
        if not chosen:
            return text
        template = step.state.template
        return (
            f"{text} · {title_of(chosen[0], template) if len(chosen) == 1 else plural(len(chosen), 'layer')}"
        )

    def _name(self) -> None:
        if name := ask_line(self, tr("Name this step"), tr("Name"), take=tr("Save")):
            self._desk.session.checkpoint(name)
            self.fill()
