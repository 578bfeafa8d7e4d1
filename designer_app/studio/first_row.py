"""Which row of an example table is shown first: the one on the thumbnail that was clicked, in the kit's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def first_row(rows: Sequence[Mapping[str, Any]], language: str) -> int:
    """The number of the first row that is in the language, by what it says or by its letters; 0 where none is."""
    return next((n for n, row in enumerate(rows) if str(row.get("_lang") or _seems(row)) == language), 0)


def _seems(row: Mapping[str, Any]) -> str:
    """What a row without a language seems to be written in."""
    text = " ".join(str(v) for k, v in row.items() if not k.startswith("_"))
    return "ru" if _CYRILLIC.search(text) else "en"
