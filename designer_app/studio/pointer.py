"""The pointer on the canvas: presses, moves, the wheel, panning and the cursor, told in px of the artboard below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import msgspec
from PySide6.QtCore import QElapsedTimer, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from designer_app.editor.tools import Held, handle_at, turn_of
from designer_app.scene.geometry import around
from designer_app.studio.boards import Board, Boards

if TYPE_CHECKING:
    from designer_app.studio.guides import Guides
    from designer_app.studio.typing import TypingTool


class Hand(Protocol):
    """What the pointer is handed to, in px of a board's artboard: called and not signalled, as it happens at every step."""

    def press(self, name: str, x: float, y: float, held: Held) -> None: ...
    def move(self, name: str, x: float, y: float, held: Held) -> None: ...
    def release(self, name: str, x: float, y: float, held: Held) -> None: ...
    def double(self, name: str, x: float, y: float) -> None: ...
    def hover(self, name: str, x: float, y: float, held: Held) -> None: ...
    def left(self) -> None: ...


class PointedBoards(QWidget, Boards):
    """Boards under a pointer. It tells what the pointer does and changes nothing but the view."""

    hand: Hand  # set before it is shown
    context = Signal(str, float, float, object)
    hovered = Signal(str, float, float)
    chosen = Signal(str)  # a board was made the active one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begin()
        self.setMouseTracking(True)
        self.cursor_shape: Qt.CursorShape | None = None
        self.wheeled: Callable[[float, float, float], bool] | None = None  # a tool's own use of the wheel
        self.guides: Guides | None = None
        self.text: TypingTool | None = (
            None  # where input methods go; a double click in it may go on as a drag
        )
        self._pair: tuple[QElapsedTimer, QPointF] | None = None  # the last double click: a third makes three
        self._panning: QPointF | None = None
        self._space = False
        self._pressed = ""
        self._pointer: QPointF | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position()
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._panning = point - self.origin
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.guides is not None and self.guides.press(point):
            return
        board = self.board_at(point)
        if board is None:
            return
        if board.name != self.active and self.place(board).adjusted(-4, -22, 4, 4).contains(point):
            if left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._picks(board, point):
                self.pick(board)
                self.chosen.emit(self.active)
                self.update()
                return
            self.activate(board, keep=False)
            self.chosen.emit(board.name)
        x, y = self.to_board(board, point)
        if event.button() == Qt.MouseButton.RightButton:
            self.context.emit(board.name, x, y, event.globalPosition().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = board.name
            held_ = msgspec.structs.replace(self._held(event), clicks=self._clicks(point))
            self.hand.press(board.name, x, y, held_)

    def _picks(self, board: Board, point: QPointF) -> bool:
        """Whether a press with Shift means this board: on its label, or on a layer that is selected already."""
        if point.y() < self.place(board).top():
            return True
        x, y = self.to_board(board, point)
        return any(t.box.x0 <= x <= t.box.x1 and t.box.y0 <= y <= t.box.y1 for t in self.chosen_on(board))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._panning is not None:
            self.scroll_to(point - self._panning)
            return
        if self.guides is not None and self.guides.pulling:
            self.guides.move(point, held(event).ctrl)
            return
        self._pointer = point
        board = self.board(self._pressed) if self._pressed else self.board_at(point)
        if board is None:
            return
        x, y = self.to_board(board, point)
        if self._pressed:
            self.hand.move(self._pressed, x, y, self._held(event))
        else:
            self._hover(board, x, y)
            self.hovered.emit(board.name, x, y)
            self.hand.hover(board.name, x, y, held(event))

    def rehover(self, keys: Held) -> None:
        """A modifier went down or up while the pointer rests."""
        board = self.board_at(self._pointer) if self._pointer is not None else None
        if board is not None and self._pointer is not None and not self._pressed:
            self.hand.hover(board.name, *self.to_board(board, self._pointer), keys)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self._restore_cursor()
            return
        if self.guides is not None and self.guides.pulling:
            self.guides.release(event.position())
            return
        board = self.board(self._pressed)
        self._pressed = ""
        if board is not None and event.button() == Qt.MouseButton.LeftButton:
            x, y = self.to_board(board, event.position())
            self.hand.release(board.name, x, y, self._held(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        board = self.board_at(event.position())
        if board is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.position().y() < self.place(board).top():  # on the label: this board alone
            self.fit((board.name,))
            return
        if self.guides is not None and self.guides.double(event.position()):
            return
        timer = QElapsedTimer()
        timer.start()
        self._pair = timer, event.position()
        if self.text is not None:
            self._pressed = board.name
        x, y = self.to_board(board, event.position())
        self.hand.double(board.name, x, y)

    def _clicks(self, point: QPointF) -> int:
        """3 for a press soon after a double click and at its place, else 1."""
        pair, self._pair = self._pair, None
        if pair is None:
            return 1
        soon = pair[0].elapsed() <= QGuiApplication.styleHints().mouseDoubleClickInterval()
        return 3 if soon and (point - pair[1]).manhattanLength() < 10 else 1

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        board = self.current
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and board is not None and self.wheeled is not None:
            x, y = self.to_board(board, event.position())
            if self.wheeled(x, y, 1.0015 ** turn.y()):
                event.accept()
                return
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            by = turn.y() or turn.x()
            self.zoom_to(self.zoom * 1.0015**by, event.position())
        else:
            delta = event.pixelDelta() if not event.pixelDelta().isNull() else turn / 2
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                delta = delta.transposed()
            self.scroll_to(self.origin + QPointF(delta))
        event.accept()

    def _held(self, event: QMouseEvent) -> Held:
        """The modifiers, and Space while something is drawn."""
        return held(event, self._space)

    def hold_space(self, on: bool) -> None:
        """Space held: the hand, whatever the tool."""
        self._space = on
        if on and self._pressed:
            return  # what is being drawn moves along
        if on:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._restore_cursor()

    def _hover(self, board: Board, x: float, y: float) -> None:
        if self._space:
            return
        shape = self.cursor_shape
        if shape is None and self.guides is not None and self._pointer is not None:
            shape = self.guides.shape(self._pointer)
        if shape is None and board.name == self.active and (chosen := self.chosen_on(board)):
            whole, turn = around(target.box for target in chosen), turn_of(chosen)
            handle = handle_at(whole, x, y, 6 / (self.percent(board) * board.unit), turn)
            if handle in _ROUND:
                handle = _ROUND[(_ROUND.index(handle) + round(turn / 45)) % 8]
            shape = _CURSORS.get(handle)
        self.setCursor(QCursor(shape) if shape is not None else QCursor(Qt.CursorShape.ArrowCursor))

    def _restore_cursor(self) -> None:
        self.setCursor(self.cursor_shape if self.cursor_shape is not None else Qt.CursorShape.ArrowCursor)


_ROUND = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
_CURSORS = {
    "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor, "w": Qt.CursorShape.SizeHorCursor,
    "turn": Qt.CursorShape.CrossCursor,
}  # fmt: skip


_FREE, _SPACE = Held(), Held(space=True)
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def held(event: QMouseEvent, space: bool = False) -> Held:
    keys = event.modifiers()
    if not keys:
        return _SPACE if space else _FREE
    return Held(shift=bool(keys & _SHIFT), alt=bool(keys & _ALT), ctrl=bool(keys & _CTRL), space=space)
