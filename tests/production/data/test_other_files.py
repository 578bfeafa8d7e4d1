"""Old Excel files, OpenDocument sheets, databases, Russian encodings."""

from __future__ import annotations

import datetime
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.errors import DesignError
from designer_app.production.data import read_table
from designer_app.production.data.ods import read_ods
from tests.production.data.making_xlsb import workbook

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"


def codes(path: Path, **options: str) -> list[str]:
    with pytest.raises(DesignError) as caught:
        read_table(path, **options)
    assert all(finding.file for finding in caught.value.findings)
    return [finding.code for finding in caught.value.findings]


def test_an_old_excel_file() -> None:
    table = read_table(TABLES / "old.xls")
    assert [row.line for row in table.rows] == [3, 4]
    first, second = (row.cells for row in table.rows)
    assert (first["headline"], first["price"], first["when"]) == ("Кения", 1299, datetime.date(2026, 9, 1))
    assert second["when"] == datetime.datetime(2026, 9, 2, 18, 30)
    assert {"sheet-chosen"} == {note.code for note in table.notes}
    assert codes(TABLES / "old.xls", sheet="Другой") == ["unknown-sheet"]
    assert codes(TABLES / "old.xls", sheet="Other") == ["empty-table"]


SHOWN = ["30%", "1299.50 ₽", "1299.50 $", "000042"]


def test_formats_of_an_old_excel_file() -> None:
    row = read_table(TABLES / "formats.xls").rows[0].cells
    assert [row[name] for name in ("pct", "price", "usd", "zip")] == SHOWN
    assert row["date"] == datetime.date(2026, 11, 1)


def test_formats_of_a_binary_excel_file(tmp_path: Path) -> None:
    looks = ["0%", '#,##0.00" ₽"', '"$"#,##0.00', "000000", "", "dd.mm.yyyy"]
    data = workbook(
        [["a", "b", "c", "d", "e", "f"], [0.3, 1299.5, 1299.5, 42.0, 42.0, 46327.0]], formats=looks
    )
    (tmp_path / "rows.xlsb").write_bytes(data)
    assert list(read_table(tmp_path / "rows.xlsb").rows[0].cells.values()) == [
        *SHOWN,
        42,
        datetime.date(2026, 11, 1),
    ]
    # Styles that can't be read cost the formats alone.
    (tmp_path / "torn.xlsb").write_bytes(data.replace(b"xl/styles.bin", b"xl/stiles.bin"))
    assert read_table(tmp_path / "torn.xlsb").rows[0].cells["b"] == 1299.5


def test_broken_old_files_are_refused_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sound = (TABLES / "old.xls").read_bytes()
    chance = random.Random(4)
    for number in range(6):
        broken = bytearray(sound)
        for _ in range(200):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        path = tmp_path / f"{number}.xls"
        path.write_bytes(broken[: len(sound) - 500 * number])
        assert codes(path) == ["bad-xls"]
    (tmp_path / "locked.xlsx").write_bytes(sound[:8] + bytes(2000))
    assert codes(tmp_path / "locked.xlsx") == ["bad-xls"]
    assert capfd.readouterr() == ("", "")


