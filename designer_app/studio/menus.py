"""Menus of the window, made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from designer_app.studio.floating import Menu
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

# Actions by name, "" = a line between them; a pair is a menu beside: its title, and what is in it.
Names: TypeAlias = "tuple[str | tuple[str, tuple[str, ...]], ...]"

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
    "",
    "quit",
)
ZOOM = (
    "zoom-in", "zoom-out", "zoom-full", "zoom-fit", "zoom-selection", "", "rulers", "grid", "safe", "platform", "snapping", "",
    "wall", "pages", "one",
)  # fmt: skip
LAYER: Names = (
    "copy", "paste", "duplicate", "delete", "paste-style", ("Copy as", ("copy-style", "copy-png", "copy-svg")), "",
    "group", "stack", "ungroup", ("Order", ("raise-front", "raise-up", "raise-down", "raise-back")), "",
    "edit-inside", "mask", "clip", "flip-x", "flip-y", "", ("Components", ("component", "push", "reset-instance", "detach")), "",
    "lock", "hide", "rename", "same",
)  # fmt: skip


def menu_of(window: EditorWindow, names: Names) -> Menu:
    """Actions by name, "" = a line, a pair = a menu beside; those that can't be done now are dim."""
    menu = Menu(window)
    for name in names:
        if not name:
            menu.addSeparator()
        elif isinstance(name, tuple):
            inner = menu_of(window, name[1])
            inner.setTitle(tr(name[0]))
            inner.setEnabled(any(action.isEnabled() for action in inner.actions() if action.text()))
            menu.addMenu(inner)
        else:
            action = window.actions_table[name]
            made = menu.addAction(f"{action.label}\t{action.shortcut}", action.run)
            made.setEnabled(action.enabled())
    return menu


def drop(window: EditorWindow, names: Names, under: QWidget) -> None:
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
