"""What the cells of .xls and .xlsb show by their formats, which calamine doesn't tell: percentages, money, codes.

.xls by xlrd; .xlsb by the records of its parts ([MS-XLSB] 2.1.4: type, length, body), of which only formats and the cells'
numbers of them are read. Runs in the child that reads these files.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from designer_app.production.data.packages import Package
from designer_app.production.data.records import MAX_COLUMNS
from designer_app.production.data.xlsx_cells import Look, look_of_number

Cells = Mapping[tuple[int, int], Look]  # of (row, column), from 0; cells that look plain are left out


class Seen(NamedTuple):
    """The looks of a sheet's cells, how many rows are hidden, and which columns, from 0."""

    cells: Cells
    rows: int = 0
    columns: frozenset[int] = frozenset()


_FORMAT, _CELL_FORMATS, _CELL_FORMATS_END, _CELL_FORMAT = 44, 617, 618, 47
_SHEET, _ROW, _COLUMN, _CELLS = 156, 0, 60, range(1, 12)
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x01  # fDyZero (2.4.737), fHidden (2.4.324)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def xls_looks(data: bytes, sheet: str) -> Seen:
    """Those of a sheet of an old workbook. Raises what xlrd raises for a broken one."""
    import xlrd

    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=nowhere)
        page = book.sheet_by_name(sheet)
    known: dict[int, Look] = {}
    found: dict[tuple[int, int], Look] = {}
    for row in range(page.nrows):
        for column, kind in enumerate(page.row_types(row)):
            if kind == xlrd.XL_CELL_NUMBER:
                index = page.cell_xf_index(row, column)
                if index not in known:
                    key = book.xf_list[index].format_key
                    known[index] = look_of_number(key, book.format_map[key].format_str)
                if known[index] != Look():
                    found[row, column] = known[index]
    hidden = frozenset(at for at, one in page.colinfo_map.items() if one.hidden)
    return Seen(found, sum(bool(one.hidden) for one in page.rowinfo_map.values()), hidden)


def xlsb_looks(data: bytes, sheet: str) -> Seen:
    """Those of a sheet of a binary workbook. Raises ``XmlError``, ``struct.error``, ``KeyError`` for a broken one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        part = _sheet_part(package, sheet)
        looks = _cell_looks(package)
        found: dict[tuple[int, int], Look] = {}
        hidden: set[int] = set()
        row = rows = 0
        for kind, body in _records(package, part):
            if kind == _ROW:
                row = struct.unpack_from("<I", body)[0]
                rows += len(body) > 11 and bool(body[11] & _ROW_HIDDEN)
            elif kind == _COLUMN:
                first, last = struct.unpack_from("<II", body)
                if len(body) > 16 and body[16] & _COLUMN_HIDDEN:
                    hidden.update(range(first, min(last + 1, MAX_COLUMNS)))
            elif kind in _CELLS:
                column, style = struct.unpack_from("<II", body)
                style &= 0xFFFFFF
                if style < len(looks) and looks[style] != Look():
                    found[row, column] = looks[style]
        return Seen(found, rows, frozenset(hidden))


def _sheet_part(package: Package, wanted: str) -> str:
    for kind, body in _records(package, "xl/workbook.bin"):
        if kind == _SHEET:
            relation, at = _wide(body, 8)
            name, _ = _wide(body, at)
            if name == wanted:
                relations = ElementTree.fromstring(b"".join(package.inflated("xl/_rels/workbook.bin.rels")))
                targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(_RELATION)}
                target = targets[relation]
                return target if target.startswith("/") else f"xl/{target}"
    raise KeyError(wanted)


def _cell_looks(package: Package) -> list[Look]:
    codes: dict[int, str] = {}
    looks: list[Look] = []
    inside = False
    if "xl/styles.bin" not in package.parts:
        return looks
    for kind, body in _records(package, "xl/styles.bin"):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        elif kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            inside = kind == _CELL_FORMATS
        elif kind == _CELL_FORMAT and inside:
            number = struct.unpack_from("<H", body, 2)[0]
            looks.append(look_of_number(number, codes.get(number)))
    return looks


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A text of 16-bit characters with its length before it, and the place behind it."""
    end = at + 4 + 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : end].decode("utf-16-le"), end


def _records(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    data = b"".join(package.inflated(part))
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | data[at] << 7
            at += 1
        length = shift = 0
        while shift < 28:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length
