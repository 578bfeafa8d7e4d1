"""The key of each row, by which files are named and rows found again."""

from __future__ import annotations

from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.production.data.records import Row, Table, cell_text, is_blank

OWN_COLUMN = "_key"
USUAL = ("id", "sku", "article", "артикул")


def row_keys(table: Table, key_column: str | None = None) -> tuple[list[str], list[Finding]]:
    """A key for every row, in their order, and what is wrong with them.

    The column ``_key``, else ``key_column``, else the first that is full, unique and headed id, sku, article
    or артикул (in any case), else the row's number, with a note. A repeated or empty key in a chosen column is
    an error that names the rows. Raises ``DesignError`` (usage) for a ``key_column`` that isn't there.
    """
    if key_column is not None and key_column not in table.columns:
        error = fail(
            "unknown-column",
            file=table.source,
            found=f"'{key_column}'",
            expected="a column of the table",
            remedy=did_you_mean(key_column, table.columns),
        )
        raise DesignError(*error.findings, usage=True)
    column = OWN_COLUMN if OWN_COLUMN in table.columns else key_column or _usual(table)
    if column is None:
        return [str(row.number) for row in table.rows], [_numbered(table)]
    keys = [cell_text(row.cells.get(column)) or f"row {row.number}" for row in table.rows]
    return keys, _empty(table, column) + _repeated(table, column, keys)


def find_row(table: Table, keys: list[str], key: str) -> Row:
    """The row with this key. Raises ``DesignError`` (usage): ``unknown-row``."""
    for row, known in zip(table.rows, keys, strict=True):
        if known == key:
            return row
    error = fail(
        "unknown-row",
        file=table.source,
        found=f"'{key}'",
        expected="the key of a row",
        remedy=did_you_mean(key, keys),
    )
    raise DesignError(*error.findings, usage=True)


def _usual(table: Table) -> str | None:
    for column in table.columns:
        if column.casefold() in USUAL:
            texts = [cell_text(row.cells.get(column)) for row in table.rows]
            if all(texts) and len(set(texts)) == len(texts):
                return column
    return None


def _numbered(table: Table) -> Finding:
    return Finding(
        code="row-numbers-as-keys",
        severity="note",
        file=table.source,
        found=_why_numbered(table),
        expected="_key, or a full column id, sku, article or артикул without repetitions",
        remedy="rows are called by their numbers; add a column _key to keep names when rows move",
    )


def _why_numbered(table: Table) -> str:
    """What keeps the usual column from holding the keys, so that the one cell to correct can be found."""
    for column in table.columns:
        if column.casefold() in USUAL:
            seen: set[str] = set()
            for row in table.rows:
                text = cell_text(row.cells.get(column))
                if not text:
                    return f"a column '{column}' that is empty in {row.place}"
                if text in seen:
                    return f"a column '{column}' that has '{text}' twice"
                seen.add(text)
    return "no column of keys"


def _empty(table: Table, column: str) -> list[Finding]:
    return [
        Finding(
            code="key-missing",
            file=table.source,
            place=f"{row.place}, column {column}",
            found="no key",
            expected="a key of its own for each row",
            remedy="fill in the cell",
        )
        for row in table.rows
        if is_blank(row.cells.get(column)) and not row.faults
    ]


def _repeated(table: Table, column: str, keys: list[str]) -> list[Finding]:
    first: dict[str, Row] = {}
    found: list[Finding] = []
    for row, key in zip(table.rows, keys, strict=True):
        if key in first:
            found.append(
                Finding(
                    code="duplicate-key",
                    file=table.source,
                    place=f"{row.place}, column {column}",
                    found=f"'{key}', which {first[key].place} has, too",
                    expected="a key of its own for each row",
                    remedy="change one of the two keys",
                )
            )
        first.setdefault(key, row)
    return found
