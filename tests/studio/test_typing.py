"""Typing on the canvas with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent

from designer_app.editor.commands import Select, SetFields, SetLock
from designer_app.editor.tree import find, names
from designer_app.paint import paint
from designer_app.studio.pixels import pillow
from designer_app.studio.shell import EditorWindow
from designer_app.studio.typing_spoken import Spoken
from tests.studio.pointing import middle
from tests.studio.test_gestures import mouse
from tests.studio.typing_page import LEFT, Held, at, begin, open_page, settle, text_of, typing, write

pytestmark = pytest.mark.qt
Key = Qt.Key


@pytest.fixture
def window(opened: Callable[..., EditorWindow], tmp_path: Path, qtbot: Any) -> EditorWindow:
    return open_page(opened, tmp_path, qtbot)


@pytest.mark.parametrize(("words", "steps"), [("Soft merino sweater", 3), ("Мягкий свитер из мериноса", 4)])
def test_type_leave_and_undo_word_by_word(window: EditorWindow, qtbot: Any, words: str, steps: int) -> None:
    first = window.desk.session.state
    begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, words)
    settle(window, qtbot)
    assert typing(window).text == words
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert window.gestures.tool_name == "select"
    assert window.desk.session.state.selection == ("words",)
    assert text_of(window, "words") == words
    history = window.desk.session.history
    assert [step.label for step in history.steps[1:]] == ["Typing"] * steps
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    expected = paint(board.built.built.scene, window.canvas.wanted_scale(board))
    assert ImageChops.difference(pillow(board.image).convert("RGB"), expected).getbbox() is None
    assert not board.built.built.typed
    for _ in range(steps):
        qtbot.keyClick(window.canvas, Key.Key_Z, Held.ControlModifier)
    assert window.desk.session.state.content == first.content


def test_undo_while_typing_takes_the_last_word_and_redo_brings_it_back(
    window: EditorWindow, qtbot: Any
) -> None:
    begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Key.Key_End, Held.ControlModifier)
    write(window, " and more")
    qtbot.keyClick(window.canvas, Key.Key_Z, Held.ControlModifier)
    assert typing(window).text == "Some words and "
    qtbot.keyClick(window.canvas, Key.Key_Z, Held.ControlModifier)
    qtbot.keyClick(window.canvas, Key.Key_Z, Held.ControlModifier)
    settle(window, qtbot)
    assert typing(window).text == "Some words"
    qtbot.keyClick(window.canvas, Key.Key_Z, Held.ControlModifier | Held.ShiftModifier)
    qtbot.keyClick(window.canvas, Key.Key_Y, Held.ControlModifier)
    qtbot.keyClick(window.canvas, Key.Key_Y, Held.ControlModifier)
    settle(window, qtbot)
    assert typing(window).text == "Some words and more"


def test_shortcuts_by_their_place_on_a_russian_keyboard(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Qt.Key(ord("Ф")), Held.ControlModifier)  # Ctrl+A
    assert typing(window).selection == (0, 10)
    qtbot.keyClick(window.canvas, Qt.Key(ord("С")), Held.ControlModifier)  # Ctrl+C
    assert QGuiApplication.clipboard().text() == "Some words"
    qtbot.keyClick(window.canvas, Key.Key_End)
    qtbot.keyClick(window.canvas, Qt.Key(ord("М")), Held.ControlModifier)  # Ctrl+V
    assert typing(window).text == "Some wordsSome words"
    qtbot.keyClick(window.canvas, Qt.Key(ord("Я")), Held.ControlModifier)  # Ctrl+Z
    assert typing(window).text == "Some words"


def test_keys_of_tools_and_layers_are_letters_here(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "v r t 5 + ?")
    qtbot.keyClick(window.canvas, Key.Key_D, Held.ControlModifier)  # no copy of the layer
    settle(window, qtbot)
    assert typing(window).text == "v r t 5 + ?"
    assert names(window.desk.session.state.template) == ["ground", "words", "offer"]


def test_mouse_places_selects_words_paragraphs_and_leaves(window: EditorWindow, qtbot: Any) -> None:
    field = begin(window, qtbot, "words")
    canvas = window.canvas
    qtbot.mouseClick(canvas, LEFT, pos=at(window, 3, 2))
    assert field.caret == field.anchor == 3
    qtbot.mousePress(canvas, LEFT, pos=at(window, 1, 1))
    qtbot.mouseMove(canvas, at(window, 7, 1))
    qtbot.mouseRelease(canvas, LEFT, pos=at(window, 7, 1))
    assert field.selection == (1, 7)
    qtbot.mouseClick(canvas, LEFT, Held.ShiftModifier, at(window, 9, 1))
    assert field.selection == (1, 9)
    qtbot.mouseDClick(canvas, LEFT, pos=at(window, 7, 3))
    assert field.selection == (5, 10)
    qtbot.mousePress(canvas, LEFT, pos=at(window, 7, 3) + QPoint(40, 0))
    assert field.caret > 7
    qtbot.mouseRelease(canvas, LEFT, pos=at(window, 7, 3) + QPoint(40, 0))
    qtbot.mouseDClick(canvas, LEFT, pos=at(window, 7, 3))
    mouse(window, "move", at(window, 1, 2))
    assert field.selection == (0, 10)
    mouse(window, "release", at(window, 1, 2))
    qtbot.mouseDClick(canvas, LEFT, pos=at(window, 7, 3))
    mouse(window, "release", at(window, 7, 3))
    qtbot.mousePress(canvas, LEFT, pos=at(window, 7, 3))
    assert field.selection == (0, 10)
    qtbot.mouseRelease(canvas, LEFT, pos=at(window, 7, 3))
    qtbot.mouseClick(canvas, LEFT, pos=middle(window, "offer") + QPoint(0, 150))
    assert window.gestures.typing is None


def test_enter_f2_and_the_tool_start_it(window: EditorWindow, qtbot: Any) -> None:
    for key in (Key.Key_Return, Key.Key_F2):
        window.desk.do(Select(layers=("words",)))
        qtbot.keyClick(window.canvas, key)
        settle(window, qtbot)
        assert typing(window).selection == (0, 10)
        qtbot.keyClick(window.canvas, Key.Key_Escape)
    qtbot.keyClick(window.canvas, Key.Key_T)
    qtbot.mouseClick(window.canvas, LEFT, pos=middle(window, "words"))
    settle(window, qtbot)
    assert typing(window).layer == "words"
    assert typing(window).selection[0] == typing(window).selection[1]


def test_a_new_text_is_drawn_typed_and_kept_and_an_empty_one_is_gone(
    window: EditorWindow, qtbot: Any
) -> None:
    canvas = window.canvas
    place = middle(window, "offer") + QPoint(0, 120)
    qtbot.keyClick(canvas, Key.Key_T)
    qtbot.mouseClick(canvas, LEFT, pos=place)
    settle(window, qtbot)
    assert typing(window).layer == "text"
    write(window, "Новое")
    qtbot.keyClick(canvas, Key.Key_Return)
    write(window, "слово")
    qtbot.keyClick(canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert text_of(window, "text") == "Новое\nслово"
    steps = len(window.desk.session.history.steps)
    qtbot.keyClick(canvas, Key.Key_T)
    qtbot.mouseClick(canvas, LEFT, pos=place + QPoint(150, 60))
    settle(window, qtbot)
    qtbot.keyClick(canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert names(window.desk.session.state.template) == ["ground", "words", "offer", "text"]
    assert window.desk.session.history.position == steps - 1


def test_bold_and_italic_are_runs(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Key.Key_Home)
    qtbot.keyClick(window.canvas, Key.Key_Right, Held.ControlModifier | Held.ShiftModifier)
    qtbot.keyClick(window.canvas, Key.Key_B, Held.ControlModifier)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    layer = find(window.desk.session.state.template, "words")[0]
    assert [(run.text, run.bold) for run in layer.runs] == [("Some ", True), ("words", False)]  # type: ignore[union-attr]


def test_a_locked_text_says_why(window: EditorWindow, qtbot: Any) -> None:
    window.desk.do(SetLock(layers=("words",), lock="content"))
    said: list[str] = []
    window.desk.told.connect(lambda finding: said.append(finding.code))
    qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, "words"))
    qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, "words"))
    assert window.gestures.typing is None
    assert "locked" in said


def test_an_input_method_composes_on_the_glyphs_and_commits(
    window: EditorWindow, qtbot: Any, qapp: Any
) -> None:
    field = begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Key.Key_End)
    assert window.canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    composed = QInputMethodEvent(
        "かな", [QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 1, 1)]
    )
    qapp.sendEvent(window.canvas, composed)
    settle(window, qtbot)
    assert field.text == "Some words"
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    assert "".join(line.text for line in board.built.built.typed[0].layout.lines) == "Some wordsかな"
    query = QInputMethodQueryEvent(
        Qt.InputMethodQuery.ImCursorRectangle | Qt.InputMethodQuery.ImSurroundingText
    )
    qapp.sendEvent(window.canvas, query)
    assert query.value(Qt.InputMethodQuery.ImSurroundingText) == "Some words"
    assert query.value(Qt.InputMethodQuery.ImCursorRectangle).height() > 10
    commit = QInputMethodEvent()
    commit.setCommitString("仮名")
    qapp.sendEvent(window.canvas, commit)
    settle(window, qtbot)
    assert field.text == "Some words仮名"
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert not window.canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert text_of(window, "words") == "Some words仮名"


def test_what_is_typed_is_saved_and_recovered(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    qtbot.keyClick(window.canvas, Key.Key_End)
    write(window, " today")
    qtbot.keyClick(window.canvas, Key.Key_S, Held.ControlModifier)
    assert "Some words today" in window.desk.session.file.read_text("utf-8")
    assert window.gestures.typing is not None  # one goes on typing


def test_another_place_of_edits_or_an_undo_of_the_layer_ends_it(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    write(window, "x")
    window.set_scope("size")
    qtbot.waitUntil(lambda: window.gestures.typing is None, timeout=10_000)
    assert "x" in text_of(window, "words")


def test_the_bar_dresses_the_selection_and_stands_off_the_carets_line(
    window: EditorWindow, qtbot: Any
) -> None:
    field = begin(window, qtbot, "words")
    bar = window.typing_bar
    field.select(0, 4)
    qtbot.waitUntil(bar.isVisible, timeout=10_000)
    tool = window.gestures.typing
    assert tool is not None
    assert not bar.geometry().intersects(tool.caret_rect().toAlignedRect())
    qtbot.mouseClick(bar._looks["italic"], LEFT)
    bar.set_fill("accent")
    bar.set_style("display")
    bar.insert("price")
    settle(window, qtbot)
    assert window.canvas.hasFocus()
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert not bar.isVisible()
    layer = find(window.desk.session.state.template, "words")[0]
    assert [(r.text, r.italic, r.fill, r.style) for r in layer.runs] == [  # type: ignore[union-attr]
        ("{{ price }}", True, "accent", "display"), (" words", False, "", ""),
    ]  # fmt: skip


def test_on_a_wall_the_other_boards_follow_and_the_window_stays_the_active_one(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: Any
) -> None:
    window = opened(copied("quote"))
    assert len(window.canvas.boards) > 2
    window.activateWindow()
    window.canvas.setFocus()
    window.edit_text("quote")
    settle(window, qtbot)
    assert window.isActiveWindow()
    before = {board.name: board.image for board in window.canvas.boards}
    qtbot.keyClick(window.canvas, Key.Key_End, Held.ControlModifier)
    write(window, "Ещё")
    qtbot.waitUntil(
        lambda: window.settled and all(b.image is not before[b.name] for b in window.canvas.boards),
        timeout=30_000,
    )
    assert typing(window).text.endswith("Ещё")
    assert [b.name for b in window.canvas.boards if b.built and b.built.built.typed] == [window.canvas.active]


@pytest.fixture
def assisted() -> Iterator[None]:
    """As if a screen reader were there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_a_screen_reader_follows_what_is_typed(assisted: None, window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    [field] = window.canvas.findChildren(Spoken)
    told = QAccessible.queryAccessibleInterface(field)
    assert told.role() == QAccessible.Role.EditableText
    assert told.text(QAccessible.Text.Name) == "Words"
    assert told.text(QAccessible.Text.Value) == "Some words"
    qtbot.keyClick(window.canvas, Key.Key_End)
    qtbot.keyClicks(window.canvas, " ")
    smile = QKeyEvent(QEvent.Type.KeyPress, 0, Held.NoModifier, "\N{GRINNING FACE}")
    QGuiApplication.sendEvent(window.canvas, smile)
    qtbot.keyClicks(window.canvas, "x")
    assert told.text(QAccessible.Text.Value) == "Some words \N{GRINNING FACE}x"
    assert field.textCursor().position() == len("Some words ..x")  # Qt counts UTF-16 units
    qtbot.keyClick(window.canvas, Key.Key_Left, Held.ShiftModifier)
    assert field.textCursor().selectedText() == "x"
    qtbot.keyClick(window.canvas, Key.Key_Backspace)
    assert told.text(QAccessible.Text.Value) == "Some words \N{GRINNING FACE}"
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.canvas.findChildren(Spoken))


