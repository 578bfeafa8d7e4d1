"""The walk over a drawing's elements, each as layers; what can't be said is cut out as a fragment and noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from designer_app.design.kit import Kit
from designer_app.errors import Finding
from designer_app.pictures.svg_read import Reader, inherit, refuse_odd
from designer_app.pictures.svg_read import frame as fitted
from designer_app.pictures.svg_root import length, view_box, whole_size
from designer_app.pictures.svg_shapes import SHAPES
from designer_app.pictures.svg_tree import Item, NotPlainError, read_tree
from designer_app.pictures.svg_values import transform
from designer_app.production.importing import Imported, LayerData, Names, literal, note
from designer_app.production.svg_import.dress import Dress, dress_of
from designer_app.production.svg_import.fragments import DRESS, Fragments
from designer_app.production.svg_import.frames import frame, moved
from designer_app.production.svg_import.images import Images
from designer_app.production.svg_import.shapes import shape_layers
from designer_app.production.svg_import.texts import TextLayers
from designer_app.scene.geometry import Box, Transform, around, compose, invert, translation
from designer_app.scene.nodes import Blend

_GROUPS = ("g", "a", "svg", "symbol", "switch", "use")
_SILENT = (
    "defs", "symbol", "title", "desc", "metadata", "style", "clipPath", "mask", "pattern", "filter", "marker", "stop",
    "view", "linearGradient", "radialGradient", "namedview",
)  # fmt: skip
_GENERIC = re.compile(r"(?:g|a|rect|circle|ellipse|line|path|polygon|polyline|picture|use|svg)(?:_\d+)?")
_CODED = re.compile(r"_x([0-9A-Fa-f]{2,4})_")  # as Illustrator writes spaces and signs in ids


class Walk:
    """One drawing becoming layers. Raises ``NotPlainError`` when its outermost element can't be read."""

    def __init__(self, text: str, kit: Kit, file: str) -> None:
        root, by_id = read_tree(text)
        self._root, self._by_id, self._file = root, by_id, file
        self._reader = Reader(root, by_id, {})
        self._fragments = Fragments(text, _in_order(root))
        self._texts = TextLayers(kit, self._reader)
        self._names = Names()
        self._slot_names = Names()
        self._notes: list[Finding] = []
        self._slots: dict[str, dict[str, Any]] = {}
        self._files: dict[str, bytes] = {}
        self._images = Images(self._files, self._names)
        self._page = Box(0.0, 0.0, *self._reader.size)

    def imported(self) -> Imported:
        width, height = whole_size(self._reader.size)
        layers = self._children(self._root, inherit({}, self._root), self._reader.placed, "")
        ground: Any = "#FFFFFF"
        if layers and _is_ground(layers[0], width, height):
            ground = layers.pop(0)["fill"]
        return Imported(
            width=width, height=height, layers=tuple(layers), files=self._files, slots=self._slots, ground=ground,
            notes=tuple(self._notes),
        )  # fmt: skip

    # ── Elements ────────────────────────────────────────────────────────────────────────────────

    def _children(
        self, item: Item, style: Mapping[str, str], placed: Transform, path: str
    ) -> list[LayerData]:
        found: list[LayerData] = []
        for child in item.children:
            found += self._element(child, style, placed, path)
        return found

    def _element(self, item: Item, above: Mapping[str, str], placed: Transform, path: str) -> list[LayerData]:
        if item.tag in _SILENT:
            return []
        place = f"{path}/{_label(item) or item.tag}" if path else _label(item) or item.tag
        if item.tag not in SHAPES and item.tag not in _GROUPS and item.tag not in ("text", "image"):
            if not _never_drawn(item):
                self._note("left-out", place, f"<{item.tag}>")
            return []
        if item.props.get("display") == "none":
            self._note("left-out", place, "a hidden element")
            return []
        try:
            return self._understood(item, inherit(above, item), placed, place)
        except NotPlainError as why:
            return self._flattened(item, place, str(why))

    def _understood(
        self, item: Item, style: dict[str, str], placed: Transform, place: str
    ) -> list[LayerData]:
        odd = {**item.props, **style} if item.tag in SHAPES else item.props
        refuse_odd({name: value for name, value in odd.items() if name not in DRESS})
        if "transform" in item.props:
            placed = compose(placed, transform(item.props["transform"]))
        if invert(placed) is None:
            return []
        dress = dress_of(item, self._reader, self._by_id, placed, self._page)
        if item.tag in SHAPES:
            layers = self._shape(item, style, placed)
        elif item.tag == "text":
            layers = self._text(item, style, placed, place)
        elif item.tag == "image":
            layers = self._images.layers(item, self._reader, placed, _label(item))
        else:
            return self._group(item, style, placed, place, dress)
        return self._dressed(layers, dress, _label(item) or item.tag)

    def _shape(self, item: Item, style: dict[str, str], placed: Transform) -> list[LayerData]:
        if style.get("visibility", "visible") != "visible":
            return []
        pictured = self._images.filled_shape(item, style, self._reader, self._by_id, placed, _label(item))
        if pictured is not None:
            return pictured
        layers = shape_layers(item, style, self._reader, placed)
        for layer in layers:
            layer["name"] = self._names.take(_label(item), item.tag)
        return layers

    def _text(self, item: Item, style: dict[str, str], placed: Transform, place: str) -> list[LayerData]:
        if style.get("visibility", "visible") != "visible":
            return []
        layers = self._texts.layers(item, style, placed)
        for change in dict.fromkeys(self._texts.changes):
            self._note("changed", place, change)
        for layer in layers:
            self._named_text(layer, _label(item))
        return layers

    def _named_text(self, layer: LayerData, label: str) -> None:
        for inner in layer.get("layers", ()):
            self._named_text(inner, label)
        if layer["kind"] == "group":
            layer["name"] = self._names.take(f"turned {label}", "turned")
            return
        words = layer.get("text") or "".join(run["text"] for run in layer["runs"])
        wish = label if label and not label.startswith("text") else " ".join(words.split()[:3])
        layer["name"] = self._names.take(wish, "text")
        if "text" in layer:
            slot = self._slot_names.take(wish, "text")
            self._slots[slot] = {
                "type": "text",
                "label": {"en": " ".join(wish.split())[:40]},
                "default": words,
            }
            layer["text"] = "{{ " + slot + " }}"
        else:
            for run in layer["runs"]:
                run["text"] = literal(run["text"])

    # ── Groups ──────────────────────────────────────────────────────────────────────────────────

    def _group(
        self, item: Item, style: dict[str, str], placed: Transform, place: str, dress: Dress
    ) -> list[LayerData]:
        view: Box | None = None
        if item.tag == "use":
            target = self._by_id.get(item.props.get("href", "").removeprefix("#"))
            if target is None:
                self._note("left-out", place, "a <use> of what is not there")
                return []
            placed = compose(placed, translation(*self._reader.shift(item)))
            if target.tag in ("symbol", "svg"):
                placed, view = self._viewport(target, item, placed)
                layers = self._children(target, inherit(style, target), placed, place)
            else:
                layers = self._element(target, style, placed, place)
        elif item.tag == "switch":
            layers = self._switch(item, style, placed, place)
        else:
            if item.tag == "svg":
                placed = compose(placed, translation(*self._reader.shift(item)))
                placed, view = self._viewport(item, item, placed)
            layers = self._children(item, style, placed, place)
        if view is not None and not _within(layers, view):
            if dress.frame is not None:
                raise NotPlainError("a clipped drawing inside a drawing")
            dress = msgspec.structs.replace(dress, frame=view, cut={"clip": True})
        return self._dressed(layers, dress, _label(item), group=item.tag != "a")

    def _switch(self, item: Item, style: dict[str, str], placed: Transform, place: str) -> list[LayerData]:
        """The first alternative that any program can show (SVG 2, 5.9)."""
        for child in item.children:
            if child.tag == "foreignObject" or child.props.get("requiredExtensions"):
                continue
            if not child.props.get("systemLanguage", "en").startswith("en"):
                continue
            return self._element(child, style, placed, place)
        return []

    def _viewport(self, target: Item, placing: Item, placed: Transform) -> tuple[Transform, Box | None]:
        """The coordinates inside a nested drawing or symbol, and what it is cut at (page px)."""
        across, down = self._reader.viewport
        width = length(placing.props.get("width", target.props.get("width", "100%")), across)
        height = length(placing.props.get("height", target.props.get("height", "100%")), down)
        if width is None or height is None or width <= 0 or height <= 0:
            raise NotPlainError("a nested drawing without a size")
        cut: Box | None = Box(0.0, 0.0, width, height).transform(placed)
        if placed[1] or placed[2]:
            raise NotPlainError("a turned nested drawing")
        if target.props.get("overflow") in ("visible", "auto"):
            cut = None
        box = view_box(target.props)
        return compose(placed, fitted(target.props.get("preserveAspectRatio", ""), box, (width, height))), cut

    def _dressed(
        self, layers: list[LayerData], dress: Dress, label: str, group: bool = False
    ) -> list[LayerData]:
        """Layers with opacity, blend and effects on them, in a group where there are several or a clip."""
        if not layers or (dress.plain and not group):
            return layers
        alone = dress.frame is None and len(layers) == 1 and "isolation" not in dress.fields
        if alone and not set(dress.fields) & set(layers[0]):
            name = layers[0]["name"]
            if group and label and _GENERIC.fullmatch(name):  # the group's own name says more
                name = self._names.take(label, name)
            return [{**layers[0], "name": name, **dress.fields}]
        box = dress.frame or _around(layers)
        inner = [moved(layer, -box.x0, -box.y0) for layer in layers]
        fields = dict(dress.fields)
        effects = fields.pop("effects", None)
        if effects and dress.cut:  # a filter comes before the clip (SVG 2, 3.10)
            size = Box(0.0, 0.0, box.width, box.height)
            name = self._names.take(f"{label} effect", "effect")
            inner = [{"kind": "group", "name": name, **frame(size), "effects": effects, "layers": inner}]
        elif effects:
            fields["effects"] = effects
        name = self._names.take(label, "group")
        return [{"kind": "group", "name": name, **frame(box), **dress.cut, **fields, "layers": inner}]

    # ── What is not understood ──────────────────────────────────────────────────────────────────

    def _flattened(self, item: Item, place: str, why: str) -> list[LayerData]:
        found = self._fragments.seen(item)
        if found is None:
            self._note("left-out", place, f"{why}, or nothing to be seen")
            return []
        data, box = found
        name = self._names.take(_label(item), item.tag)
        file = f"drawings/{name}.svg"
        self._files[file] = data
        self._note("flattened", place, why, f"the svg layer '{name}'")
        layer = {"kind": "svg", "name": name, **frame(box), "source": file, "fit": "fill"}
        blend = item.props.get("mix-blend-mode", "normal")  # the drawing alone has nothing to blend with
        return [{**layer, "blend": blend} if blend != "normal" and blend in get_args(Blend) else layer]

    def _note(self, outcome: Any, place: str, found: str, expected: str = "") -> None:
        self._notes.append(note(outcome, self._file, place, found, expected))


