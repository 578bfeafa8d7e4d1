"""Adjustment layers of Photoshop as the fields of a template's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psd_tools.api.layers import Layer


def is_adjustment(layer: Layer) -> bool:
    from psd_tools.api.layers import AdjustmentLayer

    return isinstance(layer, AdjustmentLayer)


def adjustment(layer: Any) -> dict[str, Any] | None:
    """The fields of a template's adjustment layer; None for a kind that we don't have."""
    match str(layer.kind):
        case "brightnesscontrast":
            found: dict[str, Any] = {
                "adjust": "brightness-contrast",
                "brightness": layer.brightness,
                "contrast": layer.contrast,
            }
            return {**found, "legacy": True} if layer.use_legacy else found
        case "levels":
            return {"adjust": "levels", "levels": _levels(layer.data or ())}
        case "curves":
            return _curves(layer)
        case "exposure":
            return {
                "adjust": "exposure", "exposure": layer.exposure or 0.0, "offset": layer.exposure_offset or 0.0,
                "gamma": layer.gamma or 1.0,
            }  # fmt: skip
        case "huesaturation":
            return _hue(layer)
        case "vibrance":
            return {"adjust": "vibrance", "vibrance": layer.vibrance, "saturation": layer.saturation}
        case "invert":
            return {"adjust": "invert"}
        case "posterize":
            return {"adjust": "posterize", "steps": max(2, min(255, int(layer.posterize or 4)))}
        case "threshold":
            return {"adjust": "threshold", "level": max(1, min(255, int(layer.threshold or 128)))}
        case "gradientmap":
            return _gradient_map(layer)
    return None


_CHANNELS = ("rgb", "red", "green", "blue")


def _levels(records: Any) -> dict[str, Any]:
    out = {}
    for name, one in zip(_CHANNELS, records, strict=False):
        fields = {
            "black": one.input_floor, "white": one.input_ceiling, "gamma": max(0.01, min(9.99, one.gamma / 100)),
            "low": one.output_floor, "high": one.output_ceiling,
        }  # fmt: skip
        plain = {"black": 0, "white": 255, "gamma": 1.0, "low": 0, "high": 255}
        if fields != plain:
            out[name] = fields
    return out


def _curves(layer: Any) -> dict[str, Any] | None:
    if layer.extra is None:
        return None
    out = {}
    for one in layer.extra:
        if 0 <= one.channel_id < 4 and len(one.points) > 1:
            out[_CHANNELS[one.channel_id]] = [[int(x), int(y)] for y, x in one.points]
    return {"adjust": "curves", "curves": out}


def _hue(layer: Any) -> dict[str, Any] | None:
    if layer.enable_colorization:
        hue, saturation, lightness = layer.colorization
        return {
            "adjust": "hue-saturation", "hue": hue % 360, "saturation": saturation, "lightness": lightness,
            "colorize": True,
        }  # fmt: skip
    hue, saturation, lightness = layer.master or (0, 0, 0)
    found: dict[str, Any] = {
        "adjust": "hue-saturation", "hue": hue, "saturation": saturation, "lightness": lightness,
    }  # fmt: skip
    ranges = [
        {"within": [int(at) % 360 for at in within], "hue": own[0], "saturation": own[1], "lightness": own[2]}
        for within, own in layer.data or ()
        if tuple(own) != (0, 0, 0)
    ]
    return {**found, "ranges": ranges} if ranges else found


def _gradient_map(layer: Any) -> dict[str, Any] | None:
    stops = layer.color_stops or ()
    found = []
    for stop in stops:
        values = stop.color
        if len(values) < 3:
            return None
        at = max(0.0, min(1.0, stop.location / 4096))
        rgb = [max(0, min(255, int(v) >> 8)) for v in values[:3]]
        found.append([1 - at if layer.reversed else at, "#{:02X}{:02X}{:02X}".format(*rgb)])
    found.sort(key=lambda one: float(one[0]))
    return {"adjust": "gradient-map", "colours": found} if found else None
