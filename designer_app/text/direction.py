"""Direction of text: paragraph direction, embedding levels, visual order.

Levels follow the plain cases of UAX #9: strong letters by their script, numbers left to right inside
right-to-left text, signs between like neighbours with them, the rest with the paragraph. Explicit
embeddings and isolates are not read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_FIRST_RIGHT_TO_LEFT = "\u0590"
_RIGHT = frozenset({"R", "AL"})


def levels(text: str) -> tuple[int, list[int]] | None:
    """Paragraph level (0 or 1) and a level for each character; None for purely left-to-right text."""
    if not text or max(text) < _FIRST_RIGHT_TO_LEFT:
        return None
    kinds = [unicodedata.bidirectional(char) for char in text]
    if not any(kind in _RIGHT or kind == "AN" for kind in kinds):
        return None
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    base = 1 if strong in _RIGHT else 0
    sides = _resolved(kinds, "R" if base else "L")
    if base == 0:
        return 0, [{"L": 0, "R": 1}.get(side, 2) for side in sides]
    return 1, [1 if side == "R" else 2 for side in sides]


def _resolved(kinds: list[str], base: str) -> list[str]:
    """A side for each character: L, R or N (a number in right-to-left surroundings)."""
    sides: list[str] = []
    last = base
    for i, kind in enumerate(kinds):
        if kind in _RIGHT:
            last = "R"
            sides.append("R")
        elif kind == "L":
            last = "L"
            sides.append("L")
        elif kind in ("EN", "AN"):
            sides.append("L" if last == "L" and kind == "EN" else "N")
        elif kind == "NSM" and sides:
            sides.append(sides[-1])
        elif kind in ("ES", "CS", "ET") and _in_number(kinds, i):
            sides.append("L" if last == "L" else "N")
        else:
            sides.append("?")
    return _neutrals(sides, base)


def _in_number(kinds: list[str], i: int) -> bool:
    """A separator between two digits or a sign beside one (rules W4 and W5)."""
    before = i > 0 and kinds[i - 1] in ("EN", "AN")
    after = i + 1 < len(kinds) and kinds[i + 1] in ("EN", "AN")
    return (before or after) if kinds[i] == "ET" else (before and after)


def _neutrals(sides: list[str], base: str) -> list[str]:
    """Rules N1 and N2: numbers count as right-to-left neighbours."""
    out = list(sides)
    i = 0
    while i < len(out):
        if out[i] != "?":
            i += 1
            continue
        end = i
        while end < len(out) and out[end] == "?":
            end += 1
        left = base if i == 0 else ("R" if out[i - 1] == "N" else out[i - 1])
        right = base if end == len(out) else ("R" if out[end] == "N" else out[end])
        out[i:end] = [left if left == right else base] * (end - i)
        i = end
    return out


def visual_order(items: Sequence[T], item_levels: Sequence[int]) -> list[T]:
    """Rule L2: from the highest level down to the lowest odd one, turn each stretch round."""
    order = list(range(len(items)))
    highest = max(item_levels, default=0)
    for level in range(highest, 0, -1):
        i = 0
        while i < len(order):
            if item_levels[order[i]] < level:
                i += 1
                continue
            end = i
            while end < len(order) and item_levels[order[end]] >= level:
                end += 1
            order[i:end] = reversed(order[i:end])
            i = end
    return [items[k] for k in order]
