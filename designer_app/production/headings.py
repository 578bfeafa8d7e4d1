"""Which column fills which slot: by name, by label in any language, or by what other programs write in headings.

Nested values (JSON) become columns of their own under paths, ``image[0].url``, before they are matched.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from designer_app.design.slots import Slot, column_names
from designer_app.errors import DesignError, Finding, did_you_mean
from designer_app.production.data.records import is_blank
from designer_app.production.data.worded import Words, number_in
from designer_app.production.heading_words import FEED, WORDS
from designer_app.production.packed import Packed
from designer_app.production.priced import with_currencies
from designer_app.production.rows import Rows

# InDesign <<x>>, ScribusGenerator and Inkscape %VAR_x%, and the holes of others: {{x}} ${x} {x} [x]
_WRAPPED = re.compile(r"<<(.+)>>|%VAR_(.+)%|\{\{(.+)\}\}|\$\{(.+)\}|\{(.+)\}|\[(.+)\]|%(.+)%")
_PROPERTY = re.compile(r"(.+?)[.](text|source|src|image|image_url|asset_id|payload|value|url)", re.IGNORECASE)
_PRICE = ("price", "цена")
_SALE = re.compile(
    r"(?:price|цена).*(?:sale|discount|special|new|скидк|акци|распрод|нов)|(?:sale|discount|special|new|скид|акци|распрод|нов).*(?:price|цена)"
)
_BEFORE = re.compile(r"(?:^|_)(?:до|без|before|without|old|effective)_|стар|прежн")
_OLD = {"old_price", "oldprice", "старая_цена", "цена_до_скидки", "цена_без_скидки"}
_UNIT = re.compile(r"\s*(?:,|\().*$")  # «Цена, руб.», "Price (USD)"
_RANKS = 6
_HOLDERS = ("modifications", "layers", "data", "elements", "objects")  # cloud renderers' own level
_DEPTH, _MOST = 4, 200  # of paths in a row


def matched(
    rows: Rows, slots: Mapping[str, Slot], chosen: Mapping[str, str] | None = None, file: str = ""
) -> Rows:
    """The rows with a column for every slot that one of theirs means; their own columns stay.

    ``chosen`` is a mapping that a person has saved: heading → slot, "" = none; ``file`` is where it stands. Raises
    ``DesignError`` (usage) for a chosen slot that isn\'t there. Two columns that mean one slot: the better match
    wins, the earlier among equals, with a note.
    """
    chosen = chosen or {}
    nested = _nested(rows, slots)
    rows = _spread(rows, nested)
    _check(chosen, slots, file)
    rows = _lacking(rows, chosen, file)
    rows = _on_sale(rows, slots, chosen)
    names = column_names(slots)
    taken = {c for c in rows.columns if c.partition(":")[0] in names and c not in chosen}
    found: dict[str, str] = {}  # slot → column
    notes: list[Finding] = []
    for rank in range(_RANKS):
        for column in rows.columns:
            if column in taken or column in found.values() or (rank and column in nested):
                continue
            slot = (
                chosen.get(column, "")
                if rank == 0
                else ""
                if column in chosen
                else _slot(column, slots, rank)
            )
            if not slot:
                continue
            if slot in taken or slot in found:
                continue
            found[slot] = column
            if rank:
                notes.append(
                    Finding(
                        code="column-matched", severity="note", file=rows.source, place=f"column {column}",
                        found=f"taken for the slot '{slot}'", remedy=f'if it means something else: --column "{column}=SLOT", or "columns" of the job',
                    )
                )  # fmt: skip
    ignored = {column for column, slot in chosen.items() if not slot and column.partition(":")[0] in names}
    rows = _excused(rows, {*names, *found.values()} - ignored)
    counted = _counted(rows, slots, found)
    if not (found or ignored or counted):
        return with_currencies(rows, slots)
    made = Packed(
        {
            **{column: cell for column, cell in row.items() if column not in ignored},
            **{slot: row[column] for slot, column in found.items() if column in row},
            **{slot: _figures(row.get(column), words) for slot, (column, words) in counted.items()},
        }
        for row in rows.rows
    )
    columns = tuple(dict.fromkeys((*(c for c in rows.columns if c not in ignored), *found)))
    rows = msgspec.structs.replace(
        rows,
        rows=made,
        columns=columns,
        findings=(*rows.findings, *notes),
        headings={**rows.headings, **found},
    )
    return with_currencies(rows, slots)


def _counted(
    rows: Rows, slots: Mapping[str, Slot], found: Mapping[str, str]
) -> dict[str, tuple[str, frozenset[Words]]]:
    """Slots that take the number of a cell whose format writes words beside it: their columns, and those words."""
    takers = {name: found.get(name, name) for name, slot in slots.items() if slot.type in ("number", "money")}
    return {name: (column, rows.words[column]) for name, column in takers.items() if column in rows.words}


def _figures(cell: Any, words: frozenset[Words]) -> Any:
    return number_in(cell, words) if isinstance(cell, str) else cell


def _excused(rows: Rows, used: set[str]) -> Rows:
    """A cell that can't be read keeps no row from being made where no slot takes its column: that is a note then."""

    def idle(fault: Finding) -> bool:
        column = fault.place.rpartition("column ")[2]
        return (
            fault.code == "bad-cell"
            and column.partition(":")[0] not in used
            and not column.startswith("_")
            and "." not in column
        )

    if not any(idle(fault) for own in rows.faults for fault in own):
        return rows
    notes = [msgspec.structs.replace(f, severity="note") for own in rows.faults for f in own if idle(f)]
    faults = tuple(tuple(fault for fault in own if not idle(fault)) for own in rows.faults)
    return msgspec.structs.replace(rows, faults=faults, findings=(*rows.findings, *notes))


