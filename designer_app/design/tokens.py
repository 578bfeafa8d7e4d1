"""W3C design tokens (DTCG Format Module 2025.10): groups, inherited ``$type``, aliases, colours as objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.errors import DesignError, Finding, did_you_mean, told_of
from designer_app.scene.colour import Colour, from_hex


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """One resolved token: ``value`` has no aliases left; ``extra`` is ``$extensions``' ``designer`` part."""

    path: str
    type: str
    value: Any
    extra: Mapping[str, Any] = {}
    description: str = ""


def read_tokens(data: Mapping[str, Any], file: str) -> tuple[dict[str, Token], list[Finding]]:
    """Flatten and resolve a token file: path (``color.palette.ink``) → token, and what was noticed.

    Broken tokens (cyclic or unknown alias, unknown colour form) are left out with an error finding each.
    """
    raw: dict[str, tuple[str, Mapping[str, Any]]] = {}
    _collect(data, (), "", raw)
    tokens: dict[str, Token] = {}
    findings: list[Finding] = []
    for path, (kind, node) in raw.items():
        try:
            value, kind = _resolve(node["$value"], kind, raw, (path,), file)
            extensions = node.get("$extensions")
            extra = extensions.get("designer") if isinstance(extensions, dict) else None
            tokens[path] = Token(
                path=path,
                type=kind,
                value=value,
                extra=extra if isinstance(extra, dict) else {},
                description=str(node.get("$description", "")),
            )
        except DesignError as fault:
            findings.extend(fault.findings)
    return tokens, findings


def _collect(
    node: Mapping[str, Any], path: tuple[str, ...], kind: str, raw: dict[str, tuple[str, Mapping[str, Any]]]
) -> None:
    kind = str(node.get("$type", kind))
    if "$value" in node:
        raw[".".join(path)] = (kind, node)
        return
    for name, child in node.items():
        if name == "$root" and isinstance(child, Mapping):  # a token of the group itself (2025.10, 6.2)
            _collect(child, path, kind, raw)
        elif not name.startswith("$") and isinstance(child, Mapping):
            _collect(child, (*path, name), kind, raw)


def _resolve(
    value: Any, kind: str, raw: Mapping[str, tuple[str, Mapping[str, Any]]], trail: tuple[str, ...], file: str
) -> tuple[Any, str]:
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        target = value[1:-1].removesuffix(".$root")
        if target in trail:
            raise DesignError(
                Finding(
                    code="cyclic-alias", file=file, place=trail[0],
                    found=" → ".join((*trail, target)), expected="an alias that ends at a value",
                    remedy="give one of them a value of its own",
                )
            )  # fmt: skip
        if target not in raw:
            raise DesignError(
                Finding(
                    code="unknown-alias", file=file, place=trail[0], found=value,
                    expected="a token of this file", remedy=did_you_mean(target, raw),
                )
            )  # fmt: skip
        other_kind, node = raw[target]
        resolved, other_kind = _resolve(node["$value"], other_kind, raw, (*trail, target), file)
        return resolved, other_kind or kind
    if isinstance(value, Mapping):
        return {k: _resolve(v, "", raw, trail, file)[0] for k, v in value.items()}, kind
    if isinstance(value, list):
        return [_resolve(v, "", raw, trail, file)[0] for v in value], kind
    return value, kind


def colour_of(value: Any, file: str, place: str) -> tuple[Colour, Finding | None]:
    """A DTCG colour value as 8-bit sRGB. Hex text is read with a note; wide spaces are mapped to sRGB."""
    if isinstance(value, str):
        note = Finding(
            code="hex-colour", severity="note", file=file, place=place, found=f"'{value}'",
            expected='a colour object {"colorSpace": "srgb", "components": […]}',
        )  # fmt: skip
        try:
            return from_hex(value), note
        except DesignError as error:
            raise told_of(error, file=file, place=place) from None
    if not isinstance(value, Mapping) or "components" not in value:
        raise DesignError(
            Finding(
                code="bad-colour", file=file, place=place, found=repr(value)[:60],
                expected='{"colorSpace": "srgb", "components": [r, g, b]}',
            )
        )  # fmt: skip
    space = str(value.get("colorSpace", "srgb"))
    try:
        parts = [0.0 if v == "none" else float(v) for v in value["components"]]
        alpha = max(0, min(255, int(float(value.get("alpha", 1)) * 255 + 0.5)))
        if len(parts) != 3 or not all(-1000 <= part <= 1000 for part in parts):
            raise ValueError
    except (TypeError, ValueError, OverflowError):
        raise DesignError(
            bad_token(value, file, place, "three numbers as components, alpha 0 to 1")
        ) from None
    if space != "srgb":
        return (*_to_srgb(space, parts, file, place), alpha), None
    r, g, b = (max(0, min(255, int(v * 255 + 0.5))) for v in parts[:3])
    return (r, g, b, alpha), None


def bad_token(value: Any, file: str, place: str, expected: str) -> Finding:
    """A finding for a token whose value has the wrong form."""
    return Finding(code="bad-token", file=file, place=place, found=repr(value)[:80], expected=expected)


def _to_srgb(space: str, parts: list[float], file: str, place: str) -> tuple[int, int, int]:
    from coloraide import Color

    if space in ("hsl", "hwb"):  # DTCG counts these two in percent
        parts = [parts[0], parts[1] / 100, parts[2] / 100]
    try:
        mapped = Color(space, parts).convert("srgb").fit(method="oklch-chroma")
    except ValueError:
        raise DesignError(
            Finding(
                code="bad-colour", file=file, place=place, found=f"colorSpace '{space}'",
                expected="srgb, display-p3, oklch, oklab, hsl, lab, lch …",
            )
        ) from None  # fmt: skip
    r, g, b = (max(0, min(255, int(v * 255 + 0.5))) for v in mapped.coords())
    return r, g, b


def dimension(value: Any, base: float = 1.0) -> float:
    """A DTCG dimension (``{"value": 8, "unit": "px"}``) in px; ``rem`` = 16 px; ``em`` and bare numbers × base."""
    if isinstance(value, Mapping):
        amount, unit = float(value.get("value", 0)), str(value.get("unit", "px"))
        return amount * 16 if unit == "rem" else amount * base if unit == "em" else amount
    if isinstance(value, str):
        text = value.strip()
        for unit, factor in (("px", 1.0), ("rem", 16.0), ("em", base)):
            if text.endswith(unit):
                return float(text[: -len(unit)]) * factor
        return float(text)
    return float(value) * base
