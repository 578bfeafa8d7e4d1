"""What is said of one finding code, in English and Russian."""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True):
    """``title``: what is wrong, in a few words. ``many``: the same of many places in one line, where ``{what}`` is the slot,
    column or layer, ``{range}`` the least to the greatest measure, ``{named}`` what the findings quote; "" = the title.
    ``do``: what to do about it; "" = the finding's own remedy. Each is (English, Russian)."""

    title: tuple[str, str]
    many: tuple[str, str] = ("", "")
    do: tuple[str, str] = ("", "")


def words(
    english: str, russian: str, *, many: tuple[str, str] = ("", ""), do: tuple[str, str] = ("", "")
) -> Words:
    """An entry as the tables write it."""
    return Words((english, russian), many, do)


NOTHING = ("nothing to do", "ничего не нужно")
CELL = ("correct the cell", "исправить ячейку")
SHORTEN = ("shorten the text", "сократить текст")
