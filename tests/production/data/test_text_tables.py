"""CSV, TSV, JSON and JSON Lines: encodings, separators, and every kind of broken file."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from designer_app.errors import DesignError
from designer_app.production.data import Table, read_table

PRICES = "id,Название,Цена\n1,Кофе «Медь»,990 ₽\n2,Чай,1 200 ₽\n"


def table(folder: Path, content: str | bytes, name: str = "rows.csv") -> Table:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_table(path)


def refusal(folder: Path, content: str | bytes, name: str = "rows.csv") -> tuple[str, str]:
    """Code and place of the one finding with which a file is refused."""
    with pytest.raises(DesignError) as caught:
        table(folder, content, name)
    finding = caught.value.findings[0]
    assert finding.file.endswith(name)
    assert "\n" not in finding.line()
    return finding.code, finding.place


def cells(found: Table) -> list[list[Any]]:
    return [list(row.cells.values()) for row in found.rows]


def test_columns_rows_numbers_and_lines(tmp_path: Path) -> None:
    found = table(tmp_path, 'id, text ,x\n\n1,"two\nlines",\n\n2,b,c\n')
    assert found.columns == ("id", "text", "x")
    assert [(row.number, row.line, row.cells) for row in found.rows] == [
        (1, 3, {"id": "1", "text": "two\nlines", "x": ""}),
        (2, 6, {"id": "2", "text": "b", "x": "c"}),
    ]
    assert found.rows[1].place == "row 2 (line 6)"
    assert found.notes == ()
    assert found.source == str(tmp_path / "rows.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, ends: str) -> None:
    text = PRICES if encoding != "cp1251" else PRICES.replace("₽", "р.")
    found = table(tmp_path, text.replace("\n", ends).encode(encoding))
    assert found.columns == ("id", "Название", "Цена")
    assert found.rows[0].cells["Название"] == "Кофе «Медь»"
    guessed = encoding in ("cp1251", "utf-16-le", "utf-16-be")
    assert [note.code for note in found.notes] == ["encoding-guessed"] * guessed
    if encoding == "cp1251":
        assert "Windows-1251" in found.notes[0].found


RUSSIAN = "название;текст\nНовый сорт;Обжарили вчера, привезём завтра\nСтарый;Как всегда, хорош\n"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic"])
def test_russian_encodings_are_guessed_with_a_note(tmp_path: Path, encoding: str) -> None:
    found = table(tmp_path, RUSSIAN.encode(encoding))
    assert found.rows[0].cells == {"название": "Новый сорт", "текст": "Обжарили вчера, привезём завтра"}
    assert [note.code for note in found.notes] == ["encoding-guessed"]


@pytest.mark.parametrize("text", ["name\nfür dich\n", "name\ncafé Zoë\n", "name\nœuvre\n"])
def test_western_encodings_are_refused_not_garbled(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text.encode("cp1252"))[0] == "bad-encoding"


def test_a_brand_of_two_alphabets_doesnt_unsettle_the_guess(tmp_path: Path) -> None:
    text = "название;текст\nMedь;Обжарили вчера, привезём завтра утром или вечером\n"
    assert cells(table(tmp_path, text.encode("cp1251")))[0][0] == "Medь"


def test_a_large_cp1251_file_is_told_from_its_beginning(tmp_path: Path) -> None:
    text = "id;текст\n" + "".join(f"{n};Обжарили вчера\n" for n in range(30_000))
    assert len(table(tmp_path, text.encode("cp1251")).rows) == 30_000


def test_a_broken_byte_in_utf8_names_its_line(tmp_path: Path) -> None:
    broken = PRICES.encode("utf-8").replace("Чай".encode(), "Ча".encode() + b"\xff")
    assert refusal(tmp_path, broken) == ("bad-encoding", "line 3")


def test_utf32_is_read_and_odd_utf16_refused(tmp_path: Path) -> None:
    assert table(tmp_path, PRICES.encode("utf-32")).columns == ("id", "Название", "Цена")
    assert refusal(tmp_path, PRICES.encode("utf-16") + b"\x00")[0] == "bad-encoding"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["rows.csv", "rows.txt"])
def test_separators_are_found(tmp_path: Path, separator: str, name: str) -> None:
    rows = [["name", "price", "note"], ["Кофе, чай; и | всё", "1 990,50", 'a "b"'], ["x", "5", "two\nlines"]]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    assert cells(table(tmp_path, out.getvalue(), name)) == rows[1:]


def test_decimal_commas_dont_win_over_semicolons(tmp_path: Path) -> None:
    found = table(tmp_path, "name;price;old\nКофе;1,50;2,50\nЧай, зелёный;2,00;3,00\n")
    assert cells(found) == [["Кофе", "1,50", "2,50"], ["Чай, зелёный", "2,00", "3,00"]]


def test_excels_hint_and_tsv(tmp_path: Path) -> None:
    found = table(tmp_path, "sep=;\na;b,c\n1;2,3\n")
    assert (found.columns, found.rows[0].line) == (("a", "b,c"), 3)
    assert table(tmp_path, "a,b\tc\n1,2\t3\n", "rows.tsv").columns == ("a,b", "c")


def test_one_column_may_hold_any_separator(tmp_path: Path) -> None:
    assert cells(table(tmp_path, "headline\nKaffee, frisch; heiß\nTee | Tee\n")) == [
        ["Kaffee, frisch; heiß"],
        ["Tee | Tee"],
    ]


def test_commas_of_decimals_part_no_cells(tmp_path: Path) -> None:
    found = table(tmp_path, "Год;Население, млрд\n1950;2,50\n1960;3,02\n")
    assert found.columns == ("Год", "Население, млрд")
    assert found.rows[0].cells["Население, млрд"] == "2,50"


def test_two_possible_separators_are_noted(tmp_path: Path) -> None:
    assert [note.code for note in table(tmp_path, "a,b;c\n1,2;3\n").notes] == ["separator-guessed"]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("", "empty-table", ""),
        ("\n \n,,\n", "empty-table", ""),
        ("a,b\n", "empty-table", ""),
        ("a,b\n" + '1,"open\n' * 202, "bad-csv", "line 202"),
        ("a,b\n1," + "x" * 1_100_000 + "\n", "bad-csv", "line 2"),
        ("a,b\n" + "," * 2000 + "\n", "bad-csv", "line 2"),
        (",".join(f"c{i}" for i in range(1500)) + "\n1\n", "bad-csv", "line 1"),
        ("a,b\n1,\x00\n", "nul-byte", "line 2"),
    ],
)
def test_broken_tables_are_one_error_with_its_line(
    tmp_path: Path, content: str, code: str, place: str
) -> None:
    assert refusal(tmp_path, content) == (code, place)


def test_a_heading_that_comes_again_is_numbered(tmp_path: Path) -> None:
    found = table(tmp_path, "id,Фото, Фото ,Фото\n1,a,b,c\n")
    assert found.rows[0].cells == {"id": "1", "Фото": "a", "Фото (2)": "b", "Фото (3)": "c"}
    assert [(note.code, note.severity) for note in found.notes] == [("duplicate-column", "warning")] * 2


def test_quotes_that_enclose_no_cell_are_taken_as_they_stand(tmp_path: Path) -> None:
    found = table(tmp_path, 'a;b\n1;"Ромашка" ООО\n2;"доставка; самовывоз"\n3;ООО "Лев"\n')
    assert [row.cells["b"] for row in found.rows] == ['"Ромашка" ООО', "доставка; самовывоз", 'ООО "Лев"']
    assert [(note.code, note.place) for note in found.notes] == [("stray-quotes", "line 2")]


@pytest.mark.parametrize("cell", ['"open', '"' + "x" * 140_000 + '"'])
def test_a_cell_that_cannot_be_read_costs_its_row_alone(tmp_path: Path, cell: str) -> None:
    found = table(tmp_path, f'a,b\n1,{cell}\n2,"two, three"\n3,4\n')
    assert [[fault.code for fault in row.faults] for row in found.rows] == [["bad-cell"], [], []]
    assert found.rows[1].cells["b"] == "two, three"
    assert found.rows[0].faults[0].place == "row 1 (line 2), column b"


@pytest.mark.parametrize(
    "above",
    [
        "Прайс-лист\n",
        "Прайс-лист на ноябрь;;;\nООО «Медь», отдел продаж;;;\n;;;\n",
        "Прайс-лист;от 1.11.2026\n\n",
        "Прайс, ноябрь\n",
    ],
)
def test_titles_above_the_headings_are_passed_over(tmp_path: Path, above: str) -> None:
    found = table(tmp_path, above + "Артикул;Товар;Цена;Фото\nА1;Чай;850,50;чай.jpg\nА2;Кофе;900;кофе.jpg\n")
    assert found.columns == ("Артикул", "Товар", "Цена", "Фото")
    assert [row.cells["Цена"] for row in found.rows] == ["850,50", "900"]
    assert [note.code for note in found.notes] == ["title-row"]


@pytest.mark.parametrize(
    "content",
    [
        "headline\nHello, world\nGood, bad\n",
        "цена\n1,5\n2,5\n",
        "headline\nOne, two, three\nFour, five, six\n",
        "id,name\n1,a,b,c,d\n2,b\n",
        "key,a,b,c\n1,,,\n2,x,y,z\n",
    ],
)
def test_a_first_line_of_few_cells_is_no_title_of_itself(tmp_path: Path, content: str) -> None:
    found = table(tmp_path, content)
    assert found.columns[0] in ("headline", "цена", "id", "key")
    assert found.rows[0].line == 2


def test_lines_that_a_spreadsheet_put_in_quotes_whole(tmp_path: Path) -> None:
    found = table(tmp_path, '"id,name,text"\n"1,Tea,""hot, strong"""\n"2,Cup,x"\n')
    assert [list(row.cells.values()) for row in found.rows] == [
        ["1", "Tea", "hot, strong"],
        ["2", "Cup", "x"],
    ]
    assert [note.code for note in found.notes] == ["lines-in-quotes"]
    prose = table(tmp_path, '"headline"\n"Hot, strong, sweet"\n"Black"\n')
    assert (prose.columns, prose.notes) == (("headline",), ())


