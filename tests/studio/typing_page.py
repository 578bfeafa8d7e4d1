"""A page of two texts, one of them with a slot, and how tests type in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from designer_app.editor.commands import Select
from designer_app.editor.tree import find
from designer_app.editor.typing import Typing
from designer_app.editor.typing_carets import Place
from designer_app.studio.shell import EditorWindow
from tests.studio.pointing import middle

Held = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton

PAGE = """{"format": 1, "name": {"en": "Page"}, "kind": "post", "example": "rows.json",
 "slots": {"price": {"type": "text", "label": {"en": "Price"}, "max_chars": 10}},
 "classes": {"square": {"artboard": [1080, 1080]}},
 "pages": [{"name": "main", "layers": [
  {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": 1080, "h": 1080, "fill": "surface"},
  {"kind": "text", "name": "words", "x": 100, "y": 200, "w": 700, "text": "Some words", "size": 64},
  {"kind": "text", "name": "offer", "x": 100, "y": 500, "w": 700, "text": "Now {{ price }} only", "size": 64}]}]}"""
ROWS = '[{"_key": "one", "price": "12 990 ₽"}, {"_key": "two", "price": "490 ₽"}]'


def open_page(opened: Callable[..., EditorWindow], tmp_path: Path, qtbot: Any) -> EditorWindow:
    """The page in a window that has the keys."""
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
