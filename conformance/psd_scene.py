"""A Photoshop document as a Scene of its stored pixels, for comparing our painter with Photoshop's merged picture."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

from PIL import Image

from designer_app.build.masks import WHITE_PAGE, clipped_to, mask_node
from designer_app.layers.adjustment import AdjustmentLayer, filters
from designer_app.pictures import parse_path_data, trust
from designer_app.pictures.cubes import cube_of
from designer_app.pictures.psd import Psd, bad_psd
from designer_app.pictures.psd_gradients import ends
from designer_app.pictures.psd_records import PsdEffect, PsdFill, PsdGradient, PsdLayer, PsdPixels
from designer_app.scene import sources
from designer_app.scene.adjustments import Table
from designer_app.scene.colour import from_hex
from designer_app.scene.geometry import Box, Outline, cos_sin, rectangle
from designer_app.scene.nodes import (
    BackdropFilter,
    Bevel,
    BlendIf,
    Conic,
    Effect,
    Group,
    Linear,
    Node,
    Paint,
    Path,
    Picture,
    PictureSource,
    Radial,
    Satin,
    Scene,
    Shadow,
    Solid,
    Stop,
    Stroke,
    Tiles,
)

# What becomes of the black plate, painted by itself as grey, under the modes that look at whole colours.
_BLACK_STAYS = ("hue", "saturation", "color")
_OVERLAYS = ("pattern-overlay", "gradient-overlay", "colour-overlay")  # bottom to top
_MODES_OF_GREY = {"luminosity": "normal", "darker-color": "darken", "lighter-color": "lighten"}


# Photoshop mixes text, and nothing else, with what lies below it by this gamma ("Blend Text Colors Using Gamma" of its
# colour settings, on by default; called 1.45 there, its pixels say a little more).
_TEXT_GAMMA = 1.48


def _gamma(by: float) -> list[int]:
    return [int(255 * (value / 255) ** by + 0.5) for value in range(256)]


def scene_of(psd: Psd, folder: FilePath, *, black: bool = False) -> Scene:
    """The document's layers; ``black`` those of the black plate alone. Pixels are laid into ``folder``."""
    document = psd.document
    maker = _Maker(psd, folder, black)
    layers = document.layers
    below = int(layers[:1] != () and layers[0].background and not any(one.clipped for one in layers[1:2]))
    rest = Group(maker.siblings(layers[below:]))
    return Scene(document.width, document.height, Group((*maker.siblings(layers[:below]), rest)), None)


