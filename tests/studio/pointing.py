"""Where the pointer goes in tests of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from designer_app.studio.shell import EditorWindow


def middle(window: EditorWindow, layer: str) -> QPoint:
    """The middle of a layer on the active board, px of the canvas."""
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    box = next(t.box for t in board.built.targets if t.layer == layer)
    return window.canvas.from_board(board, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2).toPoint()
