"""CSV and TSV, with the separator found out (``,`` ``;`` tab ``|``) and every fault with its line."""

from __future__ import annotations

import contextlib
import csv
import itertools
import re
from collections.abc import Iterator

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.grid import build_table
from designer_app.production.data.layout import Record, are_headings, heading_index
from designer_app.production.data.records import (
    FOUND_OUT,
    MAX_COLUMNS,
    Broken,
    Cell,
    Reading,
    Table,
    is_blank,
)

SEPARATORS = (",", ";", "\t", "|")
_LINE_LIMIT = 1_000_000  # characters of one line
_CELL_LIMIT = 131_072  # csv's own limit of a field
_SAMPLE = 50  # records that the separator is judged by
_SEP_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)  # Excel's own hint
_NO_SEPARATOR = "\x1f"
_WORDS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_END = "\x1a"  # of a file, in DOS
_MOST_ODD = 200  # records whose quotes don't pair: each may read far ahead before it is known
_TOLD = 20
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_REMEDY = 'write a quote inside quotes twice: "24"" screen"'

_LIST_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


def read_delimited(
    text: str,
    file: str,
    notes: tuple[Finding, ...],
    *,
    tabs: bool = False,
    how: Reading = FOUND_OUT,
) -> Table:
    """Raises ``DesignError``: ``bad-csv`` with the line, ``bad-separator`` (usage), and those of ``build_table``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").rstrip(_END)
    skipped = 0
    hint = _SEP_LINE.match(text)
    if hint:
        text, skipped = text[hint.end() :], 1
    if whole := _unwrapped(text, file):
        notes = (*notes, _wrapped(file))
        text = whole
    chosen, doubt = chosen_separator(text, file, how.separator or (hint[1] if hint else ""), tabs=tabs)
    if doubt:
        notes = (*notes, _guessed(file, chosen))
    mended: list[Finding] = []
    records = _narrow(_records(text, chosen, file, skipped, mended), file)
    table = build_table(file, records, notes=notes, how=how)
    return msgspec.structs.replace(table, notes=(*table.notes, *mended)) if mended else table


def _unwrapped(text: str, file: str) -> str:
    """The text without the quotes around whole lines, which a spreadsheet has written that took each line for one cell;
    empty where it isn't so."""
    if not text.lstrip().startswith('"'):
        return ""
    lines = text.splitlines()
    if not all(line[:1] == '"' == line[-1:] for line in lines if line.strip(" ,;")) or len(lines) < 2:
        return ""
    if find_separator(text, file)[0] != _NO_SEPARATOR:
        return ""
    bare = "\n".join(line.strip(" ,;")[1:-1].replace('""', '"') for line in lines)
    return bare if find_separator(bare, file)[0] != _NO_SEPARATOR else ""


def _wrapped(file: str) -> Finding:
    return Finding(
        code="lines-in-quotes", severity="note", file=file, found="each line in quotes as if it were one cell; taken without them",
        remedy="if that is wrong, save the table again with a separator between the cells",
    )  # fmt: skip


def chosen_separator(text: str, file: str, named: str = "", *, tabs: bool = False) -> tuple[str, bool]:
    """The separator that a person or the file has ``named``, else the one that is found, and whether that is in doubt.
    Raises ``DesignError`` (usage): ``bad-separator``."""
    wish = _WORDS.get(named.strip().casefold() or named, named)
    if len(wish) > 1 or wish in ('"', "\n"):
        error = fail(
            "bad-separator", place="--separator", found=f"'{named}'", expected="one sign, such as ; or tab"
        )
        error.usage = True
        raise error
    if wish or tabs:
        return wish or "\t", False
    return find_separator(text, file)


def is_parted(text: str, file: str) -> bool:
    """Whether a text is a table of several columns, on several lines."""
    return "\n" in text.strip() and find_separator(text, file)[0] != _NO_SEPARATOR


def find_separator(text: str, file: str) -> tuple[str, bool]:
    """The separator that divides most records like the headings, among equals one whose quotes pair, and whether another
    does as well. Lines above the headings, of a title, are left out of account."""
    ranked: list[tuple[float, int, int, str]] = []
    for separator in SEPARATORS:
        mended: list[Finding] = []
        records = _sampled(text, separator, file, mended)
        at = heading_index(records, file) if records else 0
        widths = [len(cells) for _, cells in records[at:]]
        if not widths or widths[0] < 2:
            continue
        same = sum(width == widths[0] for width in widths) / len(widths)
        if at and not _parts(text, separator, records[at], same):
            continue
        ranked.append((-same, len(mended), -widths[0], separator))
    if not ranked:
        return _NO_SEPARATOR, False  # a single column: its texts may hold any of them
    # sorted() keeps the order of SEPARATORS among equals.
    decimal = _decimal_commas(text)  # 1950;2,50 is two cells, whatever a comma in the headings says
    ranked = sorted(ranked, key=lambda entry: (*entry[:2], decimal and entry[3] == ",", entry[2]))
    return ranked[0][3], len(ranked) > 1 and ranked[1][:2] == ranked[0][:2]


def _decimal_commas(text: str) -> bool:
    """Whether every comma below the headings stands between two figures."""
    below = "\n".join(itertools.islice(text.splitlines(), 1, _SAMPLE))
    return "," in below and _LIST_COMMA.search(below) is None