def test_an_opendocument_sheet() -> None:
    table = read_table(TABLES / "sheet.ods")
    assert [row.line for row in table.rows] == [5, 6]
    assert table.rows[0].cells == {
        "_key": "a", "headline": "Кения\nвторая", "price": "1299 RUB", "when": datetime.date(2026, 9, 1), "share": "30%",
        "at": "18:30", "ok": True,
    }  # fmt: skip
    assert table.rows[1].cells["headline"] == "Слитно"
    assert [note.code for note in table.notes] == ["sheet-chosen", "merged-cells", "hidden-rows"]
    assert codes(TABLES / "sheet.ods", sheet="Чаи") == ["unknown-sheet"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_opendocument_sheets_are_refused(data: st.DataObject) -> None:
    sound = bytearray((TABLES / "sheet.ods").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_ods(bytes(sound), "f.ods")
    except DesignError as error:
        assert error.findings[0].file == "f.ods"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE tea (_key TEXT, headline TEXT, price REAL, picture BLOB)")
        database.executemany(
            "INSERT INTO tea VALUES (?, ?, ?, ?)",
            [("a", "Кения", 12.5, None), ("b", "Цейлон", 8, b"\x89PNG")],
        )
        database.execute("CREATE TABLE other (x)")
    database.close()
    return path


def test_a_database(shop: Path) -> None:
    table = read_table(shop, sheet="tea")
    assert table.rows[0].cells == {"_key": "a", "headline": "Кения", "price": 12.5, "picture": None}
    assert [fault.code for fault in table.rows[1].faults] == ["bad-cell"]
    query = "SELECT _key, upper(headline) AS headline FROM tea WHERE price < 10"
    assert [row.cells for row in read_table(shop, sheet=query).rows] == [{"_key": "b", "headline": "Цейлон"}]
    assert codes(shop) == ["which-table"]
    assert codes(shop, sheet="tee") == ["unknown-sheet"]
    assert codes(shop, sheet="select nothing from tea") == ["bad-query"]


@pytest.mark.parametrize(
    "query",
    [
        "WITH x AS (SELECT 1) DELETE FROM tea",
        "select load_extension('x') as y",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS c FROM n",
    ],
)
def test_queries_that_do_more_than_read(shop: Path, query: str) -> None:
    before = shop.read_bytes()
    assert codes(shop, sheet=query) == ["bad-query"]
    assert shop.read_bytes() == before


def test_what_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"SQLite format 3\0" + b"\x55" * 3000)
    assert codes(path)[0].startswith("bad-")


RUSSIAN = "название;текст\nНовый сорт;Обжарили вчера, привезём завтра\nСтарый;Как всегда, хорош\n"


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1251", "Windows-1251"), ("koi8-r", "KOI8-R"), ("cp866", "CP866")]
)
def test_russian_encodings_are_told_apart(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(RUSSIAN.encode(encoding))
    table = read_table(path)
    assert table.rows[0].cells == {"название": "Новый сорт", "текст": "Обжарили вчера, привезём завтра"}
    assert [note.found for note in table.notes] == [f"no mark of its encoding; read as {name}"]


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,text\ncafé,für dich\n".encode("cp1252"))
    assert codes(path) == ["bad-encoding"]
    table = read_table(path, encoding="cp1252")
    assert table.rows[0].cells == {"name": "café", "text": "für dich"}
    assert table.notes == ()
    with pytest.raises(DesignError, match="unknown-encoding"):
        read_table(path, encoding="klingon")
    with pytest.raises(DesignError, match="unknown-encoding"):
        read_table(path, encoding="rot13")


def test_pictures_in_cells_of_an_opendocument_sheet(tmp_path: Path) -> None:
    def picture(name: str) -> str:
        return f'<draw:frame><draw:image xlink:href="Pictures/{name}"><text:p/></draw:image></draw:frame>'

    def cell(inner: str = "") -> str:
        return f"<table:table-cell>{inner}</table:table-cell>"

    rows = [
        cell(picture("logo.png")),
        cell("<text:p>name</text:p>") + cell("<text:p>photo</text:p>"),
        cell("<text:p>Кения</text:p>") + cell(picture("1.jpg")),
        cell("<text:p>Руанда</text:p>") + cell("<text:p>own.jpg</text:p>" + picture("1.jpg")),
        cell("<text:p>Гватемала</text:p>") + cell(picture("gone.jpg")),
        cell("<text:p>Перу</text:p>") + cell(picture("../evil.jpg").replace("Pictures/", "")),
    ]
    names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:draw="d" xmlns:xlink="l"'
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    path = tmp_path / "pictures.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "content.xml",
            f'<office:document {names}><office:body><table:table table:name="A">{table}</table:table></office:body></office:document>',
        )
        archive.writestr("Pictures/1.jpg", b"a picture")
        archive.writestr("Pictures/logo.png", b"another")
    found = read_table(path)
    assert [row.cells.get("photo") for row in found.rows] == ["cell-B3.jpg", "own.jpg", None, None]
    assert found.pictures == {"cell-B3.jpg": b"a picture"}


def test_a_binary_excel_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsb"
    sound = workbook([["headline", "price"], ["Кения", 1299.0], ["Перу", 980.5], ["Руанда", None]])
    path.write_bytes(sound)
    table = read_table(path)
    assert [(row.cells["headline"], row.cells.get("price")) for row in table.rows] == [
        ("Кения", 1299), ("Перу", 980.5), ("Руанда", None)
    ]  # fmt: skip
    assert table.notes == ()
    assert codes(path, sheet="Другой") == ["unknown-sheet"]
    chance = random.Random(5)
    for _ in range(4):
        broken = bytearray(sound)
        for _ in range(60):
            broken[chance.randrange(40, len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            read_table(path)
        except DesignError as error:
            assert {finding.code for finding in error.findings} <= {"bad-xls", "empty-table"}
