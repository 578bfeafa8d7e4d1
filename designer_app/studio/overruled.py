"""An edit that the board can't show, since its class or size says otherwise: said at once, with the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor.command import Command
from designer_app.editor.commands import Revert, Together
from designer_app.editor.overruling import Overruled, overruled
from designer_app.editor.spreading import rescoped
from designer_app.editor.state import State
from designer_app.errors import Finding
from designer_app.studio.panels.field_row import field_title
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.shell import EditorWindow

_NAMED = 3  # fields that are named; of more only the first are


def say_overruled(window: EditorWindow, command: Command, before: State) -> None:
    """``command`` was done on the document ``before``."""
    desk = window.desk
    board = desk.canvas.current
    if board is None or board.built is None:
        return
    found = overruled(command, before, desk.session.state, board.built.cell)
    if not found:
        return
    scope = found[0].source.where.scope
    place = _place(board, found[0])

    def there() -> None:
        desk.session.undo()
        desk.set_scope(scope)
        if board.built is not None:
            desk.do(rescoped(command, board.built, board.built.where(scope)))
            desk.session.part()

    def follow() -> None:
        reverts = tuple(Revert(layer=o.layer, field=o.field, where=o.source.where) for o in found)
        desk.do(Together(commands=reverts, named="Revert"))
        desk.session.part()

    fields = list(dict.fromkeys(tr(field_title(o.field)).lower() for o in found))
    named = ", ".join(fields[:_NAMED]) + ("…" if len(fields) > _NAMED else "")
    said = tr(
        "“{place}” keeps its own here ({fields}): this edit isn’t seen on it.", place=place, fields=named
    )
    ways = [(tr("Edit “{place}”", place=place), there), (tr("Follow the master"), follow)]
    window.say(Finding(code="", severity="note", found=said), ways)


def _place(board: Board, one: Overruled) -> str:
    """What people call the scope that counts."""
    where = one.source.where
    if where.row:
        return where.row
    return (
        f"{board.size.width} × {board.size.height}" if where.size else tr(board.size.size_class.capitalize())
    )
