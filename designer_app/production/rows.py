"""The rows of a job: read, keyed, with the folders that they may read pictures from."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from designer_app.errors import Finding, fail
from designer_app.files import cache_folder, digest, write_bytes
from designer_app.production.data.worded import Words
from designer_app.production.packed import ByKey, Packed, Picked, at_places

if TYPE_CHECKING:
    from designer_app.production.data.records import Reading, Table


class Rows(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Rows with a key each, and what keeps a row from being made (``faults``, one tuple per row).

    ``source`` is the table as the user wrote it; ``roots`` is its folder; ``headings`` are those of slots whose column
    is called otherwise; ``variants`` tells of a row that was made of a list in a cell, by its key, the key of the table's
    row and the numbers of its values; ``words`` of a column are those that its formats write beside figures.
    """

    rows: Sequence[Mapping[str, Any]]
    keys: Sequence[str]
    faults: Sequence[tuple[Finding, ...]]
    columns: tuple[str, ...] = ()
    source: str = ""
    roots: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    headings: Mapping[str, str] = {}
    variants: Mapping[str, tuple[str, str]] = {}
    words: Mapping[str, frozenset[Words]] = {}

    @functools.cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Any]]:
        """The rows by their keys."""
        return ByKey(self.keys, self.rows)

    def picked(self, keys: Collection[str]) -> Rows:
        """Only the rows with these keys, in the table's order."""
        return self.at([i for i, key in enumerate(self.keys) if key in keys])

    def at(self, indices: Sequence[int]) -> Rows:
        """Only the rows at these places, in this order."""
        return msgspec.structs.replace(
            self,
            rows=at_places(self.rows, indices),
            keys=at_places(self.keys, indices),
            faults=Picked(self.faults, indices),
        )


def row_of(key: str, variant: str) -> str:
    """The key of the table's row that a variant (``KEY-2-1``) was made of."""
    return key.removesuffix(f"-{variant}") if variant else key


def one_row() -> Rows:
    """The single row of a picture made without a table."""
    return Rows(rows=({},), keys=("",), faults=((),))


def load_rows(path: Path, key: str = "", how: Reading | None = None) -> Rows:
    """Read a table (see ``data.read_table``), ``how`` a person has said, and its rows' keys.

    Raises ``DesignError`` for a table that can't be read or has no rows; a fault of one row (a cell that
    can't be read, a key that another row has) is told by ``faults``.
    """
    from designer_app.production.data import read_table

    return rows_of(read_table(path, how), key)


def rows_of(table: Table, key: str = "") -> Rows:
    """The rows of a table that was read, with their keys. Raises ``DesignError`` like ``load_rows``."""
    from designer_app.production.data import row_keys

    if not table.rows:
        raise fail(
            "empty-table", file=table.source, found="no rows", expected="at least one row below the heads",
            remedy="add a row",
        )  # fmt: skip
    keys, told = row_keys(table, key or None)
    by_row: dict[str, list[Finding]] = defaultdict(list)
    for finding in told:
        by_row[finding.place.partition(",")[0]].append(finding)
    kept = table.rows
    faults = [kept.faults.get(at, ()) for at in range(len(kept))]
    for at, row in enumerate(kept) if by_row else ():
        faults[at] += tuple(by_row.pop(row.place, ()))
    general = [finding for others in by_row.values() for finding in others]
    roots = (str(Path(table.source).parent), *_kept(table.pictures))
    return Rows(
        rows=kept.cells, keys=Packed(keys), faults=tuple(faults),
        columns=table.columns, source=table.source, roots=roots, findings=(*table.notes, *general), words=table.words,
    )  # fmt: skip


def _kept(pictures: Mapping[str, bytes]) -> tuple[str, ...]:
    """The folder in which a table's own pictures lie as files, under a name that says what is in it."""
    if not pictures:
        return ()
    folder = cache_folder(
        "tables",
        digest(b"".join(digest(data).encode() + name.encode() for name, data in sorted(pictures.items()))),
    )
    for name, data in pictures.items():
        path = folder / name
        if not path.exists() or path.stat().st_size != len(data):
            write_bytes(path, data, durable=False)
    return (str(folder),)
