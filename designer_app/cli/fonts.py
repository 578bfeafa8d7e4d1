"""``designer fonts``: every font that a design can use."""

from __future__ import annotations

import typer

EXAMPLES = """Examples:
  designer fonts
  designer fonts --json
"""


def run(
    json: bool = typer.Option(False, "--json", help="An array: name, kind, kit, file, weight, style, axes."),
) -> None:
    """List the fonts: those of the kits, then the two that stand behind every kit's own.

    Fonts of the system are never used; copy one into a kit's fonts folder and name it in kit.json.
    """
    from designer_app.cli.output import print_json, print_table
    from designer_app.data_files import data_root
    from designer_app.design.library import find_kit, kit_names

    found = []
    for kit in map(find_kit, kit_names()):
        for font in kit.file.fonts:
            path = kit.folder / font.file
            found.append(
                {
                    "name": font.family,
                    "kind": "kit",
                    "kit": kit.id,
                    "file": str(path.resolve()),
                    "weight": font.weight,
                    "style": font.style,
                    "axes": {axis: list(ends) for axis, ends in font.axes.items()},
                    "licence": font.licence,
                }
            )
    folder = data_root("assets") / "fonts"
    for name, file, axes in (
        ("Inter", "Inter.ttf", {"wght": [100, 900]}),
        ("Twemoji Mozilla", "TwemojiMozilla.ttf", {}),
    ):
        found.append(
            {
                "name": name,
                "kind": "fallback",
                "kit": None,
                "file": str((folder / file).resolve()),
                "weight": 400,
                "style": "normal",
                "axes": axes,
                "licence": "",
            }
        )
    if json:
        print_json(found)
        return
    print_table(
        ("Font", "Of", "Style", "Weights", "File"),
        [
            (
                str(font["name"]),
                str(font["kit"] or "every kit"),
                str(font["style"]),
                _weights(font),
                str(font["file"]).replace("\\", "/").rpartition("/")[2],
            )
            for font in found
        ],
    )


def _weights(font: dict[str, object]) -> str:
    axes = font["axes"]
    assert isinstance(axes, dict)
    ends = axes.get("wght")
    return f"{ends[0]:g}–{ends[1]:g}" if ends else str(font["weight"])
