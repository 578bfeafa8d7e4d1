"""Short forms of slots: which boards show them, and a word when an edit of the whole form isn't seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor.command import Command
from designer_app.editor.commands import SetCell
from designer_app.errors import Finding
from designer_app.studio.layer_names import column_title
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.desk import Desk
    from designer_app.studio.shell import EditorWindow

_LONG = 40  # characters of the short form that are quoted


def shows_short(desk: Desk, board: Board | None = None) -> bool:
    """Whether a board (the active one) shows short forms where the row has them."""
    board = board or desk.canvas.current
    if board is None or board.built is None:
        return False
    return desk.session.state.template.classes[board.built.size_class].short


def say_short(window: EditorWindow, command: Command) -> None:
    """After a cell was written otherwise than by typing on the canvas, where each word is a command."""
    if isinstance(command, SetCell) and window.desk.in_hand is None:
        say_short_of(window, command.row, command.column)


def say_short_of(window: EditorWindow, key: str, column: str) -> None:
    """A cell was written: boards that show the slot's short form instead are named, with the ways on."""
    desk = window.desk
    row = desk.current_row
    brief = f"{column}.short"
    if row is None or row.key != key or column not in desk.session.state.template.slots:
        return
    short = str(desk.session.state.row(row.key, row.cells).get(brief) or "")
    others = [board.title for board in desk.canvas.boards if shows_short(desk, board)]
    if not short or not others:
        return

    def same() -> None:
        desk.do(SetCell(row=key, column=brief, text=""))
        desk.session.part()

    said = tr(
        "{sizes}: “{slot}” has a short form there, “{short}”", sizes=", ".join(others),
        slot=column_title(column, desk.session.state.template),
        short=short if len(short) <= _LONG else f"{short[:_LONG].rstrip()}…",
    )  # fmt: skip
    ways = [
        (tr("Change it"), lambda: window.inspector.write_into(brief)),
        (tr("The same words there"), same),
    ]
    window.say(Finding(code="", severity="note", found=said), ways)
