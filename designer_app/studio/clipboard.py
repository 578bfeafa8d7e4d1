"""Copy and paste: layers between windows, pictures and text from other programs, *Copy as PNG*."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from designer_app.editor.carrying import carried
from designer_app.editor.commands import Insert
from designer_app.editor.structure import style_of
from designer_app.editor.tree import find, outermost, own
from designer_app.errors import DesignError, Finding
from designer_app.layers.base import LayerBase
from designer_app.layers.component import ComponentLayer
from designer_app.layers.group import layers_of
from designer_app.studio.components import place_component
from designer_app.studio.desk import Desk
from designer_app.studio.dropping import ASSET, PICTURES, picture_under
from designer_app.studio.filling import fill_picture
from designer_app.studio.neighbours import taken
from designer_app.studio.placed_files import keep
from designer_app.studio.placing import middle_in_view, place_picture
from designer_app.studio.svg_clipboard import paste_svg, svg_of
from designer_app.studio.words import tr

LAYERS = "application/x-designer-layers"
STYLE = "application/x-designer-style"
_PROBE = (64, 64)  # px, to see whether a picture can be read


def copy(desk: Desk) -> bool:
    """The selected layers as plain data; as text for other programs, too."""
    state = desk.session.state
    names = outermost(state.template, state.selection)
    if not names:
        return False
    layers = [own(state.template, n) or find(state.template, n)[0] for n in names]
    kept = state.template.components
    used = {
        layer.of: msgspec.to_builtins(kept[layer.of])
        for layer in layers_of(tuple(layers))
        if isinstance(layer, ComponentLayer)
    }
    data = {
        "layers": [msgspec.to_builtins(layer) for layer in layers], "components": used, "folder": str(desk.session.folder.resolve()),
        "seen": _seen(desk, layers),
    }  # fmt: skip
    made = QMimeData()
    text = json.dumps(data["layers"], ensure_ascii=False)
    made.setData(LAYERS, json.dumps(data, ensure_ascii=False).encode("utf-8"))
    made.setText(text)
    QGuiApplication.clipboard().setMimeData(made)
    return True


def _seen(desk: Desk, layers: list[LayerBase]) -> list[dict[str, Any]]:
    """The layers as they stand on the active board: what another document takes, which knows none of their slots and
    neighbours."""
    board = desk.canvas.current
    if board is None or board.built is None:
        return []
    return [carried(board.built, layer) for layer in layers]


def _paste_layers(desk: Desk, copied: dict[str, Any], page: str) -> None:
    """Layers of this document as they are; those of another as they were seen there, their pictures copied."""
    layers, folder = copied["layers"], Path(copied.get("folder", ""))
    if copied.get("seen") and folder != desk.session.folder.resolve():
        pictures: dict[str, Path] = {}
        layers = [taken(folder, data, {}, pictures) for data in copied["seen"]]
        for path in pictures.values():
            keep(desk, path.read_bytes(), path.suffix)
    desk.do(Insert(layers=tuple(layers), page=page, components=copied["components"]))


def copy_style(desk: Desk) -> None:
    state = desk.session.state
    if state.selection:
        made = QMimeData()
        made.setData(STYLE, json.dumps(style_of(state, state.selection[0])).encode("utf-8"))
        QGuiApplication.clipboard().setMimeData(made)


def paste_style(desk: Desk) -> None:
    from designer_app.editor.commands import PasteStyle

    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(STYLE) and desk.session.state.selection:
        style = json.loads(bytes(data.data(STYLE).data()))
        desk.do(PasteStyle(layers=desk.session.state.selection, style=style))


def copy_png(desk: Desk) -> None:
    """The active board at full size, as the engine exports it."""
    from designer_app.paint import paint
    from designer_app.studio.pixels import qimage

    board = desk.canvas.current
    if board is not None and board.built is not None:
        QGuiApplication.clipboard().setImage(qimage(paint(board.built.built.scene)))


def paste(desk: Desk) -> None:
    take(desk, QGuiApplication.clipboard().mimeData(), middle_in_view(desk), dropped=False)


def take(desk: Desk, data: QMimeData, at: tuple[float, float] | None = None, *, dropped: bool = True) -> None:
    """What was pasted or dropped becomes layers: ours as they were, files and pictures, text. What is pasted replaces
    nothing that lies there."""
    board = desk.canvas.current
    if board is None or board.built is None:
        return
    page = board.built.page.name
    if data.hasFormat(LAYERS):
        _paste_layers(desk, json.loads(bytes(data.data(LAYERS).data())), page)
    elif data.hasFormat(ASSET):
        source = bytes(data.data(ASSET).data()).decode()
        if source.startswith("component:"):
            place_component(desk, source.removeprefix("component:"), at)
        else:
            _place(desk, source, at, into=dropped)
    elif svg := svg_of(data):
        paste_svg(desk, svg, at)
    elif data.hasUrls():
        for url in data.urls():
            _file(desk, Path(url.toLocalFile()), at, into=dropped)
    elif data.hasImage():
        image = QImage(data.imageData())
        from PySide6.QtCore import QBuffer, QByteArray

        raw = QByteArray()
        buffer = QBuffer(raw)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # house: into memory; the pixels are another program's
        _place(desk, keep(desk, raw.data(), ".png"), at, into=dropped)
    elif data.hasText() and data.text().strip():
        _text(desk, data.text().strip(), at)


def _text(desk: Desk, text: str, at: tuple[float, float] | None) -> None:
    board = desk.canvas.current
    assert board is not None
    assert board.built is not None
    place = {"cx": round(at[0]), "cy": round(at[1])} if at else {"cx": "W/2", "cy": "H/2"}
    data = {"kind": "text", "name": "text", "text": text[:5000], **place, "w": "0.6*W"}
    desk.do(Insert(layers=(data,), page=board.built.page.name))


def place_file(desk: Desk, path: Path) -> None:
    """A file chosen by hand: into the selected picture, else as a new layer."""
    state = desk.session.state
    at = None
    board = desk.canvas.current
    if len(state.selection) == 1 and board is not None and board.built is not None:
        box = next((t.box for t in board.built.targets if t.layer == state.selection[0]), None)
        at = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) if box is not None else None
    _file(desk, path, at)


def place_at(desk: Desk, path: Path, at: tuple[float, float] | None) -> None:
    """A file where another was dropped."""
    _file(desk, path, at)


def _file(desk: Desk, path: Path, at: tuple[float, float] | None, *, into: bool = True) -> None:
    suffix = path.suffix.lower()
    try:
        if suffix in PICTURES or suffix == ".svg":
            if fault := unreadable(path):
                desk.picture_failed.emit(fault, str(path), at)
                return
            _place(desk, keep(desk, path.read_bytes(), suffix), at, into=into)
        elif suffix in (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".jsonl"):
            desk.table_wanted.emit(str(path))
        else:
            desk.tell(tr("{name}: this kind of file can't be placed", name=path.name))
    except DesignError as fault:
        desk.tell(fault)
    except OSError as fault:
        desk.tell(f"{path.name}: {fault.strerror}")


def unreadable(path: Path) -> Finding | None:
    """What keeps a picture from being read to its end."""
    from designer_app.pictures.door import decode, facts

    try:
        decode(facts(path).digest, min_size=_PROBE)
    except DesignError as fault:
        return fault.findings[0]
    return None


def _place(desk: Desk, source: str, at: tuple[float, float] | None, *, into: bool = True) -> None:
    """Onto a picture (``into``): into it, or into what fills it, its crop and size kept; elsewhere: a new layer there."""
    board = desk.canvas.current
    assert board is not None
    assert board.built is not None
    layer = picture_under(desk, *at) if at is not None and into else None
    if layer is not None:
        fill_picture(desk, layer, source)
    else:
        place_picture(desk, source, at)
