"""What the table of actions has of selecting: all, none, in, out, from layer to layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor import tools
from designer_app.editor.commands import Select
from designer_app.editor.hits import alike
from designer_app.editor.tree import find
from designer_app.layers.group import Holder
from designer_app.studio.actions import Action

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """Those of the group *Selection*."""
    desk, canvas, gestures = window.desk, window.canvas, window.gestures

    def selection() -> tuple[str, ...]:
        return desk.session.state.selection

    def some() -> bool:
        return bool(selection())

    def select(layers: tuple[str, ...]) -> None:
        desk.do(Select(layers=layers))

    def every() -> None:
        board = canvas.current
        if board is not None and board.built is not None:
            select(tuple(layer.name for layer in board.built.page.layers if layer.lock == "none"))

    def escape() -> None:
        if window.over.presentation is not None:
            window.over.present()
        elif not gestures.cancel() and not window.guides.cancel() and not gestures.key("escape"):
            if gestures.tool_name != "select":
                gestures.take("select")
            elif not some() and window.canvas.picked:
                window.canvas.picked.clear()
                window.canvas.update()
                desk.viewed.emit()
            elif some():
                desk.do(tools.out(desk.session.state))

    def child() -> None:
        if gestures.key("enter"):
            return
        if len(selection()) == 1:
            layer = find(desk.session.state.template, selection()[0])[0]
            if isinstance(layer, Holder) and layer.layers:
                select(tuple(c.name for c in layer.layers))
            else:
                gestures.edit(selection()[0])

    def sibling(on: bool) -> None:
        desk.do(tools.sibling(desk.session.state, on))

    return [
        Action("all", "Select all", every, ("Ctrl+A",), "Selection"),
        Action("none", "Deselect", lambda: select(()), ("Ctrl+Shift+A",), "Selection", enabled=some),
        Action("out", "Out of the group", escape, ("Esc",), "Selection"),
        Action(
            "parent", "Select the group around", lambda: desk.do(tools.out(desk.session.state)), ("Shift+Return",),
            "Selection", enabled=some,
        ),
        Action(
            "child", "Edit text or go in", child, ("Return",), "Selection",
            enabled=lambda: some() or gestures.tool_name in ("pen", "points", "crop"),
        ),
        Action("next", "Next layer", lambda: sibling(True), ("Tab",), "Selection", enabled=some),
        Action("previous", "Previous layer", lambda: sibling(False), ("Shift+Tab",), "Selection", enabled=some),
        Action(
            "same", "Select same", lambda: select(alike(desk.session.state.template, selection()[0])), (),
            "Selection", enabled=some,
        ),
    ]  # fmt: skip
