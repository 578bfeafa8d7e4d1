"""Keys of the window: which command a press means, where it is left to a field or a list, F6 between areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from designer_app.editor.tools import Held
from designer_app.studio.actions import Keys
from designer_app.studio.typing import can_type
from designer_app.studio.typing_keys import PASSED, type_key

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_HELD = (Qt.Key.Key_Alt, Qt.Key.Key_Control)
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WALKING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space)
_TYPING = (
    "copy", "cut", "paste", "undo", "redo", "all", "delete", "next", "previous", "child", "parent", "duplicate",
)  # fmt: skip


class Keyboard(QObject):
    """Hears the keys of one window before whatever has the focus: as a filter of that alone, since one of the whole
    program would be asked about every event. The canvas asks by itself."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window)
        self._window = window
        self._keys = Keys(window.actions_table)
        self._watched: QWidget | None = None
        self._app.focusChanged.connect(self._focused)
        self._focused(None, QApplication.focusWidget())
        window.canvas.keyed = lambda event: self.eventFilter(window.canvas, event)

    @property
    def _app(self) -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    def _focused(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if now is not None and now is not self._window.canvas and self._window.isAncestorOf(now):
            self._watched = now
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            window = self._window
            if event.type() == QEvent.Type.KeyPress and window.isActiveWindow() and self._key(watched, event):
                return True
            if event.key() in _HELD and not event.isAutoRepeat() and window.isActiveWindow():
                on = event.type() == QEvent.Type.KeyPress
                window.canvas.rehover(
                    Held(
                        alt=on if event.key() == Qt.Key.Key_Alt else bool(event.modifiers() & _ALT),
                        ctrl=on if event.key() == Qt.Key.Key_Control else bool(event.modifiers() & _CTRL),
                    )
                )
            let_go = event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
            if let_go and event.key() == Qt.Key.Key_Space and window.gestures.tool_name != "hand":
                window.canvas.hold_space(False)
        return False

    def end(self) -> None:
        self._app.focusChanged.disconnect(self._focused)
        self._focused(None, None)
        self._window.canvas.keyed = None

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        window = self._window
        if focus is None or not window.isAncestorOf(focus) or watched is not focus:
            return False
        typing = isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit)
        on_canvas = focus is window.canvas
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        text = window.gestures.typing if on_canvas else None
        if text is not None and type_key(text, event):
            return True
        if event.key() == Qt.Key.Key_F2 and not held and on_canvas and self._type():
            return True
        if event.key() == Qt.Key.Key_Space and on_canvas and not event.isAutoRepeat():
            window.canvas.hold_space(True)
            return True
        if event.key() == Qt.Key.Key_F6:
            self._next_area(forward=not held & Qt.KeyboardModifier.ShiftModifier)
            return True
        action = self._keys.action(event)
        if action is None or (window.over.presentation is not None and action.name != "present"):
            return False
        if text is not None and action.name not in PASSED:
            return True
        window.gestures.flush()
        if typing and (plain or action.name in _TYPING or action.name == "keys"):
            return False
        lists = isinstance(focus, QAbstractItemView | QComboBox)
        walking = lists or event.key() in _WALKING
        if plain and not on_canvas and walking and not (lists and event.key() in _REMOVING):
            return False
        if action.name in ("next", "previous") and not window.desk.session.state.selection:
            if on_canvas and action.name == "next":  # nothing to walk: Tab hides the panels
                window.toggle_panels()
                return True
            return False
        if not action.enabled():
            return on_canvas
        action.run()
        return True

    def _type(self) -> bool:
        """F2 on a selected text: type in it."""
        desk = self._window.desk
        selection = desk.session.state.selection
        if len(selection) != 1 or not can_type(desk, selection[0]):
            return False
        self._window.gestures.edit(selection[0])
        return True

    def _next_area(self, forward: bool) -> None:
        shown = [a for a in self._window.areas() if a.isVisible()]
        focus = QApplication.focusWidget()
        at = next(
            (i for i, a in enumerate(shown) if a is focus or (focus is not None and a.isAncestorOf(focus))),
            -1,
        )
        shown[(at + (1 if forward else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