class _Maker:
    def __init__(self, psd: Psd, folder: FilePath, black: bool) -> None:
        self.psd, self.folder, self.black = psd, folder, black
        self._depth = 1  # groups around a layer, that of all above the Background included
        self._bases: set[int] = set()  # ids of layers that others are clipped to
        self.canvas = Box(0.0, 0.0, float(psd.document.width), float(psd.document.height))

    def siblings(self, layers: tuple[PsdLayer, ...]) -> tuple[Node, ...]:
        nodes: list[Node] = []
        self._bases |= {id(base) for base, above in pairwise(layers) if above.clipped and not base.clipped}
        base: int | None = None
        hidden = apart = False
        for layer in layers:
            if layer.clipped and hidden:
                continue
            node = self.node(layer) if layer.visible else None
            if node is None:
                hidden = hidden or not layer.clipped
                continue
            if layer.clipped and base is not None:
                if apart:
                    nodes.append(Group((node,), mask=nodes[base]))
                else:
                    nodes[base] = clipped_to(nodes[base], node)
                continue
            base, hidden, apart = len(nodes), False, not layer.clipped_as_group
            nodes.append(node)
        return tuple(nodes)

    def node(self, layer: PsdLayer) -> Group | None:
        """A layer with all that it has; None when it shows nothing."""
        blend: Any = layer.blend
        if self.black:
            if blend in _BLACK_STAYS:
                return None
            blend = _MODES_OF_GREY.get(blend, blend)
        isolation: Any = "auto"
        clip: Outline | None = None
        effects: tuple[Effect, ...] = ()
        children: tuple[Node, ...]
        if layer.kind in ("group", "artboard"):
            self._depth += 1
            children = self.siblings(layer.layers)
            self._depth -= 1
            isolation = "isolated"
            if layer.kind == "artboard":
                clip = rectangle(layer.left, layer.top, layer.width, layer.height)
                paint = None if layer.fill is None else self._fill(layer.fill)
                children = (*(() if paint is None else (Path(clip, (paint,)),)), *children)
            if blend == "pass-through":
                isolation, blend = "pass-through", "normal"
        elif layer.adjust is not None:
            children, effects = self._adjustment(layer)
        elif self._is_plain_text(layer):
            children, isolation = self._text(layer), "pass-through"
        else:
            children = self._ink(layer)
        if not children:
            return None
        group = Group(
            children, opacity=layer.opacity / 255, fill_opacity=layer.fill_opacity / 255, blend=blend,
            isolation=isolation, mask=self._mask(layer), clip=clip,
            knockout={"none": 0, "shallow": 1, "deep": self._depth}[layer.knockout],
        )  # fmt: skip
        return self._with_effects(group, layer, effects)

    def _with_effects(self, group: Group, layer: PsdLayer, own: tuple[Effect, ...]) -> Group:
        import msgspec

        inside = [one for one in layer.effects if one.kind in _OVERLAYS]
        box = Box(layer.left, layer.top, layer.left + layer.width, layer.top + layer.height)
        overlays = tuple(
            Group((Path(WHITE_PAGE.outline, (paint,)),), opacity=one.opacity, blend=one.blend)  # type: ignore[arg-type]
            for one in sorted(inside, key=lambda one: _OVERLAYS.index(one.kind))
            if (paint := self._overlay(one, box)) is not None
        )
        shadows: tuple[Effect, ...] = tuple(
            effect
            for one in layer.effects
            for effect in effects_of(one, self._stroke_paint(one, box), faint=layer.fill_opacity < 255)
        )
        shadows += tuple(BlendIf(one.channel, one.own, one.below) for one in layer.blend_if)  # type: ignore[arg-type]
        if overlays and group.fill_opacity < 1:  # overlays are not faded by fill
            faint = Group(group.children, opacity=group.fill_opacity)
            inked = tuple(Group((one,), mask=Group(group.children)) for one in overlays)
            return msgspec.structs.replace(
                group, children=(faint, *inked), fill_opacity=1.0, effects=(*own, *shadows)
            )
        return msgspec.structs.replace(group, clipped=overlays, effects=(*own, *shadows))

    def _stroke_paint(self, one: PsdEffect, box: Box) -> Paint | None:
        """A stroke's gradient, which lies over the layer and the stroke, or pattern."""
        if one.kind != "stroke" or self.black:
            return None
        if one.pattern is not None:
            return self._tiles(one.pattern)
        reach = {"outside": one.size, "centre": one.size / 2}.get(one.position, 0.0)
        return None if one.gradient is None else gradient_paint(one.gradient, box.grow(reach))

    def _overlay(self, one: PsdEffect, box: Box) -> Paint | None:
        if one.kind == "colour-overlay":
            return Solid((*one.colour, 255))
        if one.pattern is not None:
            return self._tiles(one.pattern)
        return None if one.gradient is None else gradient_paint(one.gradient, box)

    def _ink(self, layer: PsdLayer) -> tuple[Node, ...]:
        pixels = layer.black if self.black else layer.pixels
        if layer.pixels is not None and pixels is not None:
            alpha = layer.pixels if self.black else None
            return (self._picture(pixels, layer.left, layer.top, alpha),)
        outline = self._shape(layer) or rectangle(0, 0, self.canvas.width, self.canvas.height)
        strokes: tuple[Stroke, ...] = ()
        if layer.stroke is not None and layer.stroke.fill.colour is not None and not self.black:
            line = layer.stroke
            ink = Solid((*(line.fill.colour or (0, 0, 0)), round(line.opacity * 255)))
            strokes = (Stroke(ink, line.width, line.cap, line.join, dash=line.dash, align=line.align),)
        paint = None if layer.fill is None else self._fill(layer.fill)
        if paint is None and not strokes:
            return ()
        return (Path(outline, () if paint is None else (paint,), strokes),)

    def _is_plain_text(self, layer: PsdLayer) -> bool:
        """Text that is mixed with what lies below it by ``_TEXT_GAMMA``: not where it blends, is clipped or clipped to."""
        return (
            layer.text is not None
            and layer.pixels is not None
            and layer.blend == "normal"
            and layer.fill_opacity == 255
            and not (layer.blend_if or layer.effects or layer.clipped or layer.mask or layer.path)
            and self.psd.document.mode in ("RGB", "grey")
            and id(layer) not in self._bases
        )

    def _text(self, layer: PsdLayer) -> tuple[Node, ...]:
        """What lies below goes through the gamma, the text's colours are laid over it through it, and all comes back:
        within the text's own pixels."""
        assert layer.pixels is not None
        image = self.psd.picture(layer.pixels)
        alpha = image.getchannel("A")
        mixed = image.convert("RGB").point(_gamma(_TEXT_GAMMA) * 3)
        mixed.putalpha(alpha)
        silhouette = Image.new("RGBA", image.size, (0, 0, 0, 255))
        silhouette.putalpha(alpha.point([0] + [255] * 255))
        place = (layer.left, layer.top, layer.pixels.width, layer.pixels.height)
        where = Path(rectangle(*place), (Solid((0, 0, 0, 0)),))
        there, back = (
            Group((where,), effects=(BackdropFilter((Table(bytes(_gamma(by) * 3)),)),))
            for by in (_TEXT_GAMMA, 1 / _TEXT_GAMMA)
        )
        ink = self._laid(mixed, f"{layer.pixels.start}t", *place)
        mask = self._laid(silhouette, f"{layer.pixels.start}s", *place)
        return (Group((there, ink, back), isolation="pass-through", mask=mask),)

    def _shape(self, layer: PsdLayer) -> Outline | None:
        path = layer.path
        if path is None or path.inverted or path.density < 255 or path.feather:
            return None
        return parse_path_data(path.d, evenodd=True)

    def _fill(self, fill: PsdFill) -> Paint | None:
        if fill.colour is not None:
            return Solid((*((fill.black,) * 3 if self.black else fill.colour), 255))
        if fill.tile is not None:
            return self._tiles(fill)
        return None if fill.gradient is None else gradient_paint(fill.gradient, self.canvas)

    def _tiles(self, fill: PsdFill) -> Paint | None:
        if fill.tile is None:
            return None
        width, height, scale = fill.tile.width, fill.tile.height, fill.scale
        cos, sin = cos_sin(-fill.angle)
        place = (scale * cos, scale * sin, -scale * sin, scale * cos, *fill.offset)
        return Tiles(self._picture(fill.tile, 0, 0), 0.0, 0.0, width, height, place)

    def _adjustment(self, layer: PsdLayer) -> tuple[tuple[Node, ...], tuple[Effect, ...]]:
        import msgspec

        made = {"kind": "adjustment", "name": "a", **(layer.adjust or {})}
        try:
            wanted = msgspec.convert(made, AdjustmentLayer, strict=False)
        except msgspec.ValidationError as fault:
            raise bad_psd(f"the adjustment '{layer.name}': {fault}") from None
        found = filters(wanted, from_hex, lambda _: cube_of(layer.lookup))
        if not found:
            return (), ()
        where = Path(rectangle(0, 0, self.canvas.width, self.canvas.height), (Solid((0, 0, 0, 0)),))
        return (where,), (BackdropFilter(found),)

    def _mask(self, layer: PsdLayer) -> Node | None:
        masks: list[Node] = []
        if layer.mask is not None:
            found = layer.mask
            picture = None if found.pixels is None else self._picture(found.pixels, found.left, found.top)
            ground = WHITE_PAGE if found.outside else None
            node = mask_node(picture, ground, feather=found.feather, density=found.density / 255, flip=False)
            masks.append(Group((WHITE_PAGE,), mask=node, mask_kind="luminance"))
        drawn_as_ink = layer.pixels is None and self._shape(layer) is not None and layer.adjust is None
        if layer.path is not None and layer.path_hides and not (drawn_as_ink and layer.fill is not None):
            path = layer.path
            shape = Path(parse_path_data(path.d, evenodd=True), (Solid((255, 255, 255, 255)),))
            node = mask_node(
                shape, None, feather=path.feather, density=path.density / 255, flip=path.inverted
            )
            masks.append(Group((WHITE_PAGE,), mask=node, mask_kind="luminance"))
        if not masks:
            return None
        return masks[0] if len(masks) == 1 else Group((masks[0],), mask=masks[1])

    def _picture(self, pixels: PsdPixels, x: int, y: int, alpha: PsdPixels | None = None) -> Picture:
        image = self.psd.picture(pixels)
        if alpha is not None:
            image = image.convert("RGB")
            image.putalpha(self.psd.picture(alpha).getchannel("A"))
        return self._laid(
            image, f"{pixels.start}{'k' if alpha is not None else ''}", x, y, pixels.width, pixels.height
        )

    def _laid(self, image: Image.Image, name: str, x: int, y: int, width: int, height: int) -> Picture:
        file = self.folder / f"{name}.png"
        image.save(file, compress_level=1)
        digest = sources.register(file)
        trust(digest)
        return Picture(PictureSource(digest), x, y, width, height)


