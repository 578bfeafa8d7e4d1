"""A kit begun from another brand's token files: its tokens in our form, its fonts by explicit copy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.kit_file import FORMAT
from designer_app.design.readable import SCHEMES, TEXT_PAIRS, readable
from designer_app.design.token_files import Brand, dtcg_colour, read_brand
from designer_app.design.token_roles import recognised, words_of
from designer_app.design.token_schemes import Role, Schemes, composed
from designer_app.design.token_sizes import size_tokens
from designer_app.design.token_type import Face, faces, type_tokens
from designer_app.errors import Finding, fail
from designer_app.scene.colour import Colour, contrast, over
from designer_app.text.fonts import register_font

_NOISE = {
    "color",
    "colors",
    "base",
    "token",
    "tokens",
    "palette",
    "global",
    "core",
    "ref",
    "sys",
    "p",
    "md",
    "value",
}
_ABOUT = {
    "light": "the main light ground", "soft": "the second light ground", "accent": "a ground of the accent",
    "dark": "the dark ground", "second": "a second coloured ground",
}  # fmt: skip
_LINE = 150  # characters of JSON that may stand on one line
# Treatments of photographs, in roles, so that they follow the brand's colours.
_GRADES = {
    "mood": {
        "about": "duotone on the dark ground; its black is the ground", "source": "brightest", "grain": 4,
        "stops": [[0, "dark.surface"], [1, "mood"]],
    },
    "flat": {
        "about": "duotone whose light is the soft ground", "source": "luminance", "autocontrast": True, "clip": 0.2,
        "stops": [[0, "dark.surface"], [0.62, "accent.surface"], [1, "soft.surface"]],
    },
    "portrait": {
        "about": "grey with the brand's black and white", "source": "luminance", "autocontrast": True,
        "stops": [[0, "dark.surface"], [1, "surface"]],
    },
}  # fmt: skip


def kit_files(
    title: str, paths: Sequence[Path], fonts: Sequence[Path] = (), file: str = "tokens.json"
) -> tuple[dict[str, bytes], list[Finding]]:
    """The files of a new kit (name → bytes) and what was mapped, guessed, moved and is missing.

    ``file`` is what findings about roles call the kit's tokens.
    Raises ``DesignError``: files that can't be read, that hold no tokens, or fonts that are none.
    """
    brand = read_brand(paths)
    schemes, findings = composed(recognised(brand), file)
    headline, text = faces(brand)
    copied, files = _fonts(fonts)
    headline, text = (_met(face, copied) for face in (headline, text))
    sizes = size_tokens(brand)
    tokens = {
        "$schema": "https://www.designtokens.org/schemas/2025.10/format.json",
        "$description": f"{title}: made from {', '.join(Path(name).name for name in brand.files[:6])}"
        + (" and more" if len(brand.files) > 6 else ""),
        "$extensions": {"designer": {"format": FORMAT, "reference": 1080}},
        **_colour_tokens(schemes),
        **type_tokens(headline, text),
        **sizes,
        "grid": _GRID,
    }
    kit = {
        "format": FORMAT,
        "name": {"en": title},
        "locale": "en-US",
        "languages": ["en"],
        "tokens": "tokens.json",
        "schemes": list(SCHEMES),
        "fonts": copied,
        "grades": _GRADES,
    }
    made = {"kit.json": _written(kit), "tokens.json": _written(tokens), **files}
    return made, [*brand.findings, *findings, *_left_out(brand, schemes, sizes)]


_GRID: dict[str, Any] = {
    "margin": {
        "$type": "dimension", "$value": {"value": 75.6, "unit": "px"}, "$extensions": {"designer": {"ratio": 0.07}},
        "$description": "outer margin, 7 % of the short side",
    },
    "columns": {"$type": "number", "$value": 12},
    "gutter": {
        "$type": "dimension", "$value": {"value": 23.76, "unit": "px"}, "$extensions": {"designer": {"ratio": 0.022}},
    },
}  # fmt: skip


def _written(value: Any) -> bytes:
    return (_json(value, 0) + "\n").encode("utf-8")


def _json(value: Any, depth: int) -> str:
    """JSON with one token a line: what is short and flat stays on its line."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (depth > 2 and len(flat) <= _LINE):
        return flat
    pad = " " * (depth + 1)
    if isinstance(value, list):
        parts = [pad + _json(item, depth + 1) for item in value]
        return "[\n" + ",\n".join(parts) + "\n" + " " * depth + "]"
    parts = [
        f"{pad}{json.dumps(key, ensure_ascii=False)}: {_json(item, depth + 1)}" for key, item in value.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"


# ── Colours ─────────────────────────────────────────────────────────────────────────────────────


def _colour_tokens(schemes: Schemes) -> dict[str, Any]:
    palette: dict[str, Any] = {"$description": "Every colour that a role uses."}
    names: dict[Colour, str] = {}
    groups: dict[str, Any] = {
        "$type": "color",
        "$description": "Sets of roles. A layer names a role; the scheme of its page decides the colour.",
    }
    for scheme, roles in schemes.items():
        group: dict[str, Any] = {"$description": _ABOUT.get(scheme, scheme)}
        for role, found in roles.items():
            name = names.get(found.colour)
            if name is None:
                name = names[found.colour] = _fresh(_swatch_name(found, scheme, role), palette)
                palette[name] = {"$value": dtcg_colour(found.colour)}
            group[role] = {"$value": f"{{color.palette.{name}}}", "$description": _told(role, found, roles)}
        groups[scheme] = group
    accent, text = schemes["accent"]["surface"].colour, schemes["dark"]["on-surface"].colour
    palette["mood"] = {
        "$value": dtcg_colour(readable(accent, text)),
        "$description": "the light of dark photographs (grade mood): text of the dark scheme reads on it",
    }
    return {"color": {"$type": "color", "palette": palette}, "scheme": groups}


def _told(role: str, found: Role, roles: Mapping[str, Role]) -> str:
    said = f"from {found.source}" if found.source else "derived"
    ground = TEXT_PAIRS.get(role)
    if ground:
        below = over(roles[ground].colour, roles["surface"].colour)
        said += f"; contrast {contrast(over(found.colour, below), below):.1f} on {ground}"
    return said


def _swatch_name(found: Role, scheme: str, role: str) -> str:
    words = [word for word in words_of(found.origin) if word not in _NOISE] if found.origin else []
    return "-".join(words[-4:]) or f"{scheme}-{role}"


def _fresh(name: str, taken: Mapping[str, Any]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{number}" for number in range(2, 999) if f"{name}-{number}" not in taken)


def _left_out(brand: Brand, schemes: Schemes, sizes: Mapping[str, Any]) -> list[Finding]:
    used = {found.source for roles in schemes.values() for found in roles.values()} - {""}
    count = len(brand.colours["light"])
    return [
        Finding(
            code="tokens-read", severity="note", file=brand.files[0],
            found=f"{len(brand.files)} file{'s' * (len(brand.files) > 1)}, {count} colours, "
            + ("light and dark" if brand.colours["dark"] else "one mode")
            + f"; {len(used)} tokens became roles"
            + "".join(f", {len(group) - 1} {name}" for name, group in sizes.items()),
            remedy="only colours that a role uses are in tokens.json: add others to color.palette by hand",
        )
    ]  # fmt: skip


# ── Fonts ───────────────────────────────────────────────────────────────────────────────────────


def _fonts(paths: Sequence[Path]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """Entries for kit.json and the files themselves. Raises ``DesignError`` (``bad-font``)."""
    entries: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for path in paths:
        register_font(path)  # what the engine can't draw with is no font of a kit
        try:
            entry = _font_entry(path)
        except Exception as fault:  # fontTools raises whatever a broken table brings about
            raise fail(
                "bad-font", file=str(path), found=f"damaged names or axes ({type(fault).__name__})",
                expected="a font: TTF, OTF, WOFF or WOFF2", remedy="get the font file again from its source",
            ) from None  # fmt: skip
        files[str(entry["file"])] = path.read_bytes()
        entries.append(entry)
    return entries, files


def _font_entry(path: Path) -> dict[str, Any]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1) or path.stem
        weight = int(font["OS/2"].usWeightClass)
        italic = bool(font["head"].macStyle & 2)
        axes = (
            {axis.axisTag: [axis.minValue, axis.maxValue] for axis in font["fvar"].axes}
            if "fvar" in font
            else {}
        )
    entry: dict[str, Any] = {"family": family, "file": f"fonts/{path.name}"}
    if axes:
        entry["axes"] = axes
    else:
        entry["weight"] = weight
    if italic:
        entry["style"] = "italic"
    return entry


def _met(face: Face, fonts: Sequence[Mapping[str, Any]]) -> Face:
    """The face under the name of a copied font that is the same family: ``Mona Sans VF`` is ``Mona Sans``."""
    for font in fonts:
        if _plain(str(font["family"])) == _plain(face.family):
            return msgspec.structs.replace(face, family=str(font["family"]))
    return face


def _plain(family: str) -> str:
    return re.sub(r"\b(vf|var|variable|web)\b|[^a-z0-9]", "", family.lower())
