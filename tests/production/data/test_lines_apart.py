"""Lines that are no rows: names of groups, headings again, totals, footnotes; and rows that only look like them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.production.data import Table, read_table
from designer_app.production.data.lines_apart import GROUP

HEADS = "Артикул;Товар;Вес;Цена"
TEAS = ["А-1;Улун;50 г;690", "А-2;Пуэр;100 г;1 290,00 руб."]
COFFEES = ["К-7;Кения;250 г;980", "К-8;Сантос;;870", "К-9;Йемен;250 г;1 100"]


def read(folder: Path, *lines: str, groups: str = "") -> Table:
    path = folder / "rows.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_table(path, groups=groups)  # type: ignore[arg-type]


def column(table: Table, name: str) -> list[object]:
    return [row.cells.get(name) for row in table.rows]


def codes(table: Table) -> list[str]:
    return [note.code for note in table.notes]


@pytest.mark.parametrize("place", [";{};;", "{};;;", "{}"])
def test_a_name_between_the_rows_is_their_group(tmp_path: Path, place: str) -> None:
    found = read(tmp_path, HEADS, place.format("Чай"), *TEAS, place.format("Кофе"), *COFFEES)
    assert column(found, GROUP) == ["Чай", "Чай", "Кофе", "Кофе", "Кофе"]
    assert column(found, "Артикул") == ["А-1", "А-2", "К-7", "К-8", "К-9"]
    assert [row.number for row in found.rows] == [1, 2, 3, 4, 5]
    assert [row.line for row in found.rows] == [3, 4, 6, 7, 8]
    assert codes(found) == ["group-rows"]
    assert "'Чай', 'Кофе'" in found.notes[0].found


def test_rows_before_the_first_name_have_no_group(tmp_path: Path) -> None:
    found = read(tmp_path, HEADS, *TEAS, "Кофе;;;", *COFFEES)
    assert column(found, GROUP) == ["", "", "Кофе", "Кофе", "Кофе"]


def test_a_row_is_a_row_where_it_lacks_no_more_than_others_might(tmp_path: Path) -> None:
    """A product whose price, weight and code are still to come, among products; posts of a headline alone."""
    found = read(tmp_path, HEADS, *TEAS, ";Матча;;", *COFFEES)
    assert len(found.rows) == 6
    assert GROUP not in found.columns
    posts = read(
        tmp_path, "Заголовок;Текст;Фото", "Мы открылись;;", "Чай;О чае;a.jpg", "Скидки;;", "Кофе;О кофе;b.jpg"
    )
    assert len(posts.rows) == 4
    assert codes(posts) == []
    pairs = read(tmp_path, "Товар;Цена", "Чай;", "Улун;690", "Кофе;", "Кения;980")
    assert len(pairs.rows) == 4


def test_an_unfinished_last_row_is_a_row(tmp_path: Path) -> None:
    assert len(read(tmp_path, HEADS, *TEAS, ";Матча;;").rows) == 3
    assert len(read(tmp_path, HEADS, ";Чай;;", *TEAS, ";Кофе;;", *COFFEES, ";Матча;;").rows) == 6


def test_a_person_may_say_what_such_lines_are(tmp_path: Path) -> None:
    lines = [HEADS, ";Чай;;", *TEAS, ";Кофе;;", *COFFEES, "", "Цены с НДС;;;"]
    assert len(read(tmp_path, *lines, groups="rows").rows) == 8
    named = read(tmp_path, "Товар;Цена", "Чай;", "Улун;690", "Кофе;", "Кения;980", groups="names")
    assert column(named, GROUP) == ["Чай", "Кофе"]
    assert column(named, "Товар") == ["Улун", "Кения"]


@pytest.mark.parametrize(
    "below",
    [
        ["* Цены указаны с НДС;;;"],
        ["", "Цены действительны до 31 декабря;;;", "Менеджер: Иванова;;;"],
        ["Итого;;;4 930", "Цены с НДС;;;"],
        ["", "", ";;;", "Prices include VAT"],
        ["¹ по карте;;;", "² без карты;;;"],
    ],
)
def test_footnotes_below_the_rows_are_left_out(tmp_path: Path, below: list[str]) -> None:
    found = read(tmp_path, HEADS, *TEAS, *COFFEES, *below)
    assert len(found.rows) == 5
    assert "footnote-rows" in codes(found)
    assert GROUP not in found.columns


def test_totals_of_groups_and_headings_that_come_again_are_left_out(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        HEADS,
        "Чай;;;",
        *TEAS,
        "Итого по группе Чай;;;1 980",
        HEADS,
        "Кофе;;;",
        *COFFEES,
        ";Итого позиций;;5",
    )
    assert column(found, GROUP) == ["Чай", "Чай", "Кофе", "Кофе", "Кофе"]
    assert sorted(codes(found)) == ["group-rows", "headings-again", "total-row", "total-row"]


def test_a_merged_name_is_a_group_even_of_two_columns_and_one_group(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for cells in (["Товар", "Цена"], ["Чай", None], ["Улун", 690], ["Пуэр", 1290]):
        made.active.append(cells)
    made.active.merge_cells("A2:B2")
    made.save(tmp_path / "book.xlsx")
    found = read_table(tmp_path / "book.xlsx")
    assert column(found, GROUP) == ["Чай", "Чай"]


def test_a_column_of_that_name_stays_its_own(tmp_path: Path) -> None:
    found = read(tmp_path, "group;name;price", "Tea;;", "1;Oolong;690", "Coffee;;", "2;Kenya;980")
    assert found.columns == ("group", "name", "price", "group (2)")
    assert column(found, "group (2)") == ["Tea", "Coffee"]


def test_faults_and_short_rows_go_by_the_new_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, HEADS, "Чай", *TEAS, "Кофе", "К-7;Кения;250 г;980;5", "К-8;Сантос", *COFFEES)
    assert found.rows[2].faults[0].place == "row 3 (line 6)"
    short = [note.place for note in found.notes if note.code == "ragged-row"]
    assert short == ["row 4 (line 7)"]


@pytest.mark.parametrize(
    "below",
    [
        ["Итого;;;4 930", "", "Менеджер;;;Иванова М. П.", "Директор;;;Петров А. С."],
        ["", "Составил:;;Иванова М. П.;", "Утвердил:;;Петров А. С.;"],
        ["", ";Исполнитель;;Иванова, тел. 2-15", "М.П.;;;"],
        ["Дата:;30.11.2026;;", "Директор;;;Петров"],
        ["", "ООО «Чай»;отдел закупок;;"],
        ["", "Директор;;;;;Петров А. С."],
    ],
)
def test_signatures_below_the_rows_are_left_out(tmp_path: Path, below: list[str]) -> None:
    found = read(tmp_path, HEADS, *TEAS, *COFFEES, *below)
    assert len(found.rows) == 5
    assert "footnote-rows" in codes(found)


def test_a_row_of_people_or_an_unfinished_one_is_no_signature(tmp_path: Path) -> None:
    people = [
        "Должность;Оклад;Город",
        "Бариста;60 000;Тула",
        "Кассир;55 000;Орёл",
        "Директор по закупкам;;Тула",
    ]
    assert len(read(tmp_path, *people).rows) == 3
    assert len(read(tmp_path, HEADS, *TEAS, *COFFEES, "", "К-1;Матча;;").rows) == 6
    lines = [HEADS, *TEAS, *COFFEES, "", "Менеджер;;;Иванова"]
    assert len(read(tmp_path, *lines, groups="rows").rows) == 6


EXPLAINED = "Обязательное поле;Название до 60 символов;Не больше 20 знаков;Укажите цену"


def test_explanations_under_the_headings_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, HEADS, EXPLAINED, *TEAS, *COFFEES)
    assert column(found, "Артикул")[0] == "А-1"
    assert codes(found) == ["explanation-rows"]
    assert "'Обязательное поле" in found.notes[0].found
    assert len(read(tmp_path, HEADS, EXPLAINED, *TEAS, groups="rows").rows) == 3
    two = read(
        tmp_path, HEADS, EXPLAINED, "Число или слово;Слова через пробел;;Число в рублях", *TEAS, *COFFEES
    )
    assert len(two.rows) == 5


def test_a_first_row_in_words_is_no_explanation(tmp_path: Path) -> None:
    assert len(read(tmp_path, HEADS, "Набор;Чай на праздник;от трёх пачек;по запросу", *TEAS).rows) == 3
    assert len(read(tmp_path, "Заголовок;Текст", "Заполните анкету;Укажите имя", "Чай;О чае").rows) == 2


def test_groups_of_a_price_list_of_two_columns(tmp_path: Path) -> None:
    lists = ["Товар;Цена", "Чай;", "Улун;690", "Пуэр;1 290", "Кофе;", "Кения;980", "Сантос;870"]
    assert column(read(tmp_path, *lists), GROUP) == ["Чай", "Чай", "Кофе", "Кофе"]
    unpriced = ["Товар;Цена", "Чай;", "Улун;690", "Пуэр;1 290", "Кения;", "Сантос;870"]
    assert GROUP not in read(tmp_path, *unpriced).columns


cells = st.sampled_from(["", "Чай", "x", "* y", "12", "А-1", "690 руб.", "Итого", "Дата", "Укажите"])


@given(rows=st.lists(st.lists(cells, min_size=4, max_size=4), min_size=1, max_size=4), first=st.booleans())
def test_what_has_a_code_or_a_price_is_never_left_out(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], first: bool
) -> None:
    folder = tmp_path_factory.mktemp("t")
    lines = [";".join(row) for row in rows]
    known = [*TEAS, *COFFEES, *TEAS, *COFFEES]
    found = read(folder, HEADS, *(lines + known if first else known + lines))
    kept = {row.line for row in found.rows}
    for line, row in enumerate(rows, 2 if first else 12):
        full = [cell for cell in row if cell]
        telling = "А-1" in row[0] or row[3] in ("12", "А-1", "690 руб.")
        if telling and len(full) > 1 and full[0] not in ("Итого", "Дата"):
            assert line in kept


def test_hidden_columns_are_told(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for cells in (["id", "Закупка", "price"], [1, 5, 7], [2, 6, 8]):
        made.active.append(cells)
    made.active.column_dimensions["B"].hidden = True
    made.active.column_dimensions["H"].hidden = True
    made.save(tmp_path / "book.xlsx")
    notes = read_table(tmp_path / "book.xlsx").notes
    assert [note.code for note in notes] == ["hidden-columns"]
    assert notes[0].found == "hidden: 'Закупка'"
