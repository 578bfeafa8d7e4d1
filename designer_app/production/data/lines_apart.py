"""Lines of a table that are no rows: names of groups between them, headings that come again, totals, explanations above and
footnotes and signatures below.

A row that could be made is never taken for one: what is left out lacks at least two things that the rows have, figures
among them (a price, a code), or the file itself says so (a cell merged over the columns, a mark of footnotes).
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from designer_app.errors import Finding
from designer_app.production.data.beside_rows import counted, totalled, without_end, without_explanations
from designer_app.production.data.records import KeptRows, Row, is_blank, row_place
from designer_app.production.data.usual import (
    Usual,
    first_text,
    is_code,
    is_lone_text,
    is_total_row,
    lone_texts,
    only_text,
    usual_of,
)
from designer_app.production.packed import Picked

GROUP = "group"  # the column of the names
_SHOWN = 4
_LEAST = 2  # rows of each group in a table of two columns


class Apart(NamedTuple):
    """Rows, each with the name of its group (none, where there are no groups), and what is told of the others."""

    rows: Sequence[Row]
    groups: list[str]
    notes: list[Finding]


def told_apart(
    rows: Sequence[Row], columns: Collection[str], source: str, wish: str = "", wide: Collection[int] = ()
) -> Apart:
    """``rows`` without the lines that are none. ``wish``: ``rows`` = each line is one, ``names`` = a text alone in its line
    names a group; ``wide`` are lines with a cell that is merged over several columns."""
    rows, lone, notes = _without_headings(rows, source)
    before = len(rows)
    if wish != "rows":
        rows, above = without_explanations(rows, source)
        notes += above
    lone = [at + len(rows) - before for at in lone]
    rows, below = without_end(rows, source, wide, wish)
    notes += below
    lone = [at for at in lone if 0 <= at < len(rows)]
    if wish == "rows" or not lone or len(columns) < 2:
        return Apart(rows, [], notes)
    usual = usual_of(rows, lone)
    rows, totals = _without_totals(rows, usual, source)
    lone = lone_texts(rows) if totals else lone
    named = lone if wish else _names(rows, lone, usual, columns, wide)
    if named and named[-1] == len(rows) - 1:  # nothing is left to stand below it
        named = named[:-1]
    if not named:
        return Apart(rows, [], notes + totals)
    kept, groups = _grouped(rows, frozenset(named))
    return Apart(kept, groups, [*notes, *totals, _named(source, [rows[at] for at in named])])


def renumbered(rows: Sequence[Row], column: str, groups: Sequence[str]) -> tuple[KeptRows, Mapping[str, str]]:
    """The rows counted anew, with the names of their ``groups``, if they are in some, in a ``column``; and each place's new
    name."""
    made, places = KeptRows(), {}
    for at, row in enumerate(rows):
        old, new = row.place, row_place(at + 1, row.line)
        places[old] = new
        cells = {**row.cells, column: groups[at]} if groups else row.cells
        made.add(row.line, cells, moved(row.faults, {old: new}))
    return made, places


def moved(findings: Iterable[Finding], places: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings under the new names of their places."""
    found = []
    for one in findings:
        row, comma, column = one.place.partition(",")
        found.append(msgspec.structs.replace(one, place=f"{places.get(row, row)}{comma}{column}"))
    return tuple(found)


# ── Names of groups ─────────────────────────────────────────────────────────────────────────────


def _names(
    rows: Sequence[Row],
    lone: Sequence[int],
    usual: Usual,
    columns: Collection[str],
    wide: Collection[int],
) -> list[int]:
    """Those of the ``lone`` rows that name a group: they lack what rows have, and stand like names of groups: over
    merged cells, where rows have figures or codes, or from the first row on, several times."""
    if len(columns) == 2 and _are_heads_of_pairs(rows, lone, usual):
        return list(lone)
    lacking = [at for at in lone if _lacks(rows[at], usual, wide)]
    runs = len(frozenset(lacking) - {at + 1 for at in lacking})
    if len(columns) > 2 and runs > 1 and lacking[0] == 0:
        return lacking
    return [
        at for at in lacking if rows[at].line in wide or (len(columns) > 2 and _is_strange(rows[at], usual))
    ]


