"""Fonts of a drawing → type styles of a kit: family first, then slope, then weight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.kit import Kit

_WEIGHTS = {
    "thin": 100, "extralight": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500, "semibold": 600,
    "bold": 700, "bolder": 700, "extrabold": 800, "black": 900, "lighter": 300,
}  # fmt: skip


class Face(msgspec.Struct, frozen=True):
    """What a drawing asks for."""

    family: str
    weight: int
    italic: bool


class Match(msgspec.Struct, frozen=True):
    """The style taken, and what differs ("" = nothing)."""

    style: str
    differs: str


def face_of(style: Mapping[str, str]) -> Face:
    """The face that ``font-family``, ``font-weight`` and ``font-style`` ask for.

    Illustrator names faces instead of families (``Montserrat-SemiBold``): weight and slope are read from there.
    """
    family = style.get("font-family", "").split(",")[0].strip().strip("'\"")
    weight = _weight(style.get("font-weight", "400"))
    italic = style.get("font-style", "normal") in ("italic", "oblique")
    base, dash, face = family.rpartition("-")
    words = face.lower().replace(" ", "")
    slanted = words.endswith(("italic", "oblique", "it"))
    name = words.removesuffix("italic").removesuffix("oblique").removesuffix("mt") or "regular"
    if dash and (name in _WEIGHTS or slanted):
        family, italic = base, italic or slanted
        weight = _WEIGHTS.get(name, weight) if weight == 400 else weight
    return Face(family, weight, italic)


def match(face: Face, kit: Kit) -> Match:
    """The kit's nearest style. Ties go to the plainer name, in the kit's own order."""
    best, best_cost = "text", 1e9
    found: tuple[bool, int] = (False, 400)
    for path, token in kit.tokens.items():
        name = path.rpartition(".")[2]
        if token.type != "typography" or not isinstance(token.value, Mapping) or name not in kit.styles:
            continue
        if kit.styles[name].strike or kit.styles[name].replace:
            continue  # it would change what is read
        families, weight = _families(token.value), _weight(str(token.value.get("fontWeight", 400)))
        italic = bool(token.extra.get("italic")) or token.value.get("fontStyle") == "italic"
        same = _same(face.family, families[0] if families else "")
        cost = (0 if same else 10_000) + (0 if italic == face.italic else 2_000) + abs(weight - face.weight)
        cost += 50 * (kit.styles[name].case != "none")
        if cost < best_cost:
            best, best_cost, found = name, cost, (same, weight)
    same, weight = found
    if not same:
        return Match(best, f"font {face.family or 'unnamed'} {face.weight}, which the kit doesn't have")
    if weight != face.weight:
        return Match(best, f"weight {face.weight} of {face.family}; the kit's style has {weight}")
    return Match(best, "")


def _same(one: str, other: str) -> bool:
    plain = [
        name.lower().replace(" ", "").removesuffix("variable").removesuffix("vf") for name in (one, other)
    ]
    return bool(plain[0]) and plain[0] == plain[1]


def _families(value: Mapping[str, Any]) -> list[str]:
    families = value.get("fontFamily", "")
    return [families] if isinstance(families, str) else [str(f) for f in families]


def _weight(text: str) -> int:
    text = text.strip().lower().replace("-", "").replace(" ", "")
    if text in _WEIGHTS:
        return _WEIGHTS[text]
    try:
        return max(1, min(1000, round(float(text))))
    except ValueError:
        return 400
