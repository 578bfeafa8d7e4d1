"""The pointer on the canvas, handed to the tool in hand; and what comes of it, handed to the desk."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from designer_app.editor.artboard import standing
from designer_app.editor.commands import Select
from designer_app.editor.tools import DRAWING, Answer, BaseTool, Held, Scope, SelectTool, editable, tool
from designer_app.editor.tree import find, names
from designer_app.layers.chart.record import ChartLayer
from designer_app.layers.image import ImageLayer
from designer_app.studio.desk import Desk
from designer_app.studio.dragging import Lifting
from designer_app.studio.loosed import slots_of
from designer_app.studio.pipette import PipetteTool
from designer_app.studio.typing import TypingTool, can_type


class Gestures(QObject):
    """Which tool is in hand, and the gesture that runs."""

    changed = Signal(str)
    typed = Signal()  # the caret moved, or words changed
    charted = Signal(str)  # a chart that is to be opened
    cell_typed = Signal(str, str)  # a row's key and the column whose cell was typed in
    loosed = Signal(str, str, int)  # a text typed over, its slot, the history before it

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.tool_name = "select"
        self._select = SelectTool()
        self._tool: BaseTool = self._select
        self._column = ""  # of the row, to be typed in
        self.snapping = True
        self._going = False
        self._scope: Scope | None = None  # as the gesture found it
        self._at: tuple[str, float, float] = ("", 0.0, 0.0)
        self.lifting = Lifting(desk)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(80)
        self._rest.timeout.connect(self._rested)
        desk.pixels.renderer.lifted.connect(lambda found: self._going and self.lifting.arrived(found))
        desk.changed.connect(self._document_changed)
        desk.canvas.zoomed.connect(lambda _: self._going and self.lifting.seen_again())
        canvas = desk.canvas
        canvas.hand = self
        canvas.chosen.connect(
            lambda _: self._tool is not self._select and self._tool.rests and self.take("select")
        )
        canvas.wheeled = self.wheel

    # The tool

    def take(self, name: str, layer: str = "") -> None:
        """Take a tool: select, hand, one that draws, or one that works inside a layer. What the last one had begun is
        kept."""
        self._leave()
        canvas = self._desk.canvas
        self.tool_name = name
        if name == "pipette":
            self._tool = PipetteTool(self._desk)
        elif name == "typing":
            self._tool = self._typing_in(layer)
        elif name == "select":
            self._select = SelectTool()
            self._tool = self._select
        else:
            self._tool = tool(name, layer)
        crossed = name in DRAWING or name in ("pen", "pipette")
        canvas.cursor_shape = (
            Qt.CursorShape.CrossCursor
            if crossed
            else Qt.CursorShape.OpenHandCursor
            if name == "hand"
            else Qt.CursorShape.ArrowCursor
            if name in ("points", "crop")
            else Qt.CursorShape.IBeamCursor
            if name == "typing"
            else None
        )
        canvas.bare = name in ("points", "crop", "typing")
        canvas.take_text(self.typing)
        canvas.hold_space(name == "hand")
        canvas.setCursor(canvas.cursor_shape or Qt.CursorShape.ArrowCursor)
        self.changed.emit(name)
        scope = self.scope(canvas.active)
        if scope is not None:
            begun = self._tool.begin(scope)
            if begun.done:  # nothing there to work on
                self.take("select")
                return
            self._show(begun)
        canvas.update()

    @property
    def typing(self) -> TypingTool | None:
        """The text that is being typed in."""
        return self._tool if isinstance(self._tool, TypingTool) else None

    def type_cell(self, layer: str, column: str) -> None:
        """From a chip into the row's cell behind it: edits go to the row from then on."""
        self.take("select")
        self._desk.set_scope("row")
        self._column = column
        self.take("typing", layer)
        self._column = ""

    def _typing_in(self, layer: str) -> TypingTool:
        made = TypingTool(self._desk, layer, self._column)
        made.other_cell = lambda column: self.type_cell(layer, column)
        made.ended = lambda: self._tool is made and self.take("select")
        made.changed = lambda: self.typed.emit()
        if self._desk.session.state.selection != (layer,):
            self._desk.do(Select(layers=(layer,)))
        return made

    def flush(self) -> None:
        """What is typed so far goes into the document: before it is saved, exported or closed."""
        if self.typing is not None:
            self.typing.flush()

    def _leave(self) -> None:
        scope = self.scope(self._desk.canvas.active)
        if scope is None:
            return
        typing = self.typing
        answer = self._tool.leave(scope)
        self._desk.canvas.end_answer()
        if answer.command is not None:
            self._take(answer)
        else:
            self._desk.try_out(None)
        if typing is not None:
            self._check_slots(typing)

    def _check_slots(self, typing: TypingTool) -> None:
        """Whether the words that were typed took the place of the one slot that stood there."""
        history = self._desk.session.history
        if typing.cell is not None and history.position > typing.since:
            self.cell_typed.emit(typing.cell.row, typing.cell.column)
        elif (
            len(typing.slots) == 1
            and history.position > typing.since
            and not slots_of(self._desk, typing.layer)
        ):
            self.loosed.emit(typing.layer, typing.slots[0], typing.since)

    def edit(self, name: str) -> None:
        """What a double click or Enter opens: a picture's crop, a path's points, a chart's table, a text's words."""
        layer = find(self._desk.session.state.template, name)[0]
        if isinstance(layer, ImageLayer):
            self.take("crop", name)
        elif isinstance(layer, ChartLayer):
            self.charted.emit(name)
        elif editable(layer):
            self.take("points", name)
        elif can_type(self._desk, name):
            self.take("typing", name)

    def scope(self, name: str) -> Scope | None:
        board = self._desk.canvas.board(name)
        if board is None or board.built is None:
            return None
        state = self._desk.session.state
        return Scope(
            state=state, board=standing(board.built, state.template), where=self._desk.where,
            zoom=self._desk.canvas.percent(board) * board.unit, snapping=self.snapping,
            grid=self._desk.canvas.shown.grid,
        )  # fmt: skip

    # Pointer

    def press(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self.scope(name)
        if scope is not None:
            self._going = True
            self.lifting.begin()
            self._scope = scope
            answer = self._tool.press(scope, x, y, held)
            self._take(answer)
            if answer.done:
                self._going = False
                self.take("select")
                return
            self._show(answer)
            self._scope = self.scope(name) or scope  # the press may have selected

    def move(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self._scope
        if scope is None or not self._going:
            return
        self._at = (name, x, y)
        canvas = self._desk.canvas
        answer = self._tool.move(scope, x, y, held)
        lifted = answer.shift is not None and self.lifting.lifted(scope, name, answer)
        if answer.preview is not None and not lifted:
            self._desk.try_out(answer.preview, quick=True)
        elif answer.preview is not None:
            self._rest.start()
        if answer.shift is not None and not lifted:  # the preview moves the layers' boxes itself
            answer = msgspec.structs.replace(answer, shift=None)
        canvas.show_answer(answer)

    def release(self, name: str, x: float, y: float, held: Held) -> None:
        scope = self._scope
        if scope is None or not self._going:
            return
        self._going = False
        self._rest.stop()
        canvas = self._desk.canvas
        answer = self._tool.release(scope, x, y, held)
        self.lifting.end(answer)
        canvas.end_answer()
        if answer.command is None:
            canvas.dragged = None
            self._desk.try_out(answer.preview)
        self._take(answer)
        if answer.done:
            self.take("select")
            if answer.opens:
                self.edit(answer.opens)
                if self.typing is not None:
                    if answer.command is not None:
                        self.typing.make()
                    else:
                        self.typing.put(x, y)
        elif self._tool.rests:
            self._show(answer)
        canvas.update()

    def hover(self, name: str, x: float, y: float, held: Held) -> None:
        """The pointer moves with no button down, or a key changes what it shows."""
        if self._going or name != self._desk.canvas.active:
            return
        scope = self.scope(name)
        if scope is not None:
            self._at = (name, x, y)
            self._show(self._tool.hover(scope, x, y, held))

    def left(self) -> None:
        """The pointer left the canvas: what it only hovered over isn't outlined any more."""
        if not self._going and not self._tool.rests and self._desk.canvas.answer != Answer():
            self._desk.canvas.end_answer()

    def wheel(self, x: float, y: float, by: float) -> bool:
        """The wheel, where the tool in hand wants it."""
        scope = self.scope(self._desk.canvas.active)
        answer = self._tool.wheel(scope, x, y, by) if scope is not None else None
        if answer is None:
            return False
        if answer.preview is not None:
            self._desk.try_out(answer.preview, quick=True)
        self._show(answer)
        return True

    def key(self, name: str) -> bool:
        """Enter, Esc, Delete or undo, where the tool in hand knows what to do with it."""
        scope = self.scope(self._desk.canvas.active)
        if self._going or scope is None:
            return False
        answer = self._tool.key(scope, name)
        if answer is None:
            return False
        self._desk.canvas.end_answer()
        if answer.command is not None:
            self._take(answer)
        elif answer.done:
            self._desk.try_out(None)
        if answer.done:
            held, self._tool = self._tool, self._select  # nothing of it is left to keep
            del held
            self.take("select")
        else:
            self._show(answer)
        return True

    def double(self, name: str, x: float, y: float) -> None:
        scope = self.scope(name)
        if scope is None:
            return
        if self._tool is not self._select:
            if self.typing is not None:  # the button is still down: a drag takes word after word
                self._going, self._scope = True, scope
            answer = self._tool.double(scope, x, y)
            self._take(answer)
            self._show(answer)
            return
        before = self._desk.session.state.selection
        self._take(self._select.double(scope, x, y))
        after = self._desk.session.state.selection
        if len(after) == 1 and (after == before or not before):
            self.edit(after[0])
            if self.typing is not None:
                self.typing.put(x, y)

    def cancel(self) -> bool:
        """Esc during a gesture: as if it had never begun."""
        if not self._going:
            return False
        self._going = False
        self._rest.stop()
        self._tool = SelectTool()
        self.take("select")
        self._desk.canvas.dragged = None
        self._desk.canvas.end_answer()
        self._desk.try_out(None)
        self._desk.canvas.update()
        return True

    # What comes of it

    def _rested(self) -> None:
        """The pointer rests in the middle of a drag: the other boards follow."""
        canvas = self._desk.canvas
        if self._going and canvas.answer.preview is not None:
            self._desk.try_out(canvas.answer.preview, quick=True, others=True)

    def _show(self, answer: Answer) -> None:
        canvas = self._desk.canvas
        if answer.command is not None and not answer.marks:
            return
        if answer != canvas.answer:
            canvas.show_answer(answer)

    def _take(self, answer: Answer) -> None:
        if answer.command is not None:
            self._desk.do(answer.command)
            self._desk.session.part()
        self._desk.canvas.select(self._desk.session.state.selection)
        self._desk.canvas.update()

    def _document_changed(self) -> None:
        """An undo or another window's edit may take away what a tool works on."""
        layer = getattr(self._tool, "layer", "")
        if layer and layer not in names(self._desk.session.state.template):
            self._tool = self._select
            self.take("select")
