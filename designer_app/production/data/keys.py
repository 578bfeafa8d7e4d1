"""The key of each row, by which files are named and rows found again."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.production.data.records import Row, Table, cell_text, is_blank

OWN_COLUMN = "_key"
USUAL = (
    "id",
    "sku",
    "article",
    "артикул",
    "код",
    "код товара",
    "артикул продавца",
    "vendorcode",
    "vendor code",
    "offer_id",
)
_NAMED = 4  # keys that a note names


def row_keys(table: Table, key_column: str | None = None) -> tuple[list[str], list[Finding]]:
    """A key for every row, in their order, and what is wrong with them.

    The column ``_key``, else ``key_column``, else the first that is full, unique and headed as one of ``USUAL`` (in any
    case), else the first of these in which most rows have a key of their own: what is repeated is numbered (``A-1``, ``A-1-2``), what is empty goes by the row's
    number, with a note; else all rows' numbers, with a note. A repeated or empty key in a chosen column is
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
        nearly = _nearly(table)
        if nearly is not None:
            return _told_apart(table, nearly)
        return [str(number) for number in range(1, len(table.rows) + 1)], [_numbered(table)]
    keys = [cell_text(cells.get(column)) for cells in table.rows.cells]
    empty = [at for at, key in enumerate(keys) if not key]
    for at in empty:
        keys[at] = f"row {at + 1}"
    return keys, _empty(table, column, empty) + _repeated(table, column, keys)


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


def is_usual(column: str) -> bool:
    """Whether a column's heading says that it holds keys."""
    return column.casefold().strip("* ") in USUAL


def _usual_columns(table: Table) -> list[str]:
    return [column for column in table.columns if is_usual(column)]


def _usual(table: Table) -> str | None:
    return next((column for column in _usual_columns(table) if not _flaw(table, column)), None)


def _nearly(table: Table) -> str | None:
    """The first usual column in which more than half of the rows have a key that no other has."""
    for column in _usual_columns(table):
        texts = Counter(cell_text(cells.get(column)) for cells in table.rows.cells)
        if 2 * sum(count == 1 for text, count in texts.items() if text) > len(table.rows):
            return column
    return None


def _told_apart(table: Table, column: str) -> tuple[list[str], list[Finding]]:
    """Keys of a column in which a few are repeated or empty: they stay when other rows come and go."""
    texts = [cell_text(cells.get(column)) for cells in table.rows.cells]
    taken = set(texts)
    keys: list[str] = []
    changed: dict[str, str] = {}
    seen: set[str] = set()
    for row, text in zip(table.rows, texts, strict=True):
        key = text
        if not text or text in seen:
            stem = text or f"row-{row.number}"
            numbered = itertools.chain(
                [stem] if not text else [], (f"{stem}-{n}" for n in itertools.count(2))
            )
            key = next(name for name in numbered if name not in taken)
            changed[row.place] = key
            taken.add(key)
        seen.add(text)
        keys.append(key)
    rest = len(changed) - _NAMED
    named = ", ".join(f"'{key}' ({place})" for place, key in itertools.islice(changed.items(), _NAMED))
    note = Finding(
        code="keys-told-apart", severity="note", file=table.source, place=f"column {column}",
        found=f"{_flaw(table, column)}: called {named}" + (f" and {rest} more" if rest > 0 else ""),
        expected="a key of its own for each row", remedy="correct the cells, or add a column _key",
    )  # fmt: skip
    return keys, [note]


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
    usual = _usual_columns(table)
    return f"a column '{usual[0]}' that {_flaw(table, usual[0])}" if usual else "no column of keys"


def _flaw(table: Table, column: str) -> str:
    """What keeps a column from holding the keys, so that the one cell to correct can be found; "" where nothing does."""
    seen: set[str] = set()
    for row in table.rows:
        text = cell_text(row.cells.get(column))
        if not text:
            return f"is empty in {row.place}"
        if text in seen:
            return f"has '{text}' twice"
        seen.add(text)
    return ""


def _empty(table: Table, column: str, places: Sequence[int]) -> list[Finding]:
    return [
        Finding(
            code="key-missing",
            file=table.source,
            place=f"{row.place}, column {column}",
            found="no key",
            expected="a key of its own for each row",
            remedy="fill in the cell",
        )
        for row in map(table.rows.__getitem__, places)
        if is_blank(row.cells.get(column)) and not row.faults
    ]


def _repeated(table: Table, column: str, keys: list[str]) -> list[Finding]:
    if len(set(keys)) == len(keys):
        return []
    first: dict[str, int] = {}
    found: list[Finding] = []
    for at, key in enumerate(keys):
        other = first.setdefault(key, at)
        if other != at:
            found.append(
                Finding(
                    code="duplicate-key",
                    file=table.source,
                    place=f"{table.rows[at].place}, column {column}",
                    found=f"'{key}', which {table.rows[other].place} has, too",
                    expected="a key of its own for each row",
                    remedy="change one of the two keys",
                )
            )
    return found
