"""Input methods while a caret stands in a text: what they compose is shown underlined on the engine's own glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent

if TYPE_CHECKING:
    from designer_app.studio.typing import TypingTool


def take_input(tool: TypingTool, event: QInputMethodEvent) -> None:
    """What an input method commits and composes."""
    typing = tool.typing
    if typing is None:
        event.ignore()
        return
    length = event.replacementLength()
    if length:
        start = max(0, typing.caret + event.replacementStart())
        typing.select(start, min(len(typing.text), start + length))
    if event.commitString():
        typing.preedit = ("", 0)
        typing.insert(event.commitString())
    text, at = event.preeditString(), len(event.preeditString())
    for attribute in event.attributes():
        if attribute.type == QInputMethodEvent.AttributeType.Cursor:
            at = attribute.start
    typing.preedit = (text, min(at, len(text)))
    tool.show()
    event.accept()


def input_query(tool: TypingTool, query: Qt.InputMethodQuery) -> object:
    """What an input method may ask: where the caret is, and the paragraph around it."""
    typing = tool.typing
    if typing is None:
        return None
    start, end = typing.paragraph(typing.caret)
    text = typing.text
    asked = Qt.InputMethodQuery
    match query:
        case asked.ImEnabled:
            return True
        case asked.ImCursorRectangle | asked.ImAnchorRectangle:
            return tool.caret_rect()
        case asked.ImSurroundingText:
            return text[start:end]
        case asked.ImCursorPosition:
            return typing.caret - start
        case asked.ImAnchorPosition:
            return min(max(typing.anchor, start), end) - start
        case asked.ImAbsolutePosition:
            return typing.caret
        case asked.ImCurrentSelection:
            return typing.copied()
        case asked.ImTextBeforeCursor:
            return text[: typing.caret]
        case asked.ImTextAfterCursor:
            return text[typing.caret :]
        case asked.ImHints:
            return int(Qt.InputMethodHint.ImhMultiLine.value)
    return None
