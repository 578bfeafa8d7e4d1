"""The Batch window: a job put together at the left, checked before anything is made, made beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QMainWindow, QStackedWidget, QWidget

from designer_app.design.library import find_template
from designer_app.design.slots import column_names
from designer_app.errors import DesignError, Finding
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.flight.causes import Cause, Sighting
from designer_app.production.jobs import Job, read_job, write_job
from designer_app.production.mending import Mend, mended, with_cell
from designer_app.production.progress import Progress
from designer_app.production.records import Result
from designer_app.studio.icons import icon
from designer_app.studio.parts import Segments, button, column, label, row
from designer_app.studio.windows.batch_card import CheckCard
from designer_app.studio.windows.batch_check import CheckTable
from designer_app.studio.windows.batch_made import MadeView
from designer_app.studio.windows.batch_side import BatchSide
from designer_app.studio.windows.batch_state import Checked, Run, checked, made
from designer_app.studio.windows.batch_words import seconds_text
from designer_app.studio.windows.frame import bar, foot, sign, with_icon
from designer_app.studio.windows.pictures import Shown, cell_picture
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.windows.work import Work
from designer_app.studio.words import bytes_text, number_text, plural, tr

_PAUSE = 350  # ms after a change before the check begins anew


class Place(NamedTuple):
    """Where on the canvas to go: template, kit, table, key of the row, id of the size."""

    template: str
    kit: str
    table: str
    key: str
    size: str


class BatchWindow(QMainWindow):
    """``opened(Place)`` asks for the editor; ``closed`` when the window is done with; ``ran(text)`` tells of a run that goes on
    while the window is hidden."""

    opened = Signal(object)
    closed = Signal()
    ran = Signal(str)

    def __init__(self, job: Job, file: str = "", out: str = "") -> None:
        super().__init__()
        self.setWindowTitle(tr("Batch"))
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.job, self.file = job, file
        self.out = out or str(_folder_for(job, file))
        self.saved = job if file else None
        self.checked: Checked | None = None
        self.run: Run | None = None
        self.work: Work | None = None
        self.phase = "setup"  # setup, checking, checked, making, paused, made
        self._again = self._pausing = False
        self._progress = Progress(0)
        self.thumbs = Thumbs(self)
        self.thumbs.made.connect(self._arrived)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.check)
        self._name = label("", "quiet")
        self.steps = Segments(
            [
                ("data", f"1  {tr('Data')}"),
                ("sizes", f"2  {tr('Sizes')}"),
                ("check", f"3  {tr('Check')}"),
                ("files", f"4  {tr('Files')}"),
            ],
            "check",
        )
        self.steps.picked.connect(self._step)
        self.save_button = button(tr("Save job"), self.save, "outline")
        self.open_button = button(tr("Open job"), self.ask_job, "ghost")
        self.side = BatchSide()
        self.side.changed.connect(self.set_job)
        self.side.aimed.connect(self.set_out)
        self.table = CheckTable()
        self.table.picked.connect(self._show_seen)
        self.table.acted.connect(self._act)
        self.table.stopped.connect(self.stop)
        self.table.again.connect(self.check)
        self.card = CheckCard()
        self.card.mend.connect(self.mend)
        self.card.valued.connect(self.correct)
        self.card.opened.connect(lambda seen: self._open(seen.key, seen.size))
        self.card.stepped.connect(self._step_finding)
        self.made = MadeView(self.thumbs)
        self.made.opened.connect(lambda result: self._open(result.key, result.size))
        self.made.verify.connect(self.verify)
        self.made.mend.connect(self._mend_row)
        self.made.reveal.connect(self.reveal)
        middle = QWidget()
        middle.setObjectName("body")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle.setLayout(column(self.table, spacing=0))
        checking = QWidget()
        checking.setLayout(row(self.side, middle, self.card, spacing=0))
        self.pages = QStackedWidget()
        self.pages.addWidget(checking)
        self.pages.addWidget(self.made)
        body = QWidget()
        body.setLayout(
            column(
                bar(tr("Batch"), self._name, self.steps, self.open_button, self.save_button),
                self.pages,
                self._foot(),
                spacing=0,
            )
        )
        self.setCentralWidget(body)
        self.side.show_job(job, self.out)
        self._refresh()
        self.check()

    def _foot(self) -> QWidget:
        self.ready, self.blocked, self.guess = label(""), label("", "err"), label("", "quiet")
        self._ready_sign, self._blocked_sign = sign("files", "tx"), sign("circle-x", "err")
        self.strict = QCheckBox(tr("Stop on warnings"))
        self.strict.setToolTip(tr("Make nothing while the check has an error or a warning"))
        self.strict.toggled.connect(lambda _: self._refresh())
        self.where = label("", "quiet")
        self.contact = with_icon(
            tr("Contact sheet as PDF"), lambda: self.also(contact=("pdf",)), "ghost", "file-text"
        )
        self.zip = with_icon(
            tr("ZIP per platform"), lambda: self.also(zip="platform"), "ghost", "file-archive"
        )
        self.back = button(tr("Back to the check"), self.to_check, "outline")
        self.retry = button("", self.again, "outline")
        self.pause = button(tr("Pause"), self.toggle_pause, "outline", "pause")
        self.halt = button(tr("Stop"), self.stop, "outline")
        self.go = button("", self.make, "primary")
        self.open_folder = button(tr("Open folder"), lambda: self.reveal(""), "primary")
        return foot(
            self._ready_sign, self.ready, self._blocked_sign, self.blocked, self.guess, self.where, None, self.strict, self.contact,
            self.zip, self.back, self.retry, self.pause, self.halt, self.go, self.open_folder,
        )  # fmt: skip

    # The job

    def set_job(self, job: Job) -> None:
        """Another job: it is checked as soon as nothing changes for a moment."""
        if job != self.job:
            self.job = job
            self._later()

    def set_out(self, out: str) -> None:
        if out != self.out:
            self.out = out
            self._later()

    def _later(self) -> None:
        if self.phase == "checking" and self.work is not None:
            self.work.stop()
        self._timer.start()
        self._refresh()

    def mend(self, way: Mend, only: str = "", text: str = "") -> None:
        """Take a mend on, for all its rows or one."""
        self.set_job(mended(self.job, way, only, text))

    def correct(self, key: str, name: str, value: str | None) -> None:
        """One cell of the table, as it should be; None = as the table has it."""
        self.set_job(with_cell(self.job, key, name, value))

    def save(self) -> bool:
        """Write the job's file, asking for a name the first time."""
        if not self.file:
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Save job"), str(_folder_for(self.job, "").parent / "batch.job.json"), "job (*.json)"
            )
            if not name:
                return False
            self.file = name
        try:
            write_job(Path(self.file), self.job)
        except DesignError as fault:
            self._say(fault.findings)
            return False
        self.saved = self.job
        self._refresh()
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
            self._say(fault.findings)
            return
        self.job, self.file, self.saved = job, name, job
        self.out = str(_folder_for(job, name))
        self.side.show_job(job, self.out)
        self.check()

    # Checking

    def check(self) -> None:
        """Begin the flight check; one that runs is stopped first."""
        self._timer.stop()
        if self.phase in ("making",):
            return
        if self.work is not None:
            self._again = True
            self.work.stop()
            return
        if not self._complete():
            return
        self.phase, self.checked = "checking", None
        self._progress = Progress(0)
        job, out, file = self.job, self.out, self.file
        self._begin(lambda work: checked(job, out, file, work.tell, work.stopping, work.tell))
        self._refresh()

    def _complete(self) -> bool:
        """Whether there is enough to plan; else what is missing is said."""
        title, how = "", ""
        if not self.job.data:
            title, how = (
                tr("Open a table"),
                tr("Each row becomes a file in every size. Drop a CSV or Excel file here."),
            )
        elif not self.job.sizes:
            title, how = tr("Choose at least one size"), tr("At the left, below Outputs.")
        if title:
            self.phase = "setup"
            self.table.show_fault(title, how)
            self.table.show_progress(None)
            self.card.clear()
            self._refresh()
        return not title

    def _begin(self, run: Any) -> None:
        self.work = Work(run, self)
        self.work.heard.connect(self._heard)
        self.work.done.connect(self._done)
        self.work.failed.connect(self._failed)
        self.work.ended.connect(self._ended)
        self.work.start()

    def _heard(self, told: list[Any]) -> None:
        results: list[Result] = []
        for what in told:
            if isinstance(what, int):
                self._progress = Progress(what)
            else:
                self._progress.note(what)
                results.append(what)
        if self.phase == "checking":
            self.table.show_progress(self._progress.standing)
        elif self.phase == "making":
            self.made.hear(results, self._progress.standing)
            now = self._progress.standing
            self.ran.emit(f"{number_text(now.done)} / {number_text(now.total)}")

    def _done(self, what: Any) -> None:
        if isinstance(what, Checked):
            self._show_checked(what)
        elif isinstance(what, Run):
            self._show_run(what)
        else:
            self._show_verdict(what)

    def _failed(self, findings: tuple[Finding, ...]) -> None:
        if self._again:
            return
        first = findings[0]
        if self.phase == "making":
            self.phase = "setup"
            self.pages.setCurrentIndex(0)
        self.phase = "setup"
        self.table.show_fault(_headline(first), "\n".join(f.line() for f in findings[:3]))
        self.table.show_progress(None)
        self.card.clear()
        self._refresh()

    def _ended(self) -> None:
        self.work = None
        if self._again:
            self._again = False
            self.check()
        self._refresh()

    def _show_checked(self, found: Checked) -> None:
        if self._again:
            return
        self.checked, self.phase = found, "checked"
        seen = self.card.seen
        self.table.show_progress(None)
        self.table.show_checked(found, self.job)
        self.side.show_checked(found)
        if not any(
            cause.sightings for cause in found.causes if cause.severity != "note"
        ) or not self._same_seen(seen):
            self.card.clear()
            if not self.table.choose_first():
                self.card.clear()
        self._template_thumb()
        self._refresh()

    def _same_seen(self, seen: Sighting | None) -> bool:
        """Show the finding that was shown before, if it is still one."""
        if seen is None or self.checked is None:
            return False
        for cause in self.checked.causes:
            for other in cause.sightings:
                if (other.key, other.size, other.place, other.found) == (
                    seen.key,
                    seen.size,
                    seen.place,
                    seen.found,
                ):
                    self._show_seen(cause, other)
                    return True
        return False

    def _show_seen(self, cause: Cause, seen: Sighting) -> None:
        if self.checked is None:
            return
        rows = dict(zip(self.checked.rows.keys, self.checked.rows.rows, strict=True))
        found = rows.get(seen.key)
        slots = column_names(find_template(self.job.template).template.slots)
        names = tuple(name for name in slots if found is not None and (name in found or "." not in name))
        self.card.show_seen(
            cause, seen, self.table.mends(cause), found, self.job.cells.get(seen.key, {}), names
        )
        cell = self.checked.cell(seen)
        if cell is not None:
            self.thumbs.wish(("cell", seen), lambda: cell_picture(*cell, seen, cause.slot))
        elif seen.size:
            self.card.show_picture(None, None, tr("Can't be laid out"))

    def _template_thumb(self) -> None:
        chunk = next((c for c in self.checked.plan.chunks if c.cells), None) if self.checked else None
        if chunk is not None:
            setting, cell = chunk.setting, chunk.cells[0]
            self.thumbs.wish(
                ("template", self.job.template), lambda: cell_picture(setting, cell, None, "", 96)
            )

    def _arrived(self, key: Any, what: Any) -> None:
        if key[0] == "cell" and key[1] == self.card.seen:
            if isinstance(what, Shown):
                self.card.show_picture(what.image, what.box, what.words)
            else:
                self.card.show_picture(None, None, tr("Can't be laid out"))
        elif key[0] == "template" and isinstance(what, Shown):
            self.side.show_thumb(what.image)

    def _act(self, cause: Cause, seen: Sighting) -> None:
        """A remedy was clicked: the one way that needs no answer is taken, else the card asks."""
        self._show_seen(cause, seen)
        way = next((m for m in self.table.mends(cause) if m.kind in ("closest", "column", "quality")), None)
        if way is not None:
            self.mend(way)
        else:
            self.card.text.setFocus()

    def _step_finding(self, by: int) -> None:
        tree = self.table.tree
        item = tree.currentItem()
        other = tree.itemBelow(item) if by > 0 else tree.itemAbove(item)
        if item is not None and other is not None:
            tree.setCurrentItem(other)

    # Making

    @property
    def can_make(self) -> bool:
        found = self.checked
        if (
            self.phase != "checked"
            or found is None
            or found.ready == 0
            or self._timer.isActive()
            or not self.out
        ):
            return False
        return not (self.strict.isChecked() and any(c.severity != "note" for c in found.causes))

    def make(self) -> None:
        """Make the files: the same door as ``designer batch``."""
        if self.work is not None or self.checked is None:
            return
        wanted: dict[str, int] = {}
        for chunk in self.checked.plan.chunks:
            wanted[chunk.setting.size.id] = wanted.get(chunk.setting.size.id, 0) + len(chunk.cells)
        from designer_app.studio.windows.batch_state import outputs_of

        self.made.outputs.fill(_chosen_only(outputs_of(self.job)), {})
        self.made.begin(wanted, self.out)
        self.phase, self._pausing = "making", False
        self.pages.setCurrentIndex(1)
        self._progress = Progress(self.checked.plan.count)
        job, out, file = self.job, self.out, self.file
        self._begin(lambda work: made(job, out, file, work.tell, work.stopping, work.tell))
        self._refresh()

    def again(self) -> None:
        """Go on with a run that was stopped, or try the rows once more that were left out."""
        self.make()

    def also(self, **fields: Any) -> None:
        """Further files beside the pictures: the run is repeated, the pictures stay."""
        self.set_job(msgspec.structs.replace(self.job, **fields))
        self._timer.stop()
        self.make()

    def stop(self) -> None:
        """End what runs; whole files only, and the same button makes the rest."""
        if self.work is not None:
            self.work.stop()
            self.halt.setEnabled(False)
            self.pause.setEnabled(False)

    def toggle_pause(self) -> None:
        if self.phase == "making":
            self._pausing = True
            self.stop()
        elif self.phase == "made":
            self.make()

    def _show_run(self, run: Run) -> None:
        self.run, self.phase = run, "made"
        summary = run.summary
        fresh = run.made - run.kept
        left = plural(len(run.left), "row")
        said = []
        if fresh and run.kept:
            said.append(
                tr("{new} new, {kept} unchanged.", new=number_text(fresh), kept=number_text(run.kept))
            )
        elif run.kept:
            said.append(tr("All of them are unchanged: nothing was written."))
        if run.left:
            said.append(tr("Left out: {rows}.", rows=left))
        if summary.companions:
            said.append(
                tr(
                    "Beside them: {files}.",
                    files=", ".join(sorted({Path(c).name for c in summary.companions})[:3]),
                )
            )
        touched = sum(1 for f in summary.findings if f.code == "touched-file")
        if touched:
            said.append(tr("Changed by hand and left alone: {files}.", files=plural(touched, "file")))
        lost = next((f for f in summary.findings if f.severity == "error"), None)
        if lost is not None:
            title = _headline(lost)
            said = [lost.line()]
        elif summary.stopped:
            title = (
                tr(
                    "Paused: {done} of {total} files",
                    done=number_text(run.made),
                    total=number_text(summary.wanted),
                )
                if self._pausing
                else tr(
                    "Stopped: {done} of {total} files",
                    done=number_text(run.made),
                    total=number_text(summary.wanted),
                )
            )
            said = [tr("What is written stays written; the rest is made when you go on.")]
        elif run.kept == run.made and run.made:
            title = tr(
                "{files} confirmed in {time}", files=plural(run.made, "file"), time=seconds_text(run.seconds)
            )
        else:
            title = tr(
                "{files} made in {time}", files=plural(run.made, "file"), time=seconds_text(run.seconds)
            )
        self.made.show_run(run, title, " ".join(said), summary.ok)
        self.ran.emit("")
        self._refresh()

    def verify(self) -> None:
        """Make the files again in memory and compare their hashes with the receipt."""
        from designer_app.production.verifying import verify

        if self.work is None:
            out = Path(self.out)
            self.made.said.setText(tr("Comparing with the receipt…"))
            self._begin(lambda work: verify(out, stop=work.stopping))

    def _show_verdict(self, verdict: Any) -> None:
        if verdict.ok:
            self.made.said.setText(
                tr(
                    "Verified: {files}, each the same as when made again.",
                    files=plural(verdict.files, "file"),
                )
            )
        else:
            first = next((f.line() for f in verdict.findings), "")
            self.made.said.setText(tr("Not as they were made:") + " " + first)

    def reveal(self, path: str) -> None:
        """Show the output folder, or a file, in the system's way."""
        where = Path(self.out) / path if path else Path(self.out)
        if path and not path.endswith((".csv", ".json")):
            where = where.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(where.absolute())))

    def to_check(self) -> None:
        """Back to the flight check, which is made anew: files have come to be."""
        self.pages.setCurrentIndex(0)
        if self.work is None:
            self.phase = "setup"
            self.check()

    def _mend_row(self, key: str) -> None:
        self.to_check()
        self.table.by = "row"
        self.table.grouping.set_value("row")

    def _open(self, key: str, size: str) -> None:
        kit = self.job.kits[0] if self.job.kits else ""
        self.opened.emit(Place(self.job.template, kit, self.job.data, key, size))

    # Shown

    def _refresh(self) -> None:
        phase, found = self.phase, self.checked
        name = Path(self.file).name if self.file else tr("new job")
        state = tr("saved") if self.saved == self.job else tr("not saved")
        self._name.setText(f"{name} · {state}")
        self.save_button.setEnabled(self.saved != self.job)
        files = self.pages.currentIndex() == 1
        self.steps.set_value("files" if files else "check")
        self._ticks()
        checking = not files
        for widget in (self._ready_sign, self.ready, self.guess, self.strict):
            widget.setVisible(checking and found is not None)
        bad = found.blocked if found else 0
        for widget in (self._blocked_sign, self.blocked):
            widget.setVisible(checking and bad > 0)
        if found is not None:
            self.ready.setText(tr("{files} can be made", files=plural(found.ready, "file")))
            self.blocked.setText(tr("{n} blocked by errors", n=number_text(bad)))
            self.guess.setText(self._outlook(found))
        fresh = found.ready - len(found.same) if found else 0
        self.go.setVisible(checking)
        self.go.setEnabled(self.can_make)
        self.go.setText(
            tr("Make {files}", files=plural(fresh, "file"))
            if fresh
            else tr("Confirm the files")
            if found and found.ready
            else tr("Make the files")
        )
        self.go.setToolTip(self._why_not(found))
        self.back.setVisible(files and phase != "making")
        self.where.setVisible(files)
        self.where.setText(
            tr("You can close this window, the work goes on. What is written stays written.")
            if phase == "making"
            else self.out
        )
        self.pause.setVisible(phase == "making")
        self.halt.setVisible(phase == "making")
        self.pause.setEnabled(True)
        self.halt.setEnabled(True)
        over = phase == "made"
        stopped = over and self.run is not None and self.run.summary.stopped
        left = len(self.run.left) if over and self.run else 0
        self.retry.setVisible(stopped or left > 0)
        self.retry.setText(tr("Go on") if stopped else tr("Try {rows} again", rows=plural(left, "row")))
        for widget in (self.contact, self.zip):
            widget.setVisible(over and not stopped and self.width() >= 1200)
        self.open_folder.setVisible(over)

    def _outlook(self, found: Checked) -> str:
        parts = []
        if found.same:
            parts.append(tr("{n} stay as they are", n=number_text(len(found.same))))
        if found.estimate.files and found.estimate.seconds:
            seconds = found.estimate.seconds
            words = tr("about {time}, {size}") if seconds >= 1 else "{time}, {size}"
            parts.append(words.format(time=seconds_text(seconds), size=bytes_text(found.estimate.bytes)))
        return "· " + " · ".join(parts) if parts else ""

    def _why_not(self, found: Checked | None) -> str:
        if self.can_make or found is None:
            return ""
        if found.ready == 0:
            return tr("Every file is blocked by an error")
        return tr("The check has warnings") if self.strict.isChecked() else ""

    def _ticks(self) -> None:
        data, sizes = bool(self.job.data), bool(self.job.sizes)
        done = {
            "data": data,
            "sizes": sizes,
            "check": self.pages.currentIndex() == 1,
            "files": self.phase == "made",
        }
        for key, word in zip(
            ("data", "sizes", "check", "files"), ("Data", "Sizes", "Check", "Files"), strict=True
        ):
            made_ = self.steps.buttons[key]
            number = {"data": 1, "sizes": 2, "check": 3, "files": 4}[key]
            made_.setText(tr(word) if done[key] else f"{number}  {tr(word)}")
            made_.setIcon(icon("check") if done[key] else icon("check").__class__())
        self.steps.buttons["files"].setEnabled(self.run is not None or self.phase == "making")

    def _step(self, name: str) -> None:
        if name == "files":
            self.pages.setCurrentIndex(1)
        elif self.phase == "making":
            pass
        elif name == "check":
            self.to_check()
        else:
            self.pages.setCurrentIndex(0)
            (self.side.table if name == "data" else self.side.search).setFocus()
        self._refresh()

    def _say(self, findings: tuple[Finding, ...]) -> None:
        from designer_app.studio.toast import Toast

        self._toast = Toast(self.table, findings[0])

    @property
    def settled(self) -> bool:
        """Whether nothing runs and every picture is there."""
        return self.work is None and not self._timer.isActive() and self.thumbs.settled

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.can_make and self.pages.currentIndex() == 0:
                self.make()
        elif held and (event.key() == Qt.Key.Key_S or event.nativeScanCode() == 39):
            self.save()
        elif held and (event.key() == Qt.Key.Key_O or event.nativeScanCode() == 32):
            self.ask_job()
        elif event.key() == Qt.Key.Key_Escape and self.work is not None:
            self.stop()
        elif event.key() == Qt.Key.Key_F5:
            self.check()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.fold(self.width() < 1360)
        self._refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            name = url.toLocalFile()
            if name.endswith((".job.json", ".toml")):
                self.open_job(name)
            elif name.lower().endswith(SUFFIXES):
                self.side.take_table(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run goes on while the window is hidden; all else ends."""
        if self.phase == "making" and self.work is not None:
            event.ignore()
            alone = not any(
                w.isVisible() for w in QApplication.topLevelWidgets() if w.isWindow() and w is not self
            )
            self.showMinimized() if alone else self.hide()
            return
        self.shut()
        event.accept()
        self.closed.emit()

    def shut(self) -> None:
        self._timer.stop()
        if self.work is not None:
            self.work.end()
            self.work = None
        self.thumbs.close()


def _chosen_only(outputs: dict[str, list[Any]]) -> dict[str, list[Any]]:
    kept = {name: [o for o in sizes if o.chosen] for name, sizes in outputs.items()}
    return {name: sizes for name, sizes in kept.items() if sizes}


def _folder_for(job: Job, file: str) -> Path:
    """Where a job's files go unless one says otherwise: ``out`` beside the job or the table; never into the program."""
    from designer_app.data_files import data_root

    beside = Path(file or job.data or ".").absolute().parent
    inside = beside.is_relative_to(Path(data_root("templates")).absolute())
    base = Path.home() / "Designer" if inside or not (file or job.data) else beside
    stem = (
        Path(file).name.removesuffix(".json").removesuffix(".job")
        if file
        else Path(job.data).stem
        if job.data
        else "batch"
    )
    return base / "out" if stem == "job" else base / "out" / stem


def _headline(finding: Finding) -> str:
    words = finding.found or finding.code.replace("-", " ")
    return words[:1].upper() + words[1:]


__all__ = ["BatchWindow", "Place", "QImage"]
