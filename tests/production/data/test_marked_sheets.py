"""Tables that are named like workbooks and are pages, texts or XML; and files that are no tables at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.errors import DesignError
from designer_app.production.data import Table, read_table
from designer_app.production.data.lines_apart import GROUP

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><style>td{{}}</style></head><body>
<table><tr><td>Меню</td></tr></table>
<table border=1><tr><th>Артикул<th>Товар<th>Цена<th>Фото</tr>
<tr><td colspan="4"><b>Чай</b></td></tr>
<tr><td>А-1<td>Улун &laquo;Инь&raquo;<br>50&nbsp;г<td rowspan=2>690,00<td><img src="img/u.jpg"></tr>
<tr><td>А-2</td><td> Пуэр <table><tr><td>шу</td></tr></table></td><td></td></tr>
<tr><td></td></tr>
</table></body></html>"""
BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Лист1"><Table>
<Row><Cell><Data ss:Type="String">id</Data></Cell><Cell><Data ss:Type="String">name</Data></Cell><Cell><Data ss:Type="String">day</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="Number">7</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2026-11-26T00:00:00.000</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">0.5</Data></Cell><Cell><Data ss:Type="String">Tea <B>green</B></Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def read(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Table:
    (folder / name).write_bytes(text.encode(encoding))
    return read_table(folder / name)


@pytest.mark.parametrize(
    ("name", "charset"),
    [("a.xls", "windows-1251"), ("a.html", "utf-8"), ("a.csv", "utf-8"), ("a.xls", "utf-16")],
)
def test_a_page_is_read_like_a_sheet(tmp_path: Path, name: str, charset: str) -> None:
    table = read(tmp_path, name, PAGE.format(charset=charset), charset)
    assert table.columns == ("Артикул", "Товар", "Цена", "Фото", GROUP)
    assert [list(row.cells.values()) for row in table.rows] == [
        ["А-1", "Улун «Инь»\n50\u00a0г", "690,00", "img/u.jpg", "Чай"],
        ["А-2", "Пуэр шу", "690,00", None, "Чай"],
    ]
    assert ("table-named-otherwise" in [note.code for note in table.notes]) is (name != "a.html")


def test_a_text_named_xls_is_read_as_a_text(tmp_path: Path) -> None:
    table = read(tmp_path, "a.xls", "Артикул\tТовар\nА-1\tУлун\nА-2\tПуэр\n", "utf-16")
    assert [row.cells["Товар"] for row in table.rows] == ["Улун", "Пуэр"]
    assert [note.code for note in table.notes] == ["table-named-otherwise"]


@pytest.mark.parametrize(("name", "encoding"), [("a.xls", "utf-8"), ("a.xml", "utf-8"), ("a.xls", "utf-16")])
def test_excels_xml_of_2003(tmp_path: Path, name: str, encoding: str) -> None:
    table = read(tmp_path, name, BOOK, encoding)
    assert [row.cells["id"] for row in table.rows] == [7, 0.5]
    assert [row.line for row in table.rows] == [4, 5]
    assert str(table.rows[0].cells["day"]) == "2026-11-26"
    assert table.rows[1].cells["name"] == "Tea green"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "unknown-table"),
        ("a.csv", b"%PDF-1.7", "unknown-table"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(50), "unknown-table"),
        ("a.xls", b"only words", "bad-xlsx"),
        ("a.html", b"<html><p>no table</p>", "bad-html"),
        ("a.html", b"<table><tr>" + b"<td colspan=999 rowspan=999>x" * 9999, "bad-html"),
        ("a.xls", b"<table><tr><td>a<td>b</tr></table>", "empty-table"),
        ("a.xls", BOOK[:500].encode(), "bad-xml"),
    ],
)
def test_what_is_no_table_is_one_line(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DesignError) as caught:
        read_table(tmp_path / name)
    assert [finding.code for finding in caught.value.findings] == [told]
