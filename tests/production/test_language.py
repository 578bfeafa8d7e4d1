"""The language of rows that don't name it."""

from __future__ import annotations

from typing import Any

import pytest

from designer_app.design.slots import Slot
from designer_app.production.language import row_language

SLOTS = {"headline": Slot(type="text"), "photo": Slot(type="image")}


@pytest.mark.parametrize(
    ("row", "languages", "wanted"),
    [
        ({"_lang": "de", "headline": "Привет"}, ("ru",), "de"),
        ({"headline": "Привет из цеха"}, ("en", "ru"), "ru"),
        ({"headline": "Привет из цеха"}, ("en",), "ru"),
        ({"headline": "Hello"}, ("ru", "en-GB"), "en-GB"),
        ({"headline": "Hello"}, ("ru",), "en"),
        ({"headline": "IBM и другие компании"}, ("en", "ru"), "ru"),
        ({"headline": "2026"}, ("ru", "en"), "ru"),
        ({"headline": "", "photo": "latin-name.jpg"}, ("ru", "en"), "ru"),
        ({"headline": None}, (), "en"),
    ],
)
def test_row_language(row: dict[str, Any], languages: tuple[str, ...], wanted: str) -> None:
    assert row_language(row, SLOTS, languages) == wanted
