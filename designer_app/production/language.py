"""The language of a row that doesn't name its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from designer_app.design.slots import TEXTUAL, Slot

COLUMN = "_lang"  # where a row names its language itself
_CYRILLIC = ("ru", "uk", "be", "bg", "sr", "kk", "mk", "mn", "ky", "tg")

_CYRILLIC_LETTERS = re.compile("[\u0400-\u04ff]+")
_LATIN_LETTERS = re.compile(
    "[A-Za-z\u00df\u0130\u017f\u1e9e\u212a]+"
)  # and what small letters make of A to Z


def row_language(row: Mapping[str, Any], slots: Mapping[str, Slot], languages: Sequence[str]) -> str:
    """The row's ``_lang``; else the first of the kit's ``languages`` in the script of the row's texts.

    A row in a script that none of them is written in counts as Russian or English; one without letters as
    the kit's first.
    """
    named = str(row.get(COLUMN) or "").strip()
    if named:
        return named
    cyrillic = latin = 0
    for name, slot in slots.items():
        value = row.get(name)
        if slot.type in TEXTUAL and isinstance(value, str):
            cyrillic += sum(map(len, _CYRILLIC_LETTERS.findall(value)))
            latin += sum(map(len, _LATIN_LETTERS.findall(value)))
    if not cyrillic and not latin:
        return languages[0] if languages else "en"
    wanted = cyrillic > latin
    fitting = [language for language in languages if (language.split("-")[0] in _CYRILLIC) == wanted]
    return fitting[0] if fitting else "ru" if wanted else "en"
