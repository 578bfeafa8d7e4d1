"""What is printed piece by piece is what would be printed as a whole."""

from __future__ import annotations

import json

import pytest

from designer_app.cli.output import language, print_json
from designer_app.errors import Finding
from designer_app.production.packed import Packed


@pytest.mark.parametrize("count", [0, 1, 1500])
def test_a_long_list_is_printed_as_a_plain_one(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        Finding(code=f"c{n}", found="»Новый«\n\t\\", severity=("note", "error")[n % 2]) for n in range(count)
    ]
    around = {"ok": True, "nested": {"a": [1, {"b": []}], "c": {}}, "none": None}
    print_json({**around, "files": found, "last": [1, 2]})
    plain = capsys.readouterr().out
    print_json({**around, "files": Packed(found), "last": [1, 2]})
    assert capsys.readouterr().out == plain
    assert len(json.loads(plain)["files"]) == count


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"DESIGNER_LANGUAGE": "ru"}, "ru"), ({"LANG": "ru_RU.UTF-8"}, "ru"), ({"LANG": "de_DE.UTF-8"}, "en"), ({}, "en"),
        ({"DESIGNER_LANGUAGE": "en", "LANG": "ru_RU.UTF-8"}, "en"), ({"LC_ALL": "ru_RU.CP1251", "LANG": "C"}, "ru"),
    ],
)  # fmt: skip
def test_commands_speak_the_systems_language(
    said: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DESIGNER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert language() == found
