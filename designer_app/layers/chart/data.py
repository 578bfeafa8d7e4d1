"""What a chart shows: names, series of numbers, dates; read from the rows of a slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import msgspec

from designer_app.errors import did_you_mean, fail


class Series(msgspec.Struct, frozen=True):
    """A column of numbers; None where a value is missing. ``unit`` is what its name says behind a comma."""

    name: str
    values: tuple[float | None, ...]
    unit: str = ""

    @property
    def known(self) -> tuple[float, ...]:
        return tuple(value for value in self.values if value is not None)


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """Rows as a chart reads them. ``dates`` is () where names aren't dates; ``words`` are further columns of words;
    ``marked`` are rows and ``marked_series`` series that stand out, ``chosen`` by what: the heading that names them, their
    move, or "" (a person, nobody); ``decimals`` is how many figures have; ``target`` is what the layer aims at."""

    label: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    dates: tuple[date, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marked: frozenset[int] = frozenset()
    marked_series: frozenset[int] = frozenset()
    decimals: int = 0
    unit: str = ""
    target: float | None = None
    chosen: Literal["", "heading", "move"] = ""

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def first(self) -> tuple[float | None, ...]:
        return self.series[0].values if self.series else ()

    @property
    def known(self) -> tuple[float, ...]:
        return tuple(value for series in self.series for value in series.known)

    @property
    def whole(self) -> bool:
        """Whether every value is there."""
        return all(value is not None for series in self.series for value in series.values)

    def picked(self, order: Sequence[int]) -> Data:
        """The rows of these numbers, in this order."""
        return msgspec.structs.replace(
            self,
            names=tuple(self.names[i] for i in order),
            dates=tuple(self.dates[i] for i in order) if self.dates else (),
            series=tuple(
                msgspec.structs.replace(s, values=tuple(s.values[i] for i in order)) for s in self.series
            ),
            words=tuple((name, tuple(cells[i] for i in order)) for name, cells in self.words),
            marked=frozenset(at for at, i in enumerate(order) if i in self.marked),
        )


def read_data(
    rows: Sequence[Mapping[str, Any]], *, label: str = "", values: Sequence[str] = (), mark: Sequence[str] = (),
    unit: str = "", decimals: int | None = None, show_dates: Callable[[Sequence[date]], Sequence[str]] | None = None,
    target: float = 0.0, place: str = "",
) -> Data:  # fmt: skip
    """The rows of a slot as data. ``show_dates`` writes dates as names.

    Raises ``DesignError``: ``chart-column`` (a column that isn't there), ``chart-empty``.
    """
    columns = list(rows[0]) if rows else []
    if not columns:
        raise fail("chart-empty", place=place, found="no rows", expected="at least one row of data")
    label, values = _whole_name(label, columns), [_whole_name(name, columns) for name in values]
    for wanted in (*([label] if label else []), *values):
        if wanted not in columns:
            raise fail(
                "chart-column", place=place, found=f"column '{wanted}'", expected="a column of " + ", ".join(columns),
                remedy=did_you_mean(wanted, columns),
            )  # fmt: skip
    numeric = [name for name in columns if _is_numeric([row.get(name) for row in rows])]
    label = label or next((name for name in columns if name not in numeric), "")
    if not label and len(numeric) > 1 and not values:
        label = numeric[0]  # all columns are numbers: the first names the others' rows
    chosen = [name for name in (values or numeric) if name != label]
    cells = [row.get(label) for row in rows] if label else [""] * len(rows)
    dated = bool(label) and all(isinstance(cell, date) for cell in cells)
    series = tuple(_series(name, [row.get(name) for row in rows]) for name in chosen)
    dates = tuple(cell for cell in cells if isinstance(cell, date)) if dated else ()
    names = tuple(show_dates(dates)) if dates and show_dates else tuple(map(_word, cells))
    lowered = {word.casefold() for word in mark}
    flags = _flags(rows, columns)
    return Data(
        label=label,
        names=names,
        dates=dates,
        series=series,
        words=tuple(
            (name, tuple(_word(row.get(name)) for row in rows))
            for name in columns
            if name not in (label, *chosen) and name not in numeric
        ),
        marked=frozenset(
            i
            for i, name in enumerate(names)
            if lowered
            and (
                name.casefold() in lowered
                or any(str(cell).casefold() in lowered for cell in rows[i].values())
            )
        )
        | flags,
        marked_series=frozenset(i for i, one in enumerate(series) if one.name.casefold() in lowered),
        decimals=_decimals(series, rows, chosen) if decimals is None else decimals,
        unit=unit or next((one.unit for one in series if one.unit), ""),
        target=target or None,
    )


def _whole_name(name: str, columns: Sequence[str]) -> str:
    """A column as it stands in the table: ``Price`` may stand for ``Price, ₽``."""
    if name in columns:
        return name
    return next((column for column in columns if column.rpartition(",")[0].strip() == name and name), name)


def _is_numeric(cells: Sequence[Any]) -> bool:
    full = [cell for cell in cells if cell is not None]
    return bool(full) and all(_number(cell) is not None for cell in full)


def _number(cell: Any) -> float | None:
    """A cell as a number; of money its amount."""
    amount = getattr(cell, "amount", cell)
    if isinstance(amount, bool) or not isinstance(amount, int | float | Decimal):
        return None
    return float(amount)


def _word(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


_FINEST = 9  # decimals
_UNITS = (  # «Цена, тыс. ₽», "Price (GBP)", "Share %"
    re.compile(r"(.*\S)\s*,\s*([^,]{1,12})"),
    re.compile(r"(.*\S)\s*\(([^()]{1,12})\)"),
    re.compile(r"(.*[^\s,])\s+(%|‰|°[CF]|[$€£¥₽₴₸₹])"),
)


_KNOWN = re.compile(  # units that a row's name may say: "Paris, France" has none
    r"(?:(?:тыс|млн|млрд|k|m|bn)\.?\s*)?(?:%|‰|°[CF]|[$€£¥₽₴₸₹]|руб\.?|шт\.?|кг|г|т|км|м|чел\.?|ч|мин|дн\.?|kg|g|t|km|m|h|min|days|pcs)",
    re.IGNORECASE,
)


def row_units(data: Data) -> tuple[str, ...]:
    """The unit that each row's name says, where columns say none."""
    if data.unit:
        return ("",) * data.count
    units = (parted_name(name)[1] for name in data.names)
    return tuple(unit if _KNOWN.fullmatch(unit) else "" for unit in units)


def parted_name(name: str) -> tuple[str, str]:
    """A name without the unit behind it, and that unit ("" where it has none)."""
    match = next((found for pattern in _UNITS if (found := pattern.fullmatch(name.strip()))), None)
    return (match[1].strip(), match[2].strip()) if match else (name.strip(), "")


def _series(name: str, cells: Sequence[Any]) -> Series:
    bare, unit = parted_name(name)
    return Series(bare, tuple(None if cell is None else _number(cell) for cell in cells), unit)


def _flags(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> frozenset[int]:
    """Rows that a yes/no column marks."""
    column = next((name for name in columns if any(isinstance(row.get(name), bool) for row in rows)), "")
    return frozenset(i for i, row in enumerate(rows) if column and row.get(column) is True)


def _decimals(series: Sequence[Series], rows: Sequence[Mapping[str, Any]], chosen: Sequence[str]) -> int:
    """As many as the most exact value has: at most two, of values below one as many as the smallest needs to be seen."""
    cells = (getattr(row.get(name), "amount", row.get(name)) for row in rows for name in chosen)
    most = max((_places(cell) for cell in cells), default=0)
    known = [abs(value) for one in series for value in one.known if value]
    needed = -Decimal(repr(min(known))).adjusted() if known and max(known) < 1 else 0
    return min(max(2, min(needed, _FINEST)), most)


def _places(cell: Any) -> int:
    """How many decimals a number has."""
    if isinstance(cell, float):
        cell = Decimal(repr(cell))
    if not isinstance(cell, Decimal) or not cell.is_finite():
        return 0
    return max(0, -int(cell.normalize().as_tuple().exponent))


def alone(data: Data, values: Sequence[float | None], unit: str) -> Data:
    """One row's values as data of their own: with their own decimals and unit."""
    known = tuple(value for value in values if value is not None)
    places = min(2, max((_places(value) for value in known), default=0))
    return msgspec.structs.replace(
        data, names=("",), series=(Series("", known),), dates=(), words=(), decimals=places, unit=unit or data.unit
    )  # fmt: skip
