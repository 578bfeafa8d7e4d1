"""``designer kits``: the bundled brand kits."""

from __future__ import annotations

import typer

EXAMPLES = """Examples:
  designer kits
  designer kits --json
"""


def run(
    names: list[str] = typer.Argument(None, metavar="NAME", help="Only these; folders are taken, too."),
    json: bool = typer.Option(False, "--json", help="An array: name, kind, title, languages and more."),
) -> None:
    """List the brand kits: languages, fonts, schemes of colours, logos."""
    from designer_app.cli.output import each, print_json, print_table
    from designer_app.design.library import find_kit, kit_names

    found, broken = each(find_kit, names or kit_names())
    if json:
        print_json(
            [
                {
                    "name": kit.id,
                    "kind": "kit",
                    "title": kit.file.name,
                    "folder": str(kit.folder.resolve()),
                    "locale": kit.file.locale,
                    "languages": list(kit.file.languages),
                    "schemes": list(kit.file.schemes),
                    "families": list(dict.fromkeys(font.family for font in kit.file.fonts)),
                    "styles": list(kit.styles),
                    "logos": list(kit.file.logos),
                    "symbols": list(kit.symbols),
                    "grades": list(kit.file.grades),
                }
                for kit in found
            ]
        )
    else:
        print_table(
            ("Kit", "Name", "Languages", "Fonts", "Logos"),
            [
                (
                    kit.id,
                    " / ".join(dict.fromkeys(kit.file.name.values())),
                    " ".join(kit.file.languages),
                    ", ".join(dict.fromkeys(font.family for font in kit.file.fonts)),
                    " ".join(kit.file.logos),
                )
                for kit in found
            ],
        )
    if broken:
        raise typer.Exit(1)
