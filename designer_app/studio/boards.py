"""Where artboards stand on the canvas: boards, zoom, what is fitted, and the way from points of the widget to points of a
board and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage

from designer_app.design.sizes import Size
from designer_app.editor.artboard import Artboard
from designer_app.editor.hits import Target
from designer_app.editor.wall import in_a_row, packed
from designer_app.errors import Finding

RULER = 20
_ROOM = 40  # px around what is fitted
_QUICK = 4_000_000  # px up to which an edit repaints the whole board at once
_LARGEST = 24_000_000  # px of one board's picture; above that only what is seen is painted


@dataclass
class Board:
    """One artboard on the canvas: what it shows, where it stands (px at zoom 1), what the engine made of it."""

    name: str
    size: Size
    title: str
    page: int = 1
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    built: Artboard | None = None
    image: QImage | None = None
    image_scale: float = 0.0  # device px for one px of the output
    offset: tuple[int, int] = (0, 0)
    waiting: bool = True
    findings: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    slot: str = ""  # that the first fault is about, as people call it
    marks: str = ""  # scopes with deviations here: C, S, R

    @property
    def unit(self) -> float:
        return self.built.unit if self.built is not None else 1.0


@dataclass
class Shown:
    """What of helps and overlays is shown."""

    rulers: bool = True
    grid: bool = False
    safe: bool = False
    platform: bool = False  # what the platform's own interface hides
    overlays: bool = True


class Boards:
    """The view of a canvas, as a part of a widget: that gives width, height and pixel ratio, and hears of boards that stand
    elsewhere (``_scrolled``) or at another scale (``_view_changed``)."""

    boards: list[Board]
    active: str
    mode: str
    shown: Shown
    selection: tuple[str, ...]

    def begin(self) -> None:
        """Nothing shown yet."""
        self._places: dict[str, QRectF] = {}  # until something moves
        self._mappings: dict[str, tuple[Artboard | None, tuple[float, float, float]]] = {}
        self._chosen: dict[str, tuple[Artboard, tuple[str, ...], list[Target]]] = {}
        self.boards, self.active, self.mode = [], "", "wall"
        self.zoom, self.origin = 1.0, QPointF(0, 0)
        self.shown, self.selection = Shown(), ()
        self.picked: set[str] = set()  # boards that edits go to besides the active one
        self.dimmed: frozenset[str] = frozenset()  # boards that the switch leaves alone
        self._fitted = True

    @property
    def zoom(self) -> float:
        return self._zoom

    @zoom.setter
    def zoom(self, value: float) -> None:
        self._zoom = value
        self._moved()

    @property
    def origin(self) -> QPointF:
        return self._origin

    @origin.setter
    def origin(self, value: QPointF) -> None:
        self._origin = value
        self._moved()

    def _moved(self) -> None:
        """Boards stand elsewhere, or are others."""
        self._places.clear()
        self._mappings.clear()

    # Boards

    def show_boards(self, boards: list[Board], mode: str) -> None:
        """Other boards; pixels of those that stay are kept."""
        old = {board.name: board for board in self.boards}
        for board in boards:
            if (was := old.get(board.name)) is not None:
                board.built, board.image, board.image_scale = was.built, was.image, was.image_scale
                board.offset, board.findings, board.faults = was.offset, was.findings, was.faults
        self._moved()
        self.boards, self.mode = boards, mode
        names = {b.name for b in boards}
        if self.active not in names:
            self.active = boards[0].name if boards else ""
        self.picked &= names - {self.active}
        self.fit()

    def board(self, name: str) -> Board | None:
        return next((b for b in self.boards if b.name == name), None)

    @property
    def current(self) -> Board | None:
        return self.board(self.active)

    @property
    def edited(self) -> list[Board]:
        """The boards that an edit of a size or class goes to, the active one first."""
        return sorted(
            (b for b in self.boards if b.name == self.active or b.name in self.picked),
            key=lambda b: b.name != self.active,
        )

    def activate(self, board: Board, *, keep: bool) -> None:
        """Make a board the active one; a picked one keeps the others picked, and so does ``keep``."""
        if board.name in self.picked or keep:
            self.picked = (self.picked | {self.active}) - {board.name}
        else:
            self.picked.clear()
        self.active = board.name

    def pick(self, board: Board) -> None:
        """Take a board to those that are edited together, or out of them."""
        if board.name != self.active:
            self.picked ^= {board.name}

    def lay(self) -> None:
        """Put the boards where the mode says."""
        self._moved()
        sizes = [(b.size.width, b.size.height) for b in self.boards]
        if self.mode == "wall":
            room = self._room()
            stands = packed(sizes, room.width(), room.height())
        else:
            stands = in_a_row(sizes)
        for board, stand in zip(self.boards, stands, strict=True):
            board.x, board.y, board.scale = stand.x, stand.y, stand.scale

    def fit(self, names: tuple[str, ...] = ()) -> None:
        """All boards, or some, as large as the room allows."""
        self._fitted = not names
        self.lay()
        chosen = [b for b in self.boards if not names or b.name in names]
        if not chosen:
            return
        room = self._room()
        left, top = min(b.x for b in chosen), min(b.y for b in chosen) - 24
        right = max(b.x + b.size.width * b.scale for b in chosen)
        bottom = max(b.y + b.size.height * b.scale for b in chosen)
        self.zoom = min(room.width() / max(1, right - left), room.height() / max(1, bottom - top))
        if self.mode != "wall":
            self.zoom = min(self.zoom, 1.0)
        self.zoom = max(0.01, self.zoom)
        self.origin = QPointF(
            room.center().x() - (left + right) / 2 * self.zoom,
            room.center().y() - (top + bottom) / 2 * self.zoom,
        )
        self._view_changed()

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Another zoom; the point under ``at`` (default: the middle) stays where it is."""
        at = at or self._room().center()
        zoom = max(0.01, min(64.0, zoom))
        self.origin = at - (at - self.origin) * (zoom / self.zoom)
        self.zoom = zoom
        self._fitted = False
        self._view_changed()

    def scroll_to(self, origin: QPointF) -> None:
        """The same zoom elsewhere."""
        self.origin = origin
        self._fitted = False
        self._scrolled()

    def show_box(self, board: Board, x0: float, y0: float, x1: float, y1: float) -> None:
        """Zoom to a part of a board, given in px of the artboard."""
        room = self._room()
        k = board.unit * board.scale
        width, height = max(1e-6, (x1 - x0) * k), max(1e-6, (y1 - y0) * k)
        self.zoom = max(0.01, min(16.0, 0.8 * min(room.width() / width, room.height() / height)))
        cx, cy = board.x + (x0 + x1) / 2 * k, board.y + (y0 + y1) / 2 * k
        self.origin = QPointF(room.center().x() - cx * self.zoom, room.center().y() - cy * self.zoom)
        self._fitted = False
        self._view_changed()

    def reveal(self, board: Board, layer: str) -> None:
        """Bring a layer into view where it isn't."""
        boxes = [t.box for t in board.built.targets if t.layer == layer] if board.built is not None else []
        view = self.rect_of_view()
        for box in boxes[:1]:
            rect = QRectF(
                self.from_board(board, box.x0, box.y0), self.from_board(board, box.x1, box.y1)
            ).intersected(self.place(board))
            if not view.contains(rect.center()):
                self.fit((board.name,))

    def percent(self, board: Board) -> float:
        """The board's scale on the screen: 1 = one pixel of the file on one pixel of the screen."""
        return board.scale * self.zoom

    def wanted_scale(self, board: Board) -> float:
        """Device px for one px of the output that the board needs now."""
        return board.scale * self.zoom * self.devicePixelRatioF()

    def sharp(self, board: Board) -> bool:
        """Whether the board's picture is of the scale that it needs now."""
        return abs(board.image_scale - self.wanted_scale(board)) < 1e-9

    def place(self, board: Board) -> QRectF:
        """Where the board is on the widget, on whole device pixels. Not to be changed."""
        known = self._places.get(board.name)
        if known is not None:
            return known
        ratio = self.devicePixelRatioF()
        x = math.floor((self.origin.x() + board.x * self.zoom) * ratio + 0.5) / ratio
        y = math.floor((self.origin.y() + board.y * self.zoom) * ratio + 0.5) / ratio
        k = self.percent(board)
        found = self._places[board.name] = QRectF(x, y, board.size.width * k, board.size.height * k)
        return found

    def label_rect(self, board: Board) -> QRect:
        """Where the board's label and badge stand: above it."""
        place = self.place(board)
        return QRectF(place.left() - 8, place.top() - 28, max(40.0, place.width()) + 84, 29).toAlignedRect()

    def near(self, board: Board) -> tuple[int, int, int, int] | None:
        """The part of a large board that is in view, in device px: what an edit shows at once. None = the whole."""
        return self._part(board, _QUICK)

    def seen(self, board: Board) -> tuple[int, int, int, int] | None:
        """The part that must be painted, in device px of the board; None = the whole."""
        return self._part(board, _LARGEST)

    def partial(self, board: Board) -> bool:
        """Whether the board's picture is only a part of it, though the whole would do."""
        image = board.image
        if image is None or self.seen(board) is not None:
            return False
        wide = math.floor(board.size.width * board.image_scale + 0.5)
        return image.width() < wide or image.height() < math.floor(
            board.size.height * board.image_scale + 0.5
        )

    def _part(self, board: Board, most: int) -> tuple[int, int, int, int] | None:
        """What is in view of a board of more than ``most`` px."""
        scale = self.wanted_scale(board)
        if board.size.width * scale * board.size.height * scale <= most:
            return None
        ratio = self.devicePixelRatioF()
        rect, view = self.place(board), QRectF(self.rect_of_view())
        part = rect.intersected(view).translated(-rect.topLeft())
        if part.isEmpty():
            return (0, 0, 1, 1)
        return (
            math.floor(part.left() * ratio), math.floor(part.top() * ratio),
            math.ceil(part.right() * ratio), math.ceil(part.bottom() * ratio),
        )  # fmt: skip

    def rect_of_view(self) -> QRectF:
        edge = RULER if self.shown.rulers else 0
        return QRectF(edge, edge, self.width() - edge, self.height() - edge)

    def _room(self) -> QRectF:
        return self.rect_of_view().adjusted(_ROOM, _ROOM / 2, -_ROOM, -_ROOM)

    # Points

    def board_at(self, point: QPointF) -> Board | None:
        """The board under a point; else the active one."""
        for board in reversed(self.boards):
            if self.place(board).adjusted(-4, -22, 4, 4).contains(point):
                return board
        return self.current

    def to_board(self, board: Board, point: QPointF) -> tuple[float, float]:
        """A point of the widget in px of the artboard."""
        left, top, k = self.mapping(board)
        return (point.x() - left) / k, (point.y() - top) / k

    def from_board(self, board: Board, x: float, y: float) -> QPointF:
        left, top, k = self.mapping(board)
        return QPointF(left + x * k, top + y * k)

    def mapping(self, board: Board) -> tuple[float, float, float]:
        """Where the artboard's origin is on the widget, and px of the widget for one px of the artboard. The same object
        as long as the view and what was built are the same."""
        known = self._mappings.get(board.name)
        if known is None or known[0] is not board.built:
            rect = self.place(board)
            found = rect.x(), rect.y(), board.scale * self._zoom * board.unit
            known = self._mappings[board.name] = board.built, found
        return known[1]

    def chosen_on(self, board: Board) -> list[Target]:
        """Where the selected layers stand on a board. Not to be changed."""
        built = board.built
        if built is None or not self.selection:
            return []
        known = self._chosen.get(board.name)
        if known is None or known[0] is not built or known[1] is not self.selection:
            found = [target for target in built.targets if target.layer in self.selection]
            known = self._chosen[board.name] = (built, self.selection, found)
        return known[2]
