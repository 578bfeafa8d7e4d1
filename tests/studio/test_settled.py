"""The settled canvas shows the engine's own pixels: at 100 % those of a lossless export, at any zoom ``paint`` there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import ImageChops
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from designer_app.design.library import template_names
from designer_app.paint import paint
from designer_app.studio.boards import Board
from designer_app.studio.pixels import pillow
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


def shown(window: EditorWindow, board: Board) -> object:
    """What the canvas draws of a board, overlays off."""
    canvas = window.canvas
    canvas.shown.overlays = False
    place = canvas.place(board)
    image = QImage(canvas.width(), canvas.height(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas._paint_board(painter, board)
    painter.end()
    part = place.intersected(QRectF(canvas.rect())).toRect()
    return pillow(image.copy(part)).convert("RGB")


@pytest.mark.parametrize("name", template_names())
def test_at_full_size_the_canvas_is_the_export(
    name: str, opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened(name, size=(1200, 700))
    window.desk.set_mode("one")
    board = window.canvas.current
    assert board is not None
    window.canvas.zoom_to(1.0 / board.scale)
    window.canvas.origin = window.canvas.origin * 0  # the top left corner in sight
    window.canvas._view_changed()
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert board.built is not None
    whole = paint(board.built.built.scene)
    seen = shown(window, board)
    place = window.canvas.place(board)
    x, y = max(0, -int(place.x())), max(0, -int(place.y()))
    export = whole.crop((x, y, x + seen.width, y + seen.height))
    assert seen.width > 300
    assert ImageChops.difference(seen, export).getbbox() is None


def test_on_the_wall_each_board_is_painted_at_its_own_scale(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened("sale")
    for board in window.canvas.boards:
        assert board.built is not None
        assert board.image is not None
        scale = window.canvas.wanted_scale(board)
        expected = paint(board.built.built.scene, scale)
        assert ImageChops.difference(pillow(board.image).convert("RGB"), expected).getbbox() is None
