"""Long lists of records in few bytes: what a batch knows of its rows and cells and of what became of them, whose number
nobody bounds. The first ones are kept as they are; later ones are put aside, many together as compressed bytes, and read
when they are asked for."""

from __future__ import annotations

import itertools
import pickle
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from designer_app.scratch import Scratch

T = TypeVar("T")
S = TypeVar("S")
_BLOCK = 128  # records that are packed together
_LOOSE = 1024  # records that stay as they are: a small batch pays nothing
_OPEN = 4  # blocks that stay read: sizes, kits and languages are each in a list of their own


class Many(Sequence[T]):
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


class Packed(Many[T]):
    """A list that grows at its end. Records are never changed in place."""

    def __init__(self, records: Iterable[T] = ()) -> None:
        self._loose: list[T] = []
        self._blocks = Scratch()
        self._tail: list[T] = []
        self._open: dict[int, list[T]] = {}  # blocks that were read last, the latest at the end
        self.extend(records)

    def append(self, record: T) -> None:
        if len(self._loose) < _LOOSE:
            self._loose.append(record)
            return
        self._tail.append(record)
        if len(self._tail) == _BLOCK:
            self._blocks.append(zlib.compress(pickle.dumps(self._tail, 5), 1))
            self._tail = []

    def extend(self, records: Iterable[T]) -> None:
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        return len(self._loose) + len(self._blocks) * _BLOCK + len(self._tail)

    def __iter__(self) -> Iterator[T]:
        yield from self._loose
        for number in range(len(self._blocks)):
            yield from self._read(number)
        yield from self._tail

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_open": {}}

    def _at(self, at: int) -> T:
        if at < len(self._loose):
            return self._loose[at]
        number, place = divmod(at - _LOOSE, _BLOCK)
        if number == len(self._blocks):
            return self._tail[place]
        read = self._open.pop(number, None) or self._read(number)
        self._open[number] = read
        if len(self._open) > _OPEN:
            del self._open[next(iter(self._open))]
        return read[place]

    def _read(self, number: int) -> list[T]:
        found: list[T] = pickle.loads(zlib.decompress(self._blocks[number]))
        return found


class Each(Many[T]):
    """Records made of another list's, each time when they are asked for, of place and record."""

    def __init__(self, source: Sequence[S], make: Callable[[int, S], T]) -> None:
        self._source, self._make = source, make

    def __len__(self) -> int:
        return len(self._source)

    def __iter__(self) -> Iterator[T]:
        return itertools.starmap(self._make, enumerate(self._source))

    def _at(self, at: int) -> T:
        return self._make(at, self._source[at])


class Picked(Many[T]):
    """Some records of another list, or all of them in another order, by their places in it."""

    def __init__(self, source: Sequence[T], places: Sequence[int]) -> None:
        self._source, self._places = source, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[T]:
        return map(self._source.__getitem__, self._places)

    def _at(self, at: int) -> T:
        return self._source[self._places[at]]


class ByKey(Mapping[str, T]):
    """Records by keys of their own, each read when it is asked for."""

    def __init__(self, keys: Iterable[str], records: Sequence[T]) -> None:
        self._places = {key: at for at, key in enumerate(keys)}
        self._records = records

    def __getitem__(self, key: str) -> T:
        return self._records[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def ordered(records: Sequence[T], keys: Sequence[int]) -> Sequence[T]:
    """The records in the order of their keys; those of equal keys as they stand. Packed anew where that is another order:
    they are read many times afterwards."""
    if all(one <= other for one, other in itertools.pairwise(keys)):
        return records
    places = array("q", sorted(range(len(keys)), key=keys.__getitem__))
    return Packed(map(records.__getitem__, places))


def at_places(records: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """The records at these places, in the order of these. Packed anew where that isn't their own: out of order, each would be
    read with all that it is packed with."""
    if all(before < after for before, after in itertools.pairwise(places)):
        return Picked(records, places)
    held = list(records)
    return Packed(held[at] for at in places)


def picked(records: Sequence[T], wanted: Callable[[T], bool]) -> Sequence[T]:
    """Those that are wanted, in the same order."""
    places = array("q", (at for at, record in enumerate(records) if wanted(record)))
    return records if len(places) == len(records) else Picked(records, places)
