"""Other values for a kit's tokens: laid over the file's data, or written into its text, where only they change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from designer_app.design.json_places import place
from designer_app.errors import did_you_mean, fail
from designer_app.scene.colour import Colour


def colour_value(colour: Colour) -> dict[str, Any]:
    """A colour as a token's value (DTCG Color Module 2025.10): sRGB components of 0 to 1, with their hex."""
    made: dict[str, Any] = {"colorSpace": "srgb", "components": [round(v / 255, 4) for v in colour[:3]]}
    if colour[3] != 255:
        made["alpha"] = round(colour[3] / 255, 4)
    made["hex"] = "#" + "".join(f"{v:02X}" for v in colour[:3])
    return made


def laid_over(data: Mapping[str, Any], changes: Mapping[str, Any], file: str) -> dict[str, Any]:
    """The token file's data with values changed: path (``color.palette.ink``) → new ``$value``.

    Raises ``DesignError`` (``unknown-token``).
    """
    made: dict[str, Any] = json.loads(json.dumps(data))
    for path, value in changes.items():
        node: Any = made
        for key in _keys(made, path, file):
            node = node[key]
        node["$value"] = value
    return made


def changed_text(text: str, changes: Mapping[str, Any], file: str) -> str:
    """The token file's text with the same changes, everything else as it is written. Raises like ``laid_over``."""
    for path, value in changes.items():
        keys = [*_keys(json.loads(text.removeprefix("\ufeff")), path, file), "$value"]
        found = place(text, keys)
        assert found is not None
        text = text[: found[0]] + json.dumps(value, ensure_ascii=False) + text[found[1] :]
    return text


def _keys(data: Mapping[str, Any], path: str, file: str) -> list[str]:
    """The keys to a token; a token of a group itself stands under ``$root`` (2025.10, 6.2)."""
    node: Any = data
    keys = path.split(".")
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(node, Mapping) and "$value" not in node and isinstance(node.get("$root"), Mapping):
        return [*keys, "$root"]
    if not isinstance(node, Mapping) or "$value" not in node:
        known = [str(k) for k in data if not str(k).startswith("$")]
        raise fail(
            "unknown-token", file=file, place=path, found="no such token", expected="a token of the kit",
            remedy=did_you_mean(keys[0], known),
        )  # fmt: skip
    return keys
