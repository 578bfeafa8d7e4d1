"""How a session is kept on the disk while it runs: its journal, and the lock that keeps a second window from writing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.template import Override, Template
from designer_app.design.writing import template_text
from designer_app.editor.commands import read
from designer_app.editor.history import History
from designer_app.editor.journal import Entry, Found, Journal, read_journal
from designer_app.editor.state import State
from designer_app.errors import DesignError, Finding
from designer_app.files import HeldFile, Holder, digest, holder_of
from designer_app.known_types import read_as

LOCK = ".template.lock"
_MOST = 50  # windows on one document that can't be locked in its folder


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """What opening found in the journal of a session that ended without closing."""

    commands: int
    labels: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A state as the journal keeps one that no command leads to: undone further than the last save."""

    template: Template
    rows: tuple[Override, ...] = ()
    table: str = ""
    cells: tuple[tuple[str, str, str], ...] = ()
    tokens: tuple[tuple[str, str, Any], ...] = ()


def journals_folder() -> Path:
    """Where journals lie: ``DESIGNER_STATE``, else the user's state folder."""
    chosen = os.environ.get("DESIGNER_STATE")
    if chosen:
        return Path(chosen) / "journals"
    from platformdirs import user_state_path

    return user_state_path("designer", appauthor=False) / "journals"


class Lock:
    """The right to write a document. ``reason`` says who has it, where it isn't ours ("" = it is).

    A document that is one's own is locked in its folder; a shipped one, which nobody writes, may be open many times:
    ``number`` tells the windows apart. The system frees the lock of a process that died.
    """

    def __init__(self, folder: Path, journal: Path, *, shipped: bool) -> None:
        self.reason, self.number, self.holder = "", 0, Holder()
        self._held: HeldFile | None = None
        path = folder / LOCK
        while True:
            if shipped:
                path = journal.with_name(f"{journal.stem}-{self.number}.lock")
            try:
                self._held = HeldFile.take(path)
            except DesignError:  # no room, or no right: nothing can be saved there either
                self.reason = "" if shipped else "the folder can't be written to"
                return
            if self._held is not None or not shipped or self.number >= _MOST:
                break
            self.number += 1
        if self._held is None:
            self.reason, self.holder = "open in another window", holder_of(path)
        else:
            self._held.sign()

    def release(self) -> None:
        if self._held is not None:
            self._held.release()
            self._held = None


class Keeper:
    """The journal of one document. ``note`` appends; ``begin`` starts anew after a save; ``recover`` replays."""

    def __init__(self, path: Path, document: Path) -> None:
        self.path, self.document = path, document
        self._journal: Journal | None = None
        self._whole: int | None = 0
        self._based = 0  # the step of the history that the journal begins at
        self._followed = True  # whether replaying leads along the same steps

    def note(self, on_disk: str, kind: str, command: bytes = b"null", value: object = None) -> None:
        if self._journal is None:
            self._journal = Journal(self.path, str(self.document), on_disk, whole=self._whole)
        self._journal.add(kind, command, value)

    def moved(self, on_disk: str, kind: str, position: int, state: State, value: object = None) -> None:
        """A move in history to ``position``, whose state laid over the files is ``state``."""
        if position < self._based:
            self._followed = False
        if self._followed:
            self.note(on_disk, kind, value=value)
        else:
            plain = {
                "template": msgspec.json.decode(template_text(state.template)),
                "rows": msgspec.to_builtins(state.rows),
                "table": state.table, "cells": state.cells, "tokens": state.tokens,
            }  # fmt: skip
            self.note(on_disk, "as", value=plain)

    def begin(self, on_disk: str, kept: list[bytes], position: int) -> None:
        """A new journal for the files as they are now on disk; it begins with what was saved and lies in none."""
        if self._journal is not None:
            self._journal.end()
            self._journal = None
        self.path.unlink(missing_ok=True)
        self._whole, self._based, self._followed = 0, position, True
        for command in kept:
            self.note(on_disk, "kept", command)

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def recover(self, history: History, on_disk: str) -> tuple[History, State, Recovered | None]:
        """Replay what an earlier session left: history, the state that was saved, and what was found."""
        saved = history.state
        found = read_journal(self.path)
        if found.opening is None or not found.entries:
            if found.opening is None and found.size:  # another version's, or torn at once: never thrown away
                os.replace(self.path, self.path.with_suffix(".old.journal"))  # house: it steps aside
            return history, saved, None
        entries = self._later(found, on_disk)
        if entries is None:
            return history, saved, self._keep_aside(found)
        self._whole = found.whole
        done, problems = 0, []
        for entry in entries:
            try:
                if entry.kind == "kept":
                    saved = read(bytes(entry.command)).apply(history.state)
                    history = History(saved)
                else:
                    done += _replay(history, entry)
            except DesignError as fault:
                problems += list(fault.findings)
        recovered = None
        if done or problems:
            labels = tuple(step.label for step in history.steps[1:])
            recovered = Recovered(commands=done, labels=labels, findings=tuple(problems))
        return history, saved, recovered

    def _later(self, found: Found, on_disk: str) -> tuple[Entry, ...] | None:
        """The entries about the file as it is now: all, or those after a save that was cut off; None = none are."""
        assert found.opening is not None
        if found.opening.digest == on_disk:
            return found.entries
        for at, entry in reversed(list(enumerate(found.entries))):
            if entry.kind == "saving" and entry.value == on_disk:
                return found.entries[at + 1 :]
        return None

    def _keep_aside(self, found: Found) -> Recovered:
        """The document is another one by now: the journal is kept under a name of its own, and named."""
        aside = self.path.with_suffix(".old.journal")
        os.replace(self.path, aside)  # house: a journal steps aside, nothing is written
        finding = Finding(
            code="stale-journal", severity="warning", file=str(self.document),
            found=f"{len(found.entries)} unsaved changes to an earlier state of the file",
            expected="the file as it was", remedy=f"they are kept in {aside}", measure=float(len(found.entries)),
        )  # fmt: skip
        return Recovered(commands=0, labels=(), findings=(finding,))


def _replay(history: History, entry: Entry) -> int:
    """Do what an entry says; 1 when it was a change."""
    match entry.kind:
        case "do":
            made = read(bytes(entry.command))
            history.add(made.apply(history.state), made.label, made.join)
            return 1
        case "as":
            try:
                whole = msgspec.convert(entry.value, read_as(Whole))
            except msgspec.ValidationError as fault:
                raise DesignError(
                    Finding(code="bad-command", found=str(fault), expected="a state of this version")
                ) from None
            history.add(State(**msgspec.structs.asdict(whole)), "Undo")
            return 1
        case "part":
            history.part()
        case "undo":
            history.undo()
        case "redo":
            history.redo()
        case "go":
            history.go(int(str(entry.value)))
        case "name":
            history.name(str(entry.value))
    return 0


def journal_path(folder: Path, journals: Path, name: str, job: str = "") -> Path:
    """A journal of its own for each document: a template's folder, or a job with it."""
    return journals / f"{name}-{digest(f'{folder.resolve()}{job}'.encode())[:16]}.journal"
