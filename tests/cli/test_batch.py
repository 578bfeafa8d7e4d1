"""Batches: what is made, what is refused, and that nothing else is ever left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.export.metadata import read_meta
from tests.cli.running import CARDS, NOTE, ROOT, Designer, files, table

ROWS = NOTE / "rows.json"


def test_rows_by_sizes_by_kits(designer: Designer, tmp_path: Path) -> None:
    said = designer(
        "batch",
        NOTE,
        "--data",
        ROWS,
        "--kit",
        "med,northline",
        "--sizes",
        "600x600,600x750",
        "--out",
        tmp_path,
        "--json",
    )
    assert said.code == 0, said.err
    report = said.json
    assert (report["ok"], report["wanted"], report["written"], report["failed"]) == (True, 24, 24, 0)
    assert files(tmp_path) == sorted(file["path"] for file in report["files"])
    assert "ru-600x750-northline-1.png" in files(tmp_path)
    for file in report["files"]:
        assert (tmp_path / file["path"]).stat().st_size == file["bytes"]


def test_one_bad_row_never_stops_the_others(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "rows.json",
        [
            {"_key": "a", "headline": "Good"},
            {"_key": "b", "headline": ""},
            {"_key": "c", "headline": "Bad price", "price": "much"},
            {"_key": "d", "headline": "No picture", "photo": "gone.jpg"},
            {"_key": "a", "headline": "Twice"},
            {"_key": "e", "headline": "Good, too"},
        ],
    )
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "600x600", "--out", tmp_path / "o", "--json"
    )
    assert said.code == 1
    assert files(tmp_path / "o") == ["a-600x600-1.png", "e-600x600-1.png"]
    causes = {(f["key"], f["findings"][0]["code"]) for f in said.json["failures"]}
    assert causes == {
        ("b", "value-missing"), ("c", "bad-money"), ("d", "missing-file"), ("a", "duplicate-key")
    }  # fmt: skip
    assert said.json["wanted"] == 6


def test_the_summary_names_causes(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": "a", "headline": "Good"}, {"_key": "b", "headline": None}])
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "600x600", "--out", tmp_path / "o"
    )
    assert said.code == 1
    assert "row b, column headline" in said.err
    assert "1 of 2 files" in said.out


def test_a_missing_column_takes_the_default_and_says_so_once(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": k, "headline": "Open"} for k in "abc"])
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "600x600", "--out", tmp_path / "o"
    )
    assert said.code == 0
    assert said.err.count("column body") == 1
    assert "2 more like it" in said.err


def test_a_required_column_that_is_absent_fails_every_row(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": "a", "hedline": "Open"}])
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "600x600", "--out", tmp_path / "o"
    )
    assert said.code == 1
    assert "value-missing" in said.err
    assert "did you mean 'headline'" in said.err  # the mistyped column
    assert not (tmp_path / "o").exists()


def test_unsupported_sizes_are_named_and_the_rest_is_made(designer: Designer, tmp_path: Path) -> None:
    said = designer(
        "batch", NOTE, "--data", ROWS, "--kit", "med", "--sizes", "600x600,728x90", "--out", tmp_path
    )
    assert said.code == 1
    assert said.err.count("unsupported-class") == 1
    assert len(files(tmp_path)) == 6
    assert "6 of 12 files" in said.out


def test_a_group_asks_for_the_sizes_that_the_template_supports(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": "a", "headline": "Open"}])
    told = ("batch", NOTE, "--data", rows, "--kit", "med", "--out", tmp_path / "o", "--dry-run", "--sizes")
    said = designer(*told, "class:square,class:strip")
    assert said.code == 0
    assert said.out.count("note[sizes-left-out]") == 1
    assert "strip" in said.out
    for explicit in ("class:square,class:strip,728x90", "class:strip"):
        said = designer(*told, explicit)
        assert said.code == 1
        assert "unsupported-class" in said.out


def test_a_price_that_would_be_cut_fails_its_row(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "rows.json",
        [{"_key": "a", "headline": "Open", "price": 10**14}, {"_key": "b", "headline": "Open", "price": 10}],
    )
    template = tmp_path / "narrow"
    template.mkdir()
    text = (NOTE / "template.json").read_text(encoding="utf-8")
    narrow = text.replace('"size": 60, "x": "M"', '"size": 60, "max_lines": 1, "x": "M", "w": 200')
    assert narrow != text
    (template / "template.json").write_text(narrow, encoding="utf-8")
    said = designer(
        "batch", template, "--data", rows, "--kit", "med", "--sizes", "600x600", "--out", tmp_path / "o"
    )
    assert said.code == 1
    assert files(tmp_path / "o") == ["b-600x600-1.png"]
    (line,) = [line for line in said.err.splitlines() if "error[text-cut]" in line]
    assert "shorten by" in line


def test_dry_run_builds_and_writes_nothing(designer: Designer, tmp_path: Path) -> None:
    out = tmp_path / "o"
    arguments = ("--kit", "med", "--sizes", "600x600", "--out", out, "--dry-run")
    assert designer("batch", NOTE, "--data", ROWS, *arguments).code == 0
    bad = table(tmp_path / "rows.json", [{"_key": "a", "headline": ""}])
    assert designer("batch", NOTE, "--data", bad, *arguments).code == 1
    assert not out.exists()


def test_dry_run_names_causes_with_rows_sizes_and_remedies(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "rows.json", [{"_key": "a", "headline": "Word " * 300}, {"_key": "b", "headline": "Words" + " word" * 300}, {"_key": "c", "headline": ""}]
    )  # fmt: skip
    arguments = ("batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "600x600", "--dry-run")
    said = designer(*arguments, "--csv", tmp_path / "mend.csv")
    assert said.code == 1
    lines = said.out.splitlines()
    assert (
        lines[0]
        == "error[value-missing] · 1 row: headline empty · keys c · sizes 600x600 · → fill in the cell"
    )
    assert (
        "warning[text-too-long] · 2 rows: headline 1439–1445 characters over its limit · keys a, b · sizes 600x600 · "
        "→ shorten the text"
    ) in lines
    assert (tmp_path / "mend.csv").read_text(encoding="utf-8-sig").count("text-too-long") == 2
    causes = designer(*arguments, "--json").json["causes"]
    assert causes[0]["sightings"][0]["place"] == "row c, column headline"


def test_a_text_over_its_limit_is_cut_and_made_and_strict_stops(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "rows.json", [{"_key": str(n), "headline": "word " * n} for n in (3, 400, 1_900, 2_100)]
    )
    arguments = ("--kit", "med", "--sizes", "600x600", "--out", tmp_path / "out", "--json")
    said = designer("batch", NOTE, "--data", rows, *arguments)
    assert [file["key"] for file in said.json["files"]] == ["3", "400", "1900"]
    told = [
        {f["code"] for f in file["findings"] if f["severity"] == "warning"} for file in said.json["files"]
    ]
    assert told == [set(), {"text-too-long", "text-cut"}, {"text-too-long", "text-cut"}]
    assert [f["code"] for f in said.json["failures"][0]["findings"]] == ["text-too-long"]
    strict = designer(
        "batch", NOTE, "--data", rows, "--row", "400", *arguments[:-2], tmp_path / "no", "--strict"
    )
    assert (strict.code, (tmp_path / "no").exists()) == (1, False)


def test_strict_makes_nothing_while_there_is_a_warning(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "rows.json", [{"_key": "a", "headline": "Good"}, {"_key": "b", "headline": "☃🧿⿿"}]
    )
    arguments = ("--kit", "med", "--sizes", "600x600", "--out", tmp_path / "o", "--strict")
    said = designer("batch", NOTE, "--data", rows, *arguments)
    assert said.code == 1
    assert "headline with characters that no font has · keys b" in said.err
    assert not (tmp_path / "o").exists()


def test_vary_and_lang_and_format_multiply(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": "a"}])
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "300x300", "--vary", "headline=One|Two",
        "--lang", "ru,en", "--format", "png,webp", "--out", tmp_path / "o",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert files(tmp_path / "o") == sorted(
        f"a-{variant}-300x300-{lang}-1.{suffix}"
        for lang in ("ru", "en")
        for variant in (1, 2)
        for suffix in ("png", "webp")
    )


def test_what_looks_like_markup_in_a_cell_is_shown_as_it_is(designer: Designer, tmp_path: Path) -> None:
    texts = ["{{ body }}", "{% for x in y %}", "{%", "{{", "<b>Bold</b> & co", "=1+1", "{{ 7 | money }}"]
    rows = table(tmp_path / "rows.json", [{"_key": str(i), "headline": text} for i, text in enumerate(texts)])
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "o"
    )
    assert said.code == 0, said.err
    for i, text in enumerate(texts):
        assert text in read_meta(tmp_path / "o" / f"{i}-300x300-1.png").alt


def test_pages_follow_the_row(designer: Designer, tmp_path: Path) -> None:
    said = designer(
        "batch", CARDS, "--data", CARDS / "rows.json", "--kit", "med", "--sizes", "300x300", "--out", tmp_path,
        "--name", "{{key}}/{{page}} of {{pages}}",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert files(tmp_path) == ["none/1 of 1.png", "two/1 of 3.png", "two/2 of 3.png", "two/3 of 3.png"]


def test_a_pattern_that_names_two_files_alike_is_wrong_use(designer: Designer, tmp_path: Path) -> None:
    base = (
        "batch",
        NOTE,
        "--data",
        ROWS,
        "--kit",
        "med,northline",
        "--sizes",
        "300x300,400x400",
        "--out",
        tmp_path,
    )
    said = designer(*base, "--name", "{{key}}-{{size}}")
    assert said.code == 2
    assert "add {{kit}}" in said.err
    said = designer(*base, "--name", "{{key}}-{{kit}}")
    assert said.code == 2
    assert "add {{size}}" in said.err
    said = designer(*base, "--name", "{{kye}}")
    assert said.code == 2
    assert "did you mean 'key'" in said.err
    assert files(tmp_path) == []


def test_keys_that_make_the_same_name_fail_the_later_row(designer: Designer, tmp_path: Path) -> None:
    rows = table(
        tmp_path / "rows.json",
        [
            {"_key": "a/b", "headline": "One"},
            {"_key": "A-B", "headline": "Two"},
            {"_key": "c", "headline": "Three"},
        ],
    )
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "o"
    )
    assert said.code == 1
    assert "name-clash" in said.err
    assert files(tmp_path / "o") == ["a-b-300x300-1.png", "c-300x300-1.png"]


@pytest.mark.parametrize(
    "key", ["../../evil", "/etc/passwd", "C:\\x", "con", "a\u202eb", "x" * 400, "...", "nul.txt"]
)
def test_keys_never_lead_out_of_the_folder(designer: Designer, tmp_path: Path, key: str) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": key, "headline": "One"}])
    said = designer(
        "batch",
        NOTE,
        "--data",
        rows,
        "--kit",
        "med",
        "--sizes",
        "300x300",
        "--out",
        tmp_path / "o",
        "--name",
        "{{key}}",
    )
    assert said.code == 0, said.err
    assert len(files(tmp_path / "o")) == 1
    assert files(tmp_path) == ["o/" + files(tmp_path / "o")[0], "rows.json"]


def test_rows_read_pictures_below_their_folder_and_assets_only(designer: Designer, tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "data").mkdir()
    (tmp_path / "shared").mkdir()
    Image.new("RGB", (500, 500), "red").save(tmp_path / "shared" / "red.png")
    rows = table(tmp_path / "data" / "rows.json", [{"_key": "a", "headline": "Open", "photo": "red.png"}])
    base = ("batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "o")
    assert designer(*base).code == 1
    assert designer(*base, "--assets", tmp_path / "shared").code == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.csv", None, "file-missing"),
        ("empty.csv", b"", "empty"),
        ("heads.csv", b"headline,body\n", "empty"),
        ("bad.json", b"[{]", "bad-json"),
        ("bad.xlsx", b"PK\x03\x04 broken", "error["),
        ("old.xls", b"\xd0\xcf\x11\xe0", "bad-xls"),
        ("rows.pdf", b"%PDF", "unknown-table"),
        ("what.csv", b"headline\n\x98\xff\xfe\x00\xd8", "error["),
    ],
)
def test_bad_tables(designer: Designer, tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    said = designer(
        "batch",
        NOTE,
        "--data",
        tmp_path / name,
        "--kit",
        "med",
        "--sizes",
        "300x300",
        "--out",
        tmp_path / "o",
    )
    assert said.code == 1
    assert code in said.err
    assert name in said.err
    assert not (tmp_path / "o").exists()


def test_a_byte_budget_that_cannot_be_kept_fails_by_name(designer: Designer, tmp_path: Path) -> None:
    sizes = [{"id": "small", "width": 600, "height": 600, "formats": ["png"], "max_bytes": 300}]
    (tmp_path / "sizes.json").write_text(json.dumps({"sizes": sizes}), encoding="utf-8")
    base = ("batch", NOTE, "--data", ROWS, "--row", "short", "--kit", "med", "--sizes", "small")
    said = designer(*base, "--sizes-file", tmp_path / "sizes.json", "--out", tmp_path / "o")
    assert said.code == 1
    assert "over-budget" in said.err
    assert "short in small" in said.err
    assert not (tmp_path / "o").exists()


def test_as_of_is_the_only_today(designer: Designer, tmp_path: Path) -> None:
    text = json.loads((NOTE / "template.json").read_text(encoding="utf-8"))
    text["pages"][0]["layers"][3]["text"] = "{{ today | date }}"
    (tmp_path / "dated").mkdir()
    (tmp_path / "dated" / "template.json").write_text(json.dumps(text), encoding="utf-8")
    rows = table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}])
    base = (
        "batch",
        tmp_path / "dated",
        "--data",
        rows,
        "--kit",
        "med",
        "--sizes",
        "300x300",
        "--name",
        "{{key}}",
    )
    assert designer(*base, "--out", tmp_path / "none").code == 1  # no clock is asked
    for day in ("2026-11-25", "2027-01-01"):
        assert designer(*base, "--as-of", day, "--out", tmp_path / day).code == 0
    assert (tmp_path / "2026-11-25" / "a.png").read_bytes() != (
        tmp_path / "2027-01-01" / "a.png"
    ).read_bytes()


def test_machines_hear_how_far_it_is(designer: Designer, tmp_path: Path) -> None:
    said = designer(
        "batch", NOTE, "--data", ROWS, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "o", "--json"
    )
    lines = [json.loads(line) for line in said.err.splitlines()]
    assert lines
    assert (lines[-1]["progress"], lines[-1]["done"], lines[-1]["total"], lines[-1]["failed"]) == (
        "making", said.json["wanted"], said.json["wanted"], 0
    )  # fmt: skip
    said = designer(
        "batch", NOTE, "--data", ROWS, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "p"
    )
    assert "making" not in said.err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_can_say_where_its_time_went(designer: Designer, tmp_path: Path, workers: str) -> None:
    table = ROOT / "examples" / "week" / "sale.csv"
    base = ("batch", "sale", "--data", table, "--kit", "med", "--sizes", "300x300", "--workers", workers)
    said = designer(*base, "--out", tmp_path / "timed", "--timings", "--json")
    found = said.json["timings"]
    assert {
        "decode",
        "resize",
        "text",
        "build",
        "paint",
        "encode",
        "write",
        "other",
        "cells",
        "elapsed",
    } == set(found)
    assert min(found["text"], found["build"], found["paint"], found["encode"], found["write"]) > 0
    assert sum(found.values()) - found["cells"] - found["elapsed"] == pytest.approx(found["cells"], abs=0.01)
    plain = designer(*base, "--out", tmp_path / "plain", "--json")
    assert "timings" not in plain.json
    assert [f["sha256"] for f in said.json["files"]] == [f["sha256"] for f in plain.json["files"]]
