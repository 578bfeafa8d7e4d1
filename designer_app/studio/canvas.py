"""The canvas: artboards with the engine's own pixels, overlays above them, and the pointer handed to tools."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer_app.editor.rails import columns, guides
from designer_app.editor.tools import Answer
from designer_app.studio.boards import RULER, Board
from designer_app.studio.canvas_paint import CanvasPaint
from designer_app.studio.dropping import ASSET
from designer_app.studio.ink import NOWHERE, Bounds, Ink, changed, region
from designer_app.studio.lifting import Dragged
from designer_app.studio.overlay import gesture_ink
from designer_app.studio.pinch import Pinch
from designer_app.studio.pointer import PointedBoards
from designer_app.studio.typing_input import input_query, take_input

if TYPE_CHECKING:
    from designer_app.studio.rendering import Made
    from designer_app.studio.typing import TypingTool

_IDLE = Answer()
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEAVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MANY = 16  # rectangles, each painted by itself; more are painted as one


class Canvas(PointedBoards):
    """Shows boards; tells what the pointer does. It knows nothing of documents: the window gives it boards and the
    selection, and answers its signals."""

    asked = Signal(str)  # a board needs pixels of its present scale
    dropped = Signal(str, float, float, object)
    zoomed = Signal(float)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName("Canvas")
        self.setMinimumSize(200, 150)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.answer = Answer()
        self.dragged: Dragged | None = None
        self._parts: list[Bounds] = []  # to be painted next, one by one, and together
        self._fresh = QRegion()
        self.draw = CanvasPaint(self).draw
        self._inks: dict[str, tuple[tuple[object, ...], Ink]] = {}
        self.editing: Callable[[QPainter, Board], None] | None = None
        self.painted: Callable[[], None] | None = None  # called when a paint event ends: for measuring
        self.ready = False  # shown once: before, nobody knows at what size pixels are wanted
        self.keyed: Callable[[QKeyEvent], bool] | None = None  # hears keys first
        # what a drop at a point of the active board would do
        self.carried: Callable[[QMimeData, float, float], Answer] = lambda data, x, y: _IDLE
        self.bare = False  # a tool works inside the selection: neither its outline nor its handles are drawn

    def select(self, layers: tuple[str, ...]) -> None:
        """Other layers outlined, on all boards."""
        if layers == self.selection:
            return
        changes = QRegion()
        for names in (self.selection, layers):
            self.selection = names
            for board in self.boards:
                changes += region(self.ink(board).body)
        self.update(changes + self.ruler_region())  # whose bands show how far the selection reaches

    # Pixels

    def take(self, made: Made) -> None:
        """New pixels of a board: painted where they differ from those that it showed."""
        board = self.board(made.wish.board)
        if board is None:
            return
        waited, board.waiting = board.waiting, False
        body = self.ink(board).body
        changes = region(body)
        rails = _rails(board)
        dragged = self.dragged_on(board)
        if made.board is not None and (dragged is None or dragged.ended):
            board.built = made.board  # else a preview, which the running drag's shift is already in
        if (now := self.ink(board).body) != body:
            changes = changes + region(now) + self.ruler_region()  # whose bands show how far it reaches
        if made.image is not None:
            part = made.wish.part
            same = board.image is made.before is not None and board.image_scale == made.wish.scale
            board.image, board.image_scale = made.image, made.wish.scale
            board.offset = (part[0], part[1]) if part else (0, 0)
            if dragged is not None and dragged.ended:
                self.dragged, same = None, False
            if same and not waited and rails == _rails(board) and self.sharp(board):
                changes += self._bands(board, made.changed)
            else:
                changes += self.place(board).adjusted(-8, -28, 8, 8).toAlignedRect()
        if made.faults:
            changes += self.place(board).toAlignedRect()
        self.update(changes)

    def dragged_on(self, board: Board) -> Dragged | None:
        """The pictures of a drag on this board."""
        return self.dragged if self.dragged and self.dragged.lift.cut.board == board.name else None

    def _bands(self, board: Board, bands: tuple[tuple[int, int, int, int], ...]) -> QRegion:
        """Parts of a board, given in device px of its picture, on the widget."""
        place, ratio = self.place(board), self.devicePixelRatioF()
        changes = QRegion()
        for x0, y0, x1, y1 in bands:
            rect = QRectF(
                place.x() + x0 / ratio, place.y() + y0 / ratio, (x1 - x0) / ratio, (y1 - y0) / ratio
            )
            changes += rect.toAlignedRect()
        return changes

    def show_answer(self, answer: Answer) -> None:
        """Overlays and moved pictures of a gesture's step; only what they change is painted."""
        board = self.current
        if board is None:
            return
        before, dragged = self.ink(board), self.dragged
        self.answer = answer
        was = now = NOWHERE
        if dragged is not None:
            was = now = dragged.bounds(self, board)
            if answer.shift is not None:
                dragged.shift = answer.shift
                now = dragged.bounds(self, board)
        room = (0, 0, self.width(), self.height())
        for part in changed(before, self.ink(board), was, now, room):
            self._parts.append(part)
            self._fresh += QRect(part[0], part[1], part[2] - part[0], part[3] - part[1])
        self.update(self._fresh)

    def ink(self, board: Board) -> Ink:
        """What the selection and the gesture that runs draw over a board now."""
        answer = self.answer if board.name == self.active else _IDLE
        mapping, held = (
            self.mapping(board),
            (board.name == self.active, self.bare, self.editing is None, bool(board.faults)),
        )
        known = self._inks.get(board.name)
        if known is not None:
            old, ink = known
            if old[0] is answer and old[1] is mapping and old[2] is self.selection and old[3] == held:
                return ink
        ink = gesture_ink(self, board, answer)
        self._inks[board.name] = (answer, mapping, self.selection, held), ink
        return ink

    def end_answer(self) -> None:
        """The gesture is over: overlays as the selection wants them."""
        self.answer = Answer()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        if not self.ready:
            self.ready = True
            self._pinch = Pinch(self)
            self._view_changed()
        super().showEvent(event)

    def _view_changed(self) -> None:
        if not self.ready:
            return
        for board in self.boards:
            part = self.seen(board)
            if board.image is None or not self.sharp(board) or part is not None or self.partial(board):
                board.waiting = True
                self.asked.emit(board.name)
        self.zoomed.emit(self.zoom)
        self.update()

    def _scrolled(self) -> None:
        if self.dragged is not None or any(self.seen(b) or self.partial(b) for b in self.boards):
            self._view_changed()
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        asked, parts = event.region(), self._parts
        if not parts or not asked.subtracted(self._fresh).isEmpty():  # more than the gesture's step
            parts = [
                (rect.x(), rect.y(), rect.x() + rect.width(), rect.y() + rect.height())
                for rect in (asked if asked.rectCount() < _MANY else (event.rect(),))
            ]
        self._parts, self._fresh = [], QRegion()
        painter = QPainter(self)
        self.draw(painter, parts)
        painter.end()
        if self.painted is not None:
            self.painted()

    def ruler_region(self) -> QRegion:
        """Where the rulers are."""
        return QRegion(0, 0, self.width(), RULER + 1) + QRegion(0, 0, RULER + 1, self.height())

    def selection_on_screen(self) -> QRect | None:
        """Where the selected layers of the active board are, in px of the screen; None where nothing is selected."""
        board = self.current
        if board is None or board.built is None:
            return None
        boxes = [target.box for target in board.built.targets if target.layer in self.selection]
        if not boxes:
            return None
        left, top, k = self.mapping(board)
        x0, y0 = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
        x1, y1 = max(box.x1 for box in boxes), max(box.y1 for box in boxes)
        shown = QRectF(left + x0 * k, top + y0 * k, (x1 - x0) * k, (y1 - y0) * k) & self.rect_of_widget()
        return QRect(self.mapToGlobal(shown.topLeft().toPoint()), shown.size().toSize())

    def rect_of_widget(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.text is not None:
            self.text.flush()  # another field may say something about the same text
        super().focusOutEvent(event)

    # Input methods

    def take_text(self, tool: TypingTool | None) -> None:
        """Hand what input methods compose to a text that is being typed in, or to none."""
        self.text = tool
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, tool is not None)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.text is not None:
            take_input(self.text, event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        found = input_query(self.text, query) if self.text is not None else None
        return found if found is not None else super().inputMethodQuery(query)

    # Keys: by these doors and not by ``event``, which every event would have to pass

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keyed is not None and self.keyed(event):
            return
        if event.key() in _TABS and not event.modifiers() & _LEAVING:
            super().focusNextPrevChild(event.key() == Qt.Key.Key_Tab and not event.modifiers() & _SHIFT)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.keyed is None or not self.keyed(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab is asked about here first; it is heard as every other key is."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._moved()
        self.lay_again()
        self.resized.emit()

    def lay_again(self) -> None:
        if self._fitted:
            self.fit()
        elif self.mode == "wall":
            self.lay()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._moved()
            self._view_changed()
        super().changeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self._pressed:
            self.hand.left()
        super().leaveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() or data.hasImage() or data.hasText() or data.hasFormat(ASSET):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        board = self.board_at(event.position())
        if board is None:
            self.end_answer()
            event.ignore()
            return
        if board.name != self.active:
            self.activate(board, keep=False)
            self.chosen.emit(board.name)
        answer = self.carried(event.mimeData(), *self.to_board(board, event.position()))
        if answer != self.answer:
            self.show_answer(answer)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.end_answer()

    def dropEvent(self, event: QDropEvent) -> None:
        self.end_answer()
        board = self.board_at(event.position())
        if board is not None:
            x, y = self.to_board(board, event.position())
            self.dropped.emit(board.name, x, y, event.mimeData())
            event.acceptProposedAction()

    def sizeHint(self) -> QSize:
        return QSize(800, 600)


def _rails(board: Board) -> object:
    """The lines drawn over a whole board."""
    return (guides(board.built), columns(board.built)) if board.built is not None else None
