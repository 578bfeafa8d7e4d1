"""What every reader returns: columns, rows with cells as the source typed them, and notes."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.worded import Words
from designer_app.production.packed import Many, Packed

# str, int, float, bool, None, list, dict, date or datetime.
Cell = Any
Groups = Literal["", "names", "rows"]

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 3_000_000


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How a person says that a table is to be read; what is left out is found out. ``sheet`` of a workbook (a database's
    table or query), ``encoding`` and ``separator`` of a text (``tab`` is a word for one), ``header`` = the line, in a
    sheet the row, of the headings, from 1; ``groups`` = whether a text alone in its line is the name of a group."""

    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    header: int = 0
    groups: Groups = ""


FOUND_OUT = Reading()


class Looks(msgspec.Struct, frozen=True):
    """What a sheet shows beside its cells: lines (from 1) with a cell that is merged over several columns, columns (from
    0) that are hidden, and by column the words that formats write beside figures."""

    wide: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    words: dict[int, set[Words]] = {}


PLAIN = Looks()


class Broken(msgspec.Struct, frozen=True):
    """A cell without a usable value (``#N/A``); it becomes a fault of its row."""

    found: str
    expected: str
    remedy: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row. ``number`` counts data rows from 1, as a person does; ``line`` is where it starts in the file
    (in a sheet, the sheet's row). A column that a JSON row lacks is absent from ``cells``. A row with
    ``faults`` may not be rendered: each says why.
    """

    number: int
    line: int
    cells: dict[str, Cell]
    faults: tuple[Finding, ...] = ()

    @property
    def place(self) -> str:
        """How findings name the row."""
        return row_place(self.number, self.line)


class KeptRows(Many[Row]):
    """A table's rows as they come, numbered from 1. Their ``cells`` are put aside, as nobody bounds the number of rows; a row
    is put together when it is asked for. ``faults`` are those of the rows that have some, by place."""

    def __init__(self) -> None:
        self.cells: Packed[dict[str, Cell]] = Packed()
        self.faults: dict[int, tuple[Finding, ...]] = {}
        self._lines = array("q")

    def add(self, line: int, cells: dict[str, Cell], faults: tuple[Finding, ...] = ()) -> None:
        if faults:
            self.faults[len(self._lines)] = faults
        self._lines.append(line)
        self.cells.append(cells)

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Row]:
        return map(self._made, range(len(self)), self.cells)

    def _at(self, at: int) -> Row:
        return self._made(at, self.cells[at])

    def _made(self, at: int, cells: dict[str, Cell]) -> Row:
        return Row(number=at + 1, line=self._lines[at], cells=cells, faults=self.faults.get(at, ()))


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A whole table. ``notes`` concern the table (a guessed encoding, ignored columns); none stops it. ``pictures``
    lie in its cells, which hold their names. ``at`` is the place of each column in a record of text or a sheet's row,
    from 0; empty where columns are names (JSON). ``words`` are those that formats write beside a column's figures."""

    source: str
    columns: tuple[str, ...]
    rows: KeptRows
    notes: tuple[Finding, ...] = ()
    pictures: dict[str, bytes] = {}
    at: dict[str, int] = {}
    words: dict[str, frozenset[Words]] = {}


def row_place(number: int, line: int) -> str:
    return f"row {number} (line {line})" if line else f"row {number}"


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """A cell as the text of a key: 123.0 is ``123``, dates are ISO."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ")
    return " ".join(str(cell).split())


def money_text(amount: Decimal, sign: str) -> str:
    """An amount to the cent, half up, with the sign or code of its currency, as a cell of money reads."""
    cents = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = cents.to_integral_value()
    return f"{whole if whole == cents else cents:f} {sign}"


def not_writable(file: str, found: str) -> DesignError:
    return fail(
        "table-not-writable", file=file, found=found, expected="a table that cells can be written into: CSV, TSV, XLSX, JSON",
        remedy="save the rows as a CSV beside it",
    )  # fmt: skip
