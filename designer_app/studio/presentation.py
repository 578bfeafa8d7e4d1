"""Presentation: the work as people will meet it, over the whole window: plain, in a phone, in a profile's grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from designer_app.design.sizes import Size
from designer_app.editor.artboard import View
from designer_app.studio import theme
from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.mockups import Shown, draw_grid, draw_phone, draw_plain, phone_of, picture_in, tiles
from designer_app.studio.parts import Segments, label, row, tool, upright
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.words import tr

MODES = ("plain", "phone", "grid")
_GROUND = "#101113"  # in both themes: the work alone is lit
_TILES = 12


@dataclass
class _Shot:
    """A picture asked for: what it is of, and its pixels once they came."""

    view: View
    scale: float = 0.0
    image: QImage | None = None


class Presentation(QWidget):
    """``ended`` is called when it closes. ←/→ other sizes or pages, ↑/↓ other rows, 1 2 3 the mode, Esc out."""

    def __init__(self, window: QWidget, desk: Desk, ended: Callable[[], None], mode: str = "plain") -> None:
        super().__init__(window)
        self._desk, self._ended = desk, ended
        self.mode = mode
        self._boards = [b for b in desk.canvas.boards if not b.faults]
        names = [b.name for b in self._boards]
        self._at = names.index(desk.canvas.active) if desk.canvas.active in names else 0
        self._row = desk.row
        self._shots: dict[str, _Shot] = {}
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Presentation"))
        self._bar = self._made_bar()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._ask()

    # What it shows

    @property
    def board(self) -> Board:
        return self._boards[self._at]

    @property
    def settled(self) -> bool:
        return self._renderer.settled

    def _made_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("popover")
        self.modes = Segments(
            [("plain", tr("Plain")), ("phone", tr("In a phone")), ("grid", tr("In a profile"))], self.mode
        )
        self.modes.picked.connect(self.set_mode)
        self._title = label("", "name")
        self._where = label("", "hint")
        back = tool("chevron-left", tr("Previous size"), lambda: self.step(-1))
        on = tool("chevron-right", tr("Next size"), lambda: self.step(1))
        up = tool("chevron-up", tr("Previous row"), lambda: self.step_row(-1))
        down = tool("chevron-down", tr("Next row"), lambda: self.step_row(1))
        self._rows = QWidget()
        self._rows.setLayout(row(upright(), up, self._where, down, spacing=4))
        close = tool("x", f"<b>{tr('Close')}</b>  Esc", self.close)
        bar.setLayout(
            row(
                self.modes,
                upright(),
                back,
                self._title,
                on,
                self._rows,
                upright(),
                close,
                spacing=8,
                margins=(8, 6, 8, 6),
            )
        )
        for part in bar.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return bar

    def _tell(self) -> None:
        board, rows = self.board, self._desk.rows
        self._title.setText(f"{board.title}  {board.size.width} × {board.size.height}")
        self._rows.setVisible(bool(rows))
        if rows:
            self._where.setText(tr("Row {row} of {count}", row=self._row + 1, count=len(rows)))
        self._bar.adjustSize()
        self._bar.move((self.width() - self._bar.width()) // 2, self.height() - self._bar.height() - 20)

    def set_mode(self, mode: str) -> None:
        self.mode = mode
        self.modes.set_value(mode)
        self._ask()

    def step(self, by: int) -> None:
        """Another size or page."""
        self._at = (self._at + by) % len(self._boards)
        self._ask()

    def step_row(self, by: int) -> None:
        """Another row of the table, around the ends."""
        if self._desk.rows:
            self._row = (self._row + by) % len(self._desk.rows)
            self._ask()

    # Pixels

    def _view(self, number: int) -> View:
        """The shown size with a row of the table."""
        view = self._desk.view(self.board)
        rows = self._desk.rows
        if not rows:
            return view
        found = rows[number % len(rows)]
        cells = self._desk.state.row(found.key, found.cells)
        return msgspec.structs.replace(view, row=found.key, cells=cells, lang=found.lang or view.lang)

    def _numbers(self) -> list[int]:
        """The rows shown, the present one first."""
        count = len(self._desk.rows)
        if self.mode == "grid":
            return [(self._row + n) % count for n in range(min(_TILES, count))] if count else [0]
        if self.mode == "phone" and count > 1 and not self._upright():
            return [self._row, (self._row + 1) % count]
        return [self._row]

    def _upright(self) -> bool:
        return self.board.size.width / self.board.size.height < 0.65

    def _scale(self, size: Size, first: bool) -> float:
        """Device px for one px of the output, as the mode draws it."""
        ratio = self.devicePixelRatioF()
        area = self._area()
        if self.mode == "plain":
            return picture_in(area, size.width, size.height).width() / size.width * ratio
        phone = phone_of(area)
        if self.mode == "grid":
            cell = tiles(phone)[0]
            return max(cell.width() / size.width, cell.height() / size.height) * ratio
        wide = phone.width() / size.width
        return (max(wide, phone.height() / size.height) if self._upright() else wide) * ratio

    def _ask(self) -> None:
        """Have what is shown painted at the scale it is shown at."""
        self._tell()
        template, state = self._desk.session.template, self._desk.session.state
        wanted = {}
        for place, number in enumerate(self._numbers()):
            view = self._view(number)
            scale = self._scale(self.board.size, place == 0)
            key = f"{self.board.name}·{number}·{scale:.4f}"
            wanted[key] = number
            if key not in self._shots:
                self._shots[key] = _Shot(view, scale)
                self._renderer.wish(key, template, state.rows, view, scale, first=place == 0)
        self._order = list(wanted)
        while len(self._shots) > 4 * _TILES:
            oldest = next(k for k in self._shots if k not in wanted) if len(self._shots) > len(wanted) else ""
            if not oldest:
                break
            del self._shots[oldest]
        self.update()

    def _arrived(self, made: Made) -> None:
        shot = self._shots.get(made.wish.board)
        if shot is not None and made.image is not None:
            shot.image = made.image
            self.update()

    def _meanwhile(self, place: int) -> QImage | None:
        """The canvas' own picture until the sharp one comes."""
        return (
            self.board.image
            if place == 0 and self._row == self._desk.row and self.board.offset == (0, 0)
            else None
        )

    # Painting

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(32, 28, -32, -88)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shots = [self._shots[key] for key in self._order]
        shown = Shown(
            size=self.board.size, kit=self._desk.kit, dark=theme.current().name == "dark",
            images=[s.image or self._meanwhile(place) for place, s in enumerate(shots)],
        )  # fmt: skip
        draw = {"plain": draw_plain, "phone": draw_phone, "grid": draw_grid}[self.mode]
        draw(painter, self._area(), shown)
        painter.end()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Right: lambda: self.step(1), Qt.Key.Key_Left: lambda: self.step(-1),
            Qt.Key.Key_Space: lambda: self.step(1), Qt.Key.Key_Down: lambda: self.step_row(1),
            Qt.Key.Key_Up: lambda: self.step_row(-1), Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_1: lambda: self.set_mode("plain"), Qt.Key.Key_2: lambda: self.set_mode("phone"),
            Qt.Key.Key_3: lambda: self.set_mode("grid"),
        }  # fmt: skip
        run = keys.get(event.key())
        if run is not None:
            run()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.mode == "grid":
            for place, cell in enumerate(tiles(phone_of(self._area()))):
                if cell.contains(event.position()) and place < len(self._order):
                    self._row = self._numbers()[place]
                    self.set_mode("phone")
                    return
        else:
            self.step(1 if event.position().x() > self.width() / 2 else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._ask()

    def end(self) -> None:
        """Stop its worker."""
        self._renderer.close()

    def closeEvent(self, event: object) -> None:
        self.end()
        self._ended()
        super().closeEvent(event)  # type: ignore[arg-type]
