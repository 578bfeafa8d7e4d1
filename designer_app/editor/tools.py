"""All tools by name, and what else the window needs to know of them."""

from __future__ import annotations

from designer_app.editor.arranging import around
from designer_app.editor.crop import CropTool
from designer_app.editor.drawing import DrawTool, drawn
from designer_app.editor.pen import PenTool
from designer_app.editor.points import PointsTool, editable
from designer_app.editor.selecting import HANDLES, SelectTool, handle_at, sized, turn_of
from designer_app.editor.tidying import tidied
from designer_app.editor.tool import Answer, BaseTool, Held, Mark, Scope, shown
from designer_app.editor.walking import nudge, out, sibling

DRAWING = ("rectangle", "ellipse", "line", "arrow", "text", "image", "frame")


def tool(name: str, layer: str = "") -> BaseTool:
    """A tool to take in hand; ``points`` and ``crop`` work on a ``layer``. Unknown names give the arrow."""
    match name:
        case "pen":
            return PenTool()
        case "points":
            return PointsTool(layer)
        case "crop":
            return CropTool(layer)
    return DrawTool(name) if name in DRAWING else SelectTool()


__all__ = [
    "DRAWING", "HANDLES", "Answer", "BaseTool", "CropTool", "DrawTool", "Held", "Mark", "PenTool", "PointsTool", "Scope",
    "SelectTool", "around", "drawn", "editable", "handle_at", "nudge", "out", "shown", "sibling", "sized", "tidied", "tool", "turn_of",
]  # fmt: skip
