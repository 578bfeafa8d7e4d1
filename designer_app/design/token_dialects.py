"""Token files as brands really write them, read into one flat form per mode (light, dark).

Understood: DTCG 2025.10 (``$value``, ``$root``, ``$ref``, inherited ``$type``, groups that extend others), the
same without dollar signs (Style Dictionary, Tokens Studio, Salesforce), Spectrum's ``sets``, dark values in
``$extensions`` (Primer, Carbon, Tokens Studio), plain trees of colours, and custom properties of CSS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

MODES = ("light", "dark")
_DARK = {"dark", "night", "g100", "g90", "inverted"}
_LIGHT = {"light", "day", "white", "g10", "default"}
_SETS_FIRST = ("light", "desktop", "default")
_TYPES = {
    "colour": "color", "fontfamilies": "fontFamily", "font-family": "fontFamily", "fontfamily": "fontFamily",
    "font": "fontFamily", "fontweights": "fontWeight", "font-weight": "fontWeight", "fontweight": "fontWeight",
    "fontsizes": "dimension", "font-size": "dimension", "fontsize": "dimension", "size": "dimension",
    "sizing": "dimension", "spacing": "dimension", "borderradius": "dimension", "border-radius": "dimension",
    "color-set": "color", "scale-set": "dimension", "alias": "", "set": "", "string": "",
}  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}$|(?:rgba?|hsla?|hwb|oklch|oklab|lch|lab|color)\(.+\)$")
_RULE = re.compile(r"([^{}]*)\{((?:[^{}]|\{[^{}]*\})*)\}")
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*([^;{}]+)")


class Raw(msgspec.Struct, frozen=True):
    """A token before its aliases are followed. ``alpha`` multiplies a colour's own."""

    kind: str
    value: Any
    alpha: float = 1.0
    description: str = ""


Modes = dict[str, dict[str, Raw]]


def read_tree(data: Mapping[str, Any], mode: str = "light") -> Modes:
    """Every token of a parsed file by its path, per mode; ``mode`` takes what the file gives no mode for."""
    found: Modes = {name: {} for name in MODES}
    dollar = _has_dollar(data)
    _walk(_extended(data), (), "", mode, dollar, found)
    return found


def read_css(text: str, mode: str = "light") -> Modes:
    """The custom properties of a style sheet; rules or media queries that say dark are the dark mode.

    The first rule of a mode that sets a property holds: later ones are variants (high contrast, mobile).
    """
    found: Modes = {name: {} for name in MODES}
    _rules(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), mode, found)
    return found


def mode_of(words: set[str]) -> str:
    """The mode that a file's, a rule's or a scheme's name tells; empty when it tells none."""
    if words & _DARK:
        return "dark"
    return "light" if words & _LIGHT else ""


def looks_like_colour(value: Any) -> bool:
    return isinstance(value, str) and bool(_COLOUR.match(value.strip()))


# ── Trees ───────────────────────────────────────────────────────────────────────────────────────


def _has_dollar(node: Any) -> bool:
    if not isinstance(node, Mapping) or ("$value" not in node and _is_token(node, dollar=False)):
        return False
    return "$value" in node or any(_has_dollar(child) for child in node.values())


def _is_token(node: Mapping[str, Any], dollar: bool) -> bool:
    if "$value" in node or "$ref" in node:
        return True
    if dollar:
        return False
    if isinstance(node.get("sets"), Mapping):
        return True
    marked = any(key in node for key in ("type", "$schema", "uuid", "category"))
    return "value" in node and (marked or not isinstance(node["value"], Mapping))


def _walk(
    node: Mapping[str, Any], path: tuple[str, ...], kind: str, mode: str, dollar: bool, found: Modes
) -> None:
    kind = _kind(node) or kind
    if _is_token(node, dollar):
        _token(node, path, kind, mode, found)
        return
    scheme = _scheme_of(node)
    mode = scheme or mode
    by_mode = _mode_groups(node)
    for name, child in node.items():
        if name == "$root" and isinstance(child, Mapping):
            _walk(child, path, kind, mode, dollar, found)
        elif name.startswith(("$", "@")):
            continue
        elif isinstance(child, Mapping):
            if name in by_mode:
                _walk(child, path, kind, by_mode[name], dollar, found)
            else:
                _walk(child, (*path, name), kind, mode, dollar, found)
        elif not dollar and looks_like_colour(child):
            found[mode][".".join((*path, name))] = Raw("color", child)


def _kind(node: Mapping[str, Any]) -> str:
    named = node.get("$type", node.get("type", ""))
    if not isinstance(named, str) or not named:
        schema = node.get("$schema")
        if not isinstance(schema, str) or "/token-types/" not in schema:
            return ""
        named = schema.rpartition("/")[2].removesuffix(".json")
    return _TYPES.get(named.lower(), named)


def _token(node: Mapping[str, Any], path: tuple[str, ...], kind: str, mode: str, found: Modes) -> None:
    name = ".".join(path)
    about = str(node.get("$description", node.get("description", node.get("comment", ""))) or "")
    sets = node.get("sets")
    if isinstance(sets, Mapping) and sets:
        _put(found[mode], name, _of_set(node, mode), kind, about)
        if "dark" in sets and mode != "dark":
            _put(found["dark"], name, _of_set(node, "dark"), kind, about)
        return
    _put(found[mode], name, node, kind, about)
    for other, value in _other_modes(node):
        _put(found[other], name, value, kind, about)


