"""A table of a file as one chart: what `designer chart` and the studio's data grid ask for."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.slots import Slot
from designer_app.design.tables import read_table_cell
from designer_app.errors import fail
from designer_app.layers.chart.choosing import fitting, refusals
from designer_app.layers.chart.data import Data, read_data
from designer_app.layers.chart.kinds import kind
from designer_app.production.data.records import FOUND_OUT, Reading, Table

TEMPLATE, SLOT = "chart", "table"  # the template of single charts and its slot of the table


class Proposal(msgspec.Struct, frozen=True):
    """A kind, whether it can say the data (``fits`` 0 to 100, else why not), and its title in both languages."""

    kind: str
    title: dict[str, str]
    fits: int
    why_not: str = ""


def cell_of(table: Table) -> str:
    """A whole table as the text of one cell. Raises ``DesignError`` (``chart-empty``)."""
    if not table.rows:
        raise fail(
            "chart-empty", file=table.source, found="no rows", expected="a line of names and at least one row"
        )
    rows = [list(table.columns)]
    rows += [[_plain(row.cells.get(name)) for name in table.columns] for row in table.rows]
    return json.dumps(rows, ensure_ascii=False)


def rows_of(table: Table) -> tuple[dict[str, Any], ...]:
    """The typed rows; every fault names the file, the column and the row. Raises ``DesignError``."""
    return rows_of_cell(cell_of(table), table.source)


def rows_of_cell(cell: str, file: str = "") -> tuple[dict[str, Any], ...]:
    """The typed rows of a table in a cell. Raises ``DesignError``."""
    return read_table_cell(Slot(type="table"), cell, {"file": file, "place": ""})


def data_of(
    rows: Sequence[Mapping[str, Any]],
    *,
    label: str = "",
    values: Sequence[str] = (),
    mark: Sequence[str] = (),
    target: float = 0.0,
) -> Data:
    """Rows as charts read them."""
    return read_data(rows, label=label, values=values, mark=mark, target=target)


def proposals(data: Data) -> list[Proposal]:
    """All kinds: those that fit, best first, then the others with the reason."""
    found = [Proposal(name, kind(name).title, fits) for name, fits in fitting(data)]
    found += [
        Proposal(name, kind(name).title, 0, f"{refusal.found}; needs {refusal.expected}")
        for name, refusal in refusals(data).items()
    ]
    return found


def from_file(path: str, how: Reading = FOUND_OUT) -> Table:
    """Any table that batches read."""
    from designer_app.production.data.reading import read_table

    return read_table(Path(path), how)


def plain_text(cell: Any) -> str:
    """A cell as a person would type it into a grid."""
    return "" if cell is None else str(_plain(cell))


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell)
    return cell if isinstance(cell, str | int | float | bool | None) else json.dumps(cell, ensure_ascii=False)
