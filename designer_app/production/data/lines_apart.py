"""Lines of a table that are no rows: names of groups between them, headings that come again, totals, explanations above and
footnotes and signatures below.

A row that could be made is never taken for one: what is left out lacks at least two things that the rows have, figures
among them (a price, a code), or the file itself says so (a cell merged over the columns, a mark of footnotes).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from designer_app.errors import Finding
from designer_app.production.data.beside_rows import counted, totalled, without_end, without_explanations
from designer_app.production.data.records import Row, is_blank, row_place
from designer_app.production.data.usual import (
    Usual,
    first_text,
    is_code,
    is_total_row,
    lone_texts,
    only_text,
    usual_of,
)

GROUP = "group"  # the column of the names
_SHOWN = 4
_LEAST = 2  # rows of each group in a table of two columns


class Apart(NamedTuple):
    """Rows, each with the name of its group (none, where there are no groups), and what is told of the others."""

    rows: list[Row]
    groups: list[str]
    notes: list[Finding]


def told_apart(
    rows: list[Row], columns: Collection[str], source: str, wish: str = "", wide: Collection[int] = ()
) -> Apart:
    """``rows`` without the lines that are none. ``wish``: ``rows`` = each line is one, ``names`` = a text alone in its line
    names a group; ``wide`` are lines with a cell that is merged over several columns."""
    rows, notes = _without_headings(rows, source)
    if wish != "rows":
        rows, above = without_explanations(rows, source)
        notes += above
    rows, below = without_end(rows, source, wide, wish)
    notes += below
    lone = lone_texts(rows)
    if wish == "rows" or not lone or len(columns) < 2:
        return Apart(rows, [], notes)
    usual = usual_of(rows, lone)
    rows, totals = _without_totals(rows, usual, source)
    lone = lone_texts(rows)
    named = lone if wish else _names(rows, lone, usual, columns, wide)
    if named and named[-1] == len(rows) - 1:  # nothing is left to stand below it
        named = named[:-1]
    if not named:
        return Apart(rows, [], notes + totals)
    kept, groups = _grouped(rows, frozenset(named))
    return Apart(kept, groups, [*notes, *totals, _named(source, [rows[at] for at in named])])


def renumbered(rows: Sequence[Row]) -> tuple[list[Row], dict[str, str]]:
    """The rows counted anew, and the new name of every place that has one."""
    made: list[Row] = []
    places: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        if row.number != number:
            old, new = row.place, row_place(number, row.line)
            places[old] = new
            row = msgspec.structs.replace(row, number=number, faults=moved(row.faults, {old: new}))
        made.append(row)
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


def _grouped(rows: Sequence[Row], named: Collection[int]) -> tuple[list[Row], list[str]]:
    kept: list[Row] = []
    groups: list[str] = []
    group = ""
    for at, row in enumerate(rows):
        if at in named:
            group = first_text(row)
        else:
            kept.append(row)
            groups.append(group)
    return kept, groups


# ── Headings, totals, footnotes ─────────────────────────────────────────────────────────────────


def _without_headings(rows: list[Row], source: str) -> tuple[list[Row], list[Finding]]:
    """A printed page begins with the headings; an export of several pages has them again and again."""
    kept = [row for row in rows if not _is_heading(row)]
    again = len(rows) - len(kept)
    if not again or not kept:
        return rows, []
    first = next(row for row in rows if _is_heading(row))
    return kept, [
        Finding(
            code="headings-again", severity="note", file=source, place=f"line {first.line}",
            found=f"the headings again in {counted(again)}; left out",
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


def _without_totals(rows: list[Row], usual: Usual, source: str) -> tuple[list[Row], list[Finding]]:
    """Totals of groups: in lines that lack what rows have."""
    totals = [row for row in rows if is_total_row(row) and usual.missed(row)]
    if not totals or len(totals) == len(rows):
        return rows, []
    gone = {row.line for row in totals}
    return [row for row in rows if row.line not in gone], [totalled(source, row) for row in totals[:_SHOWN]]


# ── What is told ────────────────────────────────────────────────────────────────────────────────


def _named(source: str, rows: Sequence[Row]) -> Finding:
    names = [f"'{first_text(row)[:40]}'" for row in rows]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Finding(
        code="group-rows", severity="note", file=source, place=f"line {rows[0].line}",
        found=f"{', '.join(names[:_SHOWN])}{more}: alone in {counted(len(rows))}, taken for the names of groups: column {GROUP}",
        remedy="if they are rows: --groups rows",
    )  # fmt: skip
