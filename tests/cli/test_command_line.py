"""The top level: help, lists, wrong use, and what is imported for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from designer_app.cli.commands import COMMANDS
from tests.cli.running import CARDS, NOTE, ROOT, Designer


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example(designer: Designer, name: str) -> None:
    said = designer(name, "--help")
    assert said.code == 0
    assert f"\n  designer {name}" in said.out.partition("Examples:")[2]


def test_help_lists_all_commands(designer: Designer) -> None:
    said = designer("--help")
    assert said.code == 0
    for name, (_, line) in COMMANDS.items():
        assert name in said.out
        assert line in said.out


def test_version(designer: Designer) -> None:
    from designer_app import __version__

    said = designer("--version")
    assert (said.code, said.out.strip()) == (0, f"designer {__version__}")


def test_help_imports_nothing_heavy() -> None:
    """Its time hangs on what it imports; times themselves differ from machine to machine."""
    script = (
        "import sys\nfrom designer_app.cli.app import run\n"
        "assert run(['batch', '--help']) == 0\n"
        "heavy = {'PIL', 'numpy', 'rich', 'pydantic', 'freetype', 'uharfbuzz', 'liquid', 'babel', 'PySide6', 'openpyxl'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_a_first_picture_imports_nothing_that_it_does_not_need(tmp_path: object) -> None:
    script = (
        "import sys\nfrom designer_app.cli.app import run\n"
        f"assert run(['render', {str(NOTE)!r}, '--kit', 'med', '--size', '1080x1080', '--set', 'headline=Hi',"
        f" '-o', {str(tmp_path)!r} + '/a.jpg']) == 0\n"
        "heavy = {'rich', 'pydantic', 'liquid', 'PySide6', 'openpyxl', 'cairosvg', 'coloraide'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["rendr"], "did you mean 'render'"),
        (["sizes", "--jsn"], "did you mean '--json'"),
        (["templates", "no-such-thing"], "unknown-template"),
        (["kits", "northlin"], "did you mean 'northline'"),
        (["sizes", "vk-post-squar"], "did you mean 'vk-post-square'"),
        (["sizes", "99999x10"], "size-out-of-range"),
        (["schema", "templat"], "did you mean 'template'"),
        (["schema"], "missing argument"),
        (["check", "no-such-thing"], "unknown-target"),
        (["new", "poster", "x"], "unknown-kind"),
        (["render", str(NOTE), "--size", "1080x1080"], "-o picture.png"),
        (["render", str(NOTE), "-o", "a.png"], "--size 1080x1080"),
        (["render", str(NOTE), "--size", "1080x1080", "-o", "a"], "no-suffix"),
        (["render", str(NOTE), "--size", "1080x1080", "-o", "a.bmp"], "unknown-format"),
        (["render", str(NOTE), "--size", "1080x1080", "-o", "a.png", "--set", "hedline=x"], "did you mean 'headline'"),
        (["render", str(NOTE), "--size", "1080x1080", "-o", "a.png", "--set", "headline"], "slot=value"),
        (["render", str(NOTE), "--size", "1080x1080", "-o", "a.png", "--row", "x"], "--row without --data"),
        (["batch", str(NOTE), "--data", "rows.json", "--sizes", "1x1"], "--out"),
        (["batch", str(NOTE), "--sizes", "1080x1080", "--out", "o"], "--data"),
        (["batch", str(NOTE), "--data", "rows.json", "--out", "o"], "--sizes"),
        (["batch", str(NOTE), "--data", "r.csv", "--sizes", "1x1", "--out", "o", "--workers", "many"], "whole number"),
        (["batch", str(NOTE), "--data", "r.csv", "--sizes", "1x1", "--out", "o", "--as-of", "soon"], "2026-11-25"),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2_and_says_what_to_do(
    designer: Designer, arguments: list[str], wanted: str
) -> None:
    said = designer(*arguments)
    assert said.code == 2
    assert wanted in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_errors_are_json_too(designer: Designer) -> None:
    said = designer("sizes", "vk-post-squar", "--json")
    assert said.code == 2
    assert said.json["ok"] is False
    assert said.json["findings"][0]["code"] == "unknown-size"


def test_sizes_as_json(designer: Designer) -> None:
    sizes = designer("sizes", "--json").json
    assert len(sizes) == 422
    assert {"name", "kind", "id", "width", "height"} <= set(sizes[0])
    one = designer("sizes", "210x297mm+3@300", "--json").json
    assert [(size["width"], size["height"], size["bleed_px"]) for size in one] == [(2480, 3508, 36)]


def test_kits_and_fonts_as_json(designer: Designer) -> None:
    kits = designer("kits", "--json").json
    assert {"med", "northline"} <= {kit["name"] for kit in kits}
    assert all(kit["kind"] == "kit" for kit in kits)
    fonts = designer("fonts", "--json").json
    assert {"kit", "fallback"} == {font["kind"] for font in fonts}
    assert all({"name", "kind", "file"} <= set(font) for font in fonts)


def test_templates_as_json(designer: Designer) -> None:
    (note,) = designer("templates", NOTE, "--json").json
    assert (note["name"], note["kind"]) == ("note", "post")
    assert note["classes"] == ["square", "portrait", "landscape", "story"]
    assert note["example"] == str(NOTE / "rows.json")
    slots = {slot["name"]: slot for slot in note["slots"]}
    assert list(slots) == ["headline", "body", "price", "tone", "code", "photo"]
    for slot in slots.values():
        assert {"name", "type", "required", "default", "pattern", "choices", "max_chars"} <= set(slot)
    assert slots["headline"]["required"] is True
    assert slots["headline"]["max_chars"] == 60
    assert slots["tone"]["choices"] == ["calm", "loud"]
    assert slots["code"]["pattern"] == "[A-Z]{2}[0-9]{2}"


def test_lists_are_readable(designer: Designer) -> None:
    said = designer("templates", NOTE, CARDS)
    assert said.code == 0
    head, note, cards = said.out.splitlines()
    assert head.split()[0] == "Template"
    assert note.startswith("note")
    assert "headline*" in note
    assert cards.startswith("cards")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_edit_says_in_one_line_that_there_is_no_screen(
    designer: Designer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = designer("edit")
    assert said.code == 1
    assert "no-screen" in said.err
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "flags", [("--panel", "nosuch"), ("--theme", "pink"), ("--language", "xx"), ("--viewport", "big")]
)
def test_edit_names_what_it_knows(designer: Designer, flags: tuple[str, str]) -> None:
    said = designer("edit", *flags)
    assert said.code == 2
    assert flags[0] in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe looks otherwise there")
def test_a_reader_that_goes_away_is_no_fault() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    said = subprocess.run(
        [sys.executable, "-m", "designer_app.cli", "templates", "--json"],
        stdout=writer, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (said.returncode, said.stderr) == (1, "")


def test_every_template_has_six_rows_with_keys(designer: Designer) -> None:
    for entry in designer("templates", "--json").json:
        rows = json.loads(Path(entry["example"]).read_text(encoding="utf-8"))
        assert len({row["_key"] for row in rows}) == len(rows) == 6, entry["name"]
