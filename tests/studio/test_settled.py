"""The settled canvas shows the engine's own pixels: at 100 % those of a lossless export, at any zoom ``paint`` there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from designer_app.design.library import template_names
from designer_app.editor.commands import Select, SetFields
from designer_app.paint import paint
from designer_app.studio.boards import Board
from designer_app.studio.pixels import pillow
from designer_app.studio.rendering import Made
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


def shown(window: EditorWindow, board: Board) -> object:
    """What the canvas draws of a board, overlays off."""
    canvas = window.canvas
    canvas.shown.overlays = False
    place = canvas.place(board)
    image = QImage(canvas.width(), canvas.height(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas.draw(painter, [(0, 0, canvas.width(), canvas.height())])
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


def on_screen(window: EditorWindow) -> Image.Image:
    """What the canvas shows now, without painting more than it asked for."""
    QApplication.processEvents()
    QApplication.sendPostedEvents()
    canvas = window.canvas
    at = canvas.mapTo(window, canvas.rect().topLeft())
    whole = pillow(window.screen().grabWindow(window.winId()).toImage()).convert("RGB")
    return whole.crop((at.x(), at.y(), at.x() + canvas.width(), at.y() + canvas.height()))


def test_after_each_edit_the_canvas_shows_all_that_changed(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    """Only the parts that changed are painted: what the widget shows at the end equals a repaint of the whole."""
    window = opened(copied("sale"), size=(1200, 700))
    desk, canvas = window.desk, window.canvas
    board = canvas.current
    assert board is not None
    assert board.built is not None
    first = board.image
    for command in (
        Select(layers=("price",)),
        SetFields(layers=("price",), fields={"opacity": 0.4}),
        SetFields(layers=("term",), fields={"visible": False}),
        SetFields(layers=("percent_sign",), fields={"opacity": 0.5}),
        Select(layers=()),
    ):
        assert desk.do(command)
        qtbot.waitUntil(lambda: desk.settled, timeout=30_000)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.settled and not desk.pixels.check_waits, timeout=30_000)  # type: ignore[attr-defined]
    assert board.image is not None
    assert board.image != first
    expected = paint(board.built.built.scene, canvas.wanted_scale(board))
    assert ImageChops.difference(pillow(board.image).convert("RGB"), expected).getbbox() is None
    seen = on_screen(window)
    canvas.update()
    fresh = on_screen(window)
    assert ImageChops.difference(seen, fresh).getbbox() is None


def test_pixels_come_before_the_flight_check(opened: Callable[..., EditorWindow], qtbot: object) -> None:
    window = opened("quote")
    came: list[tuple[str, bool]] = []
    window.desk.made.connect(lambda made: came.append((made.wish.board, made.image is not None)))
    window.desk.set_kit("med")
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    boards = {board.name for board in window.canvas.boards}
    assert {name for name, pixels in came[: len(boards)] if pixels} == boards
    assert {name for name, pixels in came[len(boards) :] if not pixels} == boards


def test_of_a_large_board_what_is_in_view_comes_first(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    """At 300 % a board has more pixels than an edit repaints at once; the rest follows, and panning finds it."""
    window = opened(copied("sale"), size=(1200, 700))
    desk, canvas = window.desk, window.canvas
    desk.set_mode("one")
    board = canvas.current
    assert board is not None
    canvas.zoom_to(3.0 / board.scale)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    came: list[Made] = []
    desk.made.connect(came.append)
    assert desk.do(SetFields(layers=("price",), fields={"opacity": 0.4}))
    qtbot.waitUntil(lambda: bool(came), timeout=30_000)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.settled and not desk.pixels.check_waits, timeout=30_000)  # type: ignore[attr-defined]
    assert board.built is not None
    assert board.image is not None
    whole = paint(board.built.built.scene, canvas.wanted_scale(board))
    first, part = pillow(came[0].image).convert("RGB"), came[0].wish.part
    assert part is not None
    assert first.width * first.height < whole.width * whole.height / 4
    assert first.tobytes() == whole.crop(part).tobytes()
    assert pillow(board.image).convert("RGB").tobytes() == whole.tobytes()
