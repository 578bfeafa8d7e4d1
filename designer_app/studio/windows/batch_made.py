"""The Batch window while files are made and afterwards: outputs with progress, the contact sheet, the file picked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QWidget

from designer_app.errors import Finding
from designer_app.production.progress import Standing
from designer_app.production.records import Result
from designer_app.studio import theme
from designer_app.studio.icons import icon, pixmap
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Segments, button, clear, column, label, line, row, tool
from designer_app.studio.windows.batch_check import rate_text
from designer_app.studio.windows.batch_outputs import Outputs
from designer_app.studio.windows.batch_state import Run
from designer_app.studio.windows.batch_words import short_fault
from designer_app.studio.windows.contact_sheet import RESULT, Sheet, SheetView
from designer_app.studio.windows.file_card import FileCard
from designer_app.studio.windows.frame import part, side, sign, with_icon
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.windows.time_bar import TimeBar
from designer_app.studio.words import finding_line, number_text, plural, tr

_NAMED = 6  # rows left out that are named


class MadeView(QWidget):
    """``opened(result)`` to the canvas, ``verify``, ``mend(key)`` back to the check, ``reveal(path)`` in the folder."""

    opened = Signal(object)
    verify = Signal()
    mend = Signal(str)
    reveal = Signal(str)

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self.results: dict[str, list[Result]] = {}  # size → as they came
        self.wanted: dict[str, int] = {}
        self.out = Path()
        self._size, self._only, self._words = "", "all", ""
        self._running = False
        self._named: list[str] = []
        self._counts: dict[str, int] = {}  # size → files made
        self._bad: dict[str, tuple[Finding, ...]] = {}  # row → why it was left out
        self.outputs = under_bar(Outputs())
        self.outputs.boxes = False
        self.outputs.picked.connect(self.show_size)
        self._left_head, self._left_rows = label("", "quiet"), column(spacing=0)
        self._left = part(row(label(tr("Left out"), "head"), None, self._left_head), self._left_rows)
        folder = tool("folder-open", tr("Open the folder"), lambda: self.reveal.emit(""), large=False)
        outputs = part(row(label(tr("Outputs"), "head"), None, folder), ruled=False)
        self.times = TimeBar()
        self._times = part(label(tr("Where the time went"), "head"), self.times)
        left = side(320, True, outputs, self.outputs, self._left, self._times)
        self.sheet = Sheet(thumbs, self)
        self.grid = SheetView(self.sheet)
        self.grid.selectionModel().currentChanged.connect(lambda now, _: self._pick(now.data(RESULT)))
        self.grid.doubleClicked.connect(lambda index: self.opened.emit(index.data(RESULT)))
        self.card = FileCard(thumbs)
        self.card.edited.connect(self.opened)
        self.card.revealed.connect(self.reveal)
        self.card.stepped.connect(self._step)
        middle = QWidget()
        middle.setObjectName("body")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle.setLayout(column(self._head(), line(), self._tools(), self.grid, spacing=0))
        self.setLayout(row(left, middle, self.card, spacing=0))

    def _head(self) -> QWidget:
        self.title, self.said, self.rate = label("", "title"), label("", "quiet"), label("", "quiet")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._tick = QLabel()
        self._tick.setFixedSize(32, 32)
        self.verify_button = with_icon(tr("Verify"), self.verify.emit, "outline", "shield-check")
        self.receipt = button(tr("Show receipt"), lambda: self.reveal.emit("receipt.csv"), "outline")
        head = row(self._tick, spacing=12)
        head.addLayout(column(self.title, self.said, spacing=2))
        head.addStretch(1)
        for widget in (self.rate, self.verify_button, self.receipt):
            head.addWidget(widget)
        made = QWidget()
        made.setObjectName("headroom")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setLayout(column(head, self.progress, spacing=8, margins=(16, 12, 16, 12)))
        return made

    def _tools(self) -> QWidget:
        self.which = label("", "quiet")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Key"))
        self.search.setAccessibleName(tr("Key"))
        self.search.setFixedWidth(136)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._find)
        kinds = [("all", tr("All")), ("warned", tr("Warned")), ("changed", tr("Changed"))]
        self.filter = Segments(kinds, "all")
        self.filter.picked.connect(self._filter)
        smaller = tool("zoom-out", tr("Smaller"), lambda: self.grid.zoom(-1))
        larger = tool("zoom-in", tr("Larger"), lambda: self.grid.zoom(1))
        made = QWidget()
        head = label(tr("Contact sheet"), "head")
        made.setLayout(
            row(
                head,
                self.which,
                None,
                self.search,
                self.filter,
                smaller,
                larger,
                spacing=8,
                margins=(16, 8, 16, 4),
            )
        )
        return made

    # While files are made

    def begin(self, wanted: dict[str, int], out: str) -> None:
        """Files are going to be made: size id → how many."""
        self.results, self.wanted, self.out = {}, wanted, Path(out)
        self._counts, self._bad = {}, {}
        self.sheet.out = self.out
        self._running = True
        self._size = self._size if self._size in wanted else next(iter(wanted), "")
        self.sheet.show([None] * wanted.get(self._size, 0))
        for widget in (self._tick, self.verify_button, self.receipt):
            widget.hide()
        self._times.hide()
        self.title.setText(tr("Making files"))
        self.tell("")
        self.progress.setRange(0, 0)
        self.progress.show()
        self._show_left({})
        self._bars()
        self.outputs.choose(self._size)
        self._pick(None)
        self._tell_which()

    def hear(self, results: list[Result], standing: Standing, ready: int) -> None:
        """Some more are done, of ``ready`` that can be made."""
        fresh: list[Result] = []
        for result in results:
            self.results.setdefault(result.size, []).append(result)
            if result.ok:
                self._counts[result.size] = self._counts.get(result.size, 0) + 1
            else:
                self._bad.setdefault(result.key, result.findings)
            if result.size == self._size and result.ok:
                fresh.append(result)
        if fresh and self._only == "all" and not self._words:
            self.sheet.add(fresh)
            if self.card.entry is None:
                self._pick(fresh[0])
        self._bars()
        done = standing.done - standing.failed
        said = tr("{done} of {total}", done=number_text(done), total=number_text(ready))
        if standing.unchanged:
            said += " · " + tr("{n} unchanged", n=number_text(standing.unchanged))
        self.tell(said)
        self.rate.setText(rate_text(standing))
        self.progress.setRange(0, max(1, ready))
        self.progress.setValue(done)
        self._show_left(self._bad)

    def _bars(self) -> None:
        self.outputs.show_done(
            {size: (self._counts.get(size, 0), many) for size, many in self.wanted.items()}
        )

    # When it is over

    def tell(self, said: str) -> None:
        """The second line of the head, or none."""
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def show_run(self, run: Run, title: str, said: str) -> None:
        """What a run came to."""
        self.results = {}
        for result in run.summary.results:
            self.results.setdefault(result.size, []).append(result)
        self.out = self.sheet.out = Path(run.out)
        self._running = False
        self._counts = {size: sum(1 for r in found if r.ok) for size, found in self.results.items()}
        dress = theme.current()
        good = run.summary.ok
        self._tick.setPixmap(
            pixmap("circle-check" if good else "triangle-alert", dress.ok if good else dress.warn, 28)
        )
        self._tick.show()
        self.title.setText(title)
        self.tell(said)
        self.rate.setText("")
        self.progress.hide()
        self.verify_button.setVisible(bool(run.made))
        self.receipt.setVisible((self.out / "receipt.csv").is_file())
        self.times.show_spent(run.spent)
        self._times.setVisible(not self.times.isHidden())
        self._show_left(run.left)
        self._bars()
        self._fill()
        shown = [entry for entry in self.sheet.entries if entry is not None]
        old = self.card.entry
        mine = [entry for entry in shown if old is not None and entry.path == old.path]
        self._pick((mine or shown or [None])[0])

    def show_size(self, size: str) -> None:
        """The contact sheet of another size."""
        if size in self.wanted and size != self._size:
            self._size = size
            self._fill()

    def _fill(self) -> None:
        shown: list[Result | None] = [r for r in self.results.get(self._size, ()) if r.ok and self._fits(r)]
        if self._running and self._only == "all" and not self._words:
            shown += [None] * max(0, self.wanted.get(self._size, 0) - len(shown))
        self.sheet.show(shown)
        self._tell_which()

    def _fits(self, result: Result) -> bool:
        if self._words not in result.key.lower():
            return False
        if self._only == "warned":
            return any(finding.severity == "warning" for finding in result.findings)
        return self._only == "all" or not result.kept

    def _tell_which(self) -> None:
        found = next((r for r in self.results.get(self._size, ()) if r.width), None)
        self.which.setText(f"{found.width} × {found.height}" if found else "")

    def _filter(self, which: str) -> None:
        self._only = which
        self._fill()

    def _find(self, words: str) -> None:
        self._words = words.strip().lower()
        self._fill()

    def _show_left(self, bad: Mapping[str, tuple[Finding, ...]]) -> None:
        self._left.setVisible(bool(bad))
        self._left_head.setText(plural(len(bad), "row"))
        if self._named == list(bad)[:_NAMED]:
            return
        self._named = list(bad)[:_NAMED]
        clear(self._left_rows)
        for key in self._named:
            finding = next(iter(bad[key]), None)
            why = label(short_fault(finding) if finding else "", "quiet")
            why.setMaximumWidth(170)
            holder = QWidget()
            holder.setLayout(
                row(
                    sign("circle-x", "err"),
                    button(key, lambda key=key: self.mend.emit(key), "status"),
                    None,
                    why,
                )
            )
            holder.setToolTip(finding_line(finding) if finding else "")
            holder.setFixedHeight(28)
            self._left_rows.addWidget(holder)

    # The file that is picked

    def _pick(self, entry: Result | None) -> None:
        others: list[Result] = []
        if entry is not None:
            alike = (r for found in self.results.values() for r in found)
            others = [r for r in alike if r.ok and r.key == entry.key and r.path != entry.path]
        self.card.show_file(entry, self.out, others)

    def _step(self, by: int) -> None:
        at = self.grid.currentIndex().row() + by
        if 0 <= at < self.sheet.rowCount():
            self.grid.setCurrentIndex(self.sheet.index(at))
