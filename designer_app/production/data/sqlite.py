"""SQLite: a table or the rows of a query, read-only, with limits on what a query may cost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from designer_app.errors import DesignError, did_you_mean, fail
from designer_app.production.data.grid import build_table
from designer_app.production.data.records import MAX_COLUMNS, Broken, Cell, Reading, Table

_EACH_LINE = Reading(groups="rows")  # what a database calls a row is one
_STEPS = 50_000_000  # of SQLite's machine that a query may take
_EVERY = 100_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, 33}  # 33 = RECURSIVE
_TEXT_LIMIT = 1_000_000  # characters or bytes of a value


def read_sqlite(path: Path, wanted: str = "") -> Table:
    """The table (or view) or query ``wanted``; the only table where nothing is named.

    Raises ``DesignError``: ``bad-database``, ``bad-query``, ``unknown-sheet``, ``which-table``, those of ``build_table``.
    """
    file = str(path)
    try:
        connection = sqlite3.connect(_address(path), uri=True)
    except sqlite3.Error as fault:
        raise _bad(file, str(fault)) from None
    try:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _TEXT_LIMIT * 4)
        query = wanted if _is_query(wanted) else f"SELECT * FROM {_quoted(_table(connection, wanted, file))}"
        return build_table(file, _records(connection, query, file), ragged=False, how=_EACH_LINE)
    except sqlite3.Error as fault:
        raise _bad(file, str(fault)) from None
    finally:
        connection.close()


def _address(path: Path) -> str:
    """Opened without locks or files beside it, unless a program is writing there (its log holds rows then)."""
    log = Path(f"{path}-wal")
    busy = log.exists() and log.stat().st_size > 0
    address = quote(path.absolute().as_posix())
    return f"file:{'' if address.startswith('/') else '/'}{address}?mode=ro" + (
        "" if busy else "&immutable=1"
    )


def _is_query(text: str) -> bool:
    return text.lstrip().lower().startswith(("select ", "select\n", "with "))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _table(connection: sqlite3.Connection, wanted: str, file: str) -> str:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    names = [str(name) for (name,) in rows]
    if wanted in names:
        return wanted
    if not wanted and len(names) == 1:
        return names[0]
    if not names:
        raise fail("empty-table", file=file, found="no table", expected="a table with rows")
    error = (
        fail(
            "unknown-sheet", file=file, found=f"'{wanted}'", expected="a table of the database, or a query",
            remedy=did_you_mean(wanted, names),
        )
        if wanted
        else fail(
            "which-table", file=file, found=f"{len(names)} tables", expected="the one to read",
            remedy="--sheet NAME (or a query), one of: " + ", ".join(names[:8]),
        )
    )  # fmt: skip
    raise DesignError(*error.findings, usage=True)


def _records(connection: sqlite3.Connection, query: str, file: str) -> Iterator[tuple[int, list[Cell]]]:
    steps = 0

    def stepped() -> bool:
        nonlocal steps
        steps += _EVERY
        return steps > _STEPS

    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    connection.set_progress_handler(stepped, _EVERY)
    try:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        if len(names) > MAX_COLUMNS:
            raise fail(
                "too-many-columns", file=file, found=f"{len(names)}", expected=f"at most {MAX_COLUMNS}"
            )
        yield 0, list(names)
        for row in cursor:
            yield 0, [_cell(value) for value in row]
    except sqlite3.Error as fault:
        found = "a query that takes too long" if "interrupted" in str(fault) else str(fault)
        error = fail(
            "bad-query", file=file, place=query[:60], found=found[:160], expected="a SELECT that can be read",
            remedy="try it in a database program",
        )  # fmt: skip
        raise DesignError(*error.findings, usage=True) from None


def _cell(value: object) -> Cell:
    if isinstance(value, bytes):
        return Broken(
            f"{len(value):,} bytes", "a text or a number", "name a picture's file instead of its bytes"
        )
    if isinstance(value, str) and len(value) > _TEXT_LIMIT:
        return Broken(f"{len(value):,} characters", f"at most {_TEXT_LIMIT:,} in a cell")
    return value


def _bad(file: str, found: str) -> DesignError:
    return fail(
        "bad-database", file=file, found=found[:160], expected="a sound SQLite database",
        remedy="check it with PRAGMA integrity_check, or export the table as CSV",
    )  # fmt: skip
