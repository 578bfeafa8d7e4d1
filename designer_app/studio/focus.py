"""The focus ring: buttons and cards show it only when the keyboard brought the focus there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QPushButton, QWidget


def watch(app: QApplication) -> None:
    """Once for the program; styles ask for the property ``keyed``."""
    app.focusChanged.connect(_moved)


def _moved(old: QWidget | None, new: QWidget | None) -> None:
    within = old is not None and new is not None and old.window() is new.window()  # none that a window gave
    # what had it may have been hidden or thrown away: then it fell to the next one, by nobody's key
    by_key = (
        within
        and old is not None
        and old.isVisible()
        and QApplication.mouseButtons() == Qt.MouseButton.NoButton
    )
    default = isinstance(new, QPushButton) and new.isDefault()  # Enter takes it: that is always seen
    for widget, on in ((old, False), (new, by_key or default)):
        if isinstance(widget, QAbstractButton | QFrame) and (widget.property("keyed") == "true") != on:
            widget.setProperty("keyed", "true" if on else "false")
            widget.style().polish(widget)