def _of_set(node: Any, mode: str) -> Any:
    """The value of a mode in Spectrum's ``sets``, which may lie in each other."""
    for _ in range(4):
        sets = node.get("sets") if isinstance(node, Mapping) else None
        if not isinstance(sets, Mapping) or not sets:
            return node
        names = (mode, *_SETS_FIRST)
        node = next((sets[name] for name in names if name in sets), next(iter(sets.values())))
    return node


def _put(tokens: dict[str, Raw], name: str, node: Any, kind: str, about: str) -> None:
    """Take one value: a token's node, or the bare value of a mode."""
    alpha = 1.0
    if isinstance(node, Mapping) and ("$value" in node or "value" in node or "$ref" in node):
        kind = _kind(node) or kind
        alpha = _alpha(node)
        reference = node.get("$ref")
        value = node.get("$value", node.get("value"))
        if isinstance(reference, str):
            value = "{" + reference.lstrip("#/").removesuffix("/$value").replace("/", ".") + "}"
        if isinstance(node.get("ref"), str) and value is None:
            value = node["ref"]
    else:
        value = node
    if not kind and (looks_like_colour(value) or (isinstance(value, Mapping) and "colorSpace" in value)):
        kind = "color"
    if value is not None:
        tokens[name] = Raw(kind, value, alpha, about)


def _alpha(node: Mapping[str, Any]) -> float:
    for value in (node.get("alpha"), *(part.get("alphaModifier") for part in _extensions(node))):
        if isinstance(value, int | float) and 0 <= value <= 1:
            return float(value)
    return 1.0


def _extensions(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    extensions = node.get("$extensions", node.get("extensions"))
    if isinstance(extensions, Mapping):
        for part in extensions.values():
            if isinstance(part, Mapping):
                yield part


def _other_modes(node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Values for other modes that lie in the extensions: ``{"dark": …}``, also under ``mode`` or ``modes``."""
    extensions = node.get("$extensions", node.get("extensions"))
    if not isinstance(extensions, Mapping):
        return
    for mode, names in (("light", ("light", "Light")), ("dark", ("dark", "Dark", "g100"))):
        holders = [
            holder
            for part in [extensions, *_extensions(node)]
            for holder in (part, part.get("mode"), part.get("modes"))
            if isinstance(holder, Mapping)
        ]
        values = [holder[name] for holder in holders for name in names if name in holder]
        yield from ((mode, value) for value in values[:1] if value and isinstance(value, str | Mapping))


def _scheme_of(node: Mapping[str, Any]) -> str:
    """A file or group that says of itself which mode it is: ``$extensions … color-scheme``."""
    for part in _extensions(node):
        scheme = part.get("color-scheme", part.get("colorScheme"))
        if scheme in MODES:
            return str(scheme)
    return ""


def _mode_groups(node: Mapping[str, Any]) -> dict[str, str]:
    """Children that are modes, not shades: ``light`` and ``dark`` side by side with the same names in them."""
    names = {name.lower(): name for name in node}
    if "light" not in names or "dark" not in names:
        return {}
    light, dark = node[names["light"]], node[names["dark"]]
    if not isinstance(light, Mapping) or not isinstance(dark, Mapping):
        return {}
    shared = {key for key in light if not key.startswith("$")} & {
        key for key in dark if not key.startswith("$")
    }
    if not shared or shared <= {"value", "type", "description"}:
        return {}
    return {names["light"]: "light", names["dark"]: "dark"} if 2 * len(shared) >= len(dark) else {}


def _extended(data: Mapping[str, Any], limit: int = 8) -> Mapping[str, Any]:
    """The tree with ``$extends`` of groups carried out (DTCG 2025.10, 6.4): what a group lacks it inherits."""

    def at(reference: str) -> Any:
        node: Any = data
        for part in reference.strip("{}").lstrip("#/").replace("/", ".").split("."):
            node = node.get(part) if isinstance(node, Mapping) else None
        return node

    def joined(node: Mapping[str, Any], depth: int) -> Mapping[str, Any]:
        base = at(node["$extends"]) if isinstance(node.get("$extends"), str) and depth < limit else None
        own = {
            key: joined(child, depth if base is None else depth + 1) if isinstance(child, Mapping) else child
            for key, child in node.items()
            if key != "$extends"
        }
        return _over(joined(base, depth + 1), own) if isinstance(base, Mapping) else own

    return joined(data, 0)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(below)
    for key, value in above.items():
        old = made.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping) and "$value" not in value
        made[key] = _over(old, value) if both and isinstance(old, Mapping) else value
    return made


# ── Style sheets ────────────────────────────────────────────────────────────────────────────────


def _rules(text: str, mode: str, found: Modes) -> None:
    for selector, body in _RULE.findall(text):
        words = set(re.findall(r"[a-z0-9]+", selector.lower()))
        inner = mode_of(words) or mode
        if "{" in body:
            _rules(body, inner, found)
            continue
        for name, value in _PROPERTY.findall(body):
            value = value.strip()
            alias = re.fullmatch(r"var\(\s*--([\w-]+)\s*(?:,.*)?\)", value)
            raw = Raw("color" if looks_like_colour(value) else "", "{" + alias[1] + "}" if alias else value)
            found[inner].setdefault(name, raw)
