"""References to a layer in plain data: in expressions, and in fields that name one."""

from __future__ import annotations

import re
from typing import Any

_REFERRING = ("layer",)  # fields whose whole value is a layer's name
_PROSE = ("text", "note", "alt", "name", "link")  # fields in which a dotted name is nobody's business


def in_values(value: Any, old: str, new: str, field: str = "") -> Any:
    """The value with every reference to layer ``old`` turned to ``new``."""
    if isinstance(value, dict):
        return {k: in_values(v, old, new, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [in_values(v, old, new, field) for v in value]
    if not isinstance(value, str) or field in _PROSE:
        return value
    if field in _REFERRING:
        return new if value == old else value
    return re.sub(rf"(?<![\w.]){re.escape(old)}(?=\.[a-z])", new, value)
