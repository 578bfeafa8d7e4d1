"""Hiding and showing layers: as they stand on the active board, where the switch says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor.commands import SetFields
from designer_app.editor.tree import find

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk


def toggle_visible(desk: Desk, names: tuple[str, ...]) -> None:
    """Hide them where one of them is seen, else show them; a condition on one gives way to what a person wants."""
    board = desk.canvas.current
    if board is not None and board.built is not None:
        seen = {target.layer for target in board.built.targets}
        shown = any(name in seen for name in names)
    else:
        shown = any(find(desk.session.state.template, name)[0].visible is not False for name in names)
    desk.do(SetFields(layers=names, fields={"visible": not shown}, where=desk.where))
