"""Menus of the window, made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

FILE = (
    "start",
    "open",
    "",
    "save",
    "save-as",
    "save-job",
    "",
    "open-table",
    "export",
    "quick-export",
    "batch",
    "catalog",
    "chart",
    "",
    "theme",
    "language",
)
ZOOM = (
    "zoom-in", "zoom-out", "zoom-full", "zoom-fit", "zoom-selection", "", "rulers", "grid", "safe", "platform", "snapping", "",
    "wall", "pages", "one",
)  # fmt: skip
LAYER = (
    "copy", "paste", "duplicate", "delete", "", "copy-style", "paste-style", "copy-png", "copy-svg", "", "group", "stack", "ungroup",
    "raise-front", "raise-back", "", "edit-inside", "mask", "clip", "flip-x", "flip-y", "", "component", "push", "reset-instance", "detach", "", "lock", "hide", "rename", "same",
)  # fmt: skip


def menu_of(window: EditorWindow, names: tuple[str, ...]) -> QMenu:
    """Actions by name, "" = a line; those that can't be done now are dim."""
    menu = QMenu(window)
    for name in names:
        if not name:
            menu.addSeparator()
            continue
        action = window.actions_table[name]
        made = menu.addAction(f"{action.label}\t{action.shortcut}", action.run)
        made.setEnabled(action.enabled())
    return menu


def drop(window: EditorWindow, names: tuple[str, ...], under: QWidget) -> None:
    """Open a menu below a button."""
    menu_of(window, names).exec(under.mapToGlobal(under.rect().bottomLeft()))


def context(window: EditorWindow, name: str, x: float, y: float, at: QPoint) -> None:
    """Right click: layers under the pointer first, then what can be done."""
    from designer_app.editor.artboard import standing
    from designer_app.editor.commands import Select
    from designer_app.editor.hits import under
    from designer_app.studio.layer_names import title_of

    board = window.canvas.board(name)
    if board is None or board.built is None:
        return
    menu = menu_of(window, LAYER)
    first = menu.actions()[0]
    template = window.desk.session.state.template
    for layer in under(template, standing(board.built, template).targets, x, y)[:8]:
        made = menu.addAction(title_of(layer, template))
        made.setToolTip(tr("Select this layer"))
        made.triggered.connect(lambda _=False, layer=layer: window.desk.do(Select(layers=(layer,))))
        menu.insertAction(first, made)
    menu.insertSeparator(first)
    menu.exec(at)
