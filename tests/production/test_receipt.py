"""Receipts and ledgers are written and read piece by piece."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import psutil
import pytest

from designer_app.errors import Finding
from designer_app.production import ledger_places
from designer_app.production.jobs import Job
from designer_app.production.keeping import Keeper
from designer_app.production.ledger import Ledger
from designer_app.production.plan import make_plan
from designer_app.production.receipt import Line, Receipt, read_receipt, write_receipt
from designer_app.production.records import Entry
from designer_app.production.renewing import forecast, renew
from designer_app.production.verifying import verify


def noted(out: Path, *entries: Entry) -> Ledger:
    """A folder with a file of each entry's name, and its ledger."""
    (out / ".designer").mkdir(exist_ok=True)
    (out / ".designer" / "lock").touch()  # a run holds it
    keeper, ledger = Keeper(), Ledger(out)
    for entry in entries:
        path = out / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * entry.bytes)
        keeper.note(ledger.part(), msgspec.structs.replace(entry, mtime=path.stat().st_mtime_ns))
    ledger.read()
    return ledger


def entry(name: str, path: str = "", **fields: object) -> Entry:
    blank = Entry(
        name=name, path=path or name, sha256="0" * 64, bytes=7, mtime=0, width=1, height=1, format="png", encoder="png"
    )  # fmt: skip
    return msgspec.structs.replace(blank, **fields)


FOUND = (Finding(code="text-cut", severity="warning", found='«Ёлка»\n"2"', expected="fewer words"),)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_receipt_is_what_it_would_be_in_one_piece(tmp_path: Path, count: int) -> None:
    entries = [
        entry(f"{n}.png", key=f"=k,{n}", slots=("a", "b")[:n], findings=FOUND[: n % 2]) for n in range(count)
    ]
    ledger = noted(tmp_path, *entries)
    assert write_receipt(ledger) == []
    receipt = read_receipt(tmp_path)
    whole = msgspec.json.format(msgspec.json.encode(receipt), indent=1) + b"\n"
    assert (tmp_path / "receipt.json").read_bytes() == whole
    assert [line.key for line in receipt.files] == [f"=k,{n}" for n in range(count)]
    assert receipt == Receipt(files=receipt.files)
    rows = list(csv.reader(io.StringIO((tmp_path / "receipt.csv").read_text("utf-8-sig"), newline="")))
    assert rows[0] == list(Line.__struct_fields__)
    assert len(rows) == 1 + count


def test_reviews_stay_whichever_file_they_stand_in(tmp_path: Path) -> None:
    ledger = noted(tmp_path, entry("a.png"), entry("b.png"))
    write_receipt(ledger)
    ledger.gather()
    table = tmp_path / "receipt.csv"
    lines = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join([lines[0], lines[1].removesuffix(",,") + ",ok,Anna", lines[2]]), "utf-8-sig")
    for gone in ("", "receipt.json", "receipt.csv"):
        if gone:
            (tmp_path / gone).unlink()
        ledger = Ledger(tmp_path)
        write_receipt(ledger)
        ledger.gather()
        assert [(line.status, line.reviewer) for line in read_receipt(tmp_path).files] == [
            ("ok", "Anna"),
            ("", ""),
        ]


def test_a_gathered_ledger_knows_the_newest_of_each_file(tmp_path: Path) -> None:
    ledger = noted(
        tmp_path, entry("a.png", input="1"), entry("b.png", "b.new.png", beside="b.png"), entry("c.png"), entry("a.png", input="2")
    )  # fmt: skip
    (tmp_path / "c.png").unlink()
    (tmp_path / "b.new.png").write_bytes(b"a person's")
    assert [known.input for known in ledger.known("a.png", ["a.png"])] == ["1", "2"]
    assert [known.name for known in ledger.known("b.new.png", ["b.new.png"])] == ["b.png"]
    ledger.gather()
    for seen in (ledger, Ledger(tmp_path)):
        assert seen.paths() == ["a.png", "b.new.png"]  # one is gone; the touched one is remembered as ours
        assert [known.input for known in seen.entries("a.png")] == ["2"]
        assert [known.path for known in seen.latest()] == ["a.png"]
    assert not list((tmp_path / ".designer").glob("part-*"))


def test_a_run_lets_go_of_all_files_of_its_folder(tmp_path: Path) -> None:
    """Some systems delete or replace no file that is open."""
    (tmp_path / "rows.json").write_text('[{"_key": "a", "headline": "A"}, {"_key": "b", "headline": "B"}]')
    note = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"
    job = Job(
        template=str(note), data=str(tmp_path / "rows.json"), kits=("northline",), sizes=("vk-post-square",),
        captions="headline", contact=("png",),
    )  # fmt: skip
    out = tmp_path / "out"
    for _ in range(2):
        assert renew(make_plan(job, str(out)), workers=1).ok
        forecast(make_plan(job, str(out)))
        verify(out)
        held = [file.path for file in psutil.Process().open_files() if Path(file.path).is_relative_to(out)]
        assert held == []


@pytest.mark.parametrize("laid_out", [None, 4, 0])
def test_reviews_are_found_however_the_receipt_is_laid_out(tmp_path: Path, laid_out: int | None) -> None:
    """As it was written, as another program writes it, on one line."""
    ledger = noted(tmp_path, entry("a.png"), entry("b.png"))
    write_receipt(ledger)
    ledger.gather()
    path = tmp_path / "receipt.json"
    text = path.read_text("utf-8").replace('"reviewer": ""', '"reviewer": "Анна {"', 1)
    if laid_out is not None:
        text = json.dumps(json.loads(text), indent=laid_out or None)
    path.write_text(text, "utf-8")
    ledger = Ledger(tmp_path)
    write_receipt(ledger)
    assert [line.reviewer for line in read_receipt(tmp_path).files] == ["Анна {", ""]


def test_two_names_with_one_mark_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_places, "mark_of", lambda name: 7)
    ledger = noted(tmp_path, entry("a.png"), entry("b.png"), entry("c.png", input="2"))
    assert [known.name for known in ledger.entries("b.png")] == ["b.png"]
    assert [known.path for known in ledger.latest()] == ["a.png", "b.png", "c.png"]
    ledger.gather()
    assert [known.path for known in ledger.of_path("c.png")] == ["c.png"]
