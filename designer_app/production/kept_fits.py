"""How harmonised texts came out, kept from run to run beside the ledger: only rows that differ are measured again."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from designer_app.build.harmony import Fit
from designer_app.build.resources import Stamp, stamp_of
from designer_app.design.library import find_kit
from designer_app.files import digest, write_bytes
from designer_app.known_types import read_as
from designer_app.production.interleaving import in_turn
from designer_app.production.keys import input_key, program_key, row_key, setting_key
from designer_app.production.ledger import FOLDER
from designer_app.production.packed import Picked
from designer_app.production.records import Cell, Chunk, Result, Setting

_NAME = "fits"
Measure = Callable[[Sequence[Chunk]], Iterable[Result]]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    fits: tuple[Fit, ...]
    files: tuple[tuple[str, int, int], ...] = ()


class KeptFits:
    """What an output folder knows of earlier measuring. A file that is missing or broken knows nothing."""

    def __init__(self, out: Path) -> None:
        self._path = out / FOLDER / _NAME
        self._known: dict[str, _Kept] = {}
        self._used: dict[str, _Kept] = {}
        self._read = False
        self._stamps: dict[str, Stamp] = {}

    def measure(self, measure: Measure) -> Measure:
        """``measure``, of cells only that aren't known."""

        def measured(chunks: Sequence[Chunk]) -> Iterator[Result]:
            self._open()
            keys: dict[int, str] = {}
            shared = [_shared(chunk.setting) for chunk in chunks]
            places = [array("I") for _ in chunks]
            for number, at, cell in in_turn(chunks):
                key = input_key((*shared[number], row_key(cell)))
                known = self._used.get(key) or self._known.get(key)
                if known is not None and self._same(known):
                    self._used[key] = known
                    yield _result(chunks[number].setting, cell, known)
                else:
                    keys[cell.number] = key
                    places[number].append(at)
            left = [
                msgspec.structs.replace(chunk, cells=Picked(chunk.cells, mine))
                for chunk, mine in zip(chunks, places, strict=True)
                if mine
            ]
            for result in measure(left) if left else ():
                if result.ok:
                    self._used[keys[result.number]] = _Kept(result.fits, result.files)
                yield result

        return measured

    def keep(self) -> None:
        """Write what this run has used, where that is news."""
        if self._used and self._used.keys() != self._known.keys():
            write_bytes(self._path, msgspec.msgpack.encode(self._used))

    def _open(self) -> None:
        if self._read:
            return
        self._read = True
        try:
            self._known = msgspec.msgpack.decode(self._path.read_bytes(), type=read_as(dict[str, _Kept]))
        except (OSError, msgspec.DecodeError):
            return

    def _same(self, known: _Kept) -> bool:
        for path, size, time in known.files:
            if path not in self._stamps:
                self._stamps[path] = stamp_of(path)
            if self._stamps[path] != (size, time):
                return False
        return True


def _shared(setting: Setting) -> tuple[str, ...]:
    template = digest((Path(setting.template) / "template.json").read_bytes())
    return program_key(), template, find_kit(setting.kit).digest, setting_key(setting)


def _result(setting: Setting, cell: Cell, known: _Kept) -> Result:
    return Result(
        number=cell.number, key=cell.key, size=setting.size.id, kit=Path(setting.kit).name, lang=setting.lang,
        page=cell.page, variant=cell.variant, ok=True, fits=known.fits, files=known.files,
    )  # fmt: skip