def test_nothing_is_kept_for_nobody(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "words")
    assert not window.canvas.findChildren(Spoken)


def test_a_new_text_says_its_words_in_all_sizes_whatever_the_switch(window: EditorWindow, qtbot: Any) -> None:
    window.set_scope("size")
    window.gestures.take("text")
    at = window.canvas.from_board(window.canvas.current, 300, 800).toPoint()
    mouse(window, "press", at)
    mouse(window, "release", at)
    settle(window, qtbot)
    qtbot.keyClicks(window.canvas, "New")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    state = window.desk.session.state
    assert find(state.template, state.selection[0])[0].text == "New"
    assert state.template.overrides == ()


def test_the_inspector_says_how_the_text_is_set_while_one_types(window: EditorWindow, qtbot: Any) -> None:
    window.desk.do(SetFields(layers=("words",), fields={"max_lines": 2}))
    begin(window, qtbot, "words")
    fit = window.inspector.sections.fit
    assert fit.said.text() == "Set at 64 px, 1\u00a0line of 2"
    qtbot.keyClick(window.canvas, Key.Key_End)
    write(window, " and others that run on")
    settle(window, qtbot)
    assert typing(window).pending() is not None  # the document doesn't know yet
    assert fit.said.text() == "Set at 64 px, 2\u00a0lines of 2"
    assert fit.badge.text() == "Fits"
    write(window, " and on, far beyond the second of them")
    settle(window, qtbot)
    lines, most = window.canvas.current.built.built.lines["words"]
    assert lines > most == 2  # nothing is cut while one types
    assert fit.said.text() == f"Set at 64 px, {lines}\u00a0lines of 2"
    assert fit.badge.text().startswith("Over by ")
