"""What is drawn above artboards and never exported: labels, selection, handles, guides, safe areas, distances."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QRegion, QTransform

from designer_app.editor.rails import columns, extent, guides
from designer_app.editor.snapping import Line
from designer_app.scene.geometry import Box, around
from designer_app.studio import theme
from designer_app.studio.board_label import draw_label
from designer_app.studio.marks import draw_marks
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_HANDLE = 8
_WHITE = QColor("#FFFFFF")
_CORNERS = ((0, 0), (0, 2), (2, 0), (2, 2))  # of the three places across and down that a box's handles have
_SPOTS = (*_CORNERS, (0, 1), (1, 0), (1, 2), (2, 1))
_GUIDE, _DISTANCE, _SIZE_LABEL = QColor(theme.GUIDE), QColor(theme.DISTANCE), QColor(theme.SIZE_LABEL)
_BLUE = QColor(theme.SELECTION)
_HALO, _EDGE = QPen(_WHITE, 1), QPen(_BLUE, 1)


def draw_overlay(painter: QPainter, canvas: Canvas, board: Board, region: QRegion) -> None:
    """All overlays of one board that may touch a region of the canvas."""
    active = board.name == canvas.active
    place = canvas.place(board)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if board.faults or region.intersects(canvas.label_rect(board)):
        draw_label(painter, canvas, board, active)
    if board.built is None or board.faults:
        return
    if canvas.shown.grid:
        _grid(painter, canvas, board)
    if canvas.shown.safe:
        _safe(painter, canvas, board)
    if canvas.shown.platform:
        from designer_app.studio.chrome import draw_chrome

        draw_chrome(painter, board.size, place)
    for line in guides(board.built) if active or not canvas.selection else ():
        _line(painter, canvas, board, line.axis, line.at, -1e5, 1e5, _GUIDE)
    boxes = [] if canvas.bare and active else [(t.box, t.turn) for t in canvas.chosen_on(board)]
    answer = canvas.answer
    if active and answer.shift is not None:
        dx, dy = answer.shift
        boxes = [(Box(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy), turn) for b, turn in boxes]
    held = active and bool(boxes) and canvas.editing is None
    whole = (answer.box or around(box for box, _ in boxes)) if held else None
    alone = len(boxes) == 1
    for box, turn in boxes:
        if not alone or turn or box != whole:
            _outline(painter, canvas, board, box, turn)
    if not active:
        return
    if whole is not None:
        if not alone or not boxes[0][1]:
            _framed(painter, _rect(canvas, board, whole), handles=True)
        text = answer.label or f"{whole.width:.0f} × {whole.height:.0f}"
        _tag(
            painter,
            canvas.from_board(board, whole.x0, whole.y1) + QPointF(0, 6),
            text,
            _SIZE_LABEL,
        )
    draw_marks(painter, canvas, board, answer.marks)
    for line in answer.lines:
        _line(painter, canvas, board, line.axis, line.at, line.start, line.end, _GUIDE)
        _name(painter, canvas, board, line)
    for gap in answer.gaps:
        _gap(painter, canvas, board, gap.axis, gap.a, gap.b, gap.across)
    if answer.marquee is not None:
        rect = _rect(canvas, board, answer.marquee)
        fill = QColor(theme.SELECTION)
        fill.setAlpha(30)
        painter.fillRect(rect, fill)
        painter.setPen(QPen(QColor(theme.SELECTION), 1))
        painter.drawRect(rect)


def _rect(canvas: Canvas, board: Board, box: Box) -> QRectF:
    """On half pixels, so that one-pixel lines stay sharp."""
    a, b = canvas.from_board(board, box.x0, box.y0), canvas.from_board(board, box.x1, box.y1)
    x0, y0 = math.floor(a.x()) + 0.5, math.floor(a.y()) + 0.5
    return QRectF(x0, y0, math.floor(b.x()) + 0.5 - x0, math.floor(b.y()) + 0.5 - y0)


def _outline(painter: QPainter, canvas: Canvas, board: Board, box: Box, turn: float) -> None:
    rect = _rect(canvas, board, box)
    if not turn:
        _framed(painter, rect, handles=False)
        return
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    c = rect.center()
    painter.setTransform(QTransform().translate(c.x(), c.y()).rotate(turn).translate(-c.x(), -c.y()), True)
    painter.setPen(_HALO)
    painter.drawRect(rect.adjusted(-1, -1, 1, 1))
    painter.setPen(_EDGE)
    painter.drawRect(rect)
    painter.restore()


def _framed(painter: QPainter, rect: QRectF, *, handles: bool) -> None:
    """An upright outline, as filled rectangles: Qt fills several times faster than it strokes."""
    x, y = math.floor(rect.x()), math.floor(rect.y())
    painter.translate(x, y)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, rects in _frame(math.floor(rect.width()), math.floor(rect.height()), handles):
        painter.setBrush(colour)
        painter.drawRects(rects)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(-x, -y)


@functools.lru_cache(64)
def _frame(width: int, height: int, handles: bool) -> tuple[tuple[QColor, list[QRect]], ...]:
    """A white line around a blue one, 1 px each, whose corners' px are ``width`` and ``height`` apart; and handles, blue
    squares and white ones inside, of which a small box has those at its corners only."""
    halo, line = (
        [
            QRect(-by, -by, width + 1 + 2 * by, 1), QRect(-by, height + by, width + 1 + 2 * by, 1),
            QRect(-by, 1 - by, 1, height - 1 + 2 * by), QRect(width + by, 1 - by, 1, height - 1 + 2 * by),
        ]
        for by in (1, 0)
    )  # fmt: skip
    if not handles:
        return (_WHITE, halo), (_BLUE, line)
    half, small = _HANDLE // 2, width < 3 * _HANDLE or height < 3 * _HANDLE
    xs, ys = (-half, (width + 1) // 2 - half, width - half), (-half, (height + 1) // 2 - half, height - half)
    spots = [QRect(xs[i], ys[j], _HANDLE, _HANDLE) for i, j in (_CORNERS if small else _SPOTS)]
    return (_WHITE, halo), (_BLUE, line + spots), (_WHITE, [spot.adjusted(1, 1, -1, -1) for spot in spots])


def _line(
    painter: QPainter,
    canvas: Canvas,
    board: Board,
    axis: str,
    at: float,
    start: float,
    end: float,
    colour: QColor,
) -> None:
    left, top, k = canvas.mapping(board)
    if axis == "x":
        x, y0, y1 = left + at * k, max(-10.0, top + start * k), min(canvas.height() + 10.0, top + end * k)
        painter.fillRect(QRect(math.floor(x), math.floor(y0), 1, math.floor(y1) - math.floor(y0) + 1), colour)
    else:
        y, x0, x1 = top + at * k, max(-10.0, left + start * k), min(canvas.width() + 10.0, left + end * k)
        painter.fillRect(QRect(math.floor(x0), math.floor(y), math.floor(x1) - math.floor(x0) + 1, 1), colour)


def _gap(
    painter: QPainter, canvas: Canvas, board: Board, axis: str, a: float, b: float, across: float
) -> None:
    colour = _GUIDE
    painter.setPen(QPen(colour, 1))
    if axis == "x":
        p, q = canvas.from_board(board, a, across), canvas.from_board(board, b, across)
        _line(painter, canvas, board, "y", across, a, b, colour)
        for end in (p, q):
            painter.drawLine(end + QPointF(0, -4), end + QPointF(0, 4))
    else:
        p, q = canvas.from_board(board, across, a), canvas.from_board(board, across, b)
        _line(painter, canvas, board, "x", across, a, b, colour)
        for end in (p, q):
            painter.drawLine(end + QPointF(-4, 0), end + QPointF(4, 0))
    _tag(painter, (p + q) / 2 + QPointF(6, -8), f"{b - a:.0f}", _DISTANCE)


def _tag(painter: QPainter, at: QPointF, text: str, colour: QColor) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(math.floor(at.x()), math.floor(at.y())), _written(text, colour.rgb(), ratio))


@functools.lru_cache(64)
def _written(text: str, colour: int, ratio: float) -> QPixmap:
    """White words on a coloured plate; during a drag the same ones are shown again and again."""
    font = theme.font(11, 500)
    width = math.ceil(QFontMetricsF(font).horizontalAdvance(text) + 12)
    made = QPixmap(math.ceil(width * ratio), math.ceil(18 * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgb(colour))
    rect = QRectF(0, 0, width, 18)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(_WHITE)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made


def _safe(painter: QPainter, canvas: Canvas, board: Board) -> None:
    assert board.built is not None
    inner, outer = _rect(canvas, board, board.built.safe), canvas.place(board)
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
    tint = QColor(theme.SELECTION)
    tint.setAlpha(26)
    for start, end in columns(board.built):
        painter.fillRect(_rect(canvas, board, Box(start, 0.0, end, height)), tint)


_NAMES = {"margin": "Margin", "safe": "Safe area", "grid": "Column", "baseline": "Baseline", "guide": "Guide"}


def _name(painter: QPainter, canvas: Canvas, board: Board, line: Line) -> None:
    """What a line is, where it isn't plain to see: at its visible start."""
    name = _NAMES.get(line.kind)
    if name is None:
        return
    text = f"{tr(name)} {line.at:g}" if line.kind == "guide" else tr(name)
    place = canvas.place(board)
    if line.axis == "x":
        at = QPointF(canvas.from_board(board, line.at, 0).x() + 4, max(place.top(), 24.0) + 4)
    else:
        at = QPointF(max(place.left(), 24.0) + 4, canvas.from_board(board, 0, line.at).y() + 4)
    _tag(painter, at, text, _DISTANCE)
