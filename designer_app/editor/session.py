"""A document being edited: opened, changed by commands, saved, recovered. The one place that touches its files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from designer_app.data_files import data_root
from designer_app.design.library import find_template, read_template
from designer_app.design.template import LoadedTemplate, Template
from designer_app.design.writing import template_text
from designer_app.editor.command import Command
from designer_app.editor.commands import written
from designer_app.editor.fields import OpenTable
from designer_app.editor.history import History
from designer_app.editor.keeping import LOCK, Keeper, Lock, Recovered, journal_path, journals_folder
from designer_app.editor.outside import Outside
from designer_app.editor.state import State, loaded
from designer_app.errors import Finding, fail
from designer_app.files import digest, write_bytes, write_text


class Session:
    """One open template. ``state`` is its present; ``do``, ``undo``, ``redo`` change it and tell the listeners."""

    def __init__(
        self, source: LoadedTemplate, *, journals: Path | None = None, read_only: str = "", outside: Outside | None = None,
        job: str = "",
    ) -> None:  # fmt: skip
        self.folder = source.folder
        self.name = source.id
        self.shipped = _is_shipped(source.folder)  # a template of the program: saved under another name
        self.outside = outside or Outside()
        self.recovered: Recovered | None = None
        self.told: tuple[Finding, ...] = ()  # what opening has to say
        self._on_disk = source.digest
        self._job = job
        self._journals = journals if journals is not None else journals_folder()
        self._loaded: tuple[Template, LoadedTemplate] | None = None
        self._listeners: list[Callable[[State], None]] = []
        self.read_only = read_only  # the reason, "" = may be changed
        self._lock: Lock | None = None
        self._keeper = self._take()
        self.history = History(self.outside.begins(State(template=source.template)))
        self._saved = self.history.state
        if not self.read_only:
            self.history, self._saved, self.recovered = self._keeper.recover(self.history, self._on_disk)

    @classmethod
    def open(cls, name: str, *, journals: Path | None = None) -> Session:
        """A template by name, folder or file. Raises ``DesignError``: unknown or broken."""
        source = find_template(name)
        return cls(source, journals=journals)

    def _take(self) -> Keeper:
        """The right to write the document, where nobody else has it, and its journal."""
        path = journal_path(self.folder, self._journals, self.name, self._job)
        if not self.read_only and not self.shipped and not os.access(self.folder, os.W_OK):
            self.read_only = "the folder can't be written to"
        if not self.read_only:
            self._lock = Lock(self.folder, path, shipped=self.shipped)
            self.read_only = self._lock.reason
            if self._lock.number:
                path = path.with_name(f"{path.stem}-{self._lock.number}.journal")
        return Keeper(path, self.file)

    @property
    def holder(self) -> str:
        """Who has the document where it is open in another window: ``process 12 on machine``."""
        return self._lock.holder.words() if self._lock is not None and self._lock.reason else ""

    def attach(self, outside: Outside) -> None:
        """Files for what the template can't hold, before anything is saved."""
        self.outside = outside

    # What it is

    @property
    def state(self) -> State:
        return self.history.state

    @property
    def file(self) -> Path:
        return self.folder / "template.json"

    @property
    def template(self) -> LoadedTemplate:
        """The present template as the build takes it."""
        return self.loaded(self.state)

    def loaded(self, state: State) -> LoadedTemplate:
        """A state's template as the build takes it; of the last state asked for it is kept, as its digest costs."""
        if (
            self._loaded is None
            or self._loaded[0] is not state.template
            or self._loaded[1].folder != self.folder
        ):
            self._loaded = state.template, loaded(state, self.folder, self.name)
        return self._loaded[1]

    @property
    def dirty(self) -> bool:
        """Whether something would be lost without saving."""
        return self.state.template != self._saved.template or not self.outside.same(self._saved, self.state)

    def listen(self, listener: Callable[[State], None]) -> None:
        """Call it with the new state after each change."""
        self._listeners.append(listener)

    def deafen(self) -> None:
        """Call nobody any more: the session goes on in another window."""
        self._listeners.clear()

    # What changes it

    def do(self, command: Command) -> State:
        """Apply a command, note it in the journal, tell the listeners. Raises ``DesignError`` and changes nothing
        when the command can't be done."""
        state = command.apply(self.state)
        if self.read_only and not isinstance(command, OpenTable) and state.content != self.state.content:
            raise fail(
                "read-only", file=str(self.file), found=self.read_only, expected="a file that may be changed",
                remedy="save it under another name",
            )  # fmt: skip
        self._note("do", written(command))
        self.history.add(state, command.label, command.join)
        return self._told()

    def part(self) -> None:
        """End of a gesture: the next command is a step of its own."""
        self.history.part()
        self._note("part")

    def undo(self) -> State:
        return self._move("undo", self.history.undo)

    def redo(self) -> State:
        return self._move("redo", self.history.redo)

    def go(self, position: int) -> State:
        """To any step of the history."""
        return self._move("go", lambda: self.history.go(position), position)

    def _move(self, kind: str, move: Callable[[], State], value: object = None) -> State:
        state = move()
        if not self.read_only:
            over = self.outside.upon_files(state)
            self._keeper.moved(self._on_disk, kind, self.history.position, over, value)
        return self._told()

    def checkpoint(self, name: str) -> None:
        """Name the present step."""
        self._note("name", value=name)
        self.history.name(name)

    def _told(self) -> State:
        for listener in self._listeners:
            listener(self.state)
        return self.state

    # Files

    def changed_on_disk(self) -> bool:
        """Whether another program changed or removed the file since it was read or saved."""
        try:
            return digest(self.file.read_bytes()) != self._on_disk
        except OSError:
            return True

    @property
    def homeless(self) -> bool:
        """Whether the document needs a folder of its own before it can be saved: it is a shipped one, changed."""
        changed = self.state.template != self._saved.template
        return self.shipped and (changed or self.outside.homeless(self.state))

    def save(self, *, overwrite: bool = False) -> tuple[Finding, ...]:
        """Write what has changed: cells into the table, deviations into the job, tokens into the kit, the template.

        Raises ``DesignError``: ``changed-on-disk`` (unless ``overwrite``), ``read-only``, ``shipped`` (save it as
        another), or what table, job, kit and disk say. History stays as it is. What there is to say about it.
        """
        if self.read_only:
            raise fail(
                "read-only", file=str(self.file), found=self.read_only, expected="a file that may be changed"
            )
        if self.homeless:
            raise fail(
                "shipped", file=str(self.file), found="a template of the program", expected="a copy of one's own",
                remedy="save it under another name",
            )  # fmt: skip
        if not overwrite:
            if self.state.template != self._saved.template and self.changed_on_disk():
                raise fail(
                    "changed-on-disk", file=str(self.file), found="another program has changed it",
                    expected="the file as it was opened", remedy="reload it, or save under another name to keep both",
                )  # fmt: skip
            self.outside.check(self.state)
        return self._write()

    def save_as(self, folder: Path) -> tuple[Finding, ...]:
        """Write into another folder and go on there; files and kits beside the template are copied, too."""
        if (folder / "template.json").exists():
            raise fail("already-there", file=str(folder), found="a template", expected="a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        for path in _beside(self.folder):
            write_bytes(folder / path.relative_to(self.folder), path.read_bytes())
        state = self.state
        self.close()
        old, self.folder, self.name, self.read_only = self.folder, folder, folder.resolve().name, ""
        self.shipped = False
        self._keeper = self._take()
        self.outside.moved(old, folder)
        self._on_disk = ""
        assert state is self.state
        return self._write()

    def _write(self) -> tuple[Finding, ...]:
        told = self.outside.write(self.state)
        text = template_text(self.state.template)
        if self.state.template != self._saved.template or not self._on_disk:
            on_disk = digest(text.encode("utf-8"))
            self._note("saving", value=on_disk)
            write_text(self.file, text)
            self._on_disk = on_disk
        self._saved = self.state
        self._begin()
        return told

    def reload(self) -> State:
        """Take the file as another program left it, as one undoable step."""
        source = read_template(self.folder)
        self._on_disk = source.digest
        state = msgspec.structs.replace(self.state, template=source.template)
        self.history.add(state, "Reload")
        self._saved = state
        self._begin()
        return self._told()

    def close(self) -> None:
        """End the session as it was saved last: later changes are given up."""
        if not self.read_only:
            self._begin()
            self._keeper.close()
        self.end()

    def end(self) -> None:
        """Let go of the document, the journal left as it is."""
        self._keeper.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # Journal

    def _note(self, kind: str, command: bytes = b"null", value: object = None) -> None:
        if not self.read_only:
            self._keeper.note(self._on_disk, kind, command, value)

    def _begin(self) -> None:
        self._keeper.begin(self._on_disk, self.outside.kept(self._saved), self.history.position)


def _is_shipped(folder: Path) -> bool:
    return folder.resolve().is_relative_to(data_root("templates").resolve())


def _beside(folder: Path) -> list[Path]:
    """What goes along when a template is copied: the files beside it, and kits in folders of their own."""
    found = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in ("template.json", LOCK)
    ]
    for kit in sorted(folder.glob("*/kit.json")):
        found += [path for path in sorted(kit.parent.rglob("*")) if path.is_file()]
    return found
