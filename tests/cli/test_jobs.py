"""A job's file as what a batch makes: paths, flags over it, overrides, faults in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import NOTE, Designer, files, table


def job(path: Path, **fields: Any) -> Path:
    path.write_text(json.dumps({"template": str(NOTE), **fields}), encoding="utf-8")
    return path


def test_a_job_says_all_and_flags_win(designer: Designer, tmp_path: Path) -> None:
    table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}, {"_key": "b", "headline": "Two"}])
    path = job(
        tmp_path / "spring.job.json",
        data="rows.json",
        kits=["med"],
        sizes=["300x300"],
        langs=["en"],
        name="{{key}}",
    )
    assert designer("batch", path, "--out", tmp_path / "o").code == 0
    assert files(tmp_path / "o") == ["a.png", "b.png"]
    assert designer("batch", path, "--out", tmp_path / "p", "--format", "jpg", "--row", "b").code == 0
    assert files(tmp_path / "p") == ["b.jpg"]


def test_a_folder_means_the_job_in_it(designer: Designer, tmp_path: Path) -> None:
    table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}])
    job(
        tmp_path / "job.json", data="rows.json", kits=["med"], sizes=["300x300"], langs=["en"], name="{{key}}"
    )
    assert designer("batch", tmp_path, "--out", tmp_path / "o").code == 0
    assert files(tmp_path / "o") == ["a.png"]
    assert designer("check", tmp_path).code == 0


def test_a_folders_job_is_watched(
    designer: Designer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}])
    path = job(
        tmp_path / "job.json", data="rows.json", kits=["med"], sizes=["300x300"], langs=["en"], name="{{key}}"
    )
    heard: list[str] = []

    def once(read: Any, run: Any, failed: Any, *, job_file: str, out: Path) -> None:
        run(read())
        heard.append(job_file)

    monkeypatch.setattr("designer_app.production.watching.keep_running", once)
    assert designer("watch", tmp_path, "--out", tmp_path / "o").code == 0
    assert (files(tmp_path / "o"), heard) == (["a.png"], [str(path)])


def test_rows_of_a_job_read_pictures_from_its_folder(designer: Designer, tmp_path: Path) -> None:
    from PIL import Image

    for name in ("data", "photos"):
        (tmp_path / name).mkdir()
    Image.new("RGB", (400, 400), "red").save(tmp_path / "photos" / "tea.jpg")
    table(tmp_path / "data" / "rows.json", [{"_key": "a", "headline": "A", "photo": "photos/tea.jpg"}])
    job = tmp_path / "week.job.json"
    job.write_text(
        json.dumps({"template": str(NOTE), "data": "data/rows.json", "kits": ["med"], "sizes": ["300x300"]})
    )
    said = designer("batch", job, "--out", tmp_path / "out")
    assert (said.code, "missing-file" in said.err) == (0, False)
    assert designer("verify", tmp_path / "out").code == 0


def test_overrides_of_a_job_reach_their_rows_only(designer: Designer, tmp_path: Path) -> None:
    table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}, {"_key": "b", "headline": "One"}])
    fields = {"data": "rows.json", "kits": ["med"], "sizes": ["300x300"], "name": "{{key}}"}
    override = {"layer": "band", "row": "b", "set": {"fill": "#ff0000"}}
    plain, changed = (
        job(tmp_path / "p.json", **fields),
        job(tmp_path / "c.json", **fields, overrides=[override]),
    )
    assert designer("batch", plain, "--out", tmp_path / "p").code == 0
    assert designer("batch", changed, "--out", tmp_path / "c").code == 0
    assert (tmp_path / "p" / "a.png").read_bytes() == (tmp_path / "c" / "a.png").read_bytes()
    assert (tmp_path / "p" / "b.png").read_bytes() != (tmp_path / "c" / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"tempalte": "x"}, "did you mean 'template'"),
        ({"sizes": "1080x1080"}, "sizes"),
        ({"overrides": [{"layer": "band", "set": {}, "rwo": "a"}]}, "did you mean 'row'"),
    ],
)
def test_broken_jobs(designer: Designer, tmp_path: Path, fields: dict[str, Any], wanted: str) -> None:
    said = designer("batch", job(tmp_path / "a.json", **fields), "--out", tmp_path / "o")
    assert said.code == 1
    assert "bad-job" in said.err
    assert wanted in said.err


def test_stale_overrides_are_listed(designer: Designer, tmp_path: Path) -> None:
    table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}])
    override = {"layer": "bnad", "row": "a", "set": {"fill": "accent"}}
    path = job(tmp_path / "j.json", data="rows.json", kits=["med"], sizes=["300x300"], overrides=[override])
    said = designer("batch", path, "--out", tmp_path / "o")
    assert said.code == 0
    assert "stale-override" in said.err
    assert "did you mean 'band'" in said.err


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ({"kits": ["medd"]}, "kits"),
        ({"sizes": ["vkk"]}, "sizes"),
        ({"langs": ["xx"]}, "langs"),
        ({"template": "newss"}, "template"),
        ({"set": {"nope": "x"}}, "set.nope"),
        ({"vary": {"nope": ["x", "y"]}}, "vary.nope"),
        ({"where": "headline <"}, "where 'headline <'"),
        ({"order": "nope"}, "order 'nope'"),
        ({"name": "../x"}, "name '../x'"),
        ({"captions": "{{"}, "captions '{{'"),
    ],
)
def test_a_wish_of_a_job_is_refused_in_its_place_and_a_flags_in_the_flag(
    designer: Designer, tmp_path: Path, wish: dict[str, Any], place: str
) -> None:
    table(tmp_path / "rows.json", [{"_key": "a", "headline": "One"}])
    path = job(
        tmp_path / "a.job.json", **{"data": "rows.json", "kits": ["med"], "sizes": ["300x300"], **wish}
    )
    said = designer("batch", path, "--out", tmp_path / "o")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f" · {path}: {place} · found " in said.err
    if (field := next(iter(wish))) in ("sizes", "where"):
        value = wish[field] if isinstance(wish[field], str) else wish[field][0]
        other = job(tmp_path / "b.job.json", data="rows.json", kits=["med"], sizes=["300x300"])
        flagged = designer("batch", other, "--out", tmp_path / "o", f"--{field}", value)
        assert flagged.code == 2
        assert f" · --{field}" in flagged.err
        assert str(other) not in flagged.err
    assert not (tmp_path / "o").exists()


def test_columns_that_the_table_lacks_are_told(designer: Designer, tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.json", [{"_key": "a", "Текст": "One"}])
    said = designer(
        "batch", NOTE, "--data", rows, "--kit", "med", "--sizes", "300x300", "--out", tmp_path / "o",
        "--column", "Текст=headline", "--column", "Тескт=body",
    )  # fmt: skip
    assert said.code == 0
    assert "warning[unknown-column]" in said.err
    assert "columns.Тескт · found no column 'Тескт' in rows.json" in said.err
