"""Columns that are nothing to the template: what they may have been meant for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from designer_app.design.slots import Slot, column_names
from designer_app.errors import Finding
from designer_app.production.data.lines_apart import GROUP
from designer_app.production.data.records import cell_text
from designer_app.production.headings import bare_heading, folded_heading
from designer_app.production.rows import Rows

_SHOWN = 8
_NEAR = 0.78  # likeness of a word that was mistyped


def unmatched_columns(rows: Rows, slots: Mapping[str, Slot], used: Iterable[str]) -> list[Finding]:
    """A warning for each column that is called nearly like a slot which the table lacks (its name or a label), and one note
    of all others that nothing takes, while slots lack a column. ``used`` are columns that serve otherwise."""
    names = set(column_names(slots))
    filled = {column.partition(":")[0].partition(".")[0] for column in rows.columns}
    absent = [name for name in slots if name not in filled]
    known = {*rows.headings.values(), *used}
    if any(finding.code == "group-rows" for finding in rows.findings):
        known.add(GROUP)  # told already
    idle = [
        column
        for column in rows.columns
        if column.strip()
        and not column.startswith("_")
        and column not in known
        and column.partition(":")[0] not in names
        and not _is_key(column, rows)
        and not all(
            isinstance(row.get(column), dict | list | type(None)) for row in rows.rows
        )  # its parts are columns
    ]
    if not absent:
        return []
    near = {column: slot for column in idle if (slot := _nearest(column, slots, absent))}
    found = [_mistyped(column, slot, rows.source) for column, slot in near.items()]
    others = [column for column in idle if column not in near]
    return [*found, _idle(others, absent, rows.source)] if others else found


def _nearest(column: str, slots: Mapping[str, Slot], absent: Iterable[str]) -> str:
    words = {folded_heading(word): slot for slot in absent for word in (*slots[slot].label.values(), slot)}
    near = difflib.get_close_matches(folded_heading(bare_heading(column)), list(words), n=1, cutoff=_NEAR)
    return words[near[0]] if near else ""


def _mistyped(column: str, slot: str, source: str) -> Finding:
    return Finding(
        code="unused-column", severity="warning", file=source, place=f"column {column}",
        found=f"'{column}', which no slot takes", expected="a slot of the template",
        remedy=f"did you mean '{slot}'? Rename it, or: --column \"{column}={slot}\"",
    )  # fmt: skip


def _idle(columns: list[str], absent: list[str], source: str) -> Finding:
    shown = ", ".join(f"'{column}'" for column in columns[:_SHOWN])
    more = f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else ""
    return Finding(
        code="columns-unused", severity="note", file=source, place="headings", found=f"nothing takes {shown}{more}",
        expected="columns for the slots without one: " + ", ".join(absent),
        remedy=f'if one is meant, say so: --column "{columns[0]}=SLOT" (SLOT: {", ".join(absent[:_SHOWN])})',
    )  # fmt: skip


def _is_key(column: str, rows: Rows) -> bool:
    """Whether a column is what the rows are known by."""
    pairs = zip(rows.rows, rows.keys, strict=True)
    return bool(rows.keys) and all(cell_text(row.get(column)) == key for row, key in pairs)
