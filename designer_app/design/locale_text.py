"""Marks of numbers and dates in each locale: groups, decimals, signs before or after, patterns of days."""

from __future__ import annotations

import functools
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from designer_app.errors import DesignError, fail

NARROW = "\u202f"  # narrow no-break space
MINUS = "\u2212"


class NumberStyle(msgspec.Struct, frozen=True):
    """Marks of a locale. ``sign_before``: $49; ``percent_gap``: what stands before %."""

    group: str
    decimal: str
    sign_before: bool
    percent_gap: str


class Context(msgspec.Struct, frozen=True):
    """What formatting may know: locale (``ru``, ``en_GB``) and the run's date; there is no clock.

    ``marked``: values stand between ``text.direction``'s marks, so that it can keep them in order. ``rich``: marks of
    rich values are written as ``text.rich``'s signs.
    """

    locale: str
    as_of: date | None = None
    marked: bool = False
    rich: bool = False

    @property
    def language(self) -> str:
        return re.split(r"[-_]", self.locale)[0].lower()


# Kept here so that the usual locales need no Babel: it costs 40 ms at start.
_STYLES = {
    "ru": NumberStyle(NARROW, ",", False, NARROW),
    "uk": NumberStyle(NARROW, ",", False, NARROW),
    "be": NumberStyle(NARROW, ",", False, NARROW),
    "kk": NumberStyle(NARROW, ",", False, NARROW),
    "en": NumberStyle(",", ".", True, ""),
    "de": NumberStyle(".", ",", False, NARROW),
    "fr": NumberStyle(NARROW, ",", False, NARROW),
}
_DAY = {"ru": "d MMMM y", "uk": "d MMMM y", "be": "d MMMM y", "de": "d. MMMM y", "fr": "d MMMM y"}


def day_pattern(context: Context) -> str:
    """The locale's usual pattern of day, month by name and year."""
    if context.language in _DAY:
        return _DAY[context.language]
    if context.language == "en":
        territory = re.split(r"[-_]", context.locale)[-1]
        return "MMMM d, y" if territory in ("en", "US") else "d MMMM y"
    return str(babel_locale(context.locale).date_formats["long"].pattern)


def number_style(locale: str) -> NumberStyle:
    """Marks of a locale: of the usual ones from a table, of the others from CLDR."""
    language = re.split(r"[-_]", locale)[0].lower()
    return _STYLES.get(language) or _cldr_style(locale)


@functools.lru_cache(64)
def _cldr_style(locale: str) -> NumberStyle:
    parsed = babel_locale(locale)
    symbols = parsed.number_symbols
    marks = symbols.get("latn", symbols)
    group = marks["group"]
    percent = parsed.percent_formats[None].pattern
    money = parsed.currency_formats["standard"].pattern
    return NumberStyle(
        NARROW if group in "\u00a0\u202f " else group,
        marks["decimal"],
        money.index("¤") < money.index("0"),
        NARROW if re.search(r"[\s\u00a0\u202f]%", percent) else "",
    )


@functools.lru_cache(64)
def babel_locale(locale: str) -> Any:
    """Babel's locale. Raises ``DesignError`` (``unknown-locale``)."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        raise fail("unknown-locale", found=f"'{locale}'", expected="a locale such as ru, en, de_AT") from None


def number_text(number: Decimal, context: Context, *, decimals: int | None = None) -> str:
    """Grouped figures with a true minus; ``decimals`` None keeps those that are there."""
    style = number_style(context.locale)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = MINUS if number < 0 else ""
    whole, _, part = f"{abs(number):f}".partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + style.group.join(reversed(groups)) + (style.decimal + part if part else "")


def date_text(moment: date, pattern: str, context: Context) -> str:
    """A date by a CLDR pattern (``d MMMM``, ``EEEE``, ``HH:mm``), in the case that the locale wants."""
    try:
        return str(_pattern(pattern).apply(moment, babel_locale(context.locale)))
    except AttributeError:
        raise fail(
            "bad-filter",
            found=f'date: "{pattern}" for {moment.isoformat()}',
            expected="a pattern of days, months and years, or a value with a time",
        ) from None


@functools.lru_cache(256)
def _pattern(pattern: str) -> Any:
    from babel.dates import parse_pattern

    if len(pattern) > 60:
        raise bad_filter(pattern, "a pattern of at most 60 characters")
    try:
        return parse_pattern(pattern)
    except ValueError as fault:
        raise bad_filter(pattern, f"a date pattern such as d MMMM ({fault})") from None


def bad_filter(found: str, expected: str) -> DesignError:
    """What is wrong with a filter or its arguments."""
    return fail("bad-filter", found=f"'{found.strip()}'", expected=expected)


def today(context: Context) -> date:
    """The run's date. Raises ``DesignError`` (``no-date``) where none was given."""
    if context.as_of is None:
        raise fail(
            "no-date",
            found="today, and no date was given",
            expected="a date for the whole run",
            remedy="add --as-of 2026-12-12",
        )
    return context.as_of
