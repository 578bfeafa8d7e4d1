"""What the Batch and Catalog windows share: a job with its file and folder, one piece of work at a time, changes that are
taken back, a close that lets a run go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from designer_app.errors import DesignError, Finding
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.jobs import Job, read_job, write_job
from designer_app.studio.blank import home_folder
from designer_app.studio.parts import button, label
from designer_app.studio.toast import Toast
from designer_app.studio.windows.plain import PlainWindow
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.windows.work import Work
from designer_app.studio.words import tr

RUNNING = ("making", "publishing")


class JobWindow(PlainWindow):
    """``closed`` when the window is done with; ``ran(text)`` tells how far a run is, "" at its end; ``noticed(text)`` what came
    of one whose window was hidden."""

    closed = Signal()
    ran = Signal(str)
    noticed = Signal(str)

    def __init__(self, title: str, job: Job, file: str, out: str, pause: int) -> None:
        super().__init__(title, (960, 600))
        self.job, self.file = job, file
        self.out = out or str(folder_for(job, file))
        self.saved: Job | None = job if file else None
        self.work: Work | None = None
        self.phase = ""
        self.past: list[Job] = []
        self.again = False
        self.thumbs = Thumbs(self)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(pause)
        self.timer.timeout.connect(self.look)
        self.name_label = label("", "quiet")
        self.save_button = button(tr("Save job"), self.save, "outline")
        self.open_button = button(tr("Open job"), self.ask_job, "ghost")

    # What each window does in its own way

    def look(self) -> None:
        """Check, or lay out, the job as it is now."""
        raise NotImplementedError

    def go_on(self) -> None:
        """What the primary button does."""
        raise NotImplementedError

    def show_job(self) -> None:
        """Show the job's fields."""
        raise NotImplementedError

    def take_table(self, name: str) -> None:
        """Another table."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what can be done now."""
        name = Path(self.file).name if self.file else tr("new job")
        self.name_label.setText(f"{name} · {tr('saved') if self.saved == self.job else tr('not saved')}")
        self.save_button.setEnabled(self.saved != self.job)

    def heard(self, told: list[Any]) -> None:
        """What a run tells."""

    def arrived(self, what: Any) -> None:
        """What a run came to."""

    def failed(self, findings: tuple[Finding, ...]) -> None:
        """What kept a run from it."""

    # The job

    def set_job(self, job: Job) -> None:
        """Another job: it is looked at as soon as nothing changes for a moment."""
        if job != self.job:
            self.past.append(self.job)
            self.job = job
            self.later()

    def set_out(self, out: str) -> None:
        if out != self.out:
            self.out = out
            self.later()

    def take_back(self) -> None:
        """The job as it was before the last change."""
        if self.past and self.phase not in RUNNING:
            self.job = self.past.pop()
            self.show_job()
            self.later()

    def later(self) -> None:
        self.timer.start()
        self.refresh()

    def save(self) -> bool:
        """Write the job's file, asking for a name the first time."""
        if not self.file:
            first = (
                folder_for(self.job, "").parent
                / f"{type(self).__name__.removesuffix('Window').lower()}.job.json"
            )
            name, _ = QFileDialog.getSaveFileName(self, tr("Save job"), str(first), "job (*.json *.toml)")
            if not name:
                return False
            self.file = name
        try:
            write_job(Path(self.file), self.job)
        except DesignError as fault:
            self.say(fault.findings[0])
            return False
        self.saved = self.job
        self.refresh()
        return True

    def ask_job(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open job"), "", "job (*.json *.toml)")
        if name:
            self.open_job(name)

    def open_job(self, name: str) -> None:
        """A job's file instead of this one."""
        try:
            job = read_job(Path(name))
        except DesignError as fault:
            self.say(fault.findings[0])
            return
        self.job, self.file, self.saved, self.past = job, name, job, []
        self.out = str(folder_for(job, name))
        self.show_job()
        self.look()

    # Work

    def begin(self, run: Any) -> None:
        """``run(work)`` beside the window."""
        self.work = Work(run, self)
        self.work.heard.connect(self.heard)
        self.work.done.connect(lambda what: self.again or self.arrived(what))
        self.work.failed.connect(lambda findings: self.again or self.failed(findings))
        self.work.ended.connect(self._ended)
        self.work.start()

    def _ended(self) -> None:
        self.work = None
        if self.again:
            self.again = False
            self.look()
        self.refresh()

    def stop(self) -> None:
        """End what runs; whole files only, and the same button makes the rest."""
        if self.work is not None:
            self.work.stop()

    def finished(self, text: str) -> None:
        """A run is over: told where the window isn't seen."""
        self.ran.emit("")
        if not self.isVisible():
            self.noticed.emit(text)

    def say(self, finding: Finding) -> None:
        self._toast = Toast(self.centralWidget(), finding)

    def reveal(self, path: str = "") -> None:
        """Show the output folder, or a file, in the system's way."""
        where = Path(self.out) / path if path else Path(self.out)
        if path and not path.endswith((".csv", ".json")):
            where = where.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(where.absolute())))

    @property
    def settled(self) -> bool:
        """Whether nothing runs and every picture is there."""
        return self.work is None and not self.timer.isActive() and self.thumbs.settled

    # Events

    def keys(self) -> Mapping[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self.go_on, "Ctrl+Enter": self.go_on, "Ctrl+S": self.save, "Ctrl+O": self.ask_job,
            "Ctrl+Z": self.take_back, "F5": self.look,
        }  # fmt: skip
        return found | ({"Esc": self.stop} if self.work is not None else {})

    def dropped(self, name: str) -> None:
        if name.endswith(("job.json", ".toml")):
            self.open_job(name)
        elif name.lower().endswith(SUFFIXES):
            self.take_table(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run goes on while the window is hidden; all else ends."""
        if self.phase in RUNNING and self.work is not None:
            event.ignore()
            others = [w for w in QApplication.topLevelWidgets() if w.isWindow() and w is not self]
            if any(w.isVisible() for w in others):
                self.hide()
            else:
                self.showMinimized()
            return
        self.shut()
        event.accept()
        self.closed.emit()

    def shut(self) -> None:
        """End all work of the window."""
        self.timer.stop()
        if self.work is not None:
            self.work.end()
            self.work = None
        self.thumbs.close()


def folder_for(job: Job, file: str) -> Path:
    """Where a job's files go unless one says otherwise: ``out`` beside the job or the table; never into the program."""
    from designer_app.data_files import data_root

    beside = Path(file or job.data or ".").absolute().parent
    inside = beside.is_relative_to(Path(data_root("templates")).absolute())
    base = home_folder() if inside or not (file or job.data) else beside
    stem = "batch"
    if file:
        stem = Path(file).name.removesuffix(".json").removesuffix(".job")
    elif job.data:
        stem = Path(job.data).stem
    return base / "out" if stem == "job" else base / "out" / stem
