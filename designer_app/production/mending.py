"""What can be done about a cause of the flight check: corrections of cells, a lower quality, rows left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from designer_app.build.forgiving import READ
from designer_app.design.slots import column_names
from designer_app.design.template import AD_SLOTS, LoadedTemplate
from designer_app.production.data.keys import is_usual
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.data.usual import is_code
from designer_app.production.flight.causes import Cause
from designer_app.production.jobs import Job
from designer_app.production.rows import Rows, row_of
from designer_app.production.where import number_of

_TOO_LONG = ("text-cut", "text-overflow", "text-no-room", "text-too-long", "text-shrunk", "word-broken")
_NEAR = re.compile(r"did you mean '([^']+)'")
_QUALITY = 8  # steps by which the quality goes down
_LEAST_QUALITY = 40
_LOOKED_AT = 200  # rows that tell what a column is like


class Mend(msgspec.Struct, frozen=True, kw_only=True):
    """One way to mend. ``kind``: ``closest`` file names, another ``column``, ``fill`` in one text, a lower ``quality``,
    ``skip`` the rows.

    ``name`` is the column, the slot or the quality; ``helps`` of ``rows`` is how many rows it is likely to mend.
    """

    kind: Literal["closest", "column", "fill", "quality", "skip"]
    name: str = ""
    helps: int = 0
    rows: int = 0
    cells: dict[str, dict[str, Any]] = {}
    quality: int = 0


def mends_of(cause: Cause, rows: Rows, loaded: LoadedTemplate, job: Job) -> tuple[Mend, ...]:
    """Ways to mend a cause, the likeliest first; none where the template or the kit is at fault."""
    seen = dict.fromkeys(row_of(one.key, one.variant) for one in cause.sightings)
    mine = rows.picked(seen)
    by_key = mine.by_key
    keys = [key for key in seen if key in by_key]
    if not keys:
        return ()
    found: list[Mend] = []
    if cause.code == "missing-file":
        found += _closest(cause, by_key)
    heads = {heading: name for name, heading in rows.headings.items()}
    slot = heads.get(cause.slot, cause.slot)
    if cause.code in _TOO_LONG:
        found += _columns(slot, keys, by_key, rows, loaded, job.key)
    if cause.code == "value-missing" and slot in column_names(loaded.template.slots):
        empty = {key: {slot: ""} for key in keys}
        found.append(Mend(kind="fill", name=slot, cells=empty, helps=len(keys), rows=len(keys)))
    if cause.code == "ad-mark-missing":
        found += _marks(keys, by_key, loaded)
    if cause.code == "budget-at-risk" and job.quality > _LEAST_QUALITY:
        lower = max(_LEAST_QUALITY, job.quality - _QUALITY)
        found.append(Mend(kind="quality", name=str(lower), quality=lower, helps=len(keys), rows=len(keys)))
    if cause.severity != "note":
        out = {key: {"_skip": "yes"} for key in keys}
        found.append(Mend(kind="skip", cells=out, helps=len(keys), rows=len(keys)))
    return tuple(found)


def _marks(
    keys: list[str], by_key: Mapping[str, Mapping[str, Any]], loaded: LoadedTemplate
) -> Iterator[Mend]:
    """The advertiser, where no row names one: the mark comes with it."""
    slot = next((name for name in AD_SLOTS if name in loaded.template.slots), "")
    empty = {key: {slot: ""} for key in keys if slot and is_blank(by_key[key].get(slot))}
    if empty:
        yield Mend(kind="fill", name=slot, cells=empty, helps=len(empty), rows=len(keys))


def mended(job: Job, mend: Mend, only: str = "", text: str = "") -> Job:
    """The job with a mend taken on; ``only`` a row's key where it is meant for that row alone, ``text`` what to fill in."""
    if mend.quality:
        return msgspec.structs.replace(job, quality=mend.quality)
    chosen = {key: cells for key, cells in mend.cells.items() if only in ("", key)}
    if mend.kind == "fill":
        chosen = {key: dict.fromkeys(cells, text) for key, cells in chosen.items()}
    return msgspec.structs.replace(
        job,
        cells={**job.cells, **{key: {**job.cells.get(key, {}), **cells} for key, cells in chosen.items()}},
    )


def with_cell(job: Job, key: str, column: str, value: str | None) -> Job:
    """The job with one cell corrected; None takes the correction back."""
    own = {name: cell for name, cell in job.cells.get(key, {}).items() if name != column}
    if value is not None:
        own[column] = value
    cells = {name: row for name, row in job.cells.items() if name != key}
    return msgspec.structs.replace(job, cells={**cells, key: own} if own else cells)


def _closest(cause: Cause, by_key: Mapping[str, Mapping[str, Any]]) -> Iterator[Mend]:
    """The file that each missing name comes nearest to."""
    cells: dict[str, dict[str, Any]] = {}
    for seen in cause.sightings:
        match = _NEAR.search(seen.remedy)
        key = row_of(seen.key, seen.variant)
        row = by_key.get(key, {})
        slot = cause.slot if cause.slot in row else _slot_with(row, seen.found) or cause.slot
        if match and slot and key in by_key:
            cells[key] = {slot: match[1]}
    rows = len({row_of(seen.key, seen.variant) for seen in cause.sightings})
    if cells:
        yield Mend(kind="closest", cells=cells, helps=len(cells), rows=rows)


def _slot_with(row: Mapping[str, Any], found: str) -> str:
    """The column whose cell a finding quotes."""
    for column, cell in row.items():
        text = cell_text(cell)
        if text and found.startswith(f"'{text}'"):
            return column
    return ""


def _columns(
    slot: str,
    keys: list[str],
    by_key: Mapping[str, Mapping[str, Any]],
    rows: Rows,
    loaded: LoadedTemplate,
    key: str,
) -> Iterator[Mend]:
    """Columns that nothing takes and whose words are shorter, the one that helps most rows first."""
    slots = set(column_names(loaded.template.slots))
    spec = loaded.template.slots.get(slot.partition(".")[0])
    if slot not in slots or spec is None or spec.type not in ("text", "rich"):
        return
    idle = [
        column for column in rows.columns
        if column.partition(":")[0] not in slots and not column.startswith("_") and column != key
        and column not in rows.headings.values() and not is_usual(column)
    ]  # fmt: skip
    ways = []
    for column in idle:
        if not _says_rows_apart(column, rows):
            continue
        shorter = {
            key: {slot: by_key[key][column]}
            for key in keys
            if not is_blank(by_key[key].get(column))
            and _letters(by_key[key].get(column))
            and 2 < len(cell_text(by_key[key][column])) < len(cell_text(by_key[key].get(slot)))
        }
        if shorter:
            ways.append(Mend(kind="column", name=column, cells=shorter, helps=len(shorter), rows=len(keys)))
    yield from sorted(ways, key=lambda mend: -mend.helps)[:2]


def _says_rows_apart(column: str, rows: Rows) -> bool:
    """Whether a column has words of each row's own, as far as its first rows tell: not those of a group, and no remarks."""
    cells = [cell_text(row.get(column)) for row in itertools.islice(rows.rows, _LOOKED_AT)]
    full = [cell for cell in cells if cell]
    return 2 * len(set(full)) > len(full)


def _letters(cell: Any) -> bool:
    """Words: no price or code, and no name of a picture."""
    text = cell_text(cell)
    named = text.lower().endswith(READ)
    return (
        any(char.isalpha() for char in text) and not named and number_of(text) is None and not is_code(text)
    )
