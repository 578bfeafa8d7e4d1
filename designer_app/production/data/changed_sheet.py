"""Cells of a workbook: their elements in the sheet's XML are written anew, every other part is copied as it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from designer_app.production.data.records import Reading, Table, not_writable
from designer_app.production.data.xlsx import sheet_part
from designer_app.production.data.xlsx_sheet import column_letters

if TYPE_CHECKING:
    from designer_app.production.data.changing import Change

_ROW = re.compile(r"<(?P<p>\w+:)?row\b(?P<a>[^>]*?)(?P<end>/>|>(?P<in>.*?)</(?P=p)?row>)", re.DOTALL)
_CELL = re.compile(r"<(?P<p>\w+:)?c\b(?P<a>[^>]*?)(?:/>|>(?P<in>.*?)</(?:\w+:)?c>)", re.DOTALL)
_AMOUNT = re.compile(r"(-?\d+(?:[.,]\d+)?)(?:\s?(?:[$€£₽¥₴₸₺]|[A-Z]{3}|руб\.?|р\.))?")
_UNSAID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")


def changed_sheet(data: bytes, table: Table, changes: Sequence[Change], how: Reading) -> bytes:
    """The workbook with the cells changed; formats of cells stay. Raises ``DesignError`` (``table-not-writable``)."""

    part = sheet_part(data, table.source, how)
    rows: dict[int, dict[int, str]] = {}
    for change in changes:
        rows.setdefault(change.row.line, {})[table.at[change.column]] = change.text
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                try:
                    text = content.decode("utf-8")
                except UnicodeDecodeError:
                    raise not_writable(table.source, "a sheet that isn't in UTF-8") from None
                content = _sheet(text, rows, table.source).encode("utf-8")
            new.writestr(entry, content, compress_type=entry.compress_type)
    return out.getvalue()


def _sheet(text: str, rows: dict[int, dict[int, str]], file: str) -> str:

    left = dict(rows)

    def row(found: re.Match[str]) -> str:
        number = re.search(r'\br="(\d+)"', found["a"])
        cells = left.pop(int(number[1]), None) if number else None
        if cells is None:
            return found[0]
        prefix, inner = found["p"] or "", found["in"] or ""
        for at in sorted(cells):
            inner = _put(inner, prefix, f"{column_letters(at)}{number[1] if number else ''}", cells[at], file)
        return f"<{prefix}row{found['a'].rstrip('/')}>{inner}</{prefix}row>"

    made = _ROW.sub(row, text)
    if left:
        raise not_writable(file, "rows without numbers of their own")
    return made


def _put(row: str, prefix: str, reference: str, text: str, file: str) -> str:
    """The inside of a row with one cell changed, or put in where it belongs."""
    for found in _CELL.finditer(row):
        here = re.search(r'\br="([A-Z]+)(\d+)"', found["a"])
        if here is None:
            raise not_writable(file, "cells without references of their own")
        if here[1] + here[2] == reference:
            if re.search(r"<(\w+:)?f\b", found["in"] or ""):
                raise not_writable(file, f"a formula in {reference}")
            style = re.search(r'\bs="\d+"', found["a"])
            kind = re.search(r'\bt="(\w+)"', found["a"])
            number = kind is None or kind[1] == "n"
            return (
                row[: found.start()]
                + _cell(prefix, reference, style[0] if style else "", text, number)
                + row[found.end() :]
            )
        if _order(here[1]) > _order(re.sub(r"\d", "", reference)):
            return row[: found.start()] + _cell(prefix, reference, "", text, False) + row[found.start() :]
    return row + _cell(prefix, reference, "", text, False)


def _cell(prefix: str, reference: str, style: str, text: str, number: bool) -> str:
    head = f'<{prefix}c r="{reference}"' + (f" {style}" if style else "")
    if not text:
        return head + "/>"
    amount = _AMOUNT.fullmatch(text) if number else None
    if amount:  # the currency is its format's
        return f"{head}><{prefix}v>{amount[1].replace(',', '.')}</{prefix}v></{prefix}c>"
    told = escape(_UNSAID.sub(lambda m: f"_x{ord(m[0]):04X}_", text))
    return f'{head} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{told}</{prefix}t></{prefix}is></{prefix}c>'


def _order(letters: str) -> tuple[int, str]:
    return len(letters), letters
