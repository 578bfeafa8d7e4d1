"""Filters that turn a value into text: ``price | money: from, per: "мес"``, ``day | date: "d MMMM"``.

Numbers are set as typographers set them: groups by a narrow no-break space (or the locale's mark), a true
minus, the sign of the currency after such a space or, in English, before the figures.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

import msgspec

from designer_app.design.dates import read_date
from designer_app.design.latin import latin, slug
from designer_app.design.locale_text import (
    MINUS,
    NARROW,
    Context,
    babel_locale,
    bad_filter,
    date_text,
    day_pattern,
    number_style,
    number_text,
)
from designer_app.design.money import Money, discount, sign_of
from designer_app.design.numbers import read_number, shown
from designer_app.errors import did_you_mean, fail
from designer_app.text.direction import VALUE_END, VALUE_START
from designer_app.text.rich import RichText


class Name(msgspec.Struct, frozen=True):
    """An argument that names a slot (``discount: old_price``)."""

    path: str


class Filter(msgspec.Struct, frozen=True):
    """One filter with its arguments; bare words that the filter knows (``from``, ``tight``) are flags."""

    name: str
    args: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()
    flags: tuple[str, ...] = ()


_FROM = {"ru": "от", "uk": "від", "be": "ад", "en": "from", "de": "ab", "fr": "à partir de", "es": "desde"}
_YES_NO = {
    "ru": ("да", "нет"),
    "uk": ("так", "ні"),
    "de": ("ja", "nein"),
    "fr": ("oui", "non"),
}


FLAGS: dict[str, frozenset[str]] = {
    "money": frozenset({"from", "bare", "cents"}),
    "percent": frozenset({"tight", "signed"}),
    "number": frozenset({"signed"}),
}
_ARGUMENT = re.compile(
    r"""\s*(?:(?P<key>[a-z_]\w*)\s*:\s*(?=\S))?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|"""
    r"""(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[^\W\d]\w*(?:\.\w+)*))\s*(?:,|$)"""
)
_FILTER = re.compile(r"\s*([a-z_]+)\s*(?::(.*))?", re.DOTALL)


def split_bars(text: str) -> list[str]:
    """Parts between ``|`` that stand outside quotes."""
    return re.findall(r"""(?:"[^"]*"|'[^']*'|[^|"'])+""", text)


@functools.lru_cache(2048)
def parse_filters(text: str) -> tuple[Filter, ...]:
    """``money: from, per: "мес" | upper`` as filters. Raises ``DesignError``: ``unknown-filter``, ``bad-filter``."""
    return tuple(_filter(part) for part in split_bars(text) if part.strip())


def _filter(text: str) -> Filter:
    match = _FILTER.fullmatch(text)
    if match is None:
        raise bad_filter(text, 'a name with arguments, such as date: "d MMMM"')
    name, rest = match[1], (match[2] or "").strip()
    if name not in FILTERS:
        raise fail(
            "unknown-filter", found=f"'{name}'", expected="a known filter", remedy=did_you_mean(name, FILTERS)
        )
    args: list[Any] = []
    named: list[tuple[str, Any]] = []
    flags: list[str] = []
    at = 0
    while at < len(rest):
        argument = _ARGUMENT.match(rest, at)
        if argument is None:
            raise bad_filter(text, "texts in quotes, numbers, names, separated by commas")
        at = argument.end()
        word = argument["word"]
        if word and not argument["key"] and word in FLAGS.get(name, ()):
            flags.append(word)
            continue
        value = _argument(argument)
        if argument["key"]:
            named.append((argument["key"], value))
        else:
            args.append(value)
    return Filter(name, tuple(args), tuple(named), tuple(flags))


def _argument(match: re.Match[str]) -> Any:
    if match["number"] is not None:
        return Decimal(match["number"])
    if match["word"] is not None:
        return {"true": True, "false": False}.get(match["word"], Name(match["word"]))
    return match["double"] if match["double"] is not None else match["single"]


def format_value(
    value: Any, filters: str | tuple[Filter, ...], locale: str, as_of: date | str | None = None
) -> str:
    """``value`` through the filters, as text of the locale; an empty value gives an empty text.

    ``as_of`` is the run's date, the only "today". Raises ``DesignError``: ``bad-filter``, ``wrong-type``.
    """
    context = Context(locale, read_date(as_of, place="--as-of") if as_of else None)
    parsed = parse_filters(filters) if isinstance(filters, str) else filters
    for one in parsed:
        value = apply_filter(value, one, context)
    return plain_text(value, context)


