"""The Batch window: a job put together at the left, checked before anything is made, made beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from designer_app.design.library import find_template
from designer_app.design.slots import column_names
from designer_app.errors import Finding
from designer_app.production.flight.causes import Cause, Sighting
from designer_app.production.jobs import Job
from designer_app.production.mending import Mend, mended, with_cell
from designer_app.production.progress import Progress
from designer_app.production.records import Result
from designer_app.production.rows import row_of
from designer_app.studio.icons import spaced
from designer_app.studio.parts import Segments, column, row
from designer_app.studio.windows.batch_card import CheckCard
from designer_app.studio.windows.batch_check import CheckTable
from designer_app.studio.windows.batch_foot import BatchFoot
from designer_app.studio.windows.batch_made import MadeView
from designer_app.studio.windows.batch_seen import first_row, the_same
from designer_app.studio.windows.batch_side import BatchSide
from designer_app.studio.windows.batch_state import Checked, Run, checked, chosen_outputs, made
from designer_app.studio.windows.batch_words import run_words, verdict_words
from designer_app.studio.windows.frame import bar
from designer_app.studio.windows.job_window import JobWindow
from designer_app.studio.windows.pictures import Shown, cell_picture
from designer_app.studio.words import finding_line, finding_text, number_text, text_in, tr

_PAUSE = 350  # ms after a change before the check begins anew
_STEPS = {"data": "Data", "sizes": "Sizes", "check": "Check", "files": "Files"}


class Place(NamedTuple):
    """Where on the canvas to go: template, kit, table, key of the row, id of the size."""

    template: str
    kit: str
    table: str
    key: str
    size: str


class BatchWindow(JobWindow):
    """``opened(Place)`` asks for the editor. Phases: setup, checking, checked, making, made."""

    opened = Signal(object)

    def __init__(self, job: Job, file: str = "", out: str = "") -> None:
        super().__init__(tr("Batch"), job, file, out, _PAUSE)
        self.checked: Checked | None = None
        self.run: Run | None = None
        self.phase = "setup"
        self._paused = False
        self._progress = Progress(0)
        self.thumbs.made.connect(self._pictured)
        steps = [(key, f"{number}  {tr(word)}") for number, (key, word) in enumerate(_STEPS.items(), 1)]
        self.steps = Segments(steps, "check")
        self.steps.picked.connect(self._step)
        self.side = BatchSide()
        self.side.changed.connect(self.set_job)
        self.side.aimed.connect(self.set_out)
        self.table = CheckTable()
        self.table.picked.connect(self._show_seen)
        self.table.acted.connect(self._act)
        self.table.stopped.connect(self.stop)
        self.table.again.connect(self.look)
        self.card = CheckCard()
        self.card.mend.connect(self.mend)
        self.card.valued.connect(self.correct)
        self.card.opened.connect(lambda seen: self._open(seen.key, seen.size))
        self.card.stepped.connect(self.table.step)
        self.made = MadeView(self.thumbs)
        self.made.opened.connect(lambda result: self._open(row_of(result.key, result.variant), result.size))
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
        self.foot = BatchFoot(self)
        head = bar(tr("Batch"), self.name_label, self.steps, self.open_button, self.save_button)
        body = QWidget()
        body.setLayout(column(head, self.pages, self.foot, spacing=0))
        self.setCentralWidget(body)
        self.show_job()
        self.look()

    # The job

    def show_job(self) -> None:
        self.side.show_job(self.job, self.out)

    def take_table(self, name: str) -> None:
        self.side.take_table(name)

    def later(self) -> None:
        if self.phase == "checking" and self.work is not None:
            self.work.stop()
        super().later()

    def mend(self, way: Mend, only: str = "", text: str = "") -> None:
        """Take a mend on, for all its rows or one."""
        self.set_job(mended(self.job, way, only, text))

    def correct(self, key: str, name: str, value: str | None) -> None:
        """One cell of the table, as it should be; None = as the table has it."""
        self.set_job(with_cell(self.job, key, name, value))

    # Checking

    def look(self) -> None:
        """Begin the flight check; one that runs is stopped first."""
        self.timer.stop()
        if self.phase == "making":
            return
        if self.work is not None:
            self.again = True
            self.work.stop()
            return
        if not self._complete():
            return
        self.phase, self.checked = "checking", None
        self._progress = Progress(0)
        job, out, file = self.job, self.out, self.file
        self.begin(lambda work: checked(job, out, file, work.tell, work.stopping, work.tell))
        self.refresh()

    def _complete(self) -> bool:
        """Whether there is enough to plan; else what is missing is said."""
        if not self.job.data:
            how = tr("Each row becomes a file in every size. Drop a CSV or Excel file here.")
            self._show_fault(tr("Open a table"), how)
        elif not self.job.sizes:
            self._show_fault(tr("Choose at least one size"), tr("At the left, below Outputs."))
        return bool(self.job.data and self.job.sizes)

    def _show_fault(self, title: str, how: str) -> None:
        self.phase, self.checked = "setup", None
        self.pages.setCurrentIndex(0)
        self.table.show_fault(title, how)
        self.table.show_progress(None)
        self.card.clear()
        self.refresh()

    def heard(self, told: list[Any]) -> None:
        results: list[Result] = []
        for what in told:
            if isinstance(what, int):
                self._progress = Progress(what)
            else:
                self._progress.note(what)
                results.append(what)
        now = self._progress.standing
        if self.phase == "checking":
            self.table.show_progress(now)
        elif self.phase == "making":
            ready = self.checked.ready if self.checked else now.total
            self.made.hear(results, now, ready)
            self.ran.emit(f"{number_text(now.done - now.failed)} / {number_text(ready)}")

    def arrived(self, what: Any) -> None:
        if isinstance(what, Checked):
            self._show_checked(what)
        elif isinstance(what, Run):
            self._show_run(what)
        else:
            self.made.tell(verdict_words(what))

    def failed(self, findings: tuple[Finding, ...]) -> None:
        self._show_fault(finding_text(findings[0]), "\n".join(finding_line(f) for f in findings[:3]))

    def _show_checked(self, found: Checked) -> None:
        self.checked, self.phase = found, "checked"
        seen = self.card.seen
        self.table.show_progress(None)
        slots = find_template(self.job.template).template.slots
        self.table.labels = self.card.labels = {
            name: text_in(slot.label, name) for name, slot in slots.items()
        }
        self.table.show_checked(found)
        self.side.show_checked(found)
        if (again := the_same(found, seen)) is not None:
            self._show_seen(*again)
        elif not self.table.choose_first():
            self.card.clear()
            if (first := first_row(found)) is not None:
                self._show_seen(*first)
        self._template_thumb()
        self.refresh()

    def _show_seen(self, cause: Cause, seen: Sighting) -> None:
        if self.checked is None:
            return
        cell = self.checked.cell(seen)
        seen = msgspec.structs.replace(
            seen, key=row_of(seen.key, seen.variant)
        )  # a variant's row is the table's
        found = self.checked.rows.by_key.get(seen.key)
        slots = column_names(find_template(self.job.template).template.slots)
        names = tuple(name for name in slots if found is not None and (name in found or "." not in name))
        mine = self.job.cells.get(seen.key, {})
        self.card.show_seen(cause, seen, self.table.mends(cause), found, mine, names, cell is not None)
        if cell is not None:
            self.thumbs.wish(("cell", seen), lambda: cell_picture(*cell, seen, cause.slot))

    def _template_thumb(self) -> None:
        chunk = next((c for c in self.checked.plan.chunks if c.cells), None) if self.checked else None
        if chunk is not None:
            setting, cell = chunk.setting, chunk.cells[0]
            self.thumbs.wish(
                ("template", self.job.template), lambda: cell_picture(setting, cell, None, "", 96)
            )

    def _pictured(self, key: Any, what: Any) -> None:
        if key[0] == "cell" and key[1] == self.card.seen:
            self.card.show_picture(what if isinstance(what, Shown) else None)
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

    # Making

    @property
    def can_make(self) -> bool:
        found = self.checked
        if (
            self.phase not in ("checked", "made")
            or found is None
            or not found.ready
            or not self.out
            or self.timer.isActive()
        ):
            return False
        return not (self.foot.strict.isChecked() and any(c.severity != "note" for c in found.causes))

    def go_on(self) -> None:
        if self.can_make and self.pages.currentIndex() == 0:
            self.make()

    def make(self) -> None:
        """Make the files, or go on, or try again what was left out: the same door as ``designer batch``."""
        if self.work is not None or self.checked is None:
            return
        self.made.outputs.fill(chosen_outputs(self.job), {})
        self.made.begin(self.checked.wanted, self.out)
        self.phase, self._paused = "making", False
        self.pages.setCurrentIndex(1)
        self._progress = Progress(self.checked.plan.count)
        job, out, file = self.job, self.out, self.file
        self.begin(lambda work: made(job, out, file, work.tell, work.stopping, work.tell))
        self.refresh()

    def also(self, **fields: Any) -> None:
        """Further files beside the pictures: the run is repeated, the pictures stay."""
        self.set_job(msgspec.structs.replace(self.job, **fields))
        self.timer.stop()
        self.make()

    def stop(self) -> None:
        super().stop()
        self.refresh()

    def pause(self) -> None:
        """Stop for a while: going on makes the rest."""
        if self.phase == "making":
            self._paused = True
            self.stop()

    def _show_run(self, run: Run) -> None:
        self.run, self.phase = run, "made"
        ready = self.checked.ready if self.checked else run.summary.wanted
        title, said = run_words(run, ready, self._paused)
        self.made.show_run(run, title, said)
        self.finished(f"{title}. {said}")
        self.refresh()

    def verify(self) -> None:
        """Make the files again in memory and compare their hashes with the receipt."""
        from designer_app.production.verifying import verify

        if self.work is None:
            out = Path(self.out)
            self.made.tell(tr("Comparing with the receipt…"))
            self.begin(lambda work: verify(out, stop=work.stopping))

    def to_check(self) -> None:
        """Back to the flight check, which is made anew: files have come to be."""
        self.pages.setCurrentIndex(0)
        if self.work is None:
            self.phase = "setup"
            self.look()

    def _mend_row(self, key: str) -> None:
        self.table.by = "row"
        self.table.grouping.set_value("row")
        self.table.first = key
        self.to_check()

    def _open(self, key: str, size: str) -> None:
        kit = self.job.kits[0] if self.job.kits else ""
        self.opened.emit(Place(self.job.template, kit, self.job.data, key, size))

    # Shown

    def refresh(self) -> None:
        super().refresh()
        files = self.pages.currentIndex() == 1
        self.steps.set_value("files" if files else "check")
        done = {
            "data": bool(self.job.data),
            "sizes": bool(self.job.sizes),
            "check": files,
            "files": self.phase == "made",
        }
        for number, (key, word) in enumerate(_STEPS.items(), 1):
            part = self.steps.buttons[key]
            part.setText(tr(word) if done[key] else f"{number}  {tr(word)}")
            part.setIcon(spaced("check") if done[key] else QIcon())
        self.steps.buttons["files"].setEnabled(self.run is not None or self.phase == "making")
        self.foot.refresh()

    def _step(self, name: str) -> None:
        if name == "files":
            self.pages.setCurrentIndex(1)
        elif name == "check" and self.phase != "making":
            self.to_check()
        elif self.phase != "making":
            self.pages.setCurrentIndex(0)
            (self.side.table if name == "data" else self.side.search).setFocus()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.fold(self.width() < 1360)
        self.foot.refresh()
