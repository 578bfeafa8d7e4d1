"""What of a document lies outside its template: cells in a table, deviations of rows in a job, tokens in kits."""

from __future__ import annotations

from pathlib import Path

from designer_app.editor.command import Command
from designer_app.editor.commands import written
from designer_app.editor.fields import OpenTable, SetCell, SetFields, SetToken
from designer_app.editor.state import State
from designer_app.editor.where import where_of
from designer_app.errors import Finding


class Outside:
    """Where a session puts what its template can't hold. This one has no files: the journal keeps it all."""

    def begins(self, state: State) -> State:
        """The document as it is opened: with what the files say beside the template."""
        return state

    def same(self, saved: State, state: State) -> bool:
        """Whether nothing of ``state`` would be lost, ``saved`` being what was saved last."""
        return saved.content[1:] == state.content[1:]

    def homeless(self, state: State) -> bool:
        """Whether something of ``state`` can only lie in the template's folder."""
        return False

    def check(self, state: State) -> None:
        """Raises ``DesignError`` (``changed-on-disk``, ``table-not-writable``) when saving would lose something."""

    def write(self, state: State) -> tuple[Finding, ...]:
        """Write what differs from the files. Raises ``DesignError``. What there is to say."""
        return ()

    def moved(self, old: Path, new: Path) -> None:
        """The template's folder is another one: files that lay in it lie in the new one."""

    def kept(self, saved: State) -> list[bytes]:
        """Commands that give what was saved and lies in no file."""
        found: list[Command] = [OpenTable(path=saved.table)] if saved.table else []
        found += [SetCell(row=r, column=c, text=t) for r, c, t in saved.cells]
        found += [SetToken(kit=k, path=p, value=v) for k, p, v in saved.tokens]
        found += [SetFields(layers=(o.layer,), fields=o.set, where=where_of(o)) for o in saved.rows]
        return [written(command) for command in found]

    def upon_files(self, state: State) -> State:
        """``state`` as it must be laid over the files as they are now to look the same."""
        return state
