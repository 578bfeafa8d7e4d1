"""An SVG as a template: its elements as layers."""

from __future__ import annotations

from pathlib import Path

from designer_app.design.kit import Kit
from designer_app.pictures import facts
from designer_app.production.importing import Imported, note


def read(path: Path, kit: Kit) -> Imported:
    """Layers of an SVG file. Raises ``DesignError`` as the SVG door does."""
    about = facts(path)
    layer = {"kind": "svg", "name": "drawing", "x": 0, "y": 0, "w": "W", "h": "H", "source": "drawing.svg"}
    return Imported(
        width=about.width,
        height=about.height,
        layers=(layer,),
        files={"drawing.svg": path.read_bytes()},
        notes=(note("flattened", str(path), "svg", "the whole drawing", "one svg layer"),),
    )
