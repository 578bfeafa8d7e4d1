"""The editor window: bar, rail, panels, canvas, Data strip, status. It wires parts together; each part does its own work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from designer_app.editor.session import Session
from designer_app.editor.where import Scope
from designer_app.errors import DesignError, Finding
from designer_app.studio import clipboard, words
from designer_app.studio.actions import Keys
from designer_app.studio.canvas import Board, Canvas
from designer_app.studio.desk import Desk
from designer_app.studio.exporting import ExportDialog
from designer_app.studio.gestures import Gestures
from designer_app.studio.icons import icon
from designer_app.studio.palette import Palette, ShortcutSheet
from designer_app.studio.panels.data import DataStrip
from designer_app.studio.panels.inspector import Inspector
from designer_app.studio.panels.layers import LayersPanel
from designer_app.studio.panels.lists import AssetsPanel, BrandPanel, HistoryPanel, ProblemsPanel, SizesPanel
from designer_app.studio.parts import Choice, Segments, button, column, label, row, tool, upright
from designer_app.studio.table_of_actions import table
from designer_app.studio.toast import Toast
from designer_app.studio.words import tr

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
        self.actions_table = table(self)
        self._keys = Keys(self.actions_table)
        self._toasts: list[Toast] = []
        self.setWindowTitle(self._name())
        self.setMinimumSize(960, 600)
        self.layers = LayersPanel(self.desk)
        self.sizes = SizesPanel(self.desk)
        self.inspector = Inspector(self.desk, lambda edge: self.align(edge))
        self.assets = AssetsPanel(self.desk)
        self.brand = BrandPanel(self.desk)
        self.problems = ProblemsPanel(self.desk, self.go_to)
        self.history = HistoryPanel(self.desk)
        self.data = DataStrip(self.desk)
        self._build()
        self.desk.told.connect(self.say)
        self.desk.changed.connect(self._refresh)
        self.desk.viewed.connect(self._refresh)
        self.desk.made.connect(lambda _: self._refresh())
        self.canvas.zoomed.connect(lambda _: self._refresh())
        self.canvas.hovered.connect(self._where)
        self.canvas.context.connect(self._context)
        self.canvas.dropped.connect(lambda _, x, y, data: clipboard.take(self.desk, data, (x, y)))
        self.canvas.guide.connect(self._guide)
        self.gestures.changed.connect(self._tool_changed)
        self.gestures.opened.connect(self.edit_text)
        self._tool_changed("select")
        self.installEventFilter(self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._refresh()
        self._recovery()

    # What it is made of

    def _build(self) -> None:
        self._left = QStackedWidget()
        self._left.setObjectName("left")
        layers = QSplitter(Qt.Orientation.Vertical)
        layers.addWidget(self.layers)
        layers.addWidget(self.sizes)
        layers.setSizes([520, 220])
        layers.setHandleWidth(1)
        for panel in (layers, self.assets, self.brand, self.problems, self.history):
            self._left.addWidget(panel)
        self._left.setMinimumWidth(200)
        right = QWidget()
        right.setObjectName("inspector")
        right.setLayout(column(self.inspector))
        self._right = right
        right.setMinimumWidth(264)
        middle = QWidget()
        self._banner = QWidget()
        self._banner.hide()
        middle.setLayout(column(self._banner, self.canvas, self.data, spacing=0))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self._left, middle, right):
            self._split.addWidget(part)
        self._split.setHandleWidth(1)
        self._split.setSizes([248, 900, 288])
        self._split.setStretchFactor(1, 1)
        self._split.setCollapsible(1, False)
        self._rail_ = self._rail()
        body = QWidget()
        body.setLayout(
            column(self._bar(), _box(row(self._rail_, self._split, spacing=0)), self._status(), spacing=0)
        )
        self.setCentralWidget(body)
        self._switcher = self._view_switch()
        self.data.setVisible(False)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("bar")
        bar.setFixedHeight(44)
        act = self.actions_table
        self._file = button(self._name(), self._file_menu, "ghost")
        self._saved = label("", "unit")
        home = tool("layout-template", act["start"].tooltip, self.home)
        self._tools = {}
        tools_row: list[QWidget | None] = []
        for name in ("select", "frame", "rectangle", "ellipse", "line", "text", "image", "hand"):
            action = act[f"tool-{name}"]
            made = tool(action.icon, action.tooltip, action.run, checkable=True)
            made.setProperty("tool", "true")
            self._tools[name] = made
            tools_row.append(made)
        self._scope = Segments(
            [(s, tr(s.capitalize())) for s in ("master", "class", "size", "row")], "master", "switch"
        )
        self._scope.picked.connect(self.set_scope)
        self._scope.setAccessibleName(tr("Edits go to"))
        self._goes = label(tr("Edits go to"), "quiet")
        self._undo = tool("undo-2", act["undo"].tooltip, act["undo"].run)
        self._redo = tool("redo-2", act["redo"].tooltip, act["redo"].run)
        self._zoom = button("100 %", self._zoom_menu, "ghost")
        self._zoom.setToolTip(tr("Zoom"))
        self._count = button("0", lambda: self.show_panel("problems"), "ghost", "triangle-alert")
        self._count.setToolTip(tr("Problems"))
        present = tool("play", act["present"].tooltip, self.present)
        export = button(tr("Export"), self.export, "primary")
        export.setToolTip(act["export"].tooltip)
        bar.setLayout(
            row(
                home,
                self._file,
                self._saved,
                upright(),
                *tools_row,
                None,
                self._goes,
                self._scope,
                None,
                self._undo,
                self._redo,
                self._zoom,
                upright(),
                self._count,
                present,
                export,
                spacing=4,
                margins=(8, 0, 8, 0),
            )
        )
        return bar

    def _rail(self) -> QWidget:
        rail = QWidget()
        rail.setObjectName("rail")
        rail.setFixedWidth(40)
        self._rail_tools = {}
        tools_: list[QWidget | None] = []
        for name in PANELS:
            icon_name, title = _RAIL[name]
            made = tool(icon_name, tr(title), lambda name=name: self.show_panel(name), checkable=True)
            self._rail_tools[name] = made
            tools_.append(made)
        tools_ += [
            None,
            tool("circle-help", tr("Keyboard shortcuts"), self.shortcuts),
            tool("moon", tr("Light or dark theme"), self.toggle_theme),
            tool("languages", "Русский / English", self.toggle_language),
        ]
        rail.setLayout(column(*tools_, spacing=4, margins=(6, 8, 6, 8)))
        self._rail_tools["layers"].setChecked(True)
        return rail

    def _status(self) -> QWidget:
        status = QWidget()
        status.setObjectName("status")
        status.setFixedHeight(28)
        self._kit = Choice([], tr("Brand kit"))
        from designer_app.design.library import kit_names

        self._kit.offer([(k, k) for k in kit_names()])
        self._kit.set_value(self.desk.kit.id)
        self._kit.picked.connect(self.desk.set_kit)
        self._kit.setFixedHeight(22)
        self._kit.setStyleSheet("QComboBox { min-height: 18px; max-height: 20px; background: transparent; }")
        self._row_label = button("", lambda: self.show_panel("data"), "link")
        self._hint = label("", "quiet")
        self._point = label("", "quiet")
        self._snap = button(tr("Snap on"), self.toggle_snapping, "ghost", "magnet")
        self._snap.setStyleSheet("min-height: 20px; font-weight: 400;")
        self._row_label.setStyleSheet("min-height: 20px; font-weight: 400;")
        status.setLayout(
            row(
                self._kit,
                self._row_label,
                None,
                self._hint,
                None,
                self._point,
                self._snap,
                spacing=12,
                margins=(12, 0, 8, 0),
            )
        )
        return status

    def _view_switch(self) -> QWidget:
        box = QWidget(self.canvas)
        box.setObjectName("popover")
        act = self.actions_table
        self._modes = {}
        tools_: list[QWidget | None] = []
        for name, icon_name in (("wall", "layout-grid"), ("pages", "gallery-horizontal"), ("one", "square")):
            made = tool(icon_name, act[name].tooltip, act[name].run, checkable=True)
            self._modes[name] = made
            tools_.append(made)
        tools_ += [
            tool("scan", act["safe"].tooltip, act["safe"].run),
            tool("zoom-in", act["zoom-fit"].tooltip, self.canvas.fit),
        ]
        box.setLayout(row(*tools_, spacing=2, margins=(4, 4, 4, 4)))
        box.adjustSize()
        self.canvas.installEventFilter(self)
        return box

    # What it shows

    def _name(self) -> str:
        state = self.desk.session.state
        return state.template.name.get(words.language()) or next(iter(state.template.name.values()))

    def _refresh(self) -> None:
        session, canvas = self.desk.session, self.canvas
        self._saved.setText(
            tr("Read-only") if session.read_only else tr("Unsaved") if session.dirty else tr("Saved")
        )
        self._undo.setEnabled(session.history.can_undo)
        self._redo.setEnabled(session.history.can_redo)
        board = canvas.current
        if board is not None:
            self._zoom.setText(f"{canvas.percent(board) * canvas.devicePixelRatioF() * 100:.0f}\u00a0%")
        count = len(self.desk.problems())
        self._count.setText(str(count))
        self._count.setIcon(icon("triangle-alert" if count else "circle-check", "warn" if count else "ok"))
        self._scope.set_value(self.desk.scope)
        here = self.desk.current_row
        if board is not None and board.built is not None:
            short = tr(board.built.size_class.capitalize())
            self._scope.buttons["class"].setText(f"C  {short}")
            self._scope.buttons["size"].setText(f"S  {board.size.width} × {board.size.height}")
        self._scope.buttons["row"].setEnabled(here is not None)
        self._scope.buttons["row"].setToolTip(
            "" if here else tr("Open a table first: there is no row to edit.")
        )
        self._scope.buttons["row"].setText(
            f"R  {tr('Row')} {self.desk.row + 1}" if here else f"R  {tr('Row')}"
        )
        if here is not None:
            self._row_label.setText(
                f"{Path(self.desk.table).name} · {tr('Row {row} of {count}', row=self.desk.row + 1, count=len(self.desk.rows))} · {here.key}"
            )
        else:
            self._row_label.setText(tr("No table"))
        self._kit.set_value(self.desk.kit.id)
        for name, made in self._modes.items():
            made.setChecked(name == self.desk.mode)
        self._place_switch()

    def _place_switch(self) -> None:
        box = self._switcher
        box.move(self.canvas.width() - box.width() - 12, self.canvas.height() - box.height() - 12)
        box.raise_()

    def _tool_changed(self, name: str) -> None:
        for key, made in self._tools.items():
            made.setChecked(key == name)
        hints = {
            "select": "Drag to move · Ctrl ignores guides · Alt copies · double-click goes in",
            "text": "Click or drag out, then type",
            "hand": "Drag moves the view",
        }
        self._hint.setText(tr(hints.get(name, "Drag out · Shift keeps the ratio · Alt from the centre")))

    def _where(self, _: str, x: float, y: float) -> None:
        self._point.setText(f"X {x:.0f}  Y {y:.0f}")

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
        self._snap.setText(tr("Snap on") if self.gestures.snapping else tr("Snap off"))

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
        if found.commands:
            text = tr("Recovered {count} changes that had not been saved.", count=found.commands)
        else:
            text = " ".join(f.line() for f in found.findings)
        keep = button(tr("Keep"), self._banner.hide, "primary")
        drop = button(tr("Back to the saved state"), lambda: (self.desk.session.go(0), self._banner.hide()))
        self._banner.setLayout(
            row(
                label(text, "", wrap=True),
                None,
                *((drop,) if found.commands else ()),
                keep,
                spacing=8,
                margins=(16, 8, 16, 8),
            )
        )
        self._banner.show()

    # Menus

    def _zoom_menu(self) -> None:
        self._menu(
            (
                "zoom-in",
                "zoom-out",
                "zoom-full",
                "zoom-fit",
                "zoom-selection",
                "",
                "rulers",
                "grid",
                "safe",
                "snapping",
                "",
                "wall",
                "pages",
                "one",
            ),
            self._zoom,
        )

    def _file_menu(self) -> None:
        self._menu(
            ("start", "open", "", "save", "save-as", "", "open-table", "export", "quick-export"), self._file
        )

    def _menu(self, names: tuple[str, ...], under: QWidget) -> None:
        menu = self._menu_of(names)
        menu.exec(under.mapToGlobal(under.rect().bottomLeft()))

    def _menu_of(self, names: tuple[str, ...]) -> QMenu:
        menu = QMenu(self)
        for name in names:
            if not name:
                menu.addSeparator()
                continue
            action = self.actions_table[name]
            made = menu.addAction(f"{action.label}\t{action.shortcut}", action.run)
            made.setEnabled(action.enabled())
        return menu

    def _context(self, name: str, x: float, y: float, at: object) -> None:
        """Right click: layers under the pointer first, then what can be done."""
        from designer_app.editor.commands import Select
        from designer_app.editor.hits import under
        from designer_app.studio.panels.layers import shown_name

        board = self.canvas.board(name)
        if board is None or board.built is None:
            return
        menu = self._menu_of(
            (
                "copy",
                "paste",
                "duplicate",
                "delete",
                "",
                "copy-style",
                "paste-style",
                "copy-png",
                "",
                "group",
                "stack",
                "ungroup",
                "raise-front",
                "raise-back",
                "",
                "lock",
                "hide",
                "rename",
                "same",
            )
        )
        stack = under(self.desk.session.state.template, board.built.targets, x, y)
        first = menu.actions()[0]
        for layer in stack[:8]:
            made = menu.addAction(shown_name(layer))
            made.triggered.connect(lambda _=False, layer=layer: self.desk.do(Select(layers=(layer,))))
            menu.insertAction(first, made)
        menu.insertSeparator(first)
        menu.exec(at)

    def _guide(self, _: str, axis: str, at: float) -> None:
        from designer_app.editor.snapping import Line

        self.canvas.shown.guides.append(
            Line(axis="x" if axis == "x" else "y", at=at, kind="guide", start=-1e5, end=1e5)
        )
        self.canvas.update()

    # Commands of the window

    def rename(self) -> None:
        self.show_panel("layers")
        self.layers.rename()

    def edit_text(self, name: str) -> None:
        """Words of a layer: into the inspector's text field, all selected."""
        from designer_app.editor.tree import find
        from designer_app.layers.text import TextLayer

        layer, _ = find(self.desk.session.state.template, name)
        if isinstance(layer, TextLayer):
            words_ = getattr(self.inspector, "_words", None)
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
        for name, check in self._dialog.checks.items():
            check.setChecked(name == self.canvas.active)

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

    def present(self) -> None:
        """Only the boards, on the dark: Esc goes back."""
        on = self.canvas.shown.overlays
        self.canvas.shown.overlays = not on
        for part in (self._left, self._right, self._rail_, self._switcher):
            part.setVisible(not on)
        self.canvas.fit()

    def toggle_theme(self) -> None:
        from designer_app.studio import theme

        self.dressed.emit("light" if theme.current().name == "dark" else "dark", words.language())

    def toggle_language(self) -> None:
        from designer_app.studio import theme

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
        if isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and self.isActiveWindow()
            if pressed and self._key(watched, event):
                return True
            let_go = event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
            if let_go and event.key() == Qt.Key.Key_Space and self.gestures.tool_name != "hand":
                self.canvas.hold_space(False)
        return bool(super().eventFilter(watched, event))

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus) or watched is not focus:
            return False
        typing = isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if (
            event.key() == Qt.Key.Key_Space
            and not typing
            and not event.isAutoRepeat()
            and focus is self.canvas
        ):
            self.canvas.hold_space(True)
            return True
        if event.key() == Qt.Key.Key_F6:
            self._next_area(forward=not held & Qt.KeyboardModifier.ShiftModifier)
            return True
        action = self._keys.action(event)
        if action is None:
            return False
        if typing and (plain or action.name in _TYPING) and action.name != "keys":
            return False
        if typing and action.name == "keys":
            return False
        lists = isinstance(focus, QAbstractItemView | QComboBox)
        on_canvas = focus is self.canvas
        walking = lists or event.key() in _WALKING
        if plain and not on_canvas and walking and not (lists and event.key() in _REMOVING):
            return False
        if action.name in ("next", "previous") and not self.desk.session.state.selection:
            return False
        if not action.enabled():
            return on_canvas
        action.run()
        return True

    def _next_area(self, forward: bool) -> None:
        areas = [self._tools["select"], self.layers.tree, self.canvas, self.inspector.area, self._kit]
        shown = [a for a in areas if a.isVisible()]
        focus = QApplication.focusWidget()
        at = next(
            (i for i, a in enumerate(shown) if a is focus or (focus is not None and a.isAncestorOf(focus))),
            -1,
        )
        shown[(at + (1 if forward else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.session.dirty and not getattr(self, "forced", False):
            box = QMessageBox(self)
            box.setText(tr("Save the changes to “{name}”?", name=self._name()))
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
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.desk.close()
        self.data.close_renderer()
        if not keep_journal:
            self.desk.session.close()


_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WALKING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space)
_TYPING = (
    "copy",
    "cut",
    "paste",
    "undo",
    "redo",
    "all",
    "delete",
    "next",
    "previous",
    "child",
    "parent",
    "duplicate",
)


def _box(layout: object) -> QWidget:
    made = QWidget()
    made.setLayout(layout)  # type: ignore[arg-type]
    return made


__all__ = ["PANELS", "EditorWindow"]
