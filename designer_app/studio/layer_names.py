"""What a layer is called in the window, and its kind's icon."""

from __future__ import annotations

import re

from designer_app.design.binding import bound_slots
from designer_app.design.template import Template
from designer_app.editor.tree import spots
from designer_app.layers.base import LayerBase
from designer_app.layers.group import StackLayer
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.text import TextLayer
from designer_app.studio.words import language, text_in, tr

_ICONS = {
    "text": "type",
    "image": "image",
    "shape": "square",
    "symbol": "shapes",
    "svg": "spline",
    "code": "qr-code",
    "group": "group",
}
_SHAPES = {
    "ellipse": "circle",
    "line": "slash",
    "arrow": "arrow-up-right",
    "polygon": "hexagon",
    "star": "star",
    "path": "spline",
}
_UNNAMED = re.compile(r"text(_\d+)?")  # a text as the tools name it
_LONG = 40  # characters of a text that name it


def icon_of(layer: LayerBase) -> str:
    kind = str(layer.__struct_config__.tag)
    if isinstance(layer, ShapeLayer):
        if layer.shape == "path" and layer.stroke is not None and layer.d.count("L") == 1 and not layer.fill:
            return "arrow-up-right" if layer.stroke.end != "none" else "slash"
        return _SHAPES.get(layer.shape, "square")
    if isinstance(layer, StackLayer):
        return "rows-3" if layer.direction == "column" else "columns-3"
    return _ICONS.get(kind, "square")


def shown_name(name: str) -> str:
    """An identifier as words: ``type_style`` is Type style."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def layer_title(layer: LayerBase, template: Template) -> str:
    """What a layer is called in the window's language: its title, its name, else (where the name is no word of the language)
    the label of the one slot that it shows, or its kind. A text that nobody named is called by its words."""
    if said := layer.title.get(language()):
        return said
    if isinstance(layer, TextLayer) and _UNNAMED.fullmatch(layer.name) and not bound_slots(layer):
        words = " ".join((layer.text or "".join(run.text for run in layer.runs)).split())
        if words:
            return words if len(words) <= _LONG else f"{words[:_LONG].rstrip()}…"
    if language() != "en":
        slots = [template.slots[name] for name in bound_slots(layer) if name in template.slots]
        if len(slots) == 1 and (said := slots[0].label.get(language())):
            return said
        stem, _, number = layer.name.partition("_")
        if number.isdigit() or not number:
            return f"{tr(shown_name(stem))} {number}".rstrip()
    return shown_name(layer.name)


def column_title(column: str, template: Template) -> str:
    """What people call the slot that a column fills; of its short form or a language that is said behind."""
    slots = template.slots
    slot = next((s for s in slots if column == s or column.startswith((f"{s}.", f"{s}:"))), "")
    if not slot:
        return column
    title, rest = text_in(slots[slot].label, slot), column.removeprefix(slot)
    if rest == ".short":
        return tr("{slot}, short", slot=title)
    return f"{title} ({rest[1:]})" if rest.startswith(":") else title + rest


def title_of(name: str, template: Template) -> str:
    """The same of a layer by its name; a name that no layer has is said as words."""
    found = next((layer for layer, _ in spots(template) if layer.name == name), None)
    return layer_title(found, template) if found is not None else shown_name(name)
