"""The door to tables: picks the reader by the file's name and looks at what it really holds."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from designer_app.errors import DesignError, did_you_mean, fail
from designer_app.production.data.records import FOUND_OUT, MAX_BYTES, Groups, Reading, Table

SUFFIXES = (
    ".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".db", ".sqlite",
    ".sqlite3", ".xml", ".yml", ".html", ".htm",
)  # fmt: skip
_DATABASES = (".db", ".sqlite", ".sqlite3")
_OTHERS = {
    ".numbers": "a Numbers file",
}
_BOOKS = (".xlsx", ".xlsm", ".xls")
_MARKED = (*_BOOKS, ".html", ".htm", ".xml", ".csv", ".txt")  # what pages and Excel's XML of 2003 are called
_KINDS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"%PDF": "a PDF", b"\x1f\x8b": "an archive",
    b"Rar!": "an archive", b"7z\xbc\xaf": "an archive",
}  # fmt: skip
_OFFICE = b"urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 64 * 1024  # bytes that tell of markup what it is
_ZIP, _OLE, _SQLITE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0"


def read_table(
    path: Path,
    how: Reading | None = None,
    *,
    sheet: str = "",
    encoding: str = "",
    separator: str = "",
    header: int = 0,
    groups: Groups = "",
) -> Table:
    """All rows of a table file of at most 64 MB, read as ``how`` (or the single wishes) say; the rest is found out.

    Raises ``DesignError`` for what makes the whole file unreadable; a fault of one row lies in ``Row.faults``.
    """
    file = str(path)
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise _unreadable_kind(file, _OTHERS[suffix])
    if suffix not in SUFFIXES and os.path.isdir(path):
        raise fail(
            "not-a-file", file=file, found="a folder", expected="a table file", remedy="name the file in it"
        )
    if suffix not in SUFFIXES:
        raise fail(
            "unknown-table",
            file=file,
            found=f"'{suffix or path.name}'",
            expected="a table: " + ", ".join(SUFFIXES),
            remedy="save the table as CSV or XLSX",
        )
    how = how or Reading(sheet=sheet, encoding=encoding, separator=separator, header=header, groups=groups)
    return parse_table(read_bytes(path), path, how)


def parse_table(data: bytes, path: Path, how: Reading = FOUND_OUT) -> Table:
    """The table in the bytes of the file ``path``, read like ``read_table``."""
    file, suffix = str(path), path.suffix.lower()
    if suffix in _DATABASES or data.startswith(_SQLITE):
        from designer_app.production.data.sqlite import read_sqlite

        return read_sqlite(path, how.sheet)
    if data.startswith(_OLE):  # what .xlsx that is locked by a password is, too
        from designer_app.production.data.xls import read_xls

        return read_xls(data, file, how)
    if suffix in _MARKED and (kind := _markup(data)):
        from designer_app.production.data.marked_sheets import read_html, read_office_xml

        return read_html(data, file, how) if kind == "html" else read_office_xml(data, file, how)
    if suffix == ".xlsb":
        from designer_app.production.data.xls import BINARY, read_xls

        return read_xls(data, file, how, BINARY)
    if suffix in _BOOKS and not data.startswith(_ZIP) and (table := _texts(data, file, how)):
        return table
    if suffix in _BOOKS:
        from designer_app.production.data.xlsx import read_xlsx

        return read_xlsx(data, file, how)
    if suffix == ".ods":
        from designer_app.production.data.ods import read_ods

        return read_ods(data, file, how)
    if suffix in (".xml", ".yml"):
        from designer_app.production.data.feeds import read_feed

        return read_feed(data, file)
    if data.startswith(_ZIP):
        raise _unreadable_kind(file, f"a zip or Excel file named {suffix}", "rename it to .xlsx")
    for begin, what in _KINDS.items():
        if data.startswith(begin):
            raise _unreadable_kind(file, f"{what} named {suffix}")
    from designer_app.production.data.encodings import decode

    text, notes = decode(data, file, how.encoding)
    if suffix == ".json":
        from designer_app.production.data.json_rows import read_json

        return read_json(text, file, notes, how)
    if suffix in (".jsonl", ".ndjson"):
        from designer_app.production.data.json_rows import read_json_lines

        return read_json_lines(text, file, notes)
    from designer_app.production.data.delimited import read_delimited

    tabs = suffix in (".tsv", ".tab")
    return read_delimited(text, file, notes, tabs=tabs, how=how)


def _markup(data: bytes) -> str:
    """``html``, ``xml`` (Excel's of 2003) or, of anything else, nothing; also where a letter is two bytes."""
    if not data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return ""
    head = data[:_HEAD].replace(b"\x00", b"").lower()
    if _OFFICE in head and b"<workbook" in head:
        return "xml"
    return "html" if re.search(rb"<(?:html|table|!doctype html)", head) else ""


def _texts(data: bytes, file: str, how: Reading) -> Table | None:
    """The rows of a text that is named like a workbook; None where it is none."""
    from designer_app.production.data.delimited import is_parted, read_delimited
    from designer_app.production.data.encodings import decode
    from designer_app.production.data.marked_sheets import named_otherwise

    try:
        text, notes = decode(data, file, how.encoding)
        if not is_parted(text, file):
            return None
    except DesignError:
        return None
    return read_delimited(text, file, (*named_otherwise(file, "a text with parted cells"), *notes), how=how)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file; a FIFO or device is refused before it is opened."""
    file = str(path)
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise fail("not-a-file", file=file, found=kind, expected="a table file")
        if status.st_size > MAX_BYTES:
            raise fail(
                "file-too-large",
                file=file,
                found=f"{status.st_size:,} bytes",
                expected=f"at most {MAX_BYTES:,}",
                remedy="split the table",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise fail(
            "file-missing", file=file, found="no such file", expected="a table", remedy=_nearest(path)
        ) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise fail("cannot-read", file=file, found=reason, expected="a file that can be read") from None


def _nearest(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in SUFFIXES)
    except (OSError, ValueError):
        return "check the folder's name"
    return did_you_mean(path.name, names) if names else "check the folder's name"


def _unreadable_kind(file: str, what: str, remedy: str = "save it as .xlsx or .csv") -> DesignError:
    return fail(
        "unknown-table",
        file=file,
        found=what,
        expected="CSV, XLSX, XLS, ODS, JSON, JSON Lines, XML feeds or SQLite",
        remedy=remedy,
    )