def gradient_paint(gradient: PsdGradient, box: Box) -> Paint:
    x0, y0, x1, y1 = ends(gradient, box)
    stops = tuple(Stop(at, colour) for at, colour in gradient.stops)
    if gradient.kind == "linear":
        return Linear(x0, y0, x1, y1, stops)
    if gradient.kind == "reflected":
        return Linear(x0, y0, x1, y1, stops, spread="reflect")
    if gradient.kind == "angle":
        return Conic(x0, y0, 90 - gradient.angle, stops)
    radius = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    return Radial(x0, y0, radius, radius, stops)


def effects_of(one: PsdEffect, paint: Paint | None = None, *, faint: bool = False) -> tuple[Effect, ...]:
    """Shadows, glows and strokes as our shadows; a stroke is one without blur, as wide as it spreads. Bevel, satin."""
    colour = (*one.colour, round(one.opacity * 255))
    blend: Any = one.blend
    spread, blur = one.size * one.spread, one.blur
    beside = faint and one.concealed  # of an opaque fill nothing would be seen anyway
    match one.kind:
        case "shadow" | "inner-shadow":
            dx, dy = one.cast
            return (
                Shadow(dx, dy, blur, colour, spread, one.kind == "inner-shadow", True, blend, None, beside),
            )
        case "glow" | "inner-glow":
            return (
                Shadow(0.0, 0.0, blur, colour, spread, one.kind == "inner-glow", True, blend, None, beside),
            )
        case "satin":
            return (Satin(*one.cast, blur, colour, one.inverted, blend),)
        case "bevel":
            light: Any = one.light_blend
            bright = (*one.light, round(one.light_opacity * 255))
            return (
                Bevel(one.style, one.size, one.angle, one.altitude, bright, colour, one.depth, one.soften, one.up, light, blend),
            )  # fmt: skip
        case "stroke":
            half = one.size / 2 if one.position == "centre" else one.size
            outer = Shadow(0.0, 0.0, 0.0, colour, half, False, True, blend, paint, beside)
            inner = Shadow(0.0, 0.0, 0.0, colour, half, True, True, blend, paint)
            return {"inside": (inner,), "centre": (outer, inner)}.get(one.position, (outer,))
    return ()
