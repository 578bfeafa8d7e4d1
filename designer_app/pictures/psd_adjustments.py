"""Adjustment layers of Photoshop as the fields of a template's."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from designer_app.errors import DesignError
from designer_app.pictures.cubes import cube_of
from designer_app.pictures.psd_colours import colour_of
from designer_app.scene.adjustments import HUES, RANGES

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
        case "channelmixer":
            return _channel_mixer(layer)
        case "selectivecolor":
            return _selective(layer)
        case "blackandwhite":
            return _black_white(layer)
        case "colorbalance":
            tones = {tone: _within(getattr(layer, tone) or (0, 0, 0), 100) for tone in _TONES}
            kept = {tone: values for tone, values in tones.items() if any(values)}
            return {"adjust": "colour-balance", "balance": kept, "keep_light": bool(layer.luminosity)}
        case "photofilter":
            return _photo_filter(layer)
        case "colorlookup":
            return _lookup(layer)
    return None


def lookup_file(layer: Any) -> bytes:
    """The table of a Color Lookup as the file it was loaded from; b"" where it is a profile, or isn't stored."""
    data = layer._data
    found = None if data is None else data.get(b"LUT3DFileData")
    value = getattr(found, "value", found)
    return bytes(value) if isinstance(value, bytes) else b""


def _lookup(layer: Any) -> dict[str, Any] | None:
    """Its file's name, without folders; None where the file isn't one that we read."""
    try:
        cube_of(lookup_file(layer))
    except DesignError:
        return None
    found = layer._data.get(b"LUT3DFileName")
    name = str(getattr(found, "value", found) or "").strip("\0").replace("\\", "/").rpartition("/")[2]
    return {"adjust": "lookup", "lookup": name or "look.cube"}


_TONES = ("shadows", "midtones", "highlights")


def _channel_mixer(layer: Any) -> dict[str, Any] | None:
    """Five numbers a channel, the fourth that of a black plate; psd-tools reads the first channel alone."""
    data = layer._data
    if data is None:
        return None
    rest = struct.unpack(f">{len(data.unknown) // 2}h", data.unknown[: len(data.unknown) // 2 * 2])
    numbers = (*data.data, *rest)
    rows = [(*numbers[at : at + 3], numbers[at + 4]) for at in range(0, len(numbers) - 4, 5)]
    if data.monochrome:
        return {"adjust": "channel-mixer", "mix": {"grey": _within(rows[0], 200)}}
    if len(rows) < 3:
        return None
    mix = {name: _within(row, 200) for name, row in zip(("red", "green", "blue"), rows, strict=False)}
    return {"adjust": "channel-mixer", "mix": mix}


def _selective(layer: Any) -> dict[str, Any] | None:
    if layer.data is None:
        return None
    found = {name: _within(ink, 100) for name, ink in zip(RANGES, layer.data[1:], strict=False) if any(ink)}
    made: dict[str, Any] = {"adjust": "selective-colour", "selective": found}
    return {**made, "relative": False} if layer.method else made


def _black_white(layer: Any) -> dict[str, Any]:
    weights = {name: max(-200, min(300, getattr(layer, name.removesuffix("s")))) for name in HUES}
    made: dict[str, Any] = {"adjust": "black-white", "weights": weights}
    if layer.use_tint and layer.tint_color is not None:
        made["tint"] = _hex(colour_of(layer.tint_color, 3)[:3])
    return made


def _photo_filter(layer: Any) -> dict[str, Any] | None:
    """Version 2 names its colour; version 3 gives X, Y, Z on a scale that isn't documented: taken as bright as they
    can be, which is what the pane's colours mostly are."""
    from psd_tools import color_convert as convert

    parts = layer.color_components or ()
    rgb: tuple[float, ...]
    if layer.xyz is not None and any(layer.xyz):
        x, y, z = (float(part) for part in layer.xyz)
        light = [3.1339 * x - 1.6169 * y - 0.4906 * z, -0.9788 * x + 1.9161 * y + 0.0335 * z,
                 0.0719 * x - 0.2290 * y + 1.4052 * z]  # fmt: skip  # D50 to linear sRGB
        rgb = tuple((max(0.0, part) / max(*light, 1e-9)) ** (1 / 2.2) for part in light)
    elif layer.color_space == 0:
        rgb = tuple(part / 65535 for part in parts[:3])
    elif layer.color_space == 7:
        light_, a, b = (part - 65536 if part > 32767 else part for part in parts[:3])
        rgb = convert.lab_to_rgb(light_ / 100, a / 100, b / 100)
    else:
        return None
    return {
        "adjust": "photo-filter", "pane": _hex([round(max(0.0, min(1.0, part)) * 255) for part in rgb]),
        "density": max(0, min(100, int(layer.density or 0))), "keep_light": bool(layer.luminosity),
    }  # fmt: skip


def _within(values: Sequence[int], most: int) -> list[int]:
    return [max(-most, min(most, int(value))) for value in values]


def _hex(rgb: Sequence[int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*rgb)


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
        found.append([1 - at if layer.reversed else at, _hex(rgb)])
    found.sort(key=lambda one: float(one[0]))
    return {"adjust": "gradient-map", "colours": found} if found else None
