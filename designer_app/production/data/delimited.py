"""CSV and TSV, with the separator found out (``,`` ``;`` tab ``|``) and every fault with its line."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.grid import build_table
from designer_app.production.data.records import MAX_COLUMNS, Table

SEPARATORS = (",", ";", "\t", "|")
_LINE_LIMIT = 1_000_000  # characters of one line
_CELL_LIMIT = 131_072  # csv's own limit of a field
_SAMPLE = 50  # records that the separator is judged by
_SEP_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)  # Excel's own hint
_NO_SEPARATOR = "\x1f"

_LIST_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


def read_delimited(text: str, file: str, notes: tuple[Finding, ...], *, tabs: bool = False) -> Table:
    """Raises ``DesignError``: ``bad-csv`` with the line, and those of ``build_table``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    skipped = 0
    hint = _SEP_LINE.match(text)
    if hint:
        text, skipped = text[hint.end() :], 1
    separator, doubt = (hint[1], False) if hint else ("\t", False) if tabs else find_separator(text, file)
    if doubt:
        notes = (*notes, _guessed(file, separator))
    return build_table(file, _records(text, separator, file, skipped), notes=notes)


def find_separator(text: str, file: str) -> tuple[str, bool]:
    """The separator that divides most records like the headings, and whether another does as well."""
    ranked: list[tuple[float, int, str]] = []
    for separator in SEPARATORS:
        widths = _widths(text, separator, file)
        if widths and widths[0] >= 2:
            same = sum(width == widths[0] for width in widths) / len(widths)
            ranked.append((same, widths[0], separator))
    if not ranked:
        return _NO_SEPARATOR, False  # a single column: its texts may hold any of them
    # sorted() keeps the order of SEPARATORS among equals.
    decimal = _decimal_commas(text)  # 1950;2,50 is two cells, whatever a comma in the headings says
    ranked = sorted(ranked, key=lambda entry: (-entry[0], decimal and entry[2] == ",", -entry[1]))
    return ranked[0][2], len(ranked) > 1 and ranked[1][0] == ranked[0][0]


def _decimal_commas(text: str) -> bool:
    """Whether every comma below the headings stands between two figures."""
    below = "\n".join(itertools.islice(text.splitlines(), 1, _SAMPLE))
    return "," in below and _LIST_COMMA.search(below) is None


def _widths(text: str, separator: str, file: str) -> list[int]:
    widths: list[int] = []
    reader = csv.reader(_lines(text, file, 0), delimiter=separator, skipinitialspace=separator != "\t")
    try:
        records = itertools.islice(reader, _SAMPLE)
        widths.extend(len(record) for record in records if any(cell.strip() for cell in record))
    except (csv.Error, DesignError):
        return widths  # the real reading names the line
    return widths


def _records(text: str, separator: str, file: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(text, file, skipped)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=separator != "\t")
    while True:
        start = reader.line_num + 1 + skipped
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise _broken(fault, file, start, reader.line_num + skipped) from None
        if len(record) > MAX_COLUMNS:
            raise fail(
                "bad-csv",
                file=file,
                place=f"line {start}",
                found=f"{len(record)} cells",
                expected=f"at most {MAX_COLUMNS}",
            )
        yield start, record


def _lines(text: str, file: str, skipped: int) -> Iterator[str]:
    at, number = 0, skipped
    while at < len(text):
        number += 1
        end = text.find("\n", at) + 1 or len(text)
        if end - at > _LINE_LIMIT:
            raise fail(
                "bad-csv",
                file=file,
                place=f"line {number}",
                found=f"a line of {end - at:,} characters",
                expected=f"at most {_LINE_LIMIT:,}",
                remedy="check that this is a table",
            )
        yield text[at:end]
        at = end


def _broken(fault: csv.Error, file: str, start: int, end: int) -> DesignError:
    """csv says what, we say where: the record's first line, which is where a quote was opened."""
    reason = str(fault)
    if "limit" in reason:
        found, expected = "a cell that doesn't end", f"cells of at most {_CELL_LIMIT:,} characters"
    elif "end of data" in reason:
        found, expected = "a quote that is never closed", "a closing quote"
    elif "expected after" in reason:
        found, expected = "text after a closing quote", "quotes inside a text doubled"
    else:
        found, expected = reason, "a row of cells"
    return fail(
        "bad-csv",
        file=file,
        place=f"line {start}" if end <= start else f"lines {start} to {end}",
        found=found,
        expected=expected,
        remedy='write a quote inside quotes twice: "24"" screen"',
    )


def _guessed(file: str, separator: str) -> Finding:
    name = {"\t": "tab"}.get(separator, f"'{separator}'")
    return Finding(
        code="separator-guessed",
        severity="note",
        file=file,
        found=f"more than one possible separator; {name} was taken",
        remedy="if columns look wrong, write 'sep=;' with yours as the first line",
    )
