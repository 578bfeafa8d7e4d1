"""Opening, saving and closing a document: which questions are asked, and what the answers do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from designer_app.errors import DesignError
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


class Documents:
    """The document of one window."""

    def __init__(self, window: EditorWindow) -> None:
        self._window = window

    def save(self) -> None:
        try:
            self._window.desk.session.save()
            self._window.refresh()
        except DesignError as fault:
            if fault.findings[0].code == "changed-on-disk":
                self._conflict()
            elif fault.findings[0].code == "read-only":
                self.save_as()
            else:
                self._window.desk.tell(fault)

    def _conflict(self) -> None:
        box = QMessageBox(self._window)
        box.setText(tr("Another program has changed this file."))
        box.setInformativeText(tr("Your changes are safe in this window."))
        reload_ = box.addButton(tr("Reload theirs"), QMessageBox.ButtonRole.ActionRole)
        both = box.addButton(tr("Keep both: save as…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is reload_:
            self._window.desk.session.reload()
        elif box.clickedButton() is both:
            self.save_as()

    def save_as(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save as"), str(Path.home() / self._window.desk.session.name)
        )
        if name:
            try:
                self._window.desk.session.save_as(Path(name))
                self._window.refresh()
            except (DesignError, OSError) as fault:
                self._window.desk.tell(fault if isinstance(fault, DesignError) else str(fault))

    def ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open"),
            "",
            "template.json (template.json);;" + tr("Tables") + " (*.csv *.xlsx *.json)",
        )
        if name.endswith("template.json"):
            self._window.opened.emit(name)
        elif name:
            try:
                self._window.desk.open_table(Path(name))
            except DesignError as fault:
                self._window.desk.tell(fault)

    def may_close(self) -> bool:
        """Whether the window may go: asked only when there is something to lose."""
        session = self._window.desk.session
        if not session.dirty:
            return True
        box = QMessageBox(self._window)
        box.setText(tr("Save the changes to “{name}”?", name=self._window.document_name()))
        box.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        answer = box.exec()
        if answer == QMessageBox.StandardButton.Save:
            self.save()
            return not session.dirty
        return answer == QMessageBox.StandardButton.Discard
