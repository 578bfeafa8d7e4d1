"""Long lists of records in few bytes: what a batch knows of its cells and of what became of them, whose number nobody
bounds. The first ones are kept as they are; later ones a few hundred together as compressed bytes, read when asked for."""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")
_BLOCK = 256  # records that are packed together
_LOOSE = 16  # blocks that stay as they are: a small batch pays nothing
_OPEN = (
    32  # blocks that stay read: sizes, kits and languages are each in a row of their own and are read in turn
)


class _Many(Sequence[T]):
    """What these lists have in common: parts of them are lists of the same kind, and equal ones are equal."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return Picked(self, range(*at.indices(len(self))))
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._at(at)

    def _at(self, at: int) -> T:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Packed(_Many[T]):
    """A list that grows at its end. Records are never changed in place."""

    def __init__(self, records: Iterable[T] = ()) -> None:
        self._blocks: list[list[T] | bytes] = []
        self._tail: list[T] = []
        self._open: dict[int, list[T]] = {}  # blocks that were read last, the latest at the end
        self.extend(records)

    def append(self, record: T) -> None:
        self._tail.append(record)
        if len(self._tail) == _BLOCK:
            full, self._tail = self._tail, []
            loose = len(self._blocks) < _LOOSE
            self._blocks.append(full if loose else zlib.compress(pickle.dumps(full, 5), 1))

    def extend(self, records: Iterable[T]) -> None:
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._tail)

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from (block if isinstance(block, list) else _unpacked(block))
        yield from self._tail

    def _at(self, at: int) -> T:
        number, place = divmod(at, _BLOCK)
        if number == len(self._blocks):
            return self._tail[place]
        block = self._blocks[number]
        if isinstance(block, list):
            return block[place]
        read = self._open.pop(number, None) or _unpacked(block)
        self._open[number] = read
        if len(self._open) > _OPEN:
            del self._open[next(iter(self._open))]
        return read[place]


class Picked(_Many[T]):
    """Some records of another list, or all of them in another order, by their places in it."""

    def __init__(self, source: Sequence[T], places: Sequence[int]) -> None:
        self._source, self._places = source, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[T]:
        return iter(map(self._source.__getitem__, self._places))

    def _at(self, at: int) -> T:
        return self._source[self._places[at]]


def ordered(records: Sequence[T], key: Callable[[T], int]) -> Sequence[T]:
    """The records in the order of their keys; those of equal keys as they stand. Packed anew where that is another order:
    they are read many times afterwards."""
    keys = array("q", map(key, records))
    places = array("q", sorted(range(len(keys)), key=keys.__getitem__))
    if all(place == at for at, place in enumerate(places)):
        return records
    return Packed(map(records.__getitem__, places))


def picked(records: Sequence[T], wanted: Callable[[T], bool]) -> Sequence[T]:
    """Those that are wanted, in the same order."""
    return parted(records, wanted)[0]


def parted(records: Sequence[T], wanted: Callable[[T], bool]) -> tuple[Sequence[T], Sequence[T]]:
    """Those that are wanted and the others, in the same order."""
    places, others = array("q"), array("q")
    for at, record in enumerate(records):
        (places if wanted(record) else others).append(at)
    return (records if not others else Picked(records, places), Picked(records, others))


def _unpacked(block: bytes) -> list[Any]:
    found: list[Any] = pickle.loads(zlib.decompress(block))
    return found
