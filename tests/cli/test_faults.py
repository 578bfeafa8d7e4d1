"""Faults that people meet: one clear line with the place to go to and what to do, the right code, no file."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from designer_app.export.metadata import read_meta
from tests.cli.running import NOTE, ROOT, Designer, Said, table

MED = ROOT / "brand_kits" / "med"
MAIN = f"{shlex.quote(sys.executable)} -m designer_app.cli"


def batch(designer: Designer, folder: Path, data: Path, *more: str | Path) -> Said:
    return designer(
        "batch", NOTE, "--data", data, "--kit", "med", "--sizes", "300x300", "--out", folder / "o", *more
    )


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_one_line_for_faults_that_are_alike_names_every_place(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "r.json", [{"_key": key, "headline": ""} for key in ("a", "b", "c")])
    said = batch(designer, tmp_path, rows)
    assert said.code == 1
    lines = [line for line in said.err.splitlines() if "value-missing" in line]
    assert len(lines) == 1
    assert all(f"row {key}, column headline" in lines[0] for key in ("a", "b", "c"))


def test_a_wrong_picture_is_told_of_its_cell_with_the_likely_name(designer: Designer, tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), "red").save(tmp_path / "coffee.jpg")
    rows = table(
        tmp_path / "r.json",
        [
            {"_key": "a", "headline": "A", "photo": "cofee.jpg"},
            {"_key": "b", "headline": "B", "photo": "Coffee.JPG"},
            {"_key": "c", "headline": "C", "photo": "../cup.jpg"},
            {"_key": "d", "headline": "D", "photo": "coffee.jpg"},
        ],
    )
    said = batch(designer, tmp_path, rows)
    assert said.code == 1
    assert f"{rows}: row a, column photo" in said.err
    assert f"{rows}: row c, column photo" in said.err
    assert "did you mean 'coffee.jpg'?" in said.err
    assert "d-300x300-1.png" in made(tmp_path / "o")


def test_what_the_decoder_converts_is_a_note(designer: Designer, tmp_path: Path) -> None:
    Image.new("CMYK", (400, 400)).save(tmp_path / "press.jpg")
    rows = table(tmp_path / "r.json", [{"_key": k, "headline": k, "photo": "press.jpg"} for k in "ab"])
    said = batch(designer, tmp_path, rows)
    assert said.code == 0
    assert said.err.count("note[converted-cmyk] · press.jpg") == 1


def test_failures_of_a_size_carry_their_cause(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "r.json", [{"_key": "a", "headline": "A"}])
    said = batch(designer, tmp_path, rows, "--sizes", "728x90", "--json")
    causes = {f["size"]: f["findings"][0]["code"] for f in said.json["failures"]}
    assert causes == {"728x90": "unsupported-class"}


@pytest.mark.parametrize(
    ("more", "code", "text"),
    [
        (["--assets", "nowhere"], 1, "missing-folder"),
        (["--lang", "xx"], 2, "unknown-language"),
        (["--lang", "русский"], 2, "unknown-language"),
        (["--name", "../{{key}}"], 2, "bad-pattern"),
        (["--name", "/{{key}}"], 2, "bad-pattern"),
        (["--name", "C:\\{{key}}"], 2, "bad-pattern"),
    ],
)
def test_flags_that_mean_nothing_are_told_before_anything_is_made(
    designer: Designer, tmp_path: Path, more: list[str], code: int, text: str
) -> None:
    rows = table(tmp_path / "r.json", [{"_key": "a", "headline": "A"}])
    said = batch(designer, tmp_path, rows, *more)
    assert said.code == code
    assert [line.partition("]")[0] for line in said.err.splitlines()] == [f"error[{text}"]
    assert made(tmp_path) == ["r.json"]


def test_a_file_where_the_folder_should_be(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "r.json", [{"_key": str(i), "headline": "A"} for i in range(30)])
    (tmp_path / "o").write_text("mine")
    said = batch(designer, tmp_path, rows)
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "cannot-write" in said.err
    assert (tmp_path / "o").read_text() == "mine"


def test_a_title_above_the_headings_of_a_sheet(designer: Designer, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Prices in October"])
    book.active.append(["_key", "headline", "price"])
    book.active.append(["a", "Coffee", 990])
    book.save(tmp_path / "r.xlsx")
    said = batch(designer, tmp_path, tmp_path / "r.xlsx")
    assert said.code == 0
    assert "title-row" in said.err
    assert "'Prices in October' above the headings" in said.err


def test_a_date_of_a_sheet_in_a_text_is_written_as_people_write_it(
    designer: Designer, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["id", "headline", "_lang"])
    book.active.append([7, date(2026, 10, 31), "ru"])
    book.active.append([8, date(2026, 10, 31), "en"])
    book.save(tmp_path / "r.xlsx")
    assert batch(designer, tmp_path, tmp_path / "r.xlsx").code == 0
    assert "31 октября 2026" in read_meta(tmp_path / "o" / "7-300x300-1.png").alt
    assert "October 31, 2026" in read_meta(tmp_path / "o" / "8-300x300-1.png").alt


def test_why_the_usual_column_holds_no_keys(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "r.json", [{"id": "x", "headline": "A"}, {"id": "x", "headline": "B"}])
    said = batch(designer, tmp_path, rows)
    assert said.code == 0
    assert "'id' that has 'x' twice" in said.err


@pytest.mark.parametrize(
    ("break_it", "code", "text"),
    [
        (lambda kit: (kit / "kit.json").write_text('{"name": '), "bad-json", "line 1, column 10"),
        (lambda kit: (kit / "tokens.json").write_text("{"), "bad-json", "line 1, column 2"),
        (lambda kit: _rename(kit / "kit.json", '"logos"', '"lgoos"'), "bad-kit", "did you mean 'logos'"),
        (lambda kit: (kit / "fonts" / "Literata.ttf").unlink(), "missing-font", "did you mean 'fonts/"),
        (lambda kit: (kit / "fonts" / "Literata-Italic.ttf").write_bytes(b"x" * 900), "bad-font", "fonts.Literata"),
    ],
)  # fmt: skip
def test_broken_kits_are_found_by_check(
    designer: Designer, tmp_path: Path, break_it: Callable[[Path], Any], code: str, text: str
) -> None:
    kit = tmp_path / "kit"
    shutil.copytree(MED, kit)
    break_it(kit)
    said = designer("check", kit)
    assert said.code == 1
    line = next(line for line in said.out.splitlines() if f"error[{code}]" in line)
    assert text in line


def _rename(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_a_new_template_may_not_be_called_like_one_of_the_program(designer: Designer, tmp_path: Path) -> None:
    said = designer("new", "template", "news", "--out", tmp_path)
    assert said.code == 2
    assert "name-taken" in said.err
    assert list(tmp_path.iterdir()) == []


def test_now_in_a_job_is_the_day_it_runs_and_nonsense_is_told_once(
    designer: Designer, tmp_path: Path
) -> None:
    rows = table(tmp_path / "r.json", [{"_key": key, "headline": key} for key in "abc"])
    job = {"template": str(NOTE), "data": rows.name, "kits": ["med"], "sizes": ["300x300"], "as_of": "now"}
    (tmp_path / "a.json").write_text(json.dumps(job))
    assert designer("batch", tmp_path / "a.json", "--out", tmp_path / "o").code == 0
    assert "bad-date" not in designer("check", tmp_path / "a.json").out
    (tmp_path / "a.json").write_text(json.dumps(job | {"as_of": "yesterday"}))
    said = designer("batch", tmp_path / "a.json", "--out", tmp_path / "p")
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert f"{tmp_path / 'a.json'}: as_of" in said.err
    assert not (tmp_path / "p").exists()


def test_a_size_of_ones_own_keeps_to_its_formats_and_bytes(designer: Designer, tmp_path: Path) -> None:
    own = {"id": "mine", "width": 300, "height": 300, "formats": ["jpg"], "max_bytes": 20_000}
    (tmp_path / "s.json").write_text(json.dumps({"sizes": [own]}))
    rows = table(tmp_path / "r.json", [{"_key": "a", "headline": "A"}])
    said = batch(designer, tmp_path, rows, "--sizes", "mine", "--sizes-file", tmp_path / "s.json")
    assert said.code == 0, said.err
    assert "a-mine-1.jpg" in made(tmp_path / "o")
    assert (tmp_path / "o" / "a-mine-1.jpg").stat().st_size <= 20_000


def test_a_cell_that_cannot_be_read_is_not_called_empty(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "r.json",
        [{"_key": "a", "percent": "many", "label": "Sale", "advertiser": "A", "erid": "2V"}],
    )
    said = designer(
        "batch", "sale", "--data", rows, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "o"
    )
    assert said.code == 1
    assert "bad-number" in said.err
    assert "value-missing" not in said.err


@pytest.mark.parametrize(
    "command",
    [("demo", "--out"), ("focal",), ("verify",), ("diff", "one"), ("new", "template", "x", "--from")],
)
def test_a_name_that_no_system_has_is_one_line(designer: Designer, command: tuple[str, ...]) -> None:
    said = designer(*command, "n" * 400)
    assert said.code in (1, 2)
    assert said.err.count("\n") == 1
    assert "internal-error" not in said.err


def test_a_path_outside_names_the_folder_that_rows_read_from(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "r.json", [{"_key": "a", "headline": "A", "photo": "../x.png"}])
    said = batch(designer, tmp_path, rows)
    assert said.code == 1
    assert f"expected a path below {tmp_path.name}" in said.err


def test_a_job_that_says_little_is_checked_as_far_as_it_goes(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"template": "nwes"}')
    said = designer("check", tmp_path / "a.json")
    assert said.code == 2
    assert "did you mean 'news'?" in said.err


def test_half_a_character_is_told_of_its_row(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(
        '[{"_key": "a", "headline": "\\ud83d\\ude00"}, {"_key": "b", "headline": "\\ud83d"}]'
    )
    said = batch(designer, tmp_path, tmp_path / "r.json")
    assert said.code == 1
    assert "error[bad-text]" in said.err
    assert "a-300x300-1.png" in made(tmp_path / "o")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_table_that_would_be_waited_for_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.csv")
    said = shell(f"{MAIN} batch news --data {tmp_path / 'r.csv'} --sizes 300x300 --out {tmp_path / 'o'}")
    assert said.returncode == 1
    assert "not-a-file" in said.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("command", "code", "text"),
    [
        (f"{MAIN} templates >&-", 0, ""),
        (f"{MAIN} sizes > /dev/full", 1, "error[cannot-write] · standard output"),
        (f"{MAIN} batch news --sizes 300x300 --out o --data - <&-", 2, "error[no-table]"),
        (
            f"mkdir gone && cd gone && rmdir ../gone && {MAIN} render news --size 300x300 --set headline=A -o a.png",
            1,
            "error[no-folder]",
        ),
    ],
)
def test_streams_and_folders_that_are_gone(tmp_path: Path, command: str, code: int, text: str) -> None:
    if "/dev/full" in command and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    said = shell(command, tmp_path)
    assert said.returncode == code, said.stderr
    assert text in said.stderr
    assert "internal-error" not in said.stderr
    assert "Traceback" not in said.stderr


def shell(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, shell=True, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip


def test_a_table_in_the_place_of_a_template_is_told(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "прайс.csv").write_text("id,name\n1,Чай\n", encoding="utf-8")
    said = designer("batch", tmp_path / "прайс.csv", "--sizes", "600x600", "--out", tmp_path / "out")
    assert said.code == 2
    assert "--data" in said.err
    assert len(said.err.strip().splitlines()) == 1
