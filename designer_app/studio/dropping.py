"""What a drop on the canvas would do, shown while the pointer still carries it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from designer_app.editor.artboard import standing
from designer_app.editor.hits import under
from designer_app.editor.tool import Answer, Mark
from designer_app.editor.tree import find
from designer_app.layers.image import ImageLayer
from designer_app.studio.layer_names import layer_title
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from designer_app.studio.desk import Desk

ASSET = "application/x-designer-asset"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff")


def picture_under(desk: Desk, x: float, y: float) -> ImageLayer | None:
    """The picture at a point of the active board that takes what is dropped there."""
    board, template = desk.canvas.current, desk.session.state.template
    if board is None or board.built is None:
        return None
    for name in under(template, standing(board.built, template).targets, x, y):
        layer = find(template, name)[0]
        if isinstance(layer, ImageLayer):
            return layer
    return None


def carried_over(desk: Desk, data: QMimeData, x: float, y: float) -> Answer:
    """A frame round the picture that would be replaced at a point of the active board, and a word that says so."""
    layer = picture_under(desk, x, y) if _is_picture(data) else None
    board = desk.canvas.current
    if layer is None or board is None or board.built is None:
        return Answer()
    box = next((t.box for t in board.built.targets if t.layer == layer.name), None)
    if box is None:
        return Answer()
    said = tr("Replaces “{layer}”", layer=layer_title(layer, desk.session.state.template))
    corner = (max(box.x0, 0.0), max(box.y0, 0.0))
    frame = Mark(kind="frame", points=((box.x0, box.y0), (box.x1, box.y1)), strong=True)
    return Answer(marks=(frame, Mark(kind="tag", points=(corner,), text=said)))


def _is_picture(data: QMimeData) -> bool:
    if data.hasFormat(ASSET):
        return not bytes(data.data(ASSET).data()).startswith(b"component:")
    if data.hasUrls():
        return any(Path(url.toLocalFile()).suffix.lower() in (*PICTURES, ".svg") for url in data.urls())
    return data.hasImage()
