"""``designer kits``: the bundled brand kits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.cli.parameters import Argument, Exit, Option

if TYPE_CHECKING:
    from designer_app.design.kit import Kit

EXAMPLES = """Examples:
  designer kits
  designer kits --json
"""


def run(
    names: list[str] = Argument(None, metavar="NAME", help="Only these; folders are taken, too."),
    json: bool = Option(False, "--json", help="An array: name, kind, title, languages and more."),
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
                    "missing_fonts": _missing(kit),
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
                    _fonts(kit),
                    " ".join(kit.file.logos) or "its name, set",
                )
                for kit in found
            ],
        )
    if broken:
        raise Exit(1)


def _missing(kit: Kit) -> list[str]:
    return [finding.found.strip("'") for finding in kit.findings if finding.code == "missing-font"]


def _fonts(kit: Kit) -> str:
    """The kit's own families, then what stands in for those it has no file of."""
    own = dict.fromkeys(font.family for font in kit.file.fonts)
    missing = _missing(kit)
    stand_in = [f"Inter for {', '.join(missing)}"] if missing else [] if own else ["Inter"]
    return ", ".join([*own, *stand_in])
