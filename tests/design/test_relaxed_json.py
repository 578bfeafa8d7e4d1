"""JSON5 and JSONC, as token files use them."""

from __future__ import annotations

from typing import Any

import pytest

from designer_app.design.relaxed_json import parse_relaxed
from designer_app.errors import DesignError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, /* two */ 'b': 2, // end\n}", {"a": 1, "b": 2}),
        ("[1, .5, +2, 0x1F, 1e2,]", [1, 0.5, 2, 31, 100.0]),
        ("'it\\'s \\\n one\\u0041\\x42'", "it's  oneAB"),
        ('{"$value": true, x: null, $y: false}', {"$value": True, "x": None, "$y": False}),
        ("\ufeff // note\n {}", {}),
        ('"// not a comment"', "// not a comment"),
    ],
)
def test_what_people_write(text: str, value: Any) -> None:
    assert parse_relaxed(text, file="t") == value


@pytest.mark.parametrize(
    "text",
    ["", "{", "{a 1}", "[1 2]", "'open", '"a\nb"', "{} {}", "NaN", "1e999", "'\\u12'", "[" * 500, "{,}"],
)
def test_what_is_none_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DesignError) as caught:
        parse_relaxed(text, file="t.json5")
    assert caught.value.findings[0].code == "bad-json"
    assert caught.value.findings[0].file == "t.json5"


def test_the_place_is_line_and_column() -> None:
    with pytest.raises(DesignError) as caught:
        parse_relaxed("{\n  a: 1,\n  b: ?\n}", file="t")
    assert caught.value.findings[0].place == "line 3, column 6"
