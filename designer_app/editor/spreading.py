"""One edit on several artboards: the same command, as each of them needs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from designer_app.editor.arranging import Align, Arrange, Placed, Resize
from designer_app.editor.artboard import Artboard
from designer_app.editor.command import Command
from designer_app.editor.commands import Together
from designer_app.editor.rails import extent
from designer_app.editor.reshaping import Reshape, Turn
from designer_app.editor.where import Where
from designer_app.errors import DesignError
from designer_app.scene.geometry import Box


def spread(command: Command, here: Artboard, others: Sequence[Artboard]) -> Command:
    """A command for ``here``, done on other artboards as well: as one step, once for each class or size. What goes to the
    master or to a row is there already; moves and sizes go as far on each board as on this one."""
    where = getattr(command, "where", None)
    if not isinstance(where, Where) or where.scope not in ("class", "size") or where != _there(here, where):
        return command
    commands, seen = [command], {where}
    for board in others:
        there = _there(board, where)
        if there in seen:
            continue
        seen.add(there)
        made = _on(command, board, there)
        if made is not None:
            commands.append(made)
    if len(commands) == 1:
        return command
    return Together(commands=tuple(commands), named=command.label)  # type: ignore[arg-type]


def _there(board: Artboard, where: Where) -> Where:
    """The same scope on another artboard."""
    return msgspec.structs.replace(board.where(where.scope), kit=where.kit, lang=where.lang)


def _on(command: Command, board: Artboard, there: Where) -> Command | None:
    """The command as another board needs it; None where it says nothing there."""
    return None if isinstance(command, Reshape | Arrange) else rescoped(command, board, there)


def rescoped(command: Command, board: Artboard, there: Where) -> Command | None:
    """The command as a board needs it for an edit that goes elsewhere; None where it says nothing there."""
    fields: dict[str, Any] = {"where": there}
    if isinstance(command, Reshape):
        [here] = _placed(board, command.layer.layer, there) or [None]
        return msgspec.structs.replace(command, layer=here, where=there) if here else None
    layers = getattr(command, "layers", ())
    if layers and isinstance(layers[0], Placed):
        found = [
            (number, placed)
            for number, one in enumerate(layers)
            for placed in _placed(board, one.layer, there)
        ]
        if not found:
            return None
        fields["layers"] = tuple(placed for _, placed in found)
        if isinstance(command, Arrange):
            fields["places"] = tuple(command.places[number] for number, _ in found)
        if isinstance(command, Resize):
            fields["boxes"] = tuple(
                _moved(placed.box, layers[number].box, command.boxes[number]) for number, placed in found
            )
        if isinstance(command, Turn):
            fields["angles"] = tuple(board.layers[placed.layer].rotation for _, placed in found)
        if isinstance(command, Align) and command.to is not None:
            fields["to"] = Box(0.0, 0.0, *extent(board))
    return msgspec.structs.replace(command, **fields)


def _placed(board: Artboard, name: str, where: Where) -> tuple[Placed, ...]:
    try:
        return board.placed((name,), where)
    except DesignError:
        return ()


def _moved(box: Box, old: Box, new: Box) -> Box:
    """A box whose edges go as far as those of another one."""
    return Box(
        box.x0 + new.x0 - old.x0, box.y0 + new.y0 - old.y0, box.x1 + new.x1 - old.x1, box.y1 + new.y1 - old.y1
    )
