"""Tables from a clipboard."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from designer_app.cli.app import run
from designer_app.errors import DesignError
from designer_app.production.data import read_table
from designer_app.production.data.pasted import keep_pasted

NOTE = Path(__file__).resolve().parents[2] / "data" / "templates" / "note"


@pytest.mark.parametrize(
    "text", ["name\tprice\nКения\t980\n", "name;price\r\nКения;980\r\n", ' [{"name": "Кения", "price": 980}]']
)
def test_what_was_copied_is_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path))
    path = keep_pasted(text)
    assert path == keep_pasted(text.encode())
    (row,) = read_table(path).rows
    assert (row.cells["name"], str(row.cells["price"])) == ("Кения", "980")


def test_nothing_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path))
    with pytest.raises(DesignError) as refused:
        keep_pasted(" \n")
    assert refused.value.usage
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    Image.new("RGB", (300, 300)).save(tmp_path / "чай.jpg")
    monkeypatch.chdir(tmp_path)  # pictures are looked for where one stands
    table = "_key\theadline\tphoto\na\tOne\tчай.jpg\nb\tTwo\t\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table)))
    out = tmp_path / "o"
    arguments = [
        "batch",
        str(NOTE),
        "--data",
        "-",
        "--kit",
        "northline",
        "--sizes",
        "300x300",
        "--out",
        str(out),
    ]
    assert run(arguments) == 0
    assert len(list(out.glob("*.png"))) == 2
