"""The top bar: file, tools, the switch that says where an edit lands, zoom, problems, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolButton, QWidget

from designer_app.studio import theme
from designer_app.studio.actions import Action
from designer_app.studio.fault_words import once
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon, product_mark, spaced, tile, tool_icon
from designer_app.studio.menus import FILE, ZOOM, drop
from designer_app.studio.parts import Segments, button, drop_down, label, row, tool, upright
from designer_app.studio.words import percent_text, tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

# Tools of one button share its press-and-hold menu; the one used last is shown.
_TOOLS = (("select",), ("frame",), ("rectangle", "ellipse", "line", "arrow"), ("pen",), ("text",), ("image",), ("pipette",), ("hand",))  # fmt: skip
_HOLD = 350  # ms
_NARROW = 1360  # px of the window below which words give way


class TopBar(QWidget):
    """``refresh`` shows the window's state."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(44)
        self._window = window
        act = window.actions_table
        home = tool("layout-template", act["start"].tooltip, window.home)
        home.setIcon(product_mark())
        home.setIconSize(QSize(20, 20))
        self.file = button("", lambda: drop(window, FILE, self.file), "name")
        self.saved = label("", "hint")
        self.tools: dict[str, ToolButton] = {}
        for names in _TOOLS:
            known = [act[f"tool-{name}"] for name in names if f"tool-{name}" in act]
            if known:
                made = ToolButton(known)
                self.tools.update({a.name.removeprefix("tool-"): made for a in known})
        shown = list(dict.fromkeys(self.tools.values()))
        self.scope = Segments(
            [(s, tr(s.capitalize())) for s in ("master", "class", "size", "row")], "master", "switch"
        )
        self.scope.picked.connect(window.set_scope)
        self.scope.setAccessibleName(tr("Edits go to"))
        for scope, letter in (("class", "C"), ("size", "S"), ("row", "R")):
            self.scope.buttons[scope].setIcon(tile(letter))
            self.scope.buttons[scope].setIconSize(QSize(14, 14))
        self._goes = label(tr("Edits go to"), "hint")
        self._undo = tool("undo-2", act["undo"].tooltip, act["undo"].run)
        self._redo = tool("redo-2", act["redo"].tooltip, act["redo"].run)
        self._zoom = drop_down(percent_text(1), lambda: drop(window, ZOOM, self._zoom))
        self._zoom.setToolTip(tr("Zoom and view"))
        self._count = button("0", lambda: window.show_panel("problems"), "ghost", "triangle-alert")
        present = tool("play", act["present"].tooltip, window.over.present)
        export = button(tr("Export"), window.over.export, "primary")
        export.setToolTip(act["export"].tooltip)
        self.setLayout(
            row(
                home, self.file, self.saved, upright(), *shown, None, self._goes, self.scope, None, self._undo, self._redo,
                self._zoom, upright(), self._count, present, export, spacing=4, margins=(6, 0, 8, 0),
            )
        )  # fmt: skip
        self.layout().insertSpacing(3, 4)
        self.layout().insertSpacing(5, 4)

    def refresh(self) -> None:
        window = self._window
        session, canvas, desk = window.desk.session, window.canvas, window.desk
        narrow = window.width() < _NARROW
        room = 110 if narrow else 180
        name = window.document_name()
        self.file.setText(self.file.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))
        self.file.setToolTip(f"{name}<br>{session.file}")
        self.saved.setText(
            tr("Read-only") if session.read_only else tr("Unsaved") if session.dirty else tr("Saved")
        )
        self._goes.setVisible(not narrow)
        self._undo.setEnabled(session.history.can_undo)
        self._redo.setEnabled(session.history.can_redo)
        board = canvas.current
        if desk.mode == "wall":
            self._zoom.setText(tr("Wall"))
        elif board is not None:
            self._zoom.setText(percent_text(canvas.percent(board) * canvas.devicePixelRatioF()))
        count = len(once(desk.problems()))
        self._count.setText(str(count))
        self._count.setIcon(spaced("triangle-alert" if count else "circle-check", "warn" if count else "ok"))
        said = tr("Problems: {count}", count=count)
        self._count.setAccessibleName(said)
        self._count.setToolTip(said)
        self._show_scope(narrow)

    def _show_scope(self, narrow: bool) -> None:
        desk, board = self._window.desk, self._window.canvas.current
        parts = self.scope.buttons
        self.scope.set_value(desk.scope)
        if board is not None and board.built is not None:
            kind = tr(board.built.size_class.capitalize())
            parts["class"].setText(tr("Class") if narrow else kind)
            parts["size"].setText(tr("Size") if narrow else f"{board.size.width} × {board.size.height}")
            parts["class"].setToolTip(tr("All sizes of the class “{name}”", name=kind))
            parts["size"].setToolTip(tr("This size alone"))
        here = desk.current_row
        parts["row"].setEnabled(here is not None)
        parts["row"].setToolTip(
            tr("The row “{key}” alone", key=here.key)
            if here
            else tr("Open a table first: there is no row to edit.")
        )
        parts["row"].setText(f"{tr('Row')} {desk.row + 1}" if here else tr("Row"))
        parts["master"].setToolTip(tr("All sizes and rows that don't say otherwise"))

    def show_tool(self, name: str) -> None:
        """The tool in hand is the lit one."""
        chosen = self.tools.get(name)
        for made in set(self.tools.values()):
            made.setChecked(made is chosen)
        if chosen is not None:
            chosen.show_action(name)


class ToolButton(QToolButton):
    """A tool; with several actions a corner triangle, and a menu when it is held or right-clicked."""

    def __init__(self, actions: list[Action]) -> None:
        super().__init__()
        self._actions = actions
        self._now = actions[0]
        self.setCheckable(True)
        self.setProperty("tool", "true")
        self.setIconSize(QSize(16, 16))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(_HOLD)
        self._held.timeout.connect(self._menu)
        self.clicked.connect(lambda: self._now.run())
        self.show_action(actions[0].name.removeprefix("tool-"))

    def show_action(self, name: str) -> None:
        self._now = next((a for a in self._actions if a.name == f"tool-{name}"), self._now)
        self.setIcon(tool_icon(self._now.icon))
        self.setToolTip(self._now.tooltip)
        self.setAccessibleName(self._now.label)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if len(self._actions) > 1:
            if event.button() == Qt.MouseButton.RightButton:
                self._menu()
                return
            self._held.start()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held.stop()
        super().mouseReleaseEvent(event)

    def _menu(self) -> None:
        self.setDown(False)
        menu = Menu(self)
        for action in self._actions:
            menu.addAction(icon(action.icon), f"{action.label}\t{action.shortcut}", action.run)
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if len(self._actions) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("t2") if not self.isChecked() else Qt.GlobalColor.white)
        x, y = self.width() - 3.0, self.height() - 3.0
        painter.drawPolygon(QPolygonF([QPointF(x, y - 4), QPointF(x, y), QPointF(x - 4, y)]))
        painter.end()
