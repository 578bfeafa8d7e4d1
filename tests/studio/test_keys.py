"""Every command's shortcut, by its physical key, under a Latin and a Russian layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from designer_app.editor.commands import Insert, Select
from designer_app.editor.tree import find
from designer_app.studio.actions import Keys, pressed
from designer_app.studio.nudging import NudgeSteps
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt

# A PC keyboard: hardware scan code of each key, what the layouts give without and with Shift.
ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+", "1234567890-=", '!"№;%:?*()_+'),
    (16, "qwertyuiop[]", "QWERTYUIOP{}", "йцукенгшщзхъ", "ЙЦУКЕНГШЩЗХЪ"),
    (30, "asdfghjkl;'", 'ASDFGHJKL:"', "фывапролджэ", "ФЫВАПРОЛДЖЭ"),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?", "\\ячсмитьбю.", "/ЯЧСМИТЬБЮ,"),
)
CODES = {c: start + i for start, plain, *_ in ROWS for i, c in enumerate(plain)}
LAYOUTS = {
    "latin": {c: (c, s) for _, plain, shifted, _, _ in ROWS for c, s in zip(plain, shifted, strict=True)},
    "russian": {
        c: (p, s) for _, plain, _, low, high in ROWS for c, p, s in zip(plain, low, high, strict=True)
    },
}
HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}  # fmt: skip
# What the table of rivals' shortcuts asks of us (Figma's, Penpot's and Canva's manners), by action.
WANTED = {
    "tool-select": "V", "tool-text": "T", "tool-rectangle": "R", "tool-ellipse": "O E", "tool-line": "L",
    "tool-arrow": "Shift+L", "tool-frame": "F B", "place": "Ctrl+Shift+K", "tool-pipette": "I", "tool-hand": "H",
    "tool-pen": "P", "undo": "Ctrl+Z", "redo": "Ctrl+Shift+Z Ctrl+Y", "copy": "Ctrl+C", "cut": "Ctrl+X",
    "paste": "Ctrl+V", "delete": "Del", "all": "Ctrl+A", "none": "Ctrl+Shift+A", "duplicate": "Ctrl+D Ctrl+J",
    "copy-style": "Ctrl+Alt+C", "paste-style": "Ctrl+Alt+V", "group": "Ctrl+G", "ungroup": "Ctrl+Shift+G",
    "raise-up": "Ctrl+]", "raise-down": "Ctrl+[", "raise-front": "Ctrl+Alt+] Ctrl+Shift+]",
    "raise-back": "Ctrl+Alt+[ Ctrl+Shift+[", "lock": "Ctrl+Shift+L", "hide": "Ctrl+Shift+H", "rename": "F2 Ctrl+R",
    "mask": "Ctrl+M", "flip-x": "Shift+H", "flip-y": "Shift+V", "align-left": "Alt+A", "align-right": "Alt+D",
    "align-top": "Alt+W", "align-bottom": "Alt+S", "align-centre": "Alt+H", "align-middle": "Alt+V",
    "distribute-x": "Ctrl+Alt+Shift+H", "distribute-y": "Ctrl+Alt+Shift+V", "nudge-left": "Left", "big-left": "Shift+Left",
    "opacity-5": "5", "opacity-0": "0", "zoom-in": "+", "zoom-out": "-", "zoom-full": "Shift+0 Ctrl+1",
    "zoom-fit": "Shift+1 Ctrl+0", "zoom-selection": "Shift+2", "rulers": "Shift+R", "grid": "Ctrl+'",
    "snapping": "Ctrl+Shift+'", "parent": "Shift+Return", "child": "Return", "next": "Tab", "previous": "Shift+Tab",
    "chrome": "Ctrl+\\", "find": "Ctrl+F Ctrl+H", "palette": "Ctrl+K Ctrl+/", "save": "Ctrl+S", "save-as": "Ctrl+Shift+S",
    "export": "Ctrl+Shift+E", "quick-export": "Ctrl+E", "keys": "? F1", "out": "Esc",
}  # fmt: skip


def press(keys: str, layout: str) -> QKeyEvent:
    """The event of a key combination as a keyboard with that layout sends it."""
    combination = QKeySequence(keys)[0]
    held, key = combination.keyboardModifiers(), combination.key()
    character = chr(key).lower() if key < 0x110000 else ""
    for plain, (_, shifted) in LAYOUTS[layout].items():  # "?" and "+" are typed with Shift
        if character and character not in CODES and shifted == character:
            character, held = plain, held | Qt.KeyboardModifier.ShiftModifier
            break
    if character not in CODES:
        return QKeyEvent(QEvent.Type.KeyPress, key, held)
    typed = LAYOUTS[layout][character][1 if held & Qt.KeyboardModifier.ShiftModifier else 0]
    text = typed if held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier) else ""
    code = CODES[character] + 8  # as X11 and Wayland count
    return QKeyEvent(QEvent.Type.KeyPress, ord(typed.upper()), held, code, 0, 0, text)


@pytest.fixture
def window(opened: Callable[..., EditorWindow]) -> EditorWindow:
    return opened("quote")


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_shortcut_finds_its_command(window: EditorWindow, layout: str) -> None:
    keys = Keys(window.actions_table)
    missed = [
        (action.name, combination)
        for action in window.actions_table.values()
        for combination in action.keys
        if keys.action(press(combination, layout)) is not action
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("event", "name"),
    [  # as X11, Windows and macOS send it
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backtab, HELD["Shift"], 23, 0, 0, ""), "previous"),
        # where an American keyboard has ?, a Russian one has a comma
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Comma, HELD["Shift"], CODES["/"] + 8, 0, 0, ","), "keys"),
    ],
)  # fmt: skip
def test_keys_as_keyboards_send_them(window: EditorWindow, event: QKeyEvent, name: str) -> None:
    found = Keys(window.actions_table).action(event)
    assert found is not None
    assert found.name == name


def test_what_people_press_first_is_there(window: EditorWindow) -> None:
    missing = [
        (name, keys)
        for name, wanted in WANTED.items()
        for keys in wanted.split()
        if name not in window.actions_table or keys not in window.actions_table[name].keys
    ]
    assert missing == []


def test_a_latin_letter_is_meant_wherever_the_layout_has_it() -> None:
    """Z of a French keyboard lies where W is on an American one."""
    french = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, CODES["w"] + 8, 0, 0, ""
    )
    assert pressed(french)[0] == "Ctrl+Z"


def test_letters_are_letters_in_a_text_field(window: EditorWindow, qtbot: object) -> None:
    window.left.show_tab("layers")
    field = window.assets.search
    window.show_panel("assets")
    field.setFocus()
    qtbot.keyClicks(field, "rotv")  # type: ignore[attr-defined]
    assert field.text() == "rotv"
    assert window.gestures.tool_name == "select"


def test_arrows_move_by_the_steps_that_were_chosen(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened("news")
    steps = NudgeSteps(window)
    steps.fields["large"].setText("8")
    steps.fields["large"]._apply()
    steps.fields["small"].setText("nonsense")
    steps.fields["small"]._apply()
    layer = {"kind": "shape", "name": "spot", "x": 100, "y": 100, "w": 50, "h": 50, "fill": "accent"}
    window.desk.do(Insert(layers=(layer,), page=window.desk.session.state.template.pages[0].name))
    for action, x in (("big-right", 108), ("nudge-right", 109), ("big-left", 101)):
        qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
        window.actions_table[action].run()
        assert find(window.desk.session.state.template, "spot")[0].x == x


def test_two_fingers_zoom_where_they_are(window: EditorWindow) -> None:
    canvas, board = window.canvas, window.canvas.current
    assert board is not None
    at = QPointF(canvas.width() / 3, canvas.height() / 3)
    under, zoom = canvas.to_board(board, at), canvas.zoom
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at, canvas.mapToGlobal(at), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.zoom == pytest.approx(1.5 * zoom)
    assert canvas.to_board(board, at) == pytest.approx(under, abs=8)  # whole px of the screen


def test_tab_walks_the_layers_and_leaves_a_canvas_without_a_selection(
    window: EditorWindow, qtbot: object
) -> None:
    canvas, desk = window.canvas, window.desk
    canvas.setFocus()
    desk.do(Select(layers=("quote",)))
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    assert len(desk.session.state.selection) == 1
    assert desk.session.state.selection != ("quote",)
    assert canvas.hasFocus()
    window.actions_table["none"].run()
    qtbot.keyClick(canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)  # type: ignore[attr-defined]
    assert not canvas.hasFocus()
