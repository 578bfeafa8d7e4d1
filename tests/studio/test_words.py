"""Every word of the window that stands in the code has its Russian."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer_app.studio import words
from designer_app.studio.words_ru import PLURALS, RUSSIAN

STUDIO = Path(__file__).parents[2] / "designer_app" / "studio"


def said(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be: a literal, or one of several."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from said(node.body)
        yield from said(node.orelse)


@pytest.mark.parametrize("file", sorted(STUDIO.rglob("*.py")), ids=lambda file: str(file.relative_to(STUDIO)))
def test_every_word_is_translated(file: Path) -> None:
    missing = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        if node.func.id == "tr":
            missing += [text for text in said(node.args[0]) if len(text) > 1 and text not in RUSSIAN]
        elif node.func.id == "plural" and len(node.args) > 1:
            missing += [text for text in said(node.args[1]) if text not in PLURALS]
    assert not missing


def test_a_text_is_translated_in_one_place() -> None:
    tables = (
        node
        for file in STUDIO.glob("words_ru*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
    )
    pairs = (pair for table in tables for pair in zip(table.keys, table.values, strict=True))
    texts = Counter(
        key.value for key, value in pairs if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    )
    assert sorted(text for text, count in texts.items() if count > 1) == []


def test_holes_of_a_text_are_those_of_its_translation() -> None:
    import re

    for english, russian in RUSSIAN.items():
        holes = [set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text)) for text in (english, russian)]
        assert holes[0] == holes[1], english


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [
        (999, "999 B", "999 Б"), (1500, "1.5 kB", "1,5 кБ"), (267_400, "267 kB", "267 кБ"), (999_900, "1 MB", "1 МБ"),
        (8_000_000, "8 MB", "8 МБ"), (1_940_000, "1.9 MB", "1,9 МБ"), (1_234_000_000, "1,234 MB", "1\u202f234 МБ"),
    ],
)  # fmt: skip
def test_bytes_are_said_as_people_say_them(count: int, english: str, russian: str) -> None:
    was = words.language()
    try:
        for language, wanted in (("en", english), ("ru", russian)):
            words.use(language)
            assert words.bytes_text(count).replace("\u00a0", " ") == wanted
    finally:
        words.use(was)


def test_layers_of_shipped_templates_are_called_in_russian() -> None:
    import re

    from designer_app.design.library import find_template, template_names
    from designer_app.editor.tree import spots
    from designer_app.studio.layer_names import layer_title

    was = words.language()
    try:
        words.use("ru")
        for name in template_names():
            template = find_template(name).template
            for layer, _ in spots(template):
                said = layer_title(layer, template)
                assert re.match("[А-ЯЁ]", said) or said.startswith("QR"), f"{name}: {layer.name} is {said}"
    finally:
        words.use(was)


def test_pictures_and_icons_have_names() -> None:
    import json

    from designer_app.data_files import data_root

    assets = data_root("assets")
    titles = json.loads((assets / "titles.json").read_text(encoding="utf-8"))
    for kind, folder, ending in (("photo", "photos", "jpg"), ("icon", "icons", "svg")):
        assert {path.stem for path in (assets / folder).glob(f"*.{ending}")} == set(titles[kind])
        assert all(said["ru"] for said in titles[kind].values())
