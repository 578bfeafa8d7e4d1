"""Documents of other programs as templates: names, report, folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.design.library import find_kit, read_template
from designer_app.errors import DesignError
from designer_app.production.importing import Imported, Names, note, report, write_imported


def test_names_are_plain_and_never_alike() -> None:
    names = Names()
    wishes = ["Заголовок 1", "Заголовок 1", "24 hours", "Hero / CTA—button", "✨", "Щётка"]
    assert [names.take(wish, "shape") for wish in wishes] == [
        "zagolovok_1", "zagolovok_1_2", "layer_24_hours", "hero_cta_button", "shape", "shchetka",
    ]  # fmt: skip


def test_a_template_is_written_with_table_files_and_report(tmp_path: Path) -> None:
    layer = {"kind": "text", "name": "title", "x": 10, "y": 10, "text": "{{ title }}"}
    found = Imported(
        width=400,
        height=300,
        layers=(layer,),
        files={"pictures/a.png": b"x"},
        slots={"title": {"type": "text", "default": "Hello"}},
        notes=(note("left-out", "a.svg", "g#fx", "a turbulence filter"),),
    )
    names = write_imported(found, tmp_path / "t", "T", find_kit("med"), "a.svg")
    assert names == ("template.json", "rows.json", "import.md", "pictures/a.png")
    loaded = read_template(tmp_path / "t")
    assert loaded.template.slots["title"].default == "Hello"
    assert "landscape" in loaded.template.classes
    assert json.loads((tmp_path / "t" / "rows.json").read_text("utf-8")) == [
        {"_key": "original", "title": "Hello"}
    ]
    assert "Left out" in report(found, "a.svg")
    assert "g#fx: a turbulence filter" in report(found, "a.svg")


def test_a_reader_that_makes_no_template_writes_nothing(tmp_path: Path) -> None:
    found = Imported(width=400, height=300, layers=({"kind": "text", "name": "Not Allowed"},))
    with pytest.raises(DesignError, match="bad-template"):
        write_imported(found, tmp_path / "t", "T", find_kit("med"), "a.svg")
    assert not (tmp_path / "t").exists()
