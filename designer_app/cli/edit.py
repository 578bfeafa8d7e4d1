"""``designer edit``: opens the studio."""

from __future__ import annotations

from collections.abc import Callable

import typer

EXAMPLES = """Examples:
  designer edit
  designer edit product
"""

# The studio's own start, once this program has one: takes a template's name or None, returns an exit code.
studio: Callable[[str | None], int] | None = None


def run(
    template: str = typer.Argument("", metavar="[TEMPLATE]", help="Name or folder of a template to open."),
) -> None:
    """Open the studio, with a template when one is named."""
    from designer_app.errors import fail

    if studio is None:
        raise fail(
            "no-studio", found="no studio in this version", expected="one in a later version",
            remedy="edit template.json and look at it with: designer render TEMPLATE --size 1080x1080 -o look.png",
        )  # fmt: skip
    raise typer.Exit(studio(template or None))
