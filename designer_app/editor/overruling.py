"""What an edit doesn't reach: values of the artboard that a stronger scope than the edit's says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from designer_app.design.overrides import Cell, holds
from designer_app.editor.arranging import Placed
from designer_app.editor.command import Command
from designer_app.editor.state import State
from designer_app.editor.tree import find, names
from designer_app.editor.where import Source, Where, chain


class Overruled(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a layer that was edited, and what counts instead."""

    layer: str
    field: str
    source: Source


def overruled(command: Command, before: State, after: State, cell: Cell) -> tuple[Overruled, ...]:
    """What of a command that was done is not to be seen in a cell, since a class, size or row says it otherwise."""
    where = getattr(command, "where", None)
    if not isinstance(where, Where):
        return ()
    found = []
    there = set(names(before.template)) & set(names(after.template))
    for name in (n for n in _layers(command) if n in there):
        said = _said(before, name, where, cell), _said(after, name, where, cell)
        for field in said[1]:
            if said[0].get(field) == said[1][field]:
                continue
            source = chain(after.template, after.rows, name, field, cell)[-1]
            if source.where.level > where.level:
                found.append(Overruled(layer=name, field=field, source=source))
    return tuple(found)


def _layers(command: Command) -> Sequence[str]:
    layers = getattr(command, "layers", None) or (getattr(command, "layer", None),)
    return [n.layer if isinstance(n, Placed) else n for n in layers if isinstance(n, str | Placed)]


def _said(state: State, layer: str, where: Where, cell: Cell) -> dict[str, Any]:
    """What the scope of ``where`` says of a layer here."""
    found: dict[str, Any] = {}
    if where.scope == "master":
        found.update(msgspec.structs.asdict(find(state.template, layer)[0]))
    for override in (*state.template.overrides, *state.rows):
        if override.layer == layer and override.rank[0] == where.level and holds(override, cell):
            found.update(override.set)
    return found
