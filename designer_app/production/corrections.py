"""Corrections of single cells that a job keeps: by row key and column, laid over the table each time it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.errors import Finding, did_you_mean
from designer_app.production.packed import Packed
from designer_app.production.rows import Rows

Cells = Mapping[str, Mapping[str, Any]]  # row key → column or slot → value


def corrected(rows: Rows, cells: Cells, file: str = "") -> Rows:
    """The rows with the job's corrections. A correction names a slot, a heading, or a reserved column (``_skip``).

    Before ``matched`` only reserved columns count, so that slots keep the columns that were matched to them. One whose
    row is gone is told by a note: the table was mended, or lost the row.
    """
    if not cells:
        return rows
    return _laid(rows, cells, lambda column: not column.startswith("_"), file)


def with_reserved(rows: Rows, cells: Cells) -> Rows:
    """The rows with those corrections that speak to the batch: ``_skip``, ``_count``, ``_size``, ``_kit``, ``_name``."""
    if not cells:
        return rows
    return _laid(rows, cells, lambda column: column.startswith("_"), "", told=False)


def _laid(rows: Rows, cells: Cells, takes: Any, file: str, *, told: bool = True) -> Rows:
    slots = {heading: slot for slot, heading in rows.headings.items()}
    known = set(rows.keys)
    columns = list(rows.columns)
    made: Packed[Mapping[str, Any]] = Packed()
    for row, key in zip(rows.rows, rows.keys, strict=True):
        own = {column: value for column, value in cells.get(key, {}).items() if takes(column)}
        for column, value in list(own.items()):
            twin = slots.get(column) or rows.headings.get(column, "")
            if twin:
                own[twin] = value
        columns += [column for column in own if column not in columns]
        made.append({**row, **own} if own else row)
    lost = sorted(key for key in cells if key not in known) if told else []
    notes = [
        Finding(
            code="stale-correction", severity="note", file=file or rows.source, place=f"cells.{key}", found="no such row",
            expected="the key of a row", remedy=did_you_mean(key, known) if len(known) < 10_000 else "",
        )
        for key in lost
        if not all(column.startswith("_") for column in cells[key])
    ]  # fmt: skip
    return msgspec.structs.replace(rows, rows=made, columns=tuple(columns), findings=(*rows.findings, *notes))
