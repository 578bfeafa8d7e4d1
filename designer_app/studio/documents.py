"""Opening, saving and closing a document: which questions are asked, and what the answers do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from designer_app.errors import DesignError, Finding
from designer_app.studio import clipboard, decision
from designer_app.studio.blank import home_folder
from designer_app.studio.decision import Decision, details_of
from designer_app.studio.opening import kind_of
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk
    from designer_app.studio.shell import EditorWindow


class Documents:
    """The document of one window."""

    def __init__(self, window: EditorWindow) -> None:
        self._window = window

    @property
    def _desk(self) -> Desk:
        return self._window.desk

    def save(self) -> bool:
        """Write what has changed, asking where it can't be written as it is. Whether all is saved."""
        try:
            self._told(self._desk.session.save())
        except DesignError as fault:
            match fault.findings[0].code:
                case "changed-on-disk":
                    self._template_conflict(fault.findings[0])
                case "table-changed-on-disk":
                    self._table_conflict(fault.findings[0])
                case "table-not-writable":
                    self._unwritable(fault.findings[0])
                case "read-only" | "shipped":
                    self.save_as()
                case _:
                    self._desk.tell(fault)
        self._window.refresh()
        return not self._desk.session.dirty

    def _told(self, notes: tuple[Finding, ...]) -> None:
        for note in notes:
            self._desk.tell(note)
        self._window.watch.look()

    def _template_conflict(self, finding: Finding) -> None:
        answer = self._ask(
            tr("Another program has changed this file."), tr("Your changes are safe in this window."),
            [("both", tr("Keep both: save as…")), ("theirs", tr("Reload theirs"))], finding,
        )  # fmt: skip
        if answer == "theirs":
            self.reload()
        elif answer == "both":
            self.save_as()

    def _table_conflict(self, finding: Finding) -> None:
        name = Path(finding.file).name
        answer = self._ask(
            tr("Another program has changed {name}.", name=name), tr("Your changed cells are safe in this window."),
            [("theirs", tr("Reload, keep my cells")), ("both", tr("Keep both"))], finding,
        )  # fmt: skip
        if answer == "theirs":
            self._desk.reload_table()
            self.save()
        elif answer == "both":
            self.table_beside()

    def _unwritable(self, finding: Finding) -> None:
        name = Path(finding.file).name
        answer = self._ask(
            tr("The changed cells can't be written into {name}", name=name),
            tr("They can lie in a CSV beside it, which is the table from then on, or in the job, which lays them over it."),
            [("csv", tr("Save as CSV beside it")), ("job", tr("Keep them in the job"))], finding,
        )  # fmt: skip
        if answer == "csv":
            self.table_beside()
        elif answer == "job":
            self._desk.files.keep_in_job(self._desk.session.state)
            self.save()

    def table_beside(self) -> None:
        """The rows as they are here in a new file beside the table, which is the document's from then on."""
        desk = self._desk
        table = desk.files.table(desk.session.state)
        if table is None:
            return
        try:
            path = table.copy_beside(desk.session.state.cells)
            desk.open_table(path)
            self._told(desk.session.save())
        except DesignError as fault:
            desk.tell(fault)
            return
        desk.tell(tr("The table is {name} from now on.", name=path.name))

    def _ask(self, title: str, text: str, answers: list[tuple[str, str]], finding: Finding) -> str:
        aside = ("", tr("Cancel"))
        return decision.ask(
            Decision(self._window, title, text, answers, details=details_of(finding), aside=aside)
        )

    def reload(self) -> None:
        """Take the template as another program left it; undo brings back what was here."""
        try:
            self._desk.session.reload()
        except DesignError as fault:
            self._desk.tell(fault)
        self._window.refresh()

    def save_as(self) -> None:
        session = self._desk.session
        home = home_folder() if session.shipped else session.folder.absolute().parent
        number, folder = 2, home / session.name
        while folder.exists():
            number, folder = number + 1, home / f"{session.name}-{number}"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save as"), str(folder))
        if name:
            try:
                self._told(session.save_as(Path(name)))
                self._window.kept.emit(str(session.folder))
            except (DesignError, OSError) as fault:
                self._desk.tell(fault if isinstance(fault, DesignError) else str(fault))
            self._desk.viewed.emit()
            self._window.refresh()

    def save_job_as(self) -> None:
        """Template, table, kit, sizes and deviations as a job file: it can be opened again, and made by a batch."""
        session = self._desk.session
        start = session.folder if not session.shipped else Path.home()
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Save as a job"),
            str(start / f"{session.name}.job.json"),
            f"{tr('Job')} (*.json)",
        )
        if name:
            path = Path(name if name.endswith(".json") else f"{name}.json")
            try:
                self._desk.files.save_job_as(path, session.state)
            except DesignError as fault:
                self._desk.tell(fault)
                return
            self._window.kept.emit(str(path))
            self.save()
            self._desk.tell(tr("Saved. “designer batch {name}” makes all of its files.", name=path.name))

    def ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open"), "",
            f"{tr('Templates and jobs')} (template.json *.json *.toml);;{tr('Tables')} (*.csv *.tsv *.xlsx *.xls *.ods *.json *.jsonl *.db *.sqlite)",
        )  # fmt: skip
        if not name:
            return
        if kind_of(Path(name)) == "document":
            self._window.opened.emit(name)
        else:
            self.open_table(Path(name))

    def open_table(self, path: Path) -> None:
        """Another table. Changed cells of the present one are saved first, or given up."""
        desk = self._desk
        try:
            if desk.files.has_loose_cells(desk.session.state) and not self._parted():
                return
            desk.open_table(path)
            self._window.show_data()
        except DesignError as fault:
            desk.tell(fault)

    def _parted(self) -> bool:
        """Whether the present table can be left: its changed cells are saved, or given up."""
        name = Path(self._desk.table).name
        answer = decision.ask(
            Decision(
                self._window, tr("Save the changed cells of {name}?", name=name), tr("Not saved, they can still be brought back with Ctrl+Z."),
                [("save", tr("Save")), ("no", tr("Don't save"))], sign="file-spreadsheet", role="acc",
                aside=("", tr("Cancel")),
            )
        )  # fmt: skip
        return self.save() if answer == "save" else answer == "no"

    def picture_failed(self, finding: Finding, name: str, at: tuple[float, float] | None) -> None:
        """A picture that can't be read: what it replaces stays until another is chosen."""
        answer = decision.ask(
            Decision(
                self._window, tr("The picture can’t be read"),
                tr("{name} is damaged or no picture. The design stays as it is until you choose another.", name=Path(name).name),
                [("other", tr("Choose a picture")), ("", tr("Leave it as it is"))], sign="image-off", role="err",
                details=details_of(finding), aside=("again", tr("Try again")),
            )
        )  # fmt: skip
        if answer == "again":
            clipboard.place_at(self._desk, Path(name), at)
        elif answer == "other":
            found, _ = QFileDialog.getOpenFileName(
                self._window, tr("Choose a picture"), str(Path(name).parent),
                tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.avif *.gif *.svg)",
            )  # fmt: skip
            if found:
                clipboard.place_at(self._desk, Path(found), at)

    def may_close(self) -> bool:
        """Whether the window may go: asked only when there is something to lose."""
        session = self._desk.session
        if not session.dirty:
            return True
        answer = decision.ask(
            Decision(
                self._window, tr("Save the changes to “{name}”?", name=self._window.document_name()),
                tr("What isn't saved is given up."), [("save", tr("Save")), ("no", tr("Don't save"))],
                sign="file-text", role="acc", aside=("", tr("Cancel")),
            )
        )  # fmt: skip
        if answer == "save":
            return self.save()
        return answer == "no"
