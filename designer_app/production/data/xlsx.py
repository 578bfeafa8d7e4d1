"""XLSX: the workbook's parts, read as a stream with limits, by no native parser.

A hostile sheet (one cell at XFD1048576, a merged range over everything, a bomb) costs nothing here: nothing is
allocated from what a file declares, and every part is cut off at its limit while it is inflated.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import msgspec

from designer_app.errors import DesignError, did_you_mean, fail
from designer_app.production.data.cell_pictures import put_pictures
from designer_app.production.data.grid import build_table, sheet_note
from designer_app.production.data.packages import BROKEN_ZIP, Package, part_name
from designer_app.production.data.records import Table
from designer_app.production.data.xlsx_cells import CellStyles, read_styles
from designer_app.production.data.xlsx_pictures import picture_parts
from designer_app.production.data.xlsx_sheet import SheetReader, read_strings
from designer_app.production.data.xlsx_xml import XmlError, parse_part


def read_xlsx(data: bytes, file: str, sheet: str = "") -> Table:
    """The first visible sheet, or the one named. Raises ``DesignError``: ``bad-xlsx`` and those of ``build_table``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(archive, file).table(sheet)
    except XmlError as fault:
        raise _bad(file, str(fault), fault.part) from None
    except BROKEN_ZIP as fault:
        raise _bad(file, str(fault) or "a broken archive") from None


def sheet_part(data: bytes, file: str, sheet: str = "") -> str:
    """The name in the package of the sheet that ``read_xlsx`` reads. Raises ``DesignError`` like it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = _Workbook(archive, file)
            return book.parts[part_name(book.chosen(sheet))].filename
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

    def chosen(self, wanted: str) -> str:
        """The part of the sheet that is wanted."""
        return self._chosen(self._sheets()[0], wanted)[1]

    def table(self, wanted: str) -> Table:
        sheets, epoch_1904 = self._sheets()
        name, part = self._chosen(sheets, wanted)
        styles = self._styles(epoch_1904)
        strings_part = self._related("/sharedStrings")
        strings = read_strings(self.inflated(strings_part), strings_part) if strings_part else []
        reader = SheetReader(strings, styles)
        parse_part(self.inflated(part), part, reader.start, reader.end, reader.text)
        pictures = put_pictures(
            reader.rows, lambda: picture_parts(self.package, part, reader.placed), self.package
        )
        notes = reader.notes(self.file)
        seen = [name for name, visible, _ in sheets if visible]
        if not wanted and len(seen) > 1:
            notes.insert(0, sheet_note(self.file, name, seen))
        table = build_table(self.file, reader.rows, notes=notes, ragged=False)
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

    def _chosen(self, sheets: list[tuple[str, bool, str]], wanted: str) -> tuple[str, str]:
        for name, visible, part in sheets:
            if name == wanted or (not wanted and visible):
                return name, part
        if not wanted:
            return sheets[0][0], sheets[0][2]
        names = [name for name, _, _ in sheets]
        error = fail(
            "unknown-sheet",
            file=self.file,
            found=f"'{wanted}'",
            expected="a sheet of the workbook",
            remedy=did_you_mean(wanted, names),
        )
        raise DesignError(*error.findings, usage=True)

    def _styles(self, epoch_1904: bool) -> CellStyles:
        part = self._related("/styles")
        return read_styles(self._elements(part) if part else [], epoch_1904)


def _bad(
    file: str, found: Any, place: str = "", remedy: str = "open it in a spreadsheet program and save it again"
) -> DesignError:
    return fail(
        "bad-xlsx", file=file, place=place, found=str(found)[:160], expected="a sound .xlsx", remedy=remedy
    )
