"""What a number in a sheet means by its style: a date, a time, a percentage, money, a code with zeros before it, or a
plain number."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec

from designer_app.production.data.records import money_text
from designer_app.production.data.worded import Worded, worded

Kind = Literal["number", "date", "time", "percent"]

# ECMA-376 part 1, 18.8.30: built-in formats; 27 to 36 and 50 to 58 are dates of East Asian locales.
_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), *range(57, 59)))
_TIMES = frozenset((*range(18, 22), *range(32, 36), 45, 46, 47, 55, 56))
_PERCENTS = frozenset((9, 10))
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?:\$[^\]]*|[A-Za-z]+\d*|[<>=][^\]]*)\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_ZEROS = re.compile(r"00+")  # 000042, the article of a shop
_CURRENCY = re.compile(
    r"\[\$([^\]-]{1,8})(?:-[0-9A-F]+)?\]|([$€£₽¥₴₸₺])|\"\s*((?:руб|р)\.?)\s*\"", re.IGNORECASE
)
_DAY_ZERO = datetime.datetime(1899, 12, 30)
_DAY_ZERO_1904 = datetime.datetime(1904, 1, 1)
_LAST_DAY = 2_958_465  # 31 December 9999


class Look(NamedTuple):
    """What a format shows: a ``kind`` of value; of numbers the ``sign`` of a currency, so many ``digits`` at least, or
    words beside the figures."""

    kind: Kind = "number"
    sign: str = ""
    digits: int = 0
    worded: Worded | None = None


_PLAIN = Look()


class CellStyles(msgspec.Struct, frozen=True):
    """The look of every cell format, by its index, and the day from which dates count."""

    looks: tuple[Look, ...]
    epoch_1904: bool = False

    def look(self, style: str) -> Look:
        """That of a cell, by the index as it is written."""
        known = style.isdigit() and len(style) < 7 and int(style) < len(self.looks)
        return self.looks[int(style)] if known else _PLAIN

    def value(self, text: str, look: Look) -> int | float | str | datetime.date | None:
        """A number's text as the value that a person sees. Raises ``ValueError`` for what isn't a number."""
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(f"the number {text}")
        return self.shown(number, look)

    def shown(self, number: float, look: Look) -> int | float | str | datetime.date | None:
        """A number as its look lets a person see it; money to the cent, with its sign."""
        kind = look.kind
        if kind == "percent":
            shown = (Decimal(f"{number:.15g}") * 100).normalize()
            return f"{shown:f}%"
        if kind in ("date", "time"):
            moment = self._moment(number, kind)
            if moment is not None:
                return moment
        # Excel keeps 15 digits; what lies beyond is noise of its arithmetic.
        rounded = float(f"{number:.15g}")
        if look.sign:
            return money_text(Decimal(repr(rounded)), look.sign)
        if look.digits and rounded.is_integer() and 0 <= rounded < 1e15:
            return f"{int(rounded):0{look.digits}}"
        if look.worded is not None and abs(rounded) < 1e15:
            return look.worded.shown(rounded)
        return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded

    def _moment(self, number: float, kind: Kind) -> datetime.date | str | None:
        if not 0 <= number <= _LAST_DAY:
            return None
        seconds = math.floor(number * 86_400 + 0.5)
        if kind == "time" and seconds < 86_400:
            return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"
        zero = _DAY_ZERO_1904 if self.epoch_1904 else _DAY_ZERO
        if not self.epoch_1904 and number < 60:
            seconds += 86_400  # Lotus's 29 February 1900 lies behind
        try:
            moment = zero + datetime.timedelta(seconds=seconds)
        except OverflowError:
            return None
        return moment.date() if seconds % 86_400 == 0 else moment


def read_styles(elements: Sequence[tuple[str, dict[str, str]]], epoch_1904: bool) -> CellStyles:
    """From the start tags of the styles' part: ``numFmt`` definitions, then ``xf`` inside ``cellXfs``."""
    codes: dict[int, str] = {}
    looks: list[Look] = []
    inside = False
    for name, attributes in elements:
        if name == "numFmt":
            codes[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name in ("cellStyles", "dxfs", "tableStyles"):
            inside = False
        elif name == "xf" and inside:
            number = _int(attributes.get("numFmtId"))
            looks.append(look_of_number(number, codes.get(number)))
    return CellStyles(tuple(looks), epoch_1904)


def look_of_number(number: int, code: str | None) -> Look:
    """What a format shows: by the ``code`` that a file gives for its number, else by the meaning that the number has
    everywhere."""
    return look_of_format(code) if code is not None else Look(_built_in(number))


def look_of_format(code: str) -> Look:
    """What a custom format code shows: ``#,##0.00" ₽"`` and ``[$€-407] 0`` money, ``000000`` figures with zeros before them."""
    kind = kind_of_format(code)
    if kind != "number":
        return Look(kind)
    first = code.split(";")[0]
    if _ZEROS.fullmatch(first):
        return Look(digits=min(len(first), 30))
    match = _CURRENCY.search(first)
    if match:
        return Look(sign=next(part for part in match.groups() if part).strip())
    return Look(worded=worded(first))


def kind_of_format(code: str) -> Kind:
    """What a custom format code shows: ``dd.mm.yyyy`` a date, ``h:mm`` a time, ``0%`` a percentage."""
    first = code.split(";")[0].lower()
    if _ELAPSED.search(first):
        return "time"
    bare = _LITERALS.sub("", first)
    if "%" in bare:
        return "percent"
    if "general" in bare:
        return "number"
    if any(letter in bare for letter in "ydг"):
        return "date"
    if any(letter in bare for letter in "hsч"):
        return "time"
    return "date" if "m" in bare else "number"


def _built_in(number: int) -> Kind:
    if number in _DATES:
        return "date"
    if number in _TIMES:
        return "time"
    return "percent" if number in _PERCENTS else "number"


def _int(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
