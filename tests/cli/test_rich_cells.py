"""Rich cells of a table and of the command line."""

from __future__ import annotations

import csv
from pathlib import Path as FilePath

import msgspec

from tests.build.making import SQUARE
from tests.cli.running import Designer


def test_a_table_and_the_command_line_take_rich_cells(designer: Designer, tmp_path: FilePath) -> None:
    folder = tmp_path / "rich"
    folder.mkdir()
    layer = {"kind": "text", "name": "t", "x": 50, "y": 50, "w": 800, "style": "lead", "text": "{{ t }}"}
    data = {"name": {"en": "Rich"}, "slots": {"t": {"type": "rich"}}, "classes": SQUARE,
            "pages": [{"name": "main", "layers": [layer]}]}  # fmt: skip
    (folder / "template.json").write_bytes(msgspec.json.encode(data))
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["_key", "t"], ["one", "**bold** and 5* hotel"]])
    base = ("render", folder, "--kit", "med", "--size", "1000x1000")
    first = designer(*base, "--data", tmp_path / "rows.csv", "--row", "one", "-o", tmp_path / "a.png")
    assert first.code == 0, first.err
    assert "character 15" in first.err
    assert "column t" in first.err
    plain = designer(*base, "--set", "t=bold and 5\\* hotel", "-o", tmp_path / "b.png")
    assert (plain.code, "bad-markup" in plain.err) == (0, False)
    rich = designer(*base, "--set", "t=**bold** and 5\\* hotel", "-o", tmp_path / "c.png")
    assert rich.code == 0
    assert (tmp_path / "c.png").read_bytes() != (tmp_path / "b.png").read_bytes()
