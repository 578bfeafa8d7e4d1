"""Formats of numbers with words beside the figures: seen as in the sheet, counted as numbers."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from designer_app.design.slots import Slot
from designer_app.production.data import read_table
from designer_app.production.data.worded import Words, number_in, worded
from designer_app.production.headings import matched
from designer_app.production.rows import rows_of


@pytest.mark.parametrize(
    ("code", "number", "seen"),
    [
        ('0.0" кг"', 0.5, "0,5 кг"),
        ('0" шт."', 12, "12 шт."),
        ('#,##0" мл"', 1200, "1\u00a0200 мл"),
        ('#,##0.0#" ml"', 1200.5, "1,200.5 ml"),
        ('"от "0', 3, "от 3"),
        (r"0.00\ \k\g", 2.345, "2.35 kg"),
        ('General" pcs"', 7.25, "7.25 pcs"),
        ('[Red]0.##" м"_)', 3, "3 м"),
        ('"№ "0', 15, "№ 15"),
        ('0" г";-0" г"', 50, "50 г"),
    ],
)
def test_what_a_format_shows(code: str, number: float, seen: str) -> None:
    form = worded(code.split(";")[0])
    if "№" in code:
        assert form is None  # a sign, no word: the number alone
        return
    assert form is not None
    assert form.shown(number) == seen
    assert float(number_in(seen, {form.words}).replace(",", ".")) == pytest.approx(number, abs=0.006)


@pytest.mark.parametrize(
    "code", ["0.00", "#,##0", '0.0,," млн"', "# ?/?", "000-000", '0"–"0" г"', "0.00E+00", "@"]
)
def test_formats_without_words_of_their_own(code: str) -> None:
    assert worded(code) is None


def test_a_text_shows_the_words_and_a_number_counts_without(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for cells in (["id", "pack", "stock"], ["a", 0.5, 1200], ["b", 1.25, "нет"], ["c", None, 3]):
        made.active.append(cells)
    for row in (2, 3):
        made.active.cell(row, 2).number_format = '0.0#" кг"'
    for row in (2, 4):
        made.active.cell(row, 3).number_format = '#,##0" шт."'
    made.save(tmp_path / "book.xlsx")
    table = read_table(tmp_path / "book.xlsx")
    assert [row.cells["pack"] for row in table.rows] == ["0,5 кг", "1,25 кг", None]
    rows = matched(rows_of(table), {"pack": Slot(type="text"), "stock": Slot(type="number")})
    assert [row["pack"] for row in rows.rows] == ["0,5 кг", "1,25 кг", None]
    assert [row["stock"] for row in rows.rows] == ["1200", "нет", "3"]


def test_open_document_says_itself_what_it_shows(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    )
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [text.format("pack") + text.format("plain")]
    rows += [
        cell.format("0.5", "0,5 кг") + cell.format("1200", "1 200"),
        cell.format("2", "2 кг") + cell.format("1e9", "1E+9"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as archive:
        archive.writestr("content.xml", content)
    table = read_table(tmp_path / "book.ods")
    assert [row.cells["pack"] for row in table.rows] == ["0,5 кг", "2 кг"]
    assert [row.cells["plain"] for row in table.rows] == [1200, 10**9]
    assert table.words == {"pack": frozenset({Words("", " кг")})} or table.words == {
        "pack": frozenset({Words("", "кг")})
    }
