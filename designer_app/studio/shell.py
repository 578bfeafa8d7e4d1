"""The editor window: bar, rail, panels, canvas, Data strip, status. It wires parts together; each part does its own work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from designer_app.editor.arranging import Placed
from designer_app.editor.session import Session
from designer_app.editor.where import Scope
from designer_app.errors import DesignError, Finding
from designer_app.studio import clipboard, theme, words
from designer_app.studio.bar import TopBar
from designer_app.studio.boards import Board
from designer_app.studio.canvas import Canvas
from designer_app.studio.desk import Desk
from designer_app.studio.exporting import ExportDialog
from designer_app.studio.gestures import Gestures
from designer_app.studio.guides import Guides
from designer_app.studio.icons import icon, pixmap
from designer_app.studio.keyboard import Keyboard
from designer_app.studio.menus import context
from designer_app.studio.palette import Palette
from designer_app.studio.panels.assets import AssetsPanel
from designer_app.studio.panels.brand import BrandPanel
from designer_app.studio.panels.data import DataStrip
from designer_app.studio.panels.history import HistoryPanel
from designer_app.studio.panels.inspector import Inspector
from designer_app.studio.panels.left import LeftPanel
from designer_app.studio.panels.problems import ProblemsPanel
from designer_app.studio.parts import button, column, label, row, tool, upright
from designer_app.studio.shortcuts import ShortcutSheet
from designer_app.studio.status import StatusBar
from designer_app.studio.table_of_actions import table
from designer_app.studio.toast import Toast
from designer_app.studio.words import plural, step_name, tr

PANELS = ("layers", "assets", "brand", "data", "problems", "history")
_RAIL = {
    "layers": ("layers", "Layers"), "assets": ("image", "Assets"), "brand": ("swatch-book", "Brand"),
    "data": ("table-2", "Data"), "problems": ("triangle-alert", "Problems"), "history": ("history", "History"),
}  # fmt: skip


class EditorWindow(QMainWindow):
    """One document. ``dressed`` and ``homeward`` ask the program for another theme or language, or the start page."""

    dressed = Signal(str, str)
    homeward = Signal()
    opened = Signal(str)

    def __init__(self, session: Session, kit: str = "") -> None:
        super().__init__()
        self.canvas = Canvas()
        self.desk = Desk(session, self.canvas, kit, self)
        self.gestures = Gestures(self.desk)
        self.align: Callable[[str], None] = lambda edge: None
        self.guides = self.canvas.guides = Guides(self)
        self.actions_table = table(self)
        self.copied_from: tuple[tuple[str, ...], tuple[Placed, ...]] | None = (
            None  # the last copies, and of what
        )
        self._toasts: list[Toast] = []
        self.setWindowTitle(self.document_name())
        self.setMinimumSize(960, 600)
        self.left = LeftPanel(self.desk)
        self.layers = self.left.layers
        self.inspector = Inspector(self.desk, lambda edge: self.align(edge))
        self.assets = AssetsPanel(self.desk)
        self.brand = BrandPanel(self.desk)
        self.problems = ProblemsPanel(self.desk, self.go_to)
        self.history = HistoryPanel(self.desk)
        self.data = DataStrip(self.desk)
        self._build()
        self._keyboard = Keyboard(self)
        self.desk.told.connect(self.say)
        self.desk.changed.connect(self._refresh)
        self.desk.viewed.connect(self._refresh)
        self.desk.made.connect(lambda _: self._refresh())
        self.canvas.zoomed.connect(lambda _: self._refresh())
        self.canvas.hovered.connect(self._where)
        self.canvas.context.connect(lambda name, x, y, at: context(self, name, x, y, at))
        self.canvas.dropped.connect(lambda _, x, y, data: clipboard.take(self.desk, data, (x, y)))
        self.gestures.changed.connect(self._tool_changed)
        self.gestures.opened.connect(self.edit_text)
        self._tool_changed("select")
        self._refresh()
        self._recovery()

    # What it is made of

    def _build(self) -> None:
        self._left = QStackedWidget()
        self._left.setObjectName("left")
        for panel in (self.left, self.assets, self.brand, self.problems, self.history):
            self._left.addWidget(panel)
        self._left.setMinimumWidth(200)
        self._right = QWidget()
        self._right.setObjectName("inspector")
        self._right.setLayout(column(self.inspector))
        self._right.setMinimumWidth(264)
        middle = QWidget()
        middle.setLayout(column(self.canvas, spacing=0))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self._left, middle, self._right):
            self._split.addWidget(part)
        self._split.setHandleWidth(1)
        self._split.setSizes([248, 900, 288])
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setStretchFactor(2, 0)
        self._split.setCollapsible(1, False)
        above = QWidget()
        above.setLayout(column(self._split, self.data, spacing=0))
        self._rail_ = self._rail()
        self.bar = TopBar(self)
        self.status = StatusBar(self)
        self._banner = QWidget()
        self._banner.setObjectName("banner")
        self._banner.hide()
        body = QWidget()
        work = QWidget()
        work.setLayout(row(self._rail_, above, spacing=0))
        body.setLayout(column(self.bar, self._banner, work, self.status, spacing=0))
        self.setCentralWidget(body)
        self._switcher = self._view_switch()
        self.data.setVisible(False)

    def _rail(self) -> QWidget:
        rail = QWidget()
        rail.setObjectName("rail")
        rail.setFixedWidth(40)
        self._rail_tools = {}
        tools_: list[QWidget | None] = []
        for name in PANELS:
            icon_name, title = _RAIL[name]
            made = tool(icon_name, tr(title), lambda name=name: self.show_panel(name), checkable=True)
            made.setIcon(icon(icon_name))
            self._rail_tools[name] = made
            tools_.append(made)
        tools_ += [
            None,
            tool("circle-help", self.actions_table["keys"].tooltip, self.shortcuts),
            tool("moon", self.actions_table["theme"].tooltip, self.toggle_theme),
            tool("languages", "Русский / English", self.toggle_language),
        ]
        rail.setLayout(column(*tools_, spacing=4, margins=(6, 8, 6, 8)))
        self._rail_tools["layers"].setChecked(True)
        return rail

    def _view_switch(self) -> QWidget:
        box = QWidget(self.canvas)
        box.setObjectName("popover")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        act = self.actions_table
        self._modes = {}
        tools_: list[QWidget | None] = []
        for name, icon_name in (("wall", "layout-grid"), ("pages", "gallery-horizontal"), ("one", "square")):
            made = tool(icon_name, act[name].tooltip, act[name].run, checkable=True)
            made.setIcon(icon(icon_name))
            self._modes[name] = made
            tools_.append(made)
        tools_ += [
            upright(),
            tool("smartphone", act["safe"].tooltip, act["safe"].run),
            tool("scan", act["zoom-fit"].tooltip, self.canvas.fit),
        ]
        box.setLayout(row(*tools_, spacing=2, margins=(4, 4, 4, 4)))
        box.adjustSize()
        self.canvas.installEventFilter(self)
        return box

    def areas(self) -> list[QWidget]:
        """What F6 walks: bar, rail, left, canvas, Data, inspector, status."""
        return [
            self.bar.tools["select"], self._rail_tools["layers"], self.layers.tree, self.canvas, self.data.first,
            self.inspector.area, self.status.kit,
        ]  # fmt: skip

    # What it shows

    def document_name(self) -> str:
        """The document's name in the window's language."""
        names = self.desk.session.state.template.name
        return names.get(words.language()) or next(iter(names.values()))

    def _refresh(self) -> None:
        self.bar.refresh()
        self.status.refresh()
        for name, made in self._modes.items():
            made.setChecked(name == self.desk.mode)
        self._place_switch()

    def _place_switch(self) -> None:
        box = self._switcher
        box.move(self.canvas.width() - box.width() - 12, self.canvas.height() - box.height() - 12)
        box.raise_()

    def _tool_changed(self, name: str) -> None:
        self.bar.show_tool(name)
        self.status.show_tool(name)

    def _where(self, _: str, x: float, y: float) -> None:
        self.status.show_point(x, y)

    def show_panel(self, name: str) -> None:
        """A panel of the rail; the one that is shown folds away."""
        if name == "data":
            self.toggle_data()
            return
        order = ["layers", "assets", "brand", "problems", "history"]
        widget = self._left.widget(order.index(name))
        if self._left.currentWidget() is widget and self._left.isVisible() and self.sender() is not None:
            self._left.setVisible(False)
        else:
            self._left.setCurrentWidget(widget)
            self._left.setVisible(True)
        for key, made in self._rail_tools.items():
            made.setChecked(
                self.data.isVisible() if key == "data" else key == name and self._left.isVisible()
            )

    def toggle_data(self) -> None:
        self.data.setVisible(not self.data.isVisible())
        self._rail_tools["data"].setChecked(self.data.isVisible())

    def toggle_panels(self) -> None:
        on = not self._right.isVisible()
        for part in (self._left, self._right, self._rail_):
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
        from designer_app.editor.tree import names

        self.canvas.active = board.name
        name = finding.place.partition(" ")[0].rpartition(".")[2]
        if name in names(self.desk.session.state.template):
            self.desk.do(Select(layers=(name,)))
        self.desk.viewed.emit()
        self.canvas.update()

    def say(self, finding: Finding) -> None:
        for old in self._toasts:
            old.close()
        self._toasts = [Toast(self.canvas, finding)]

    def _recovery(self) -> None:
        found = self.desk.session.recovered
        if found is None:
            return
        sign = label("")
        sign.setPixmap(pixmap("life-buoy", theme.current().acc, 16))
        close = button(tr("Keep recovered"), self._banner.hide, "primary")
        parts: list[QWidget | None] = [sign]
        if found.commands and not self.desk.session.dirty:
            return  # only what was selected: nothing to decide
        if found.commands:
            what = tr("{changes} recovered.", changes=plural(found.commands, "change"))
            labels = [name for name in found.labels if name not in ("", "Select")]
            last = step_name(labels[-1]) if labels else tr("Opened")
            said = tr("Designer closed without warning. Nothing later than “{last}” is missing.", last=last)
            parts += [label(what, "head"), label(said), None]
            parts += [
                button(tr("Show the changes"), lambda: self.show_panel("history"), "ghost"),
                button(
                    tr("Open last save"), lambda: (self.desk.session.go(0), self._banner.hide()), "outline"
                ),
                close,
            ]
        else:
            close.setText(tr("Close"))
            parts += [label(" ".join(f.line() for f in found.findings), "", wrap=True), close]
            close.setProperty("kind", "outline")
        self._banner.setLayout(row(*parts, spacing=8, margins=(16, 7, 8, 7)))
        self._banner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._banner.show()

    # Commands of the window

    def rename(self) -> None:
        self.show_panel("layers")
        self.left.show_tab("layers")
        self.layers.rename()

    def edit_text(self, name: str) -> None:
        """Words of a layer: into the inspector's text field, all selected."""
        from designer_app.editor.tree import find
        from designer_app.layers.text import TextLayer

        layer, _ = find(self.desk.session.state.template, name)
        if isinstance(layer, TextLayer):
            self.inspector.tabs.set_value("design")
            self.inspector._turn("design")
            words_ = self.inspector.words
            if words_ is not None:
                words_.setFocus()
                words_.selectAll()

    def save(self) -> None:
        try:
            self.desk.session.save()
            self._refresh()
        except DesignError as fault:
            if fault.findings[0].code == "changed-on-disk":
                self._conflict()
            elif fault.findings[0].code == "read-only":
                self.save_as()
            else:
                self.desk.tell(fault)

    def _conflict(self) -> None:
        box = QMessageBox(self)
        box.setText(tr("Another program has changed this file."))
        box.setInformativeText(tr("Your changes are safe in this window."))
        reload_ = box.addButton(tr("Reload theirs"), QMessageBox.ButtonRole.ActionRole)
        both = box.addButton(tr("Keep both: save as…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is reload_:
            self.desk.session.reload()
        elif box.clickedButton() is both:
            self.save_as()

    def save_as(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as"), str(Path.home() / self.desk.session.name))
        if name:
            try:
                self.desk.session.save_as(Path(name))
                self._refresh()
            except (DesignError, OSError) as fault:
                self.desk.tell(fault if isinstance(fault, DesignError) else str(fault))

    def ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open"), "", "template.json (template.json);;" + tr("Tables") + " (*.csv *.xlsx *.json)"
        )
        if name.endswith("template.json"):
            self.opened.emit(name)
        elif name:
            try:
                self.desk.open_table(Path(name))
            except DesignError as fault:
                self.desk.tell(fault)

    def ask_table(self) -> None:
        self.data.setVisible(True)
        self.data.ask()

    def export(self) -> None:
        self._dialog = ExportDialog(self, self.desk)
        self._dialog.open()

    def quick_export(self) -> None:
        self.export()
        board = self.canvas.current
        if board is not None:
            self._dialog.only(board.size.id)

    def find(self) -> None:
        from designer_app.studio.finding import FindDialog

        self._find = FindDialog(self, self.desk)
        self._find.show()

    def palette(self) -> object:  # type: ignore[override]
        """The command palette."""
        self._palette = Palette(self, list(self.actions_table.values()))
        self._palette.open()
        return self._palette

    def shortcuts(self) -> None:
        self._sheet = ShortcutSheet(self, list(self.actions_table.values()))
        self._sheet.open()

    def presenting(self) -> bool:
        return not self.canvas.shown.overlays

    def present(self) -> None:
        """Only the boards, on the dark: Esc goes back."""
        on = self.canvas.shown.overlays
        self.canvas.shown.overlays = not on
        for part in (self._left, self._right, self._rail_, self._switcher, self.bar, self.status):
            part.setVisible(not on)
        self.canvas.fit()

    def toggle_theme(self) -> None:
        self.dressed.emit("light" if theme.current().name == "dark" else "dark", words.language())

    def toggle_language(self) -> None:
        self.dressed.emit(theme.current().name, "ru" if words.language() == "en" else "en")

    def home(self) -> None:
        self.homeward.emit()

    @property
    def settled(self) -> bool:
        """Whether every picture in the window is the engine's of the present state."""
        return self.desk.settled and self.data.settled

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._place_switch()
        return bool(super().eventFilter(watched, event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.refresh()
        self.left.fold(self.height() < 800)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.session.dirty and not getattr(self, "forced", False):
            box = QMessageBox(self)
            box.setText(tr("Save the changes to “{name}”?", name=self.document_name()))
            box.setStandardButtons(
                QMessageBox.StandardButton.Save
                | QMessageBox.StandardButton.Discard
                | QMessageBox.StandardButton.Cancel
            )
            answer = box.exec()
            if answer == QMessageBox.StandardButton.Cancel:
                event.ignore()
                return
            if answer == QMessageBox.StandardButton.Save:
                self.save()
                if self.desk.session.dirty:
                    event.ignore()
                    return
        self.shut()
        event.accept()

    def shut(self, *, keep_journal: bool = False) -> None:
        """End the workers; with ``keep_journal`` the session stays to be opened again (another theme)."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()  # each ends its own workers
        self._keyboard.end()
        self.desk.close()
        self.data.close_renderer()
        if not keep_journal:
            self.desk.session.close()


__all__ = ["PANELS", "EditorWindow"]
