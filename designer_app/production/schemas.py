"""JSON Schemas of the files that people write, derived from the records that read them."""

from __future__ import annotations

from typing import Any

import msgspec


def schema_of(kind: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of ``template``, ``kit``, ``sizes`` or ``job``."""
    title, record = _record(kind)
    schema = msgspec.json.schema(record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _record(kind: str) -> tuple[str, Any]:
    if kind == "template":
        from designer_app.design.template import Template

        return "template.json of a template", Template
    if kind == "kit":
        from designer_app.design.kit import KitFile

        return "kit.json of a brand kit", KitFile
    if kind == "sizes":
        from designer_app.design.sizes import Size

        class SizesFile(msgspec.Struct, kw_only=True):
            sizes: list[Size]

        return "a file of sizes", SizesFile
    from designer_app.production.jobs import Job

    return "a job of designer batch", Job
