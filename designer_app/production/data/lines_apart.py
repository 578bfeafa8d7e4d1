"""Lines of a table that are no rows: names of groups between them, headings that come again, totals, footnotes below.

A row that could be made is never taken for one: what is left out lacks at least two things that the rows have, figures
among them (a price, a code), or the file itself says so (a cell merged over the columns, a mark of footnotes).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from designer_app.errors import Finding
from designer_app.production.data.layout import is_figure, is_total
from designer_app.production.data.records import Cell, Row, cell_text, is_blank, row_place

GROUP = "group"  # the column of the names
_FEW = 0.1  # of the rows, or one of four, may lack what is called theirs
_CODE = re.compile(r"\S*\d\S*")
_MARK = re.compile(
    r"\s*(?:[*†‡¹²³]|\d\)|прим(?:ечани[ея]|\.)|сноск|notes?\b|n\.?b\.?\b|p\.?\s?s\.)", re.IGNORECASE
)
_SHOWN = 4


class Apart(NamedTuple):
    """Rows, each with the name of its group (none, where there are no groups), and what is told of the others."""

    rows: list[Row]
    groups: list[str]
    notes: list[Finding]


class _Usual(NamedTuple):
    """What the rows of a table have: columns that are full, and those of them with figures or codes."""

    full: frozenset[str]
    figures: frozenset[str]

    def missed(self, row: Row) -> frozenset[str]:
        return frozenset(name for name in self.full if is_blank(row.cells.get(name)))


def told_apart(
    rows: list[Row], columns: Collection[str], source: str, wish: str = "", wide: Collection[int] = ()
) -> Apart:
    """``rows`` without the lines that are none. ``wish``: ``rows`` = each line is one, ``names`` = a text alone in its line
    names a group; ``wide`` are lines with a cell that is merged over several columns."""
    rows, notes = _without_headings(rows, source)
    lone = _lone(rows)
    rows, lone, below = _without_end(rows, lone, len(columns), source, wide, wish)
    notes += below
    if wish == "rows" or not lone or len(columns) < 2:
        return Apart(rows, [], notes)
    usual = _usual(rows, lone)
    rows, totals = _without_totals(rows, usual, len(columns), source)
    lone = _lone(rows)
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


# ── What the rows are like ──────────────────────────────────────────────────────────────────────


def _lone(rows: Sequence[Row]) -> list[int]:
    """Places of rows that hold one text and nothing else."""
    return [at for at, row in enumerate(rows) if _only(row) and not row.faults]


def _only(row: Row) -> str:
    """The column of a row's only text."""
    own = ""
    for name, cell in row.cells.items():
        if not is_blank(cell):
            if own or not isinstance(cell, str):
                return ""
            own = name
    return own if own and not is_figure(row.cells[own]) else ""


def _first(row: Row) -> str:
    return next(cell_text(cell) for cell in row.cells.values() if not is_blank(cell))


def _usual(rows: Sequence[Row], lone: Sequence[int]) -> _Usual:
    apart = frozenset(lone)
    others = [row for at, row in enumerate(rows) if at not in apart and not _is_total(row, len(row.cells))]
    if len(others) < 2:
        return _Usual(frozenset(), frozenset())
    few = max(_FEW * len(others), len(others) > 3)
    full, figures = set(), set()
    for name in others[0].cells:
        cells = [cell for row in others if not is_blank(cell := row.cells.get(name))]
        if len(cells) >= len(others) - few:
            full.add(name)
            if sum(_is_code(cell) for cell in cells) >= len(cells) - few:
                figures.add(name)
    return _Usual(frozenset(full), frozenset(figures))


def _is_code(cell: Cell) -> bool:
    return is_figure(cell) or (isinstance(cell, str) and bool(_CODE.fullmatch(cell.strip())))


# ── Names of groups ─────────────────────────────────────────────────────────────────────────────


def _names(
    rows: Sequence[Row],
    lone: Sequence[int],
    usual: _Usual,
    columns: Collection[str],
    wide: Collection[int],
) -> list[int]:
    """Those of the ``lone`` rows that name a group: they lack what rows have, and stand like names of groups: over
    merged cells, where rows have figures or codes, or from the first row on, several times."""
    lacking = [at for at in lone if _lacks(rows[at], usual, wide)]
    runs = len(frozenset(lacking) - {at + 1 for at in lacking})
    if len(columns) > 2 and runs > 1 and lacking[0] == 0:
        return lacking
    return [
        at for at in lacking if rows[at].line in wide or (len(columns) > 2 and _is_strange(rows[at], usual))
    ]


