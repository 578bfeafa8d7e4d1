"""The export list: size × format × scale × name with real file sizes, a preview of the very file, presets, progress, cancel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from designer_app.errors import DesignError
from designer_app.export.formats import FORMATS
from designer_app.studio.boards import Board
from designer_app.studio.chosen_boards import board_title
from designer_app.studio.desk import Desk
from designer_app.studio.export_lines import ExportLines
from designer_app.studio.export_presets import PresetBar
from designer_app.studio.export_preview import ExportPreview
from designer_app.studio.export_work import ExportWorker, Order, Outcome, Priced
from designer_app.studio.exports import (
    PATTERN,
    Preset,
    clashes,
    stems,
)
from designer_app.studio.fault_words import cause_of, remedy_of, what_is_wrong, where_of
from designer_app.studio.floating import Sheet
from designer_app.studio.parts import Empty, button, column, label, line, row
from designer_app.studio.rendering import Made
from designer_app.studio.windows.batch_words import seconds_text
from designer_app.studio.words import bytes_text, finding_line, plural, tr

_PAUSE = 350  # ms after a change before the file is made anew
_last = {"folder": "", "pattern": PATTERN}  # for as long as the program runs


class ExportDialog(Sheet):
    """What is to be made, how much it is, and the one button that makes it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._running = False
        self._template = desk.session.name
        self._worker = ExportWorker(desk.session.template, desk.session.state.rows)
        self._worker.priced.connect(self._priced)
        self._worker.step.connect(self._step)
        self._worker.done.connect(self._done)
        self.setWindowTitle(tr("Export"))
        self.resize_body(min(1120, max(880, parent.width() - 120)), min(680, max(520, parent.height() - 80)))
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._ask)
        self._build()
        self._boards: list[Board] = []
        self._take_boards()
        desk.made.connect(self._made)
        self._listens = True
        self._worker.start()
        self.go.setFocus()

    # What it is made of

    def _build(self) -> None:
        self.lines = ExportLines(self._desk)
        self.lines.changed.connect(self._changed)
        self.lines.gone.connect(self._worker.forget)
        self.presets = PresetBar(self._take_preset, self.lines.variants, self._desk.tell)
        self.nothing = Empty("file-warning", "")
        self.preview = ExportPreview(self.lines.vary)
        self.lines.picked.connect(self.preview.show_row)
        self.name = QLineEdit(_last["pattern"])
        self.name.setAccessibleName(tr("Name"))
        self.name.setToolTip(
            tr("May hold {names}", names="{{key}} {{size}} {{kit}} {{lang}} {{class}} {{page}} {{template}}")
        )
        self.name.textEdited.connect(lambda _: (self._lead(made=False), self._named()))
        self.folder = QLineEdit(_last["folder"] or str(Path.home() / "designer-export"))
        self.folder.textChanged.connect(lambda _: (self._lead(made=False), self._count()))
        self.folder.setAccessibleName(tr("Folder"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setVisible(False)
        self.result = label("", "quiet", wrap=True)
        self.go = button("", self.start, "primary")
        self.stop = button(tr("Close"), self._cancel)
        self.open_folder = button(tr("Open folder"), self._show_folder, "primary")
        self.open_folder.hide()
        title = row(label(tr("Export"), "dialog"), *self._which_row(), None, self.presets, spacing=8)
        names = row(
            label(tr("Name"), "quiet"), self.name, label(tr("Folder"), "quiet"), self.folder,
            button(tr("Choose…"), self._choose), spacing=8,
        )  # fmt: skip
        names.setStretch(1, 2)
        names.setStretch(3, 3)
        left = column(self.lines, self.nothing, line(), names, spacing=8)
        left.setStretch(0, 1)
        left.setStretch(1, 1)
        middle = row(spacing=20)
        middle.addLayout(left, 1)
        middle.addWidget(self.preview)
        foot = row(self.result, self.stop, self.go, self.open_folder, spacing=8)
        foot.setStretch(0, 1)
        whole = column(title, spacing=12, margins=(24, 20, 24, 20))
        whole.addLayout(middle, 1)
        whole.addWidget(self.bar)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _which_row(self) -> list[QWidget]:
        """Of a table with several rows: which one is made here, and the way to all of them."""
        desk, count = self._desk, len(self._desk.rows)
        if desk.current_row is None or count < 2:
            return []
        place = tr("Row {row} of {count}", row=desk.row + 1, count=count)
        every = button(tr("All {rows}…", rows=plural(count, "row")), self._every_row, "link")
        every.setToolTip(tr("Every row of a table in every size, checked before it is made."))
        return [label(place, "quiet"), every]

    def _every_row(self) -> None:
        self.reject()
        self._desk.batch_wanted.emit()

    def _all_boards(self) -> list[Board]:
        """Every size of the design, whichever the canvas shows."""
        desk = self._desk
        shown = {b.size.id: b for b in desk.canvas.boards if b.page == 1}
        classes = desk.session.state.template.classes
        return [
            shown.get(s.id) or Board(name=s.id, size=s, title=board_title(s))
            for s in desk.chosen
            if s.id in shown or s.size_class in classes
        ]

    def _take_boards(self) -> None:
        """The sizes that can be made; where none can, why."""
        every = self._all_boards()
        self._boards = [board for board in every if not board.faults]
        faulty = next((board.faults[0] for board in every if board.faults), None)
        self._short = faulty is not None
        self.lines.show_any(bool(self._boards))
        self.nothing.setVisible(not self._boards)
        if not self._boards and faulty is not None:
            where = where_of(faulty, self._desk.session.state.template, "")
            said = (where, what_is_wrong(faulty), remedy_of(faulty))
            self.nothing.title.setText(cause_of(faulty))
            self.nothing.how.setText("\n".join(text for text in said if text))
        self.presets.choose()

    def _made(self, made: Made) -> None:
        """Boards that could not be made are there now, as of another row."""
        if self._short and not made.faults and not self._running:
            self._take_boards()

    # Presets

    def set_preset(self, name: str) -> None:
        """Every size in the preset's variants."""
        self.presets.choose(name)

    def _take_preset(self, preset: Preset) -> None:
        self.lines.lay(self._boards, preset.variants)

    # What it says

    @property
    def settled(self) -> bool:
        """Whether every wanted line shows its real size."""
        return not self._later.isActive() and all(r.priced is not None for r in self.lines.wanted)

    def _lead(self, *, made: bool) -> None:
        """What is next: the files, or, once they are ``made`` as the list says, their folder."""
        self.open_folder.setVisible(made)
        self.go.setProperty("kind", "outline" if made else "primary")
        self.go.style().polish(self.go)
        if made:
            self.open_folder.setFocus()

    def _changed(self) -> None:
        self._lead(made=False)
        self._named()
        for made in self.lines.rows:
            if made.check.isChecked() and made.priced is None:
                made.show_waiting()
        self._later.start()
        self._count()

    def _ask(self) -> None:
        """Have what has no size yet made, the line in view first."""
        for made in self.lines.wanted:
            if made.priced is None:
                self._worker.wish(made.number, made.line, first=made is self.lines.chosen)

    def _named(self) -> None:
        pattern = self.name.text().strip() or PATTERN
        try:
            double = clashes(((r.number, r.line) for r in self.lines.wanted), pattern, self._template)
        except DesignError as fault:
            self._wrong_name = finding_line(fault.findings[0])
            double = set()
        else:
            self._wrong_name = ""
        self.name.setProperty("wrong", "true" if self._wrong_name else "false")
        self.name.style().polish(self.name)
        for made in self.lines.rows:
            try:
                stem = stems(made.line, pattern, self._template)[0]
            except DesignError as fault:
                made.show_name(made.line.name, finding_line(fault.findings[0]))
                continue
            twice = tr("Another line has the same name") if made.number in double else ""
            made.show_name(stem, twice)
        self._double = bool(double)
        self._count()

    def _count(self) -> None:
        if self._running:
            return
        wanted = self.lines.wanted
        count = sum(r.line.files for r in wanted)
        known = [r.priced for r in wanted if r.priced is not None]
        made = not self.open_folder.isHidden()
        self.go.setText(tr("Make once more") if made else tr("Make {files}", files=plural(count, "file")))
        nothing = tr("Choose at least one size") if self._boards else self.nothing.title.text()
        why = nothing if not count else self._wrong_name
        why = why or (tr("Two files would have the same name") if self._double else "")
        self.go.setEnabled(not why)
        self.go.setToolTip(why)
        self.lines.show_every()
        if not made:
            said = plural(count, "file")
            if known and len(known) == len(wanted):
                said = tr("{files}, {size} together", files=said, size=bytes_text(sum(p.size for p in known)))
            self.result.setText(why or said)

    def _priced(self, number: int, priced: Priced) -> None:
        for made in self.lines.rows:
            if made.number == number and made.line.key == priced.line.key:
                made.show_priced(priced)
                if made is self.lines.chosen:
                    self.preview.show_row(made)
        self._count()

    # The export

    def start(self) -> None:
        """Make the files; the window stays alive meanwhile."""
        folder = Path(self.folder.text()).expanduser()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            self.result.setText(tr("The folder can't be made: {why}", why=fault.strerror or str(fault)))
            return
        pattern = self.name.text().strip() or PATTERN
        orders = [
            Order(
                r.number, r.line,
                tuple(stem + FORMATS[r.line.format].suffix for stem in stems(r.line, pattern, self._template)),
            )
            for r in self.lines.wanted
        ]  # fmt: skip
        _last["folder"], _last["pattern"] = self.folder.text(), pattern
        self._running = True
        self.bar.setRange(0, sum(len(o.names) for o in orders))
        self.bar.setValue(0)
        self.bar.show()
        self._lead(made=False)
        self.go.setEnabled(False)
        self.stop.setText(tr("Cancel"))
        self._worker.write(folder, orders)

    def _step(self, done: int, name: str) -> None:
        if not self._running:
            return
        self.bar.setValue(done)
        self.result.setText(tr("{done} of {count} · {name}", done=done, count=self.bar.maximum(), name=name))

    def _done(self, outcome: Outcome) -> None:
        self._running = False
        self.bar.hide()
        self.stop.setText(tr("Close"))
        text = tr(
            "{files}, {size}, in {folder} · {time}", files=plural(len(outcome.made), "file"), size=bytes_text(outcome.size),
            folder=str(outcome.folder), time=seconds_text(outcome.seconds),
        )  # fmt: skip
        if outcome.stopped:
            text = tr("Stopped.") + " " + text
        self._lead(made=bool(outcome.made) and not outcome.stopped)
        self._count()
        self.result.setText("\n".join([text, *(finding_line(f) for f in outcome.faults[:3])]))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def _cancel(self) -> None:
        if self._running:
            self._worker.stop()
        else:
            self.reject()

    def done(self, result: int) -> None:
        """The dialog closes: so does its worker."""
        if self._listens:
            self._listens = False
            self._desk.made.disconnect(self._made)
        self._later.stop()
        self._worker.end()
        super().done(result)

    def closeEvent(self, event: object) -> None:
        self._worker.end()
        super().closeEvent(event)  # type: ignore[arg-type]