def apply_filter(value: Any, one: Filter, context: Context) -> Any:
    """One step. Empty values pass every filter untouched except ``default``."""
    if value in (None, "") and one.name != "default":
        return value
    found = FILTERS[one.name](value, one, context)
    if isinstance(value, RichText) and isinstance(found, str):
        return value.rewritten(found)
    return found


def plain_text(value: Any, context: Context) -> str:
    """A value without filters as text: numbers and dates in the locale's usual form."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _YES_NO.get(context.language, ("yes", "no"))[0 if value else 1]
    if isinstance(value, Money):
        return _money(value, Filter("money"), context)
    if isinstance(value, (int, float, Decimal)):
        return number_text(read_number(value), context)
    if isinstance(value, date):
        pattern = day_pattern(context)
        return date_text(value, pattern + (", HH:mm" if isinstance(value, datetime) else ""), context)
    if isinstance(value, (list, tuple)) and not any(isinstance(item, Mapping) for item in value):
        return ", ".join(plain_text(item, context) for item in value)
    raise fail(
        "wrong-type",
        found="a list or an object",
        expected="a single value",
        remedy="name one of its fields ({{ item.name }}), or repeat a page or stack over it",
    )


def inserted_text(value: Any, context: Context) -> str:
    """``plain_text`` as it goes into a text: between marks if the context asks for them."""
    text = plain_text(value, context)
    if context.rich and isinstance(text, RichText):
        text = text.signed()
    return f"{VALUE_START}{text}{VALUE_END}" if context.marked and text else text


def _number_of(value: Any, one: Filter) -> Decimal:
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return read_number(value)
    raise fail("wrong-type", found=shown(value), expected=f"a number or money for the filter {one.name}")


def _digits_of(one: Filter) -> int | None:
    if not one.args:
        return None
    digits = one.args[0]
    if not isinstance(digits, Decimal) or digits != int(digits) or not 0 <= digits <= 6:
        raise bad_filter(f"{one.name}: {shown(digits)}", "0 to 6 decimals")
    return int(digits)


def _money(value: Any, one: Filter, context: Context) -> str:
    if not isinstance(value, Money):
        raise fail("wrong-type", found=shown(value), expected="money", remedy="declare the slot as money")
    style = number_style(context.locale)
    amount = value.amount
    whole = amount == amount.to_integral_value() and "cents" not in one.flags
    figures = number_text(abs(amount), context, decimals=0 if whole else 2)
    sign = sign_of(value.currency)
    if "bare" not in one.flags:
        before = style.sign_before and (len(sign) == 1 or not sign.isalpha())
        gap = "" if before else NARROW
        figures = f"{sign}{gap}{figures}" if before else f"{figures}{gap}{sign}"
    if amount < 0:
        figures = MINUS + figures
    named = dict(one.named)
    per = named.pop("per", value.per)
    if named or not isinstance(per, str):
        raise bad_filter(f"money: {next(iter(named), 'per')}", 'per: "мес"')
    if per:
        figures += f"/{per}"
    if value.start or "from" in one.flags:
        figures = f"{_FROM.get(context.language, 'from')}\u00a0{figures}"
    return figures


def _number(value: Any, one: Filter, context: Context) -> str:
    number = _number_of(value, one)
    text = number_text(number, context, decimals=_digits_of(one))
    return f"+{text}" if "signed" in one.flags and number > 0 else text


def _percent(value: Any, one: Filter, context: Context) -> str:
    number = _number_of(value, one)
    text = number_text(number, context, decimals=_digits_of(one))
    gap = "" if "tight" in one.flags else number_style(context.locale).percent_gap
    return ("+" if "signed" in one.flags and number > 0 else "") + text + gap + "%"


def _date(value: Any, one: Filter, context: Context) -> str:
    if not isinstance(value, date):
        raise fail("wrong-type", found=shown(value), expected="a date", remedy="declare the slot as date")
    pattern = one.args[0] if one.args else day_pattern(context)
    if not isinstance(pattern, str):
        raise bad_filter("date", 'a pattern in quotes, such as date: "d MMMM"')
    return date_text(value, pattern, context)


def _discount(value: Any, one: Filter, context: Context) -> Decimal | None:
    old = one.args[0] if one.args else None
    if one.args and old in (None, ""):
        return None  # no old price: nothing to show
    if not isinstance(value, Money) or not isinstance(old, Money):
        raise bad_filter("discount", "two prices: {{ price | discount: old_price | percent }}")
    return discount(old, value)


def _round(value: Any, one: Filter, context: Context) -> Any:
    step = Decimal(1).scaleb(-(_digits_of(one) or 0))
    try:
        if isinstance(value, Money):
            return msgspec.structs.replace(value, amount=value.amount.quantize(step, ROUND_HALF_UP))
        return _number_of(value, one).quantize(step, ROUND_HALF_UP)
    except InvalidOperation:
        raise bad_filter("round", "a number of fewer digits") from None


def _short(value: Any, one: Filter, context: Context) -> str:
    """A large number in few figures (``12 тыс.``, ``12K``). Texts take their short form in templating."""
    if isinstance(value, str):
        return value
    number = _number_of(value, one)
    from babel.numbers import format_compact_decimal

    compact = format_compact_decimal(
        number, locale=babel_locale(context.locale), fraction_digits=_digits_of(one) or 0
    )
    text = re.sub(r"[\u00a0 ]", NARROW, compact).replace("-", MINUS)
    return f"{text}{NARROW}{sign_of(value.currency)}" if isinstance(value, Money) else text


def _default(value: Any, one: Filter, context: Context) -> Any:
    if not one.args:
        raise bad_filter("default", 'what to take instead: default: "…"')
    return one.args[0] if value in (None, "", ()) else value


def _upper(value: Any, one: Filter, context: Context) -> str:
    return plain_text(value, context).upper()


def _lower(value: Any, one: Filter, context: Context) -> str:
    return plain_text(value, context).lower()


def _capitalize(value: Any, one: Filter, context: Context) -> str:
    """The first letter large; the rest stays, so that names keep theirs."""
    text = plain_text(value, context)
    return text[:1].upper() + text[1:]


def _abs(value: Any, one: Filter, context: Context) -> Any:
    """A number without its sign (−30 → 30)."""
    if isinstance(value, Money):
        return msgspec.structs.replace(value, amount=abs(value.amount))
    return abs(_number_of(value, one))


def _slice(value: Any, one: Filter, context: Context) -> str:
    """Characters from a position, negative ones counted from the end: ``slice: 0, 1``, ``slice: -1``."""
    if not 1 <= len(one.args) <= 2 or not all(isinstance(a, int | Decimal) for a in one.args):
        raise bad_filter("slice", "a start and a length: slice: 0, 1")
    text = plain_text(value, context)
    first, length = int(one.args[0]), int(one.args[1]) if len(one.args) == 2 else 1
    start = first if first >= 0 else max(0, len(text) + first)
    return text[start : start + max(0, length)]


def _latin(value: Any, one: Filter, context: Context) -> str:
    return latin(plain_text(value, context))


def _slug(value: Any, one: Filter, context: Context) -> str:
    return slug(plain_text(value, context))


def _pad(value: Any, one: Filter, context: Context) -> str:
    """Zeros before a whole number: ``pad: 3`` makes 7 ``007``."""
    width = one.args[0] if len(one.args) == 1 else None
    if not isinstance(width, Decimal) or not 1 <= width <= 20:
        raise bad_filter("pad", "so many figures, 1 to 20: pad: 3")
    text = str(value) if isinstance(value, int | Decimal) else plain_text(value, context)
    return text.zfill(int(width))


FILTERS: dict[str, Callable[[Any, Filter, Context], Any]] = {
    "money": _money,
    "number": _number,
    "percent": _percent,
    "date": _date,
    "discount": _discount,
    "round": _round,
    "short": _short,
    "default": _default,
    "upper": _upper,
    "lower": _lower,
    "capitalize": _capitalize,
    "abs": _abs,
    "slice": _slice,
    "latin": _latin,
    "slug": _slug,
    "pad": _pad,
}


def closing(template: str, start: int, mark: str = "}}") -> int:
    """Where the closing mark stands that isn't inside quotes. Raises ``DesignError`` (``bad-template``)."""
    quote = ""
    for at in range(start, len(template) - 1):
        char = template[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif template.startswith(mark, at):
            return at
    raise fail(
        "bad-template",
        found=f"'{template[start - 2 : start + 38]}'",
        expected=f"a closing {mark}",
        remedy=f"close it with {mark}",
    )
