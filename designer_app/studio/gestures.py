"""The pointer on the canvas, handed to the tool in hand; and what comes of it, handed to the desk."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from designer_app.editor.arranging import Move
from designer_app.editor.structure import Duplicate
from designer_app.editor.tools import Answer, DrawTool, Held, Scope, SelectTool, Tool
from designer_app.editor.tree import find
from designer_app.layers.group import StackLayer
from designer_app.studio.desk import Desk
from designer_app.studio.lifting import Dragged
from designer_app.studio.rendering import Cut, Lift

_PROBE = (17.0, 13.0)
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
        self._scope: Scope | None = None  # as the gesture found it
        self._cut = 0  # the number of the pictures asked for; -1 = none to be had
        self._whole = False  # no pictures: the engine repaints
        self._copying = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(80)
        self._rest.timeout.connect(self._rested)
        desk.renderer.lifted.connect(self._arrived)
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
            self._going, self._cut = True, 0
            self._desk.canvas.dragged = None
            self._scope = scope
            self._take(self._tool.press(scope, x, y, held))
            self._scope = self.scope(name) or scope  # the press may have selected

    def move(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self._scope
        if scope is None or not self._going:
            return
        canvas = self._desk.canvas
        answer = self._tool.move(scope, x, y, held)
        lifted = answer.shift is not None and self._lifted(scope, name, answer)
        if answer.preview is not None and not lifted:
            self._desk.try_out(answer.preview, quick=True)
        elif answer.preview is not None:
            self._rest.start()
        canvas.show_answer(answer)

    def release(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self._scope
        if scope is None or not self._going:
            return
        self._going = False
        self._rest.stop()
        canvas = self._desk.canvas
        answer = self._tool.release(scope, x, y, held)
        if canvas.dragged is not None:
            canvas.dragged.shift = answer.shift or canvas.dragged.shift
            canvas.dragged.ended = True
        canvas.end_answer()
        if answer.command is None:
            canvas.dragged = None
            self._desk.try_out(None)
        self._take(answer)
        if self.tool_name in _CROSS:
            self.take("select")
        canvas.update()

    def _lifted(self, scope: Scope, name: str, answer: Answer) -> bool:
        """Whether finished pictures show this step; asks for them at the first."""
        canvas = self._desk.canvas
        if canvas.dragged is not None:
            if isinstance(answer.preview, Duplicate) == self._copying:
                return True
            canvas.dragged, self._cut = None, 0  # Alt went down or up: what stays below is another page
        if self._cut:
            return not self._whole
        board = canvas.board(name)
        preview = answer.preview
        self._copying = isinstance(preview, Duplicate)
        self._cut, self._whole = -1, True
        if board is None or board.built is None or not answer.moving or _flows(scope, answer.moving):
            return False
        probe = None
        if isinstance(preview, Move):  # the build says what else a move moves
            probe = self._desk.wish(board, msgspec.structs.replace(preview, dx=_PROBE[0], dy=_PROBE[1]))
            if probe is None:
                return False
        self._whole = False
        self._cut = self._desk.renderer.cut(
            Cut(
                name, board.built.built.scene, answer.moving, canvas.wanted_scale(board), canvas.seen(board),
                copying=self._copying, probe=probe, probed=_PROBE, boxes=board.built.targets,
            )
        )  # fmt: skip
        return True

    def _arrived(self, found: Lift | Cut) -> None:
        """The pictures of the drag came; or there are none, then the engine repaints."""
        cut = found.cut if isinstance(found, Lift) else found
        if not self._going or cut.number != self._cut:
            return
        canvas = self._desk.canvas
        answer = canvas.answer
        if isinstance(found, Lift):
            canvas.dragged = Dragged(found)
            canvas.show_answer(answer)
            canvas.update()
        else:
            self._whole = True
            if answer.preview is not None:
                self._desk.try_out(answer.preview, quick=True)

    def _rested(self) -> None:
        """The pointer rests in the middle of a drag: the other boards follow."""
        canvas = self._desk.canvas
        if self._going and canvas.answer.preview is not None:
            self._desk.try_out(canvas.answer.preview, quick=True, others=True)

    def cancel(self) -> bool:
        """Esc during a gesture: as if it had never begun."""
        if not self._going:
            return False
        self._going = False
        self._rest.stop()
        self._select = SelectTool()
        self.take("select")
        self._desk.canvas.dragged = None
        self._desk.canvas.end_answer()
        self._desk.try_out(None)
        self._desk.canvas.update()
        return True

    def double(self, name: str, x: float, y: float) -> None:
        scope = self.scope(name)
        if scope is None:
            return
        before = self._desk.session.state.selection
        self._take(self._select.double(scope, x, y))
        after = self._desk.session.state.selection
        if len(after) == 1 and (after == before or not before):
            self.opened.emit(after[0])

    def _take(self, answer: Answer) -> None:
        if answer.command is not None:
            self._desk.do(answer.command)
            self._desk.session.part()
        self._desk.canvas.selection = self._desk.session.state.selection
        self._desk.canvas.update()


def _flows(scope: Scope, layers: tuple[str, ...]) -> bool:
    """Whether one of them stands where a stack puts it: moving it makes the others make room."""
    template = scope.state.template
    parents = {find(template, name)[1].parent for name in layers}
    return any(parent and isinstance(find(template, parent)[0], StackLayer) for parent in parents)
