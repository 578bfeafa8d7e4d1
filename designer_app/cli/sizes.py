"""``designer sizes``: what every platform asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer_app.cli.parameters import Argument, Option

if TYPE_CHECKING:
    from designer_app.design.sizes import Size

EXAMPLES = """Examples:
  designer sizes
  designer sizes vk
  designer sizes kind:story class:cover --json
  designer sizes 210x297mm+3@300
"""


def run(
    wanted: list[str] = Argument(
        None,
        metavar="SIZE|GROUP",
        help="Only these: an id, a platform, kind:story, class:cover, 1200x628, A4.",
    ),
    file: str = Option("", "--sizes-file", metavar="FILE", help="Your own sizes, laid over the pack."),
    json: bool = Option(False, "--json", help="An array: name, kind, id, width, height and more."),
) -> None:
    """List sizes: pixels, class, file formats, largest number of bytes.

    Anything that is listed here can be asked for by its id, and so can 1200x628 or 210x297mm+3@300.
    """
    from pathlib import Path

    from designer_app.cli.output import bytes_text, print_json, print_table
    from designer_app.design.sizes import load_sizes, parse_sizes

    known = load_sizes(Path(file) if file else None)
    found = parse_sizes(",".join(wanted), known) if wanted else tuple(known.values())
    if json:
        print_json([described(size) for size in found])
        return
    rows = [
        (
            size.id,
            f"{size.width}×{size.height}",
            size.size_class,
            " ".join(size.formats),
            bytes_text(size.max_bytes) if size.max_bytes else "",
            size.title("en"),
        )
        for size in found
    ]
    print_table(("Size", "Pixels", "Class", "Formats", "At most", "Name"), rows, right=(4,))


def described(size: Size) -> dict[str, Any]:
    """A size as ``--json`` shows it; a safe area that isn't known is null."""
    return {
        "name": size.id,
        "kind": size.kind,
        "id": size.id,
        "width": size.width,
        "height": size.height,
        "title": size.name,
        "platform": size.platform,
        "class": size.size_class,
        "formats": list(size.formats),
        "max_bytes": size.max_bytes,
        "safe_area": size.safe_area,
        "shape": size.shape,
        "bleed_px": size.bleed_px,
        "confidence": size.confidence,
    }
