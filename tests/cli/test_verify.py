"""``verify`` and ``diff`` from the command line: what they print, and how they end."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import NOTE, Designer, table


def make(designer: Designer, folder: Path, out: str, headline: str) -> Path:
    rows = table(folder / "rows.json", [{"_key": "a", "headline": headline}])
    arguments = ("--data", rows, "--kit", "northline", "--sizes", "300x300", "--out", folder / out)
    assert designer("batch", NOTE, *arguments).code == 0
    return folder / out


def test_commands_end_with_the_codes_that_they_promise(designer: Designer, tmp_path: Path) -> None:
    one, two = make(designer, tmp_path, "one", "One"), make(designer, tmp_path, "two", "Two")
    page = tmp_path / "page.html"
    said = designer("diff", one, two, "--html", page, "--sheet", tmp_path / "sheet.jpg", "--json")
    assert (said.code, said.json["ok"], len(said.json["changed"])) == (1, False, 1)
    assert page.exists()
    assert (tmp_path / "sheet.jpg").exists()
    assert designer("diff", one, one).code == 0
    assert designer("diff", one, tmp_path / "none").code == 1
    assert designer("diff", one, two, "--html", "x.png").code == 2
    assert designer("verify", two).code == 0
    assert designer("verify", one, "--json").json["differences"][0]["code"] == "file-differs"
