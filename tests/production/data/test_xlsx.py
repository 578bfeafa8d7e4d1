"""Workbooks: values as a person sees them, hostile files, and agreement with another reader."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from designer_app.errors import DesignError
from designer_app.production.data import Table, read_table
from designer_app.production.data.xlsx_cells import kind_of_format

HEAD = '<?xml version="1.0"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
TITLES = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row>'


def saved(folder: Path, book: openpyxl.Workbook) -> Table:
    book.save(folder / "book.xlsx")
    return read_table(folder / "book.xlsx")


def book(*rows: list[Any]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return made


def handmade(folder: Path, sheet: str, **parts: str) -> Path:
    """A workbook whose first sheet is exactly this XML; ``parts`` replace or add others."""
    source = io.BytesIO()
    book(["x"]).save(source)
    path = folder / "hand.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = sheet.encode()
            new.writestr(name, parts.pop(name, None) or content)
        for name, text in parts.items():
            new.writestr(name, text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(DesignError) as caught:
        read_table(path)
    assert len(caught.value.findings) == 1
    return caught.value.findings[0].line()


def test_values_are_what_a_person_sees(tmp_path: Path) -> None:
    made = book(["id", "text", "price", "off", "day", "at", "open", "yes", "sum"])
    made.active.append(
        [
            123.0,
            "Кофе\n«Медь»",
            1990.5,
            -0.3,
            datetime.date(2026, 11, 12),
            datetime.datetime(2026, 11, 12, 19, 30),
            datetime.time(9, 5),
            True,
            0.1 + 0.2,
        ]
    )
    made.active["D2"].number_format = "0%"
    made.active["E2"].number_format = 'd mmmm yyyy" г."'
    row = saved(tmp_path, made).rows[0]
    assert list(row.cells.values()) == [
        123,
        "Кофе\n«Медь»",
        1990.5,
        "-30%",
        datetime.date(2026, 11, 12),
        datetime.datetime(2026, 11, 12, 19, 30),
        "09:05",
        True,
        0.3,
    ]
    assert next(type(cell).__name__ for cell in row.cells.values()) == "int"
    assert (row.number, row.line, row.faults) == (1, 2, ())


def test_blank_rows_and_cells(tmp_path: Path) -> None:
    found = saved(tmp_path, book([None], ["a", "b", "c"], [], [1, None, 3], [" "], [None, 2]))
    assert [(row.number, row.line) for row in found.rows] == [(1, 4), (2, 6)]
    assert found.rows[0].cells == {"a": 1, "b": None, "c": 3}
    assert found.rows[1].cells == {"a": None, "b": 2, "c": None}
    assert found.notes == ()


def test_errors_and_unsaved_formulas_fail_their_row_alone(tmp_path: Path) -> None:
    made = book(["a", "b"], [1, "#N/A"], [2, "=1+1"], [3, 4])
    made.active["B2"].data_type = "e"
    found = saved(tmp_path, made)
    assert [[(f.code, f.place) for f in row.faults] for row in found.rows] == [
        [("bad-cell", "row 1 (line 2), column b")],
        [("bad-cell", "row 2 (line 3), column b")],
        [],
    ]
    assert "save" in found.rows[1].faults[0].remedy


def test_the_first_visible_sheet_is_read_and_others_named(tmp_path: Path) -> None:
    made = book(["hidden"], [1])
    made.active.sheet_state = "hidden"
    for title in ("Цены", "Архив"):
        made.create_sheet(title).append([title])
        made[title].append(["x"])
    made.active = 1
    found = saved(tmp_path, made)
    assert found.columns == ("Цены",)
    assert "'Архив'" in found.notes[0].found
    assert read_table(tmp_path / "book.xlsx", sheet="Архив").columns == ("Архив",)
    with pytest.raises(DesignError, match="did you mean 'Архив'"):
        read_table(tmp_path / "book.xlsx", sheet="Архыв")


def test_merged_cells_and_hidden_rows_are_reported(tmp_path: Path) -> None:
    made = book(["a", "b"], [1, 2], [3, 4])
    made.active.merge_cells("A2:A3")
    made.active.row_dimensions[3].hidden = True
    found = saved(tmp_path, made)
    assert [note.code for note in found.notes] == ["merged-cells", "hidden-rows"]
    assert found.notes[0].place == "A2:A3"
    assert [row.cells["a"] for row in found.rows] == [1, 1]


def test_headings_of_two_lines_with_merged_cells(tmp_path: Path) -> None:
    made = book(
        ["Прайс-лист"], [], ["Артикул", "Цена", None, "Фото"], [None, "розница", "опт", None], ["А1", 100, 90, "a.jpg"],
        ["А2", 200, 180, "b.jpg"], ["Итого", 300, 270],
    )  # fmt: skip
    for merged in ("A1:D1", "A3:A4", "B3:C3", "D3:D4"):
        made.active.merge_cells(merged)
    found = saved(tmp_path, made)
    assert found.columns == ("Артикул", "Цена, розница", "Цена, опт", "Фото")
    assert [list(row.cells.values()) for row in found.rows] == [
        ["А1", 100, 90, "a.jpg"],
        ["А2", 200, 180, "b.jpg"],
    ]
    assert [note.code for note in found.notes] == ["merged-cells", "title-row", "total-row"]


def test_money_and_codes_by_their_formats(tmp_path: Path) -> None:
    made = book(["rouble", "euro", "dollar", "code", "plain"], [1299, 12.345, 0.5, 42, 42])
    for cell, look in zip(
        "ABCD", ('#,##0.00" ₽"', "[$€-407] #,##0.00", '"$"#,##0.00', "000000"), strict=True
    ):
        made.active[f"{cell}2"].number_format = look
    assert list(saved(tmp_path, made).rows[0].cells.values()) == ["1299 ₽", "12.35 €", "0.50 $", "000042", 42]


def test_a_sheet_without_a_table_is_passed_over(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Инструкция"
    made.active["A1"] = "Заполните лист «Товары»"
    made.active["A2"] = "и сохраните"
    sheet = made.create_sheet("Товары")
    for line in (["id", "name"], [1, "a"]):
        sheet.append(line)
    found = saved(tmp_path, made)
    assert found.columns == ("id", "name")
    assert "'Товары' was read, not 'Инструкция'" in found.notes[0].found
    for wish in ("инструкция", "1"):
        assert read_table(tmp_path / "book.xlsx", sheet=wish).columns == ("Заполните лист «Товары»",)


def test_duplicate_columns_and_empty_sheets(tmp_path: Path) -> None:
    assert saved(tmp_path, book(["a", "a"], [1, 2])).rows[0].cells == {"a": 1, "a (2)": 2}
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    assert "empty-table" in refusal(tmp_path / "b.xlsx")


def test_rich_strings_prefixes_escapes_and_cells_without_references(tmp_path: Path) -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>me</x:t></x:r>'
        '<x:rPh sb="0" eb="1"><x:t>hint</x:t></x:rPh></x:is></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row>'
        '<x:row><x:c t="inlineStr"><x:is><x:t>a_x000A_b</x:t></x:is></x:c><x:c t="d"><x:v>2026-11-12T00:00:00</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    found = read_table(handmade(tmp_path, sheet))
    assert found.columns == ("name", "b")
    assert found.rows[0].cells == {"name": "a\nb", "b": datetime.date(2026, 11, 12)}


def test_a_declared_or_merged_range_over_everything_costs_nothing(tmp_path: Path) -> None:
    sheet = (
        f'{HEAD}<dimension ref="A1:XFD1048576"/><sheetData>{TITLES}'
        '<row r="1048576"><c r="A1048576"><v>7</v></c><c r="XFD1048576" s="0"/></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    found = read_table(handmade(tmp_path, sheet))
    assert [(row.number, row.line, row.cells) for row in found.rows] == [
        (1, 1048576, {"id": 7, "name": None})
    ]
    assert found.notes[0].code == "merged-cells"


def test_a_value_in_the_last_column_is_refused(tmp_path: Path) -> None:
    sheet = f'{HEAD}<sheetData>{TITLES}<row r="2"><c r="XFD2"><v>7</v></c></row></sheetData></worksheet>'
    assert "column 16384" in refusal(handmade(tmp_path, sheet))


def test_rows_that_only_hold_gaps_are_counted(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="ALL{n}"><v>1</v></c></row>' for n in range(2, 4000))
    assert "cells" in refusal(handmade(tmp_path, f"{HEAD}<sheetData>{TITLES}{rows}</sheetData></worksheet>"))


@pytest.mark.parametrize(
    "sheet",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>' + HEAD.partition("\n")[2] + "&a;</worksheet>",
        HEAD + "<a>" * 200 + "</a>" * 200 + "</worksheet>",
        HEAD + "<sheetData>",
        "",
        HEAD + f'<sheetData>{TITLES}<row r="2"><c r="A2"><v>&nope;</v></c></row></sheetData></worksheet>',
    ],
)
def test_broken_and_hostile_xml(tmp_path: Path, sheet: str) -> None:
    assert "bad-xlsx" in refusal(handmade(tmp_path, sheet))


@pytest.mark.parametrize(
    "cell", ['t="s"><v>99</v>', 't="s"><v>-1</v>', "><v>ten</v>", "><v>1e999</v>", 't="d"><v>soon</v>']
)
def test_a_broken_cell_fails_its_row_alone(tmp_path: Path, cell: str) -> None:
    sheet = f'{HEAD}<sheetData>{TITLES}<row r="2"><c r="A2" {cell}</c></row><row r="3"><c r="A3"><v>1</v></c></row></sheetData></worksheet>'
    found = read_table(handmade(tmp_path, sheet))
    assert [[fault.code for fault in row.faults] for row in found.rows] == [["bad-cell"], []]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    sheet = f"{HEAD}<sheetData>{TITLES}" + " " * 40_000_000 + "</sheetData></worksheet>"
    assert "inflates" in refusal(handmade(tmp_path, sheet))


def test_a_part_is_cut_off_at_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designer_app.production.data.packages._PART_LIMIT", 1_000_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * n}</v></c></row>' for n in range(2, 30_000))
    assert "when inflated" in refusal(
        handmade(tmp_path, f"{HEAD}<sheetData>{TITLES}{rows}</sheetData></worksheet>")
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"not a zip at all"])
def test_what_is_no_zip(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "bad-xlsx" in refusal(path)


def test_a_zip_without_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("../../evil.txt", "x")
    assert "no workbook" in refusal(tmp_path / "a.xlsx")
    assert not (tmp_path.parent.parent / "evil.txt").exists()


def test_mutated_workbooks_give_a_table_or_our_error(tmp_path: Path) -> None:
    book(["id", "text"], [1, "a"], [2, "b"]).save(tmp_path / "seed.xlsx")
    seed = (tmp_path / "seed.xlsx").read_bytes()
    chance = random.Random(7)
    path = tmp_path / "mutant.xlsx"
    tables = 0
    for _ in range(400):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice([len(data), len(data), chance.randrange(len(data))])])
        with contextlib.suppress(DesignError):
            read_table(path)
            tables += 1
    assert tables


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0%", "percent"),
        ("0.00%;[Red]-0.00%", "percent"),
        ("dd.mm.yyyy", "date"),
        ("[$-419]d mmmm yyyy", "date"),
        ("h:mm", "time"),
        ("[h]:mm", "time"),
        ('0.00" дн."', "number"),
        ('#,##0.00\\ "₽"', "number"),
        ("General", "number"),
        ("mmm", "date"),
        ("@", "number"),
        ("[Red]0", "number"),
        ('"день" d', "date"),
        ("yyyy-mm-dd hh:mm", "date"),
    ],
)
def test_kinds_of_formats(code: str, kind: str) -> None:
    assert kind_of_format(code) == kind


def test_another_reader_agrees(tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    chance = random.Random(3)
    made = openpyxl.Workbook()
    for number in range(60):
        made.active.append(
            [f"h{c}" for c in range(6)]
            if not number
            else [
                chance.choice([None, chance.randint(-(10**6), 10**9), round(chance.uniform(-9, 9), 6)]),
                chance.choice(["текст", "x" * 50, " пробелы ", 'a "b" <&>', "two\nlines", None]),
                chance.choice([True, False, None]),
                datetime.date(2026, 1, 1) + datetime.timedelta(days=chance.randrange(900)),
                datetime.datetime(2026, 1, 1) + datetime.timedelta(minutes=chance.randrange(1, 10**6)),
                number,
            ]
        )
    found = saved(tmp_path, made)
    theirs = calamine.load_workbook(str(tmp_path / "book.xlsx")).get_sheet_by_index(0).to_python()
    midnight = datetime.time()
    for row, other in zip(found.rows, theirs[1:], strict=True):
        for mine, cell in zip(row.cells.values(), other, strict=True):
            plain = cell.date() if isinstance(cell, datetime.datetime) and cell.time() == midnight else cell
            assert mine == (None if plain == "" else plain)
