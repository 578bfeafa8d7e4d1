"""The table that a document shows: its rows as the batch reads them, and changed cells written back into the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.slots import Slot
from designer_app.editor.state import Cells
from designer_app.errors import DesignError, fail
from designer_app.files import digest, write_bytes
from designer_app.production.data.changing import Change, changed
from designer_app.production.data.reading import parse_table, read_bytes
from designer_app.production.data.records import FOUND_OUT, Reading, Table, cell_text, not_writable
from designer_app.production.headings import matched
from designer_app.production.reserved import is_skipped
from designer_app.production.rows import Rows, rows_of
from designer_app.production.several import one_value_each
from designer_app.production.sheets import csv_bytes


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: its key, language and cells."""

    key: str
    cells: Mapping[str, Any]
    lang: str = ""


class TableReading(msgspec.Struct, frozen=True, kw_only=True):
    """How a job says that its table is to be read, and what its columns mean."""

    file: Reading = FOUND_OUT
    key: str = ""
    columns: Mapping[str, str] = {}


class OpenedTable:
    """A table as it was read. Cells are laid over that reading, so that undo takes one back even after a save; what the
    file holds of them is ``written``. Raises ``DesignError`` like ``load_rows``."""

    def __init__(self, path: Path, slots: Mapping[str, Slot], how: TableReading) -> None:
        self.path, self.how, self._slots = path, how, slots
        self.written: Cells = ()
        self._read()

    def _read(self) -> None:
        self._data = read_bytes(self.path)
        self._on_disk = digest(self._data)
        self._table: Table = parse_table(self._data, self.path, self.how.file)
        read = rows_of(self._table, self.how.key)
        self._whole = matched(
            read, self._slots, dict(self.how.columns), str(self.path)
        )  # cells as they stand
        self._rows = found = one_value_each(self._whole, self._slots, {})
        self._headings = dict(found.headings)
        self._places: dict[str, list[int]] = {}
        self.rows: list[Row] = []
        for at, (key, cells, faults) in enumerate(zip(found.keys, found.rows, found.faults, strict=True)):
            if not faults and not is_skipped(cells):
                self._places.setdefault(key, []).append(at)
                self.rows.append(Row(key=key, lang=str(cells.get("_lang") or ""), cells=cells))

    @property
    def read(self) -> Rows:
        """The table as it was read, with a column for each slot that one of its own fills."""
        return self._rows

    def changed_on_disk(self) -> bool:
        """Whether another program changed or removed the file since it was read or saved."""
        try:
            return digest(self.path.read_bytes()) != self._on_disk
        except OSError:
            return True

    def reload(self, cells: Cells) -> None:
        """Take the file as another program left it; of the changed cells those count as written that it says, too."""
        self._read()
        by_key = {row.key: row.cells for row in self.rows}
        self.written = tuple(c for c in cells if cell_text(by_key.get(c[0], {}).get(c[1])) == cell_text(c[2]))

    def slot(self, heading: str) -> str:
        """The slot that a column fills; the heading itself where it is called so."""
        return next((slot for slot, own in self._headings.items() if own == heading), heading)

    def base(self, key: str, column: str) -> str:
        """The text of a cell as the table was read."""
        return next((cell_text(row.cells.get(column)) for row in self.rows if row.key == key), "")

    def bytes_with(self, cells: Cells) -> bytes:
        """The file with these cells changed. Raises ``DesignError`` (``table-not-writable``)."""
        changes = []
        for key, column, text in cells:
            heading = self._headings.get(column, column)
            if key not in self._places:
                continue  # the row is gone from the table
            if heading not in self._table.columns:
                raise not_writable(str(self.path), f"no column '{heading}'")
            for at in self._places[key]:
                row = self._table.rows[at]
                if self._whole.rows[at].get(column) != row.cells.get(heading):
                    raise not_writable(str(self.path), f"'{column}', which is made of several columns")
                changes.append(Change(row, heading, text))
        return changed(self._data, self._table, changes, self.how.file)

    def write(self, cells: Cells) -> None:
        """Write the cells. Raises ``DesignError``: ``changed-on-disk``, ``table-not-writable``, what the disk says."""
        if cells == self.written:
            return
        if self.changed_on_disk():
            raise fail(
                "changed-on-disk", file=str(self.path), found="another program has changed it",
                expected="the table as it was opened", remedy="reload it, or keep both",
            )  # fmt: skip
        data = self.bytes_with(cells)
        write_bytes(self.path, data)
        self._on_disk, self.written = digest(data), cells

    def moved(self, path: Path) -> None:
        """The file was copied to another place, and this copy is the document's from now on."""
        self.path = path

    def copy_beside(self, cells: Cells) -> Path:
        """All rows with the changed cells in a file beside the table: of its kind where that can be written, else a CSV."""
        try:
            data, suffix = self.bytes_with(cells), self.path.suffix
        except DesignError:
            data, suffix = self._as_csv(cells), ".csv"
        number, path = 2, self.path.with_suffix(suffix)
        while path.exists():
            path = self.path.with_name(f"{self.path.stem}-{number}{suffix}")
            number += 1
        write_bytes(path, data)
        return path

    def _as_csv(self, cells: Cells) -> bytes:
        over = {(key, column): text for key, column, text in cells}
        own = [
            *self._table.columns,
            *sorted({c for _, c, _ in cells if self._headings.get(c, c) not in self._table.columns}),
        ]
        back = {heading: slot for slot, heading in self._headings.items()}
        lines = []
        for row in self.rows:
            line = []
            for column in own:
                text = over.get((row.key, column), over.get((row.key, back.get(column, ""))))
                line.append(cell_text(row.cells.get(column)) if text is None else text)
            lines.append(line)
        return csv_bytes(own, lines)


def unused(rows: Rows, slots: Mapping[str, Slot]) -> list[str]:
    """Headings that fill nothing."""
    used = {*slots, *rows.headings.values()}
    own = (c for c in rows.columns if c not in rows.headings and not c.startswith("_"))
    return [c for c in own if c not in used and c.partition(":")[0].partition(".")[0] not in slots]
