"""The Chart window: a table pasted at the left becomes a chart in the middle; what it says, and how honestly, at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from designer_app.design.library import find_kit, kit_names
from designer_app.errors import DesignError, Finding
from designer_app.export.formats import FORMATS
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.jobs import write_job
from designer_app.production.suggesting import suggestion
from designer_app.studio.fields import Choice
from designer_app.studio.parts import Empty, button, column, label, row, tool
from designer_app.studio.windows.chart_grid import GridView
from designer_app.studio.windows.chart_kinds import KindStrip
from designer_app.studio.windows.chart_pictures import ChartPictures
from designer_app.studio.windows.chart_preview import Preview
from designer_app.studio.windows.chart_said import shape_of, sums_of
from designer_app.studio.windows.chart_side import ChartSide
from designer_app.studio.windows.chart_state import (
    SIZES,
    ChartState,
    Grid,
    Known,
    exported,
    grid_of,
    grid_of_file,
    job_of,
    known,
)
from designer_app.studio.windows.frame import bar, foot, part, side
from designer_app.studio.windows.plain import PlainWindow
from designer_app.studio.windows.work import Work
from designer_app.studio.words import finding_line, language, plural, tr

_PAUSE = 120  # ms after a change before the chart is drawn anew


class ChartWindow(PlainWindow):
    """One chart: its ``state``, a frozen record; each change is a step that can be undone."""

    placed = Signal()  # the chart is wanted in the open design

    def __init__(
        self, state: ChartState | None = None, file: str = "", layer: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__(tr("Chart"), (1100, 640))
        self.layer = layer  # where the chart stands: the design's folder, the layer's name
        self.file, self.size_id = file, SIZES[0][0]
        self.state = state or ChartState()
        if not self.state.kit:
            self.state = msgspec.structs.replace(self.state, kit=kit_names()[-1], lang=language())
        self.saved = self.state if file else ChartState()
        self.known = Known(None)
        self._past: list[ChartState] = []
        self._future: list[ChartState] = []
        self._last = ""  # the field that was typed into: one step back for all of its letters
        self.work: Work | None = None
        self.made: tuple[str, ...] = ()
        self.pictures = ChartPictures(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.pictures.draw)
        self._build()
        self._show()
        (self.grid if self.state.grid else self.empty).setFocus()
        self.pictures.draw()

    def _build(self) -> None:
        self._name = label("", "quiet")
        self.kits = Choice(
            [(name, find_kit(name).file.name.get(language(), name)) for name in kit_names()], tr("Brand kits")
        )
        self.kits.picked.connect(lambda name: self.say("kit", name))
        self.langs = Choice([("en", "English"), ("ru", "Русский")], tr("Language"))
        self.langs.picked.connect(lambda name: self.say("lang", name))
        self.undo_button = tool("undo-2", tr("Undo"), self.undo)
        self.redo_button = tool("redo-2", tr("Redo"), self.redo)
        self.save_button = button(tr("Save job"), self.save, "outline")
        self.place_button = button("", self.placed.emit, "outline")
        self.go = button(tr("Export"), self.ask_export, "primary")
        self.grid = GridView()
        self.grid.edited.connect(lambda grid, marked: self.set(grid=grid, marked=marked))
        self.grid.pasted.connect(self.take)
        self.count = label("", "quiet")
        self.kinds = KindStrip()
        self.kinds.picked.connect(lambda name: self.say("kind", name))
        self.preview = Preview()
        self.preview.picked.connect(self.set_size)
        self.side = ChartSide()
        self.side.said.connect(self.say)
        self.side.alt_in.connect(self.pictures.say_alt_in)
        self.side.suggest.connect(self.suggest)
        self.columns = Choice((), tr("Values"))
        self.columns.picked.connect(lambda name: self.say("columns", name))
        self.sort = Choice(
            [("", tr("As the kind does")), ("down", tr("Largest first")), ("up", tr("Smallest first")), ("none", tr("As in the table"))],
            tr("Order"),
        )  # fmt: skip
        self.sort.picked.connect(lambda name: self.say("sort", name))
        body = QWidget()
        middle = QWidget()
        middle.setLayout(upper := column(self.kinds, self.preview, spacing=0))
        upper.setStretch(1, 1)  # the kinds take what they need, the picture the rest
        body.setLayout(
            column(
                bar(tr("Chart"), self._name, self.kits, self.langs, self.undo_button, self.redo_button, self.save_button, self.place_button, self.go),
                row(self._left(), middle, self.side, spacing=0), self._foot(), spacing=0,
            )
        )  # fmt: skip
        self.setCentralWidget(body)

    def _left(self) -> QWidget:
        head = row(
            label(tr("Data"), "head"), self.count, None, button(tr("Paste table"), self.paste, "outline", "clipboard-paste"),
            tool("arrow-down-up", tr("Sort the rows by the current column"), self.sort_rows),
            tool("file-spreadsheet", tr("Open a table"), self.ask_table), spacing=6, margins=(12, 6, 8, 6),
        )  # fmt: skip
        self.empty = Empty(
            "table-2", tr("Copy a table and paste it here"),
            tr("From Excel, Sheets or a page; the first line names the columns. Or type into the grid, or drop a file."),
            button(tr("Paste table"), self.paste, "primary"), button(tr("Type it in"), self.type_in, "outline"), button(tr("Open a table"), self.ask_table, "outline"),
        )  # fmt: skip
        return side(
            393, True, head, self.grid, self.empty,
            part(label(tr("Columns"), "head"), _pair(tr("Values"), self.columns), _pair(tr("Order"), self.sort)),
        )  # fmt: skip

    def _foot(self) -> QWidget:
        self.hint = label(
            tr(
                "Arrows move, Enter goes down, Ctrl+V pastes from a sheet, a click below Mark lets a row stand out"
            ),
            "quiet",
        )
        self.sums = label("", "quiet")
        return foot(self.hint, None, self.sums)

    # Changing

    def set(self, **fields: Any) -> None:
        """One step, which can be undone."""
        changed = msgspec.structs.replace(self.state, **fields)
        if changed == self.state:
            return
        name = "".join(fields)
        if self._last != name or name in ("grid", "gridmarked", "kind"):
            self._past.append(self.state)
        self._last, self._future = name, []
        self.state = changed
        self._show()
        self._timer.start()

    def say(self, name: str, value: str) -> None:
        """A field of the state."""
        self.set(**{name: value})

    def suggest(self) -> None:
        """A first headline from the table."""
        if self.known.data is not None and (text := suggestion(self.known.data, self.state.lang)):
            self.side.headline.clearFocus()
            self.set(headline=text)

    def placed_as(self, layer: tuple[str, str]) -> None:
        """The chart stands in a design now (its folder, the layer's name): the next time it is changed there."""
        self.layer = layer
        self._show()

    def take(self, grid: Grid) -> None:
        """A whole table instead of what was there."""
        self.set(grid=grid, marked=frozenset(), kind="auto", columns="", mode="")

    def keep(self, other: ChartWindow) -> None:
        """What another window of the same chart had: it is made again in another dress."""
        self.saved, self._past, self._future = other.saved, other._past, other._future
        self.set_size(other.size_id)
        self._show()

    def type_in(self) -> None:
        """An empty grid with two columns to type into."""
        self.set(grid=((tr("Name"), tr("Value")),))
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.grid.cells.index(0, 0))

    def undo(self) -> None:
        self._step(self._past, self._future)

    def redo(self) -> None:
        self._step(self._future, self._past)

    def _step(self, out: list[ChartState], into: list[ChartState]) -> None:
        if out:
            into.append(self.state)
            self.state, self._last = out.pop(), ""
            self._show()
            self._timer.start()

    def paste(self) -> None:
        """The clipboard's table instead of what was there."""
        if grid := grid_of(QGuiApplication.clipboard().text()):
            self.take(grid)
        else:
            self.hint.setText(tr("The clipboard holds no table"))

    def open_table(self, path: str) -> None:
        """Any table that batches read."""
        try:
            grid = grid_of_file(path)
        except DesignError as fault:
            self.pictures.tell(fault.findings)
            return
        self.take(grid)

    def ask_table(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open a table"), "", " ".join(f"*{one}" for one in SUFFIXES)
        )
        if name:
            self.open_table(name)

    def sort_rows(self) -> None:
        column_ = max(0, self.grid.currentIndex().column())
        if column_ < self.grid.cells.width:
            self.grid.cells.sort_rows(column_)

    def set_size(self, size: str) -> None:
        self.size_id = size
        self.preview.choose(size)
        self.pictures.draw()

    # Shown

    def _show(self) -> None:
        state = self.state
        self.known = found = known(state)
        empty = not any(any(line) for line in state.grid)
        if (self.grid.cells.grid, self.grid.cells.marked) != (state.grid, state.marked) or empty:
            self.grid.show_grid(state.grid, state.marked)
        self.grid.setVisible(not empty)
        self.empty.setVisible(empty)
        self.kits.set_value(state.kit)
        self.langs.set_value(state.lang)
        series = [one.name for one in self._all_series()]
        self.columns.offer([("", tr("All columns of numbers")), *((name, name) for name in series)])
        self.columns.set_value(state.columns)
        self.sort.set_value(state.sort)
        self.count.setText(plural(len(state.rows), "row") if state.rows else "")
        self.kinds.show_kinds(found.proposals, state.kind, shape_of(found.data))
        self.side.show_state(state, self.kind, found)
        self.sums.setText(sums_of(found.data))
        name = Path(self.file).name if self.file else tr("new job")
        self._name.setText(f"{name} · {tr('saved') if self.saved == state else tr('not saved')}")
        self.undo_button.setEnabled(bool(self._past))
        self.redo_button.setEnabled(bool(self._future))
        self.place_button.setText(tr("Change in the design") if self.layer[1] else tr("Place in the design"))
        self.place_button.setEnabled(found.data is not None and self.fits)
        self.go.setEnabled(found.data is not None and self.fits)
        self.preview.choose(self.size_id)

    @property
    def kind(self) -> str:
        """The kind that is drawn."""
        if self.state.kind != "auto":
            return self.state.kind
        return next((one.kind for one in self.known.proposals if one.fits), "")

    @property
    def fits(self) -> bool:
        """Whether the kind can say the grid."""
        return any(one.kind == self.kind and one.fits for one in self.known.proposals)

    def _all_series(self) -> tuple[Any, ...]:
        whole = (
            self.known if not self.state.columns else known(msgspec.structs.replace(self.state, columns=""))
        )
        return whole.data.series if whole.data is not None else ()

    # Files

    def ask_export(self) -> None:
        start = str(
            Path(self.file).with_suffix(".png") if self.file else Path.home() / f"{tr('Chart').lower()}.png"
        )
        kinds = " ".join(f"*.{one}" for one in FORMATS)
        name, _ = QFileDialog.getSaveFileName(self, tr("Export"), start, kinds)
        if name:
            self.export(name)

    def export(self, path: str) -> None:
        """A file for each size (NAME-post.png, NAME-story.png …) through the door of ``designer chart``."""
        target = Path(path if Path(path).suffix else f"{path}.png")
        state = self.state
        self.work = Work(lambda work: exported(state, target, work.stopping), self)
        self.work.done.connect(lambda made: self._exported(*made))
        self.work.failed.connect(self.pictures.tell)
        self.work.ended.connect(self._ended)
        self.go.setEnabled(False)
        self.work.start()

    def _exported(self, files: tuple[str, ...], faults: tuple[Finding, ...]) -> None:
        self.made = files
        said = (
            tr("{files} in {folder}", files=plural(len(files), "file"), folder=str(Path(files[0]).parent))
            if files
            else ""
        )
        self.hint.setText(finding_line(faults[0]) if faults else said)

    def _ended(self) -> None:
        self.work = None
        self.go.setEnabled(self.known.data is not None and self.fits)

    def save(self) -> None:
        if not self.file:
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Save job"), str(Path.home() / "chart.json"), "*.json"
            )
            if not name:
                return
            self.file = name
        self.save_to(self.file)

    def save_to(self, path: str) -> None:
        """The chart as a job, which ``designer batch`` makes in all sizes."""
        try:
            write_job(Path(path), job_of(self.state, tuple(size for size, _ in SIZES)))
        except DesignError as fault:
            self.pictures.tell(fault.findings)
            return
        self.file, self.saved = path, self.state
        self._show()

    @property
    def settled(self) -> bool:
        """Whether nothing runs and every picture is there."""
        return self.work is None and not self._timer.isActive() and self.pictures.thumbs.settled

    # Events

    def keys(self) -> Mapping[str, Callable[[], object]]:
        return {
            "Ctrl+Z": self.undo, "Ctrl+Shift+Z": self.redo, "Ctrl+Y": self.redo, "Ctrl+S": self.save, "Ctrl+V": self.paste,
            "Ctrl+Return": self.ask_export, "Ctrl+Enter": self.ask_export,
        }  # fmt: skip

    def dropped(self, name: str) -> None:
        if name.lower().endswith(SUFFIXES):
            self.open_table(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut()
        event.accept()

    def shut(self) -> None:
        self._timer.stop()
        if self.work is not None:
            self.work.end()
            self.work = None
        self.pictures.thumbs.close()


def _pair(text: str, field: QWidget) -> QWidget:
    made = QWidget()
    name = label(text, "quiet")
    name.setFixedWidth(72)
    made.setLayout(row(name, field, spacing=8))
    return made
