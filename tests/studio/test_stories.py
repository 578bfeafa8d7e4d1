"""Whole stories with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from designer_app.design.library import read_template
from designer_app.editor.commands import Select
from designer_app.studio.actions import Keys
from designer_app.studio.shell import EditorWindow
from tests.studio.pointing import middle

pytestmark = pytest.mark.qt


def drag(qtbot: object, window: EditorWindow, start: QPoint, by: QPoint) -> None:
    canvas = window.canvas
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)  # type: ignore[attr-defined]
    for step in (0.25, 0.5, 1.0):
        qtbot.mouseMove(canvas, start + by * step)  # type: ignore[attr-defined]
        canvas.mouseMoveEvent(_move(start + by * step))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + by)  # type: ignore[attr-defined]


def _move(point: QPoint) -> object:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    where = QPointF(point)
    return QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        where,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_drag_moves_a_layer_and_undo_brings_it_back(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("quote"))
    window.gestures.snapping = False
    first = window.desk.session.state
    drag(qtbot, window, middle(window, "quote"), QPoint(20, 12))
    state = window.desk.session.state
    assert state.selection == ("quote",)
    assert state.template != first.template
    assert len(window.desk.session.history.steps) == 2
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
    assert window.desk.session.state.content == first.content


def test_a_newcomer_makes_a_post_in_four_sizes(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> None:
    window = opened(copied("sale"), "northline")
    window.desk.set_sizes(["1080x1080", "1080x1350", "1080x1920", "1200x628"])
    key = window.desk.current_row.key
    window.inspector._cell("label", "Autumn prices")
    assert (key, "label", "Autumn prices") in window.desk.session.state.cells
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    dialog = window.over.export()
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.start()
    qtbot.waitUntil(lambda: dialog.open_folder.isVisible(), timeout=60_000)  # type: ignore[attr-defined]
    assert " 0.0 s" not in dialog.result.text()
    sizes = sorted(Image.open(p).size for p in (tmp_path / "out").iterdir())
    assert sizes == [(1080, 1080), (1080, 1350), (1080, 1920), (1200, 628)]


def test_a_deviation_by_hand_outlives_an_edit_of_the_master(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    folder = copied("cover")
    window = opened(folder)
    window.desk.do(
        Select(layers=("title",))
        if "title" in {t.layer for t in window.canvas.current.built.targets}
        else Select(layers=(window.canvas.current.built.targets[-1].layer,))
    )
    [name] = window.desk.session.state.selection
    window.desk.set_scope("size")
    window.inspector.set("opacity", 0.5)
    window.desk.set_scope("master")
    window.inspector.set("opacity", 0.9)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert window.canvas.current.built.layers[name].opacity == 0.5
    others = [b for b in window.canvas.boards if b.name != window.canvas.active and name in b.built.layers]
    assert others
    assert all(b.built.layers[name].opacity in (0.5, 0.9) for b in others)
    assert any(b.built.layers[name].opacity == 0.9 for b in others)
    window.documents.save()
    assert read_template(Path(folder)).template == window.desk.session.state.template


def test_a_selection_asks_for_no_pixels(opened: Callable[..., EditorWindow]) -> None:
    window = opened("quote")
    asked: list[str] = []
    wish = window.desk.pixels.renderer.wish
    window.desk.pixels.renderer.wish = lambda board, *rest, **more: (
        asked.append(board),
        wish(board, *rest, **more),
    )  # type: ignore[method-assign]
    window.desk.do(Select(layers=("quote",)))
    assert window.canvas.selection == ("quote",)
    assert not asked
    window.inspector.set("opacity", 0.5)
    assert set(asked) == {board.name for board in window.canvas.boards}


def test_keys_work_under_a_russian_layout(opened: Callable[..., EditorWindow]) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    window = opened("quote")
    keys = Keys(window.actions_table)
    for latin, cyrillic, text in (
        (Qt.Key.Key_Z, "Я", "я"),
        (Qt.Key.Key_D, "В", "в"),
        (Qt.Key.Key_K, "Л", "л"),
    ):
        control = Qt.KeyboardModifier.ControlModifier
        one = keys.action(QKeyEvent(QEvent.Type.KeyPress, latin, control))
        other = keys.action(QKeyEvent(QEvent.Type.KeyPress, ord(cyrillic), control, text))
        assert one is not None
        assert other is one


def test_every_shortcut_is_one_commands(opened: Callable[..., EditorWindow]) -> None:
    window = opened("quote")
    seen: dict[str, str] = {}
    for action in window.actions_table.values():
        for key in action.keys:
            assert key not in seen, (key, action.name, seen[key])
            seen[key] = action.name
            assert action.label
    assert QApplication.activePopupWidget() is None


def test_a_tool_draws_and_gives_the_arrow_back(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("quote"))
    window.gestures.take("rectangle")
    board = window.canvas.current
    start = window.canvas.from_board(board, 100, 100).toPoint()
    drag(qtbot, window, start, QPoint(60, 40))
    state = window.desk.session.state
    assert state.selection == ("rectangle",)
    assert window.gestures.tool_name == "select"


def test_a_screenshot_from_the_command_line(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    target = tmp_path / "window.png"
    said = subprocess.run(
        [sys.executable, "-m", "designer_app.cli", "edit", "quote", "--screenshot", str(target), "--theme", "light",
         "--language", "ru", "--viewport", "1280x720", "--panel", "palette"],
        capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert Image.open(target).size == (1280, 720)
