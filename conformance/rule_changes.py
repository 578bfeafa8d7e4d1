"""Which change of a Unicode rule explains a place where our breaks differ from an older test file.

Every place is checked against the rule's own words: the characters around it have to be those of the rule,
and the difference has to go the way that the change goes. What no rule explains stays a failure.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

_AS_LETTERS = {"AI": "AL", "SG": "AL", "XX": "AL", "SA": "AL", "CJ": "NS"}  # rule LB1
_OPENERS = frozenset({"BK", "CR", "LF", "NL", "OP", "QU", "GL", "SP", "ZW"})
_AFTER_QUOTE = frozenset({"SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "BK", "CR", "LF", "NL", "ZW"})


class Classes:
    """Line-break classes by code point, from LineBreak.txt."""

    def __init__(self, file: Path) -> None:
        found: list[tuple[int, int, str]] = []
        for line in file.read_text("utf-8").splitlines():
            span, _, name = line.partition("#")[0].partition(";")
            if name:
                first, _, last = span.strip().partition("..")
                found.append((int(first, 16), int(last or first, 16), name.strip()))
        found.sort()
        self._starts = [first for first, _, _ in found]
        self._found = found

    def of(self, char: str) -> str:
        code = ord(char)
        _, last, name = self._found[max(0, bisect_right(self._starts, code) - 1)]
        return _AS_LETTERS.get(name, name) if code <= last else "AL"


class _Around:
    """The classes before and after a place, combining marks folded into their bases (rule LB9)."""

    def __init__(self, text: str, place: int, classes: Classes) -> None:
        bases: list[tuple[int, str, str]] = []
        for i, char in enumerate(text):
            kind = classes.of(char)
            if kind in ("CM", "ZWJ"):
                if bases and bases[-1][1] not in ("BK", "CR", "LF", "NL", "SP", "ZW"):
                    continue
                kind = "AL"  # rule LB10
            bases.append((i, kind, char))
        self.before = [(kind, char) for i, kind, char in bases if i < place]
        self.after = [(kind, char) for i, kind, char in bases if i >= place]

    def kinds_before(self, spaces: bool = False) -> list[str]:
        """Classes before the place, the nearest first; ``spaces``: those right before it left out."""
        kinds = [kind for kind, _ in reversed(self.before)]
        while spaces and kinds and kinds[0] == "SP":
            kinds.pop(0)
        return kinds

    def next(self, at: int = 0) -> str:
        return self.after[at][0] if at < len(self.after) else ""


def _initial_hyphen(at: _Around) -> bool:
    kinds = at.kinds_before()
    sign = bool(kinds) and (kinds[0] == "HY" or at.before[-1][1] == "\u2010")
    free = len(kinds) == 1 or (
        len(kinds) > 1 and kinds[1] in ("BK", "CR", "LF", "NL", "SP", "ZW", "CB", "GL")
    )
    return sign and free and at.next() in ("AL", "HL")


def _point_before_digit(at: _Around) -> bool:
    return at.kinds_before()[:1] == ["IS"] and at.next() == "NU"


def _space_before_decimal(at: _Around) -> bool:
    return at.kinds_before()[:1] == ["SP"] and at.next() == "IS" and at.next(1) == "NU"


def _quote_space_bracket(at: _Around) -> bool:
    kinds = at.kinds_before()
    return kinds[:1] == ["SP"] and at.kinds_before(spaces=True)[:1] == ["QU"] and at.next() == "OP"


def _after_opening_quote(at: _Around) -> bool:
    kinds = at.kinds_before(spaces=True)
    signs = [char for _, char in reversed(at.before) if char != " "]
    opening = kinds[:1] == ["QU"] and unicodedata.category(signs[0]) == "Pi"
    return opening and (len(kinds) == 1 or kinds[1] in _OPENERS)


def _before_closing_quote(at: _Around) -> bool:
    closing = at.next() == "QU" and unicodedata.category(at.after[0][1]) == "Pf"
    return closing and (len(at.after) == 1 or at.next(1) in _AFTER_QUOTE)


def _hebrew_hyphen(at: _Around) -> bool:
    kinds = at.kinds_before()
    return len(kinds) > 1 and kinds[0] in ("HY", "BA") and kinds[1] == "HL" and at.next() == "HL"


# Rule and what changed; whether we now break where the older file does not; the test.
_LINE_RULES: tuple[tuple[str, bool, Callable[[_Around], bool]], ...] = (
    ("LB20a (new in Unicode 16): no break after a hyphen that begins a word", False, _initial_hyphen),
    ("LB25 (Unicode 16): IS × NU, no break between a point or comma and a digit", False, _point_before_digit),
    ("LB15c (new in Unicode 16): a break before a decimal mark that follows a space", True, _space_before_decimal),
    ("LB15 (withdrawn in Unicode 15.1): QU SP* × OP", True, _quote_space_bracket),
    ("LB15a (new in Unicode 15.1): no break after an opening quotation mark", False, _after_opening_quote),
    ("LB15b (new in Unicode 15.1): no break before a closing quotation mark", False, _before_closing_quote),
    ("LB21a (Unicode 16): a hyphen between Hebrew letters allows a break", True, _hebrew_hyphen),
)  # fmt: skip


def line_reason(text: str, wanted: Sequence[int], got: Sequence[int], classes: Classes) -> str:
    """The rules whose change explains every differing place, or "" if one stays unexplained."""
    reasons: dict[str, None] = {}
    for place in sorted(set(wanted) ^ set(got)):
        around = _Around(text, place, classes)
        rule = next((n for n, ours, holds in _LINE_RULES if ours == (place in got) and holds(around)), "")
        if not rule:
            return ""
        reasons[rule] = None
    return "; ".join(reasons)


def grapheme_reason(text: str, wanted: Sequence[int], got: Sequence[int]) -> str:
    """GB11 joins pictographs by U+200D; Unicode 17 counts fewer signs among these."""
    places = set(wanted) ^ set(got)
    dropped = all(
        place in got and text[place - 1] == "\u200d" and _plain_dingbat(text[place]) for place in places
    )
    reason = "GB11: Unicode 17 took Extended_Pictographic from dingbats that are no emoji (U+2701)"
    return reason if dropped else ""


def _plain_dingbat(char: str) -> bool:
    return "\u2700" <= char <= "\u27bf" and unicodedata.category(char) == "So"