def test_a_text_that_spreadsheets_are_told_to_keep(tmp_path: Path) -> None:
    found = table(tmp_path, 'id;sum\n"=""007""";=1+2\n="08";x\n')
    assert [list(row.cells.values()) for row in found.rows] == [["007", "=1+2"], ["08", "x"]]


def test_the_headings_line_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\nunits,kg\nid,name\n1,x\n")
    assert read_table(path).columns == ("a", "b")
    found = read_table(path, header=3)
    assert found.columns == ("id", "name")
    assert [row.line for row in found.rows] == [4]
    with pytest.raises(DesignError) as caught:
        read_table(path, header=9)
    assert caught.value.usage
    assert caught.value.findings[0].code == "no-headings"


def test_a_separator_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a;b,c\n1;2,3\n")
    assert read_table(path, separator="semicolon").columns == ("a", "b,c")
    assert read_table(path, separator=",").columns == ("a;b", "c")
    path.write_text("a^b\n1^2\n")
    assert read_table(path, separator="^").rows[0].cells == {"a": "1", "b": "2"}
    with pytest.raises(DesignError) as caught:
        read_table(path, separator="ab")
    assert caught.value.findings[0].code == "bad-separator"


@pytest.mark.parametrize("last", ["Итого:;;98 765,00", ";Всего;5", "ИТОГО;2;", "Total for November;;12"])
def test_a_total_below_the_rows_is_left_out(tmp_path: Path, last: str) -> None:
    found = table(tmp_path, f"id;name;price\n1;a;2\n2;Итого по чаю;3\n\n{last}\n")
    assert [row.cells["id"] for row in found.rows] == ["1", "2"]
    assert [note.code for note in found.notes] == ["total-row"]


