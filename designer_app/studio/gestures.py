"""The pointer on the canvas, handed to the tool in hand; and what comes of it, handed to the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from designer_app.editor.tools import Answer, DrawTool, Held, Scope, SelectTool, Tool
from designer_app.studio.desk import Desk

_CROSS = ("rectangle", "ellipse", "line", "arrow", "text", "image", "frame")


class Gestures(QObject):
    """Which tool is in hand, and the gesture that runs."""

    changed = Signal(str)
    opened = Signal(str)  # a text to be edited in place

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.tool_name = "select"
        self._select = SelectTool()
        self._tool: Tool = self._select
        self.snapping = True
        self._going = False
        canvas = desk.canvas
        canvas.pressed.connect(self.press)
        canvas.moved.connect(self.move)
        canvas.released.connect(self.release)
        canvas.doubled.connect(self.double)

    def take(self, name: str) -> None:
        """Take a tool: select, hand, or one that draws."""
        self.tool_name = name
        self._tool = DrawTool(name) if name in _CROSS else self._select
        canvas = self._desk.canvas
        canvas.cursor_shape = (
            Qt.CursorShape.CrossCursor
            if name in _CROSS
            else Qt.CursorShape.OpenHandCursor
            if name == "hand"
            else None
        )
        canvas.hold_space(name == "hand")
        canvas.setCursor(canvas.cursor_shape or Qt.CursorShape.ArrowCursor)
        self.changed.emit(name)

    def scope(self, name: str) -> Scope | None:
        board = self._desk.canvas.board(name)
        if board is None or board.built is None:
            return None
        return Scope(
            state=self._desk.session.state, board=board.built, where=self._desk.where,
            zoom=self._desk.canvas.percent(board) * board.unit, snapping=self.snapping,
            guides=tuple(self._desk.canvas.shown.guides),
        )  # fmt: skip

    def press(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self.scope(name)
        if scope is not None:
            self._going = True
            self._take(self._tool.press(scope, x, y, held), done=True)

    def move(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self.scope(name)
        if scope is not None and self._going:
            answer = self._tool.move(scope, x, y, held)
            self._desk.canvas.answer = answer
            if answer.preview is not None:
                self._desk.try_out(answer.preview)
            self._desk.canvas.update()

    def release(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self.scope(name)
        if scope is None or not self._going:
            return
        self._going = False
        answer = self._tool.release(scope, x, y, held)
        self._desk.canvas.answer = Answer()
        if answer.command is None:
            self._desk.try_out(None)
        self._take(answer, done=True)
        if self.tool_name in _CROSS:
            self.take("select")
        self._desk.canvas.update()

    def cancel(self) -> bool:
        """Esc during a gesture: as if it had never begun."""
        if not self._going:
            return False
        self._going = False
        self._select = SelectTool()
        self.take("select")
        self._desk.canvas.answer = Answer()
        self._desk.try_out(None)
        self._desk.canvas.update()
        return True

    def double(self, name: str, x: float, y: float) -> None:
        scope = self.scope(name)
        if scope is None:
            return
        before = self._desk.session.state.selection
        self._take(self._select.double(scope, x, y), done=True)
        after = self._desk.session.state.selection
        if len(after) == 1 and (after == before or not before):
            self.opened.emit(after[0])

    def _take(self, answer: Answer, *, done: bool) -> None:
        if answer.command is not None:
            self._desk.do(answer.command)
            if done:
                self._desk.session.part()
        self._desk.canvas.selection = self._desk.session.state.selection
        self._desk.canvas.update()
