"""A worker's side of the ledger: whether a file is there already, where a new one goes, and the entry that says so.

A file that a person has touched is never written over: the new one lies beside it as ``NAME.new.EXT``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from designer_app.build.pages import Built
from designer_app.build.resources import Stamp, stamp_of
from designer_app.errors import Finding
from designer_app.export.formats import FORMATS
from designer_app.export.records import Encoded, EncodeSettings
from designer_app.files import write_bytes
from designer_app.production.holding import check_held
from designer_app.production.keys import input_key
from designer_app.production.ledger import Part, is_ours, sha256_of
from designer_app.production.records import Cell, Entry, Setting, Ticket


class Keeper:
    """Writes files and their entries. One per process: its part of the ledger is begun with the first entry."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}

    def begin(self, part: str) -> Part:
        """This process's part of a ledger. Raises ``DesignError`` when the disk takes no more."""
        if part not in self._parts:
            self._parts[part] = Part(part)
        return self._parts[part]

    def note(self, part: str, entry: Entry) -> None:
        """Raises ``DesignError`` when the disk takes no more."""
        self.begin(part).add(entry)

    def close(self) -> None:
        """Let go of the parts: some systems delete no file that is open."""
        for part in self._parts.values():
            part.close()
        self._parts.clear()

    def confirmed(self, setting: Setting, ticket: Ticket, key: str) -> Entry | None:
        """The entry of a file that is there, untouched, and would come out the same."""
        out = Path(setting.out)
        for entry in reversed(ticket.known):
            if entry.file == key and entry.name == ticket.name and is_ours(out, entry.path, (entry,)):
                return entry if in_place(out, entry, ticket.known, setting.overwrite) else None
        return None

    def stay(self, setting: Setting, old: Entry, new: Entry) -> Entry:
        """Note what a file that stays is made of now."""
        entry = renewed(old, new)
        self.note(setting.part, entry)
        return entry

    def write(
        self, setting: Setting, ticket: Ticket, name: str, data: bytes, entry: Entry
    ) -> tuple[Entry, bool]:
        """Put a file where it belongs, its entry first. Returns the entry and whether the file was there
        already."""
        content = Content.of(data)
        return put(self, setting.out, setting.part, ticket.known, name, content, entry, setting.overwrite)


class Content(NamedTuple):
    """What a file is to hold: its size, its SHA-256, and what gives it in pieces."""

    size: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]

    @classmethod
    def of(cls, data: bytes) -> Content:
        return cls(len(data), hashlib.sha256(data).hexdigest(), lambda: (data,))


def put(
    keeper: Keeper,
    folder: str,
    part: str,
    known: tuple[Entry, ...],
    name: str,
    content: Content,
    entry: Entry,
    overwrite: bool,
) -> tuple[Entry, bool]:
    """``Keeper.write`` for any file of an output folder."""
    out = Path(folder)
    path, there = _free(out, name, known, content.size, content.sha256, overwrite)
    beside = name if path != name else ""
    entry = msgspec.structs.replace(
        entry, path=path, beside=beside, sha256=content.sha256, bytes=content.size
    )
    if there:
        entry = msgspec.structs.replace(entry, mtime=stamp_of(str(out / path))[1])
        keeper.note(part, entry)
        return entry, True
    written = entry
    check_held(out)
    keeper.begin(part)  # so that what a killed process leaves behind is known by its number

    def ready(status: os.stat_result) -> None:
        nonlocal written
        written = msgspec.structs.replace(entry, mtime=status.st_mtime_ns)
        keeper.note(part, written)

    write_bytes(out / path, content.pieces(), durable=False, ready=ready)
    return written, False


def in_place(out: Path, entry: Entry, known: tuple[Entry, ...], overwrite: bool) -> bool:
    """Whether a file needn't move: it has its own name, or the file that it lies beside is still another's."""
    if not entry.beside:
        return True
    return not overwrite and os.path.lexists(out / entry.beside) and not is_ours(out, entry.beside, known)


def _free(
    out: Path, name: str, known: tuple[Entry, ...], size: int, sha256: str, overwrite: bool
) -> tuple[str, bool]:
    """The first of ``NAME.EXT``, ``NAME.new.EXT``, ``NAME.new2.EXT`` … that isn't a person's, and whether these very
    bytes are there already."""
    number = 0
    while True:
        path = _numbered(name, number)
        here = stamp_of(str(out / path))
        if here[0] == size and sha256_of(out / path) == sha256:
            return path, True
        if overwrite or not os.path.lexists(out / path) or is_ours(out, path, known):
            return path, False
        number += 1


def _numbered(name: str, number: int) -> str:
    stem, dot, suffix = name.rpartition(".")
    return name if number == 0 else f"{stem}.new{number if number > 1 else ''}{dot}{suffix}"


def entry_of(
    setting: Setting,
    cell: Cell,
    built: Built,
    key: str,
    findings: tuple[Finding, ...],
    stamps: Mapping[str, Stamp],
) -> Entry:
    """What a cell's file is made of; the file itself isn't there yet."""
    assert cell.ticket is not None
    ticket = cell.ticket
    return Entry(
        name=ticket.name, path="", key=cell.key, variant=cell.variant, size=setting.size.id,
        kit=Path(setting.kit).name, lang=setting.lang, page=cell.page, template=ticket.shared.template,
        template_version=ticket.parts[1], kit_version=ticket.shared.kit_version, as_of=setting.as_of, input=input_key(ticket.parts),
        parts=ticket.parts, scene=built.scene.key, file=key,
        files=tuple((path, *stamps[path]) for path in built.files), sha256="", bytes=0, mtime=0,
        width=built.scene.width, height=built.scene.height, format="", encoder="", slots=built.slots_used,
        findings=findings,
    )  # fmt: skip


def encoded_with(entry: Entry, encoded: Encoded) -> Entry:
    return msgspec.structs.replace(
        entry, format=encoded.format, encoder=encoder_of(encoded.settings),
        findings=(*entry.findings, *encoded.findings),
    )  # fmt: skip


def renewed(old: Entry, new: Entry) -> Entry:
    """The entry of a file that stays, with what it is made of now."""
    return msgspec.structs.replace(
        new, path=old.path, beside=old.beside, sha256=old.sha256, bytes=old.bytes, mtime=old.mtime, format=old.format,
        encoder=old.encoder,
    )  # fmt: skip


def encoder_of(settings: EncodeSettings) -> str:
    """The encoder's choice in words: ``jpg, quality 84, 4:2:0``."""
    if settings.format == "png":
        return f"png, {settings.colours} colours" if settings.colours else "png"
    if settings.lossless:
        return f"{settings.format}, lossless"
    if FORMATS[settings.format].document:
        return f"{settings.format}, pictures of quality {settings.quality}"
    chroma = f", {':'.join(settings.chroma)}" if settings.format != "webp" else ""
    return f"{settings.format}, quality {settings.quality}{chroma}"