def _on_sale(rows: Rows, slots: Mapping[str, Slot], chosen: Mapping[str, str]) -> Rows:
    """Of a row that has a price and a reduced one, the reduced one is what is paid; the other is the old one, where the
    template shows it and no column has it."""
    heads = {folded_heading(column): column for column in reversed(rows.columns)}
    bare = {folded_heading(without_unit(column)): column for column in reversed(rows.columns)}
    sale = next(
        (heads[word] for word in reversed(heads) if _SALE.search(word) and not _BEFORE.search(word)), ""
    )
    price = next((bare[word] for word in _PRICE if bare.get(word, sale) != sale), "")
    if not price or not sale or {price, sale} & set(chosen) or "price" not in slots:
        return rows
    old = "old_price" if "old_price" in slots and not _OLD & set(bare) else ""
    made: Packed[Mapping[str, Any]] = Packed(
        {**row, "price": row[sale], **({old: row.get(price)} if old else {})}
        if not is_blank(row.get(sale))
        else {**row, "price": row.get(price)}
        for row in rows.rows
    )
    columns = tuple(dict.fromkeys((*rows.columns, "price", *([old] if old else ()))))
    note = Finding(
        code="column-matched", severity="note", file=rows.source, place=f"column {sale}",
        found=f"taken for the slot 'price' in rows that have it beside {price}" + (", which is the old one" if old else ""),
        remedy=f'if it means something else: --column "{sale}=", or "columns" of the job',
    )  # fmt: skip
    return msgspec.structs.replace(
        rows,
        rows=made,
        columns=columns,
        findings=(*rows.findings, note),
        headings={"price": sale, **({old: price} if old else {})},
    )


def _check(chosen: Mapping[str, str], slots: Mapping[str, Slot], file: str) -> None:
    names = column_names(slots)
    wrong = [
        Finding(
            code="unknown-slot", file=file, place=f"columns.{column}", found=f"'{slot}'",
            expected="a slot of the template", remedy=did_you_mean(slot, names),
        )
        for column, slot in chosen.items()
        if slot and slot.partition(":")[0] not in names
    ]  # fmt: skip
    if wrong:
        raise DesignError(*wrong, usage=True)


def _lacking(rows: Rows, chosen: Mapping[str, str], file: str) -> Rows:
    """Told: headings that a mapping names and the table lacks, as those of last month's table."""
    lost = [
        Finding(
            code="unknown-column", severity="warning", file=file or rows.source, place=f"columns.{column}",
            found=f"no column '{column}' in {os.path.basename(rows.source)}", expected="a column of the table",
            remedy=did_you_mean(column, [name for name in rows.columns if name not in chosen]),
        )
        for column in chosen
        if column not in rows.columns
    ]  # fmt: skip
    return msgspec.structs.replace(rows, findings=(*rows.findings, *lost)) if lost else rows


# ── What a heading means ────────────────────────────────────────────────────────────────────────


def _slot(column: str, slots: Mapping[str, Slot], rank: int) -> str:
    """The slot that a heading means by its name (rank 1), its label (2), as a product feed's (3), without its unit (4)
    or by the word that people use (5)."""
    if column.startswith("_"):
        return ""
    bare = _bare(column)
    name, colon, lang = bare.rpartition(":")
    if not colon or not re.fullmatch(r"[a-z]{2}(-[A-Za-z]+)?", lang):
        name, colon, lang = bare, "", ""
    found = _meant(name, slots, rank)
    return f"{found}{colon}{lang}" if found else ""


