"""What the table of actions has of the canvas: mirror, mask, clip, components, guides, copies that repeat a step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from designer_app.editor import tools
from designer_app.editor.commands import ClipContent, Duplicate, Flip, Mask
from designer_app.studio import clipboard, components
from designer_app.studio.actions import Action
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.editor.arranging import Placed
    from designer_app.studio.shell import EditorWindow

_STEP = 16.0  # px of the artboard between a layer and its first copy


def placed(window: EditorWindow) -> tuple[Placed, ...]:
    """The selected layers as they stand on the active board."""
    scope = window.gestures.scope(window.canvas.active)
    return tools.shown(scope, window.desk.session.state.selection) if scope is not None else ()


def duplicate(window: EditorWindow) -> None:
    """A copy. Right after a copy was made and moved, the next one goes as far again."""
    state = window.desk.session.state
    dx = dy = _STEP
    last = window.copied_from
    now = placed(window)
    if last is not None and last[0] == state.selection and now:
        before = tools.around(last[1])
        after = tools.around(now)
        if (after.x0, after.y0) != (before.x0, before.y0):
            dx, dy = round(after.x0 - before.x0, 2), round(after.y0 - before.y0, 2)
    window.desk.do(Duplicate(layers=state.selection, dx=dx, dy=dy))
    window.copied_from = (window.desk.session.state.selection, now)


def actions(window: EditorWindow) -> list[Action]:
    """The actions of the canvas' tools."""
    desk, gestures = window.desk, window.gestures

    def some() -> bool:
        return bool(desk.session.state.selection)

    def flip(axis: str) -> None:
        if layers := placed(window):
            desk.do(Flip(layers=layers, axis="x" if axis == "x" else "y", where=desk.where))

    def tidy() -> None:
        layers = placed(window)
        if len(layers) > 1:
            desk.do(tools.tidied(layers, desk.where))

    def edit() -> None:
        if len(desk.session.state.selection) == 1:
            gestures.edit(desk.session.state.selection[0])

    def place() -> None:
        name, _ = QFileDialog.getOpenFileName(
            window,
            tr("Place a picture"),
            "",
            tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.avif *.gif *.svg)",
        )
        if name:
            clipboard.place_file(desk, Path(name))

    return [
        *components.actions(window),
        Action("place", "Place a picture", place, ("Ctrl+Shift+K",), "Edit", "image"),
        Action("flip-x", "Flip across", lambda: flip("x"), ("Shift+H",), "Arrange", "flip-horizontal-2", "", some),
        Action("flip-y", "Flip upside down", lambda: flip("y"), ("Shift+V",), "Arrange", "flip-vertical-2", "", some),
        Action(
            "mask", "Mask", lambda: desk.do(Mask(layers=desk.session.state.selection)), ("Ctrl+M",), "Layer", "",
            "The lowest of the selected layers is what the others show through.", some,
        ),
        Action(
            "clip", "Clip content", lambda: desk.do(ClipContent(layers=desk.session.state.selection, where=desk.where)),
            (), "Layer", "", "Cuts what a group holds at its frame.", some,
        ),
        Action("tidy", "Tidy up", tidy, ("Ctrl+Alt+Shift+T",), "Arrange", "", "Equal gaps, rows and columns kept.", some),
        Action("edit-inside", "Edit points or crop", edit, (), "Layer", "spline", "Double click does the same.", some),
        Action("clear-guides", "Take the guides away", window.guides.clear, (), "View"),
    ]  # fmt: skip
