"""JSON Schemas of the files that people write, derived from the records that read them."""

from __future__ import annotations

from typing import Any

import msgspec

KINDS = ("template", "kit", "symbols", "sizes", "job")
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of one of ``KINDS``."""
    title, record = _record(kind)
    schema = msgspec.json.schema(record)
    if kind == "sizes":
        _corrections(schema)
    return {"$schema": _DRAFT, "title": title, **schema}


def _record(kind: str) -> tuple[str, Any]:
    if kind == "template":
        from designer_app.design.template import Template

        return "template.json of a template", Template
    if kind == "kit":
        from designer_app.design.kit_file import KitFile

        return "kit.json of a brand kit", KitFile
    if kind == "symbols":
        from designer_app.design.kit_file import Symbol

        return "symbols.json of a brand kit", dict[str, Symbol]
    if kind == "sizes":
        from designer_app.design.sizes import Size

        return "a file of sizes", msgspec.defstruct("Sizes", [("sizes", list[Size])])
    from designer_app.production.jobs import Job

    return "a job of designer batch", Job


def _corrections(schema: dict[str, Any]) -> None:
    """A person's file corrects the pack: a record needs its id and what it changes; a name may be plain text."""
    size = schema["$defs"]["Size"]
    size["required"] = ["id"]
    name = size["properties"]["name"]
    size["properties"]["name"] = {"anyOf": [name, {"type": "string"}]}
