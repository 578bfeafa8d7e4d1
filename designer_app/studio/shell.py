"""The editor window: bar, rail, panels, canvas, Data strip, status. It wires parts together; each part does its own work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from designer_app.editor.arranging import Placed
from designer_app.editor.session import Session
from designer_app.editor.where import Scope
from designer_app.errors import Finding
from designer_app.studio import clipboard, theme, words
from designer_app.studio.arrange_actions import align
from designer_app.studio.bar import TopBar
from designer_app.studio.boards import Board
from designer_app.studio.canvas import Canvas
from designer_app.studio.canvas_hint import CanvasHint
from designer_app.studio.desk import Desk
from designer_app.studio.disk_watch import DiskWatch
from designer_app.studio.documents import Documents
from designer_app.studio.dropping import carried_over
from designer_app.studio.gestures import Gestures
from designer_app.studio.guides import Guides
from designer_app.studio.keyboard import Keyboard
from designer_app.studio.last_seen import SeenKeeper
from designer_app.studio.loosed import say_loosed
from designer_app.studio.menus import context
from designer_app.studio.over import Over
from designer_app.studio.overruled import say_overruled
from designer_app.studio.panels.inspector import Inspector
from designer_app.studio.panels.left import LeftPanel
from designer_app.studio.parts import column, panes, row
from designer_app.studio.rail import Rail
from designer_app.studio.recovery import Banner, recover
from designer_app.studio.short_forms import say_short, say_short_of
from designer_app.studio.start_entries import document_title
from designer_app.studio.status import StatusBar
from designer_app.studio.table_of_actions import table
from designer_app.studio.toast import Toast
from designer_app.studio.typing_bar import ChipCard, TypingBar
from designer_app.studio.view_switch import ViewSwitch
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.editor.mending import Mend
    from designer_app.studio.panels.assets import AssetsPanel
    from designer_app.studio.panels.brand import BrandPanel
    from designer_app.studio.panels.data import DataStrip
    from designer_app.studio.panels.history import HistoryPanel
    from designer_app.studio.panels.problems import ProblemsPanel

_LEFT, _BRAND = 248, 320  # px of the left panel

_PANELS = (
    "layers",
    "assets",
    "brand",
    "problems",
    "history",
)  # of the left side, in the order of their stack
_LOW = 760  # px of the window below which the Data strip is flat
P = TypeVar("P", bound=QWidget)


class EditorWindow(QMainWindow):
    """One document. ``dressed`` and ``homeward`` ask the program for another theme or language, or the start page."""

    dressed = Signal(str, str)
    homeward = Signal()
    opened = Signal(str)
    beside = Signal(str)  # batch, catalog or chart
    charted = Signal(str)  # a layer whose chart is to be opened
    kept = Signal(str)  # the document lies there from now on

    def __init__(self, session: Session, kit: str = "") -> None:
        super().__init__()
        self.canvas = Canvas()
        self.desk = Desk(session, self.canvas, kit, self)
        self.documents = Documents(self)
        self.gestures = Gestures(self.desk)
        self.guides = self.canvas.guides = Guides(self)
        self._right = QWidget()
        self.over = Over(self, self._right)
        self.actions_table = table(self)
        self.copied_from: tuple[tuple[str, ...], tuple[Placed, ...]] | None = (
            None  # the last copies, and of what
        )
        self._toasts: list[Toast] = []
        self._said_at = 0  # the history's position when they came
        self._ended = False
        self.setWindowTitle(self.document_name())
        self.setMinimumSize(960, 600)
        self.left = LeftPanel(self.desk)
        self.layers = self.left.layers
        self.inspector = Inspector(self.desk, lambda edge: align(self, edge))
        self._panels: dict[str, QWidget] = {}  # those that were opened
        self._data: DataStrip | None = None
        job = self.desk.files.job_file
        self.source = str(job if job is not None and job.parent != session.folder else session.folder)
        self._build()
        self.watch = DiskWatch(self)
        self._seen = SeenKeeper(self.desk)
        self._keyboard = Keyboard(self)
        self.desk.told.connect(self.say)
        self.desk.offered.connect(self.say)
        self.desk.done.connect(lambda command, before: say_overruled(self, command, before))
        self.desk.done.connect(lambda command, _: say_short(self, command))
        self.gestures.cell_typed.connect(lambda row_, slot: say_short_of(self, row_, slot))
        self.desk.adopted.connect(self.kept)
        self.desk.picture_failed.connect(self.documents.picture_failed)
        self.desk.table_wanted.connect(lambda name: self.documents.open_table(Path(name)))
        self.desk.problems_wanted.connect(lambda: self.show_panel("problems", fold=False))
        self.desk.changed.connect(self._hush)
        self.desk.batch_wanted.connect(lambda: self.beside.emit("batch"))
        self.desk.changed.connect(self.refresh)
        self.desk.viewed.connect(self.refresh)
        self.desk.made.connect(lambda _: self.refresh() if self.desk.in_hand is None else None)
        self.desk.made.connect(
            lambda _: QTimer.singleShot(0, self, self.status.show_typing)
        )  # it has its glyphs then
        self.canvas.zoomed.connect(lambda _: self.refresh())
        self.canvas.hovered.connect(self._where)
        self.canvas.context.connect(lambda name, x, y, at: context(self, name, x, y, at))
        self.canvas.carried = lambda data, x, y: carried_over(self.desk, data, x, y)
        self.canvas.dropped.connect(lambda _, x, y, data: clipboard.take(self.desk, data, (x, y)))
        self.gestures.changed.connect(self._tool_changed)
        self.gestures.loosed.connect(lambda layer, slot, since: say_loosed(self, layer, slot, since))
        self.gestures.charted.connect(self.charted)
        self._tool_changed("select")
        self.refresh()
        recover(self)
        self.canvas.setFocus()  # keys are for the design from the start

    # What it is made of

    def _build(self) -> None:
        self._left = QStackedWidget()
        self._left.setObjectName("left")
        self._left.addWidget(self.left)
        for _ in _PANELS[1:]:
            self._left.addWidget(QWidget())  # until the panel is opened
        self._left.setMinimumWidth(200)
        self._right.setObjectName("inspector")
        self._right.setLayout(column(self.inspector))
        self._right.setMinimumWidth(264)
        self._split = panes(self._left, self.canvas, self._right, (_LEFT, 900, 288))
        above = QWidget()
        self._above = column(self._split, spacing=0)
        above.setLayout(self._above)
        self._rail = Rail(self)
        self.bar = TopBar(self)
        self.status = StatusBar(self)
        self.banner = Banner()
        body = QWidget()
        work = QWidget()
        work.setLayout(row(self._rail, above, spacing=0))
        body.setLayout(column(self.bar, self.banner, work, self.status, spacing=0))
        self.setCentralWidget(body)
        self._switcher = ViewSwitch(self)
        self.typing_bar, self.chip_card = TypingBar(self), ChipCard(self)
        self.canvas.resized.connect(self._switcher.place)
        self.hint = CanvasHint(self)

    def areas(self) -> list[QWidget]:
        """What F6 walks: bar, rail, left, canvas, Data, inspector, status."""
        data = [self.data.first] if self.data_shown else []
        return [
            self.bar.tools["select"], self._rail.tools["layers"], self.layers.tree, self.canvas, *data,
            self.inspector.area, self.status.kit,
        ]  # fmt: skip

    # Panels that are made when they are first opened

    @property
    def assets(self) -> AssetsPanel:
        from designer_app.studio.panels.assets import AssetsPanel

        return self._panel("assets", lambda: AssetsPanel(self.desk))

    @property
    def brand(self) -> BrandPanel:
        from designer_app.studio.panels.brand import BrandPanel

        return self._panel("brand", lambda: BrandPanel(self.desk, self.over.swap_kit))

    @property
    def problems(self) -> ProblemsPanel:
        from designer_app.studio.mending import replace_picture
        from designer_app.studio.panels.problems import ProblemsPanel

        def opens(mend: Mend) -> None:
            if mend.opens == "picture":
                replace_picture(self)
            elif mend.opens == "columns":
                self.data.match()
            else:
                self.inspector.write_into(mend.slot)

        return self._panel("problems", lambda: ProblemsPanel(self.desk, self.go_to, opens))

    @property
    def history(self) -> HistoryPanel:
        from designer_app.studio.panels.history import HistoryPanel

        return self._panel("history", lambda: HistoryPanel(self.desk))

    def _panel(self, name: str, make: Callable[[], P]) -> P:
        if name not in self._panels:
            panel = self._panels[name] = make()
            at, shown = _PANELS.index(name), self._left.currentIndex()
            empty = self._left.widget(at)
            self._left.insertWidget(at, panel)
            self._left.removeWidget(empty)
            empty.deleteLater()
            self._left.setCurrentIndex(shown)
        return cast("P", self._panels[name])

    @property
    def data(self) -> DataStrip:
        if self._data is None:
            from designer_app.studio.panels.data import DataStrip

            self._data = DataStrip(self.desk)
            self._data.set_low(self.height() < _LOW)
            self._data.setVisible(False)
            self._above.addWidget(self._data)
        return self._data

    @property
    def data_shown(self) -> bool:
        return self._data is not None and self._data.isVisible()

    # What it shows

    def document_name(self) -> str:
        """What the document is called, in the window's language."""
        return document_title(self.desk.session.folder, self.desk.session.state.template)

    def refresh(self) -> None:
        self.bar.refresh()
        self.status.refresh()
        self._switcher.show_mode(self.desk.mode)

    def _tool_changed(self, name: str) -> None:
        self.bar.show_tool("text" if name == "typing" else name)
        self.status.show_tool(name)

    def _where(self, _: str, x: float, y: float) -> None:
        self.status.show_point(x, y)

    def show_panel(self, name: str, *, fold: bool = True) -> None:
        """A panel of the rail; the one that is shown folds away (``fold``)."""
        if name == "data":
            self.toggle_data()
            return
        widget = self.left if name == "layers" else cast("QWidget", getattr(self, name))
        if (
            self._left.currentWidget() is widget
            and self._left.isVisible()
            and fold
            and self.sender() is not None
        ):
            self._left.setVisible(False)
        else:
            self._left.setCurrentWidget(widget)
            self._left.setVisible(True)
        self._breadth(_BRAND if name == "brand" else _LEFT)
        self._rail.show_panel(name if self._left.isVisible() else "", self.data_shown)

    def _breadth(self, least: int) -> None:
        """Give the left panel its room, unless a person has dragged it to another one."""
        left, middle, right = self._split.sizes()
        if left in (_LEFT, _BRAND) and left != least:
            self._split.setSizes([least, middle + left - least, right])

    def toggle_data(self) -> None:
        self.show_data(not self.data.isVisible())

    def show_data(self, on: bool = True) -> None:
        """The Data strip, or none."""
        self.data.setVisible(on)
        self._rail.tools["data"].setChecked(self.data.isVisible())

    def toggle_panels(self) -> None:
        on = not self._right.isVisible()
        for part in (self._left, self._right, self._rail):
            part.setVisible(on)

    def set_scope(self, scope: str) -> None:
        if scope == "row" and self.desk.current_row is None:
            self.desk.tell(tr("Open a table first: there is no row to edit."))
        else:
            self.desk.set_scope(cast("Scope", scope))

    def toggle_snapping(self) -> None:
        self.gestures.snapping = not self.gestures.snapping
        self.status.refresh()

    def go_to(self, board: Board, finding: Finding) -> None:
        """To the layer that a problem is about."""
        from designer_app.editor.commands import Select
        from designer_app.studio.fault_words import layer_of

        self.canvas.activate(board, keep=False)
        name = layer_of(finding, self.desk.session.state.template)
        if name:
            self.desk.do(Select(layers=(name,)))
            self.canvas.reveal(board, name)
        self.desk.viewed.emit()
        self.canvas.update()

    def say(self, finding: Finding, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        for old in self._toasts:
            old.close()
        self._toasts = [Toast(self.canvas, finding, actions)]
        self._said_at = self.desk.session.history.position

    def _hush(self) -> None:
        """What was offered about a step that was taken back since isn't offered any more."""
        if self.desk.session.history.position < self._said_at:
            for toast in self._toasts:
                if toast.actions:
                    toast.close()

    # Commands of the window

    def rename(self) -> None:
        self.show_panel("layers")
        self.left.show_tab("layers")
        self.layers.rename()

    def edit_text(self, name: str) -> None:
        """A caret into a text layer on the active board, all selected."""
        self.gestures.edit(name)
        self.canvas.setFocus()

    def ask_table(self) -> None:
        self.show_data()
        self.data.ask()

    def toggle_theme(self) -> None:
        self.dressed.emit("light" if theme.current().name == "dark" else "dark", words.language())

    def toggle_language(self) -> None:
        self.dressed.emit(theme.current().name, "ru" if words.language() == "en" else "en")

    def home(self) -> None:
        self.homeward.emit()

    @property
    def settled(self) -> bool:
        """Whether every picture in the window is the engine's of the present state, and is checked."""
        data = self._data is None or self._data.settled
        panels = all(getattr(panel, "settled", True) for panel in self._panels.values())
        return self.desk.settled and self.desk.pixels.checked and data and panels and self.over.settled

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.over.resize()
        self.bar.refresh()
        self.left.fold(self.height() < 800)
        if self._data is not None:
            self._data.set_low(self.height() < _LOW)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.gestures.flush()
        if not getattr(self, "forced", False) and not self.documents.may_close():
            event.ignore()
            return
        self.shut()
        event.accept()

    def shut(self, *, keep_journal: bool = False) -> None:
        """End the workers, once; with ``keep_journal`` the session stays to be opened again (another theme)."""
        if self._ended:
            return
        self._ended = True
        self.over.end()
        self.gestures.flush()
        self._seen.note()
        self._keyboard.end()
        self.desk.close()
        if self._data is not None:
            self._data.close_renderer()
        if not keep_journal:
            self.desk.session.close()
