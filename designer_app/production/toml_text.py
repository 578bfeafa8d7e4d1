"""A TOML text with other values: comments, order and everything that stays are kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, MutableMapping
from typing import Any


def changed_toml(text: str, data: Mapping[str, Any]) -> str:
    """``text`` so that it says ``data`` (plain, without None): a key that is gone goes, one that says the same stays as it is
    written. Raises ``tomlkit.exceptions.ParseError`` for a text that isn't TOML."""
    import tomlkit

    document = tomlkit.parse(text)
    _take(document, data)
    return tomlkit.dumps(document)


def _take(table: MutableMapping[str, Any], data: Mapping[str, Any]) -> None:
    for key in [key for key in table if key not in data]:
        del table[key]
    for key, value in data.items():
        old = table.get(key)
        if isinstance(old, MutableMapping) and isinstance(value, Mapping):
            _take(old, value)
        elif _plain(old) != value:
            table[key] = value


def _plain(value: Any) -> Any:
    """As a job reads it: dates are their ISO text."""
    found = value.unwrap() if hasattr(value, "unwrap") else value
    return found.isoformat() if isinstance(found, datetime.date | datetime.time) else found
