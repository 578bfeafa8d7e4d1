"""A document being edited: opened, changed by commands, saved, recovered. The one place that touches its files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from designer_app.design.library import find_template, read_template
from designer_app.design.template import LoadedTemplate, Template
from designer_app.design.writing import template_text
from designer_app.editor.command import Command
from designer_app.editor.commands import read, written
from designer_app.editor.fields import SetCell, SetFields, SetToken
from designer_app.editor.history import History
from designer_app.editor.journal import Found, Journal, read_journal
from designer_app.editor.state import State, loaded
from designer_app.editor.where import where_of
from designer_app.errors import DesignError, Finding, fail
from designer_app.files import digest, write_bytes, write_text


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """What opening found in the journal of a session that ended without closing."""

    commands: int
    labels: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def journals_folder() -> Path:
    """Where journals lie: ``DESIGNER_STATE``, else the user's state folder."""
    chosen = os.environ.get("DESIGNER_STATE")
    if chosen:
        return Path(chosen) / "journals"
    from platformdirs import user_state_path

    return user_state_path("designer", appauthor=False) / "journals"


class Session:
    """One open template. ``state`` is its present; ``do``, ``undo``, ``redo`` change it and tell the listeners."""

    def __init__(self, source: LoadedTemplate, *, journals: Path | None = None, read_only: str = "") -> None:
        self.folder = source.folder
        self.name = source.id
        self.read_only = read_only  # the reason, "" = may be changed
        self.recovered: Recovered | None = None
        self._on_disk = source.digest
        self.history = History(State(template=source.template))
        self._saved = self.history.state
        self._loaded: tuple[Template, LoadedTemplate] | None = None
        self._listeners: list[Callable[[State], None]] = []
        folder = journals if journals is not None else journals_folder()
        self._path = folder / f"{self.name}-{digest(str(self.folder.resolve()).encode())[:16]}.journal"
        self._journal: Journal | None = None
        self._recover()

    @classmethod
    def open(cls, name: str, *, journals: Path | None = None) -> Session:
        """A template by name, folder or file. Raises ``DesignError``: unknown or broken."""
        source = find_template(name)
        writable = os.access(source.folder, os.W_OK)
        return cls(source, journals=journals, read_only="" if writable else "the folder can't be written to")

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
        return self.state.content != self._saved.content

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
        if self.read_only and state.content != self.state.content:
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
        self._note("undo")
        self.history.undo()
        return self._told()

    def redo(self) -> State:
        self._note("redo")
        self.history.redo()
        return self._told()

    def go(self, position: int) -> State:
        """To any step of the history."""
        self._note("go", value=position)
        self.history.go(position)
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

    def save(self, *, overwrite: bool = False) -> None:
        """Write the template. Raises ``DesignError``: ``changed-on-disk`` (unless ``overwrite``), ``read-only``, or
        what the disk says. History stays as it is."""
        if self.read_only:
            raise fail(
                "read-only", file=str(self.file), found=self.read_only, expected="a file that may be changed"
            )
        if not overwrite and self.changed_on_disk():
            raise fail(
                "changed-on-disk", file=str(self.file), found="another program has changed it",
                expected="the file as it was opened", remedy="reload it, or save under another name to keep both",
            )  # fmt: skip
        self._write(self.file)

    def save_as(self, folder: Path) -> None:
        """Write into another folder and go on there; pictures and tables beside the template are copied, too."""
        if (folder / "template.json").exists():
            raise fail("already-there", file=str(folder), found="a template", expected="a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.iterdir()):
            if path.is_file() and path.name != "template.json":
                write_bytes(folder / path.name, path.read_bytes())
        self.close()
        self.folder, self.name, self.read_only = folder, folder.resolve().name, ""
        self._path = self._path.with_name(
            f"{self.name}-{digest(str(folder.resolve()).encode())[:16]}.journal"
        )
        self._write(self.file)

    def _write(self, path: Path) -> None:
        text = template_text(self.state.template)
        write_text(path, text)
        self._on_disk = digest(text.encode("utf-8"))
        self._saved = self.state
        self._begin()

    def _outside(self) -> list[bytes]:
        """What was saved but doesn't lie in the template's file."""
        state = self._saved
        found: list[Command] = [SetCell(row=r, column=c, text=t) for r, c, t in state.cells]
        found += [SetToken(kit=k, path=p, value=v) for k, p, v in state.tokens]
        found += [SetFields(layers=(o.layer,), fields=o.set, where=where_of(o)) for o in state.rows]
        return [written(command) for command in found]

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
        if self.read_only:
            return
        self._begin()
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    # Journal

    def _note(self, kind: str, command: bytes = b"null", value: object = None) -> None:
        if self.read_only:
            return
        if self._journal is None:
            self._journal = Journal(self._path, str(self.file), self._on_disk, whole=0)
        self._journal.add(kind, command, value)

    def _begin(self) -> None:
        """A new journal for the file as it is now on disk. It begins with what was saved and doesn't lie in the file:
        changed cells and tokens, deviations of rows."""
        if self._journal is not None:
            self._journal.end()
            self._journal = None
        self._path.unlink(missing_ok=True)
        for command in self._outside():
            self._note("kept", command)

    def _recover(self) -> None:
        found = read_journal(self._path)
        if found.opening is None or not found.entries:
            if found.opening is None and found.size:  # another version's, or torn at once: never thrown away
                os.replace(self._path, self._path.with_suffix(".old.journal"))  # house: it steps aside
            return
        if found.opening.digest != self._on_disk:
            self._keep_aside(found)
            return
        done, problems = 0, []
        for entry in found.entries:
            try:
                done += self._replay(entry.kind, bytes(entry.command), entry.value)
            except DesignError as fault:
                problems += list(fault.findings)
        if done or problems:
            self.recovered = Recovered(
                commands=done,
                labels=tuple(step.label for step in self.history.steps[1:]),
                findings=tuple(problems),
            )
        self._journal = Journal(self._path, str(self.file), self._on_disk, whole=found.whole)

    def _replay(self, kind: str, command: bytes, value: object) -> int:
        history = self.history
        match kind:
            case "kept":
                self._saved = read(command).apply(history.state)
                self.history = History(self._saved)
            case "do":
                made = read(command)
                history.add(made.apply(history.state), made.label, made.join)
                return 1
            case "part":
                history.part()
            case "undo":
                history.undo()
            case "redo":
                history.redo()
            case "go":
                history.go(int(str(value)))
            case "name":
                history.name(str(value))
        return 0

    def _keep_aside(self, found: Found) -> None:
        """The document is another one by now: the journal is kept under a name of its own, and named."""
        aside = self._path.with_suffix(".old.journal")
        os.replace(self._path, aside)  # house: a journal steps aside, nothing is written
        finding = Finding(
            code="stale-journal", severity="warning", file=str(self.file),
            found=f"{len(found.entries)} unsaved changes to an earlier state of the file",
            expected="the file as it was", remedy=f"they are kept in {aside}",
        )  # fmt: skip
        self.recovered = Recovered(commands=0, labels=(), findings=(finding,))
