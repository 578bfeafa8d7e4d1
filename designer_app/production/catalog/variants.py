"""Rows that are one product: the same name in several sizes or colours becomes one cell with a small table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.headings import folded_heading
from designer_app.production.rows import Rows
from designer_app.production.where import number_of

SLOT = "variants"  # the list of a product template: words, price, article
WORDS = "variant"  # the column that says which of them a row is
_TRAITS = frozenset(  # of a feed without that column: what products of one group differ in
    [
        "color",
        "colour",
        "цвет",
        "size",
        "размер",
        "material",
        "материал",
        "pattern",
        "рисунок",
        "volume",
        "объем",
    ]
)


def folded(rows: Rows, column: str) -> Rows:
    """Rows with the same words in ``column`` as one, where the first of them stands and by its key; what it lacks is
    taken from the others. Its ``variants`` are all of them (by the column ``variant``, else by what they differ in: colour, size), its price is the lowest, ``several`` says that there are others.
    """
    homes: dict[str, list[int]] = {}
    for i, row in enumerate(rows.rows):
        words = cell_text(row.get(column)).strip()
        homes.setdefault(words.casefold() if words else f"\0{i}", []).append(i)
    firsts = rows.at([places[0] for places in homes.values()])
    return msgspec.structs.replace(
        firsts,
        rows=tuple(_product([rows.rows[i] for i in places]) for places in homes.values()),
        faults=tuple(tuple(f for i in places for f in rows.faults[i]) for places in homes.values()),
    )


def _product(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    if len(rows) == 1:
        return rows[0]
    heads = dict.fromkeys(head for row in rows for head in row)
    whole = {head: next((row[head] for row in rows if not is_blank(row.get(head))), "") for head in heads}
    prices = [(number, row["price"]) for row in rows if (number := number_of(row.get("price"))) is not None]
    if prices:
        whole["price"] = min(prices, key=lambda price: price[0])[1]
        whole["several"] = "yes" if len({number for number, _ in prices}) > 1 else "no"
        cheapest = next(row for row in rows if row.get("price") == whole["price"])
        whole["old_price"] = cheapest.get("old_price", "")
    apart = _apart(rows)
    whole[SLOT] = [
        {
            "words": cell_text(row.get(WORDS)).strip() or _words(row, apart) or cell_text(row.get("name")), "price": row.get("price", ""),
            "article": cell_text(row.get("article")),
        }
        for row in rows
    ]  # fmt: skip
    return whole


def _apart(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The columns of colour, size and the like in which rows differ."""
    heads = [head for head in rows[0] if folded_heading(head) in _TRAITS]
    return [head for head in heads if len({cell_text(row.get(head)).strip() for row in rows}) > 1]


def _words(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    return " · ".join(text for head in columns if (text := cell_text(row.get(head)).strip()))
