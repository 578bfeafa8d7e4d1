"""Every word that windows show is there in Russian, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import designer_app.studio.windows
from designer_app.studio.words_ru import PLURALS, RUSSIAN

_ROOM = Path(designer_app.studio.windows.__file__).parent


def _calls(name: str, argument: int) -> Iterator[tuple[str, str]]:
    for path in sorted(_ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                for part in ast.walk(node.args[argument]):
                    if (
                        isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and " " not in path.name
                    ):
                        yield path.name, part.value


def _tables() -> Iterator[tuple[str, str]]:
    """Tables of phrases: upper-case names that hold words for ``tr``."""
    for path in sorted(_ROOM.glob("*_words.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                for value in node.value.values:
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield path.name, value.value


def test_words_of_the_windows_are_known_in_russian() -> None:
    keys = {"cause", "row", "size", "single", "double", "page", "weight"}  # subscripts inside a call
    missing = {text for _, text in (*_calls("tr", 0), *_tables()) if text not in RUSSIAN and text not in keys}
    assert not missing


def test_what_is_counted_has_three_forms() -> None:
    assert {word for _, word in _calls("plural", 1)} <= set(PLURALS)
