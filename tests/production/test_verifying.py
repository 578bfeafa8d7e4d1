"""Proof of a folder, and what differs between two."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from designer_app.errors import DesignError
from designer_app.production.diff_pages import diff_page, diff_sheet
from designer_app.production.diffing import compare, named
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.renewing import renew
from designer_app.production.verifying import verify
from tests.cli.running import NOTE

ROWS = [{"_key": key, "headline": f"Number {key}"} for key in "abcd"]


def make(folder: Path, rows: list[dict[str, str]], out: str, as_of: str = "") -> Path:
    table = folder / "rows.json"
    table.write_text(json.dumps(rows), encoding="utf-8")
    job = Job(template=str(NOTE), data=str(table), kits=("northline",), sizes=("300x300",), as_of=as_of)
    renew(make_plan(job, str(folder / out)), workers=1)
    return folder / out


def test_a_folder_as_it_was_made_is_proven_and_nothing_is_written(tmp_path: Path) -> None:
    out = make(tmp_path, ROWS, "out")
    before = {path: path.stat().st_mtime_ns for path in sorted(out.rglob("*"))}
    verdict = verify(out)
    assert (verdict.ok, verdict.files, verdict.rendered) == (True, 4, 4)
    sampled = verify(out, sample=2, workers=2)
    assert (sampled.ok, sampled.files, sampled.rendered) == (True, 4, 2)
    assert {path: path.stat().st_mtime_ns for path in sorted(out.rglob("*"))} == before


def test_what_is_touched_missing_changed_or_gone_is_named(tmp_path: Path) -> None:
    out = make(tmp_path, ROWS, "out")
    (out / "a-300x300-1.png").write_bytes(b"mine")
    (out / "b-300x300-1.png").unlink()
    changed = [{**ROWS[2], "headline": "Otherwise"}, *ROWS[:2]]
    (tmp_path / "rows.json").write_text(json.dumps(changed), encoding="utf-8")
    verdict = verify(out)
    assert not verdict.ok
    assert {(f.code, f.file) for f in verdict.differences} == {
        ("file-touched", "a-300x300-1.png"), ("file-missing", "b-300x300-1.png"), ("file-differs", "c-300x300-1.png"),
        ("not-made-again", "d-300x300-1.png"),
    }  # fmt: skip


def test_a_folder_without_receipt_cannot_be_proven(tmp_path: Path) -> None:
    with pytest.raises(DesignError) as caught:
        verify(tmp_path)
    assert caught.value.findings[0].code == "no-receipt"


def test_two_folders_compared(tmp_path: Path) -> None:
    one = make(tmp_path, ROWS[:3], "one")
    two = make(tmp_path, [ROWS[0], {**ROWS[1], "headline": "Otherwise"}, ROWS[3]], "two")
    found = compare(one, two)
    assert (found.same, found.only_before, found.only_after) == (
        1,
        ("c-300x300-1.png",),
        ("d-300x300-1.png",),
    )
    (changed,) = found.changed
    assert (changed.path, changed.key) == ("b-300x300-1.png", "b")
    with Image.open(one / changed.path) as a, Image.open(two / changed.path) as b:
        pairs = list(
            zip(a.convert("RGB").get_flattened_data(), b.convert("RGB").get_flattened_data(), strict=True)
        )
    assert changed.share == pytest.approx(sum(p != q for p, q in pairs) / len(pairs), abs=1e-6)
    assert changed.most == max(abs(x - y) for p, q in pairs for x, y in zip(p, q, strict=True))
    assert compare(one, one).ok


def test_what_is_no_picture_is_compared_by_its_bytes(tmp_path: Path) -> None:
    folders = []
    for name, word in (("one", "First"), ("two", "Other")):
        (tmp_path / f"{name}.json").write_text(
            f'[{{"_key": "a", "headline": "{word}"}}, {{"_key": "b", "headline": "Same"}}]'
        )
        job = Job(
            template=str(NOTE), data=str(tmp_path / f"{name}.json"), kits=("med",), sizes=("300x300",), formats=("pdf",),
            captions="headline",
        )  # fmt: skip
        renew(make_plan(job, str(tmp_path / name)), workers=1)
        folders.append(tmp_path / name)
    found = compare(*folders)
    assert [(c.path, c.key, named(c)) for c in found.changed] == [
        ("a-300x300-1.pdf", "a", "a-300x300-1.pdf: other bytes"), ("a.txt", "a", "a.txt: other bytes"),
    ]  # fmt: skip
    assert found.same == 2
    page = diff_page(found, *folders).decode()
    assert "<b>a · 300x300 · med</b> <code>a.txt</code> other bytes" in page
    assert re.search(r"<del>First\s*</del>", page)
    assert "другие байты" in diff_page(found, *folders, "ru").decode()


def test_the_page_holds_all_and_asks_for_nothing(tmp_path: Path) -> None:
    one = make(tmp_path, [{"_key": "a", "headline": "One"}, {"_key": "<i>&'", "headline": "x"}], "one")
    two = make(tmp_path, [{"_key": "a", "headline": "Two"}], "two")
    found = compare(one, two)
    page = diff_page(found, one, two).decode("utf-8")
    assert "Content-Security-Policy" in page
    assert not re.search(r"https?:|<script|url\(", page)
    assert page.count("<img") == 1
    assert "a-300x300-1.png" in page
    assert "<i>" not in page
    with Image.open(io.BytesIO(diff_sheet(found, one, two, ".png"))) as sheet:
        assert sheet.format == "PNG"
        assert sheet.width == 2400
