"""From layer to layer: what each becomes in a template, and what is told of it in the report."""

from __future__ import annotations

import io
from typing import Any

import msgspec
from PIL import Image

from designer_app.design.kit import Kit
from designer_app.pictures.psd import Psd
from designer_app.pictures.psd_records import PsdLayer, PsdPixels
from designer_app.production.importing import Imported, LayerData, Names, Outcome, note
from designer_app.production.psd_import.dress import OVERLAYS, Dress, overlay_fill
from designer_app.production.psd_import.shapes import flat_colour, shape_layer
from designer_app.production.psd_import.texts import NotTextError, TextLayers
from designer_app.production.svg_import.frames import moved
from designer_app.scene.colour import to_hex
from designer_app.scene.geometry import Box

_CENTRED = 0.01  # of a side that a centre may be off
_UNITS = {"group", "artboard"}
_NEAR = {"vibrance": "vibrance", "colour-balance": "colour balance", "photo-filter": "a photo filter"}


class Walk:
    """One document. Layers are in page px until their group takes them in."""

    def __init__(self, psd: Psd, kit: Kit, file: str) -> None:
        self._psd, self._file = psd, file
        self._page = Box(0.0, 0.0, float(psd.document.width), float(psd.document.height))
        self._names, self._slot_names, self._file_names = Names(), Names(), Names()
        self._files: dict[str, bytes] = {}
        self._slots: dict[str, dict[str, Any]] = {}
        self._notes: list[Any] = []
        self._texts = TextLayers(kit, min(self._page.width, self._page.height))
        self._dress = Dress(self._picture_file)
        self._has_background = False  # a Background that didn't become the page's ground

    def imported(self) -> Imported:
        document = self._psd.document
        for found in document.notes:
            self._note("changed", "document", found, "8-bit sRGB")
        below = list(document.layers)
        ground = "none" if self._see_through() else "#FFFFFF"
        stacked = len(below) > 1 and below[1].clipped
        if below and not stacked and (colour := flat_colour(self._psd, below[0], self._page)):
            ground = colour
            below.pop(0)
        self._has_background = bool(below) and below[0].background
        layers = self._siblings(tuple(below), "", (0.0, 0.0))
        if not document.layers and document.merged is not None:
            layers = [self._merged(document.merged)]
        return Imported(
            width=document.width, height=document.height, layers=tuple(layers), files=self._files,
            slots=self._slots, ground=ground, notes=tuple(self._notes),
        )  # fmt: skip

    def _see_through(self) -> bool:
        """Whether the page shows what it is laid on, as far as the merged picture tells."""
        merged = self._psd.document.merged
        return merged is not None and self._psd.picture(merged).getchannel("A").getextrema() != (255, 255)

    # ── Layers ──────────────────────────────────────────────────────────────────────────────────

    def _siblings(
        self, layers: tuple[PsdLayer, ...], above: str, corner: tuple[float, float]
    ) -> list[LayerData]:
        found: list[LayerData] = []
        has_base = False
        for layer in layers:
            place = f"{above}/{layer.name}" if above else layer.name
            made = self._layer(layer, place, corner)
            if not made:
                has_base = has_base and layer.clipped
                continue
            if layer.clipped and has_base:
                for one in made:
                    one["clip_below"] = True
                if not layer.clipped_as_group:
                    self._note(
                        "changed", place, "clipped, but blending with all below", "with its base alone"
                    )
            has_base = has_base or not layer.clipped
            found += made
        return found

    def _layer(self, layer: PsdLayer, place: str, corner: tuple[float, float]) -> list[LayerData]:
        """The template's layers of one of Photoshop's, in the coordinates of a group at ``corner``."""
        for what in layer.notes:
            self._note("left-out", place, what)
        if layer.knockout == "deep" and self._has_background:
            self._note("changed", place, "knockout down to the Background", "through it, too")
        made = self._made(layer, place)
        if made is None:
            return []
        box = self._frame(made, layer)
        self._dress.layer(made, layer, box)
        for outcome, what, became in self._dress.told:
            self._note(outcome, place, what, became)
        if not layer.visible:
            made["visible"] = False
        self._pinned(made, box)
        overlays = self._overlays(layer, made, box, place)
        return [moved(one, -corner[0], -corner[1]) for one in (made, *overlays)]

    def _made(self, layer: PsdLayer, place: str) -> LayerData | None:
        if layer.kind in _UNITS:
            return self._group(layer, place)
        if layer.adjust is not None:
            return self._adjustment(layer, place)
        if layer.text is not None and layer.text.text.strip():
            try:
                return self._text(layer, place)
            except NotTextError as why:
                self._note("flattened", place, str(why), "a picture")
        elif (drawn := shape_layer(self._as_stored(layer), self._page, self._picture_file)) is not None:
            return {"kind": "shape", "name": self._names.take(layer.name, "shape"), **drawn}
        if layer.pixels is None:
            what = f"the pattern '{layer.fill.pattern}'" if layer.fill and layer.fill.pattern else ""
            if what or not layer.notes:
                self._note("left-out", place, what or f"an empty {layer.kind} layer")
            return None
        if layer.kind == "smartobject":
            self._note("flattened", place, "a smart object", "a picture")
        elif layer.fill is not None:
            what = f"the pattern '{layer.fill.pattern}'" if layer.fill.pattern else "a shape"
            if layer.fill.gradient is not None:
                what = f"a {layer.fill.gradient.kind} gradient"
            self._note("flattened", place, what, "a picture")
        return self._picture(layer)

    def _adjustment(self, layer: PsdLayer, place: str) -> LayerData:
        fields = dict(layer.adjust or {})
        if near := _NEAR.get(fields["adjust"]):
            self._note("changed", place, near, "near Photoshop's, whose formula isn't published")
        if layer.lookup:
            stem, _, suffix = fields["lookup"].rpartition(".")
            kind = "3dl" if suffix.lower() == "3dl" else "cube"
            fields["lookup"] = f"looks/{self._file_names.take(stem or suffix, 'look')}.{kind}"
            self._files[fields["lookup"]] = layer.lookup
        return {
            "kind": "adjustment", "name": self._names.take(layer.name, "adjustment"), **fields,
            "x": 0, "y": 0, "w": self._page.width, "h": self._page.height,
        }  # fmt: skip

    def _as_stored(self, layer: PsdLayer) -> PsdLayer:
        """A layer filled with one colour of another colour space has the colour of its stored pixels, which come
        through the document's profile as all others do."""
        fill = layer.fill
        if fill is None or fill.colour is None or layer.pixels is None or self._psd.document.mode == "RGB":
            return layer
        colours = self._psd.picture(layer.pixels).getcolors(256) or []
        whole = {colour[:3] for _, colour in colours if isinstance(colour, tuple) and colour[3] == 255}
        if len(whole) != 1:
            return layer
        red, green, blue = whole.pop()
        return msgspec.structs.replace(layer, fill=msgspec.structs.replace(fill, colour=(red, green, blue)))

    def _group(self, layer: PsdLayer, place: str) -> LayerData | None:
        box = Box(layer.left, layer.top, layer.left + layer.width, layer.top + layer.height)
        if box.empty:
            box = self._page
        inside = self._siblings(layer.layers, place, (box.x0, box.y0))
        if layer.kind == "artboard" and layer.fill is not None and layer.fill.colour is not None:
            ground = {
                "kind": "shape", "name": self._names.take(f"{layer.name} ground", "ground"), "x": 0, "y": 0,
                "w": box.width, "h": box.height, "fill": to_hex((*layer.fill.colour, 255)),
            }  # fmt: skip
            inside.insert(0, ground)
        if not inside:
            self._note("left-out", place, "a group that shows nothing")
            return None
        made: LayerData = {
            "kind": "group", "name": self._names.take(layer.name, "group"), "x": box.x0, "y": box.y0,
            "w": box.width, "h": box.height, "layers": inside,
        }  # fmt: skip
        made["isolation"] = "pass-through" if layer.blend == "pass-through" else "isolated"
        if layer.kind == "artboard":
            made["clip"] = True
        return made

    def _text(self, layer: PsdLayer, place: str) -> LayerData:
        made = self._texts.layer(layer)
        for change in self._texts.changes:
            self._note("changed", place, change)
        inner = made["layers"][0] if made["kind"] == "group" else made
        wish = self._texts.slot_wish(layer)
        inner["name"] = self._names.take(wish, "text")
        if made is not inner:
            made["name"] = self._names.take(f"turned {wish}", "turned")
        if "text" in inner:
            slot = self._slot_names.take(wish, "text")
            label = " ".join(layer.name.split())[:40] or slot
            self._slots[slot] = {"type": "text", "label": {"en": label}, "default": inner["text"]}
            inner["text"] = "{{ " + slot + " }}"
        if layer.mask is None and not layer.path_hides:
            return made
        # A mask needs a frame that is known without typesetting.
        return {
            "kind": "group", "name": self._names.take(f"masked {wish}", "masked"), "x": layer.left, "y": layer.top,
            "w": layer.width, "h": layer.height, "layers": [moved(made, -layer.left, -layer.top)],
        }  # fmt: skip

    def _picture(self, layer: PsdLayer) -> LayerData:
        assert layer.pixels is not None
        name = self._names.take(layer.name, "picture")
        whole = (layer.left, layer.top, layer.width, layer.height) == (
            0,
            0,
            self._page.width,
            self._page.height,
        )
        return {
            "kind": "image", "name": name, "source": self._picture_file(layer.pixels, layer.name),
            "x": layer.left, "y": layer.top, "w": layer.width, "h": layer.height,
            "fit": "cover" if whole else "fill", "alt": " ".join(layer.name.split()),
        }  # fmt: skip

    def _merged(self, pixels: PsdPixels) -> LayerData:
        self._note("flattened", "document", "a document without layers", "one picture")
        return {
            "kind": "image", "name": self._names.take("picture", "picture"),
            "source": self._picture_file(pixels, "picture"), "x": 0, "y": 0, "w": pixels.width, "h": pixels.height,
        }  # fmt: skip

    def _overlays(self, layer: PsdLayer, made: LayerData, box: Box, place: str) -> list[LayerData]:
        """Overlays as shapes clipped to the layer, where they could not become its fill."""
        found = []
        wanted = [one for one in layer.effects if one.kind in OVERLAYS]
        for effect in sorted(wanted, key=lambda one: OVERLAYS.index(one.kind), reverse=True):
            if effect.gradient is not None and effect.gradient.kind == "diamond":
                self._note("changed", place, "a diamond gradient", "a radial one")
            if effect.pattern is not None and effect.pattern.angle:
                self._note("changed", place, "a turned pattern", "an upright one")
            fill = overlay_fill(effect, box, self._picture_file)
            if (
                made["kind"] in ("shape", "text")
                and "fill" in made
                and effect.blend == "normal"
                and effect.opacity == 1
            ):
                made["fill"] = fill
                continue
            name = self._names.take(f"{made['name']} overlay", "overlay")
            over: LayerData = {
                "kind": "shape", "name": name, "fill": fill, "clip_below": True, "x": box.x0, "y": box.y0,
                "w": box.width, "h": box.height,
            }  # fmt: skip
            if effect.blend != "normal":
                over["blend"] = effect.blend
            if effect.opacity < 1:
                over["opacity"] = round(effect.opacity, 4)
            found.append(over)
        return found

    def _frame(self, made: LayerData, layer: PsdLayer) -> Box:
        """Where a layer lies on the page; a text's height is that of its ink."""
        width, height = made.get("w") or layer.width, made.get("h") or layer.height
        x = made["x"] if "x" in made else made["cx"] - width / 2 if "cx" in made else made["right"] - width
        y = made["y"] if "y" in made else made["bottom"] - height
        return Box(x, y, x + width, y + height)

    # ── Where things lie ────────────────────────────────────────────────────────────────────────

    def _pinned(self, made: LayerData, box: Box) -> None:
        """Constraints guessed from the place: what fills the page stretches, what stands in its middle stays there;
        the rest keeps to the nearer edge by itself."""
        for axis, start, length, whole in (
            ("pin_x", box.x0, box.width, self._page.width),
            ("pin_y", box.y0, box.height, self._page.height),
        ):
            if start <= 0 and start + length >= whole:
                made[axis] = "stretch"
            elif abs(start + length / 2 - whole / 2) <= _CENTRED * whole:
                made[axis] = "center"

    # ── Files ───────────────────────────────────────────────────────────────────────────────────

    def _picture_file(self, pixels: PsdPixels, label: str) -> str:
        picture = self._psd.picture(pixels)
        if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
            picture = picture.convert("RGB")
        name = f"pictures/{self._file_names.take(label, 'picture')}.png"
        self._files[name] = png(picture)
        return name

    def _note(self, outcome: Outcome, place: str, found: str, expected: str = "") -> None:
        self._notes.append(note(outcome, self._file, place, found, expected))


def png(picture: Image.Image) -> bytes:
    """A picture as PNG bytes."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
