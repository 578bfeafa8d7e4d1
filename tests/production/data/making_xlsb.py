"""A binary workbook ([MS-XLSB] 2.1.4: records of type, length, body) with texts and numbers, for tests."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(
    rows: Sequence[Sequence[str | float | None]], name: str = "Лист", formats: Sequence[str] = ()
) -> bytes:
    """``formats`` are those of the columns' numbers, "" = general."""
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(0x81) + _record(0x94, size) + _record(0x91)
    for number, cells in enumerate(rows):
        sheet += _record(0x00, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        for column, cell in enumerate(cells):
            style = column + 1 if column < len(formats) and not isinstance(cell, str) else 0
            head = struct.pack("<II", column, style)
            if isinstance(cell, str):
                sheet += _record(0x06, head + _wide(cell))
            elif cell is not None:
                sheet += _record(0x05, head + struct.pack("<d", cell))
    sheet += _record(0x92) + _record(0x82)
    listed = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name)
    book = (
        _record(0x83)
        + _record(0x8F)
        + _record(0x9C, listed)
        + _record(0x90)
        + _record(0x9D, bytes(26))
        + _record(0x84)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": _related("officeDocument", "xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": _related("worksheet", "worksheets/sheet1.bin"),
        "xl/workbook.bin": book,
        "xl/worksheets/sheet1.bin": sheet,
    }
    if formats:
        parts["xl/styles.bin"] = _styles(formats)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return out.getvalue()


def _styles(formats: Sequence[str]) -> bytes:
    """A format of its own for each, and the cells' formats that name them, the first a general one."""
    codes = [_record(44, struct.pack("<H", 164 + n) + _wide(code)) for n, code in enumerate(formats) if code]
    cells = [
        struct.pack("<HHHHHHHH", 0, 164 + n if code else 0, 0, 0, 0, 0, 0, 0)
        for n, code in enumerate(formats)
    ]
    listed = [bytes(16), *cells]
    return b"".join(
        [
            _record(278), _record(615, struct.pack("<I", len(codes))), *codes, _record(616),
            _record(626, struct.pack("<I", 1)), _record(47, bytes(16)), _record(627),
            _record(617, struct.pack("<I", len(listed))), *[_record(47, one) for one in listed], _record(618), _record(279),
        ]
    )  # fmt: skip


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + _variable(len(body)) + body


def _variable(number: int) -> bytes:
    out = b""
    while True:
        number, low = number >> 7, number & 0x7F
        out += bytes([low | (0x80 if number else 0)])
        if not number:
            return out


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _related(kind: str, target: str) -> bytes:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'.encode()
