"""XLSX: the workbook's parts, read as a stream with limits, by no native parser.

A hostile sheet (one cell at XFD1048576, a merged range over everything, a bomb) costs nothing here: nothing is
allocated from what a file declares, and every part is cut off at its limit while it is inflated.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import msgspec

from designer_app.errors import DesignError, fail
from designer_app.production.data.books import Named, fill_merged, read_book
from designer_app.production.data.cell_pictures import put_pictures
from designer_app.production.data.grid import build_table
from designer_app.production.data.packages import BROKEN_ZIP, Package, part_name
from designer_app.production.data.records import FOUND_OUT, Reading, Table
from designer_app.production.data.xlsx_cells import CellStyles, read_styles
from designer_app.production.data.xlsx_pictures import picture_parts
from designer_app.production.data.xlsx_sheet import SheetReader, read_strings
from designer_app.production.data.xlsx_xml import XmlError, parse_part


def read_xlsx(data: bytes, file: str, how: Reading = FOUND_OUT) -> Table:
    """The sheet that ``read_book`` chooses. Raises ``DesignError``: ``bad-xlsx`` and those of ``build_table``."""
    return _read(data, file, how)[1]


def sheet_part(data: bytes, file: str, how: Reading = FOUND_OUT) -> str:
    """The name in the package of the sheet that ``read_xlsx`` reads. Raises ``DesignError`` like it."""
    return _read(data, file, how)[0]


def _read(data: bytes, file: str, how: Reading) -> tuple[str, Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(archive, file).read(how)
    except XmlError as fault:
        raise _bad(file, str(fault), fault.part) from None
    except BROKEN_ZIP as fault:
        raise _bad(file, str(fault) or "a broken archive") from None


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self.package = Package(archive)
        self.parts = self.package.parts
        self.inflated = self.package.inflated
        self.main = self._main_part()

    def read(self, how: Reading) -> tuple[str, Table]:
        """The sheet that is wanted: its part's name in the package, and its table."""
        sheets, epoch_1904 = self._sheets()
        styles = self._styles(epoch_1904)
        strings_part = self._related("/sharedStrings")
        strings = read_strings(self.inflated(strings_part), strings_part) if strings_part else []
        names = [Named(name, visible) for name, visible, _ in sheets]
        at, table = read_book(
            names, how.sheet, self.file, lambda at: self._table(sheets[at][2], strings, styles, how)
        )
        return self.parts[part_name(sheets[at][2])].filename, table

    def _table(self, part: str, strings: list[str], styles: CellStyles, how: Reading) -> Table:
        reader = SheetReader(strings, styles)
        parse_part(self.inflated(part), part, reader.start, reader.end, reader.text)
        fill_merged(reader.rows, reader.merged)
        pictures = put_pictures(
            reader.rows,
            lambda: picture_parts(self.package, part, reader.placed),
            self.package,
            self.file,
            how.header,
        )
        table = build_table(
            self.file, reader.rows, notes=reader.notes(self.file), ragged=False, how=how, looks=reader.looks
        )
        return msgspec.structs.replace(table, pictures=pictures) if pictures else table

    def _elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        """All start tags of a small part."""
        found: list[tuple[str, dict[str, str]]] = []
        parse_part(self.inflated(part), part, lambda name, attributes: found.append((name, attributes)))
        return found

    def _main_part(self) -> str:
        for name, attributes in self._elements("_rels/.rels") if "_rels/.rels" in self.parts else []:
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                return attributes.get("Target", "").lstrip("/")
        if "xl/workbook.xml" in self.parts:
            return "xl/workbook.xml"
        raise _bad(self.file, "no workbook inside", remedy="save it again as .xlsx")

    def _relations(self) -> dict[str, tuple[str, str]]:
        """Relation id → (type, part) of the workbook."""
        folder, _, name = self.main.rpartition("/")
        part = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        relations: dict[str, tuple[str, str]] = {}
        if part_name(part) not in self.parts:
            return relations
        for tag, attributes in self._elements(part):
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                relations[attributes.get("Id", "")] = (attributes.get("Type", ""), path)
        return relations

    def _related(self, kind: str) -> str:
        for type_, part in self._relations().values():
            if type_.endswith(kind) and part_name(part) in self.parts:
                return part
        return ""

    def _sheets(self) -> tuple[list[tuple[str, bool, str]], bool]:
        """(name, visible, part) in the workbook's order, and whether its days count from 1904."""
        relations = self._relations()
        sheets: list[tuple[str, bool, str]] = []
        epoch_1904 = False
        for tag, attributes in self._elements(self.main):
            if tag == "workbookPr":
                epoch_1904 = attributes.get("date1904", "") in ("1", "true")
            elif tag == "sheet":
                type_, part = relations.get(attributes.get("id", ""), ("", ""))
                if type_.endswith("/worksheet"):
                    visible = attributes.get("state", "visible") == "visible"
                    sheets.append((attributes.get("name", ""), visible, part))
        if not sheets:
            raise _bad(self.file, "no sheet inside", self.main)
        return sheets, epoch_1904

    def _styles(self, epoch_1904: bool) -> CellStyles:
        part = self._related("/styles")
        return read_styles(self._elements(part) if part else [], epoch_1904)


def _bad(
    file: str, found: Any, place: str = "", remedy: str = "open it in a spreadsheet program and save it again"
) -> DesignError:
    return fail(
        "bad-xlsx", file=file, place=place, found=str(found)[:160], expected="a sound .xlsx", remedy=remedy
    )
