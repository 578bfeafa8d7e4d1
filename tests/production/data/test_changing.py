"""Cells written back: the change is there, and nothing else in the file is another."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.errors import DesignError
from designer_app.production.data.changing import Change, changed
from designer_app.production.data.reading import parse_table


def edit(data: bytes, name: str, row: int, column: str, text: str) -> bytes:
    table = parse_table(data, Path(name))
    return changed(data, table, [Change(table.rows[row], column, text)])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.csv", "_key;цена;x\r\n1;10 ;a\r\n\r\n2;\"20\nalt\";b\r\n", "_key;цена;x\r\n1;10 ;a\r\n\r\n2;neu;b\r\n"),
        ("a.csv", "sep=|\n_key|цена|x\n1|a|b\n2|\"c\"|d", "sep=|\n_key|цена|x\n1|a|b\n2|neu|d"),
        ("a.tsv", "_key\tцена\n1\ta\n2\n", "_key\tцена\n1\ta\n2\tneu\n"),
        ("a.jsonl", '{"_key": 1}\n\n{"_key": 2, "a": [1,  2]}\n', '{"_key": 1}\n\n{"_key": 2, "a": [1,  2], "цена": "neu"}\n'),
        (
            "a.json", '{"note": {"x": 1},\n "rows": [{"_key": "1", "цена": 5}, {"_key":"2" , "цена" : 7.5 }]}',
            '{"note": {"x": 1},\n "rows": [{"_key": "1", "цена": 5}, {"_key":"2" , "цена" : "neu" }]}',
        ),
    ],
)  # fmt: skip
def test_only_the_cell_changes(name: str, before: str, after: str) -> None:
    if "цена" not in parse_table(before.encode(), Path(name)).columns:  # a key that no row has yet
        before = before.replace('{"_key": 1}', '{"_key": 1, "цена": 0}')
        after = after.replace('{"_key": 1}', '{"_key": 1, "цена": 0}')
    assert edit(before.encode(), name, 1, "цена", "neu").decode() == after


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_the_encoding_stays(codec: str) -> None:
    text = "_key;заголовок\n1;Осенняя распродажа обуви\n2;Тёплые вещи для города\n"
    made = edit(text.encode(codec), "a.csv", 0, "заголовок", "Зимняя распродажа; всё")
    assert made.decode(codec) == text.replace("Осенняя распродажа обуви", '"Зимняя распродажа; всё"')


def test_a_letter_that_the_encoding_lacks_makes_it_utf8() -> None:
    text = "_key;заголовок\n1;Осенняя распродажа обуви\n2;Тёплые вещи для города\n"
    made = edit(text.encode("cp1251"), "a.csv", 0, "заголовок", "Скидка 🍂")
    assert made.decode("utf-8-sig") == text.replace("Осенняя распродажа обуви", "Скидка 🍂")


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\ufeff", exclude_categories=("Cs",)), max_size=12
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.data())
def test_any_text_in_any_cell_of_a_csv(cells: list[tuple[str, str]], data: st.DataObject) -> None:
    """Property: reading gives the new text and all other cells as they were."""
    import csv

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["_key", "one", "two"])
    writer.writerows([[f"k{at}", *row] for at, row in enumerate(cells)])
    raw = out.getvalue().encode()
    try:
        table = parse_table(raw, Path("a.csv"))
    except DesignError:
        return
    row = data.draw(st.sampled_from(table.rows))
    text = data.draw(CELLS)
    made = changed(raw, table, [Change(row, "one", text)])
    again = parse_table(made, Path("a.csv"))
    for old, new in zip(table.rows, again.rows, strict=True):
        assert new.cells["two"] == old.cells["two"]
        assert new.cells["one"] == (
            text.replace("\r\n", "\n").replace("\r", "\n") if old.number == row.number else old.cells["one"]
        )


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Цены"
    for line in (
        ["_key", "price", "name", "sum"],
        ["a", 10, "Боты", "=B2*2"],
        ["b", 20.5, None, 7],
        ["c", 30, "Шарф", 8],
    ):
        sheet.append(line)
    sheet["B3"].number_format = '0.00" ₽"'
    sheet["C2"].font = openpyxl.styles.Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.conditional_formatting.add(
        "B2:B9", openpyxl.formatting.rule.CellIsRule(operator="lessThan", formula=["5"])
    )
    other = made.create_sheet("Other")
    other.append(["x"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_keeps_everything_else() -> None:
    data = book()
    table = parse_table(data, Path("a.xlsx"))
    by_key = {row.cells["_key"]: row for row in table.rows}
    made = changed(
        data, table,
        [
            Change(by_key["b"], "price", "19,90"), Change(by_key["b"], "name", "Шапка <зима> & «лёд»"),
            Change(by_key["a"], "name", " два\nряда _x000A_"), Change(by_key["c"], "price", ""),
        ],
    )  # fmt: skip
    again = parse_table(made, Path("a.xlsx"))
    cells = {row.cells["_key"]: row.cells for row in again.rows}
    assert cells["b"]["price"] == "19.90 ₽"
    assert cells["b"]["name"] == "Шапка <зима> & «лёд»"
    assert cells["a"]["name"] == " два\nряда _x000A_"
    assert cells["c"]["price"] is None
    assert cells["a"]["price"] == 10
    read = openpyxl.load_workbook(io.BytesIO(made))
    assert read["Цены"]["B3"].number_format == '0.00" ₽"'
    assert read["Цены"]["C2"].font.bold
    assert read["Цены"]["D2"].value == "=B2*2"
    assert read["Цены"].freeze_panes == "A2"
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(io.BytesIO(made)) as other:
        assert one.namelist() == other.namelist()
        assert [n for n in one.namelist() if one.read(n) != other.read(n)] == ["xl/worksheets/sheet1.xml"]


def test_what_cannot_be_written_says_so() -> None:
    data = book()
    with pytest.raises(DesignError, match="a formula in D2"):
        edit(data, "a.xlsx", 0, "sum", "5")
    old = Path("tests/data/tables/old.xls").read_bytes()
    table = parse_table(old, Path("old.xls"))
    with pytest.raises(DesignError, match=r"kind \.xls"):
        changed(old, table, [Change(table.rows[0], table.columns[0], "x")])


def test_a_number_in_json_stays_one() -> None:
    made = edit(b'[{"_key": "a", "n": 5, "t": "5"}]', "a.json", 0, "n", "6.5")
    assert json.loads(made)[0]["n"] == 6.5
    made = edit(made, "a.json", 0, "t", "6.5")
    assert json.loads(made)[0]["t"] == "6.5"