def test_a_product_called_total_is_a_row(tmp_path: Path) -> None:
    found = table(tmp_path, "name;note;price\nTea;x;2\nTotal;black tea;3\n")
    assert len(found.rows) == 2


def test_a_row_with_too_many_cells_fails_alone(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n1,2\n3,4,5\n6,7,\n8,9\n")
    assert [[fault.code for fault in row.faults] for row in found.rows] == [[], ["ragged-row"], [], []]
    assert found.rows[1].faults[0].place == "row 2 (line 3)"


def test_short_rows_are_warned_of_and_filled_up(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b,c\n1,2\n1,2,3\n")
    assert found.rows[0].cells == {"a": "1", "b": "2", "c": ""}
    assert [(note.severity, note.place) for note in found.notes] == [("warning", "row 1 (line 2)")]


def test_many_warnings_are_summed_up(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b,c\n" + "1,2\n" * 500)
    assert len(found.notes) == 20
    assert "480 more" in found.notes[-1].found


def test_a_column_without_heading_is_ignored_with_a_warning(tmp_path: Path) -> None:
    found = table(tmp_path, "a,,b,\n1,x,2,\n")
    assert found.rows[0].cells == {"a": "1", "b": "2"}
    assert [(note.code, note.place) for note in found.notes] == [("unnamed-column", "column 2")]


def test_json_keeps_types_and_lines(tmp_path: Path) -> None:
    text = '[\n {"id": 1, "x": 1.5, "ok": true, "none": null, "list": [1, {"a": "b"}]},\n\n {"id": "2", "new": ""}\n]\n'
    for content, line in ((text, 2), ('{\n"note": "x", "rows":' + text + "}", 3)):
        found = table(tmp_path, content, "rows.json")
        assert found.columns == ("id", "x", "ok", "none", "list", "new")
        assert found.rows[0].cells == {"id": 1, "x": 1.5, "ok": True, "none": None, "list": [1, {"a": "b"}]}
        assert found.rows[1].cells == {"id": "2", "new": ""}
        assert [row.line for row in found.rows] == [line, line + 2]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("", "wrong-type", ""),
        ("5", "wrong-type", ""),
        ('{"one": [{"a": 1}], "two": [{"a": 1}]}', "wrong-type", ""),
        ('{"a": [1, 2]}', "wrong-type", ""),
        ('{"rows": {}, "rows": []}', "duplicate-key", ""),
        ("[]", "empty-table", ""),
        ("[{}]", "empty-table", ""),
        ('[{"a": 1},]', "bad-json", "line 1, column 11"),
        ('[{"a": 1}', "bad-json", "line 1, column 10"),
        ('[{"a": 1}\n{"a": 2}]', "bad-json", "line 2, column 1"),
        ("[{'a': 1}]", "bad-json", "line 1, column 3"),
        ('[{"a": 1}] x', "bad-json", "line 1, column 12"),
        ('{"rows": [{"a": 1}], }', "bad-json", "line 1, column 22"),
        ('{"rows": [{"a": 1}]', "bad-json", "line 1, column 20"),
        ("[" * 100_000, "bad-json", ""),
        ('[{"a": 1}, 5\x00]', "nul-byte", "line 1"),
    ],
)
def test_broken_json_is_one_error(tmp_path: Path, content: str, code: str, place: str) -> None:
    assert refusal(tmp_path, content, "rows.json") == (code, place)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('{"products": [{"a": 1}, {"a": 2}], "page": 1, "total": 2}', [{"a": 1}, {"a": 2}]),
        ('{"data": {"products": [{"a": 1}]}}', [{"a": 1}]),
        ('{"a": 1, "b": 2, "image": [{"url": "x.jpg"}]}', [{"a": 1, "b": 2, "image": [{"url": "x.jpg"}]}]),
        ('{"k1": {"a": 1}, "k2": {"a": 2}}', [{"_key": "k1", "a": 1}, {"_key": "k2", "a": 2}]),
        ('[["a", "b"], [1, "x"], [2, null]]', [{"a": 1, "b": "x"}, {"a": 2, "b": None}]),
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
    ],
)
def test_rows_in_the_shapes_that_programs_write(
    tmp_path: Path, content: str, rows: list[dict[str, Any]]
) -> None:
    assert [row.cells for row in table(tmp_path, content, "rows.json").rows] == rows


