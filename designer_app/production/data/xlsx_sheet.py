"""Rows of one sheet from its XML events: cells by reference, shared and inline texts, errors, merged ranges."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from designer_app.errors import Finding
from designer_app.production.data.books import Merged, hidden_note, merged_note
from designer_app.production.data.records import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Broken, Cell, Looks
from designer_app.production.data.worded import Words
from designer_app.production.data.xlsx_cells import CellStyles
from designer_app.production.data.xlsx_xml import XmlError, parse_part

_TEXT_LIMIT = 32_767  # characters of a cell, as in Excel
_STRINGS_LIMIT = 100_000_000  # characters of all shared strings
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_MERGED_SHOWN = 3
_HALF_DONE = Broken(
    "a formula without its result", "a value", "open the file in a spreadsheet program and save it there"
)


def read_strings(chunks: Iterable[bytes], part: str) -> list[str]:
    """The shared strings, runs of rich text joined, phonetic hints left out."""
    strings: list[str] = []
    pieces: list[str] = []
    inside, phonetic, total = False, 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside, phonetic
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            phonetic += 1
        elif name == "t":
            inside = not phonetic

    def end(name: str) -> None:
        nonlocal inside, phonetic
        if name == "si":
            strings.append(unescaped("".join(pieces)))
        elif name == "rPh":
            phonetic -= 1
        elif name == "t":
            inside = False

    def text(data: str) -> None:
        nonlocal total
        if inside:
            total += len(data)
            if total > _STRINGS_LIMIT:
                raise XmlError(f"more than {_STRINGS_LIMIT:,} characters of text", part)
            pieces.append(data)

    parse_part(chunks, part, start, end, text)
    return strings


def unescaped(text: str) -> str:
    """``_x000A_`` is how XLSX writes characters that XML can't hold."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class SheetReader:
    """Collects (sheet row, cells) of rows that hold something; ``start``, ``end`` and ``text`` are the events."""

    def __init__(self, strings: list[str], styles: CellStyles) -> None:
        self.strings, self.styles = strings, styles
        self.rows: list[tuple[int, list[Cell]]] = []
        self.merged: list[Merged] = []  # those of several rows
        self.shown: list[str] = []  # the first ranges, as the file calls them
        self.placed: dict[tuple[int, int], int] = {}  # cells with a picture in them: their value metadata
        self.merged_count = self.hidden = self.cells = 0
        self.wide: set[int] = set()
        self.unseen: set[int] = set()  # columns
        self.words: dict[int, set[Words]] = {}
        self._row, self._column = 0, -1
        self._current: list[Cell] = []
        self._type = self._style = ""
        self._value: list[str] = []
        self._collecting = self._formula = self._has_value = False
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._open_cell(attributes)
        elif name in ("v", "t"):
            self._collecting = not self._phonetic
            self._has_value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._open_row(attributes)
        elif name == "rPh":
            self._phonetic += 1
        elif name == "col":
            self._hide(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._collecting = False
        elif name == "c":
            self._close_cell()
        elif name == "row":
            if any(cell is not None for cell in self._current):
                if len(self.rows) > MAX_ROWS:
                    raise XmlError(f"more than {MAX_ROWS:,} rows", f"row {self._row}")
                self.rows.append((self._row, self._current))
            self._current = []
        elif name == "rPh":
            self._phonetic -= 1

    def text(self, data: str) -> None:
        if self._collecting:
            self._value.append(data)

    @property
    def looks(self) -> Looks:
        return Looks(frozenset(self.wide), frozenset(self.unseen), self.words)

    def notes(self, file: str) -> list[Finding]:
        """Merged cells and hidden rows: both read otherwise than they look."""
        more = self.merged_count - len(self.shown)
        shown = ", ".join(self.shown) + (f" and {more} more" if more else "")
        return [*merged_note(file, self.merged_count, shown), *hidden_note(file, self.hidden)]

    def _merge(self, ref: str) -> None:
        self.merged_count += 1
        if len(self.shown) < _MERGED_SHOWN:
            self.shown.append(ref[:20])
        first, _, last = ref.partition(":")
        corners = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if corners[0] and corners[1] and len(self.merged) < MAX_ROWS:
            one = Merged(_column_index(corners[0][1]), int(corners[0][2]), int(corners[1][2]))
            if one.last > one.first:
                self.merged.append(one)
            elif corners[0][1] != corners[1][1]:
                self.wide.add(one.first)

    def _hide(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if (
            attributes.get("hidden") in ("1", "true")
            and first.isdigit()
            and last.isdigit()
            and len(first) < 8
        ):
            self.unseen.update(range(int(first) - 1, min(int(last[:8]), MAX_COLUMNS)))

    def _open_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        self._row = int(given) if given.isdigit() and len(given) < 8 else self._row + 1
        self._column = -1
        self.hidden += attributes.get("hidden") in ("1", "true")

    def _open_cell(self, attributes: dict[str, str]) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column_index(match[1]) if match else self._column + 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._value = []
        self._formula = self._has_value = False
        rich = attributes.get("vm", "")
        if rich.isdigit() and len(rich) < 9 and self._type == "e" and len(self.placed) < MAX_ROWS:
            self.placed[self._row - 1, self._column] = int(rich)

    def _close_cell(self) -> None:
        value = self._cell()
        if value is None:
            return
        if self._column >= MAX_COLUMNS:
            raise XmlError(f"a value in column {self._column + 1}, beyond {MAX_COLUMNS}", f"row {self._row}")
        missing = self._column + 1 - len(self._current)
        if missing > 0:
            self.cells += missing  # gaps cost memory, too
            if self.cells > MAX_CELLS:
                raise XmlError(f"more than {MAX_CELLS:,} cells", f"row {self._row}")
            self._current.extend([None] * missing)
        self._current[self._column] = value

    def _cell(self) -> Cell:
        if not self._has_value:
            return _HALF_DONE if self._formula else None
        text = "".join(self._value)
        if len(text) > _TEXT_LIMIT:
            return Broken(f"{len(text):,} characters", f"at most {_TEXT_LIMIT:,} in a cell")
        try:
            return self._typed(text)
        except (ValueError, IndexError):
            return Broken(f"'{text[:40]}'", f"a value of type {self._type}", "type the value again")

    def _typed(self, text: str) -> Cell:
        match self._type:
            case "s":
                return self.strings[_index(text)] or None
            case "str" | "inlineStr":
                return unescaped(text) or None
            case "b":
                return text.strip() in ("1", "true")
            case "e":
                return Broken(text.strip()[:20], "a value", "correct the formula")
            case "d":
                moment = datetime.datetime.fromisoformat(text.strip().removesuffix("Z"))
                return moment.date() if moment.time() == datetime.time() else moment
            case _:
                if not text.strip():
                    return _HALF_DONE if self._formula else None
                look = self.styles.look(self._style)
                if look.worded:
                    self.words.setdefault(self._column, set()).add(look.worded.words)
                return self.styles.value(text, look)


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """``A`` for 0, ``AB`` for 27."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
