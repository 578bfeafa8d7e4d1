"""Columns that speak to the batch instead of the template: ``_skip``, ``_count``, ``_size``, ``_kit``, ``_name``."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from designer_app.design.sizes import Size, parse_sizes
from designer_app.design.slots import Slot
from designer_app.errors import DesignError, Finding, did_you_mean
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.packed import Packed
from designer_app.production.rows import Rows

NAME = "_name"  # what stands in the files' names in the key's place
_YES = ("1", "true", "yes", "y", "x", "да", "истина", "+")
_MOST_COPIES = 10_000


def is_skipped(row: Mapping[str, Any]) -> bool:
    """Whether the row's ``_skip`` says so."""
    cell = row.get("_skip")
    return cell is True or (not is_blank(cell) and cell_text(cell).casefold() in _YES)


def unfolded(rows: Rows) -> Rows:
    """Without rows that are to be skipped; those with a ``_count`` as often as it says, ``KEY-1``, ``KEY-2`` …"""
    if not {"_skip", "_count"} & set(rows.columns):
        return rows
    made: Packed[Mapping[str, Any]] = Packed()
    keys: Packed[str] = Packed()
    faults: list[tuple[Finding, ...]] = []
    skipped = 0
    for row, key, own in zip(rows.rows, rows.keys, rows.faults, strict=True):
        if is_skipped(row):
            skipped += 1
            continue
        count, fault = _count(row, key, rows.source)
        for number in range(1, count + 1):
            made.append(row if count == 1 else copied(row, f"-{number}"))
            keys.append(key if count == 1 else f"{key}-{number}")
            faults.append((*own, *fault))
    told = (
        [
            Finding(
                code="rows-skipped", severity="note", file=rows.source,
                found=f"{skipped} {'row' if skipped == 1 else 'rows'} with _skip",
            )
        ]
        if skipped
        else []
    )  # fmt: skip
    return msgspec.structs.replace(
        rows, rows=made, keys=keys, faults=tuple(faults), findings=(*rows.findings, *told)
    )


def multiplied(rows: Rows, slots: Mapping[str, Slot]) -> Rows:
    """A row with a list in a cell whose slot takes one value, once with each: ``KEY-1``, ``KEY-2`` …; with lists in
    several cells every combination, ``KEY-1-2``."""
    single = [c for c in rows.columns if (slot := slots.get(c.partition(":")[0])) and slot.type != "list"]
    if not any(_is_choice(row.get(column)) for row in rows.rows for column in single):
        return rows
    made: Packed[Mapping[str, Any]] = Packed()
    keys: Packed[str] = Packed()
    faults: list[tuple[Finding, ...]] = []
    variants: dict[str, tuple[str, str]] = {}
    for row, key, own in zip(rows.rows, rows.keys, rows.faults, strict=True):
        lists = [(column, row[column]) for column in single if _is_choice(row.get(column))]
        count = math.prod(len(values) for _, values in lists)
        if count > _MOST_COPIES:
            fault = Finding(
                code="too-many-variants", file=rows.source, place=f"row {key}", found=f"{count:,} variants",
                expected=f"at most {_MOST_COPIES:,}",
            )  # fmt: skip
            made.append(row)
            keys.append(key)
            faults.append((*own, fault))
            continue
        for picks in itertools.product(*[list(enumerate(values, 1)) for _, values in lists]):
            sets = {column: value for (column, _), (_, value) in zip(lists, picks, strict=True)}
            tail = "".join(f"-{number}" for number, _ in picks)
            made.append({**copied(row, tail), **sets})
            keys.append(f"{key}{tail}")
            faults.append(own)
            if tail:
                variants[keys[-1]] = key, tail[1:]
    return msgspec.structs.replace(rows, rows=made, keys=keys, faults=tuple(faults), variants=variants)


def copied(row: Mapping[str, Any], tail: str) -> Mapping[str, Any]:
    """One of several rows made of one: what stands in its files' names is told apart like its key."""
    name = cell_text(row.get(NAME))
    return {**row, NAME: f"{name}{tail}"} if name else row


def _is_choice(cell: Any) -> bool:
    return isinstance(cell, list) and bool(cell) and not any(isinstance(part, dict | list) for part in cell)


def _count(row: Mapping[str, Any], key: str, source: str) -> tuple[int, tuple[Finding, ...]]:
    cell = row.get("_count")
    if is_blank(cell):
        return 1, ()
    text = cell_text(cell)
    if text.isdigit() and len(text) <= 5 and int(text) <= _MOST_COPIES:
        return int(text), ()
    return 1, (
        Finding(
            code="bad-count", file=source, place=f"row {key}, column _count", found=f"'{text[:40]}'",
            expected=f"a whole number, 0 to {_MOST_COPIES:,}",
        ),
    )  # fmt: skip


class Limits(msgspec.Struct, frozen=True):
    """The sizes and kits, by id, that a row is made in; None = all that are asked for."""

    sizes: frozenset[str] | None = None
    kits: frozenset[str] | None = None

    def allow(self, size: str, kit: str) -> bool:
        return (self.sizes is None or size in self.sizes) and (self.kits is None or kit in self.kits)


_ALL = Limits()


def is_limited(rows: Rows) -> bool:
    """Whether rows may say in which sizes and kits they are made."""
    return not {"_size", "_kit"}.isdisjoint(rows.columns)


def limits_of(
    rows: Rows, pack: Mapping[str, Size], kits: Collection[str]
) -> tuple[Sequence[Limits], Sequence[tuple[Finding, ...]]]:
    """What each row's ``_size`` and ``_kit`` limit it to; with the rows' faults, those of these columns added."""
    if not is_limited(rows):
        return (_ALL,) * len(rows.rows), rows.faults
    known: dict[str, frozenset[str] | tuple[Finding, ...]] = {}
    limits, faults = [], []
    for row, key, own in zip(rows.rows, rows.keys, rows.faults, strict=True):
        sizes = kit_names = None
        told: list[Finding] = list(own)
        if text := cell_text(row.get("_size")):
            if text not in known:
                known[text] = _sizes(text, pack)
            found = known[text]
            if isinstance(found, frozenset):
                sizes = found
            else:
                place = f"row {key}, column _size"
                told += [msgspec.structs.replace(f, file=rows.source, place=place) for f in found]
        if text := cell_text(row.get("_kit")):
            kit_names = frozenset(part.strip() for part in text.split(","))
            for name in sorted(kit_names - set(kits)):
                told.append(
                    Finding(
                        code="unknown-kit", file=rows.source, place=f"row {key}, column _kit", found=f"'{name}'",
                        expected="a kit", remedy=did_you_mean(name, kits),
                    )
                )  # fmt: skip
        limits.append(
            Limits(sizes, kit_names) if len(told) == len(own) else _ALL
        )  # a fault is told everywhere
        faults.append(tuple(told))
    return limits, faults


def _sizes(text: str, pack: Mapping[str, Size]) -> frozenset[str] | tuple[Finding, ...]:
    try:
        return frozenset(size.id for size in parse_sizes(text, pack))
    except DesignError as error:
        return error.findings
