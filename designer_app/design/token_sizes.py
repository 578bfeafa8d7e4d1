"""Spaces, radii and shadows of a kit from a brand's tokens, by what their names and types say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from designer_app.design.token_files import Brand, Value, colour_value
from designer_app.design.token_roles import words_of
from designer_app.design.tokens import dimension
from designer_app.errors import DesignError

_SAYS = {
    "shadow": {"shadow", "shadows", "elevation", "boxshadow"},
    "radius": {"radius", "radii", "rounded", "rounding", "borderradius", "corner", "corners"},
    "space": {"space", "spaces", "spacing", "spacer", "gap", "gutter", "inset", "stack"},
}
_DROPPED = {
    "border", "box", "base", "token", "tokens", "global", "core", "ref", "sys", "dimension", "size", "value",
    "scale", "primitive", "primitives",
}  # fmt: skip
_MOST = 60  # tokens of a group: more is a component library's inventory
_FARTHEST = 10_000.0  # px
_PARTS = ("offsetX", "offsetY", "blur", "spread")
_SHORT = {"offsetX": "x", "offsetY": "y", "blur": "blur", "spread": "spread"}
_CSS_LENGTH = re.compile(r"(-?[\d.]+)(px|rem)?$")


def size_tokens(brand: Brand) -> dict[str, Any]:
    """The groups ``space``, ``radius`` and ``shadow`` of a kit's tokens.json; those of which the brand says
    nothing are left out, and so is what can't be read as px (fluid sizes, percentages)."""
    groups: dict[str, Any] = {}
    for value in brand.values:
        group = _group(value)
        made = _shadow(value.value) if group == "shadow" else _length(value.value) if group else None
        if made is None:
            continue
        kind = "shadow" if group == "shadow" else "dimension"
        tokens = groups.setdefault(group, {"$type": kind})
        name = _name(value.path, group)
        if name not in tokens and len(tokens) <= _MOST:
            tokens[name] = {"$value": made, "$description": f"from {value.path}"}
    return {name: groups[name] for name in ("space", "radius", "shadow") if name in groups}


def _group(value: Value) -> str:
    words = words_of(value.path)
    if value.kind.lower() in ("shadow", "boxshadow", "box-shadow"):
        return "shadow"
    if value.kind not in ("", "dimension", "number", "borderRadius"):
        return ""
    said = {*words, *("".join(pair) for pair in itertools.pairwise(words))}
    return next((group for group, names in _SAYS.items() if said & names), "")


def _name(path: str, group: str) -> str:
    words = [w for w in words_of(path) if w not in _SAYS[group] and w not in _DROPPED]
    return "-".join(words[-4:]) or "default"


def _length(value: Any) -> dict[str, Any] | None:
    try:
        pixels = dimension(value)
    except (TypeError, ValueError, AttributeError):
        return None
    if not -_FARTHEST <= pixels <= _FARTHEST:
        return None
    return {"value": round(pixels, 3), "unit": "px"}


def _shadow(value: Any) -> Any:
    """One shadow or several, as DTCG writes them; None where a part can't be read."""
    if isinstance(value, str):
        value = list(_css_shadows(value))
    layers = value if isinstance(value, Sequence) else [value]
    made = [_layer(layer) for layer in layers]
    if not made or any(layer is None for layer in made):
        return None
    return made if len(made) > 1 else made[0]


def _layer(layer: Any) -> dict[str, Any] | None:
    if not isinstance(layer, Mapping):
        return None
    found: dict[str, Any] = {}
    try:
        found["color"] = colour_value(layer.get("color", "#000000"))
    except (DesignError, ValueError, TypeError, OverflowError):
        return None
    for part in _PARTS:
        length = _length(layer.get(part, layer.get(_SHORT[part], 0)))
        if length is None:
            return None
        found[part] = length
    if layer.get("inset") or str(layer.get("type", "")).lower() == "innershadow":
        found["inset"] = True
    return found


def _css_shadows(text: str) -> Iterator[dict[str, Any]]:
    """The layers of a ``box-shadow``: lengths in order, one colour, perhaps ``inset``."""
    for layer in re.split(r",(?![^(]*\))", text):
        words = re.findall(r"[^\s(]+\([^)]*\)|\S+", layer.strip())
        lengths = [word for word in words if _CSS_LENGTH.match(word)]
        colours = [word for word in words if word not in lengths and word != "inset"]
        if not 2 <= len(lengths) <= 4 or len(colours) > 1:
            yield {"color": None}
            continue
        found: dict[str, Any] = dict(zip(_PARTS, lengths, strict=False))
        found["color"] = colours[0] if colours else "#000000"
        found["inset"] = "inset" in words
        yield found
