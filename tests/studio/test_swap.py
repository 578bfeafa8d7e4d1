"""Before and after of a kit: both on the canvas, one step to swap, one undo to come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea

from designer_app.studio import words
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def compared(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> EditorWindow:
    window = opened(copied("quote"), "med")
    window.desk.set_sizes(["1080x1080"])
    window.over.swap_kit()
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    return window


def test_the_line_parts_now_from_after_and_space_shows_now(compared: EditorWindow, qtbot: object) -> None:
    window = compared
    over = window.over.swap.comparing
    place = window.canvas.place(window.canvas.current)
    left, right = (
        QPoint(round(place.left()) + 6, round(place.center().y())),
        QPoint(round(place.right()) - 6, round(place.center().y())),
    )
    qtbot.mouseClick(over, Qt.MouseButton.LeftButton, pos=QPoint(round(place.center().x()), 300))  # type: ignore[attr-defined]
    both = window.canvas.grab().toImage()
    qtbot.keyPress(over, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    now = window.canvas.grab().toImage()
    qtbot.keyRelease(over, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert both.pixelColor(left) == now.pixelColor(left)
    assert both.pixelColor(right) != now.pixelColor(right)
    board = window.canvas.current
    image, scale, _ = over._images[board.name]
    assert scale == window.canvas.wanted_scale(board)
    assert both.pixelColor(right) == image.pixelColor(
        right.x() - round(place.left()), right.y() - round(place.top())
    )


def test_swap_is_one_step_with_a_checkpoint_and_undo_brings_the_kit_back(
    compared: EditorWindow, qtbot: object
) -> None:
    window = compared
    session = window.desk.session
    assert session.state.template.home == "med"
    steps = len(session.history.steps)
    window.over.swap.apply()
    assert window.over.swap is None
    assert window.desk.kit.id == "northline"
    assert len(session.history.steps) == steps + 1
    assert any(step.checkpoint for step in session.history.steps)
    session.undo()
    assert window.desk.kit.id == "med"
    session.redo()
    assert window.desk.kit.id == "northline"


def test_leaving_changes_nothing(compared: EditorWindow, qtbot: object) -> None:
    window = compared
    state = window.desk.session.state
    qtbot.keyClick(window.over.swap.comparing, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert window.over.swap is None
    assert window.desk.session.state is state
    assert window.desk.kit.id == "med"
    assert window.canvas.shown.overlays
    assert window.inspector.isVisible()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_colour_is_cut_at_the_edge(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, language: str
) -> None:
    words.use(language)
    window = opened(copied("quote"), "northline", (1440, 900))
    words.use(language)
    window.over.swap_kit()
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    area = window.over.swap.findChild(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    words.use("en")
