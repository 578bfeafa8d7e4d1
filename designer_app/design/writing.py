"""A template as text: stable order, short things on one line, so that a changed value is one changed line in a diff."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from designer_app.design.template import Template

_WIDTH = 150  # characters of a line that holds a whole value
_FIRST = (
    "kind",
    "name",
    "class",
    "size",
    "row",
    "kit",
    "lang",
    "layer",
    "type",
)  # what says which thing it is
_LAST = ("layers", "note", "set")


def template_text(template: Template) -> str:
    """``template.json`` of a template: reading it gives the same template, writing that the same text."""
    return json_text(msgspec.to_builtins(template), top=True)


def json_text(value: Any, *, top: bool = False) -> str:
    """Plain data as JSON: indented by two, but whole values that fit a line on one. With ``top`` the keys of the
    outermost object keep their order."""
    return _text(value, 0, top) + "\n"


def _text(value: Any, depth: int, top: bool = False) -> str:
    if isinstance(value, dict):
        items = list(value.items()) if top else _ordered(value)
        flat = "{" + ", ".join(f"{_plain(k)}: {_flat(v)}" for k, v in items) + "}"
        if not items or (not top and len(flat) + 2 * depth <= _WIDTH and not _deep(value)):
            return flat
        pad = "  " * (depth + 1)
        rows = [f"{pad}{_plain(k)}: {_text(v, depth + 1)}" for k, v in items]
        return "{\n" + ",\n".join(rows) + "\n" + "  " * depth + "}"
    if isinstance(value, list | tuple):
        flat = _flat(value)
        if not value or (len(flat) + 2 * depth <= _WIDTH and not any(_deep(v) or _record(v) for v in value)):
            return flat
        pad = "  " * (depth + 1)
        return "[\n" + ",\n".join(pad + _text(v, depth + 1) for v in value) + "\n" + "  " * depth + "]"
    return _plain(value)


def _record(value: Any) -> bool:
    return isinstance(value, dict) and any(key in value for key in ("name", "layer"))


def _deep(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("layers") or value.get("runs"))


def _ordered(value: dict[str, Any]) -> list[tuple[str, Any]]:
    first = [(k, value[k]) for k in _FIRST if k in value]
    last = [(k, value[k]) for k in _LAST if k in value]
    named = {k for k, _ in (*first, *last)}
    return first + [(k, v) for k, v in value.items() if k not in named] + last


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_plain(k)}: {_flat(v)}" for k, v in _ordered(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flat(v) for v in value) + "]"
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        value = int(value)
    return json.dumps(value, ensure_ascii=False)
