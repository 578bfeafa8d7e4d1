"""Stories with the canvas' tools: pen and points, crop, guides, measuring, components, and undo of them all."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from designer_app.design.writing import template_text
from designer_app.editor.commands import Select, Wrap
from designer_app.editor.tree import find, own
from designer_app.studio.canvas_actions import placed
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt

NONE = Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
PAGE = """{"format": 1, "name": {"en": "Page"}, "kind": "post", "slots": {},
 "classes": {"square": {"artboard": [1080, 1080]}},
 "pages": [{"name": "main", "layers": [
  {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": 1080, "h": 1080, "fill": "surface"},
  {"kind": "image", "name": "photo", "source": "photo.png", "x": 600, "y": 600, "w": 300, "h": 300},
  {"kind": "shape", "name": "card", "x": 200, "y": 200, "w": 200, "h": 100, "fill": "#C81E3A"}]}]}"""


class Hand:
    """Mouse and keys on the canvas; points are px of the artboard."""

    def __init__(self, window: EditorWindow, qtbot: Any) -> None:
        self.window, self._qtbot = window, qtbot

    def settle(self) -> None:
        self._qtbot.waitUntil(
            lambda: self.window.settled and self.window.canvas.dragged is None, timeout=30_000
        )

    def point(self, x: float, y: float) -> QPoint:
        board = self.window.canvas.current
        assert board is not None
        return self.window.canvas.from_board(board, x, y).toPoint()

    def mouse(self, kind: str, at: QPoint, keys: Qt.KeyboardModifier = NONE, *, down: bool = False) -> None:
        canvas, where = self.window.canvas, QPointF(at)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event, handler = {
            "press": (QEvent.Type.MouseButtonPress, canvas.mousePressEvent),
            "move": (QEvent.Type.MouseMove, canvas.mouseMoveEvent),
            "release": (QEvent.Type.MouseButtonRelease, canvas.mouseReleaseEvent),
            "double": (QEvent.Type.MouseButtonDblClick, canvas.mouseDoubleClickEvent),
        }[kind]
        button = none if kind == "move" else left
        held = left if down or kind == "press" else none
        handler(QMouseEvent(event, where, canvas.mapToGlobal(where), button, held, keys))

    def drag(self, a: QPoint, b: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        self.mouse("press", a, keys)
        for share in (0.3, 1.0):
            self.mouse("move", a + (b - a) * share, keys, down=True)
        self.mouse("release", b, keys)

    def click(self, x: float, y: float) -> None:
        self.drag(self.point(x, y), self.point(x, y))

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        self.window.canvas.setFocus()
        self._qtbot.keyClick(self.window.canvas, key, keys)


@pytest.fixture
def hand(opened: Callable[..., EditorWindow], tmp_path: Path, qtbot: Any) -> Hand:
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "template.json").write_text(PAGE, "utf-8")
    Image.linear_gradient("L").resize((600, 400)).save(folder / "photo.png")
    window = opened(str(folder))
    window.gestures.snapping = False
    return Hand(window, qtbot)


def steps(hand: Hand) -> int:
    return len(hand.window.desk.session.history.steps)


def test_a_path_is_drawn_closed_and_its_points_are_moved(hand: Hand) -> None:
    window = hand.window
    window.gestures.take("pen")
    for x, y in ((100, 500), (300, 500), (300, 700)):
        hand.click(x, y)
    assert steps(hand) == 1  # nothing yet: one path is one step
    hand.click(100, 500)
    assert steps(hand) == 2
    assert window.gestures.tool_name == "select"
    assert window.desk.session.state.selection == ("path",)
    hand.settle()
    hand.mouse("double", hand.point(270, 560))
    assert window.gestures.tool_name == "points"
    hand.drag(hand.point(300, 700), hand.point(400, 800))
    assert steps(hand) == 3
    layer = find(window.desk.session.state.template, "path")[0]
    assert layer.w == pytest.approx(300, abs=4)
    hand.key(Qt.Key.Key_Escape)
    assert window.gestures.tool_name == "select"
    assert window.desk.session.state.selection == ("path",)


def test_enter_ends_an_open_path_and_undo_takes_its_last_point_first(hand: Hand) -> None:
    window = hand.window
    window.gestures.take("pen")
    for x, y in ((100, 500), (300, 500), (300, 700)):
        hand.click(x, y)
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert steps(hand) == 1
    hand.key(Qt.Key.Key_Return)
    layer = find(window.desk.session.state.template, "path")[0]
    assert layer.d.count("L") == 1
    assert "Z" not in layer.d


def test_a_picture_is_cropped_in_one_step_and_esc_leaves_it(hand: Hand) -> None:
    window = hand.window
    first = window.desk.session.state
    window.gestures.edit("photo")
    hand.drag(hand.point(680, 680), hand.point(640, 680))
    hand.key(Qt.Key.Key_Escape)
    assert window.desk.session.state.content == first.content
    hand.settle()
    window.gestures.edit("photo")
    hand.drag(hand.point(680, 680), hand.point(640, 680))
    hand.drag(hand.point(680, 690), hand.point(660, 690))
    hand.key(Qt.Key.Key_Return)
    assert steps(hand) == 2
    layer = find(window.desk.session.state.template, "photo")[0]
    assert layer.anchor[0] < 0.5
    assert window.gestures.tool_name == "select"


def test_a_guide_comes_from_the_ruler_and_goes_back(hand: Hand) -> None:
    window = hand.window
    hand.drag(QPoint(8, 300), hand.point(540, 540))
    board = window.canvas.current
    assert board is not None
    hand.settle()
    assert board.built is not None
    [at] = board.built.page.guides.x
    assert at == pytest.approx(540, abs=3)
    assert steps(hand) == 2
    hand.drag(hand.point(at, 1000), QPoint(5, 400))
    hand.settle()
    assert board.built.page.guides.x == ()
    hand.window.desk.session.undo()
    hand.settle()
    assert board.built.page.guides.x == (at,)


def test_alt_measures_to_what_is_under_the_pointer(hand: Hand) -> None:
    window = hand.window
    window.desk.do(Select(layers=("card",)))
    hand.mouse("move", hand.point(700, 700), ALT)
    assert {round(g.b - g.a) for g in window.canvas.answer.gaps} == {200, 300}
    hand.mouse("move", hand.point(50, 900), ALT)  # the artboard's edges
    assert {round(g.b - g.a) for g in window.canvas.answer.gaps} == {200, 680, 780}
    hand.mouse("move", hand.point(50, 900))
    assert not window.canvas.answer.gaps


def test_duplicating_again_repeats_the_step(hand: Hand) -> None:
    window = hand.window
    window.desk.do(Select(layers=("card",)))
    hand.drag(hand.point(300, 250), hand.point(300, 400), ALT)
    hand.settle()
    [copy] = window.desk.session.state.selection
    assert copy != "card"
    window.actions_table["duplicate"].run()
    hand.settle()
    window.desk.do(Select(layers=("card", copy)))
    a, b = (p.box for p in placed(window))
    assert b.y0 - a.y0 == pytest.approx(150, abs=3)


def test_a_component_follows_in_the_window(hand: Hand) -> None:
    window = hand.window
    window.desk.do(Select(layers=("card",)))
    window.desk.do(Wrap(layers=placed(window)))
    hand.settle()
    [group] = window.desk.session.state.selection
    window.actions_table["component"].run()
    assert own(window.desk.session.state.template, group).of == group  # type: ignore[union-attr]
    hand.settle()
    window.assets.place(f"component:{group}")
    hand.settle()
    assert len([t for t in window.canvas.current.built.targets if t.layer.endswith("__card")]) == 2  # type: ignore[union-attr]


GESTURES = (
    "move",
    "size",
    "draw",
    "pen",
    "guide",
    "flip",
    "lock",
    "raise",
    "duplicate",
    "delete",
    "points",
    "nudge",
)


def gesture(hand: Hand, code: int) -> None:
    """One of the gestures, made from a number; 0 does nothing."""
    window = hand.window

    chosen = random.Random(code).choice
    if not code:
        return
    names = [t.layer for t in window.canvas.current.built.targets]  # type: ignore[union-attr]
    kind = chosen(GESTURES)
    keys = chosen((NONE, NONE, SHIFT, ALT, Qt.KeyboardModifier.ControlModifier))
    a, b = (hand.point(chosen(range(1081)), chosen(range(1081))) for _ in range(2))
    if kind in ("move", "size"):
        hand.drag(a, b, keys)
    elif kind == "draw":
        window.gestures.take(chosen(("rectangle", "ellipse", "line", "arrow", "text", "frame")))
        hand.drag(a, b, keys)
    elif kind == "pen":
        window.gestures.take("pen")
        hand.drag(a, a)
        hand.drag(b, a, keys)
        hand.key(chosen((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
    elif kind == "points":
        hand.mouse("double", a)
        hand.drag(a, b, keys)
        hand.key(Qt.Key.Key_Escape)
    elif kind == "guide":
        hand.drag(QPoint(8, 300), b)
    elif names:
        window.desk.do(Select(layers=(chosen(names),)))
        name = {"flip": "flip-x", "raise": "raise-up", "nudge": "big-left"}.get(kind, kind)
        action = window.actions_table[name]
        if action.enabled():
            action.run()


@pytest.mark.parametrize("examples", [2, pytest.param(6, marks=pytest.mark.long)])
def test_300_random_gestures_undone_give_the_first_document(hand: Hand, examples: int) -> None:
    """The simplest example, which does nothing, is always among them."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.integers(0, 2**32), min_size=300, max_size=300))
    def undone(codes: list[int]) -> None:
        _undone(hand, codes)

    undone()


def _undone(hand: Hand, codes: list[int]) -> None:
    window = hand.window
    session, first = window.desk.session, template_text(window.desk.session.state.template)
    for code in codes:
        gesture(hand, code)
    window.gestures.take("select")
    last = session.state
    while session.history.can_undo:
        session.undo()
    assert template_text(session.state.template) == first
    while session.history.can_redo:
        session.redo()
    assert msgspec.structs.replace(session.state, selection=()) == msgspec.structs.replace(last, selection=())
    session.go(0)  # where the next example begins