def _lacks(row: Row, usual: _Usual, wide: Collection[int]) -> bool:
    missed = usual.missed(row)
    if row.line in wide:
        return bool(missed)
    return len(missed) > 1 and bool(missed & usual.figures or _is_strange(row, usual))


def _is_strange(row: Row, usual: _Usual) -> bool:
    """Whether a lone text stands where the other rows have figures or codes."""
    own = _only(row)
    return own in usual.figures and not _is_code(row.cells[own])


def _grouped(rows: Sequence[Row], named: Collection[int]) -> tuple[list[Row], list[str]]:
    kept: list[Row] = []
    groups: list[str] = []
    group = ""
    for at, row in enumerate(rows):
        if at in named:
            group = _first(row)
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
            found=f"the headings again in {_lines(again)}; left out",
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


def _without_totals(
    rows: list[Row], usual: _Usual, columns: int, source: str
) -> tuple[list[Row], list[Finding]]:
    """Totals of groups: in lines that lack what rows have."""
    totals = [row for row in rows if _is_total(row, columns) and usual.missed(row)]
    if not totals or len(totals) == len(rows):
        return rows, []
    gone = {row.line for row in totals}
    return [row for row in rows if row.line not in gone], [_totalled(source, row) for row in totals[:_SHOWN]]


def _without_end(
    rows: list[Row],
    lone: list[int],
    columns: int,
    source: str,
    wide: Collection[int],
    wish: str,
) -> tuple[list[Row], list[int], list[Finding]]:
    """Without the total of all rows, and the footnotes below it."""
    notes: list[Finding] = []
    end, left = len(rows), len(lone)
    while wish != "rows" and left and lone[left - 1] == end - 1:
        left, end = left - 1, end - 1
    foot = len(rows)
    if end < foot:
        total = end > 1 and _is_total(rows[end - 1], columns)
        usual = _usual(rows[: end - total], lone)
        foot = next((at for at in range(end, foot) if _is_foot(rows, at, usual, wide, total)), foot)
    if foot < len(rows):
        notes.append(_footnoted(source, rows[foot:]))
    kept = rows[:foot]
    while len(kept) > 1 and _is_total(kept[-1], columns):
        notes.append(_totalled(source, kept.pop()))
    return kept, [at for at in lone if at < len(kept)], notes


def _is_total(row: Row, columns: int) -> bool:
    return is_total(list(row.cells.values()), columns)


def _is_foot(rows: Sequence[Row], at: int, usual: _Usual, wide: Collection[int], total: bool) -> bool:
    row = rows[at]
    missed = usual.missed(row)
    if total or row.line in wide or _MARK.match(_first(row)):
        return bool(missed)
    if len(missed) < 2 or _is_strange(row, usual):
        return len(missed) > 1
    before = rows[at - 1]
    broken = max(str(cell).count("\n") for cell in before.cells.values())  # lines inside its cells
    return bool(missed & usual.figures) and row.line - before.line > 1 + broken


# ── What is told ────────────────────────────────────────────────────────────────────────────────


def _named(source: str, rows: Sequence[Row]) -> Finding:
    names = [f"'{_first(row)[:40]}'" for row in rows]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Finding(
        code="group-rows", severity="note", file=source, place=f"line {rows[0].line}",
        found=f"{', '.join(names[:_SHOWN])}{more}: alone in {_lines(len(rows))}, taken for the names of groups: column {GROUP}",
        remedy="if they are rows: --groups rows",
    )  # fmt: skip


def _footnoted(source: str, rows: Sequence[Row]) -> Finding:
    return Finding(
        code="footnote-rows", severity="note", file=source, place=f"line {rows[0].line}",
        found=f"'{_first(rows[0])[:40]}' below the rows, {_lines(len(rows))} taken for footnotes and left out",
        remedy="if they are rows: --groups rows",
    )  # fmt: skip


def _totalled(source: str, row: Row) -> Finding:
    word = _first(row)
    return Finding(
        code="total-row", severity="note", file=source, place=f"line {row.line}", found=f"'{word[:40]}', taken for a total and left out",
        remedy="if it is a row, call it otherwise",
    )  # fmt: skip


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
