"""Design tokens as the DTCG module describes them."""

from __future__ import annotations

import pytest

from designer_app.design.tokens import colour_of, dimension, read_tokens
from designer_app.errors import DesignError


def test_aliases_resolve_through_groups_and_inherit_types() -> None:
    tokens, findings = read_tokens(
        {
            "color": {
                "$type": "color",
                "ink": {"$value": {"colorSpace": "srgb", "components": [0, 0, 0]}},
                "text": {"$value": "{color.ink}"},
            },
            "shadow": {
                "$type": "shadow",
                "soft": {"$value": {"color": "{color.text}", "blur": {"value": 4, "unit": "px"}}},
            },
        },
        "t.json",
    )
    assert not findings
    assert tokens["color.text"].value == tokens["color.ink"].value
    assert tokens["color.text"].type == "color"
    assert tokens["shadow.soft"].value["color"]["components"] == [0, 0, 0]


def test_cyclic_and_unknown_aliases_are_named_and_left_out() -> None:
    tokens, findings = read_tokens(
        {
            "a": {"$value": "{b}"},
            "b": {"$value": "{a}"},
            "c": {"$value": "{colr.ink}"},
            "colr2": {"ink": {"$value": 1}},
        },
        "t.json",
    )
    assert sorted({f.code for f in findings}) == ["cyclic-alias", "unknown-alias"]
    assert list(tokens) == ["colr2.ink"]
    assert next(f for f in findings if f.code == "unknown-alias").remedy.startswith(
        "did you mean 'colr2.ink'"
    )


def test_a_group_may_have_a_token_of_its_own() -> None:
    group = {"$type": "color", "$root": {"$value": "#010203"}, "soft": {"$value": "{brand.$root}"}}
    tokens, findings = read_tokens({"brand": group}, "t.json")
    assert not findings
    assert tokens["brand"].value == tokens["brand.soft"].value == "#010203"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"colorSpace": "srgb", "components": [1, 0.5, 0]}, (255, 128, 0, 255)),
        ({"colorSpace": "srgb", "components": [0, 0, 0], "alpha": 0.5}, (0, 0, 0, 128)),
        ({"colorSpace": "oklch", "components": [1, 0, 0]}, (255, 255, 255, 255)),
        ({"colorSpace": "hsl", "components": [120, 100, 50]}, (0, 255, 0, 255)),
        ({"colorSpace": "display-p3", "components": [0, 0, 0]}, (0, 0, 0, 255)),
    ],
)
def test_colours(value: object, expected: tuple[int, int, int, int]) -> None:
    assert colour_of(value, "f", "p") == (expected, None)


def test_hex_is_read_with_a_note_and_nonsense_refused() -> None:
    colour, note = colour_of("#A84A24", "f", "p")
    assert colour == (168, 74, 36, 255)
    assert note is not None
    assert note.severity == "note"
    for bad in ("#12", 7, {"colorSpace": "nope", "components": [1, 1, 1]}):
        with pytest.raises(DesignError):
            colour_of(bad, "f", "p")


def test_dimensions() -> None:
    assert dimension({"value": 2, "unit": "rem"}) == 32
    assert dimension("1.5em", 10) == 15
    assert dimension("8px") == 8
    assert dimension(3) == 3
