"""What is drawn above artboards and never exported: labels, selection, handles, guides, safe areas, distances."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QTransform

from designer_app.editor.rails import columns, extent, guides
from designer_app.editor.snapping import Gap, Line
from designer_app.editor.tools import Answer, Mark
from designer_app.scene.geometry import Box, around
from designer_app.studio import theme
from designer_app.studio.board_label import draw_label
from designer_app.studio.ink import BLUE, WHITE, Drawn, Fill, Frame, Ink, Piece, Stamp, frame
from designer_app.studio.ink import around as bounds_of
from designer_app.studio.marks import draw_mark
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_GUIDE = QColor(theme.GUIDE)
_HALO, _EDGE = QPen(WHITE, 1), QPen(BLUE, 1)
_TAG_HEIGHT = 18
_HANDLE = 7  # px of the handle of a turned layer
_LONGEST = 1e5  # px: guides cross the whole canvas


def still_ink(canvas: Canvas, board: Board) -> list[Piece]:
    """The overlays of a board that stay while a gesture runs, from below to above."""
    active = board.name == canvas.active
    label = canvas.label_rect(board)
    place = canvas.place(board)
    if board.faults:
        label = label.united(place.toAlignedRect())
    found: list[Piece] = [
        Drawn(
            label.x(),
            label.y(),
            label.width(),
            label.height(),
            lambda p: draw_label(p, canvas, board, active),
        )
    ]
    if board.built is None or board.faults:
        return found
    whole = place.toAlignedRect().adjusted(-1, -1, 1, 1)
    over = whole.x(), whole.y(), whole.width(), whole.height()
    if canvas.shown.grid:
        found.append(Drawn(*over, lambda p: _grid(p, canvas, board)))
    if canvas.shown.safe:
        found.append(Drawn(*over, lambda p: _safe(p, canvas, board)))
    if canvas.shown.platform:
        found.append(Drawn(*over, lambda p: _chrome(p, canvas, board)))
    if active or not canvas.selection:
        view = _View(canvas, board)
        found += [view.line(line.axis, line.at, -_LONGEST, _LONGEST) for line in guides(board.built)]
    return found


def gesture_ink(canvas: Canvas, board: Board, answer: Answer) -> Ink:
    """The overlays of a board that the selection, the pointer and a gesture bring: outlines, handles, measures, lines."""
    if board.built is None or board.faults:
        return Ink()
    active, view = board.name == canvas.active, _View(canvas, board)
    boxes = () if canvas.bare and active else canvas.chosen_on(board)
    dx, dy = answer.shift if active and answer.shift is not None else (0.0, 0.0)
    placed = [(target.box.shift(dx, dy), target.turn) for target in boxes]
    body: list[Piece] = []
    if not active or canvas.editing is not None or not placed:
        body += [view.outline(box, turn) for box, turn in placed]
    elif len(placed) > 1:
        body += [view.outline(box, turn) for box, turn in placed]
        body += view.held(answer.box or around(box for box, _ in placed), answer.label)
    else:
        box, turn = placed[0]
        whole = answer.box or box
        if box != whole and not turn:
            body.append(view.outline(box, turn))
        body += view.held(whole, answer.label, turn)
    if not active:
        return Ink(tuple(body), (), bounds_of(body))
    body += [view.mark(mark) for mark in answer.marks]
    if answer.marquee is not None:
        body.append(view.marquee(answer.marquee))
    thin: list[Piece] = []
    for line in answer.lines:
        thin.append(view.line(line.axis, line.at, line.start, line.end))
        if line.kind in _NAMES:
            thin.append(view.name(line))
    for gap in answer.gaps:
        thin += view.gap(gap)
    return Ink(tuple(body), tuple(thin), bounds_of(body))


class _View:
    """Where px of a board's artboard are on the widget, and the pieces of ink there."""

    def __init__(self, canvas: Canvas, board: Board) -> None:
        self._canvas, self._board = canvas, board
        self._left, self._top, self._k = canvas.mapping(board)
        self._wide, self._high = canvas.width() + 10.0, canvas.height() + 10.0

    def px(self, box: Box) -> tuple[int, int, int, int]:
        """The px that the lines around a box take."""
        left, top, k = self._left, self._top, self._k
        return (
            math.floor(left + box.x0 * k), math.floor(top + box.y0 * k),
            math.floor(left + box.x1 * k), math.floor(top + box.y1 * k),
        )  # fmt: skip

    def held(self, box: Box, label: str, turn: float = 0.0) -> list[Piece]:
        """What is selected: its handles, and how large it is below them."""
        x0, y0, x1, y1 = self.px(box)
        said = label or f"{box.width:.0f} × {box.height:.0f}"
        if not turn:
            return [frame(x0, y0, x1, y1, handles=True), self.tag(x0, y1 + 6, said, theme.SIZE_LABEL)]
        turned = self.outline(box, turn, handles=True)
        sin, cos = abs(math.sin(math.radians(turn))), abs(math.cos(math.radians(turn)))
        low = math.ceil((y0 + y1 + (x1 - x0) * sin + (y1 - y0) * cos) / 2)
        return [turned, self.tag(x0, low + 6, said, theme.SIZE_LABEL)]

    def outline(self, box: Box, turn: float, *, handles: bool = False) -> Frame | Drawn:
        x0, y0, x1, y1 = self.px(box)
        if not turn:
            return frame(x0, y0, x1, y1, handles=False)
        half = math.hypot(x1 - x0, y1 - y0) / 2 + (8 if handles else 3)
        x, y, side = (
            math.floor((x0 + x1) / 2 - half),
            math.floor((y0 + y1) / 2 - half),
            math.ceil(2 * half) + 1,
        )
        return Drawn(x, y, side, side, lambda p: _turned(p, self.rect(box), turn, handles=handles))

    def line(self, axis: str, at: float, start: float, end: float) -> Fill:
        """A line of one px, no further beyond the widget than can be seen."""
        left, top, k = self._left, self._top, self._k
        if axis == "x":
            y0 = math.floor(max(-10.0, top + start * k))
            y1 = math.floor(min(self._high, top + end * k))
            return Fill(math.floor(left + at * k), y0, 1, max(0, y1 - y0 + 1), _GUIDE)
        x0 = math.floor(max(-10.0, left + start * k))
        x1 = math.floor(min(self._wide, left + end * k))
        return Fill(x0, math.floor(top + at * k), max(0, x1 - x0 + 1), 1, _GUIDE)

    def tag(self, x: int, y: int, text: str, colour: str) -> Stamp:
        picture, width = _written(text, colour, self._canvas.devicePixelRatioF())
        return Stamp(x, y, width, _TAG_HEIGHT, picture)

    def name(self, line: Line) -> Stamp:
        """What a line is, where it isn't plain to see: at its visible start."""
        name = tr(_NAMES[line.kind])
        text = f"{name} {line.at:g}" if line.kind == "guide" else name
        if line.axis == "x":
            x, y = self._left + line.at * self._k + 4, max(self._top, 24.0) + 4
        else:
            x, y = max(self._left, 24.0) + 4, self._top + line.at * self._k + 4
        return self.tag(math.floor(x), math.floor(y), text, theme.DISTANCE)

    def gap(self, gap: Gap) -> list[Piece]:
        """A distance between two upright ticks, or level ones, and how much it is."""
        left, top, k = self._left, self._top, self._k
        text, middle = f"{gap.b - gap.a:.0f}", (gap.a + gap.b) / 2
        if gap.axis == "x":
            x, y = left + middle * k, top + gap.across * k
            ends = [Fill(math.floor(left + at * k), math.floor(y) - 4, 1, 9, _GUIDE) for at in (gap.a, gap.b)]
            line = self.line("y", gap.across, gap.a, gap.b)
        else:
            x, y = left + gap.across * k, top + middle * k
            ends = [Fill(math.floor(x) - 4, math.floor(top + at * k), 9, 1, _GUIDE) for at in (gap.a, gap.b)]
            line = self.line("x", gap.across, gap.a, gap.b)
        return [line, *ends, self.tag(math.floor(x + 6), math.floor(y - 8), text, theme.DISTANCE)]

    def mark(self, mark: Mark) -> Drawn:
        """Ink of a tool: a plain frame lies where its box is, anything else may lie anywhere."""
        canvas, board = self._canvas, self._board
        if mark.kind == "frame" and mark.transform is None:
            (ax, ay), (bx, by) = mark.points
            x0, y0, x1, y1 = self.px(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
            place = x0 - 2, y0 - 2, x1 - x0 + 5, y1 - y0 + 5
        else:
            place = 0, 0, canvas.width(), canvas.height()
        return Drawn(*place, lambda p: draw_mark(p, canvas, board, mark))

    def marquee(self, box: Box) -> Drawn:
        x0, y0, x1, y1 = self.px(box)

        def run(painter: QPainter) -> None:
            rect, fill = self.rect(box), QColor(BLUE)
            fill.setAlpha(30)
            painter.fillRect(rect, fill)
            painter.setPen(_EDGE)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)

        return Drawn(x0 - 1, y0 - 1, x1 - x0 + 3, y1 - y0 + 3, run)

    def rect(self, box: Box) -> QRectF:
        """On half pixels, so that one-pixel lines stay sharp."""
        x0, y0, x1, y1 = self.px(box)
        return QRectF(x0 + 0.5, y0 + 0.5, x1 - x0, y1 - y0)


