"""What any layer has besides its ink: opacity, blend mode, masks, effects."""

from __future__ import annotations

from typing import Any

import msgspec

from designer_app.pictures import parse_path_data
from designer_app.pictures.psd_records import PsdBlendIf, PsdEffect, PsdLayer
from designer_app.production.importing import LayerData, Outcome
from designer_app.production.psd_import.shapes import Write, gradient_data, tile_data
from designer_app.production.svg_import.fills import path_data, rounded
from designer_app.scene.colour import to_hex
from designer_app.scene.geometry import Box, translation

OVERLAYS = ("colour-overlay", "gradient-overlay", "pattern-overlay")  # top to bottom
_KNOWN = ("shadow", "inner-shadow", "glow", "inner-glow", "satin", "stroke", "bevel")
_SAME_COLOUR = {"multiply": (0, 0, 0), "screen": (255, 255, 255)}  # with which the mode is like normal


class Dress:
    """Lays on what any layer has; ``told`` says what became different (outcome, what, became)."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.told: list[tuple[Outcome, str, str]] = []

    def layer(self, made: LayerData, layer: PsdLayer, box: Box) -> None:
        """Fields of ``made``, whose frame is ``box`` on the page."""
        self.told = []
        if layer.opacity != 255:
            made["opacity"] = round(layer.opacity / 255, 4)
        if layer.fill_opacity != 255:
            made["fill_opacity"] = round(layer.fill_opacity / 255, 4)
        if layer.blend not in ("normal", "pass-through"):
            made["blend"] = layer.blend
        if layer.knockout != "none":
            made["knockout"] = layer.knockout
        if layer.blend_if:
            made["blend_if"] = [_condition(one) for one in layer.blend_if]
        if layer.mask is not None:
            self._picture_mask(made, layer, box)
        drawn = made["kind"] == "shape"
        if layer.path is not None and layer.path_hides and not drawn:
            self._shape_mask(made, layer, box)
        effects = [data for one in layer.effects for data in self._effect(one, made, box)]
        if layer.fill_opacity < 255:
            through = any(one.kind == "shadow" and not one.concealed for one in layer.effects)
            for data in effects:
                if data["type"] == "glow" or (data["type"] == "shadow" and not through):
                    data["conceal"] = True
        if effects:
            made["effects"] = effects

    def _picture_mask(self, made: LayerData, layer: PsdLayer, box: Box) -> None:
        mask = layer.mask
        assert mask is not None
        if mask.pixels is None:
            if not mask.outside:
                made["opacity"] = round((1 - mask.density / 255) * made.get("opacity", 1.0), 4)
            return
        found: dict[str, Any] = {
            "source": self._write(mask.pixels, f"{layer.name} mask"), "x": rounded(mask.left - box.x0),
            "y": rounded(mask.top - box.y0), "w": mask.pixels.width, "h": mask.pixels.height,
        }  # fmt: skip
        if mask.outside:
            found["outside"] = "show"
        made["mask_picture"] = {**found, **_soft(mask.feather, mask.density)}

    def _shape_mask(self, made: LayerData, layer: PsdLayer, box: Box) -> None:
        path = layer.path
        assert path is not None
        own = parse_path_data(path.d, evenodd=True).transform(translation(-box.x0, -box.y0))
        made["mask"] = {
            "shape": "path", "d": path_data(own), "evenodd": True, **_soft(path.feather, path.density),
            **({"invert": True} if path.inverted else {}),
        }  # fmt: skip

    def _effect(self, one: PsdEffect, made: LayerData, box: Box) -> list[dict[str, Any]]:
        if one.kind in OVERLAYS:
            return []
        if one.kind not in _KNOWN:
            self.told.append(("left-out", f"the effect {one.kind}", ""))
            return []
        if not one.plain:
            self.told.append(
                (
                    "changed",
                    f"the effect {one.kind} with noise, a contour, a texture or a gradient",
                    "a plain one",
                )
            )
        if one.kind in ("bevel", "satin"):
            self.told.append(
                ("changed", f"the effect {one.kind}", "near Photoshop's, whose formula isn't published")
            )
        colour = to_hex((*one.colour, round(one.opacity * 255)))
        same = one.blend == "normal" or _SAME_COLOUR.get(one.blend) == one.colour
        mode = {} if same else {"blend": one.blend}
        if one.kind == "stroke":
            return self._stroke(one, made, box, colour, mode)
        if one.kind == "bevel":
            return [_bevel(one, colour)]
        blur, spread = one.blur, one.size * one.spread
        found: dict[str, Any] = {"type": one.kind, "blur": rounded(blur), "colour": colour}
        if one.kind in ("shadow", "inner-shadow", "satin"):
            dx, dy = one.cast
            found |= {"dx": dx, "dy": dy}
        if one.kind == "satin" and not one.inverted:
            found["invert"] = False
        found |= mode
        if spread and one.kind != "satin":
            found |= {"spread": rounded(spread), "rounded": True}
        if one.gradient is not None:
            self.told.append(
                ("changed", f"the effect {one.kind} of a gradient", "the gradient across the layer")
            )
        return [found]

    def _stroke(
        self, one: PsdEffect, made: LayerData, box: Box, colour: str, mode: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """A stroke of a shape that has none yet; of other layers a glow without blur, as wide as the stroke."""
        half = one.size / 2 if one.position == "centre" else one.size
        over = box.grow(0.0 if one.position == "inside" else half)
        painted = one.gradient is not None or one.pattern is not None
        own = made["kind"] == "shape" and "stroke" not in made and "fill_opacity" not in made
        if own and not mode and not painted:
            made["stroke"] = {"fill": colour, "width": rounded(one.size), "align": one.position}
            return []
        outer: dict[str, Any] = {"type": "glow", "blur": 0, "spread": rounded(half), "rounded": True}
        inner = {**outer, "type": "inner-glow"}
        for line, within in ((outer, over), (inner, box)):
            line |= {"fill": self._paint(one, over, within)} if painted else {"colour": colour}
            line |= mode
        return {"inside": [inner], "centre": [outer, inner]}.get(one.position, [outer])

    def _paint(self, one: PsdEffect, over: Box, box: Box) -> dict[str, Any]:
        """The gradient or pattern of a stroke that lies ``over`` a box, as a fill of ``box``."""
        if one.gradient is None:
            assert one.pattern is not None
            if one.opacity < 1:
                self.told.append(("changed", "a see-through stroke with a pattern", "an opaque one"))
            return tile_data(one.pattern, box, self._write)
        if one.gradient.kind == "diamond":
            self.told.append(("changed", "a diamond gradient", "a radial one"))
        stops = tuple(
            (at, (*colour[:3], round(colour[3] * one.opacity))) for at, colour in one.gradient.stops
        )
        return gradient_data(msgspec.structs.replace(one.gradient, stops=stops), over, box)


def _bevel(one: PsdEffect, colour: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "bevel", "style": one.style, "size": rounded(one.size), "angle": rounded(one.angle),
        "altitude": rounded(one.altitude), "depth": rounded(one.depth * (100 if one.up else -100)),
        "colour": colour, "light": to_hex((*one.light, round(one.light_opacity * 255))), "blend": one.blend,
        "light_blend": one.light_blend,
    }  # fmt: skip
    return {**found, "soften": rounded(one.soften)} if one.soften else found


def overlay_fill(effect: PsdEffect, box: Box, write: Write) -> Any:
    """The colour, gradient or pattern laid over a layer."""
    if effect.pattern is not None and effect.pattern.tile is not None:
        return tile_data(effect.pattern, box, write)
    if effect.kind == "gradient-overlay" and effect.gradient is not None:
        return gradient_data(effect.gradient, box)
    return to_hex((*effect.colour, 255))


def _condition(one: PsdBlendIf) -> dict[str, Any]:
    ranges = {"own": one.own, "below": one.below}
    found: dict[str, Any] = {key: list(value) for key, value in ranges.items() if value != (0, 0, 255, 255)}
    return {"channel": one.channel, **found} if one.channel != "grey" else found


def _soft(feather: float, density: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if feather:
        found["feather"] = rounded(feather)
    if density < 255:
        found["density"] = round(density / 255, 4)
    return found
