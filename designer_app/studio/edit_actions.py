"""What the table of actions has of editing: undo, clipboard, delete, copies, finding, where an edit lands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor.commands import Delete
from designer_app.studio import canvas_actions, clipboard
from designer_app.studio.actions import Action
from designer_app.studio.svg_clipboard import copy_svg

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """Those of the group *Edit*."""
    desk, gestures = window.desk, window.gestures

    def some() -> bool:
        return bool(desk.session.state.selection)

    def holding(*tools: str) -> bool:
        return gestures.tool_name in tools

    def delete() -> None:
        desk.do(Delete(layers=desk.session.state.selection))

    def scoped(scope: str) -> Action:
        keys = (f"Ctrl+Alt+{('master', 'class', 'size', 'row').index(scope) + 1}",)
        return Action(f"scope-{scope}", f"Edits go to: {scope}", lambda: window.set_scope(scope), keys)

    return [
        Action(
            "undo", "Undo", lambda: gestures.key("undo") or desk.session.undo(), ("Ctrl+Z",), icon="undo-2",
            enabled=lambda: desk.session.history.can_undo or holding("pen", "crop"),
        ),
        Action(
            "redo", "Redo", desk.session.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo-2",
            enabled=lambda: desk.session.history.can_redo,
        ),
        Action("copy", "Copy", lambda: clipboard.copy(desk), ("Ctrl+C",), icon="copy", enabled=some),
        Action("cut", "Cut", lambda: clipboard.copy(desk) and delete(), ("Ctrl+X",), enabled=some),
        Action("paste", "Paste", lambda: clipboard.paste(desk), ("Ctrl+V",), icon="clipboard-paste"),
        Action("copy-style", "Copy style", lambda: clipboard.copy_style(desk), ("Ctrl+Alt+C",), enabled=some),
        Action("paste-style", "Paste style", lambda: clipboard.paste_style(desk), ("Ctrl+Alt+V",), enabled=some),
        Action("copy-png", "Copy as PNG", lambda: clipboard.copy_png(desk), ("Ctrl+Shift+C",)),
        Action("copy-svg", "Copy as SVG", lambda: copy_svg(desk), hint="The selected layers as vectors for other programs."),
        Action(
            "delete", "Delete", lambda: gestures.key("delete") or delete(), ("Del", "Backspace"), icon="trash-2",
            enabled=lambda: some() or holding("pen", "points", "crop"),
        ),
        Action("duplicate", "Duplicate", lambda: canvas_actions.duplicate(window), ("Ctrl+D", "Ctrl+J"), enabled=some),
        *map(scoped, ("master", "class", "size", "row")),
        Action("find", "Find and replace", window.over.find, ("Ctrl+F", "Ctrl+H"), icon="search"),
    ]  # fmt: skip
