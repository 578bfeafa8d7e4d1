"""A second run into the same folder: what is made again, what stays, whose files are never touched."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from designer_app.design.library import _kit
from designer_app.production.batch import Summary
from designer_app.production.companion import Companion
from designer_app.production.jobs import Job
from designer_app.production.ledger import FOLDER, Ledger
from designer_app.production.plan import make_plan
from designer_app.production.renewing import Outlook, renew

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
ROWS: list[dict[str, Any]] = [
    {"_key": "a", "headline": "First"},
    {"_key": "b", "headline": "Second", "price": "100"},
    {"_key": "c", "headline": "Third"},
]


class Desk:
    """A table, a kit of one's own and an output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        self.kit = folder / "brand"
        shutil.copytree(ROOT / "brand_kits" / "northline", self.kit)
        shutil.copytree(NOTE, folder / "note")
        self.said: list[Outlook] = []
        self.rows = [dict(row) for row in ROWS]

    def run(
        self,
        workers: int = 1,
        *,
        out: Path | None = None,
        sizes: tuple[str, ...] = ("300x300",),
        **wishes: Any,
    ) -> Summary:
        table = self.folder / "rows.json"
        text = json.dumps(self.rows)
        if not table.exists() or table.read_text() != text:
            table.write_text(text)
        job = Job(template=str(self.folder / "note"), data=str(table), kits=(str(self.kit),), sizes=sizes)
        _kit.cache_clear()
        self.said.clear()
        plan = make_plan(job, str(out or self.out))
        return renew(plan, workers=workers, announce=self.said.append, **wishes)

    def change_tokens(self, change: Any) -> None:
        path = self.kit / json.loads((self.kit / "kit.json").read_text()).get("tokens", "tokens.json")
        tokens = json.loads(path.read_text(encoding="utf-8"))
        change(tokens)
        path.write_text(json.dumps(tokens), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the ledger, which holds times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


def times(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def written(summary: Summary) -> set[str]:
    return {result.key for result in summary.made if not result.kept}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_unchanged_run_writes_nothing(desk: Desk, workers: int) -> None:
    first = desk.run(workers)
    assert written(first) == {"a", "b", "c"}
    before = times(desk.out)
    again = desk.run(workers)
    assert (again.kept, again.ok) == (3, True)
    assert times(desk.out) == before
    assert [r.scene for r in again.results] == [r.scene for r in first.results]
    assert [r.findings for r in again.results] == [r.findings for r in first.results]


def test_a_changed_row_is_made_and_no_other(desk: Desk, tmp_path: Path) -> None:
    desk.run()
    desk.rows[1]["headline"] = "Another"
    assert written(desk.run()) == {"b"}
    (outlook,) = desk.said
    assert (outlook.changed, outlook.same, outlook.new, dict(outlook.causes)) == (1, 2, 0, {"row": 1})
    fresh = tmp_path / "fresh"
    desk.run(out=fresh)
    assert tree(fresh) == tree(desk.out)


def test_a_column_that_no_slot_takes_changes_nothing(desk: Desk) -> None:
    desk.run()
    before = tree(desk.out)
    for row in desk.rows:
        row["remark"] = "for us"
    assert written(desk.run()) == set()
    assert tree(desk.out) == before


def test_a_token_touches_its_users_and_says_so_first(desk: Desk) -> None:
    template = json.loads((desk.folder / "note" / "template.json").read_text(encoding="utf-8"))
    template["pages"][0]["layers"][-1]["fill"] = "price"
    (desk.folder / "note" / "template.json").write_text(json.dumps(template), encoding="utf-8")
    desk.run(2, sizes=("300x300", "400x400"))

    def unused(tokens: dict[str, Any]) -> None:
        tokens["nobody"] = {"$type": "color", "$value": "#123456"}

    desk.change_tokens(unused)
    before = tree(desk.out)
    assert written(desk.run(sizes=("300x300", "400x400"))) == set()
    assert (desk.said[0].changed, desk.said[0].same) == (0, 6)
    assert {name for name, data in tree(desk.out).items() if data != before[name]} <= {
        "receipt.json",
        "receipt.csv",
    }

    def used(tokens: dict[str, Any]) -> None:
        tokens["scheme"]["light"]["price"]["$value"] = "{color.palette.cobalt}"

    desk.change_tokens(used)
    assert written(desk.run(sizes=("300x300", "400x400"))) == {"b"}  # the only row with a price
    assert (desk.said[0].changed, desk.said[0].same, dict(desk.said[0].causes)) == (2, 4, {"kit": 2})


def test_a_changed_template_touches_all_that_look_otherwise(desk: Desk) -> None:
    desk.run()
    sizes = json.loads((desk.folder / "note" / "template.json").read_text(encoding="utf-8"))
    for page in sizes["pages"]:
        page["ground"] = "accent"
    (desk.folder / "note" / "template.json").write_text(json.dumps(sizes), encoding="utf-8")
    assert written(desk.run()) == {"a", "b", "c"}
    assert (desk.said[0].changed, dict(desk.said[0].causes)) == (3, {"template": 3})


def test_a_changed_picture_touches_the_rows_that_show_it(desk: Desk) -> None:
    photos = sorted((ROOT / "assets" / "photos").glob("*.jpg"))[:3]
    shutil.copy(photos[0], desk.folder / "one.jpg")
    shutil.copy(photos[1], desk.folder / "two.jpg")
    desk.rows[0]["photo"], desk.rows[1]["photo"], desk.rows[2]["photo"] = "one.jpg", "two.jpg", "one.jpg"
    desk.run()
    shutil.copy(photos[2], desk.folder / "two.jpg")
    assert written(desk.run()) == {"b"}
    os.utime(desk.folder / "one.jpg", (1, 1))  # touched, but the same picture
    assert written(desk.run()) == set()


def test_a_file_changed_by_hand_stays_and_the_new_one_lies_beside(desk: Desk) -> None:
    desk.run()
    touched = desk.out / "b-300x300-1.png"
    touched.write_bytes(b"mine")
    summary = desk.run()
    assert touched.read_bytes() == b"mine"
    beside = desk.out / "b-300x300-1.new.png"
    assert beside.read_bytes().startswith(b"\x89PNG")
    assert [f.file for f in summary.findings if f.code == "touched-file"] == ["b-300x300-1.png"]
    before = times(desk.out)
    again = desk.run()
    assert times(desk.out) == before
    assert [f.code for f in again.findings if f.code == "touched-file"] == ["touched-file"]
    beside.write_bytes(b"mine, too")
    desk.run()
    assert (touched.read_bytes(), beside.read_bytes()) == (b"mine", b"mine, too")
    assert (desk.out / "b-300x300-1.new2.png").exists()
    summary = desk.run(overwrite=True)
    assert touched.read_bytes().startswith(b"\x89PNG")
    assert not [f for f in summary.findings if f.code == "touched-file"]


def test_a_file_that_lay_there_before_is_a_persons(desk: Desk) -> None:
    desk.out.mkdir()
    (desk.out / "a-300x300-1.png").write_bytes(b"theirs")
    desk.run()
    assert (desk.out / "a-300x300-1.png").read_bytes() == b"theirs"
    assert (desk.out / "a-300x300-1.new.png").exists()


def test_a_deleted_file_is_made_again(desk: Desk) -> None:
    desk.run()
    before = tree(desk.out)
    (desk.out / "c-300x300-1.png").unlink()
    assert written(desk.run()) == {"c"}
    assert tree(desk.out) == before


def test_prune_deletes_what_no_row_wants_and_nothing_else(desk: Desk) -> None:
    desk.run()
    (desk.out / "mine.png").write_bytes(b"mine")
    (desk.out / "b-300x300-1.png").write_bytes(b"mine, too")
    desk.rows = desk.rows[:1]
    desk.run()
    assert (desk.out / "c-300x300-1.png").exists()
    summary = desk.run(prune=True)
    assert [f.file for f in summary.findings if f.code == "pruned"] == ["c-300x300-1.png"]
    assert set(tree(desk.out)) == {
        "a-300x300-1.png", "b-300x300-1.png", "mine.png", "receipt.csv", "receipt.json"
    }  # fmt: skip


def test_prune_spares_rows_that_fail_now(desk: Desk) -> None:
    desk.run()
    desk.rows[1]["price"] = "much"
    desk.run(prune=True)
    assert (desk.out / "b-300x300-1.png").exists()


def test_the_receipt_proves_every_file(desk: Desk) -> None:
    desk.rows[0]["_key"] = "=cmd"
    sheet = Companion(name="sheet.jpg", made_of="1", make=lambda: (b"a ", b"sheet"))
    desk.run(companions=lambda results: [sheet])
    receipt = json.loads((desk.out / "receipt.json").read_bytes())
    assert {file["path"] for file in receipt["files"]} == set(tree(desk.out)) - {
        "receipt.json",
        "receipt.csv",
    }
    for file in receipt["files"]:
        assert file["sha256"] == hashlib.sha256((desk.out / file["path"]).read_bytes()).hexdigest()
        assert (file["status"], file["reviewer"]) == ("", "")
    first = receipt["files"][0]
    assert (first["key"], first["size"], first["kit"], first["template"], first["encoder"]) == (
        "=cmd", "300x300", "brand", "note", "png"
    )  # fmt: skip
    assert "headline" in first["slots"]
    with (desk.out / "receipt.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [line["path"].lstrip("'") for line in lines] == [file["path"] for file in receipt["files"]]
    assert lines[0]["key"] == "'=cmd"


def test_what_reviewers_write_stays_while_the_picture_does(desk: Desk) -> None:
    desk.run()
    path = desk.out / "receipt.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for line in lines:
        line["status"], line["reviewer"] = "approved", "Анна"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    desk.rows[1]["headline"] = "Another"
    desk.run()
    files = json.loads((desk.out / "receipt.json").read_bytes())["files"]
    assert [(f["key"], f["status"], f["reviewer"]) for f in files] == [
        ("a", "approved", "Анна"), ("b", "", ""), ("c", "approved", "Анна")
    ]  # fmt: skip


def test_a_torn_ledger_is_read_as_far_as_it_is_whole(desk: Desk) -> None:
    desk.run()
    path = desk.out / FOLDER / "ledger"
    data = path.read_bytes()
    before = tree(desk.out)
    for cut in range(0, len(data), 97):
        path.write_bytes(data[:cut])
        assert len(Ledger(desk.out)) < 6
    path.write_bytes(data[: len(data) // 2])
    desk.run()
    assert tree(desk.out) == before  # the very same bytes are taken for ours


_SCRIPT = """
import sys
from designer_app.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_any_moment_and_run_again_is_an_undisturbed_run(tmp_path: Path, workers: int) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps([{"_key": str(i), "headline": f"Number {i}"} for i in range(24)]))
    arguments = (
        "batch", str(NOTE), "--data", str(rows), "--kit", "northline", "--sizes", "300x300", "--workers", str(workers)
    )  # fmt: skip

    def command(out: Path) -> list[str]:
        return [sys.executable, "-c", _SCRIPT, *arguments, "--out", str(out)]

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.monotonic()
    subprocess.run(command(tmp_path / "whole"), env=environment, check=True, capture_output=True)
    took = time.monotonic() - begun
    whole = tree(tmp_path / "whole")
    chance = random.Random(workers)
    out = tmp_path / "killed"
    for _ in range(4):
        process = subprocess.Popen(
            command(out), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )  # fmt: skip
        try:
            process.wait(took * chance.uniform(0.3, 0.95))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    rows.write_text(rows.read_text().replace("Number 3", "Count 3"))
    subprocess.run(command(out), env=environment, check=True, capture_output=True)
    subprocess.run(command(tmp_path / "again"), env=environment, check=True, capture_output=True)
    assert tree(out) == tree(tmp_path / "again")
    assert whole.keys() == tree(out).keys()
    assert sorted(path.name for path in (out / FOLDER).iterdir()) == ["jobs.json", "ledger"]


def test_a_run_stopped_among_many_files_leaves_the_receipt_to_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("designer_app.production.renewing._QUICK", 3)
    desk.rows = [{"_key": f"r{n}", "headline": f"Number {n}"} for n in range(9)]
    told: list[str] = []
    summary = desk.run(tell=lambda result: told.append(result.key), stop=lambda: len(told) > 4)
    assert summary.stopped
    assert len(list(desk.out.glob("*.png"))) == 5
    assert not (desk.out / "receipt.json").exists()
    again = desk.run()
    assert (again.ok, again.kept) == (True, 5)
    lines = json.loads((desk.out / "receipt.json").read_text(encoding="utf-8"))["files"]
    assert [line["key"] for line in lines] == [f"r{n}" for n in range(9)]