def _parts(text: str, separator: str, heads: Record, same: float) -> bool:
    """Whether what lies below a line of one cell is a table below its title, not sentences below a heading."""
    line = next(itertools.islice(text.splitlines(), heads[0] - 1, None), "")
    return same == 1 and are_headings(heads[1]) and (separator == "\t" or f"{separator} " not in line)


def _sampled(text: str, separator: str, file: str, mended: list[Finding]) -> list[Record]:
    """The first records that aren't blank, as far as they can be read."""
    found: list[Record] = []
    with contextlib.suppress(DesignError):  # the real reading names the line
        for line, cells in itertools.islice(_records(text, separator, file, 0, mended), _SAMPLE):
            if any(not is_blank(cell) for cell in cells):
                found.append((line, cells))
    return found


def _records(text: str, separator: str, file: str, skipped: int, mended: list[Finding]) -> Iterator[Record]:
    """(line, cells) of each record. One whose quotes don't pair is its first line alone, its texts as they stand
    (``mended`` hears of it); a quote that is never closed costs its row."""
    lines = _Lines(text, file, skipped)
    reader = _reader(lines, separator)
    odd, kept = 0, '="' in text
    while True:
        begin = lines.at, lines.number
        try:
            found = next(reader)
            record: list[Cell] = [_said(cell) for cell in found] if kept else list(found)
        except StopIteration:
            return
        except csv.Error as fault:
            odd += 1
            if odd > _MOST_ODD:
                raise _broken(fault, file, begin[1] + 1) from None
            lines.at, lines.number = begin
            record = _as_it_stands(next(lines).rstrip("\n"), separator)
            reader = _reader(lines, separator)
            if odd <= _TOLD and not any(isinstance(cell, Broken) for cell in record):
                mended.append(_odd_quotes(file, lines.number))
        yield begin[1] + 1, record


def _narrow(records: Iterator[Record], file: str) -> Iterator[Record]:
    for line, cells in records:
        if len(cells) > MAX_COLUMNS:
            raise fail(
                "bad-csv", file=file, place=f"line {line}", found=f"{len(cells)} cells", expected=f"at most {MAX_COLUMNS}"
            )  # fmt: skip
        yield line, cells


def _reader(lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=separator != "\t")


def _said(cell: str) -> str:
    """``="001"`` is how spreadsheets are told to keep a text."""
    return cell[2:-1] if cell[:2] == '="' and cell[-1:] == '"' and cell.count('"') == 2 else cell


def _as_it_stands(line: str, separator: str) -> list[Cell]:
    """The cells of a line in which quotes stand where they mean nothing: ``"Oops" he said`` is a text with quotes."""
    cells: list[Cell] = []
    at = 0
    while at <= len(line):
        while separator != "\t" and line.startswith(" ", at):
            at += 1
        match = _QUOTED.match(line, at)
        if match and (match.end() == len(line) or line.startswith(separator, match.end())):
            cells.append(_whole(match[1].replace('""', '"')))
            at = match.end() + len(separator)
            continue
        if line.startswith('"', at) and not match:
            cells.append(Broken("a quote that is never closed", "a closing quote", _REMEDY))
            return cells
        end = line.find(separator, at)
        end = end if end >= 0 else len(line)
        cells.append(_whole(line[at:end]))
        at = end + len(separator)
    return cells


def _whole(text: str) -> Cell:
    long = len(text) > _CELL_LIMIT
    return Broken(f"{len(text):,} characters", f"at most {_CELL_LIMIT:,} in a cell") if long else text


class _Lines:
    """The lines of a text, from a place (``at``, behind the line ``number``) that can be gone back to."""

    def __init__(self, text: str, file: str, skipped: int) -> None:
        self.text, self.file, self.at, self.number = text, file, 0, skipped

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        at, text = self.at, self.text
        if at >= len(text):
            raise StopIteration
        self.number += 1
        end = text.find("\n", at) + 1 or len(text)
        if end - at > _LINE_LIMIT:
            raise fail(
                "bad-csv",
                file=self.file,
                place=f"line {self.number}",
                found=f"a line of {end - at:,} characters",
                expected=f"at most {_LINE_LIMIT:,}",
                remedy="check that this is a table",
            )
        self.at = end
        return text[at:end]


def _broken(fault: csv.Error, file: str, line: int) -> DesignError:
    """Too many records that can't be read: it isn't a matter of single rows."""
    return fail(
        "bad-csv", file=file, place=f"line {line}", found=f"quotes that don't pair in more than {_MOST_ODD} lines ({fault})",
        expected="cells in quotes, quotes inside a text doubled", remedy=_REMEDY,
    )  # fmt: skip


def _odd_quotes(file: str, line: int) -> Finding:
    return Finding(
        code="stray-quotes", severity="warning", file=file, place=f"line {line}",
        found="quotes that don't enclose a whole cell; taken as they stand", expected="quotes inside a text doubled",
        remedy=_REMEDY,
    )  # fmt: skip


def _guessed(file: str, separator: str) -> Finding:
    name = {"\t": "tab"}.get(separator, f"'{separator}'")
    return Finding(
        code="separator-guessed",
        severity="note",
        file=file,
        found=f"more than one possible separator; {name} was taken",
        remedy="if columns look wrong, name yours with --separator",
    )
