"""What a text may say of its kit."""

from __future__ import annotations

import pytest

from designer_app.scene.nodes import Group, Node
from tests.build.making import build, template

LAYER = {
    "kind": "text",
    "name": "small",
    "text": "{{ brand }}: {{ disclaimer }}",
    "style": "note",
    "x": 0,
    "y": 0,
}


def words(node: Node) -> list[str]:
    own = (
        [node.meta.alt] if isinstance(node, Group) and node.meta and node.meta.layer.endswith("small") else []
    )
    return own + [text for child in getattr(node, "children", ()) for text in words(child)]


@pytest.mark.parametrize(
    ("kit", "lang", "said"),
    [
        ("northline", "en", "Northline: Terms at northline.example/terms"),
        ("northline", "de", "Northline:"),
        ("med", "ru", "Медь: Не является публичной офертой"),
    ],
)
def test_small_print_of_the_kit_in_the_language(kit: str, lang: str, said: str) -> None:
    built = build(template([LAYER]), kit=kit, lang=lang)
    assert " ".join(words(built.scene.root)).strip() == said


def test_a_slot_of_that_name_wins() -> None:
    loaded = template([LAYER], slots={"disclaimer": {"type": "text"}})
    built = build(loaded, kit="northline", disclaimer="While stocks last")
    assert words(built.scene.root) == ["Northline: While stocks last"]
