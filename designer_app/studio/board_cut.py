"""A layer as its board shows it: the part of the engine's own pixels where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from designer_app.scene.geometry import Box

if TYPE_CHECKING:
    from designer_app.studio.boards import Board


def cut_from(board: Board, box: Box) -> QImage | None:
    """The pixels of a box (px of the artboard); None where the board shows none of it."""
    if board.built is None or board.image is None:
        return None
    k, (dx, dy) = board.unit * board.image_scale, board.offset
    rect = QRect(
        int(box.x0 * k) - dx, int(box.y0 * k) - dy, max(1, int(box.width * k)), max(1, int(box.height * k))
    )
    rect = rect.intersected(board.image.rect())
    return None if rect.isEmpty() else board.image.copy(rect)
