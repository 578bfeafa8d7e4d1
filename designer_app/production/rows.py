"""The rows of a job: read, keyed, with the folders that they may read pictures from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from designer_app.errors import Finding


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows with a key each. ``source`` is the table as the user wrote it; ``roots`` its folder."""

    rows: tuple[Mapping[str, Any], ...]
    keys: tuple[str, ...]
    columns: tuple[str, ...] = ()
    source: str = ""
    roots: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def one_row() -> Rows:
    """The single row of a picture made without a table."""
    return Rows(rows=({},), keys=("",))


def load_rows(path: Path, key: str = "") -> Rows:
    """Read a CSV, XLSX or JSON table. Raises ``DesignError``: what can't be read, duplicate keys, no rows."""
    from designer_app.production.data import read_table, row_keys

    table = read_table(path)
    keys, findings = row_keys(table, key)
    return Rows(
        rows=table.rows, keys=keys, columns=table.columns, source=str(path), roots=(str(path.parent),),
        findings=(*table.findings, *findings),
    )  # fmt: skip
