"""Find and replace: words and colours across all pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from designer_app.editor.commands import ReplaceColour, ReplaceText, Select
from designer_app.editor.replacing import Hit, colours, texts
from designer_app.studio.desk import Desk
from designer_app.studio.layer_names import title_of
from designer_app.studio.parts import Segments, button, column, label, row
from designer_app.studio.words import plural, tr


class FindDialog(QDialog):
    """What is found is listed as it is typed; a click selects it; Replace is one step of history."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = "text"
        self.setWindowTitle(tr("Find and replace"))
        self.resize(420, 380)
        kinds = Segments([("text", tr("Text")), ("colour", tr("Colour"))], "text")
        kinds.picked.connect(self._turn)
        self.find = QLineEdit()
        self.find.setPlaceholderText(tr("Find"))
        self.find.textChanged.connect(lambda _: self.fill())
        self.replace = QLineEdit()
        self.replace.setPlaceholderText(tr("Replace by"))
        self.rows = QListWidget()
        self.rows.itemClicked.connect(
            lambda item: desk.do(Select(layers=(item.data(Qt.ItemDataRole.UserRole),)))
        )
        self.count = label("", "quiet")
        self.all = button(tr("Replace all"), self._replace, "primary")
        self.setLayout(
            column(
                label(tr("Find and replace"), "dialog"),
                kinds,
                self.find,
                self.replace,
                self.rows,
                row(self.count, None, self.all),
                spacing=8,
                margins=(24, 20, 24, 20),
            )
        )
        desk.changed.connect(self.fill)
        self.find.setFocus()
        self.fill()

    def _turn(self, kind: str) -> None:
        self._kind = kind
        self.fill()

    def _hits(self) -> tuple[Hit, ...]:
        wanted = self.find.text()
        if not wanted:
            return ()
        state = self._desk.session.state
        return texts(state, wanted) if self._kind == "text" else colours(state, wanted)

    def fill(self) -> None:
        self.rows.clear()
        hits = self._hits()
        template = self._desk.session.state.template
        for hit in hits:
            item = QListWidgetItem(f"{title_of(hit.layer, template)}: {hit.value[:60]}")
            item.setData(Qt.ItemDataRole.UserRole, hit.layer)
            self.rows.addItem(item)
        self.count.setText(plural(len(hits), "place"))
        self.all.setEnabled(bool(hits))

    def _replace(self) -> None:
        find, replace = self.find.text(), self.replace.text()
        if self._kind == "text":
            self._desk.do(ReplaceText(find=find, replace=replace))
        elif replace:
            self._desk.do(ReplaceColour(find=find, replace=replace))