def _turned(painter: QPainter, rect: QRectF, turn: float, *, handles: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    c = rect.center()
    painter.setTransform(QTransform().translate(c.x(), c.y()).rotate(turn).translate(-c.x(), -c.y()), True)
    painter.setPen(_HALO)
    painter.drawRect(rect.adjusted(-1, -1, 1, 1))
    painter.setPen(_EDGE)
    painter.drawRect(rect)
    if handles:
        painter.setBrush(WHITE)
        for x in (rect.left(), c.x(), rect.right()):
            for y in (rect.top(), c.y(), rect.bottom()):
                if (x, y) != (c.x(), c.y()):
                    painter.drawRect(QRectF(x - _HANDLE / 2, y - _HANDLE / 2, _HANDLE, _HANDLE))


@functools.lru_cache(64)
def _written(text: str, colour: str, ratio: float) -> tuple[QPixmap, int]:
    """White words on a coloured plate, and its width; during a drag the same ones are shown again and again."""
    font = theme.font(11, 500)
    width = math.ceil(QFontMetricsF(font).horizontalAdvance(text) + 12)
    made = QPixmap(math.ceil(width * ratio), math.ceil(_TAG_HEIGHT * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    rect = QRectF(0, 0, width, _TAG_HEIGHT)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(WHITE)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made, width


def _chrome(painter: QPainter, canvas: Canvas, board: Board) -> None:
    from designer_app.studio.chrome import draw_chrome

    draw_chrome(painter, board.size, canvas.place(board))


def _safe(painter: QPainter, canvas: Canvas, board: Board) -> None:
    assert board.built is not None
    inner, outer = _View(canvas, board).rect(board.built.safe), canvas.place(board)
    veil = QColor(_GUIDE)
    veil.setAlpha(36)
    for part in (
        QRectF(outer.left(), outer.top(), outer.width(), inner.top() - outer.top()),
        QRectF(outer.left(), inner.bottom(), outer.width(), outer.bottom() - inner.bottom()),
        QRectF(outer.left(), inner.top(), inner.left() - outer.left(), inner.height()),
        QRectF(inner.right(), inner.top(), outer.right() - inner.right(), inner.height()),
    ):
        painter.fillRect(part, veil)
    painter.setPen(QPen(_GUIDE, 1, Qt.PenStyle.DashLine))
    painter.drawRect(inner)


def _grid(painter: QPainter, canvas: Canvas, board: Board) -> None:
    assert board.built is not None
    _, height = extent(board.built)
    view, tint = _View(canvas, board), QColor(BLUE)
    tint.setAlpha(26)
    for start, end in columns(board.built):
        painter.fillRect(view.rect(Box(start, 0.0, end, height)), tint)


_NAMES = {"margin": "Margin", "safe": "Safe area", "grid": "Column", "baseline": "Baseline", "guide": "Guide"}
