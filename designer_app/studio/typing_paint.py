"""What typing shows above the engine's pixels: frame and baselines, chips, selection, caret."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from designer_app.editor.typing import Typing
from designer_app.scene.geometry import Box
from designer_app.studio import theme

_CARET = 2.0  # px of the screen
_READABLE = 12.0  # px of the screen: baselines would strike smaller type out


def _colour(alpha: int) -> QColor:
    found = QColor(theme.SELECTION)
    found.setAlpha(alpha)
    return found


def draw_typing(painter: QPainter, typing: Typing, to_screen: QTransform, lit: bool) -> None:
    """All of it; ``to_screen`` leads from the frame's coordinates to px of the canvas."""
    carets = typing.carets
    if carets is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = carets.typed.frame
    upright = to_screen.m12() == 0 and to_screen.m21() == 0
    box = to_screen.map(_path([Box(0.0, 0.0, frame.width, frame.height)], 0.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_colour(255), 1))
    rect = box.boundingRect().toRect()
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)) if upright else painter.drawPath(box)
    painter.setPen(QPen(_colour(90), 1))
    tall = to_screen.mapRect(QRectF(0, 0, 1, carets.size)).height()
    for row in carets.rows if tall >= _READABLE else ():
        a, b = to_screen.map(QPointF(0, row.baseline)), to_screen.map(QPointF(frame.width, row.baseline))
        if upright:
            a, b = QPointF(a.x(), int(a.y()) + 0.5), QPointF(b.x(), int(b.y()) + 0.5)
        painter.drawLine(a, b)
    start, end = typing.selection
    _chips(painter, typing, to_screen, (start, end))
    if start != end and not typing.preedit[0]:
        if typing.chip is None:  # a chip's own tint says it
            painter.fillPath(to_screen.map(_path(carets.boxes(start, end), 0.0)), _colour(80))
    elif lit:
        box_ = carets.box(typing.shown_place)
        a, b = to_screen.map(QPointF(box_.x0, box_.y0)), to_screen.map(QPointF(box_.x0, box_.y1))
        if upright:
            x = round(a.x())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.fillRect(QRectF(x - 1, round(a.y()), _CARET, round(b.y() - a.y())), _colour(255))
        else:
            painter.setPen(QPen(_colour(255), _CARET))
            painter.drawLine(a, b)
    painter.restore()


def _chips(painter: QPainter, typing: Typing, to_screen: QTransform, selection: tuple[int, int]) -> None:
    carets = typing.carets
    assert carets is not None
    at = 0
    pad = 0.06 * carets.size
    for piece in typing.shown:
        if piece.chip and not piece.fixed:
            path = to_screen.map(_path(carets.boxes(at, at + 1), pad))
            whole = selection == (at, at + 1)
            painter.setPen(QPen(_colour(255 if whole else 130), 1.5 if whole else 1))
            painter.setBrush(_colour(50 if whole else 30))
            painter.drawPath(path)
        at += piece.length
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _path(boxes: Sequence[Box], pad: float) -> QPainterPath:
    """Boxes as one shape, so that none darkens another."""
    found = QPainterPath()
    for box in boxes:
        one = QPainterPath()
        rect = QRectF(box.x0 - pad, box.y0, box.width + 2 * pad, box.height)
        one.addRoundedRect(rect, pad, pad) if pad else one.addRect(rect)
        found = found.united(one)
    return found
