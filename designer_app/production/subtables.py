"""Tables in files of their own: a cell of a table slot may name one (``medals.csv``, ``year.xlsx#Q3``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from designer_app.design.slots import Slot
from designer_app.errors import DesignError, Finding
from designer_app.files import inside
from designer_app.production.packed import Packed
from designer_app.production.rows import Rows

_FILE = re.compile(
    r"([^\n\t;|]+\.(?:csv|tsv|txt|json|jsonl|xlsx|xlsm|xls|xlsb|ods|db|sqlite3?))(?:#(.+))?", re.IGNORECASE
)


def with_tables(rows: Rows, slots: Mapping[str, Slot]) -> Rows:
    """The rows with the tables that their cells name put in place of the names; a fault keeps only its row."""
    import msgspec

    names = [name for name, slot in slots.items() if slot.type == "table"]
    if not names or not rows.roots:
        return rows
    found: Packed[Mapping[str, Any]] = Packed()
    faults: list[tuple[Finding, ...]] = []
    for row, told, key in zip(rows.rows, rows.faults, rows.keys, strict=True):
        cells, wrong = dict(row), list(told)
        for name in names:
            try:
                cells[name] = read_cell(
                    cells.get(name), Path(rows.roots[0]), rows.source, f"row {key}, column {name}"
                )
            except DesignError as fault:
                wrong.extend(fault.findings)
        found.append(cells if any(name in row for name in names) else row)
        faults.append(tuple(wrong))
    return msgspec.structs.replace(rows, rows=found, faults=tuple(faults))


def read_cell(cell: Any, folder: Path, file: str = "", place: str = "") -> Any:
    """The cell, or the table of the file below ``folder`` that it names as one cell's text. Raises ``DesignError``."""
    match = _FILE.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None:
        return cell
    from designer_app.production.charting import cell_of
    from designer_app.production.data.reading import read_table

    return cell_of(read_table(inside(folder, match[1], file=file, place=place), sheet=match[2] or ""))
