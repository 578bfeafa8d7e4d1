"""Product feeds as XML: RSS and Atom of Google and Meta, YML of Yandex Market. Read as a stream, by no native parser.

A row is an ``item``, ``entry``, ``offer`` or ``product``; its columns are the elements in it (``g:price`` is ``price``, a
second ``picture`` is ``picture[1]``, what lies deeper ``shipping.price``), those of ``param`` by their names, and its attributes.
"""

from __future__ import annotations

from designer_app.errors import DesignError, fail
from designer_app.production.data.records import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, KeptRows, Table
from designer_app.production.data.xlsx_xml import XmlError, parse_part

_ROWS = ("item", "entry", "offer", "product")
_TEXT_LIMIT = 131_072  # characters of a cell
_SLICE = 65_536


def read_feed(data: bytes, file: str) -> Table:
    """Raises ``DesignError``: ``bad-xml``, ``empty-table``, ``too-many-rows``."""
    reader = _Feed(file)
    slices = (data[at : at + _SLICE] for at in range(0, len(data), _SLICE))
    try:
        parse_part(slices, file, reader.start, reader.end, reader.text, doctype=True)
    except XmlError as fault:
        raise fail(
            "bad-xml",
            file=file,
            found=str(fault)[:160],
            expected="a product feed in XML",
            remedy="save it again, or as CSV",
        ) from None
    if not reader.rows:
        raise fail(
            "empty-table", file=file, found="no rows", expected="elements " + ", ".join(_ROWS),
            remedy="save the rows as CSV or JSON",
        )  # fmt: skip
    return Table(source=file, columns=tuple(reader.columns), rows=reader.rows)


class _Feed:
    """Collects rows from the events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows = KeptRows()
        self.columns: dict[str, None] = {}
        self._row = ""  # the element that rows are called
        self._cells: dict[str, str] | None = None
        self._path: list[str] = []
        self._texts: list[list[str]] = []
        self._length = self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._cells is None:
            if name in _ROWS and self._row in ("", name):
                self._row = name
                self._cells = {key: value for key, value in attributes.items() if key != "xmlns"}
                self._path, self._texts = [], []
            return
        named = attributes.get("name", "").strip() if name == "param" else ""
        self._path.append(named or name)
        self._texts.append([])
        self._length = 0
        if name == "link" and attributes.get("href"):  # of Atom
            self._texts[-1].append(attributes["href"])

    def text(self, data: str) -> None:
        if self._texts and self._length <= _TEXT_LIMIT:
            self._length += len(data)
            self._texts[-1].append(data)

    def end(self, name: str) -> None:
        if self._cells is None:
            return
        if not self._path:
            self._close()
            return
        path = ".".join(self._path)
        self._path.pop()
        found = "".join(self._texts.pop()).strip()
        if found:
            column, number = path, 0
            while column in self._cells:
                number += 1
                column = f"{path}[{number}]"
            self._cells[column] = found[:_TEXT_LIMIT]

    def _close(self) -> None:
        cells = self._cells or {}
        self.columns.update(dict.fromkeys(cells))
        self._count += len(cells)
        number = len(self.rows) + 1
        if number > MAX_ROWS or self._count > MAX_CELLS or len(self.columns) > MAX_COLUMNS:
            raise self._too_many(number)
        self.rows.add(0, dict(cells))
        self._cells = None

    def _too_many(self, number: int) -> DesignError:
        return fail(
            "too-many-rows", file=self.file, place=f"row {number}", found="more than can be read at once",
            expected=f"at most {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns and {MAX_CELLS:,} cells", remedy="split the feed",
        )  # fmt: skip