def _are_heads_of_pairs(rows: Sequence[Row], lone: Sequence[int], usual: Usual) -> bool:
    """Whether the lone texts of a table of two columns, which lack a figure alone, stand like names of groups: the first
    in the first row, several of them, each with two full rows or more below it."""
    ends = [*lone[1:], len(rows)]
    return (
        len(lone) > 1
        and lone[0] == 0
        and all(end - at > _LEAST for at, end in zip(lone, ends, strict=True))
        and all(usual.missed(rows[at]) & usual.figures for at in lone)
    )


def _lacks(row: Row, usual: Usual, wide: Collection[int]) -> bool:
    missed = usual.missed(row)
    if row.line in wide:
        return bool(missed)
    return len(missed) > 1 and bool(missed & usual.figures or _is_strange(row, usual))


def _is_strange(row: Row, usual: Usual) -> bool:
    """Whether a lone text stands where the other rows have figures or codes."""
    own = only_text(row)
    return own in usual.figures and not is_code(row.cells[own])


def _grouped(rows: Sequence[Row], named: Collection[int]) -> tuple[Sequence[Row], list[str]]:
    groups: list[str] = []
    group = ""
    for at in range(len(rows)):
        if at in named:
            group = first_text(rows[at])
        else:
            groups.append(group)
    return _without(rows, named), groups


def _without(rows: Sequence[Row], gone: Collection[int]) -> Sequence[Row]:
    apart = frozenset(gone)
    return Picked(rows, array("I", (at for at in range(len(rows)) if at not in apart)))


# ── Headings, totals, footnotes ─────────────────────────────────────────────────────────────────


def _without_headings(rows: Sequence[Row], source: str) -> tuple[Sequence[Row], list[int], list[Finding]]:
    """A printed page begins with the headings; an export of several pages has them again and again. Beside the others the
    places of those that hold one text and nothing else, as there is no need to go through all rows for them again."""
    again, lone = array("I"), []
    for at, row in enumerate(rows):
        if _is_heading(row):
            again.append(at)
        elif is_lone_text(row):
            lone.append(at - len(again))
    if not again or len(again) == len(rows):
        return rows, lone, []
    return _without(rows, again), lone, [
        Finding(
            code="headings-again", severity="note", file=source, place=f"line {rows[again[0]].line}",
            found=f"the headings again in {counted(len(again))}; left out",
        )
    ]  # fmt: skip


def _is_heading(row: Row) -> bool:
    words = 0
    for name, cell in row.cells.items():
        if not is_blank(cell):
            if not isinstance(cell, str) or " ".join(cell.split()) != name:
                return False
            words += 1
    return words > 1


def _without_totals(rows: Sequence[Row], usual: Usual, source: str) -> tuple[Sequence[Row], list[Finding]]:
    """Totals of groups: in lines that lack what rows have."""
    totals = [at for at, row in enumerate(rows) if is_total_row(row) and usual.missed(row)]
    if not totals or len(totals) == len(rows):
        return rows, []
    return _without(rows, totals), [totalled(source, rows[at]) for at in totals[:_SHOWN]]


# ── What is told ────────────────────────────────────────────────────────────────────────────────


def _named(source: str, rows: Sequence[Row]) -> Finding:
    names = [f"'{first_text(row)[:40]}'" for row in rows]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Finding(
        code="group-rows", severity="note", file=source, place=f"line {rows[0].line}",
        found=f"{', '.join(names[:_SHOWN])}{more}: alone in {counted(len(rows))}, taken for the names of groups: column {GROUP}",
        remedy="if they are rows: --groups rows",
    )  # fmt: skip
