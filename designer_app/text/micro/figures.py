"""Numbers: groups of thousands, the sign of the currency, × between figures, ranges, minus, ordinals."""

from __future__ import annotations

import re

from designer_app.text.micro.marks import NARROW, NBSP, Marks
from designer_app.text.shown import Edit
from designer_app.text.ties import MONTHS, UNITS

_CURRENCIES = "₽€$£₴₸"
_LEFT = re.compile(r"[\d.,:]*\d$")
_RIGHT = re.compile(r"\d[\d.,:]*")
_GROUPED_LEFT = re.compile(
    r"(?<![\w.,:/+–-])(?<!\d[ \u00a0\u202f])([1-9]\d{0,2})(?:[ \u00a0\u202f]\d{3})*[ \u00a0\u202f]\d\d[09]$"
)
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}(?![\w.,:/–-])")
_GROUPED_RIGHT = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\d/–-])")
_TELEPHONE = re.compile(r"8[ \u00a0\u202f]800|[78][ \u00a0\u202f]\d{3}[ \u00a0\u202f]")
_GROUPS = re.compile(r"(?: \d{3})+(?!\d)")
_TIMES = re.compile(r"( ?)[xXхХ]( ?)(?=\d)")
_LONG = range(5, 10)  # digits of numbers that are grouped
_CENTS = re.compile(r",\d\d?(?![\w.,:/–-])")  # 12500,50
_STANDARDS = r"\b(?:ГОСТ|ОСТ|ТУ|СТО|СП|СНиП|СанПиН|ИСО|МЭК|ISO|IEC|DIN|EN|RFC)(?:[\s/-][A-ZА-Я]{1,3})?"
# What stands before a number that is a name: telephone, licence, index, standard, version.
_NO_QUANTITY = re.compile(
    rf"""(?: № | \# | инн | огрн | огрнип | кпп | бик | окпо | тел\.? | телефон | код | артикул | арт\.? | индекс | лицензи\w*
    | верси[яюией]{{1,2}} | сборк[аеуи] | билд | порт | номер\w{{0,2}} | version | build | port | number
    | erid | id | no\.? | nr\.? | {_STANDARDS} )[\s:№]*$""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands before two numbers with a hyphen that are one name: telephone, standard.
_NO_RANGE = re.compile(
    rf"""(?: \) | \+\d[\d\s()-]* | \b(?:tel|phone|call|fax|telefon|ruf|тел|телефон|факс|звоните)\.?:?
    | {_STANDARDS} )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![^\s(])\d{1,2}(?:[:.]\d\d)?[ap]m$")  # 9am-5pm
_PRICE = re.compile(rf"[{_CURRENCIES}][\d.,]*\d$")  # £5-£10
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NUMERAL = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_ROMAN_LEFT = re.compile(rf"(?<![^\W_]){_NUMERAL}$")
_ROMAN_RIGHT = re.compile(rf"{_NUMERAL}(?![^\W_])(?!-)")
_TO_EQUALS = re.compile(r"(?:\d[\d.,]* ?[-−+×*/:] ?)*\d[\d.,]* ?=")
_FROM_EQUALS = re.compile(r"= ?(?:\d[\d.,]*[ \u00a0]?[-−+×*/:][ \u00a0]?)*\d[\d.,]*$")
_SPACED_LEFT = re.compile(
    r"(?:^|(\S+)[ \n])([$€£] ?)?([1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,:]\d+)?)([%°₽€$£₴₸]?)$"
)
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")
_WEEKDAYS = tuple(
    frozenset(days.split())
    for days in (
        "пн вт ср чт пт сб вс Пн Вт Ср Чт Пт Сб Вс ПН ВТ СР ЧТ ПТ СБ ВС", "пн вт ср чт пт сб нд Пн Вт Ср Чт Пт Сб Нд",
        "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun", "Mo Di Mi Do Fr Sa So",
    )
)  # fmt: skip
_WORD_LEFT, _WORD_RIGHT = re.compile(r"(?<![^\W\d_])[^\W\d_]+$"), re.compile(r"[^\W\d_]+(?![\w-])")
_SPACED_RIGHT = re.compile(
    r"([$€£] ?)?([1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,:]\d+)?)(?:[ \u00a0\u202f]?([^\s\d.,:/–-]\S*))?(?![\d/–-])"
)
# What a number behind it names: no quantity, and no beginning of a range.
_NUMBERED = frozenset([
    "лот", "зал", "кабинет", "квартира", "дом", "корпус", "строение", "подъезд", "этаж", "номер", "серия", "том",
    "часть", "глава", "выпуск", "урок", "день", "шаг", "этап", "вариант", "позиция", "пункт", "раздел", "задача",
    "тариф", "счёт", "счет", "room", "lot", "flat", "no", "floor", "part", "step", "day", "chapter", "option",
    "item", "table", "gate", "zimmer", "raum", "tag", "teil", "schritt", "nr",
])  # fmt: skip
_MOST_RATIO = 20  # of the ends of a range that was written with spaces
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
    long = length in _LONG and marks.group and _is_quantity(text, start, end)
    if long:
        out += [(at, at, marks.group) for at in range(start + (length % 3 or 3), end, 3)]
    after = text[end : end + 1]
    if not after or not (after == " " or after in _CURRENCIES or after in "xXхХ"):
        return out
    if after == " " and marks.group and (long or (length <= 3 and not _continues(text, start))):
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
    if before.isalnum():
        return True
    return before in (".", ",", ":", "/", " ", NBSP, NARROW) and text[start - 2 : start - 1].isdigit()


