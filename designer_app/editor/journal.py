"""The journal: every command of a session, appended to a file as it happens, so that a kill loses at most the last.

Records are framed (``framed``), their bodies JSON. The first record names the document
and the hash of its file; a journal never speaks for a document that has changed since. A torn tail is cut off.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from designer_app.files import Appender
from designer_app.framed import bodies, framed
from designer_app.known_types import read_as

VERSION = 1


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """First record: which file at which state the commands are about."""

    version: int
    document: str
    digest: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened: ``kept`` a command whose result was saved outside the file, ``do`` a command, ``part`` the
    end of a gesture, ``undo``/``redo``/``go`` a move in history, ``name`` a checkpoint."""

    kind: str
    command: msgspec.Raw = msgspec.Raw(b"null")
    value: Any = None


class Journal:
    """Appends records. ``path`` is made new with its opening record, or continued when it already
    holds one; ``whole`` cuts a torn tail off first."""

    def __init__(self, path: Path, document: str, digest: str, whole: int | None = None) -> None:
        self.path = path
        self._out = Appender(path, whole)
        if self._out.size == 0:
            self._append(Opening(version=VERSION, document=document, digest=digest))

    def add(self, kind: str, command: bytes = b"null", value: Any = None) -> None:
        """Append and hand to the system; raises ``DesignError`` when the disk takes no more."""
        self._append(Entry(kind=kind, command=msgspec.Raw(command), value=value))

    def _append(self, record: msgspec.Struct) -> None:
        self._out.append(framed(msgspec.json.encode(record)))

    def close(self) -> None:
        self._out.close()

    def end(self) -> None:
        """Close and delete: nothing is left to be recovered."""
        self._out.remove()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal file holds: its opening, the whole entries, and how many of its bytes are whole."""

    opening: Opening | None
    entries: tuple[Entry, ...] = ()
    whole: int = 0
    size: int = 0


def read_journal(path: Path) -> Found:
    """All whole records; a missing, foreign or broken file gives what can be trusted of it, at worst nothing."""
    try:
        data = path.read_bytes()
    except OSError:
        return Found(opening=None)
    records = list(bodies(data))
    nothing = Found(opening=None, size=len(data))
    if not records:
        return nothing
    try:
        opening = msgspec.json.decode(records[0][0], type=read_as(Opening))
    except (msgspec.ValidationError, msgspec.DecodeError):
        return nothing
    if opening.version != VERSION:
        return nothing
    entries, whole = [], records[0][1]
    for body, end in records[1:]:
        try:
            entries.append(msgspec.json.decode(body, type=read_as(Entry)))
        except (msgspec.ValidationError, msgspec.DecodeError):
            break
        whole = end
    return Found(opening=opening, entries=tuple(entries), whole=whole, size=len(data))
