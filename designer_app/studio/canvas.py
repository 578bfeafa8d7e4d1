"""The canvas: artboards with the engine's own pixels, overlays above them, and the pointer handed to tools."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer_app.editor.rails import columns, guides
from designer_app.editor.tools import Answer, Held, handle_at
from designer_app.scene.geometry import around
from designer_app.studio import theme
from designer_app.studio.boards import RULER, Board, Boards
from designer_app.studio.lifting import Dragged, drawn_by, selected
from designer_app.studio.overlay import draw_overlay
from designer_app.studio.rulers import draw_rulers
from designer_app.studio.typing_input import input_query, take_input

if TYPE_CHECKING:
    from designer_app.studio.guides import Guides
    from designer_app.studio.rendering import Made
    from designer_app.studio.typing import TypingTool


class Canvas(QWidget, Boards):
    """Shows boards; tells what the pointer does. It knows nothing of documents: the window gives it boards and the
    selection, and answers its signals."""

    asked = Signal(str)  # a board needs pixels of its present scale
    pressed = Signal(str, float, float, object)
    moved = Signal(str, float, float, object)
    released = Signal(str, float, float, object)
    doubled = Signal(str, float, float)
    context = Signal(str, float, float, object)
    hovered = Signal(str, float, float)
    hovering = Signal(str, float, float, object)
    chosen = Signal(str)  # a board was made the active one
    dropped = Signal(str, float, float, object)
    zoomed = Signal(float)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begin()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName("Canvas")
        self.setMinimumSize(200, 150)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.answer = Answer()
        self.dragged: Dragged | None = None
        self._inked = QRegion()  # what the overlays of the present answer took
        self.editing: Callable[[QPainter, Board], None] | None = None
        self.painted: Callable[[], None] | None = None  # called when a paint event ends: for measuring
        self.ready = False  # shown once: before, nobody knows at what size pixels are wanted
        self.keyed: Callable[[QKeyEvent], bool] | None = None  # hears keys first
        self.cursor_shape: Qt.CursorShape | None = None
        self.wheeled: Callable[[float, float, float], bool] | None = None  # a tool's own use of the wheel
        self.guides: Guides | None = None
        self.bare = False  # a tool works inside the selection: neither its outline nor its handles are drawn
        self.text: TypingTool | None = None  # where input methods go
        self._pair: tuple[QElapsedTimer, QPointF] | None = None  # the last double click: a third makes three
        self._panning: QPointF | None = None
        self._space = False
        self._pressed = ""
        self._pointer: QPointF | None = None

    def select(self, layers: tuple[str, ...]) -> None:
        """Other layers outlined, on all boards."""
        if layers == self.selection:
            return
        region = QRegion()
        for names in (self.selection, layers):
            self.selection = names
            for board in self.boards:
                region += selected(self, board)
        self.update(region)

    # Pixels

    def take(self, made: Made) -> None:
        """New pixels of a board: painted where they differ from those that it showed."""
        board = self.board(made.wish.board)
        if board is None:
            return
        waited, board.waiting = board.waiting, False
        region = chosen = selected(self, board)
        rails = _rails(board)
        if made.board is not None:
            board.built = made.board
        if (now := selected(self, board)) != chosen:
            region = region + now + self.ruler_region()  # whose bands show how far it reaches
        if made.image is not None:
            part = made.wish.part
            same = board.image is made.before is not None and board.image_scale == made.wish.scale
            board.image, board.image_scale = made.image, made.wish.scale
            board.offset = (part[0], part[1]) if part else (0, 0)
            dragged = self.dragged
            if dragged is not None and dragged.ended and dragged.lift.cut.board == board.name:
                self.dragged, same = None, False
            if (
                same
                and not waited
                and rails == _rails(board)
                and abs(board.image_scale - self.wanted_scale(board)) < 1e-9
            ):
                region += self._bands(board, made.changed)
            else:
                region += self.place(board).adjusted(-8, -28, 8, 8).toAlignedRect()
        if made.faults:
            region += self.place(board).toAlignedRect()
        self.update(region)

    def _bands(self, board: Board, bands: tuple[tuple[int, int, int, int], ...]) -> QRegion:
        """Parts of a board, given in device px of its picture, on the widget."""
        place, ratio = self.place(board), self.devicePixelRatioF()
        region = QRegion()
        for x0, y0, x1, y1 in bands:
            rect = QRectF(
                place.x() + x0 / ratio, place.y() + y0 / ratio, (x1 - x0) / ratio, (y1 - y0) / ratio
            )
            region += rect.toAlignedRect()
        return region

    def show_answer(self, answer: Answer) -> None:
        """Overlays and moved pictures of a gesture's step; only what they change is painted."""
        board = self.current
        if board is None:
            return
        region = QRegion(self._inked)
        if self._inked.isEmpty():
            region += selected(self, board, self.answer.shift or (0.0, 0.0))
        dragged = self.dragged
        if dragged is not None:
            region += dragged.rect(self, board)
            if answer.shift is not None:
                dragged.shift = answer.shift
            region += dragged.rect(self, board)
        self.answer = answer
        self._inked = drawn_by(self, board, answer)
        if len(self.selection) > 1 or answer.box is None:
            self._inked += selected(self, board, answer.shift or (0.0, 0.0))
        region += self._inked
        whole = region.boundingRect()
        if region.rectCount() > 1 and _area(whole) < 1.5 * sum(map(_area, region)):
            self.update(whole)  # Qt copies pictures faster into one rectangle than into several
        else:
            self.update(region)

    def end_answer(self) -> None:
        """The gesture is over: overlays as the selection wants them."""
        self.answer = Answer()
        self._inked = QRegion()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        if not self.ready:
            self.ready = True
            self._view_changed()
        super().showEvent(event)

    def _view_changed(self) -> None:
        if not self.ready:
            return
        for board in self.boards:
            part = self.seen(board)
            if (
                board.image is None
                or abs(board.image_scale - self.wanted_scale(board)) > 1e-9
                or part is not None
                or self.partial(board)
            ):
                board.waiting = True
                self.asked.emit(board.name)
        self.zoomed.emit(self.zoom)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        part = event.rect()
        dress = theme.current()
        lift = self.dragged.lift.cut if self.dragged is not None else None
        partly = lift.board if lift is not None and lift.part is not None else ""
        if not any(
            _covers(board, self.place(board), QRectF(part)) for board in self.boards if board.name != partly
        ):
            painter.fillRect(part, dress.colour("canvas"))
        for board in self.boards:
            if self.place(board).intersects(QRectF(part)):
                self._paint_board(painter, board)
        if self.shown.overlays:
            for board in self.boards:
                draw_overlay(painter, self, board, part)
            ruled = self.shown.rulers and self.current is not None
            if ruled and event.region().intersects(self.ruler_region()) and self.current is not None:
                draw_rulers(painter, self, self.current)
        painter.end()
        if self.painted is not None:
            self.painted()

    def ruler_region(self) -> QRegion:
        """Where the rulers are."""
        return QRegion(0, 0, self.width(), RULER + 1) + QRegion(0, 0, RULER + 1, self.height())

    def rect_of_widget(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height())

    def _paint_board(self, painter: QPainter, board: Board) -> None:
        rect = self.place(board)
        if not rect.intersects(self.rect_of_widget()):
            return
        dragged = self.dragged
        if dragged is not None and dragged.lift.cut.board == board.name:
            dragged.draw(painter, self, board)
        elif board.image is None:
            painter.fillRect(rect, theme.current().colour("mat"))
        else:
            ratio = self.devicePixelRatioF()
            width, height = board.image.width(), board.image.height()
            if abs(board.image_scale - self.wanted_scale(board)) < 1e-9:  # settled: pixel for pixel
                at = QRectF(
                    rect.x() + board.offset[0] / ratio,
                    rect.y() + board.offset[1] / ratio,
                    width / ratio,
                    height / ratio,
                )
                painter.drawImage(at, board.image, QRectF(0, 0, width, height))
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                k = self.percent(board) / board.image_scale
                at = QRectF(
                    rect.x() + board.offset[0] * k, rect.y() + board.offset[1] * k, width * k, height * k
                )
                painter.drawImage(at, board.image, QRectF(0, 0, width, height))
        if board.waiting:
            painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 2), theme.current().colour("acc"))
        if board.name in self.dimmed:
            veil = theme.current().colour("canvas")
            veil.setAlpha(102)  # 60 % of the board is left
            painter.fillRect(rect, veil)
        if self.editing is not None and board.name == self.active:
            self.editing(painter, board)

    # Events

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
            self.pressed.emit(
                board.name, x, y, msgspec.structs.replace(self._held(event), clicks=self._clicks(point))
            )

    def _picks(self, board: Board, point: QPointF) -> bool:
        """Whether a press with Shift means this board: on its label, or on a layer that is selected already."""
        if point.y() < self.place(board).top():
            return True
        x, y = self.to_board(board, point)
        return any(t.box.x0 <= x <= t.box.x1 and t.box.y0 <= y <= t.box.y1 for t in self.chosen_on(board))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._panning is not None:
            self.origin = point - self._panning
            self._fitted = False
            self._view_changed() if any(
                self.seen(b) or self.partial(b) for b in self.boards
            ) else self.update()
            return
        if self.guides is not None and self.guides.pulling:
            self.guides.move(point, held(event).ctrl)
            return
        self._pointer = point
        board = self.board(self._pressed) or self.board_at(point)
        if board is None:
            return
        x, y = self.to_board(board, point)
        if self._pressed:
            self.moved.emit(self._pressed, x, y, self._held(event))
        else:
            self._hover(board, x, y)
            self.hovered.emit(board.name, x, y)
            self.hovering.emit(board.name, x, y, held(event))

    def rehover(self, keys: Held) -> None:
        """A modifier went down or up while the pointer rests."""
        board = self.board_at(self._pointer) if self._pointer is not None else None
        if board is not None and self._pointer is not None and not self._pressed:
            self.hovering.emit(board.name, *self.to_board(board, self._pointer), keys)

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
            self.released.emit(board.name, x, y, self._held(event))

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
        self.doubled.emit(board.name, x, y)

    def _clicks(self, point: QPointF) -> int:
        """3 for a press soon after a double click and at its place, else 1."""
        pair, self._pair = self._pair, None
        if pair is None:
            return 1
        soon = pair[0].elapsed() <= QGuiApplication.styleHints().mouseDoubleClickInterval()
        return 3 if soon and (point - pair[1]).manhattanLength() < 10 else 1

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
            self.origin = self.origin + QPointF(delta)
            self._fitted = False
            self._view_changed() if any(
                self.seen(b) or self.partial(b) for b in self.boards
            ) else self.update()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self.keyed is not None and self.keyed(event):
            return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_to(self.zoom * (1 + event.value()), event.position())
            return True
        return bool(super().event(event))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.lay_again()
        self.resized.emit()

    def lay_again(self) -> None:
        if self._fitted:
            self.fit()
        elif self.mode == "wall":
            self.lay()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._places.clear()
            self._view_changed()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if (
            data.hasUrls()
            or data.hasImage()
            or data.hasText()
            or data.hasFormat("application/x-designer-asset")
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        board = self.board_at(event.position())
        if board is not None:
            x, y = self.to_board(board, event.position())
            self.dropped.emit(board.name, x, y, event.mimeData())
            event.acceptProposedAction()

    def sizeHint(self) -> QSize:
        return QSize(800, 600)

    def _hover(self, board: Board, x: float, y: float) -> None:
        if self._space:
            return
        shape = self.cursor_shape
        if shape is None and self.guides is not None and self._pointer is not None:
            shape = self.guides.shape(self._pointer)
        if shape is None and board.name == self.active and (chosen := self.chosen_on(board)):
            whole = around(target.box for target in chosen)
            shape = _CURSORS.get(handle_at(whole, x, y, 6 / (self.percent(board) * board.unit)))
        self.setCursor(QCursor(shape) if shape is not None else QCursor(Qt.CursorShape.ArrowCursor))

    def _restore_cursor(self) -> None:
        self.setCursor(self.cursor_shape if self.cursor_shape is not None else Qt.CursorShape.ArrowCursor)


_CURSORS = {
    "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor, "w": Qt.CursorShape.SizeHorCursor,
    "turn": Qt.CursorShape.CrossCursor,
}  # fmt: skip


_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def held(event: QMouseEvent, space: bool = False) -> Held:
    keys = event.modifiers()
    if keys == Qt.KeyboardModifier.NoModifier:
        return Held(space=space)
    return Held(shift=bool(keys & _SHIFT), alt=bool(keys & _ALT), ctrl=bool(keys & _CTRL), space=space)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()


def _covers(board: Board, place: QRectF, part: QRectF) -> bool:
    """Whether nothing of the canvas shows through a board in a part of the widget."""
    return board.image is not None and not board.image.hasAlphaChannel() and place.contains(part)


def _rails(board: Board) -> object:
    """The lines drawn over a whole board."""
    return (guides(board.built), columns(board.built)) if board.built is not None else None
