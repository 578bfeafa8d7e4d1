"""Where a text that is typed in stands: from px of the artboard into its frame, from the frame onto the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from designer_app.editor.typing import Typing
from designer_app.scene.geometry import apply, invert
from designer_app.studio.boards import Board, Boards

_SLACK = 10.0  # px of the screen round the frame that still belong to the text


def in_frame(typing: Typing, unit: float, x: float, y: float) -> tuple[float, float]:
    """A point of the artboard in the frame's own coordinates."""
    assert typing.carets is not None
    back = invert(typing.carets.typed.transform)
    return apply(back, x * unit, y * unit) if back is not None else (0.0, 0.0)


def inside(typing: Typing, unit: float, zoom: float, x: float, y: float) -> tuple[float, float] | None:
    """The same; None when it lies outside of frame and lines. Before the glyphs are there every point may be meant."""
    carets = typing.carets
    if carets is None:
        return x, y
    px, py = in_frame(typing, unit, x, y)
    slack = _SLACK / zoom
    frame = carets.typed.frame
    left = min([0.0, *[c.x0 for row in carets.rows for c in row.cells]]) - slack
    right = max([frame.width, *[c.x1 for row in carets.rows for c in row.cells]]) + slack
    top = min(0.0, carets.rows[0].top) - slack
    bottom = max(frame.height, carets.rows[-1].bottom) + slack
    return (px, py) if left <= px <= right and top <= py <= bottom else None


def extent(typing: Typing) -> QRectF:
    """The frame with all lines and what is drawn around them."""
    assert typing.carets is not None
    carets, frame = typing.carets, typing.carets.typed.frame
    pad = 0.3 * carets.size
    rect = QRectF(-pad, -pad, frame.width + 2 * pad, frame.height + 2 * pad)
    for row in carets.rows:
        left, right = min(c.x0 for c in row.cells), max(c.x1 for c in row.cells)
        rect = rect.united(QRectF(left - pad, row.top, right - left + 2 * pad, row.bottom - row.top))
    return rect


def caret(typing: Typing) -> QRectF:
    """The caret in the frame."""
    assert typing.carets is not None
    box = typing.carets.box(typing.shown_place)
    return QRectF(box.x0, box.y0, 1, box.height)


def to_screen(canvas: Boards, board: Board, typing: Typing) -> QTransform:
    """From the frame's coordinates to px of the canvas."""
    assert typing.carets is not None
    place, k = canvas.place(board), canvas.percent(board)
    a, b, c, d, e, f = typing.carets.typed.transform
    return QTransform(a, b, c, d, e, f) * QTransform(k, 0, 0, k, place.x(), place.y())
