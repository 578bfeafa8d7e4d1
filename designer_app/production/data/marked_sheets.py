"""Tables that programs save as "Excel" without its format: HTML, text with tabs, Excel's XML of 2003.

Shops, banks and accounting programs write them under the name .xls; a spreadsheet opens them with a warning.
"""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser
from typing import Any

from designer_app.errors import Finding, fail
from designer_app.production.data.books import Merged, Named, fill_merged, read_book
from designer_app.production.data.encodings import decode
from designer_app.production.data.grid import build_table
from designer_app.production.data.records import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Looks,
    Reading,
    Table,
)
from designer_app.production.data.xlsx_xml import XmlError, parse_part

_HEAD = 64 * 1024  # bytes in which a page says its encoding
_LONGEST = 16 * 1024 * 1024  # bytes of a page
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = ("script", "style", "template")


def named_otherwise(file: str, what: str) -> tuple[Finding, ...]:
    """That a file isn't what its name says, and is read all the same."""
    if file.lower().endswith((".html", ".htm", ".xml")):
        return ()
    note = Finding(
        code="table-named-otherwise", severity="note", file=file, found=f"{what}, whatever the name says",
        remedy="if columns look wrong, save it as .xlsx",
    )  # fmt: skip
    return (note,)


class _Sheet:
    """A table as it is met: rows of cells, and what is merged."""

    def __init__(self, name: str, visible: bool = True) -> None:
        self.name, self.visible = name, visible
        self.rows: list[tuple[int, list[Cell]]] = []
        self.merged: list[Merged] = []
        self.wide: set[int] = set()
        self.cells = 0
        self._covered: dict[int, set[int]] = {}  # row → columns that a cell above reaches over

    def open_row(self, line: int = 0) -> None:
        self.rows.append((line or (self.rows[-1][0] + 1 if self.rows else 1), []))
        if len(self.rows) > MAX_ROWS:
            raise XmlError(f"more than {MAX_ROWS:,} rows", self.name)

    def put(self, value: Cell, columns: int = 1, rows: int = 1, at: int = -1) -> None:
        """The next cell of the row (or that of the column ``at``), which reaches over so many columns and rows."""
        if not self.rows:
            self.open_row()
        line, cells = self.rows[-1]
        covered = self._covered.get(line, set())
        at = len(cells) if at < 0 else at
        while at in covered:
            at += 1
        columns, rows = min(max(columns, 1), MAX_COLUMNS), min(max(rows, 1), MAX_COLUMNS)
        self.cells += at + columns * rows - len(cells)
        if at + columns > 2 * MAX_COLUMNS or self.cells > MAX_CELLS:
            raise XmlError(f"more cells than {MAX_COLUMNS:,} in a row, {MAX_CELLS:,} in all", f"row {line}")
        cells.extend([None] * (at + columns - len(cells)))
        cells[at] = value
        if rows > 1:
            self.merged.append(Merged(at, line, line + rows - 1))
            for below in range(line + 1, line + rows):
                self._covered.setdefault(below, set()).update(range(at, at + columns))
        elif columns > 1:
            self.wide.add(line)

    def table(self, file: str, notes: tuple[Finding, ...], how: Reading) -> Table:
        rows = [row for row in self.rows if any(cell is not None for cell in row[1])]
        fill_merged(rows, self.merged)
        looks = Looks(wide=frozenset(self.wide))
        return build_table(file, rows, notes=notes, ragged=False, how=how, looks=looks)


def _chosen(sheets: list[_Sheet], file: str, notes: tuple[Finding, ...], how: Reading) -> Table:
    names = [Named(sheet.name, sheet.visible) for sheet in sheets]
    return read_book(names, how.sheet, file, lambda at: sheets[at].table(file, notes, how))[1]


# ── HTML ────────────────────────────────────────────────────────────────────────────────────────


