"""Templates and kits begun from a copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.design.kit import load_kit
from designer_app.design.library import find_kit, read_template
from designer_app.errors import DesignError
from designer_app.production.starting import new_kit, new_template

NOTE = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"


def test_a_new_template_is_the_old_one_under_a_new_name(tmp_path: Path) -> None:
    made = new_template("spring-sale", tmp_path, str(NOTE))
    assert made.folder == tmp_path / "spring-sale"
    assert set(made.files) == {"template.json", "rows.json", "template.schema.json"}
    old, new = read_template(NOTE).template, read_template(made.folder).template
    assert (made.folder / new.schema).is_file()
    assert new.name == {"en": "Spring sale"}
    assert new.pages == old.pages
    assert new.slots == old.slots
    assert any("--row short" in step for step in made.steps)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    new_template("one", tmp_path, str(NOTE))
    with pytest.raises(DesignError, match="already-there"):
        new_template("one", tmp_path, str(NOTE))


@pytest.mark.parametrize("name", ["../x", "A b", "", "a/b", ".hidden"])
def test_names_are_plain(tmp_path: Path, name: str) -> None:
    with pytest.raises(DesignError, match="bad-name") as caught:
        new_template(name, tmp_path, str(NOTE))
    assert caught.value.usage
    assert list(tmp_path.iterdir()) == []


def test_a_new_kit_with_tokens_of_its_own(tmp_path: Path) -> None:
    red = {"colorSpace": "srgb", "components": [1, 0, 0]}
    tokens = {"color": {"palette": {"$type": "color", "bread": {"$value": red}}}}
    (tmp_path / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    made = new_kit("bakery", tmp_path, "med", [tmp_path / "tokens.json"])
    kit = load_kit(made.folder)
    assert kit.palette["bread"] == (255, 0, 0, 255)
    assert kit.palette["copper"] == find_kit("med").palette["copper"]
    assert kit.file.name == {"en": "Bakery"}


def test_unreadable_tokens_leave_no_folder(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text("{", encoding="utf-8")
    with pytest.raises(DesignError, match="bad-json"):
        new_kit("bakery", tmp_path, "med", [tmp_path / "tokens.json"])
    assert not (tmp_path / "bakery").exists()
