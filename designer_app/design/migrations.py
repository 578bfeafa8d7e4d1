"""Old template formats → the current one, step by step. Each step takes and returns plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from designer_app.design.template import FORMAT
from designer_app.errors import fail

Step = Callable[[dict[str, Any]], dict[str, Any]]

# MIGRATIONS[n] turns format n into n + 1
MIGRATIONS: dict[int, Step] = {}


def migrate(data: dict[str, Any], file: str) -> dict[str, Any]:
    """Plain data of any known format in the current one. Raises ``DesignError`` (``unknown-format``)."""
    number = data.get("format")
    while isinstance(number, int) and number in MIGRATIONS:
        data = MIGRATIONS[number](data)
        number += 1
        data["format"] = number
    if number != FORMAT:
        raise fail(
            "unknown-format", file=file, place="format", found=repr(number), expected=f"1 to {FORMAT}",
            remedy="open the file with the version of the program that wrote it, or a newer one",
        )  # fmt: skip
    return data