def _is_quantity(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 24) : start], text[end : end + 3]
    if text[start] == "0" or (before and (before[-1].isalnum() or before[-1] in ".,:/-_+#…–×")):
        return False
    if after and (after[0].isalpha() or after[0] in "-/:_–×"):
        return False
    if after[:1] in (".", ",") and after[1:2].isdigit() and _CENTS.match(text, end) is None:
        return False
    if end - start == 6 and re.match(r",\s*[^\W\d]", after):
        return False  # a postal code
    if re.search(r"\d[\s\u00a0\u202f]$", before):
        return False
    return _NO_QUANTITY.search(before) is None


def hyphen_edit(text: str, at: int, marks: Marks) -> Edit | None:
    """A hyphen at a figure: of a range (10-15, XIX-XX), a minus (-5) or a Russian ordinal (5-ый)."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalpha() and after.isalpha() and _are_weekdays(text, at):
        return at, at + 1, marks.range
    if before == "," and text[at - 2 : at - 1].isdigit() and marks.language == "de" and not after.isalnum():
        return at, at + 1, marks.range  # 5,- (Euro)
    if before in _ROMAN and after in _ROMAN and before and after:
        return (at, at + 1, marks.range) if _are_centuries(text, at) else None
    if after.isdigit() or (after and after in _CURRENCIES and text[at + 2 : at + 3].isdigit()):
        if _joins(text, at, before, after, marks):
            return at, at + 1, marks.range
        if before.isdigit():
            if marks.group and _joins_groups(text, at):
                return at, at + 1, marks.range
            left, right = _LEFT.search(text, max(0, at - 12), at), _RIGHT.match(text, at + 1)
            if left and right and _is_range(left[0], right[0].rstrip(".,:"), text, left.start(), right.end()):
                return at, at + 1, marks.range
            return None
        if after == "0" and text[at + 2 : at + 3].isdigit():
            return None  # a zone (-0600) or code
        if not before or before.isspace() or before in "([«„“\"'" + _CURRENCIES:
            return at, at + 1, marks.minus
        return None
    if before.isdigit() and marks.russian and (ending := _ENDING.match(text, at + 1)):
        short = _ORDINALS.get(ending[0])
        if short:
            return ending.start(), ending.end(), short
    return None


def minus_edit(text: str, start: int, end: int, marks: Marks) -> Edit | None:
    """A hyphen with spaces that takes away: between two numbers of a sum (5 - 3 = 2, x = 5 - 3). The sum may go on
    behind the next token: the one place where that is looked at, as a dash would say something else."""
    if not (text[start - 2 : start - 1].isdigit() and text[start - 1] == text[end : end + 1] == " "):
        return None
    if not text[end + 1 : end + 2].isdigit():
        return None  # «тип = 0 - по возрастанию»
    if _TO_EQUALS.match(text, end + 1) or _FROM_EQUALS.search(text, max(0, start - 40), start - 1):
        return start - 1, end + 1, f"{NBSP}{marks.minus}{NBSP}"
    return None


def range_edit(text: str, start: int, end: int, marks: Marks) -> Edit | None:
    """A hyphen with spaces between the ends of a range: times (9:00 - 18:00), prices ($5 - $10), or what has a unit or month behind it
    (5 - 10 кг, 10% - 15%, 12 - 15 мая), or dates (25.12 - 10.01). That unit is looked at though it may be added later: without it the two numbers may be
    anything. What a capital or a numbering word stands before is a name (iPhone 15 - 20 €, зал 3 - 12 м²)."""
    if text[start - 1 : start] != " " or text[end : end + 1] != " ":
        return None
    left, right = _SPACED_LEFT.search(text, max(0, start - 40), start - 1), _SPACED_RIGHT.match(text, end + 1)
    if left is None or right is None:
        return None
    if ":" in left[3] or ":" in right[2]:
        return (start - 1, end + 1, marks.range) if ":" in left[3] and ":" in right[2] else None
    if left[2] and not right[1]:
        return None
    low, high = _value(left[3]), _value(right[2])
    unit = (right[3] or "").rstrip(",;:!?)»”“").lower()
    if left[4] and unit[:1] != left[4]:
        return None
    word = (left[1] or "").lstrip('«„“"(')
    named = (
        word != word.lower()
        or word.rstrip(".").lower() in _NUMBERED
        or word[-1:].isdigit()
        or word in ("№", "#")
    )
    measured = bool(left[2]) or unit in UNITS or unit in MONTHS or unit[:1] in (*_CURRENCIES, "%", "°")
    dates = all(_DAY_AND_MONTH.fullmatch(found) for found in (left[3], right[2]))
    if not dates and (named or not measured or not low < high <= low * _MOST_RATIO):
        return None
    return start - 1, end + 1, marks.range


def _value(number: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", number).replace(",", "."))


def _are_weekdays(text: str, at: int) -> bool:
    """Short names of days on both sides: пн-пт, Mon-Fri, Mo-Fr."""
    left, right = _WORD_LEFT.search(text, max(0, at - 8), at), _WORD_RIGHT.match(text, at + 1)
    if left is None or right is None or text[left.start() - 1 : left.start()] == "-":
        return False
    return any(left[0] in days and right[0] in days for days in _WEEKDAYS)


def _are_centuries(text: str, at: int) -> bool:
    """Rising Roman numerals of I, V and X on both sides (sizes, as L-XL, have none or fall)."""
    left, right = _ROMAN_LEFT.search(text, max(0, at - 12), at), _ROMAN_RIGHT.match(text, at + 1)
    return left is not None and right is not None and _roman(left[0]) < _roman(right[0])


def _roman(numeral: str) -> int:
    values = [_ROMAN[sign] for sign in numeral]
    return sum(-v if after > v else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _joins(text: str, at: int, before: str, after: str, marks: Marks) -> bool:
    """A range whose first number has a sign of its own after or before it: 9am-5pm, £5-£10, 5.-7. Mai."""
    if before == "m":
        return _HOUR.search(text, max(0, at - 8), at) is not None
    if after in _CURRENCIES:
        return before.isdigit() and _PRICE.search(text, max(0, at - 12), at) is not None
    return before == "." and marks.language == "de" and text[at - 2 : at - 1].isdigit()


def _joins_groups(text: str, at: int) -> bool:
    """A range of prices with groups (10 000-15 000): what follows the second's first group isn't looked at, as it
    may be added later. Telephones begin with 7 or 8, go on with hyphens, or have other first groups."""
    left, right = _GROUPED_LEFT.search(text, max(0, at - 14), at), _FIRST_GROUP.match(text, at + 1)
    if left is None or right is None or _NO_RANGE.search(text, max(0, left.start() - 24), left.start()):
        return False
    if _TELEPHONE.match(left[0]):
        return False
    whole = _GROUPED_RIGHT.match(text, at + 1)
    return int(left[1]) <= int(right[0]) or (whole is not None and _value(left[0]) < _value(whole[0]))


def _is_range(left: str, right: str, text: str, start: int, end: int) -> bool:
    """Rising numbers, years, times; not parts of a code, a telephone number or a score."""
    if text[start - 1 : start] in tuple("-–/_+") or text[end : end + 1] in tuple("-–/_"):
        return False
    if text[start - 1 : start].isalpha() or (text[end : end + 1].isalpha() and text[end : end + 1].isascii()):
        return False
    if ":" in left or ":" in right:
        return ":" in left and ":" in right
    if _NO_RANGE.search(text, max(0, start - 24), start):
        return False
    try:
        low, high = float(left.replace(",", ".")), float(right.replace(",", "."))
    except ValueError:
        return False
    if len(left) == 3 and len(right) == 4 and (low % 10 or high % 10) and (left + right).isdigit():
        return False  # 555-1234 is a telephone, 500-1500 a range
    return low < high and not left.startswith("0") and len(right) <= 6
