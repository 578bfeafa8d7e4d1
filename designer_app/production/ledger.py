"""What an output folder's files were made of, in ``.designer`` inside it: append-only, whole after any kill.

``ledger`` holds one framed record per file (``framed``). While a batch runs, every process appends to a part of its
own *before* a finished file takes its name, so that there is never a file of ours that isn't known. When the
batch is done, the parts are gathered into a new ledger and deleted. A file whose size and time (else its hash) are
in no record was touched by a person.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from designer_app.build.resources import stamp_of
from designer_app.files import Appender, write_bytes
from designer_app.framed import body_at, framed, scan
from designer_app.known_types import read_as
from designer_app.production.ledger_places import Places
from designer_app.production.records import Entry

FOLDER, MAIN, PART = ".designer", "ledger", "part-"
VERSION = b'{"ledger":1}'
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(read_as(Entry))


class Ledger:
    """All that is known of a folder's files. In memory is where the entries of a name stand on the disk; an entry is
    read when it is asked for, so that a folder of a hundred thousand files costs next to nothing."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / FOLDER
        self.parts: list[Path] = []
        self._names, self._paths = Places(), Places()
        self._files: list[BinaryIO] = []
        self.read()
        self.stale = [path.name.split("-")[2] for path in self.parts]  # numbers of processes that were killed

    def __len__(self) -> int:
        """How many cells and companions were ever made here."""
        return len(self._names)

    def __bool__(self) -> bool:
        return bool(self._names)

    def clear(self, folders: Iterable[Path]) -> None:
        """Delete what killed processes left half written."""
        for folder in sorted({self.out, self.folder, *folders}) if self.stale else ():
            for number in self.stale:
                for path in sorted(folder.glob(f".~{number}-*.part")):
                    path.unlink(missing_ok=True)

    def read(self) -> None:
        """Look through all files anew."""
        self.close()
        self._names, self._paths = Places(), Places()
        self.parts = sorted(self.folder.glob(f"{PART}*"))
        for path in (self.folder / MAIN, *self.parts):
            self._read(path)

    def read_news(self) -> None:
        """Read what has been noted since, where anything has."""
        if sorted(self.folder.glob(f"{PART}*")) != self.parts:
            self.read()

    def close(self) -> None:
        """Let go of the files; they are read no more until ``read``."""
        for file in self._files:
            file.close()
        self._files = []

    def _read(self, path: Path) -> None:
        """Note where the whole records of one file stand; at worst none."""
        try:
            file = path.open("rb")
        except OSError:
            return
        number = len(self._files)
        self._files.append(file)
        for at, title in _titles_of(file):
            place = number << _BITS | at
            self._names.add(title.name, place)
            self._paths.add(title.path, place)

    def _entry(self, place: int) -> Entry:
        return _decoder.decode(body_at(self._files[place >> _BITS], place & _MASK))

    def entries(self, name: str) -> list[Entry]:
        """Those of a cell, oldest first."""
        return [entry for entry in map(self._entry, self._names.of(name)) if entry.name == name]

    def of_path(self, path: str) -> list[Entry]:
        """Those of a file's name, oldest first."""
        return [entry for entry in map(self._entry, self._paths.of(path)) if entry.path == path]

    def paths(self) -> list[str]:
        """Every name that a file of ours ever had, in order."""
        return sorted({title.path for file in self._files for _, title in _titles_of(file)})

    def known(self, name: str, paths: Iterable[str]) -> tuple[Entry, ...]:
        """All entries of a cell and of the files that it may come to be, the newest last."""
        found = self.entries(name)
        for path in paths:
            if self._paths.of(path) != self._names.of(name):
                found += [entry for entry in self.of_path(path) if entry.name != name]
        return tuple(found)

    def latest(self) -> Latest:
        """One entry for every file that is there as we made it, in the order of their paths."""
        found, times = array("Q"), {}
        for path in self.paths():
            for place in reversed(self._paths.of(path)):
                entry = self._entry(place)
                if entry.path == path and is_ours(self.out, path, (entry,)):
                    time = stamp_of(str(self.out / path))[1]
                    if time != entry.mtime:
                        times[place] = time
                    found.append(place)
                    break
        return Latest(self, found, times)

    def part(self) -> str:
        """The beginning of the paths of this process's and its workers' parts."""
        return self.part_of(self.out)

    @staticmethod
    def part_of(out: Path) -> str:
        """``part`` of a folder whose ledger isn't open."""
        return str(out / FOLDER / f"{PART}{os.getpid()}")

    def gather(self) -> None:
        """Put the parts into the ledger and delete them. Entries of files that are gone are dropped."""
        self.read()
        write_bytes(self.folder / MAIN, self._gathered(), ready=lambda status: self.close())
        for part in self.parts:
            part.unlink(missing_ok=True)
        self.read()

    def _gathered(self) -> Iterator[bytes]:
        yield framed(VERSION)
        kept = iter(self.latest())
        entry = next(kept, None)
        for path in self.paths():
            if entry is not None and entry.path == path:
                yield framed(_encoder.encode(entry))
                entry = next(kept, None)
            elif os.path.lexists(
                self.out / path
            ):  # touched: it says that the name was ours, the content isn't
                yield framed(_encoder.encode(self.of_path(path)[-1]))


class Latest:
    """Entries that are read from the ledger each time one goes through them. ``times`` = of files that were copied."""

    def __init__(self, ledger: Ledger, places: Sequence[int], times: dict[int, int]) -> None:
        self._ledger, self._places, self._times = ledger, places, times

    def __iter__(self) -> Iterator[Entry]:
        for place in self._places:
            entry = self._ledger._entry(place)
            time = self._times.get(place)
            yield entry if time is None else msgspec.structs.replace(entry, mtime=time)


class _Title(msgspec.Struct):
    """What is looked for among entries."""

    name: str
    path: str


_titles = msgspec.json.Decoder(read_as(_Title))


def _titles_of(file: BinaryIO) -> Iterator[tuple[int, _Title]]:
    """The whole records of one file and where they stand; at worst none."""
    file.seek(0)
    for at, body in scan(file):
        if at == 0:
            if body != VERSION:
                return
            continue
        try:
            yield at, _titles.decode(body)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return


_BITS = 40  # of a place within its file
_MASK = (1 << _BITS) - 1


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

    def close(self) -> None:
        self._out.close()


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
