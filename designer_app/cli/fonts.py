"""``designer fonts``: every font that a design can use."""

from __future__ import annotations

from designer_app.cli.parameters import Option

EXAMPLES = """Examples:
  designer fonts
  designer fonts --json
  designer fonts --specimen --kit med -o med-type.png
  designer fonts --specimen --font assets/fonts/Inter.ttf
"""


def run(
    json: bool = Option(
        False, "--json", help="An array: name, kind, kit, file, weight, style, axes, features, instances."
    ),
    specimen: bool = Option(
        False, "--specimen", help="Draw a page of every script, feature and weight that the fonts have."
    ),
    out: str = Option("specimen.png", "-o", "--out", help="Where the specimen goes (PNG)."),
    kit: str = Option("", "--kit", help="The specimen's fonts are this kit's."),
    font: list[str] = Option([], "--font", help="A font file for the specimen, after the kit's."),
) -> None:
    """List the fonts: those of the kits, then the two that stand behind every kit's own.

    Fonts of the system are never used; copy one into a kit's fonts folder and name it in kit.json.
    """
    if specimen:
        _specimen(out, kit, font)
        return
    from designer_app.cli.output import print_json, print_table

    found = [*_of_kits(), *_of_all()]
    if json:
        print_json([entry | _inside(str(entry["file"])) for entry in found])
        return
    print_table(
        ("Font", "Of", "Style", "Weights", "File"),
        [
            (
                str(entry["name"]),
                str(entry["kit"] or "every kit"),
                str(entry["style"]),
                _weights(entry),
                str(entry["file"]).replace("\\", "/").rpartition("/")[2],
            )
            for entry in found
        ],
    )


def _of_kits() -> list[dict[str, object]]:
    from designer_app.design.library import find_kit, kit_names

    return [
        {
            "name": font.family,
            "kind": "kit",
            "kit": kit.id,
            "file": str((kit.folder / font.file).resolve()),
            "weight": font.weight,
            "style": font.style,
            "axes": {axis: list(ends) for axis, ends in font.axes.items()},
            "licence": font.licence,
        }
        for kit in map(find_kit, kit_names())
        for font in kit.file.fonts
    ]


def _of_all() -> list[dict[str, object]]:
    """The two fonts that stand behind every kit's own."""
    from designer_app.data_files import data_root

    folder = data_root("assets") / "fonts"
    return [
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
        for name, file, axes in (
            ("Inter", "Inter.ttf", {"wght": [100, 900]}),
            ("Twemoji Mozilla", "TwemojiMozilla.ttf", {}),
        )
    ]


def _inside(file: str) -> dict[str, object]:
    """What only the font itself tells."""
    from pathlib import Path

    from designer_app.text.fonts import face, register_font

    opened = face(register_font(Path(file)))
    return {"features": sorted(opened.features), "instances": opened.instances}


def _specimen(out: str, kit: str, files: list[str]) -> None:
    from pathlib import Path

    from designer_app.design.library import find_kit
    from designer_app.export.encode import encode
    from designer_app.export.records import EncodeSettings
    from designer_app.files import write_bytes
    from designer_app.paint.painter import paint
    from designer_app.production.specimen import families_of, specimen
    from designer_app.text.fonts import register_font

    extra = [register_font(Path(file)) for file in files]
    page = specimen(families_of(find_kit(kit) if kit else None, extra))
    write_bytes(Path(out), encode(paint(page), EncodeSettings(format="png", effort="small")).data)
    print(f"{out}  {page.width}×{page.height}")


def _weights(font: dict[str, object]) -> str:
    axes = font["axes"]
    assert isinstance(axes, dict)
    ends = axes.get("wght")
    return f"{ends[0]:g}–{ends[1]:g}" if ends else str(font["weight"])
