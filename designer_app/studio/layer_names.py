"""What a layer is called in the window, and its kind's icon."""

from __future__ import annotations

from designer_app.layers.base import LayerBase
from designer_app.layers.group import StackLayer

_ICONS = {
    "text": "type",
    "image": "image",
    "shape": "square",
    "symbol": "shapes",
    "svg": "spline",
    "code": "qr-code",
    "group": "group",
}


def icon_of(layer: LayerBase) -> str:
    kind = str(layer.__struct_config__.tag)
    if isinstance(layer, StackLayer):
        return "rows-3" if layer.direction == "column" else "columns-3"
    return _ICONS.get(kind, "square")


def shown_name(name: str) -> str:
    return name.replace("_", " ").capitalize()
