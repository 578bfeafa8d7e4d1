"""Amounts whose currency stands elsewhere: in the heading (``Price, USD``) or in a column of its own (``currencyId``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.money import currency_named, sign_of
from designer_app.design.slots import Slot
from designer_app.production.packed import Packed
from designer_app.production.rows import Rows

_OWN = frozenset(["currency", "currencyid", "currency_id", "currency_code", "валюта"])
_UNIT = re.compile(r"[,(\[]\s*([^,()\[\]]+?)\s*[)\]]?\s*$")  # «Цена, руб.», "Price (USD)"
_BARE = re.compile(r"[-−+]?\d[\d\s.,'’]*")  # an amount that names no currency


def with_currencies(rows: Rows, slots: Mapping[str, Slot]) -> Rows:
    """Rows whose bare amounts in columns of money name the currency that the heading or the row says."""
    own = next((column for column in rows.columns if column.casefold() in _OWN and column not in slots), "")
    said = {
        name: currency_named(unit[1])
        for name, slot in slots.items()
        if slot.type == "money" and name in rows.columns
        for unit in (_UNIT.search(rows.headings.get(name, name).rstrip("* ")),)
        if unit is not None
    }
    names = [name for name, slot in slots.items() if slot.type == "money" and (own or said.get(name))]
    if not names:
        return rows
    made: Packed[Mapping[str, Any]] = Packed()
    for row in rows.rows:
        code = currency_named(str(row.get(own) or "")) if own else ""
        cells = {name: _named(row.get(name), code or said.get(name, "")) for name in names if name in row}
        made.append({**row, **cells})
    return msgspec.structs.replace(rows, rows=made)


def _named(cell: Any, code: str) -> Any:
    if not code or isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float) or (isinstance(cell, str) and _BARE.fullmatch(cell.strip())):
        sign = sign_of(code)
        return f"{str(cell).strip()} {sign if currency_named(sign) == code else code}"
    return cell
