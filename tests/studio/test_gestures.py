"""While layers are dragged finished pictures move; afterwards the engine's own pixels are there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from designer_app.editor.commands import Select
from designer_app.paint import paint
from designer_app.studio.pixels import pillow
from designer_app.studio.shell import EditorWindow
from tests.studio.pointing import middle

pytestmark = pytest.mark.qt

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


def mouse(window: EditorWindow, kind: str, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    types = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove, "release": QEvent.Type.MouseButtonRelease}  # fmt: skip
    where = QPointF(at)
    event = QMouseEvent(
        types[kind], where, window.canvas.mapToGlobal(where), none if kind == "move" else left,
        none if kind == "release" else left, keys,
    )  # fmt: skip
    {"press": window.canvas.mousePressEvent, "move": window.canvas.mouseMoveEvent, "release": window.canvas.mouseReleaseEvent}[kind](event)  # fmt: skip


def lifted(window: EditorWindow, qtbot: Any, layer: str, keys: Qt.KeyboardModifier = NONE) -> QPoint:
    start = middle(window, layer)
    mouse(window, "press", start)
    mouse(window, "move", start + QPoint(8, 6), keys)
    qtbot.waitUntil(lambda: window.canvas.dragged is not None, timeout=10_000)
    return start


PAGE = """{"format": 1, "name": {"en": "Page"}, "kind": "post", "slots": {},
 "classes": {"square": {"artboard": [1080, 1080]}},
 "pages": [{"name": "main", "layers": [
  {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": 1080, "h": 1080, "fill": "surface"},
  {"kind": "shape", "name": "card", "x": 200, "y": 200, "w": 400, "h": 300, "radius": 24, "fill": "#C81E3AB0"},
  {"kind": "shape", "name": "leaning", "x": 760, "y": 640, "w": 200, "h": 80, "rotation": 30, "fill": "accent"},
  {"kind": "shape", "name": "rule", "x": "card.x", "y": "card.bottom + 40", "w": 100, "h": 8, "fill": "accent"},
  {"kind": "text", "name": "words", "x": 240, "y": 560, "w": 500, "text": "Some words", "size": 64},
  {"kind": "shape", "name": "below", "x": 40, "y": "words.bottom + 40", "w": 100, "h": 8, "fill": "accent"},
  {"kind": "shape", "name": "over", "x": 500, "y": 100, "w": 300, "h": 300, "fill": "#1E3AC880"}]}]}"""


@pytest.fixture
def window(opened: Callable[..., EditorWindow], tmp_path: Path) -> EditorWindow:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "template.json").write_text(PAGE, "utf-8")
    found = opened(str(tmp_path / "page"))
    found.gestures.snapping = False
    return found


def test_a_drag_moves_pictures_and_asks_the_engine_for_nothing(window: EditorWindow, qtbot: Any) -> None:
    start = lifted(window, qtbot, "card")
    asked = window.desk.pixels.renderer._number
    for step in range(10):
        mouse(window, "move", start + QPoint(10 + step, 6))
    assert window.desk.pixels.renderer._number == asked
    x0, y0, x1, y1 = window.canvas.dragged.bounds(window.canvas, window.canvas.current)
    assert QRect(x0, y0, x1 - x0, y1 - y0).intersects(window.canvas.rect())
    mouse(window, "release", start + QPoint(30, 12))
    qtbot.waitUntil(lambda: window.settled and window.canvas.dragged is None, timeout=30_000)
    board = window.canvas.current
    expected = paint(board.built.built.scene, window.canvas.wanted_scale(board))
    assert ImageChops.difference(pillow(board.image).convert("RGB"), expected).getbbox() is None


def test_the_moved_pictures_show_what_the_engine_will(window: EditorWindow, qtbot: Any) -> None:
    start = lifted(window, qtbot, "card")
    mouse(window, "move", start + QPoint(21, 13))
    canvas, board = window.canvas, window.canvas.current
    canvas.shown.overlays = False
    place = canvas.place(board).toAlignedRect()
    moving = pillow(canvas.grab(place).toImage()).convert("L")
    mouse(window, "release", start + QPoint(21, 13))
    qtbot.waitUntil(lambda: window.settled and canvas.dragged is None, timeout=30_000)
    settled = pillow(canvas.grab(place).toImage()).convert("L")
    histogram = ImageChops.difference(moving, settled).histogram()
    assert sum(histogram[48:]) < 0.01 * sum(histogram)  # whole pixels against the engine's parts of them


def test_alt_in_the_middle_of_a_drag_makes_a_copy(window: EditorWindow, qtbot: Any) -> None:
    start = lifted(window, qtbot, "card")
    assert not window.canvas.dragged.lift.cut.copying
    mouse(window, "move", start + QPoint(30, 20), ALT)
    qtbot.waitUntil(
        lambda: window.canvas.dragged is not None and window.canvas.dragged.lift.cut.copying, timeout=10_000
    )
    mouse(window, "release", start + QPoint(30, 20), ALT)
    assert window.desk.session.state.selection == ("card_2",)


def test_escape_in_the_middle_leaves_everything(window: EditorWindow, qtbot: Any) -> None:
    first = window.desk.session.state
    lifted(window, qtbot, "card")
    assert window.gestures.cancel()
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)
    assert window.canvas.dragged is None
    assert window.desk.session.state.content == first.content


def test_a_step_paints_only_what_it_changes(
    window: EditorWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = lifted(window, qtbot, "card")
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)
    canvas = window.canvas
    painted: list[int] = []
    draw = canvas.draw

    def watched(painter: Any, parts: Any) -> None:
        painted.append(sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in parts))
        draw(painter, parts)

    monkeypatch.setattr(canvas, "draw", watched)
    mouse(window, "move", start + QPoint(9, 7))
    qtbot.waitUntil(lambda: bool(painted), timeout=10_000)
    assert 0 < painted[0] < 0.5 * canvas.width() * canvas.height()
    window.gestures.cancel()


def painted_by_steps(window: EditorWindow) -> bool:
    """Whether what was painted step by step is what one whole repaint gives."""
    QApplication.processEvents()
    canvas = window.canvas
    corner = canvas.mapTo(window, QPoint(0, 0))
    shown = window.screen().grabWindow(window.winId()).toImage().copy(QRect(corner, canvas.size()))
    whole = canvas.grab().toImage()
    difference = ImageChops.difference(pillow(shown).convert("RGB"), pillow(whole).convert("RGB"))
    return difference.getbbox() is None


@pytest.mark.parametrize("zoom", [1.0, 2.5])
@pytest.mark.parametrize("layers", [("card",), ("card", "leaning")])
def test_steps_leave_no_ink_behind(
    layers: tuple[str, ...], zoom: float, window: EditorWindow, qtbot: Any
) -> None:
    """Lines come, go and grow; the board may be larger than the view; one of the layers may be turned."""
    window.gestures.snapping = True
    canvas, lines = window.canvas, set()
    window.desk.do(Select(layers=layers))
    canvas.zoom_to(canvas.zoom * zoom, QPointF(middle(window, "card")))
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)
    start = lifted(window, qtbot, "card")
    qtbot.waitUntil(lambda: window.desk.settled, timeout=30_000)
    for step in range(20):
        mouse(window, "move", start + QPoint(3 * step, (step * step) % 47))
        lines |= {(line.axis, line.at) for line in canvas.answer.lines}
        assert painted_by_steps(window)
    assert len(lines) > 1
    mouse(window, "move", start + QPoint(-160, 140))  # far: two rectangles
    assert painted_by_steps(window)
    window.gestures.cancel()


def test_other_ink_leaves_nothing_behind(window: EditorWindow, qtbot: Any) -> None:
    """A marquee, what a click would take, distances, platform chrome and safe areas above what is dragged."""
    canvas = window.canvas
    board = canvas.current
    assert board is not None
    corner = canvas.from_board(board, 20, 20).toPoint()
    mouse(window, "press", corner)
    for step in range(4):
        mouse(window, "move", corner + QPoint(30 + 9 * step, 90 - 11 * step))
        assert painted_by_steps(window)
    mouse(window, "release", corner)
    window.desk.do(Select(layers=("card",)))
    for keys in (NONE, ALT):
        for layer in ("words", "over", "card"):
            at = QPointF(middle(window, layer))
            canvas.mouseMoveEvent(
                QMouseEvent(
                    QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, keys
                )
            )  # fmt: skip
            assert painted_by_steps(window)
    canvas.shown.safe = canvas.shown.platform = canvas.shown.grid = True
    canvas.update()
    start = lifted(window, qtbot, "card")
    for step in range(4):
        mouse(window, "move", start + QPoint(12 * step, 7 * step))
        assert painted_by_steps(window)
    window.gestures.cancel()


def test_what_follows_moves_along_and_other_changes_are_the_engines(window: EditorWindow, qtbot: Any) -> None:
    lifted(window, qtbot, "card")
    lift = window.canvas.dragged.lift
    assert lift.moving.height() == pytest.approx(
        348 * lift.cut.scale, abs=2
    )  # the card and the rule below it
    window.gestures.cancel()
    start = middle(window, "words")
    mouse(window, "press", start)
    mouse(window, "move", start + QPoint(20, 20))  # "below" follows downwards only
    qtbot.waitUntil(lambda: window.gestures.lifting.whole, timeout=10_000)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)
    assert window.canvas.dragged is None
    assert window.desk.preview is not None
    window.gestures.cancel()


def test_the_toolkit_keeps_the_count_of_none(window: EditorWindow) -> None:
    """PySide 6.12.0 loses a reference at every call that gives nothing; below Python 3.12 that ends the program."""
    before = sys.getrefcount(None)
    for _ in range(500):
        window.canvas.update()
    assert abs(sys.getrefcount(None) - before) < 250


def test_the_view_may_be_zoomed_and_scrolled_in_the_middle_of_a_drag(
    window: EditorWindow, qtbot: Any
) -> None:
    start = lifted(window, qtbot, "card")
    canvas, board = window.canvas, window.canvas.current
    first = canvas.dragged.lift.cut.scale
    built = board.built
    canvas.zoom_to(canvas.zoom * 4, QPointF(start))
    canvas.scroll_to(canvas.origin + QPointF(-40, -90))
    at_once = pillow(canvas.grab().toImage()).convert("RGB")
    ground = at_once.getpixel((canvas.width() - 30, canvas.height() - 60))
    assert ground == board.image.pixelColor(2, 2).getRgb()[:3]  # the artboard, not bare canvas
    qtbot.waitUntil(lambda: canvas.dragged.lift.cut.scale == pytest.approx(4 * first), timeout=30_000)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)
    assert board.built is built  # the shift is in it once, not twice
    assert canvas.dragged is not None
    window.gestures.cancel()
