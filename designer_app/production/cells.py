"""The cells of a setting, as many as rows have pages: of each is kept what its row doesn't say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from designer_app.design.template import Override
from designer_app.production.packed import Many, Packed
from designer_app.production.records import Cell
from designer_app.production.reserved import NAME, copied

# Number, the row's place, key, page, variant, series, stem, overrides.
_Own = tuple[int, int, str, int, str, str, str, tuple[Override, ...]]


def values_of(
    row: Mapping[str, Any], fixed: Mapping[str, Any], series: str, sets: Mapping[str, str]
) -> Mapping[str, Any]:
    """A row's values as it is made: with those that are the same in all rows, and those that are tried."""
    if not fixed and not sets:
        return row
    values = {**row, **fixed, **sets}
    return copied(values, f"-{series}") if series and values.get(NAME) else values


class Cells(Many[Cell]):
    """Cells over a table's ``rows``, which all settings share; put together when they are asked for. ``fixed`` values are those
    of every row, ``trials`` those that a series tries."""

    def __init__(
        self,
        rows: Sequence[Mapping[str, Any]],
        fixed: Mapping[str, Any],
        trials: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._rows, self._fixed, self._trials = rows, fixed, trials
        self._own: Packed[_Own] = Packed()

    def add(self, at: int, cell: Cell) -> None:
        """A further cell, of the row at this place."""
        self._own.append(
            (cell.number, at, cell.key, cell.page, cell.variant, cell.series, cell.stem, cell.overrides)
        )

    def __len__(self) -> int:
        return len(self._own)

    def __iter__(self) -> Iterator[Cell]:
        return map(self._made, self._own)

    def _at(self, at: int) -> Cell:
        return self._made(self._own[at])

    def _made(self, own: _Own) -> Cell:
        number, at, key, page, variant, series, stem, overrides = own
        return Cell(
            number=number, key=key, values=values_of(self._rows[at], self._fixed, series, self._trials.get(series, {})),
            page=page, variant=variant, series=series, stem=stem, overrides=overrides,
        )  # fmt: skip