def read_html(data: bytes, file: str, how: Reading) -> Table:
    """The first table of a page with several columns, or that of a number. Raises ``DesignError``: ``bad-html``, those of
    ``decode`` and of ``build_table``."""
    if len(data) > _LONGEST:
        raise _bad("bad-html", file, f"{len(data):,} bytes", f"a page of at most {_LONGEST:,} bytes")
    charset = _CHARSET.search(data[:_HEAD])
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text, notes = decode(data, file, how.encoding or (charset[1].decode() if charset and not marked else ""))
    page = _Page()
    try:
        page.feed(text)
        page.close()
    except XmlError as fault:
        raise _bad("bad-html", file, str(fault), "a table") from None
    if not page.sheets:
        raise _bad("bad-html", file, "a page without a table", "a page with a table")
    return _chosen(page.sheets, file, (*named_otherwise(file, "a page of HTML"), *notes), how)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[_Sheet] = []
        self._open: list[_Sheet] = []
        self._spans = (1, 1)
        self._words: list[str] | None = None
        self._picture = ""
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._quiet += 1
        elif tag == "table" and not self._open:
            self._open.append(_Sheet(str(len(self.sheets) + 1)))
            self.sheets.append(self._open[-1])
        elif tag == "table":
            self._open.append(self._open[-1])  # a table in a cell: its words are the cell's
        elif len(self._open) == 1 and tag == "tr":
            self._close()
            self._open[0].open_row()
        elif len(self._open) == 1 and tag in ("td", "th"):
            self._close()
            self._spans = _count(said.get("colspan", "")), _count(said.get("rowspan", ""))
            self._words, self._picture = [], ""
        elif tag in ("br", "p", "div", "li") and self._words:
            self._words.append("\n")
        elif tag == "img" and self._words is not None:
            self._picture = self._picture or said.get("src", "").strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._quiet = max(0, self._quiet - 1)
        elif tag == "table" and self._open:
            if len(self._open) == 1:
                self._close()
            self._open.pop()
        elif len(self._open) == 1 and tag in ("td", "th", "tr"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._quiet:
            self._words.append(_SPACE.sub(" ", data))

    def _close(self) -> None:
        if self._words is not None:
            lines = [line.strip(" \u00a0") for line in "".join(self._words).split("\n")]
            text = "\n".join(line for line in lines if line) or self._picture
            self._words = None
            self._open[0].put(text or None, *self._spans)


# ── Excel's XML of 2003 ─────────────────────────────────────────────────────────────────────────


def read_office_xml(data: bytes, file: str, how: Reading) -> Table:
    """The sheet that ``read_book`` chooses. Raises ``DesignError``: ``bad-xml`` and those of ``build_table``."""
    book = _Workbook()
    try:
        parse_part([data], file, book.start, book.end, book.text)
    except XmlError as fault:
        raise _bad("bad-xml", file, str(fault)[:160], "a workbook in XML") from None
    if not book.sheets:
        raise _bad("bad-xml", file, "no sheet inside", "a workbook in XML")
    return _chosen(book.sheets, file, named_otherwise(file, "a workbook in the XML of 2003"), how)


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._line = self._column = 0
        self._spans = (1, 1)
        self._kind = ""
        self._words: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Worksheet":
            self.sheets.append(_Sheet(attributes.get("Name", "")))
            self._line = 0
        elif name == "Row" and self.sheets:
            self._line = _count(attributes.get("Index", "")) if "Index" in attributes else self._line + 1
            self.sheets[-1].open_row(self._line)
            self._column = 0
        elif name == "Cell":
            self._column = _count(attributes["Index"]) - 1 if "Index" in attributes else self._column
            self._spans = 1 + _more(attributes, "MergeAcross"), 1 + _more(attributes, "MergeDown")
        elif name == "Data":
            self._kind, self._words = attributes.get("Type", ""), []

    def text(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def end(self, name: str) -> None:
        if name == "Data" and self._words is not None and self.sheets:
            value = _typed(self._kind, "".join(self._words))
            self._words = None
            self.sheets[-1].put(value, *self._spans, at=self._column)
        elif name == "Cell":
            self._column += self._spans[0]
            self._spans = (1, 1)


def _typed(kind: str, text: str) -> Any:
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        if kind == "DateTime":
            moment = datetime.datetime.fromisoformat(text.removesuffix("Z"))
            return moment.date() if moment.time() == datetime.time() else moment
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text or None


def _more(attributes: dict[str, str], name: str) -> int:
    return _count(attributes[name]) if attributes.get(name, "0") != "0" else 0


def _count(text: str) -> int:
    return min(max(int(text), 1), MAX_ROWS) if text.isdigit() and len(text) < 8 else 1


def _bad(code: str, file: str, found: str, expected: str) -> Exception:
    return fail(
        code,
        file=file,
        found=found,
        expected=expected,
        remedy="open it in a spreadsheet program and save it as .xlsx",
    )
