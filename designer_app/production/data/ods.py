"""OpenDocument sheets (ODS): the content's XML read as a stream, by no native parser.

OpenDocument 1.3 part 3: 9 (tables), 19.385 (``office:value-type``). Cells and rows that repeat cost what they hold:
a blank that is repeated a million times costs nothing.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from decimal import Decimal, InvalidOperation

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.books import Merged, Named, fill_merged, hidden_note, merged_note, read_book
from designer_app.production.data.cell_pictures import Spot, put_pictures
from designer_app.production.data.grid import build_table
from designer_app.production.data.packages import BROKEN_ZIP, Package, part_name
from designer_app.production.data.records import (
    FOUND_OUT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Broken,
    Cell,
    Looks,
    Reading,
    Table,
    money_text,
)
from designer_app.production.data.worded import Words
from designer_app.production.data.xlsx_xml import XmlError, parse_part

_CONTENT = "content.xml"
_PICTURES = 20_000
_TEXT_LIMIT = 32_767
# What a number shows: figures with words before or behind them.
_WORDED = re.compile(r"(?=.*[^\W\d_])([^\d+−-]*)[+−-]?\d[\d\s.,]*((?!E[+-]?\d)[^\d\s][^\d]*|)", re.IGNORECASE)
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


def read_ods(data: bytes, file: str, how: Reading = FOUND_OUT) -> Table:
    """The sheet that ``read_book`` chooses. Raises ``DesignError``: ``bad-ods`` and those of ``build_table``."""
    reader = _Content()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = Package(archive)
            parse_part(package.inflated(_CONTENT), _CONTENT, reader.start, reader.end, reader.text)
            if not reader.sheets:
                raise _bad(file, "no sheet inside")
            names = [Named(one.name, one.visible) for one in reader.sheets]
            return read_book(
                names, how.sheet, file, lambda at: _table(reader.sheets[at], package, file, how)
            )[1]
    except XmlError as fault:
        raise _bad(file, str(fault), fault.part) from None
    except BROKEN_ZIP as fault:
        raise _bad(file, str(fault) or "a broken archive") from None


def _table(sheet: _Sheet, package: Package, file: str, how: Reading) -> Table:
    fill_merged(sheet.rows, sheet.ranges)
    pictures = put_pictures(sheet.rows, lambda: sheet.there(package), package, file, how.header)
    table = build_table(file, sheet.rows, notes=sheet.notes(file), ragged=False, how=how, looks=sheet.looks)
    return msgspec.structs.replace(table, pictures=pictures) if pictures else table


class _Sheet:
    def __init__(self, name: str, visible: bool) -> None:
        self.name, self.visible = name, visible
        self.rows: list[tuple[int, list[Cell]]] = []
        self.pictures: dict[Spot, str] = {}  # parts, by the cell that they are anchored to
        self.ranges: list[Merged] = []  # those of several rows
        self.hidden = self.merged = self.columns = 0
        self.wide: set[int] = set()
        self.unseen: set[int] = set()  # columns
        self.words: dict[int, set[Words]] = {}

    def there(self, package: Package) -> dict[Spot, str]:
        return {spot: part for spot, part in self.pictures.items() if part_name(part) in package.parts}

    @property
    def looks(self) -> Looks:
        return Looks(frozenset(self.wide), frozenset(self.unseen), self.words)

    def notes(self, file: str) -> list[Finding]:
        return [*merged_note(file, self.merged), *hidden_note(file, self.hidden)]


class _Content:
    """Collects sheets from the events of content.xml."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._unseen: set[str] = set()  # styles of tables that aren't displayed
        self._style = ""
        self._depth = 0  # of tables inside a cell, which are left out
        self._row, self._repeat_row = 0, 1
        self._cells: list[Cell] = []
        self._column = self._count = 0
        self._attributes: dict[str, str] | None = None
        self._lines: list[str] = []
        self._quiet = 0  # inside a comment
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("annotation", "frame"):
            self._quiet += 1
        elif name == "image" and self._depth == 1 and self._attributes is not None:
            self._picture(attributes.get("href", ""))
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._unseen.add(self._style)
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                visible = attributes.get("style-name", "") not in self._unseen
                self.sheets.append(_Sheet(attributes.get("name", ""), visible))
                self._row = 0
        elif self._depth == 1 and name == "table-column":
            self._hide(attributes)
        elif self._depth == 1 and name == "table-row":
            self._repeat_row = _count(attributes, "number-rows-repeated")
            if attributes.get("visibility", "visible") != "visible" and self._repeat_row < MAX_ROWS:
                self.sheets[-1].hidden += self._repeat_row
            self._cells, self._column = [], 0
        elif self._depth == 1 and name in ("table-cell", "covered-table-cell"):
            self._attributes, self._lines, self._length = attributes, [], 0
            self._merge(
                _count(attributes, "number-columns-spanned"), _count(attributes, "number-rows-spanned")
            )
        elif self._attributes is not None and not self._quiet:
            if name == "p":
                self._lines.append("")
            elif name == "s":
                self.text(" " * min(_count(attributes, "c"), 1000))
            elif name in ("tab", "line-break"):
                self.text("\t" if name == "tab" else "\n")

    def text(self, data: str) -> None:
        if self._attributes is not None and self._lines and not self._quiet:
            self._length += len(data)
            if self._length <= _TEXT_LIMIT + 1:
                self._lines[-1] += data

    def end(self, name: str) -> None:
        if name in ("annotation", "frame"):
            self._quiet -= 1
        elif name == "table":
            self._depth -= 1
        elif self._depth == 1 and name in ("table-cell", "covered-table-cell"):
            self._close_cell(covered=name[0] == "c")
        elif self._depth == 1 and name == "table-row":
            self._close_row()

    def _merge(self, columns: int, rows: int) -> None:
        sheet = self.sheets[-1]
        sheet.merged += columns * rows > 1
        if rows > 1 and len(sheet.ranges) < MAX_ROWS:
            sheet.ranges.append(Merged(self._column, self._row + 1, self._row + rows))
        elif columns > 1 and len(sheet.wide) < MAX_ROWS:
            sheet.wide.add(self._row + 1)

    def _hide(self, attributes: dict[str, str]) -> None:
        """Columns as they are declared before the rows (ODF 1.3 part 3, 9.1.6)."""
        sheet = self.sheets[-1]
        first = min(sheet.columns, MAX_COLUMNS)
        sheet.columns += _count(attributes, "number-columns-repeated")
        if attributes.get("visibility", "visible") != "visible":
            sheet.unseen.update(range(first, min(sheet.columns, MAX_COLUMNS)))

    def _picture(self, part: str) -> None:
        """One that is anchored to the cell (ODF 1.3 part 3, 10.4.4) and lies in the package."""
        pictures = self.sheets[-1].pictures
        if part.startswith(("Pictures/", "./Pictures/")) and len(pictures) < _PICTURES:
            pictures.setdefault((self._row, self._column), part.removeprefix("./"))

    def _close_cell(self, covered: bool) -> None:
        attributes = self._attributes or {}
        repeat = _count(attributes, "number-columns-repeated")
        value = None if covered else self._value(attributes)
        self._attributes = None
        self._column += repeat
        if value is None:
            return
        if self._column > MAX_COLUMNS:
            raise XmlError(f"a value in column {self._column}, beyond {MAX_COLUMNS}", _CONTENT)
        self._cells.extend([None] * (self._column - repeat - len(self._cells)))
        self._cells.extend([value] * repeat)

    def _close_row(self) -> None:
        sheet = self.sheets[-1]
        first, self._row = self._row + 1, self._row + self._repeat_row
        if not self._cells:
            return
        if len(sheet.rows) + self._repeat_row > MAX_ROWS + 1:
            raise XmlError(f"more than {MAX_ROWS:,} rows", sheet.name)
        self._count += len(self._cells) * self._repeat_row
        if self._count > MAX_CELLS:
            raise XmlError(f"more than {MAX_CELLS:,} cells", sheet.name)
        sheet.rows.extend((line, list(self._cells)) for line in range(first, self._row + 1))

    def _value(self, attributes: dict[str, str]) -> Cell:
        shown = "\n".join(self._lines)
        if self._length > _TEXT_LIMIT:
            return Broken(f"{self._length:,} characters", f"at most {_TEXT_LIMIT:,} in a cell")
        kind = attributes.get("value-type", "")
        try:
            if kind == "float" and (match := _WORDED.fullmatch(shown)):
                self.sheets[-1].words.setdefault(self._column, set()).add(Words(match[1], match[2]))
                return shown
            return _typed(kind, attributes, shown)
        except (ValueError, InvalidOperation, OverflowError):
            return Broken(f"'{shown[:40]}'", f"a value of type {kind}", "type the value again")


