"""Values of SVG properties: colours, opacities, transforms."""

from __future__ import annotations

import colorsys
import re

from designer_app.pictures.svg_root import numbers
from designer_app.pictures.svg_tree import NotPlainError
from designer_app.scene.colour import Colour, from_hex
from designer_app.scene.geometry import IDENTITY, Transform, compose, rotation, scaling, translation

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_CALL = re.compile(r"(rgba?|hsla?)\(([^()]*)\)", re.IGNORECASE)
_TRANSFORM = re.compile(r"[\s,]*([A-Za-z]+)\s*\(([^()]*)\)")


def colour(text: str) -> Colour:
    """A CSS colour: name, hex, rgb(), rgba(), hsl(), hsla(). Raises ``NotPlainError`` for others."""
    text = text.strip()
    if _HEX.fullmatch(text):
        return from_hex(text)
    if text.lower() == "transparent":
        return (0, 0, 0, 0)
    match = _CALL.fullmatch(text)
    if match:
        parts = re.split(r"[\s,/]+", match.group(2).strip())
        try:
            return _from_call(match.group(1).lower(), parts)
        except (ValueError, IndexError):
            raise NotPlainError(f"the colour {text}") from None
    from PIL import ImageColor

    if text.lower() not in ImageColor.colormap:
        raise NotPlainError(f"the colour {text}")
    red, green, blue = ImageColor.getrgb(text)[:3]  # not from the map: Pillow turns its entries into tuples
    return (red, green, blue, 255)


def is_colour(text: str) -> bool:
    """Whether ``colour`` can read it."""
    try:
        colour(text)
    except NotPlainError:
        return False
    return True


def opacity(text: str | None) -> float:
    """0..1 from a number or per cent; 1 when absent."""
    if text is None:
        return 1.0
    try:
        value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise NotPlainError(f"the opacity {text}") from None
    return min(1.0, max(0.0, value))


def transform(text: str) -> Transform:
    """A ``transform`` list (CSS Transforms 1, 8) as one matrix."""
    if text.strip() == "none":
        return IDENTITY
    result, position = IDENTITY, 0
    for match in _TRANSFORM.finditer(text):
        if match.start() != position:
            break
        position = match.end()
        values = numbers(match.group(2))
        if values is None:
            raise NotPlainError(f"the transform {text[:40]}")
        result = compose(result, _one(match.group(1), values))
    if text[position:].strip():
        raise NotPlainError(f"the transform {text[:40]}")
    return result


def _one(name: str, v: list[float]) -> Transform:
    import math

    if name == "matrix" and len(v) == 6:
        return (v[0], v[1], v[2], v[3], v[4], v[5])
    if name == "translate" and len(v) in (1, 2):
        return translation(v[0], v[1] if len(v) == 2 else 0.0)
    if name == "scale" and len(v) in (1, 2):
        return scaling(*v)
    if name == "rotate" and len(v) in (1, 3):
        return rotation(*v)
    if name == "skewX" and len(v) == 1:
        return (1.0, 0.0, math.tan(math.radians(v[0])), 1.0, 0.0, 0.0)
    if name == "skewY" and len(v) == 1:
        return (1.0, math.tan(math.radians(v[0])), 0.0, 1.0, 0.0, 0.0)
    raise NotPlainError(f"the transform {name}")


def _from_call(name: str, parts: list[str]) -> Colour:
    if len(parts) not in (3, 4):
        raise ValueError
    alpha = opacity(parts[3]) if len(parts) == 4 else 1.0
    if name.startswith("rgb"):
        channels = [float(p[:-1]) * 2.55 if p.endswith("%") else float(p) for p in parts[:3]]
    else:
        hue = float(parts[0].removesuffix("deg")) % 360 / 360
        saturation, light = (min(1.0, max(0.0, float(p.removesuffix("%")) / 100)) for p in parts[1:3])
        channels = [c * 255 for c in colorsys.hls_to_rgb(hue, light, saturation)]
    r, g, b = (min(255, max(0, int(c + 0.5))) for c in channels)
    return (r, g, b, int(alpha * 255 + 0.5))
