"""Numbers: groups of thousands, the sign of the currency, × between figures, ranges, minus, ordinals."""

from __future__ import annotations

import re

from designer_app.text.micro.marks import NARROW, NBSP, Marks
from designer_app.text.shown import Edit

_CURRENCIES = "₽€$£₴₸"
_LEFT = re.compile(r"[\d.,:]*\d$")
_RIGHT = re.compile(r"\d[\d.,:]*")
_GROUPS = re.compile(r"(?: \d{3})+(?!\d)")
_TIMES = re.compile(r"( ?)[xXхХ]( ?)(?=\d)")
_LONG = range(5, 10)  # digits of numbers that are grouped
_NO_QUANTITY = re.compile(  # what stands before a number that is a name: telephone, licence, index
    r"(?:№|#|инн|огрн|огрнип|кпп|бик|окпо|тел\.?|телефон|код|артикул|арт\.?|индекс|лицензи\w*|erid|id|no\.?|nr\.?)[\s:№]*$",
    re.IGNORECASE,
)
_ORDINALS = {
    "ый": "й", "ий": "й", "ой": "й", "ая": "я", "яя": "я", "ое": "е", "ее": "е", "ые": "е", "ие": "е", "ого": "го",
    "его": "го", "ому": "му", "ему": "му", "ую": "ю", "юю": "ю", "ых": "х", "их": "х", "ым": "м", "им": "м",
    "ыми": "ми", "ими": "ми",
}  # fmt: skip
_ENDING = re.compile(r"[а-яё]+")


def number_edits(text: str, start: int, end: int, marks: Marks) -> list[Edit]:
    """Edits for the digits ``start..end`` and what follows them, as far as the next number."""
    out: list[Edit] = []
    length = end - start
    if length in _LONG and marks.group and _is_quantity(text, start, end):
        first = start + length % 3 or start + 3
        out += [(at, at, marks.group) for at in range(first if length % 3 else start + 3, end, 3)]
    after = text[end : end + 1]
    if not after or not (after == " " or after in _CURRENCIES or after in "xXхХ"):
        return out
    if after == " " and length <= 3 and marks.group and not _continues(text, start):
        groups = _GROUPS.match(text, end)
        if groups:
            out += [(at, at + 1, marks.group) for at in range(end, groups.end(), 4)]
            end = groups.end()
            after = text[end : end + 1]
    if found := _TIMES.match(text, end):
        if text[start:end] != "0" and bool(found[1]) == bool(found[2]):
            space = NBSP if found[1] else ""
            out.append((end, found.end(), f"{space}×{space}"))
        return out
    sign = end + 1 if after == " " else end
    if text[sign : sign + 1] and text[sign] in _CURRENCIES:
        if marks.language == "en":  # $49 is written before, 49 $ is left as it is
            return out
        if text[start - 1 : start] not in tuple(_CURRENCIES):
            out.append((end, sign, NARROW if marks.group else NBSP))
    return out


def _continues(text: str, start: int) -> bool:
    """Whether digits, or a part of a number, stand before these."""
    before = text[start - 1 : start]
    if before in (".", ",", ":", "/") or before.isalnum():
        return (bool(before) and text[start - 2 : start - 1].isdigit()) or before.isalnum()
    return before in (" ", NBSP, NARROW) and text[start - 2 : start - 1].isdigit()


def _is_quantity(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 24) : start], text[end : end + 3]
    if text[start] == "0" or (before and (before[-1].isalnum() or before[-1] in ".,:/-_+#…–×")):
        return False
    if after and (after[0].isalpha() or after[0] in "-/:_–×" or (after[0] in ".," and after[1:2].isdigit())):
        return False
    if end - start == 6 and re.match(r",\s*[^\W\d]", after):
        return False  # a postal code
    if re.search(r"\d[\s\u00a0\u202f]$", before) or re.match(r"[ \u00a0\u202f]\d", after):
        return False
    return _NO_QUANTITY.search(before) is None


def hyphen_edit(text: str, at: int, marks: Marks) -> Edit | None:
    """A hyphen at a figure: of a range (10-15), a minus (-5) or a Russian ordinal (5-ый)."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if after.isdigit():
        if before.isdigit():
            left, right = _LEFT.search(text, max(0, at - 12), at), _RIGHT.match(text, at + 1)
            if left and right and _is_range(left[0], right[0].rstrip(".,:"), text, left.start(), right.end()):
                return at, at + 1, marks.range
            return None
        if not before or before.isspace() or before in "([«„“\"'" + _CURRENCIES:
            return at, at + 1, marks.minus
        return None
    if before.isdigit() and marks.russian and (ending := _ENDING.match(text, at + 1)):
        short = _ORDINALS.get(ending[0])
        if short:
            return ending.start(), ending.end(), short
    return None


def _is_range(left: str, right: str, text: str, start: int, end: int) -> bool:
    """Rising numbers, years, times; not parts of a code, a telephone number or a score."""
    if text[start - 1 : start] in tuple("-–/_+") or text[end : end + 1] in tuple("-–/_"):
        return False
    if text[start - 1 : start].isalpha() or (text[end : end + 1].isalpha() and text[end : end + 1].isascii()):
        return False
    if ":" in left or ":" in right:
        return ":" in left and ":" in right
    try:
        low, high = float(left.replace(",", ".")), float(right.replace(",", "."))
    except ValueError:
        return False
    return low < high and not left.startswith("0") and len(right) <= 6
