"""Corrections that a job keeps, ways to mend what the flight check finds, and what a run is going to do."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from designer_app import api
from designer_app.design.library import find_template
from designer_app.production.estimating import estimated
from designer_app.production.jobs import Job, read_job, write_job
from designer_app.production.mending import Mend, mended, mends_of, with_cell
from designer_app.production.plan import make_plan, read_rows
from designer_app.production.renewing import forecast, renew

_HEAD = "id;заголовок;label;price;old_price;percent;photo;short\n"
_ROWS = (
    "brew;Кофе для тех, кто любит очень длинные названия на карточке;Зерно;100;200;-50;;Кофе\n"
    "cup;Чашка;Посуда;300;400;-25;;\n"
    "bare;Блюдце;Посуда;;100;;;\n"
)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    table = tmp_path / "goods.csv"
    table.write_text(_HEAD + _ROWS, encoding="utf-8")
    return Job(
        template="sale", data=str(table), key="id", sizes=("320x320",), columns={"заголовок": "product"}
    )


def causes(job: Job) -> dict[tuple[str, str], api.Cause]:
    return {(cause.code, cause.slot): cause for cause in api.check(job)}


def ways(job: Job, code: str, slot: str) -> dict[str, Mend]:
    loaded = find_template(job.template)
    found = mends_of(causes(job)[code, slot], read_rows(job, loaded), loaded, job)
    return {mend.kind: mend for mend in found}


def test_a_text_too_long_is_mended_from_another_column(job: Job) -> None:
    way = ways(job, "text-too-long", "заголовок")["column"]
    assert (way.name, way.helps, way.rows) == ("short", 1, 1)
    better = mended(job, way)
    assert better.cells == {"brew": {"product": "Кофе"}}
    assert ("text-too-long", "заголовок") not in causes(better)


def test_a_file_is_missed_in_the_column_of_pictures_though_the_name_reads_the_same(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (400, 400)).save(tmp_path / "чай улун.png")
    table = tmp_path / "goods.csv"
    table.write_text("id;Название;Цена;Картинка\na;Чай улунг;100;Чай улунг\n", encoding="utf-8")
    job = Job(template="product", data=str(table), sizes=("320x320",))
    assert ("missing-file", "Картинка") in causes(job)
    way = ways(job, "missing-file", "Картинка")["closest"]
    assert way.cells == {"a": {"Картинка": "чай улун.png"}}


def test_words_for_several_rows_are_no_names_for_one(tmp_path: Path) -> None:
    table = tmp_path / "goods.csv"
    long = "Кофе для тех, кто любит очень длинные названия на карточке"
    lines = ["id;Название;Цена;Раздел", *(f"{n};{long} {n};100;Кофе" for n in range(4))]
    table.write_text("\n".join(lines), encoding="utf-8")
    job = Job(template="product", data=str(table), sizes=("320x320",))
    found = causes(job)
    code, slot = next(key for key in found if key[1] == "Название")
    assert "column" not in ways(job, code, slot)


def test_prices_codes_and_remarks_are_no_shorter_names(tmp_path: Path) -> None:
    name = "Блюдо для торта и праздничного стола на двенадцать персон, белое с синим"
    lines = ["Артикул;Название;Цена;Прежняя;Размер;Примечание;Кратко"]
    lines += [f"{n};{name} {n};100;1 999,00 руб.;26см;спросить;Блюдо {n}" for n in range(4)]
    (tmp_path / "goods.csv").write_text("\n".join(lines), encoding="utf-8")
    job = Job(template="product", data=str(tmp_path / "goods.csv"), sizes=("320x320",))
    loaded = find_template("product")
    found = mends_of(causes(job)["text-too-long", "Название"], read_rows(job, loaded), loaded, job)
    assert [mend.name for mend in found if mend.kind == "column"] == ["Кратко"]


def test_an_empty_cell_is_filled_in_for_one_row_or_all(job: Job) -> None:
    way = ways(job, "value-missing", "percent")["fill"]
    assert mended(job, way, text="-10").cells == {"bare": {"percent": "-10"}}
    assert mended(job, way, only="cup", text="-10").cells == {}


def test_rows_left_out_are_told_and_not_made(job: Job, tmp_path: Path) -> None:
    out = mended(job, ways(job, "value-missing", "percent")["skip"])
    assert {result.key for result in api.batch(out, tmp_path / "out").results} == {"brew", "cup"}


def test_a_cell_corrected_twice_and_taken_back(job: Job) -> None:
    one = with_cell(with_cell(job, "cup", "price", "99"), "cup", "label", "Х")
    assert one.cells == {"cup": {"price": "99", "label": "Х"}}
    assert with_cell(with_cell(one, "cup", "price", None), "cup", "label", None).cells == {}
    rows = read_rows(one, find_template("sale"))
    assert dict(zip(rows.keys, rows.rows, strict=True))["cup"]["price"] == "99"


def test_a_correction_fills_the_column_that_was_matched(job: Job) -> None:
    rows = read_rows(with_cell(job, "cup", "product", "Кружка"), find_template("sale"))
    row = dict(zip(rows.keys, rows.rows, strict=True))["cup"]
    assert row["product"] == row["заголовок"] == "Кружка"
    assert dict(zip(rows.keys, rows.rows, strict=True))["brew"]["product"].startswith("Кофе для")


def test_a_correction_of_a_row_that_is_gone_is_a_note(job: Job) -> None:
    lost = with_cell(job, "cupp", "price", "1")
    assert causes(lost)["stale-correction", "cells.cupp"].severity == "note"


def test_a_job_saved_elsewhere_means_the_same(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "jobs" / "autumn.job.json"
    path.parent.mkdir()
    write_job(path, with_cell(job, "cup", "price", "99"))
    assert '"../goods.csv"' in path.read_text(encoding="utf-8")
    again = read_job(path)
    assert Path(again.data).resolve() == Path(job.data).resolve()
    assert again.cells == {"cup": {"price": "99"}}
    assert again.template == "sale"


def test_what_a_run_is_going_to_do_is_known_before(job: Job, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    plan = make_plan(job, out)
    before, same = forecast(plan)
    assert (before.new, before.same, same) == (plan.count, 0, frozenset())
    assert not (tmp_path / "out").exists()
    summary = renew(plan)
    after, same = forecast(make_plan(job, out))
    assert after.same == len(summary.made) == len(same)
    changed, _ = forecast(make_plan(with_cell(job, "cup", "price", "99"), out))
    assert (changed.changed, changed.causes) == (1, {"row": 1})


def test_an_estimate_writes_nothing_and_knows_the_bytes(job: Job, tmp_path: Path) -> None:
    plan = make_plan(msgspec.structs.replace(job, rows=("cup",)), str(tmp_path / "out"))
    guess = estimated(plan)
    assert not (tmp_path / "out").exists()
    assert guess.files == 1
    assert guess.seconds > 0
    assert guess.bytes == renew(plan).made[0].bytes
