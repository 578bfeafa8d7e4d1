"""Typing on the canvas: the tool that is in hand while a caret stands in a text, between ``editor.typing`` and the desk.

Every key asks the engine for the active board alone, with the words as they are; the document is told a word at a time,
and the other boards follow when the keys rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QPainter, QTransform

from designer_app.editor.command import Command
from designer_app.editor.tools import Answer, BaseTool, Held, Scope
from designer_app.editor.tree import find, names
from designer_app.editor.typing import Typing
from designer_app.editor.typing_source import Cell, cell_of, shown_slot
from designer_app.editor.typing_words import Pieces
from designer_app.editor.where import Where
from designer_app.errors import DesignError
from designer_app.layers.base import InHand
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import apply, invert
from designer_app.studio import typing_frame
from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.layer_names import title_of
from designer_app.studio.loosed import slots_of
from designer_app.studio.rendering import Made
from designer_app.studio.short_forms import shows_short
from designer_app.studio.typing_chips import is_slot
from designer_app.studio.typing_paint import draw_typing
from designer_app.studio.typing_pointer import TextPointer, chip_at

if TYPE_CHECKING:
    from designer_app.studio.typing_spoken import Spoken

_REST = 150  # ms after the last key until the other boards follow
_PAUSE = 2000  # ms after which a word counts as ended


class TypingTool(BaseTool):
    """``changed`` is called after the caret moved or words changed; ``ended`` when the tool wants to be put away,
    ``other_cell`` when another slot of the row was clicked."""

    rests = True

    def __init__(self, desk: Desk, layer: str, column: str = "") -> None:
        self.layer = layer
        self._column = column  # of the row, where the layer shows several
        self._held_back: Command | None = (
            None  # a cell as its slot doesn't take it, until one leaves: no page can be built
        )
        self._desk = desk
        self.typing: Typing | None = None
        self._asked = Where()  # where edits go, as the typing began
        self.cell: Cell | None = None  # of the row, that was typed in; known once one has left
        self.created = False  # the layer was made for this typing
        self.slots = slots_of(desk, layer)
        self.since = desk.session.history.position
        self.changed: Callable[[], None] = lambda: None
        self.ended: Callable[[], None] = lambda: None
        self.other_cell: Callable[[str], None] = lambda column: None
        self._sent: list[tuple[InHand, Pieces]] = []
        self._wanted: tuple[float, float] | None = None  # a point of the artboard where the caret shall go
        self._pointer = TextPointer()
        self._place = ""  # of a layer that stands several times: where it is typed in
        self._drawn = QRectF()
        self.lit = True  # the blinking caret is seen
        self._spoken: Spoken | None = None
        self._blink, self._rest, self._pause = QTimer(desk), QTimer(desk), QTimer(desk)
        self._blink.timeout.connect(self._blinked)
        for timer, run in ((self._rest, self._rested), (self._pause, self.flush)):
            timer.setSingleShot(True)
            timer.timeout.connect(run)

    # The tool

    def begin(self, scope: Scope) -> Answer:
        desk = self._desk
        try:
            self.typing = self._typing(scope)
        except DesignError as fault:
            desk.tell(fault)
            return Answer(done=True)
        self.typing.is_slot = lambda source: is_slot(desk, source)
        desk.made.connect(self._made)
        desk.edited.connect(self._document_changed)
        desk.viewed.connect(self._view_changed)
        desk.canvas.editing = self.draw
        self.typing.select_all()
        self.show()
        return Answer()

    def _typing(self, scope: Scope) -> Typing:
        desk, where = self._desk, scope.where
        self._asked = where
        row, cell = desk.current_row, None
        if where.scope == "row" and row is not None:
            cells = desk.session.state.row(row.key, row.cells)
            cell = cell_of(
                scope.state, self.layer, row.key, cells, desk.language, self._column, short=shows_short(desk)
            )
        return Typing(scope.state, self.layer, where, cell)

    def make(self) -> None:
        """The layer was made for this typing: its words are the layer's own, in the master as it is, whatever the switch."""
        self.created = True
        if self.typing is not None:
            self.typing.where = Where()

    def put(self, x: float, y: float) -> None:
        """The caret to a point of the artboard, as soon as the glyphs are there."""
        self._wanted = (x, y)

    def leave(self, scope: Scope) -> Answer:
        desk, typing = self._desk, self.typing
        if typing is None:
            return Answer()
        for timer in (self._blink, self._rest, self._pause):
            timer.stop()
            timer.deleteLater()
        for signal, slot in (
            (desk.made, self._made), (desk.edited, self._document_changed), (desk.viewed, self._view_changed),
        ):  # fmt: skip
            signal.disconnect(slot)
        self.typing, self.cell = None, typing.cell
        if self._spoken is not None:
            self._spoken.end()
            self._spoken = None
        desk.put_down()
        desk.canvas.editing = None
        if self.created and not typing.pieces:
            desk.try_out(None)
            if self._is_last_made():
                desk.session.undo()
            return Answer()
        for command in typing.due():
            desk.do(command)
            self._held_back = None
        last = typing.take() or self._held_back
        if last is None:
            desk.preview = None
            desk.pixels.ask()
        return Answer(command=last)

    def _is_last_made(self) -> bool:
        """Whether the layer was made by the last step: then nothing was typed that history should keep."""
        history = self._desk.session.history
        before = history.steps[history.position - 1].state if history.can_undo else None
        return before is not None and self.layer not in names(before.template)

    # The pointer

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        typing = self.typing
        point = (
            typing_frame.inside(typing, scope.board.unit, scope.zoom, x, y) if typing is not None else None
        )
        if typing is None or point is None:
            return Answer(done=True)
        if typing.carets is None:
            self._wanted = (x, y)
            return Answer()
        chip = self._pointer.press(typing, point, held)
        if chip is not None and (column := shown_slot(chip)):
            QTimer.singleShot(0, self._desk, lambda: self.other_cell(column))
        self.show(words=False)
        return Answer()

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        typing = self.typing
        if typing is not None and typing.carets is not None and self._pointer.dragging:
            self._pointer.move(typing, typing_frame.in_frame(typing, scope.board.unit, x, y))
            self.show(words=False)
        return Answer()

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._pointer.dragging = False
        return Answer()

    def double(self, scope: Scope, x: float, y: float) -> Answer:
        typing = self.typing
        if typing is not None and typing.carets is not None:
            point = typing_frame.inside(typing, scope.board.unit, scope.zoom, x, y)
            if point is not None:
                self._pointer.double(typing, point)
                self.show(words=False)
        return Answer()

    def key(self, scope: Scope, name: str) -> Answer | None:
        return Answer(done=True) if name == "escape" else None

    # What is shown

    def show(self, *, words: bool = True) -> None:
        """Show the words (``words``) or the caret alone as they are now, and tell the document what is due."""
        typing = self.typing
        if typing is None:
            return
        if words:
            hand, pieces = typing.in_hand, typing.shown
            self._sent = [*self._sent[-8:], (hand, pieces)]
            self._desk.in_hand = hand
            self._desk.pixels.ask(only=self._desk.canvas.active)
            self._rest.start(_REST)
            self._pause.start(_PAUSE)
        else:
            self.repaint()
        QTimer.singleShot(0, self._desk, self._tell)
        self.lit = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        self._blink.start(flash // 2) if flash > 0 else self._blink.stop()
        if QAccessible.isActive():
            self._speak(typing)
        self.changed()

    def _speak(self, typing: Typing) -> None:
        """Assistive technology hears of the words, where there is any."""
        from designer_app.studio.typing_spoken import Spoken

        if self._spoken is None:
            self._spoken = Spoken(self._desk.canvas, title_of(self.layer, self._desk.session.state.template))
        self._spoken.follow(typing.text, typing.caret, typing.anchor)

    def _tell(self) -> None:
        typing = self.typing
        for command in typing.due() if typing is not None else ():
            if self.allowed():
                self._held_back = None
                self._desk.do(command)
            else:
                self._held_back = command

    def flush(self) -> None:
        """What is typed so far into the document."""
        if self.typing is not None:
            self.typing.part()
            self._tell()

    def _rested(self) -> None:
        if self.typing is not None and len(self._desk.canvas.boards) > 1:
            command = self.typing.pending()
            if command is not None and (self.typing.cell is None or self.allowed()):
                self._desk.try_out(command, others=True)

    def allowed(self) -> bool:
        """Whether the cell's slot takes what is typed."""
        typing = self.typing
        if typing is None or typing.cell is None:
            return True
        low, high = typing.room
        return typing.cell.allows(typing.text[low:high])

    def _blinked(self) -> None:
        self.lit = not self.lit
        self._desk.canvas.update(self.caret_rect().toAlignedRect().adjusted(-3, -3, 3, 3))

    def repaint(self) -> None:
        """Everything that typing has drawn, or draws now."""
        board, typing = self._desk.canvas.current, self.typing
        if board is None or typing is None or typing.carets is None:
            return
        rect = self.to_screen(board).mapRect(typing_frame.extent(typing)).adjusted(-4, -4, 4, 4)
        self._desk.canvas.update((rect | self._drawn).toAlignedRect())
        self._drawn = rect

    def draw(self, painter: QPainter, board: Board) -> None:
        if self.typing is not None and self.typing.carets is not None:
            draw_typing(painter, self.typing, self.to_screen(board), self.lit)

    def to_screen(self, board: Board) -> QTransform:
        """From the frame's coordinates to px of the canvas."""
        assert self.typing is not None
        return typing_frame.to_screen(self._desk.canvas, board, self.typing)

    def frame_rect(self) -> QRect:
        """The frame with all lines, on the canvas."""
        return self._drawn.toAlignedRect()

    def caret_rect(self) -> QRectF:
        """The caret on the canvas, for input methods and popovers."""
        board, typing = self._desk.canvas.current, self.typing
        if board is None or typing is None or typing.carets is None:
            return QRectF()
        return self.to_screen(board).mapRect(typing_frame.caret(typing))

    # What comes in

    def _made(self, made: Made) -> None:
        typing = self.typing
        if typing is None or made.board is None or made.wish.board != self._desk.canvas.active:
            return
        hand = made.wish.view.in_hand
        pieces = next((pieces for sent, pieces in self._sent if sent is hand), None)
        typed = made.board.built.typed
        if pieces is None or not typed:
            return
        chosen = next((t for t in typed if t.place == self._place), typed[0])
        if not self._place and self._wanted is not None and len(typed) > 1:
            x, y = (v * made.board.unit for v in self._wanted)
            chosen = min(typed, key=lambda t: abs(t.transform[4] - x) + abs(t.transform[5] - y))
        self._place = chosen.place
        typing.set_glyphs(chosen, pieces)
        self.repaint()
        if self._wanted is not None and typing.fresh is not None:
            back = invert(chosen.transform)
            x, y = (v * made.board.unit for v in self._wanted)
            self._wanted = None
            if back is not None:
                self._enter(typing, *apply(back, x, y))
                self.show(words=False)

    def _enter(self, typing: Typing, x: float, y: float) -> None:
        """The caret to a point of the frame; a slot's chip there is taken whole: what is typed stands in its place."""
        assert typing.fresh is not None
        over = typing.fresh.over(x, y)
        if typing.cell is None and chip_at(typing, over) is not None:
            typing.select(over, over + 1)
        else:
            typing.go(typing.fresh.hit(x, y))

    def _document_changed(self) -> None:
        """A word went in, or an undo, a panel or another tool changed the text."""
        typing = self.typing
        if typing is None or typing.pending() is not None or self._held_back is not None:
            return
        if self.layer not in names(self._desk.session.state.template):
            QTimer.singleShot(0, self._desk, self.ended)
            return
        before = typing.pieces
        typing.read(self._desk.session.state)
        if typing.pieces != before:
            self.show()

    def _view_changed(self) -> None:
        """Another row, kit, place of edits: the words may be others."""
        typing = self.typing
        if typing is None:
            return
        row = self._desk.current_row
        if self._desk.where != self._asked or (typing.cell and (row is None or row.key != typing.cell.row)):
            QTimer.singleShot(0, self._desk, self.ended)

    def lists(self) -> bool:
        """Whether tabs mean something: levels of a list."""
        layer = find(self._desk.session.state.template, self.layer)[0]
        return isinstance(layer, TextLayer) and bool(layer.marker)

    # Undo, by the word

    def undo(self) -> None:
        self.flush()
        self._held_back = None
        if self._desk.session.history.can_undo:
            self._desk.session.undo()

    def redo(self) -> None:
        self.flush()
        if self._desk.session.history.can_redo:
            self._desk.session.redo()


def can_type(desk: Desk, name: str) -> bool:
    """Whether a layer is a text."""
    return isinstance(find(desk.session.state.template, name)[0], TextLayer)


__all__ = ["TypingTool", "can_type"]
