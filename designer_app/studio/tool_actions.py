"""What the table of actions has of tools: one action takes each in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.studio.actions import Action

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_TOOLS = (
    ("select", "Move", "mouse-pointer-2", "Click selects, drag moves, double-click goes in.", "V"),
    ("frame", "Frame", "frame", "Drag out a frame that clips what it holds.", "F", "B"),
    ("rectangle", "Rectangle", "square", "Drag out; Shift keeps it square, Alt works from the centre.", "R"),
    ("ellipse", "Ellipse", "circle", "Drag out; Shift keeps it round.", "O", "E"),
    ("line", "Line", "slash", "Drag from end to end.", "L"),
    ("arrow", "Arrow", "arrow-up-right", "Drag from tail to head.", "Shift+L"),
    ("text", "Text", "type", "Click or drag out, then type.", "T"),
    ("pen", "Pen", "pen-tool", "Click sets points, drag bends; the first point closes, Enter ends.", "P"),
    ("image", "Picture", "image", "Drag out a frame for a picture; drop a file on it."),
    ("pipette", "Eyedropper", "pipette", "Takes a colour of the canvas and offers the kit's nearest.", "I"),
    ("hand", "Hand", "hand", "Drag moves the view. Space held does the same.", "H"),
)


def actions(window: EditorWindow) -> list[Action]:
    """One for each tool, ``tool-NAME``."""
    take = window.gestures.take
    return [
        Action(f"tool-{name}", title, lambda name=name: take(name), tuple(keys), "Tools", icon, hint)
        for name, title, icon, hint, *keys in _TOOLS
    ]
