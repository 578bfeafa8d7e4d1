"""SVG on the clipboard: from other programs as editable layers, to them as vectors."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from designer_app.editor.commands import Insert
from designer_app.editor.split import parts_of
from designer_app.errors import DesignError
from designer_app.production.importing import literal
from designer_app.scene.geometry import IDENTITY, Box, rectangle
from designer_app.scene.nodes import Path, Solid
from designer_app.studio.desk import Desk
from designer_app.studio.placed_files import keep
from designer_app.studio.words import finding_text, plural, tr

SVG = "image/svg+xml"
_HEAD = 2000  # characters in which the root element begins


def svg_of(data: QMimeData) -> str:
    """The SVG that another program has put there; "" for none."""
    if data.hasFormat(SVG):
        return bytes(data.data(SVG).data()).decode("utf-8", "replace")
    text = data.text().lstrip() if data.hasText() else ""
    return text if text.startswith("<svg") or (text.startswith("<") and "<svg" in text[:_HEAD]) else ""


def paste_svg(desk: Desk, text: str, at: tuple[float, float] | None = None) -> None:
    """Shapes, texts and groups of a drawing as layers of the active board, in the middle or at a point; one step."""
    from designer_app.production.svg_import import paste

    board = desk.canvas.current
    if board is None or board.built is None:
        return
    try:
        found = paste(text, desk.kit)
        layers = [_settled(layer, found.slots, _files(desk, found.files)) for layer in found.layers]
    except DesignError as fault:
        desk.tell(fault)
        return
    if not layers:
        desk.tell(tr("There is nothing to be seen in this SVG."))
        return
    across, down = board.size.width / board.unit, board.size.height / board.unit
    x, y = at or (across / 2, down / 2)
    left, top = round(x - found.width / 2), round(y - found.height / 2)
    group = {
        "kind": "group", "name": "drawing", "x": left, "y": top, "w": found.width, "h": found.height, "layers": layers,
    }  # fmt: skip
    desk.do(Insert(layers=(group,), page=board.built.page.name))
    if found.notes:
        told = "; ".join(f"{note.place}: {finding_text(note)}" for note in found.notes[:3])
        desk.tell(
            tr(
                "Not editable, or different: {parts}: {what}",
                parts=plural(len(found.notes), "part"),
                what=told,
            )
        )


def _files(desk: Desk, files: dict[str, bytes]) -> dict[str, str]:
    """Pictures and drawings of the SVG beside the template, under names made from their content."""
    kept = {}
    for name, data in files.items():
        kept[name] = keep(desk, data, f".{name.rpartition('.')[2]}")
    return kept


def _settled(
    layer: dict[str, Any], slots: dict[str, dict[str, Any]], files: dict[str, str]
) -> dict[str, Any]:
    """A layer with its own words instead of slots, and its pictures where they lie now."""
    made = dict(layer)
    words = str(made.get("text", ""))
    slot = slots.get(words.removeprefix("{{").removesuffix("}}").strip()) if words.startswith("{{") else None
    if slot is not None:
        made["text"] = literal(str(slot.get("default", "")))
    if made.get("source") in files:
        made["source"] = files[made["source"]]
    if "layers" in made:
        made["layers"] = [_settled(inner, slots, files) for inner in made["layers"]]
    return made


def copy_svg(desk: Desk) -> None:
    """The selected layers as they stand on the active board, or the whole board: vectors for other programs."""
    from designer_app.export.svg import svg_text

    board = desk.canvas.current
    if board is None or board.built is None:
        return
    scene = board.built.built.scene
    selection = desk.session.state.selection
    try:
        if selection:
            text = svg_text(parts_of(scene, selection))
        else:
            ground = (
                Path(rectangle(0.0, 0.0, scene.width, scene.height), fills=(Solid(scene.background),))
                if scene.background
                else None
            )
            nodes = [(node, IDENTITY) for node in (ground, scene.root) if node is not None]
            text = svg_text(nodes, Box(0.0, 0.0, float(scene.width), float(scene.height)))
    except DesignError as fault:
        desk.tell(fault)
        return
    made = QMimeData()
    made.setData(SVG, text.encode("utf-8"))
    made.setText(text)
    QGuiApplication.clipboard().setMimeData(made)
    desk.tell(tr("Copied as SVG."))
