"""Layer effects of Photoshop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from designer_app.pictures.psd_colours import colour_of, gradient_of, pattern_of
from designer_app.pictures.psd_parts import blend_name, reference
from designer_app.pictures.psd_records import PsdEffect, PsdGradient, Rgb

if TYPE_CHECKING:
    from psd_tools.api.layers import Layer

_EFFECTS = {
    "DropShadow": "shadow", "InnerShadow": "inner-shadow", "OuterGlow": "glow", "InnerGlow": "inner-glow",
    "ColorOverlay": "colour-overlay", "GradientOverlay": "gradient-overlay", "PatternOverlay": "pattern-overlay",
    "Stroke": "stroke", "BevelEmboss": "bevel", "Satin": "satin",
}  # fmt: skip
_LAID = (
    "shadow", "glow", "pattern-overlay", "gradient-overlay", "colour-overlay", "satin", "inner-glow", "inner-shadow",
    "stroke", "bevel",
)  # fmt: skip
_BEVELS: dict[str, Literal["inner", "outer", "emboss", "pillow"]] = {
    "INNER_BEVEL": "inner", "OUTER_BEVEL": "outer", "EMBOSS": "emboss", "PILLOW_EMBOSS": "pillow",
}  # fmt: skip
_GLOWS = ("glow", "inner-glow")
_WIDEST = 250  # px of an effect that Photoshop lets one set


def effects(layer: Layer) -> tuple[PsdEffect, ...]:
    """The layer's effects that are switched on, in the order in which Photoshop lays them on."""
    origin = reference(layer)
    found = [_effect(one, origin) for one in _listed(layer) if one.enabled]
    return tuple(sorted(found, key=lambda one: _LAID.index(one.kind) if one.kind in _LAID else len(_LAID)))


def _listed(layer: Layer) -> Iterator[Any]:
    """The effects of the list, unless all are switched off. Before Photoshop CC 2015 entries don't say that they are
    present; psd-tools' own listing leaves those out."""
    from psd_tools.api.effects import _EFFECTS_TAGS, _TYPES
    from psd_tools.psd.descriptor import Descriptor, List

    found = (layer.tagged_blocks.get_data(tag) for tag in _EFFECTS_TAGS)
    data: Any = next((one for one in found if isinstance(one, Descriptor)), None)
    if data is None or not bool(data.get(b"masterFXSwitch", True)):
        return
    for key in data:
        entries = data[key] if isinstance(data[key], List) else [data[key]]
        for entry in entries:
            if (
                isinstance(entry, Descriptor)
                and bool(entry.get(b"present", True))
                and entry.classID in _TYPES
            ):
                yield _TYPES[entry.classID](entry, layer._psd.image_resources)


def _effect(one: Any, origin: tuple[float, float]) -> PsdEffect:
    kind = _EFFECTS.get(type(one).__name__, type(one).__name__.lower())
    filled = str(getattr(getattr(one, "fill_type", None), "name", ""))
    fields: dict[str, Any] = {"kind": kind, "opacity": _number(one.opacity, 100) / 100}
    if kind == "bevel":
        return _bevel(one)
    fields["blend"] = blend_name(one.blend_mode)
    if kind in ("shadow", "inner-shadow", "satin"):
        fields |= {"angle": _number(one.angle, 360), "distance": _number(one.distance, 30_000)}
    if kind in ("shadow", "inner-shadow", "glow", "inner-glow", "stroke", "satin"):
        fields["size"] = _number(one.size, _WIDEST)
    if kind in ("shadow", "inner-shadow", "glow", "inner-glow"):
        fields["spread"] = _number(one.choke, 100) / 100
        fields["plain"] = not one.noise and _straight(getattr(one, "contour", None))
    if kind == "shadow":
        fields["concealed"] = bool(one.descriptor.get(b"layerConceals", True))
    if kind == "inner-glow" and str(getattr(one.glow_source, "name", "")) == "CENTER":
        fields["kind"] = "inner-glow from the middle"
    if kind == "satin":
        fields["inverted"] = bool(one.inverted)
    if kind == "stroke":
        aligns = {"INSIDE": "inside", "CENTER": "centre", "OUTSIDE": "outside"}
        fields["position"] = aligns.get(str(getattr(one.position, "name", "")), "outside")
        fields["plain"] = filled in ("SOLID_COLOR", "GRADIENT", "")
    ramp = (
        kind == "gradient-overlay" or filled == "GRADIENT" or (kind in _GLOWS and b"Grad" in one.descriptor)
    )
    if ramp:
        fields |= _of_gradient(kind, gradient_of(one.descriptor))
    elif kind == "pattern-overlay" or filled == "PATTERN":
        fields["pattern"] = (
            pattern_of(one.descriptor, origin) if one.descriptor.get(b"Ptrn") is not None else None
        )
    elif one.color is not None:
        fields["colour"] = colour_of(one.color, 3)[:3]
    return PsdEffect(**fields)


def _of_gradient(kind: str, gradient: PsdGradient | None) -> dict[str, Any]:
    """A glow's gradient runs away from the edge, which ours doesn't: it takes the colour that is least see-through."""
    if gradient is None:
        return {"kind": f"{kind} of noise or a shape burst"}
    if kind not in _GLOWS:
        return {"gradient": gradient}
    return {"colour": max(gradient.stops, key=lambda stop: stop[1][3])[1][:3], "plain": False}


def _bevel(one: Any) -> PsdEffect:
    style = str(getattr(one.bevel_style, "name", ""))
    technique = str(getattr(one.bevel_type, "name", "SOFT_MATTE"))
    textured = bool(one.descriptor.get(b"useTexture", False)) or bool(one.descriptor.get(b"useShape", False))
    return PsdEffect(
        kind="bevel", style=_BEVELS.get(style, "inner"), size=_number(one.size, _WIDEST), angle=_number(one.angle, 360),
        altitude=_number(one.altitude, 90), depth=_number(one.depth, 1_000) / 100, soften=_number(one.soften, _WIDEST),
        up=str(getattr(one.direction, "name", "")) != "STAMP_IN",
        blend=blend_name(one.shadow_mode), opacity=_number(one.shadow_opacity, 100) / 100, colour=_colour(one.shadow_color, (0, 0, 0)),
        light_blend=blend_name(one.highlight_mode), light_opacity=_number(one.highlight_opacity, 100) / 100,
        light=_colour(one.highlight_color, (255, 255, 255)),
        plain=style in _BEVELS and technique == "SOFT_MATTE" and not textured and _straight(getattr(one, "contour", None)),
    )  # fmt: skip


def _number(value: Any, most: float) -> float:
    """A number that Photoshop could have written, at most so far from 0."""
    number = float(value)
    return max(-most, min(most, number)) if number == number else 0.0


def _colour(found: Any, otherwise: Rgb) -> Rgb:
    return otherwise if found is None else colour_of(found, 3)[:3]


def _straight(contour: Any) -> bool:
    """Whether a contour leaves everything as it is; so does one that isn't stored."""
    points = None if contour is None else contour.get(b"Crv ")
    return all(abs(float(point[b"Hrzn"]) - float(point[b"Vrtc"])) < 1 for point in points or ())
