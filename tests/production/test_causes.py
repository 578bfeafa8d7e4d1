"""Findings of many cells as causes: what is counted, in which order, what stands in the table for people."""

from __future__ import annotations

import csv
import io
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from designer_app.errors import Finding
from designer_app.production.flight.causes import causes_csv, causes_of, titled
from designer_app.production.records import Result
from designer_app.production.sheets import csv_bytes


def cell(key: str, size: str, *findings: Finding) -> Result:
    return Result(number=0, key=key, size=size, kit="med", lang="ru", page=1, ok=True, findings=findings)


def cut(characters: int, severity: Literal["error", "warning", "note"] = "warning") -> Finding:
    return Finding(
        code="text-cut", severity=severity, file="t.json", place="main.title", slot="headline",
        found=f"{characters + 60} characters", measure=float(characters),
    )  # fmt: skip


def test_many_findings_are_one_cause_with_its_range() -> None:
    results = [cell(str(i), size, cut(4 + i)) for i in range(19) for size in ("a", "b")]
    (cause,) = causes_of((), results)
    assert (cause.rows, cause.files) == (19, 38)
    assert "19 rows: headline too long by 4–22 characters" in cause.line()
    assert "keys 0, 1, 2, 3, 4, 5 and 13 more" in cause.line()
    assert {(seen.key, seen.size) for seen in cause.sightings} == {
        (str(i), s) for i in range(19) for s in "ab"
    }


def test_the_severest_come_first_then_the_most_frequent() -> None:
    missing = Finding(code="value-missing", file="t.csv", place="row a, column price", found="an empty cell")
    glyph = Finding(code="missing-glyph", severity="warning", place="main.body", slot="body", found="'☃'")
    results = [cell("a", "s", missing), cell("b", "s", glyph), cell("c", "s", cut(3)), cell("d", "s", cut(9))]
    found = causes_of([Finding(code="stale-override", severity="warning", found="x")], results)
    assert [cause.code for cause in found] == ["value-missing", "text-cut", "missing-glyph", "stale-override"]
    assert found[0].title == "price empty"


def test_what_is_told_in_general_is_not_told_of_each_cell() -> None:
    (cause,) = causes_of([cut(3)], [cell("a", "s", cut(3))])
    assert cause.rows == 0


def test_the_table_has_a_line_for_each_sighting() -> None:
    text = causes_csv(causes_of((), [cell("=1+1", "s", cut(3)), cell("b", "s", cut(4))])).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["key"] for line in lines] == ["'=1+1", "b"]
    assert {line["cause"] for line in lines} == {"headline too long by 3–4 characters"}


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_none_is_lost(cells: list[str]) -> None:
    text = csv_bytes(["x"] * len(cells), [cells]).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(text, newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert [
        cell.removeprefix("'") if cell != given else cell for cell, given in zip(row, cells, strict=True)
    ] == cells


def test_what_all_sizes_lack_is_one_cause_said_by_itself() -> None:
    lacking = [
        Finding(code="ad-mark-missing", place=f"size {size}", found="no the word «Реклама»")
        for size in ("a", "b")
    ]
    (cause,) = causes_of(lacking, ())
    assert cause.line("ru").startswith("ошибка[ad-mark-missing] · Нет пометки «Реклама»")
    assert titled(cause, "en", nameless="Text") == "no the word «Реклама»"


def test_a_table_in_russian_opens_in_a_russian_spreadsheet() -> None:
    text = causes_csv(causes_of((), [cell("a", "s", cut(3)), cell("b", "s", cut(4))]), "ru").decode(
        "utf-8-sig"
    )
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [line["ключ"] for line in lines] == ["a", "b"]
    assert lines[0]["причина"] == "headline: лишних знаков 3–4"
    assert (lines[0]["важность"], lines[0]["что сделать"]) == ("замечание", "сократить текст")


def test_near_names_of_single_rows_are_told() -> None:
    missing = [
        Finding(
            code="missing-file",
            place="row x, column photo",
            found=f"'{n}'",
            remedy=f"did you mean '{n}1.jpg'?",
        )
        for n in "abcd"
    ]
    (cause,) = causes_of((), [cell(key, "s", found) for key, found in zip("wxyz", missing, strict=True)])
    assert cause.line().endswith(
        "w: did you mean 'a1.jpg'?; x: did you mean 'b1.jpg'?; y: did you mean 'c1.jpg'?; …"
    )
    assert "x: возможно, «b1.jpg»" in cause.line("ru")
