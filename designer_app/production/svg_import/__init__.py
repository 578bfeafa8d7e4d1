"""An SVG as a template: its elements as layers, what layers can't say kept as drawings of their own."""

from __future__ import annotations

from pathlib import Path

from designer_app.design.kit import Kit
from designer_app.errors import DesignError
from designer_app.pictures import reading
from designer_app.pictures.header import check_size
from designer_app.pictures.limits import limits
from designer_app.pictures.svg import safe_text
from designer_app.pictures.svg_root import read_size, whole_size
from designer_app.pictures.svg_tree import NotPlainError
from designer_app.production.importing import Imported, note
from designer_app.production.svg_import.walk import Walk


def read(path: Path, kit: Kit) -> Imported:
    """Layers of an SVG file. Raises ``DesignError`` as the SVG door does: ``cannot-read``, ``bad-svg``,
    ``unsafe-svg``, ``picture-too-large``."""
    try:
        return layers_of(safe_text(reading.read_digest(reading.register(path))), kit, str(path))
    except DesignError as error:
        raise reading.named(error, path) from None


def paste(text: str, kit: Kit) -> Imported:
    """Layers of SVG text, as Figma ("copy as SVG") and Illustrator put it on the clipboard.

    Raises ``DesignError``: ``bad-svg``, ``unsafe-svg``, ``picture-too-large``.
    """
    return layers_of(safe_text(text.encode("utf-8", "surrogatepass")), kit, "clipboard")


def layers_of(text: str, kit: Kit, file: str) -> Imported:
    """Layers of SVG text that passed the scan."""
    width, height = whole_size(read_size(text))
    check_size((width, height), limits())
    try:
        return Walk(text, kit, file).imported()
    except NotPlainError as why:  # the outermost element itself is beyond the reader
        layer = {
            "kind": "svg",
            "name": "drawing",
            "x": 0,
            "y": 0,
            "w": "W",
            "h": "H",
            "source": "drawing.svg",
        }
        return Imported(
            width=width,
            height=height,
            layers=(layer,),
            files={"drawing.svg": text.encode("utf-8")},
            notes=(note("flattened", file, "svg", f"the whole drawing ({why})", "one svg layer"),),
        )
