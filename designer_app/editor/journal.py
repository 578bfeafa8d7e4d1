"""The journal: every command of a session, appended to a file as it happens, so that a kill loses at most the last.

One record: length (4 bytes, big-endian), CRC-32 of the body (4 bytes), body (JSON). The first record names the document
and the hash of its file; a journal never speaks for a document that has changed since. A torn tail is cut off.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from designer_app.files import Appender

VERSION = 1
_HEAD = struct.Struct(">II")
_LARGEST = 64_000_000  # bytes of one record


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """First record: which file at which state the commands are about."""

    version: int
    document: str
    digest: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened: ``do`` a command, ``undo``/``redo``/``go`` a move in history, ``saved`` with the new
    hash of the file, ``name`` a checkpoint."""

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
        body = msgspec.json.encode(record)
        self._out.append(_HEAD.pack(len(body), zlib.crc32(body)) + body)

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
    bodies = list(_bodies(data))
    nothing = Found(opening=None, size=len(data))
    if not bodies:
        return nothing
    try:
        opening = msgspec.json.decode(bodies[0][0], type=Opening)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return nothing
    if opening.version != VERSION:
        return nothing
    entries, whole = [], bodies[0][1]
    for body, end in bodies[1:]:
        try:
            entries.append(msgspec.json.decode(body, type=Entry))
        except (msgspec.ValidationError, msgspec.DecodeError):
            break
        whole = end
    return Found(opening=opening, entries=tuple(entries), whole=whole, size=len(data))


def _bodies(data: bytes) -> Iterator[tuple[bytes, int]]:
    at = 0
    while at + _HEAD.size <= len(data):
        length, check = _HEAD.unpack_from(data, at)
        start, end = at + _HEAD.size, at + _HEAD.size + length
        if length > _LARGEST or end > len(data) or zlib.crc32(data[start:end]) != check:
            return
        yield data[start:end], end
        at = end
