from __future__ import annotations

import json

import pytest

from designer_app.data_files import data_root
from designer_app.design.kit import load_kit
from designer_app.design.library import kit_names
from designer_app.design.token_changes import changed_text, colour_value
from designer_app.errors import DesignError


@pytest.mark.parametrize("name", kit_names())
def test_the_kit_with_a_changed_token_is_the_kit_of_the_changed_file(name: str) -> None:
    kit = load_kit(data_root("brand_kits") / name)
    path = next(p for p, t in kit.tokens.items() if t.type == "color" and not p.startswith("scheme."))
    changes = {path: colour_value((17, 34, 51, 255))}
    changed = load_kit(kit.folder, changes)
    assert changed.colour(path, "light") == (17, 34, 51, 255)
    assert changed.digest != kit.digest
    file = kit.folder / kit.file.tokens
    text = file.read_text(encoding="utf-8")
    made = changed_text(text, changes, str(file))
    differing = [(a, b) for a, b in zip(text.splitlines(), made.splitlines(), strict=True) if a != b]
    assert len(differing) == 1
    assert json.loads(made) != json.loads(text)
    with pytest.raises(DesignError, match="no such token"):
        load_kit(kit.folder, {"color.palette.nowhere": "#000000"})