def test_what_strict_json_refuses_fails_its_row_alone(tmp_path: Path) -> None:
    rows = ['{"a": 1}', '{"a": NaN}', '{"a": 1, "a": 2}', "7", '{"a": [{"b": 1e999}]}', '{"a": 2}']
    found = table(tmp_path, "[" + ",\n".join(rows) + "]", "rows.json")
    assert [[(f.code, f.place) for f in row.faults] for row in found.rows] == [
        [],
        [("bad-number", "row 2 (line 2), a")],
        [("duplicate-key", "row 3 (line 3), the outermost object")],
        [("wrong-type", "row 4 (line 4)")],
        [("bad-number", "row 5 (line 5), a[0].b")],
        [],
    ]
    assert found.rows[5].cells == {"a": 2}


def test_json_lines(tmp_path: Path) -> None:
    found = table(tmp_path, '{"a": 1}\n\n{"a": \n{"b": NaN}\n{"b": 2}\n', "rows.jsonl")
    assert found.columns == ("a", "b")
    assert [row.line for row in found.rows] == [1, 3, 4, 5]
    assert [[fault.code for fault in row.faults] for row in found.rows] == [
        [],
        ["bad-json"],
        ["bad-number"],
        [],
    ]
    assert found.rows[1].faults[0].place.startswith("row 2 (line 3)")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("rows.ods", b"PK\x03\x04", "bad-ods"),
        ("rows.xlsb", b"PK\x03\x04", "bad-xls"),
        ("rows.yaml", b"a: 1", "unknown-table"),
        ("rows", b"a,b\n1,2", "unknown-table"),
        ("rows.csv", b"PK\x03\x04rest", "unknown-table"),
        ("rows.xlsx", b"\xd0\xcf\x11\xe0rest", "bad-xls"),
    ],
)
def test_other_kinds_of_files_are_refused_by_name(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert refusal(tmp_path, content, name)[0] == code


def test_missing_files_folders_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text(PRICES, encoding="utf-8")
    with pytest.raises(DesignError, match=r"did you mean 'prices\.csv'"):
        read_table(tmp_path / "price.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DesignError, match="not-a-file"):
        read_table(tmp_path / "folder.csv")
    with pytest.raises(DesignError, match="cannot-read"):
        read_table(tmp_path / "a\0b.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among files")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DesignError, match="not-a-file"):
        read_table(tmp_path / "pipe.csv")


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.csv").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(DesignError, match="file-too-large"):
        read_table(tmp_path / "big.csv")


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(",;\t|"))
@example([["", ";", ";0"], ["", ";", ";"]], "\t")  # semicolons that divide as evenly as the tabs do
def test_what_a_csv_writer_writes_is_read_back(tmp_path: Path, rows: list[list[str]], separator: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["h1", "h2", "h3"], *rows])
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if kept:
        assert cells(table(tmp_path, out.getvalue())) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["csv", "tsv", "json", "jsonl", "xlsx"]))
def test_any_bytes_are_a_table_or_our_error(tmp_path: Path, data: bytes, suffix: str) -> None:
    with contextlib.suppress(DesignError):
        table(tmp_path, data, f"rows.{suffix}")


VALUE = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | CELL
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c d"]), VALUE, min_size=1), min_size=1, max_size=4
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.booleans(), st.sampled_from([None, 2]))
def test_json_rows_survive(
    tmp_path: Path, rows: list[dict[str, Any]], wrapped: bool, indent: int | None
) -> None:
    content = json.dumps({"rows": rows} if wrapped else rows, indent=indent)
    found = table(tmp_path, content, "rows.json")
    assert [row.cells for row in found.rows] == rows
    for row in found.rows:
        assert indent is None or content.split("\n")[row.line - 1].strip() == "{"
