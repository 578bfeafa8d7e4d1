"""The Batch, Catalog and Chart windows of the program: one of each, opened from wherever, dressed with the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from designer_app.design.library import find_template, kit_names
from designer_app.errors import DesignError
from designer_app.production.jobs import Job, job_file, read_job
from designer_app.studio.windows.batch import BatchWindow, Place
from designer_app.studio.windows.batch_state import first_job
from designer_app.studio.windows.catalog import CatalogWindow
from designer_app.studio.windows.chart import ChartWindow
from designer_app.studio.windows.chart_state import ChartState, state_from
from designer_app.studio.windows.job_window import RUNNING, JobWindow
from designer_app.studio.words import tr

KINDS = ("batch", "catalog", "chart")


class Windows(QObject):
    """``opened(Place)`` asks for the editor; ``ran(text)`` tells of a run whose window is hidden."""

    opened = Signal(object)
    ran = Signal(str)
    placed = Signal(object)  # a Chart window whose chart is wanted in the design
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
        elif (file := job_file(what)) is not None:
            made = BatchWindow(read_job(file), str(file))
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
        if (file := job_file(job)) is not None:
            made = CatalogWindow(read_job(file), str(file))
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
            made = ChartWindow(there.state, there.file, there.layer)
            made.keep(there)
        else:
            made = ChartWindow(*state_from(what, kit))
        return self._placing(made)

    def chart_of(self, state: ChartState, layer: tuple[str, str]) -> ChartWindow:
        """The Chart window of a layer (its design's folder, its name)."""
        return self._placing(ChartWindow(state, layer=layer))

    def _placing(self, made: ChartWindow) -> ChartWindow:
        made.placed.connect(lambda: self.placed.emit(made))
        return self._show("chart", made)  # type: ignore[no-any-return]

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
            again = ChartWindow(there.state, there.file, there.layer)
            again.keep(there)
            self._placing(again)

    def shut(self) -> None:
        """End all work."""
        for window in self.open.values():
            window.shut()
            window.hide()
        self.open.clear()


def beside(program: Any, kind: str, what: str = "") -> QMainWindow | None:
    """What ``Program.beside`` does: ``what`` is a job's file or a template; else the window that is open says."""
    windows_of(program)
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


def windows_of(program: Any) -> Windows:
    """The program's windows beside the editor, made on first use."""
    if program.windows is None:
        made = program.windows = Windows()
        made.opened.connect(lambda place: _to_canvas(program, place))
        made.ran.connect(lambda text: _tell_run(program, text))
        made.noticed.connect(lambda text: _notice(program, text))
        made.placed.connect(lambda window: _place(program, window))
        program.app.aboutToQuit.connect(made.shut)
    return program.windows  # type: ignore[no-any-return]


def chart_of(program: Any, layer: str) -> None:
    """The Chart window of a layer of the open design; one whose numbers aren't a table's is told."""
    from designer_app.studio.placed_charts import state_of

    desk = program.window.desk
    state = state_of(desk, layer)
    if state is None:
        desk.tell(tr("This chart shows several values of the row: they are changed in Data"))
        return
    windows_of(program).chart_of(state, (str(desk.session.folder), layer))


def _place(program: Any, window: ChartWindow) -> None:
    """A chart into the open design: the layer that it came from, or a new one."""
    from designer_app.studio import placed_charts

    desk = getattr(program.window, "desk", None)
    if desk is None:
        window.hint.setText(tr("Open a design first: the chart goes onto its board"))
        return
    folder, name = window.layer
    if folder != str(desk.session.folder) or not placed_charts.change(desk, name, window.state):
        name = placed_charts.place(desk, window.state, window.kind)
    if not name:
        return
    window.placed_as((str(desk.session.folder), name))
    program.window.raise_()
    program.window.activateWindow()


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