def _typed(kind: str, attributes: dict[str, str], shown: str) -> Cell:
    match kind:
        case "error":
            return Broken(shown[:20] or "an error", "a value", "correct the formula")
        case "currency" if sign := attributes.get("currency", ""):
            return money_text(Decimal(attributes.get("value", shown)), sign[:8])
        case "float" | "currency":
            number = float(attributes.get("value", shown))
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        case "percentage":
            return f"{(Decimal(attributes.get('value', shown)) * 100).normalize():f}%"
        case "date":
            moment = datetime.datetime.fromisoformat(attributes.get("date-value", shown).removesuffix("Z"))
            return moment.date() if moment.time() == datetime.time() else moment
        case "time":
            match = _TIME.match(attributes.get("time-value", ""))
            return f"{int(match[1]):02}:{int(match[2]):02}" if match else shown
        case "boolean":
            return attributes.get("boolean-value") == "true"
    return attributes.get("string-value") or shown or None


def _count(attributes: dict[str, str], name: str) -> int:
    given = attributes.get(name, "")
    return max(1, int(given)) if given.isdigit() and len(given) < 8 else 1


def _bad(file: str, found: str, place: str = "") -> DesignError:
    return fail(
        "bad-ods", file=file, place=place, found=found[:160], expected="a sound .ods",
        remedy="open it in a spreadsheet program and save it again",
    )  # fmt: skip
