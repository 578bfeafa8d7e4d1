"""Typing on the canvas with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from designer_app.editor.commands import Select, SetFields, SetLock
from designer_app.editor.tree import find, names
from designer_app.editor.typing import Typing
from designer_app.editor.typing_carets import Place
from designer_app.paint import paint
from designer_app.studio.pixels import pillow
from designer_app.studio.shell import EditorWindow
from designer_app.studio.typing_spoken import Spoken
from tests.studio.pointing import middle
from tests.studio.test_gestures import mouse

pytestmark = pytest.mark.qt
Key, Held = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton

PAGE = """{"format": 1, "name": {"en": "Page"}, "kind": "post", "example": "rows.json",
 "slots": {"price": {"type": "text", "label": {"en": "Price"}, "max_chars": 10}},
 "classes": {"square": {"artboard": [1080, 1080]}},
 "pages": [{"name": "main", "layers": [
  {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": 1080, "h": 1080, "fill": "surface"},
  {"kind": "text", "name": "words", "x": 100, "y": 200, "w": 700, "text": "Some words", "size": 64},
  {"kind": "text", "name": "offer", "x": 100, "y": 500, "w": 700, "text": "Now {{ price }} only", "size": 64}]}]}"""
ROWS = '[{"_key": "one", "price": "12 990 ₽"}, {"_key": "two", "price": "490 ₽"}]'


@pytest.fixture
def window(opened: Callable[..., EditorWindow], tmp_path: Path, qtbot: Any) -> EditorWindow:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "template.json").write_text(PAGE, "utf-8")
    (tmp_path / "page" / "rows.json").write_text(ROWS, "utf-8")
    found = opened(str(tmp_path / "page"))
    found.gestures.snapping = False
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow, timeout=8_000)  # a window manager takes its time
    found.canvas.setFocus()
    return found


def settle(window: EditorWindow, qtbot: Any) -> None:
    def there() -> bool:
        tool = window.gestures.typing
        return window.settled and (tool is None or tool.typing is None or tool.typing.fresh is not None)

    qtbot.waitUntil(there, timeout=30_000)


def begin(window: EditorWindow, qtbot: Any, layer: str) -> Typing:
    """A double click on a layer."""
    window.desk.do(Select(layers=(layer,)))
    qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, layer))
    settle(window, qtbot)
    return typing(window)


def typing(window: EditorWindow) -> Typing:
    tool = window.gestures.typing
    assert tool is not None
    assert tool.typing is not None
    return tool.typing


def write(window: EditorWindow, words: str) -> None:
    """Key presses with the letters of any layout."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, ord(letter.upper()), Held.NoModifier, letter)
            QGuiApplication.sendEvent(window.canvas, key)


def text_of(window: EditorWindow, layer: str) -> str:
    return str(find(window.desk.session.state.template, layer)[0].text)  # type: ignore[union-attr]


def at(window: EditorWindow, index: int, dx: float = 0.0) -> QPoint:
    """Where a caret stands, in the middle of its height."""
    tool, board = window.gestures.typing, window.canvas.current
    assert tool is not None
    assert board is not None
    carets = typing(window).fresh
    assert carets is not None
    box = carets.box(Place(index))
    return tool.to_screen(board).map(QPoint(round(box.x0 + dx), round((box.y0 + box.y1) / 2)))


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


def test_a_rows_cell_is_typed_when_edits_go_to_the_row(window: EditorWindow, qtbot: Any) -> None:
    settle(window, qtbot)
    window.set_scope("row")
    field = begin(window, qtbot, "offer")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "9 990 ₽")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert field.cell is not None
    state = window.desk.session.state
    assert state.cells == (("one", "price", "9 990 ₽"),)
    assert text_of(window, "offer") == "Now {{ price }} only"


def test_a_cell_over_its_limit_is_shown_as_typed_and_said_when_one_leaves(
    window: EditorWindow, qtbot: Any
) -> None:
    window.set_scope("row")
    field = begin(window, qtbot, "offer")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "much too long a price indeed")
    settle(window, qtbot)
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    assert not board.faults
    assert field.text.count("too long") == 1
    assert "indeed" in "".join(line.text for line in board.built.built.typed[0].layout.lines)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert not board.faults
    assert "text-too-long" in [finding.code for finding in board.findings]
    assert window.desk.session.state.cells[-1][2] == "much too long a price indeed"


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


def test_a_chips_card_leads_into_the_rows_cell(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "offer")
    qtbot.mouseClick(window.canvas, LEFT, pos=at(window, 4, 6))
    card = window.chip_card
    assert card.isVisible()
    assert card._name.text() == "Price"
    assert card._given.text() == "12 990 ₽"
    qtbot.mouseClick(card._edit, LEFT)
    settle(window, qtbot)
    assert window.desk.scope == "row"
    assert typing(window).cell is not None
    assert not card.isVisible()
    write(window, "1 ₽")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert window.desk.session.state.cells == (("one", "price", "1 ₽"),)


def test_a_chip_made_plain_is_words(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "offer")
    qtbot.mouseClick(window.canvas, LEFT, pos=at(window, 4, 6))
    qtbot.mouseClick(window.chip_card._plain, LEFT)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert text_of(window, "offer") == "Now 12 990 ₽ only"


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


def test_words_typed_over_a_slot_are_told_and_go_into_the_row_by_a_click(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: Any
) -> None:
    window = opened(copied("news"), "northline")
    window.canvas.setFocus()
    begin(window, qtbot, "headline")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "Open now")
    settle(window, qtbot)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    [toast] = window._toasts
    buttons = [b for b in toast.findChildren(QAbstractButton) if b.text()]
    assert [b.text() for b in buttons] == ["Into row 1", "Back to the slot"]
    buttons[0].click()
    settle(window, qtbot)
    row = window.desk.current_row
    assert row is not None
    assert (row.key, "headline", "Open now") in window.desk.session.state.cells
    assert "headline" in text_of(window, "headline")
    begin(window, qtbot, "headline")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert not any("Back to the slot" in dict(t.actions) for t in window._toasts if t.isVisible())


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


def test_a_double_click_on_a_chip_takes_it_whole(window: EditorWindow, qtbot: Any) -> None:
    qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, "offer"))
    if window.gestures.typing is None:  # the first one selected it
        qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, "offer"))
    settle(window, qtbot)
    assert typing(window).chip is not None
    assert window.chip_card.isVisible()
    write(window, "9 ₽")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert text_of(window, "offer") == "Now 9 ₽ only"


def test_the_status_counts_what_is_seen(window: EditorWindow, qtbot: Any) -> None:
    """A slot with what the row gives, not as one chip."""
    seen = f"Now {window.desk.rows[0].cells['price']} only"
    begin(window, qtbot, "offer")
    told = f"{len(seen)}\u00a0characters · 1\u00a0line"
    qtbot.waitUntil(lambda: window.status._point.text() == told, timeout=10_000)


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
