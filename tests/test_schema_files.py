"""The schema files that editors read are those of today's records, and the bundled files keep them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.production.schemas import schema_of

DOCS = Path(__file__).parent.parent / "docs" / "schema"


@pytest.mark.parametrize("kind", ["template", "kit", "sizes", "job", "symbols"])
def test_schema_file_is_current(kind: str) -> None:
    written = json.loads((DOCS / f"{kind}.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(schema_of(kind))), (
        f"designer schema {kind} > docs/schema/{kind}.json"
    )
