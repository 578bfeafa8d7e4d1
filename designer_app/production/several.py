"""Several values in the cell of a slot that takes one: ``a.jpg; b.jpg`` of shops' exports, ``One|Two`` for trials."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

import msgspec

from designer_app.build.forgiving import PICTURES
from designer_app.design.slots import Slot
from designer_app.errors import Finding
from designer_app.production.packed import Packed
from designer_app.production.rows import Rows

_PICTURE = rf"(?:{'|'.join(map(re.escape, PICTURES))})(?:\?[^\s,;|]*)?(?:@[\d.]+,\s*[\d.]+)?"
# Marks and lines; commas only behind the end of a name, for names hold commas; a space before an address
_BETWEEN = re.compile(rf"({_PICTURE})\s*,\s*|\s*[;|\r\n]+\s*|,?\s+(?=https?://)", re.IGNORECASE)
_MARKS = re.compile(r"[;|\r\n,]|\shttp", re.IGNORECASE)


def pictures_in(cell: str) -> list[str]:
    """The pictures that a cell names, in its order."""
    found: list[str] = []
    start = 0
    for between in _BETWEEN.finditer(cell):
        found.append(cell[start : between.start()] + (between[1] or ""))
        start = between.end()
    return [part.strip() for part in (*found, cell[start:]) if part.strip()]


def one_value_each(rows: Rows, slots: Mapping[str, Slot], vary: Mapping[str, Sequence[str]]) -> Rows:
    """The rows with one value where a slot takes one: of several pictures the first, with a note. A slot that ``vary``
    names without values gets a list of all that its cell holds, which makes a row of each (``reserved.multiplied``)."""
    wished = {slot for slot, values in vary.items() if not values}
    asked = [
        column
        for column in rows.columns
        if (slot := slots.get(column.partition(":")[0])) and (slot.type == "image" or column in wished)
    ]
    counts = dict.fromkeys(asked, 0)
    for row in rows.rows if asked else ():
        for column in asked:
            counts[column] += _is_several(row.get(column))
    several = [column for column, count in counts.items() if count]
    if not several:
        return rows

    def parted(column: str, cell: Any) -> Any:
        if not _is_several(cell):
            return cell
        pictures = slots[column.partition(":")[0]].type == "image"
        parts = pictures_in(cell) if pictures else [part.strip() for part in cell.split("|")]
        if column in wished:
            return parts if len(parts) > 1 else cell
        return parts[0] if parts else ""

    made: Packed[Mapping[str, Any]] = Packed(
        {**row, **{column: parted(column, row[column]) for column in several if column in row}}
        for row in rows.rows
    )
    notes = [_told(rows, column) for column in several if column not in wished]
    return msgspec.structs.replace(rows, rows=made, findings=(*rows.findings, *(n for n in notes if n)))


def _is_several(cell: Any) -> TypeGuard[str]:
    return isinstance(cell, str) and bool(_MARKS.search(cell))


def _told(rows: Rows, column: str) -> Finding | None:
    counts = [len(pictures_in(cell)) for cell in (row.get(column) for row in rows.rows) if _is_several(cell)]
    most = max(counts)
    if most < 2:
        return None
    count = sum(number > 1 for number in counts)
    return Finding(
        code="several-pictures", severity="note", file=rows.source, place=f"column {rows.headings.get(column, column)}",
        found=f"up to {most} pictures in a cell, in {count} {'row' if count == 1 else 'rows'}; the first is taken",
        remedy=f"a file with each: --vary {column}",
    )  # fmt: skip
