"""PDF from the command line: pages in one file, a file for each page of a batch, an unchanged second run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import CARDS, NOTE, Designer

pikepdf = pytest.importorskip("pikepdf")
ROW = ("--data", CARDS / "rows.json", "--row")


def row_key() -> str:
    import json

    rows = json.loads((CARDS / "rows.json").read_text("utf-8"))
    return str((rows if isinstance(rows, list) else rows["rows"])[0]["_key"])


def pages(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def test_all_pages_of_a_row_are_one_file_and_one_where_it_is_named(
    designer: Designer, tmp_path: Path
) -> None:
    base = ("render", CARDS, "--kit", "med", "--size", "1080x1080", *ROW, row_key())
    assert designer(*base, "-o", tmp_path / "all.pdf").code == 0
    assert designer(*base, "-o", tmp_path / "two.pdf", "--page", "2").code == 0
    assert designer(*base, "-o", tmp_path / "each-{{page}}.pdf").code == 0
    each = sorted(tmp_path.glob("each-*.pdf"))
    assert pages(tmp_path / "all.pdf") == len(each) > 1
    assert pages(tmp_path / "two.pdf") == 1
    assert (tmp_path / "two.pdf").read_bytes() == each[1].read_bytes()


def test_a_batch_writes_them_once(designer: Designer, tmp_path: Path) -> None:
    base = ("batch", NOTE, "--data", NOTE / "rows.json", "--kit", "northline", "--format", "pdf")
    sizes = ("--sizes", "1080x1080,210x297mm+3@300", "--out", tmp_path / "out")
    assert designer(*base, *sizes).code == 0
    made = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("*.pdf")}
    assert len(made) > 1
    assert designer(*base, *sizes).code == 0
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("*.pdf")} == made
    assert designer("verify", tmp_path / "out").code == 0
