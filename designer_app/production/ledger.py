"""What an output folder's files were made of, in ``.designer`` inside it: append-only, whole after any kill.

``ledger`` holds one framed record per file (``framed``). While a batch runs, every process appends to a part of its
own *before* a finished file takes its name, so that there is never a file of ours that isn't known. When the
batch is done, the parts are gathered into a new ledger and deleted. A file whose size and time (else its hash) are
in no record was touched by a person.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from designer_app.build.resources import stamp_of
from designer_app.files import Appender, write_bytes
from designer_app.framed import bodies, framed
from designer_app.production.records import Entry

FOLDER, MAIN, PART = ".designer", "ledger", "part-"
VERSION = b'{"ledger":1}'
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Entry)


class Ledger:
    """All that is known of a folder's files. ``entries`` by the cell's name, ``paths`` by the file's, oldest first."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / FOLDER
        self.entries: dict[str, list[Entry]] = {}
        self.paths: dict[str, list[Entry]] = {}
        self.parts: list[Path] = []
        self.read()
        self.stale = [path.name.split("-")[2] for path in self.parts]  # numbers of processes that were killed

    def clear(self, folders: Iterable[Path]) -> None:
        """Delete what killed processes left half written."""
        for folder in sorted({self.out, self.folder, *folders}) if self.stale else ():
            for number in self.stale:
                for path in sorted(folder.glob(f".~{number}-*.part")):
                    path.unlink(missing_ok=True)

    def read(self) -> None:
        self.entries.clear()
        self.paths.clear()
        parts = sorted(self.folder.glob(f"{PART}*"))
        self.parts = parts
        for path in (self.folder / MAIN, *parts):
            for entry in _read(path):
                self.entries.setdefault(entry.name, []).append(entry)
                self.paths.setdefault(entry.path, []).append(entry)

    def read_news(self) -> None:
        """Read what has been noted since, where anything has."""
        if sorted(self.folder.glob(f"{PART}*")) != self.parts:
            self.read()

    def known(self, name: str, paths: Iterable[str]) -> tuple[Entry, ...]:
        """All entries of a cell and of the files that it may come to be, the newest last."""
        found = list(self.entries.get(name, ()))
        for path in paths:
            found += [entry for entry in self.paths.get(path, ()) if entry.name != name]
        return tuple(found)

    def latest(self) -> dict[str, Entry]:
        """One entry for every file that is there as we made it, by path, in the paths' order."""
        found = {}
        for path in sorted(self.paths):
            for entry in reversed(self.paths[path]):
                if is_ours(self.out, path, (entry,)):
                    time = stamp_of(str(self.out / path))[1]
                    found[path] = entry if time == entry.mtime else msgspec.structs.replace(entry, mtime=time)
                    break
        return found

    def part(self) -> str:
        """The beginning of the paths of this process's and its workers' parts."""
        return str(self.folder / f"{PART}{os.getpid()}")

    def gather(self) -> None:
        """Put the parts into the ledger and delete them. Entries of files that are gone are dropped."""
        self.read()
        kept = self.latest()
        for path, entries in self.paths.items():
            if path not in kept and os.path.lexists(self.out / path):
                kept[path] = entries[-1]  # touched: it says that the name was ours, the content isn't
        records = [framed(VERSION), *(framed(_encoder.encode(kept[path])) for path in sorted(kept))]
        write_bytes(self.folder / MAIN, b"".join(records))
        for part in self.parts:
            part.unlink(missing_ok=True)


def _read(path: Path) -> Iterator[Entry]:
    """The whole records of one file; at worst none."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    for number, (body, _) in enumerate(bodies(data)):
        if number == 0:
            if body != VERSION:
                return
            continue
        try:
            yield _decoder.decode(body)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return


class Part:
    """One process's part of a ledger, begun with its first entry."""

    def __init__(self, start: str) -> None:
        number = 0
        while os.path.lexists(path := Path(f"{start}-{os.getpid()}-{number}")):
            number += 1
        self._out = Appender(path)
        self._out.append(framed(VERSION))

    def add(self, entry: Entry) -> None:
        """Raises ``DesignError`` as every writing does."""
        self._out.append(framed(_encoder.encode(entry)))


def is_ours(out: Path, path: str, known: Iterable[Entry]) -> bool:
    """Whether the file at ``path`` is one that we wrote there: by size and time, else by its hash."""
    mine = [entry for entry in known if entry.path == path]
    if not mine:
        return False
    here = stamp_of(str(out / path))
    if any(entry.stamp == here for entry in mine):
        return True
    if all(entry.bytes != here[0] for entry in mine):
        return False
    found = sha256_of(out / path)
    return any(entry.sha256 == found for entry in mine)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal; empty when it can't be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
