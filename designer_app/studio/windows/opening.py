"""The Batch, Catalog and Chart windows of the program: one of each, opened from wherever, dressed with the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from designer_app.design.library import find_template, kit_names
from designer_app.errors import DesignError
from designer_app.production.jobs import Job, read_job
from designer_app.studio.windows.batch import BatchWindow, Place
from designer_app.studio.windows.batch_state import first_job
from designer_app.studio.windows.catalog import CatalogWindow
from designer_app.studio.windows.chart import ChartWindow
from designer_app.studio.windows.chart_state import state_from
from designer_app.studio.windows.job_window import RUNNING, JobWindow
from designer_app.studio.words import tr

KINDS = ("batch", "catalog", "chart")


class Windows(QObject):
    """``opened(Place)`` asks for the editor; ``ran(text)`` tells of a run whose window is hidden."""

    opened = Signal(object)
    ran = Signal(str)
    noticed = Signal(str)  # what came of a run whose window was hidden

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open: dict[str, Any] = {}

    def batch(self, what: str | Job = "", kit: str = "") -> BatchWindow:
        """The Batch window: of a job, a job's file, or a template with its own table. Raises ``DesignError``."""
        there = self.open.get("batch")
        if there is not None and there.phase in RUNNING:
            return self._show("batch", there)
        if isinstance(what, Job):
            made = BatchWindow(what)
        elif what.endswith((".json", ".toml")) and Path(what).name != "template.json":
            made = BatchWindow(read_job(Path(what)), what)
        else:
            made = BatchWindow(first_job(what or "sale", kit))
        made.opened.connect(self.opened)
        self._wired(made)
        return self._show("batch", made)

    def catalog(self, job: str = "", kit: str = "") -> CatalogWindow:
        """The Catalog window: of a job's file, or empty. Raises ``DesignError``."""
        there = self.open.get("catalog")
        if there is not None and (there.phase == "publishing" or not job):
            return self._show("catalog", there)
        if job.endswith((".json", ".toml")):
            made = CatalogWindow(read_job(Path(job)), job)
        else:
            made = CatalogWindow(Job(data=job, kits=(kit,) if kit else ()))
        self._wired(made)
        return self._show("catalog", made)

    def chart(self, what: str = "", kit: str = "") -> ChartWindow:
        """The Chart window: of a job's file, of a table, or empty. Raises ``DesignError``."""
        there = self.open.get("chart")
        if there is not None and not what and there.isVisible():
            return self._show("chart", there)
        if there is not None and not what:  # closed: what was in it comes back
            made = ChartWindow(there.state, there.file)
            made.keep(there)
        else:
            made = ChartWindow(*state_from(what, kit))
        return self._show("chart", made)

    def _wired(self, window: JobWindow) -> None:
        window.ran.connect(self.ran)
        window.noticed.connect(self.noticed)

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

    def bring(self, kind: str) -> None:
        """Show a window that was hidden."""
        if kind in self.open:
            self._show(kind, self.open[kind])

    def redress(self) -> None:
        """The windows made again in another theme or language, unless they are at work."""
        there = self.open.get("batch")
        if there is not None and there.work is None and there.isVisible():
            made = BatchWindow(there.job, there.file, there.out)
            made.saved = there.saved
            made.opened.connect(self.opened)
            self._wired(made)
            self._show("batch", made)
        there = self.open.get("catalog")
        if there is not None and there.work is None and there.isVisible():
            made = CatalogWindow(there.job, there.file, there.out)
            made.saved = there.saved
            self._wired(made)
            self._show("catalog", made)
        there = self.open.get("chart")
        if there is not None and there.work is None and there.isVisible():
            again = ChartWindow(there.state, there.file)
            again.keep(there)
            self._show("chart", again)

    def shut(self) -> None:
        """End all work."""
        for window in self.open.values():
            window.shut()
            window.hide()
        self.open.clear()


def beside(program: Any, kind: str, what: str = "") -> QMainWindow | None:
    """What ``Program.beside`` does: ``what`` is a job's file or a template; else the window that is open says."""
    if program.windows is None:
        program.windows = Windows()
        program.windows.opened.connect(lambda place: _to_canvas(program, place))
        program.windows.ran.connect(lambda text: _tell_run(program, text))
        program.windows.noticed.connect(lambda text: _notice(program, text))
        program.app.aboutToQuit.connect(program.windows.shut)
    desk = getattr(program.window, "desk", None)
    try:
        if kind == "chart":
            return program.windows.chart(what, desk.kit_name if desk else program.kit)
        if kind == "catalog":
            return program.windows.catalog(what, desk.kit_name if desk else program.kit)
        if what or desk is None:
            return program.windows.batch(what, program.kit)
        if desk.session.dirty:
            desk.tell(tr("The batch makes the template as it was saved last."))
        return program.windows.batch(_job_of(desk))
    except DesignError as fault:
        if program.window is None:
            raise
        program._tell(fault)
        return None


def _job_of(desk: Any) -> Job:
    """The job that makes what the editor shows: the document's own where it has one, with the table, kit and sizes that are
    shown, changed cells and rows' deviations."""
    state, files = desk.session.state, desk.files
    kit = desk.kit.id if desk.kit.id in kit_names() else str(desk.kit.folder)
    shown = first_job(str(desk.session.folder), kit, desk.table, [size.id for size in desk.chosen])
    own: Job = files.job or shown
    cells = {key: dict(row) for key, row in own.cells.items()}
    for key, column, text in state.cells:
        cells.setdefault(key, {})[column] = text
    job = msgspec.structs.replace(
        own, template=shown.template, data=shown.data, kits=shown.kits, sizes=shown.sizes, cells=cells, overrides=state.rows,
        catalog=None,
    )  # fmt: skip
    table = files.table(state)
    if table is None:
        return job
    how = table.how
    return msgspec.structs.replace(
        job, key=how.key, columns=dict(how.columns), **msgspec.structs.asdict(how.file)
    )


def _tell_run(program: Any, text: str) -> None:
    """How far a run is, in the editor's status bar; a click brings its window back."""
    status = getattr(program.window, "status", None)
    if status is not None:
        kind = next((k for k, w in program.windows.open.items() if w.phase in RUNNING), "batch")
        status.show_run(text, lambda: program.windows.bring(kind))


def _notice(program: Any, text: str) -> None:
    desk = getattr(program.window, "desk", None)
    if desk is not None:
        desk.tell(text)


def _to_canvas(program: Any, place: Place) -> None:
    """The row of a batch on the canvas: its template, kit and table, in the size where it was seen."""
    desk = getattr(program.window, "desk", None)
    if desk is None or Path(desk.session.folder).resolve() != find_template(place.template).folder.resolve():
        program.open(place.template, place.kit)
        desk = getattr(program.window, "desk", None)
    if desk is None:
        return
    try:
        if place.table and Path(place.table).resolve() != Path(desk.table or ".").resolve():
            desk.open_table(Path(place.table))
    except DesignError as fault:
        desk.tell(fault)
        return
    if place.kit:
        desk.set_kit(place.kit)
    keys = [row.key for row in desk.rows]
    if place.key in keys:
        desk.set_row(keys.index(place.key))
    if place.size and place.size not in [size.id for size in desk.chosen]:
        desk.set_sizes([*(size.id for size in desk.chosen), place.size])
    if place.size:
        desk.canvas.active = place.size
        desk.viewed.emit()
    program.window.raise_()
    program.window.activateWindow()
