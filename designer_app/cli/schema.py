"""``designer schema``: the JSON Schemas, derived from the records that read the files."""

from __future__ import annotations

from designer_app.cli.parameters import Argument, Option

EXAMPLES = """Examples:
  designer schema template > template.schema.json
  designer schema kit
  designer schema job
"""


def run(
    kind: str = Argument(..., metavar="KIND", help="template, kit, symbols, sizes or job."),
    json: bool = Option(False, "--json", help="The schema is JSON anyway."),
) -> None:
    """Print the JSON Schema (draft 2020-12) of template.json, kit.json, symbols.json, sizes or a job.

    An editor that is told about it completes and checks the files while you type.
    """
    from designer_app.cli.output import print_json
    from designer_app.errors import did_you_mean, fail
    from designer_app.production.schemas import KINDS, schema_of

    if kind not in KINDS:
        error = fail(
            "unknown-schema", found=f"'{kind}'", expected=", ".join(KINDS),
            remedy=did_you_mean(kind, KINDS),
        )  # fmt: skip
        error.usage = True
        raise error
    print_json(schema_of(kind))
