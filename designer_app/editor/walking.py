"""What keys do with the selection: nudge, the next sibling, out of the group."""

from __future__ import annotations

from designer_app.editor.arranging import Move
from designer_app.editor.command import Command
from designer_app.editor.fields import Select
from designer_app.editor.state import State
from designer_app.editor.tool import Scope, shown
from designer_app.editor.tree import ancestors, find, page_of
from designer_app.layers.group import Holder


def nudge(scope: Scope, dx: float, dy: float) -> Command | None:
    """Arrow keys: all selected layers by a step."""
    placed = shown(scope, scope.state.selection)
    return Move(layers=placed, dx=dx, dy=dy, where=scope.where, live=True) if placed else None


def sibling(state: State, forward: bool = True) -> Command | None:
    """Tab: the next layer beside the selected one."""
    if len(state.selection) != 1:
        return None
    _, spot = find(state.template, state.selection[0])
    holder = find(state.template, spot.parent)[0] if spot.parent else None
    beside = holder.layers if isinstance(holder, Holder) else page_of(state.template, spot.page).layers
    other = beside[(spot.index + (1 if forward else -1)) % len(beside)]
    return Select(layers=(other.name,))


def out(state: State) -> Command:
    """Esc: from a layer to the group around it, then to nothing."""
    parents = ancestors(state.template, state.selection[0]) if len(state.selection) == 1 else []
    return Select(layers=(parents[0],) if parents else ())
