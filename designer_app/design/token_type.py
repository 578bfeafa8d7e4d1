"""Type styles of a kit from a brand's type tokens: families, weights, leading and tracking by meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from designer_app.design.token_files import Brand, Value
from designer_app.design.token_roles import words_of
from designer_app.design.tokens import dimension

# style: from the heading (True) or the running text, weight (None = its own), size px, leading, what its extension says
_STYLES: dict[str, tuple[bool, int | None, float, float, dict[str, Any]]] = {
    "display": (True, None, 92, 1.08, {"headline": True, "leadingCyrillic": 1.12}),
    "figure": (True, None, 560, 0.95, {"raised": "%", "raisedScale": 0.4}),
    "price": (True, None, 124, 1.0, {"raised": "$€₽£", "raisedScale": 0.58}),
    "old-price": (True, 400, 52, 1.0, {"strike": True}),
    "lead": (False, 500, 34, 1.36, {}),
    "item": (False, 500, 34, 1.26, {}),
    "italic": (False, 500, 34, 1.36, {"italic": True}),
    "text": (False, None, 33, 1.42, {}),
    "value": (False, 500, 28, 1.4, {"features": {"tnum": 1}}),
    "date": (False, None, 28, 1.4, {"features": {"tnum": 1}}),
    "label": (False, 600, 28, 1.3, {}),
    "button": (False, 600, 30, 1.2, {}),
    "note": (False, None, 24, 1.38, {"min": 0.022, "minPx": 9}),
    "wordmark": (True, 700, 30, 1.0, {}),
}
_HEADINGS = ("display", "hero", "headline", "heading", "title", "h1", "mega", "super")
_TEXTS = ("body", "text", "paragraph", "medium", "base", "default")
_SKIPPED = {
    "code",
    "mono",
    "monospace",
    "cjk",
    "han",
    "serif",
    "emphasized",
    "italic",
    "heavy",
    "fluid",
    "rounded",
}
_GENERIC = {
    "-apple-system", "blinkmacsystemfont", "system-ui", "ui-sans-serif", "ui-monospace", "sans-serif", "serif",
    "monospace", "inherit", "initial",
}  # fmt: skip
_WEIGHTS = {
    "thin": 100, "extralight": 200, "light": 300, "regular": 400, "normal": 400, "book": 400, "medium": 500,
    "semibold": 600, "demibold": 600, "bold": 700, "extrabold": 800, "black": 900, "heavy": 900,
}  # fmt: skip
_TRACKING, _LEADING = (-0.06, 0.05), (0.9, 1.25)  # what a headline may take over, in em


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """What the tokens say of one kind of text; empty or None where they say nothing."""

    family: str = ""
    weight: int | None = None
    tracking: float | None = None
    leading: float | None = None
    source: str = ""


def faces(brand: Brand) -> tuple[Face, Face]:
    """The headline's and the running text's type."""
    styles = [
        value for value in brand.values if value.kind == "typography" and isinstance(value.value, Mapping)
    ]
    families = [value for value in brand.values if value.kind == "fontFamily" or _says_family(value)]
    head = _named(styles, _HEADINGS)
    body = _named(styles, _TEXTS)
    first = _family(_named(families, ("display", "heading", "headline", "title", "brand")))
    plain = _family(
        _named(families, ("body", "text", "sans", "base", "default", "system", "ui", "primary"), loose=True)
    )
    text = _face(body)
    headline = _face(head)
    text = msgspec.structs.replace(text, family=text.family or plain or first)
    headline = msgspec.structs.replace(headline, family=headline.family or first or text.family)
    return headline, text


def type_tokens(headline: Face, text: Face) -> dict[str, Any]:
    """The groups ``font`` and ``type`` of a kit's tokens.json."""
    families = {"display": headline.family or text.family or "Inter", "text": text.family or "Inter"}
    made: dict[str, Any] = {
        "$type": "typography",
        "$description": "Sizes are of a board with a short side of 1080 px and only a start: a layer fits its own.",
    }
    for name, (large, weight, size, leading, extra) in _STYLES.items():
        face = headline if large else text
        own = face.weight if weight is None else weight
        tracking = _within(face.tracking, _TRACKING, -0.02 if large else -0.004)
        if name == "display":
            leading = _within(face.leading, _LEADING, leading)
        made[name] = {
            "$value": {
                "fontFamily": families["display" if large else "text"],
                "fontWeight": own or (700 if large else 400),
                "fontSize": {"value": size, "unit": "px"},
                "letterSpacing": {"value": round(tracking * size, 2), "unit": "px"},
                "lineHeight": leading,
            },
            "$extensions": {"designer": {"tracking": tracking, "leading": leading, **extra}},
        }
    return {
        "font": {"$type": "fontFamily", **{name: {"$value": family} for name, family in families.items()}},
        "type": made,
    }


def _within(value: float | None, ends: tuple[float, float], default: float) -> float:
    return round(max(ends[0], min(ends[1], value)), 4) if value is not None else default


def _says_family(value: Value) -> bool:
    words = words_of(value.path)
    return "family" in words and "font" in words and isinstance(value.value, str | list)


def _named(values: Iterable[Value], wanted: tuple[str, ...], *, loose: bool = False) -> Value | None:
    """The value whose name says the most of the wanted words first; of sizes the largest known by name."""
    best: tuple[tuple[int, int], Value] | None = None
    for order, value in enumerate(values):
        words = words_of(value.path)
        if set(words) & _SKIPPED and not ("sans" in words and "serif" in words):
            continue
        rank = next((place for place, word in enumerate(wanted) if word in words), None)
        if rank is None and not loose:
            continue
        key = (-(rank if rank is not None else 99), -order)
        if best is None or key > best[0]:
            best = (key, value)
    return best[1] if best else None


def _family(value: Value | None) -> str:
    return first_family(value.value) if value is not None else ""


def first_family(stack: Any) -> str:
    """The first family of a CSS stack or a list that is a font and not a system's keyword."""
    names = stack if isinstance(stack, list) else str(stack or "").split(",")
    for name in names:
        plain = str(name).strip().strip("'\"").strip()
        if plain and plain.lower() not in _GENERIC and not plain.startswith("{"):
            return plain
    return ""


def _face(value: Value | None) -> Face:
    if value is None:
        return Face()
    parts: Mapping[str, Any] = value.value
    size = _number(parts.get("fontSize"), 1.0)
    leading = _number(parts.get("lineHeight"), size or 1.0)
    spacing = _number(parts.get("letterSpacing"), size or 1.0)
    if leading is not None and leading > 4 and size:
        leading = leading / size
    return Face(
        family=first_family(parts.get("fontFamily")),
        weight=_weight(parts.get("fontWeight")),
        tracking=spacing / size if spacing is not None and size else None,
        leading=leading if leading and leading <= 4 else None,
        source=value.path,
    )


def _number(value: Any, base: float) -> float | None:
    if isinstance(value, str) and value.strip().endswith("%"):
        value = value.strip()[:-1]
        return float(value) / 100 * base if re.fullmatch(r"-?[\d.]+", value) else None
    try:
        return dimension(value, 1.0) if value is not None else None
    except (TypeError, ValueError):
        return None


def _weight(value: Any) -> int | None:
    if isinstance(value, str) and not value.strip().isdigit():
        return _WEIGHTS.get(re.sub(r"[^a-z]", "", value.lower()))
    try:
        return max(1, min(1000, int(float(value)))) if value is not None else None
    except (TypeError, ValueError):
        return None