def _never_drawn(item: Item) -> bool:
    """Whether an unknown element is no loss: another program's own, a script, a movement, the HTML beside a blur."""
    if item.tag == "foreignObject":
        return "data-figma-bg-blur-radius" in (item.parent or item).props
    return item.tag.startswith("http") or item.tag in ("script", "set") or "nimate" in item.tag


def _in_order(item: Item) -> list[Item]:
    found = [item]
    for child in item.children:
        found += _in_order(child)
    return found


def _label(item: Item) -> str:
    """What the element is called by the person who drew it."""
    for name in ("data-name", "label", "id"):
        value = item.attributes.get(name, "").strip()
        if value:
            return _CODED.sub(lambda code: chr(int(code[1], 16)), value)
    return ""


def _box_of(layer: LayerData) -> Box:
    """Where a layer lies, as far as its frame tells."""
    w, h = float(layer["w"]), float(layer["h"] if "h" in layer else layer["size"])
    x = layer["x"] if "x" in layer else layer["right"] - w if "right" in layer else layer["cx"] - w / 2
    y = layer["y"] if "y" in layer else layer["bottom"] - h
    return Box(float(x), float(y), float(x) + w, float(y) + h)


def _around(layers: list[LayerData]) -> Box:
    return around(_box_of(layer) for layer in layers)


def _within(layers: list[LayerData], view: Box) -> bool:
    """Whether a frame cuts nothing off; strokes and turned layers count with some room."""
    if not layers:
        return True
    room = 0.0
    for layer in layers:
        stroke = layer.get("stroke")
        room = max(room, stroke["width"] if stroke else 0.0)
        if layer.get("rotation") or layer["kind"] == "group":
            room = max(room, layer["w"], layer["h"])
    box = _around(layers).grow(room)
    return box.x0 >= view.x0 and box.y0 >= view.y0 and box.x1 <= view.x1 and box.y1 <= view.y1


def _is_ground(layer: LayerData, width: int, height: int) -> bool:
    """A first rectangle that fills the page is the page's ground."""
    return (
        layer["kind"] == "shape"
        and layer.get("shape", "rectangle") == "rectangle"
        and layer.get("fill") is not None
        and not {"stroke", "rotation", "radius", "opacity", "blend", "effects"} & set(layer)
        and layer["x"] <= 0
        and layer["y"] <= 0
        and layer["x"] + layer["w"] >= width
        and layer["y"] + layer["h"] >= height
        and not (isinstance(layer["fill"], str) and len(layer["fill"]) > 7)
    )
