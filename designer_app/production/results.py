"""What became of a batch's cells: gathered as they come, told in the plan's order."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from designer_app.production.packed import Many, Packed, Picked, ordered
from designer_app.production.records import Result


class _Parts(NamedTuple):
    made: Sequence[Result]
    failed: Sequence[Result]
    kept: int
    beside: list[Result]


class Results(Many[Result]):
    """Results in order. What is asked of all of them is found by going through them once."""

    def __init__(self, records: Sequence[Result]) -> None:
        self._records = records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Result]:
        return iter(self._records)

    def _at(self, at: int) -> Result:
        return self._records[at]

    @property
    def made(self) -> Sequence[Result]:
        return self._parts.made

    @property
    def failed(self) -> Sequence[Result]:
        return self._parts.failed

    @property
    def kept(self) -> int:
        """How many files were there already and would have come out the same."""
        return self._parts.kept

    @property
    def beside(self) -> Sequence[Result]:
        """Those whose files lie beside one that a person has touched."""
        return self._parts.beside

    @functools.cached_property
    def _parts(self) -> _Parts:
        made, failed = array("q"), array("q")
        kept, beside = 0, []
        for at, result in enumerate(self._records):
            (made if result.ok else failed).append(at)
            kept += result.kept
            if result.beside:
                beside.append(result)
        mine = self._records if not failed else Picked(self._records, made)
        return _Parts(mine, Picked(self._records, failed), kept, beside)


class Gathered:
    """Results as they come, in whatever order."""

    def __init__(self) -> None:
        self._records: Packed[Result] = Packed()
        self._numbers = array("q")

    def append(self, result: Result) -> None:
        self._records.append(result)
        self._numbers.append(result.number)

    def extend(self, results: Iterable[Result]) -> None:
        for result in results:
            self.append(result)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def numbers(self) -> Sequence[int]:
        """Of their cells."""
        return self._numbers

    def in_order(self, refused: Sequence[Result] = ()) -> Results:
        """All in the order of their numbers, ``refused`` ones last."""
        found = ordered(self._records, self._numbers)
        return Results(Packed(chain(found, refused)) if refused else found)
