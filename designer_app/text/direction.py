"""Direction of text: paragraph direction, embedding levels, visual order, isolates around inserted text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from designer_app.text.bidi import ISOLATES, paragraph_level, resolve
from designer_app.text.records import Direction

T = TypeVar("T")

# Whatever can give a character an odd level: right-to-left blocks, Arabic numbers, marks and embeddings.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Classes of code points that Python's table doesn't know yet (DerivedBidiClass.txt, @missing lines).
_DEFAULTS = (
    (0x0, "L"), (0x590, "R"), (0x600, "AL"), (0x7C0, "R"), (0x860, "AL"), (0x900, "L"), (0x20A0, "ET"),
    (0x20D0, "L"), (0xFB1D, "R"), (0xFB50, "AL"), (0xFDD0, "BN"), (0xFDF0, "AL"), (0xFE00, "L"),
    (0xFE70, "AL"), (0xFF00, "L"), (0x10800, "R"), (0x10D00, "AL"), (0x10D40, "R"), (0x10EC0, "AL"),
    (0x10F00, "R"), (0x10F30, "AL"), (0x10F70, "R"), (0x11000, "L"), (0x1E800, "R"), (0x1EC70, "AL"),
    (0x1ECC0, "R"), (0x1ED00, "AL"), (0x1ED50, "R"), (0x1EE00, "AL"), (0x1EF00, "R"), (0x1F000, "L"),
)  # fmt: skip
_STARTS = [start for start, _ in _DEFAULTS]

FSI, PDI = "\u2068", "\u2069"
VALUE_START, VALUE_END = "\ufdd0", "\ufdd1"  # marks around a slot's value; noncharacters, never in a text
_VALUE = re.compile(f"{VALUE_START}(.*?){VALUE_END}", re.DOTALL)


def levels(text: str, direction: Direction = "auto") -> tuple[int, list[int]] | None:
    """Paragraph level (0 or 1) and a level for each character; None for purely left-to-right text.

    Rules P2 to L1 of UAX #9; ``auto`` takes the first strong letter's direction, left to right without
    one. Isolates, which have no ink, take the level of what they enclose, so that they never part text.
    """
    if direction != "rtl" and not may_run_left(text):
        return None
    kinds = [kind(char) for char in text]
    base = (paragraph_level(kinds) or 0) if direction == "auto" else int(direction == "rtl")
    found = resolve(kinds, text, base)
    for i in range(1, len(found)):
        if kinds[i] == "PDI":
            found[i] = found[i - 1]
    for i in range(len(found) - 2, -1, -1):
        if kinds[i] in ISOLATES and kinds[i] != "PDI":
            found[i] = found[i + 1]
    return base, found


def kind(char: str) -> str:
    """Bidirectional class of a character, those without a table entry by their block."""
    return unicodedata.bidirectional(char) or _DEFAULTS[bisect_right(_STARTS, ord(char)) - 1][1]


def may_run_left(text: str) -> bool:
    """Whether a text holds anything that may run from right to left."""
    return not text.isascii() and max(text) >= "\u0590" and _RIGHT_TO_LEFT.search(text) is not None


def start_level(text: str, direction: Direction = "auto") -> int:
    """1 when the first paragraph of a text begins at the right, else 0."""
    if direction != "auto":
        return int(direction == "rtl")
    return (paragraph_level([kind(char) for char in text]) or 0) if may_run_left(text) else 0


def isolate_values(texts: Sequence[str], direction: Direction = "auto") -> list[str]:
    """Parts of one text without their marks; values that run against the text stand in isolates.

    What the template says itself decides the direction; where it says nothing, the first letter does. A
    value of the same direction stays as it is: it may join the letters beside it.
    """
    whole = "".join(texts)
    plain = [text.replace(VALUE_START, "").replace(VALUE_END, "") for text in texts]
    if not may_run_left(whole) and direction != "rtl":
        return plain
    own = _VALUE.sub("", whole)
    if not own.strip() and whole.count(VALUE_START) < 2:
        return plain
    levels_found = (paragraph_level([kind(char) for char in part]) for part in (own, "".join(plain)))
    base = next((level for level in levels_found if level is not None), 0)
    if direction != "auto":
        base = int(direction == "rtl")
    against = {"L", "EN"} if base else {"R", "AL", "AN"}

    def kept(value: str) -> str:
        """A line of a value; an isolate never reaches beyond its line."""
        return f"{FSI}{value}{PDI}" if any(kind(char) in against for char in value) else value

    return [_VALUE.sub(lambda m: "\n".join(map(kept, m[1].split("\n"))), text) for text in texts]


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
