"""What a document is at one moment: a frozen value that history keeps and commands turn into the next one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.template import LoadedTemplate, Override, Template
from designer_app.files import digest

Cells = tuple[tuple[str, str, str], ...]  # (row key, column, text), in the order in which they were set


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The document: template, deviations of rows (kept in the job), changed cells of the table, changed tokens of
    kits, and the selection, which history restores with the rest. ``table`` is the table that was opened since; "" = the
    document's own."""

    template: Template
    rows: tuple[Override, ...] = ()
    table: str = ""
    columns: tuple[
        tuple[str, str], ...
    ] = ()  # of that table: heading → slot, where a person said so ("" = none)
    cells: Cells = ()
    tokens: tuple[tuple[str, str, Any], ...] = ()  # (kit, token path, value)
    selection: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[Any, ...]:
        """All but the selection: what saving keeps."""
        return self.template, self.rows, self.table, self.columns, self.cells, self.tokens

    def row(self, key: str, cells: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the table with the changed cells laid over it."""
        return {**cells, **{column: text for row, column, text in self.cells if row == key}}


def loaded(state: State, folder: Path, name: str) -> LoadedTemplate:
    """The state's template as the build wants it; its digest tells it from every other state's."""
    return LoadedTemplate(
        id=name, folder=folder, digest=digest(msgspec.msgpack.encode(state.template)), template=state.template
    )
