"""What the table of actions has of a layer's own fields: lock, visibility, name, opacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor.commands import SetFields, SetLock
from designer_app.editor.tree import find
from designer_app.studio.actions import Action
from designer_app.studio.visibility import toggle_visible

if TYPE_CHECKING:
    from designer_app.layers.base import Layer
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """Those of the group *Layer* that aren't of the canvas."""
    desk = window.desk

    def selection() -> tuple[str, ...]:
        return desk.session.state.selection

    def some() -> bool:
        return bool(selection())

    def selected() -> list[Layer]:
        return [find(desk.session.state.template, name)[0] for name in selection()]

    def set_all(**fields: object) -> None:
        desk.do(SetFields(layers=selection(), fields=fields, where=desk.where))

    def hide() -> None:
        toggle_visible(desk, selection())

    def lock() -> None:
        free = any(layer.lock == "none" for layer in selected())
        desk.do(SetLock(layers=selection(), lock="all" if free else "none"))

    def opacity(digit: int) -> Action:
        share = 1.0 if digit == 0 else digit / 10
        title = f"Opacity {int(share * 100)}%"
        return Action(
            f"opacity-{digit}", title, lambda: set_all(opacity=share), (str(digit),), "Layer", enabled=some
        )

    return [
        Action("lock", "Lock or unlock", lock, ("Ctrl+Shift+L",), "Layer", "lock", enabled=some),
        Action("hide", "Hide or show", hide, ("Ctrl+Shift+H",), "Layer", "eye-off", enabled=some),
        Action("rename", "Rename", window.rename, ("F2", "Ctrl+R"), "Layer", enabled=some),
        *map(opacity, range(10)),
    ]
