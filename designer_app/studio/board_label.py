"""What stands above a board on the canvas: title, size, scale, how much is amiss; and the cause over one that can't be built."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from designer_app.studio import theme
from designer_app.studio.words import percent_text

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.canvas import Canvas

_LABEL_TOP = 28  # px from a label's upper edge to its board


def draw_label(painter: QPainter, canvas: Canvas, board: Board, active: bool) -> None:
    """Title, size, scale and what is amiss, above the board."""
    place, picked = canvas.place(board), board.name in canvas.picked
    if picked:
        painter.setPen(QPen(QColor(theme.SELECTION), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-3, -3, 3, 3))
    parts = [f"{board.size.width} × {board.size.height}"]
    if canvas.mode == "wall":
        parts.append(percent_text(canvas.percent(board)))
    worst = sum(f.severity in ("error", "warning") for f in (*board.faults, *board.findings))
    lit = (active or picked) and len(canvas.boards) > 1
    ratio = painter.device().devicePixelRatioF()
    picture = _labelled(
        board.title, tuple(parts), worst, "err" if board.faults else "warn", lit, place.width(), theme.current().name, ratio
    )  # fmt: skip
    painter.drawPixmap(QPointF(place.left(), place.top() - _LABEL_TOP), picture)
    if board.faults:
        _veil(painter, board, place)


@functools.lru_cache(64)
def _labelled(
    title: str,
    parts: tuple[str, ...],
    worst: int,
    role: str,
    lit: bool,
    room: float,
    dress_name: str,
    ratio: float,
) -> QPixmap:
    """A label as wide as its board has room, with the badge of what is amiss (``worst`` findings, the colour's ``role``)."""
    dress = theme.current()
    made = QPixmap(math.ceil((max(40.0, room) + 76) * ratio), math.ceil(_LABEL_TOP * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    x, y = 0.0, _LABEL_TOP - 8.0
    painter.setFont(theme.font(11, 600))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(40.0, room))
    painter.setPen(dress.colour("acc" if lit else "tx"))
    painter.drawText(QPointF(x, y), shown)
    x += metrics.horizontalAdvance(shown) + 8
    painter.setFont(theme.font(11))
    metrics = QFontMetricsF(painter.font())
    painter.setPen(dress.colour("t2"))
    for part in parts:
        width = metrics.horizontalAdvance(part)
        if x + width > room + 1 and x > 1:
            break
        painter.drawText(QPointF(x, y), part)
        x += width + 8
    text = str(worst)
    width = max(16.0, metrics.horizontalAdvance(text) + 10)
    if worst and x + width <= max(room, 60.0):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(dress.colour(f"{role}_ground"))
        painter.setPen(Qt.PenStyle.NoPen)
        badge = QRectF(x, y - 12, width, 16)
        painter.drawRoundedRect(badge, 8, 8)
        painter.setPen(dress.colour(role))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made


def _veil(painter: QPainter, board: Board, place: QRectF) -> None:
    """A page that can't be built: what lies there is of another state and steps back behind the cause."""
    from designer_app.studio.fault_words import cause_of, remedy_of, what_is_wrong

    dress, fault = theme.current(), board.faults[0]
    ground = dress.colour("panel")
    ground.setAlphaF(0.88)
    painter.fillRect(place.toAlignedRect(), ground)  # whole px: no edge of the old page is left
    room = place.adjusted(12, 12, -12, -12)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    for text, role, font in (
        (cause_of(fault), "err", theme.font(12, 600)), (board.slot, "tx", theme.font(12, 600)), (what_is_wrong(fault), "tx", theme.font(12)), (remedy_of(fault), "t2", theme.font(12)),
    ):  # fmt: skip
        painter.setFont(font)
        painter.setPen(dress.colour(role))
        taken = painter.boundingRect(room, wrapped, text) if text else QRectF()
        if text and taken.height() <= room.height():
            painter.drawText(room, wrapped, text)
            room.setTop(room.top() + taken.height() + 4)
