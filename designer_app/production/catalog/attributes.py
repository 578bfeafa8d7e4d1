"""What a cell says with signs: icons of attributes with their legend, and footnotes of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from designer_app.production.data.records import cell_text

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PARTS = re.compile(r"[,;\n]")


def icons_of(row: Mapping[str, Any], icons: Mapping[str, str]) -> list[dict[str, str]]:
    """The icons of a product's attributes, in the order in which the catalog names them; others have none."""
    known = {words.casefold(): (words, icon) for words, icon in icons.items()}
    named = {part.strip().casefold() for part in _PARTS.split(cell_text(row.get("attributes")))}
    return [
        {"icon": _source(icon), "words": words} for folded, (words, icon) in known.items() if folded in named
    ]


def legend(rows: Iterable[Mapping[str, Any]], icons: Mapping[str, str]) -> list[dict[str, str]]:
    """The icons that are used, with their words."""
    used = {line["words"] for row in rows for line in icons_of(row, icons)}
    return [{"icon": _source(icon), "words": words} for words, icon in icons.items() if words in used]


def _source(icon: str) -> str:
    return icon if "." in icon or ":" in icon else f"icon:{icon}"


def footnotes(rows: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Raised numbers of a page's products by key, and the notes that they lead to; the same words have one number."""
    numbers: dict[str, str] = {}
    marks: dict[str, str] = {}
    for key, row in rows.items():
        words = " ".join(cell_text(row.get("footnote")).split())
        if words:
            marks[key] = numbers.setdefault(words, str(len(numbers) + 1).translate(_RAISED))
    return marks, [{"mark": mark, "words": words} for words, mark in numbers.items()]
