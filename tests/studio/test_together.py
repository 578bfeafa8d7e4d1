"""The same layer edited on several boards at once, and the switch that says where an edit lands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from designer_app.editor.commands import Select, SetFields
from designer_app.studio.panels.landing import said
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def wall(opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object) -> EditorWindow:
    window = opened(copied("sale"), "med")
    window.desk.set_sizes(["1080x1080", "1080x1920", "1200x628"])
    window.desk.do(Select(layers=("label",)))
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    return window


def at_layer(window: EditorWindow, board: str, layer: str) -> QPoint:
    found = window.canvas.board(board)
    box = next(t.box for t in found.built.targets if t.layer == layer)
    return window.canvas.from_board(found, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2).toPoint()


def of_size(window: EditorWindow, field: str) -> dict[str, object]:
    return {
        o.size: o.set[field]
        for o in window.desk.session.state.template.overrides
        if o.size and field in o.set
    }


def test_shift_click_on_the_layer_elsewhere_edits_both_sizes_in_one_step(
    wall: EditorWindow, qtbot: object
) -> None:
    window = wall
    canvas = window.canvas
    before = of_size(window, "opacity")
    point = at_layer(window, "1080x1920", "label")
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, point)  # type: ignore[attr-defined]
    assert canvas.active == "1080x1080"
    assert canvas.picked == {"1080x1920"}
    assert window.desk.session.state.selection == ("label",)
    window.set_scope("size")
    steps = len(window.desk.session.history.steps)
    window.inspector.set("opacity", 0.5)
    assert len(window.desk.session.history.steps) == steps + 1
    assert of_size(window, "opacity") == {**before, "1080x1080": 0.5, "1080x1920": 0.5}
    window.desk.session.undo()
    assert of_size(window, "opacity") == before


def test_a_value_typed_holds_on_each_board_and_a_drag_goes_as_far_on_each(
    wall: EditorWindow, qtbot: object
) -> None:
    window = wall
    window.canvas.picked = {"1200x628"}
    window.set_scope("size")
    window.gestures.snapping = False

    def lefts() -> list[float]:
        boards = [window.canvas.board(n) for n in ("1080x1080", "1200x628", "1080x1920")]
        return [next(t.box.x0 for t in b.built.targets if t.layer == "label") for b in boards]

    start = lefts()
    window.inspector.set("x", 120.0)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert lefts()[:2] == pytest.approx([120, 120], abs=0.01)
    assert lefts()[2] == start[2]
    window.actions_table["big-right"].run()
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert lefts()[:2] == pytest.approx([130, 130], abs=0.01)


def test_mixed_values_say_so_and_the_words_tell_where_an_edit_lands(
    wall: EditorWindow, qtbot: object
) -> None:
    window = wall
    board = window.canvas.board("1080x1920")
    window.desk.do(SetFields(layers=("label",), fields={"opacity": 0.3}, where=board.built.where("size")))
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    names = ("label",)
    assert "all sizes" in said(window.desk, names)
    window.set_scope("size")
    assert "1080 × 1080" in said(window.desk, names)
    assert window.canvas.dimmed == {"1080x1920", "1200x628"}
    window.actions_table["together"].run()
    assert window.canvas.picked == {"1080x1920", "1200x628"}
    assert not window.canvas.dimmed
    assert "3\u00a0sizes" in said(window.desk, names)
    assert window.inspector.fields["opacity"].editor.placeholderText() == "Mixed"
    window.set_scope("class")
    window.actions_table["together"].run()
    assert window.canvas.dimmed == {"1080x1920", "1200x628"}
    window.desk.do(SetFields(layers=names, fields={"opacity": 0.9}, where=window.desk.where))
    assert not window.canvas.dimmed  # the first edit ends the pointing
    assert window.desk.session.state.template.overrides[-1].size_class == "square"


def test_a_click_on_another_board_lets_the_picked_ones_go(wall: EditorWindow, qtbot: object) -> None:
    window = wall
    window.canvas.picked = {"1080x1920"}
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=at_layer(window, "1080x1920", "label"))  # type: ignore[attr-defined]
    assert (window.canvas.active, window.canvas.picked) == (
        "1080x1920",
        {"1080x1080"},
    )  # a picked one: the others stay
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=at_layer(window, "1200x628", "label"))  # type: ignore[attr-defined]
    assert (window.canvas.active, window.canvas.picked) == ("1200x628", set())


def test_an_edit_that_the_board_cannot_show_is_said_with_the_way_to_its_class(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("event"), "northline")
    window.desk.set_sizes(["1080x1920", "1080x1080"])
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    desk, canvas = window.desk, window.canvas
    canvas.activate(canvas.board("1080x1920"), keep=False)
    desk.do(Select(layers=("title",)))
    first = desk.session.state.content
    before = canvas.current.built.layers["title"].y
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)  # type: ignore[attr-defined]
    [toast] = window._toasts
    assert toast.isVisible()
    way = next(b for b in toast.findChildren(QPushButton) if b.text() == "Edit “Story”")
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert desk.scope == "class"
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert canvas.current.built.layers["title"].y == f"{before} + 10"
    desk.session.undo()
    assert desk.session.state.content == first
