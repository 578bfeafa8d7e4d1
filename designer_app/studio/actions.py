"""Every command of the window in one table: menus, palette, shortcut sheet and keys are all made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from designer_app.studio.words import tr

# Physical keys by the scan codes of a PC keyboard, so that shortcuts work under any layout: Ctrl+Я is Ctrl+Z.
_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
_HIGHER = {
    "windows": 0,
    "cocoa": -1,
}  # X11 and Wayland count from 8 higher than the hardware; macOS gives no such codes
_CYRILLIC = dict(zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True))


@dataclass(frozen=True)
class Action:
    """A command: what it is called, its keys (the first is shown), what it does, and whether it can be done now."""

    name: str
    title: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    group: str = "Edit"
    icon: str = ""
    hint: str = ""
    enabled: Callable[[], bool] = field(default=lambda: True)

    @property
    def label(self) -> str:
        return tr(self.title)

    @property
    def shortcut(self) -> str:
        """The first of its keys as people read it."""
        return shown_keys(self.keys[0]) if self.keys else ""

    @property
    def tooltip(self) -> str:
        """Name, keys, and one sentence that teaches."""
        keys = f"  <span style='color:gray'>{self.shortcut}</span>" if self.shortcut else ""
        return f"<b>{self.label}</b>{keys}" + (f"<br>{tr(self.hint)}" if self.hint else "")


_CAPS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "-": "−"}  # as the keys say


def shown_keys(keys: str) -> str:
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    parts = text.replace("+", " ").replace("  ", " +").strip().split()
    return " ".join(_CAPS.get(part, part) for part in parts) or keys


class Keys:
    """Which action a key press means."""

    def __init__(self, actions: dict[str, Action]) -> None:
        self._by_keys: dict[str, Action] = {}
        for action in actions.values():
            for keys in action.keys:
                self._by_keys[_normal(keys)] = action

    def action(self, event: QKeyEvent) -> Action | None:
        """By the physical key first, then by the character that the layout gives."""
        for keys in pressed(event):
            found = self._by_keys.get(keys)
            if found is not None:
                return found
        return None


def _normal(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def pressed(event: QKeyEvent) -> list[str]:
    """The ways to name a key press. A Latin letter is meant as it is, on whatever key the layout has it; else the
    physical key comes first (``Ctrl+Z`` for Ctrl+Я, ``Shift+2`` for ``"``), then the character."""
    names = []
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    latin = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    own = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else event.key()  # as keyboards send Shift+Tab
    for key in (0 if latin else _physical(event), own):
        if key:
            combination = QKeyCombination(held, Qt.Key(key))
            names.append(QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText))
    if event.text() and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        names.insert(0 if event.text() in "?+" else len(names), _normal(event.text().upper()))
    if held & Qt.KeyboardModifier.ShiftModifier and 0x20 < event.key() < 0x80 and not latin:
        combination = QKeyCombination(held & ~Qt.KeyboardModifier.ShiftModifier, Qt.Key(event.key()))
        names.append(QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText))  # Ctrl++
    return names


def _physical(event: QKeyEvent) -> int:
    """The key as a Latin layout would name it; 0 where that can't be told."""
    letter = _CYRILLIC.get(chr(event.key()).upper()) if event.key() < 0x110000 else None
    if letter:
        return ord(letter)
    higher = _HIGHER.get(QGuiApplication.platformName(), 8)
    code = event.nativeScanCode() - higher
    for start, row in _ROWS.items() if higher >= 0 else ():
        if start <= code < start + len(row):
            return ord(row[code - start])
    return 0