def _meant(name: str, slots: Mapping[str, Slot], rank: int) -> str:
    if rank == 4:
        short = without_unit(name)
        found = next((found for r in (1, 2, 3) if short != name and (found := _meant(short, slots, r))), "")
        return found or _labelled(short, slots, bare=True)
    if rank == 5:
        return _called(without_unit(name), slots)
    return (_named, _labelled, _fed)[rank - 1](name, slots)


def _called(name: str, slots: Mapping[str, Slot]) -> str:
    for words, kind, names in WORDS:
        if folded_heading(name) in words:
            ours = [slot for slot, record in slots.items() if kind and record.type == kind]
            known = next((slot for slot in names if slot in slots), "")
            return known or (ours[0] if len(ours) == 1 else "")
    return ""


def _bare(column: str) -> str:
    """A heading without the signs of other programs: ``<<x>>``, ``@x`` (a picture), ``#x`` (a QR code), ``x.text``."""
    text = bare_heading(column)
    match = _PROPERTY.fullmatch(text)
    return match[1] if match and "[" not in text else text


def bare_heading(column: str) -> str:
    """A heading without the signs of other programs, a property after a dot left as it is."""
    text = column.strip().lstrip("'")
    match = _WRAPPED.fullmatch(text)
    if match:
        text = next(part for part in match.groups() if part)
    return text.strip().lstrip("@#").strip()


def _named(name: str, slots: Mapping[str, Slot]) -> str:
    return {folded_heading(slot): slot for slot in column_names(slots)}.get(folded_heading(name), "")


def _labelled(name: str, slots: Mapping[str, Slot], *, bare: bool = False) -> str:
    """The one slot with this label; ``bare``: its unit doesn't count."""
    same = [
        s
        for s, slot in slots.items()
        if folded_heading(name)
        in {folded_heading(without_unit(label) if bare else label) for label in slot.label.values()}
    ]
    return same[0] if len(same) == 1 else ""


def _fed(name: str, slots: Mapping[str, Slot]) -> str:
    return next((slot for slot in FEED.get(folded_heading(name), ()) if slot in slots), "")


def without_unit(column: str) -> str:
    """A heading without what follows a comma or stands in brackets: «Цена, руб.», "Price (USD)"."""
    return _UNIT.sub("", column)


def folded_heading(name: str) -> str:
    """A heading without what doesn't matter: case, spaces, ``_``, ``-``, marks at its ends."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return re.sub(r"[\s_\-]+", "_", text).strip("_*: ")


# ── Nested values ───────────────────────────────────────────────────────────────────────────────


def _nested(rows: Rows, slots: Mapping[str, Slot]) -> list[str]:
    """Columns of objects and lists that no slot takes."""
    names = set(column_names(slots))
    return [
        column
        for column in rows.columns
        if column not in names
        and not column.startswith("_")
        and any(isinstance(row.get(column), dict | list) for row in rows.rows)
    ]


def _spread(rows: Rows, nested: list[str]) -> Rows:
    """What is nested, as columns under its paths."""
    if not nested:
        return rows
    made: Packed[Mapping[str, Any]] = Packed()
    columns = dict.fromkeys(rows.columns)
    for row in rows.rows:
        cells = dict(row)
        for column in nested:
            if column in row:
                for path, value in _paths(column, row[column]):
                    cells.setdefault(path, value)
        columns.update(dict.fromkeys(cells))
        made.append(cells)
    return msgspec.structs.replace(rows, rows=made, columns=tuple(columns))


def _paths(column: str, value: Any) -> list[tuple[str, Any]]:
    """Paths to what isn\'t an object or list. Below ``modifications`` and the like paths start anew, and entries of
    lists that have a ``name`` go by it."""
    found = list(_walk("" if column in _HOLDERS else column, value, 0))
    return found[:_MOST]


def _walk(path: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and depth < _DEPTH:
        for key, inner in value.items():
            below = f"{path}.{key}" if path else "" if key in _HOLDERS else str(key)
            yield from _walk(below, inner, depth + 1)
    elif isinstance(value, list) and depth < _DEPTH:
        for number, inner in enumerate(value[:_MOST]):
            name = inner.get("name") if isinstance(inner, dict) else None
            if isinstance(name, str) and name:
                yield from _walk(
                    f"{path}.{name}" if path else name,
                    {k: v for k, v in inner.items() if k != "name"},
                    depth + 1,
                )
            else:
                yield from _walk(f"{path}[{number}]", inner, depth + 1)
    elif path and not isinstance(value, dict | list):
        yield path, value
