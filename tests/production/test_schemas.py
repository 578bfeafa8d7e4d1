"""The schemas say of the bundled files what the readers say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.production.schemas import KINDS, schema_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_refer_only_to_what_they_define(kind: str) -> None:
    schema = schema_of(kind)
    text = json.dumps(schema)
    assert schema["$schema"].startswith("https://json-schema.org/")
    for reference in {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}:
        assert reference in schema["$defs"]


def test_the_template_schema_knows_every_layer_kind() -> None:
    text = json.dumps(schema_of("template"))
    for kind in ("text", "image", "shape", "symbol", "svg", "group", "stack"):
        assert f'"{kind}"' in text


def test_a_size_may_be_corrected_in_part() -> None:
    size = schema_of("sizes")["$defs"]["Size"]
    assert size["required"] == ["id"]
    assert {"type": "string"} in size["properties"]["name"]["anyOf"]
