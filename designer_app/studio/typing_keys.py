"""Keys while a caret stands in a text: those of every text field, matched by their place on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from designer_app.editor.typing import Typing
from designer_app.editor.typing_caret import Step
from designer_app.studio.actions import Action, pressed
from designer_app.studio.typing import TypingTool

_STEPS: dict[str, Step] = {
    "Left": "left", "Right": "right", "Up": "up", "Down": "down", "Home": "line-start", "End": "line-end",
    "Ctrl+Left": "word-left", "Ctrl+Right": "word-right", "Ctrl+Home": "start", "Ctrl+End": "end",
}  # fmt: skip
_LOOKS = {"Ctrl+B": "bold", "Ctrl+I": "italic", "Ctrl+U": "underline", "Ctrl+Shift+X": "strike"}
_DELETES = {
    "Backspace": (True, False), "Shift+Backspace": (True, False), "Del": (False, False), "Ctrl+Backspace": (True, True),
    "Ctrl+Del": (False, True),
}  # fmt: skip
_ENTER = ("Return", "Enter", "Shift+Return", "Shift+Enter")
PASSED = frozenset(
    [
        "save", "save-as", "export", "quick-export", "palette", "keys", "theme", "language", "zoom-in", "zoom-out",
        "zoom-full", "zoom-fit", "zoom-selection", "rulers", "grid", "chrome", "find", "open", "presentation", "home",
    ]
)  # fmt: skip
"""Actions that go on working while a text is typed in."""


def text_actions() -> list[Action]:
    """The keys for the sheet of shortcuts."""
    rows = (
        ("Type in the selected text", ("F2", "Return")), ("Word by word", ("Ctrl+Left", "Ctrl+Right")),
        ("Start and end of the line", ("Home", "End")), ("Start and end of the text", ("Ctrl+Home", "Ctrl+End")),
        ("Delete a word", ("Ctrl+Backspace", "Ctrl+Del")), ("Bold", ("Ctrl+B",)), ("Italic", ("Ctrl+I",)),
        ("Underline", ("Ctrl+U",)), ("Strike", ("Ctrl+Shift+X",)), ("Leave the text", ("Esc", "Ctrl+Return")),
    )  # fmt: skip
    return [Action(title, title, lambda: None, keys, "In a text") for title, keys in rows]


def type_key(tool: TypingTool, event: QKeyEvent) -> bool:
    """What a key does in the text; False = it is not the text's."""
    typing = tool.typing
    if typing is None:
        return False
    names = pressed(event)
    for name in names:
        if _command(tool, typing, name):
            return True
    held = event.modifiers()
    control = bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier))
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    text = event.text()
    if text and (text.isprintable() or text == "\t") and control == alt:  # AltGr is Ctrl and Alt at once
        if text == "\t" and not tool.lists():
            return True
        typing.insert(text)
        tool.show()
        return True
    plain = not control and not alt
    return plain and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35


def _command(tool: TypingTool, typing: Typing, name: str) -> bool:
    extend = "Shift+" in name
    bare = name.replace("Shift+", "")
    if bare in _STEPS and bare == name.replace("Shift+", ""):
        typing.move(_STEPS[bare], extend)
        tool.show(words=False)
        return True
    if name in _DELETES:
        before = typing.pieces
        typing.delete(*_DELETES[name])
        tool.show(words=typing.pieces != before)
        return True
    if name in _ENTER:
        typing.insert("\n")
        tool.show()
        return True
    if name in _LOOKS:
        typing.toggle(_LOOKS[name])
        tool.show()
        return True
    match name:
        case "Esc" | "Ctrl+Return" | "Ctrl+Enter":
            tool.ended()
        case "Ctrl+A":
            typing.select_all()
            tool.show(words=False)
        case "Ctrl+C" | "Ctrl+Ins":
            _copy(typing)
        case "Ctrl+X" | "Shift+Del":
            if _copy(typing):
                typing.part()
                typing.delete(back=True)
                typing.part()
                tool.show()
        case "Ctrl+V" | "Shift+Ins" | "Ctrl+Shift+V":
            text = QGuiApplication.clipboard().text()
            if text:
                typing.paste(text, typing.is_slot)
                tool.show()
        case "Ctrl+Z":
            tool.undo()
        case "Ctrl+Shift+Z" | "Ctrl+Y":
            tool.redo()
        case _:
            return False
    return True


def _copy(typing: Typing) -> bool:
    text = typing.copied()
    if text:
        QGuiApplication.clipboard().setText(text)
    return bool(text)
