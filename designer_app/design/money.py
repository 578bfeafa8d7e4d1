"""Money, and how people write it: ``990 ₽``, ``от 1 990,50 руб./мес``, ``$49``, ``from 49 USD per month``."""

from __future__ import annotations

import functools
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from designer_app.design.numbers import read_number, shown
from designer_app.errors import DesignError, Finding, did_you_mean, fail

CENT = Decimal("0.01")

# What stands for a currency in running text; the first of each is the sign that is set.
SIGNS: dict[str, tuple[str, ...]] = {
    "RUB": ("₽", "руб.", "руб", "рублей", "рубля", "рубль", "р.", "р"),
    "USD": ("$", "us$", "долл.", "долларов"),
    "EUR": ("€", "евро", "euro"),
    "GBP": ("£",),
    "JPY": ("¥",),
    "CNY": ("¥", "元"),
    "UAH": ("₴", "грн.", "грн"),
    "KZT": ("₸", "тг.", "тг", "тенге"),
    "BYN": ("Br", "бел. руб."),
    "AMD": ("֏",),
    "GEL": ("₾",),
    "TRY": ("₺",),
    "INR": ("₹",),
    "ILS": ("₪",),
    "KRW": ("₩",),
    "PLN": ("zł",),
    "CZK": ("Kč",),
    "UZS": ("сум", "so'm"),
}
_BY_SIGN = {sign.lower(): code for code, signs in reversed(SIGNS.items()) for sign in signs}
_BEFORE = sorted((re.escape(s) for s in _BY_SIGN), key=len, reverse=True)
_FROM = r"(?P<from>от|from|ab|od|à partir de|desde)\s*"
_SIGN = "|".join(_BEFORE) + "|[A-Za-z]{3}"
_PER = r"(?:/\s*|(?:за|в|per|pro|a)\s+)(?P<per>[^/]{1,20})"
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f\u2007]+")
_FORM = re.compile(
    rf"(?:{_FROM})?(?P<minus>[-−–])?\s*(?P<before>{_SIGN})?\s*(?P<amount>[-−–+]?[\d.,' ’]*\d)"
    rf"(?:[.,][-–]|(?<=\d{{3}})[-–](?P<cents>\d\d))?\s*(?P<after>{_SIGN})?\s*(?:{_PER})?",
    re.IGNORECASE,
)


class Money(msgspec.Struct, frozen=True):
    """An exact amount with at most two decimals. ``start``: "from" this price; ``per``: a unit (``мес``)."""

    amount: Decimal
    currency: str
    start: bool = False
    per: str = ""


@functools.lru_cache(64)
def currency_of(locale: str) -> str:
    """The currency (ISO 4217) of a locale's country, of the likeliest one where it names none; "" where none is known."""
    from datetime import date

    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    parts = locale.replace("-", "_").split("_")
    likely = get_global("likely_subtags").get(parts[0], "").split("_")
    country = next((part for part in reversed((*likely, *parts)) if len(part) == 2 and part.isupper()), "")
    found = get_territory_currencies(country, start_date=date(2026, 1, 1)) if country else []
    return found[0] if found else ""


def currency_named(words: str) -> str:
    """The currency (ISO 4217) that a sign, an abbreviation or a code means; "" where it means none."""
    text = words.strip()
    if text.lower() in _BY_SIGN or text.upper() in SIGNS:
        return _BY_SIGN.get(text.lower(), text.upper())
    return ""


def sign_of(currency: str) -> str:
    """The sign that is set for a currency, or its code where it has none."""
    return SIGNS.get(currency, (currency,))[0]


def read_money(raw: Any, *, currency: str, place: str, file: str = "") -> Money:
    """Money of a cell: a number, a text, or ``{"amount": …, "currency": …, "from": …, "per": …}``.

    ``currency`` is taken where the cell names none. A lone separator before three digits groups thousands
    (money has two decimals). Raises ``DesignError``: ``bad-money``, ``no-currency``, ``unknown-currency``.
    """
    where = {"place": place, "file": file}
    if isinstance(raw, dict):
        return _from_object(raw, currency, where)
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        amount = read_number(raw, place=place, file=file).quantize(CENT, ROUND_HALF_UP)
        return Money(_plain(amount), _known(currency, where))
    if not isinstance(raw, str):
        raise _bad(raw, where)
    text = _SPACES.sub(" ", raw).strip()
    match = _FORM.fullmatch(text) if len(text) <= 80 else None
    if match is None or (match["before"] and match["after"]):
        raise _bad(raw, where)
    written = match["before"] or match["after"]
    code = _code(written, currency, where) if written else currency
    amount = read_number(match["amount"].strip(), grouped=True, place=place, file=file)
    if match["cents"]:  # of Russian price tags: 1299-00
        amount += Decimal(match["cents"]) * CENT
    if amount != amount.quantize(CENT, ROUND_HALF_UP):
        raise _bad(raw, where, "at most two decimals")
    if match["minus"]:
        amount = -amount
    return Money(_plain(amount), _known(code, where), bool(match["from"]), (match["per"] or "").strip(" ."))


def discount(old: Money, new: Money, *, place: str = "", file: str = "") -> Decimal:
    """The change from ``old`` to ``new`` in whole percent, rounded half up: 980 → 686 is −30.

    Raises ``DesignError`` (``bad-discount``) for two currencies, or an old price that isn't above the new.
    """
    where = {"place": place, "file": file}
    if old.currency != new.currency:
        raise fail(
            "bad-discount",
            found=f"{old.currency} and {new.currency}",
            expected="both prices in one currency",
            **where,
        )
    if not 0 <= new.amount < old.amount:
        raise fail(
            "bad-discount",
            found=f"old price {old.amount:f}, new price {new.amount:f}",
            expected="a new price below the old one",
            remedy="swap the two prices or leave the old one empty",
            **where,
        )
    return -_exact(old, new).quantize(Decimal(1), ROUND_HALF_UP)


def check_discount(
    given: Decimal, old: Money, new: Money, *, place: str = "", file: str = ""
) -> Finding | None:
    """A finding when a stated discount (−30 or 30) doesn't follow from both prices; None when it does.

    Rounding down and rounding half up at the decimals of ``given`` are both honest; rounding up is not.
    """
    computed = discount(old, new, place=place, file=file)
    exact = _exact(old, new)
    stated = abs(given)
    digits = Decimal(1).scaleb(min(0, int(stated.as_tuple().exponent)))
    if stated in (exact.quantize(digits, ROUND_HALF_UP), exact.quantize(digits, "ROUND_FLOOR")):
        return None
    return Finding(
        code="wrong-discount",
        file=file,
        place=place,
        found=f"−{stated:f} %",
        expected=f"−{-computed:f} % (from {old.amount:f} to {new.amount:f} {new.currency})",
        remedy="correct the discount or one of the prices, or leave the discount empty: it is computed",
    )


def _exact(old: Money, new: Money) -> Decimal:
    return (old.amount - new.amount) * 100 / old.amount


def _plain(amount: Decimal) -> Decimal:
    """Without kopecks when whole, so that equal amounts are the same text everywhere."""
    whole = amount.to_integral_value()
    return whole if whole == amount else amount.quantize(CENT)


def _from_object(raw: dict[Any, Any], currency: str, where: dict[str, str]) -> Money:
    known = ("amount", "currency", "from", "per")
    if "value" in raw and "amount" not in raw:  # as shops' interfaces call it
        raw = {"amount" if key == "value" else key: part for key, part in raw.items()}
    for key in raw:
        if key not in known:
            raise fail("unknown-key", found=f"'{key}'", remedy=did_you_mean(str(key), known), **where)
    code, start, per = raw.get("currency", currency), raw.get("from", False), raw.get("per", "")
    if not isinstance(code, str) or not isinstance(start, bool) or not isinstance(per, str):
        raise _bad(raw, where, '{"amount": 990, "currency": "RUB", "from": true, "per": "мес"}')
    base = read_money(raw.get("amount"), currency=code, **where)
    return Money(base.amount, base.currency, start or base.start, per or base.per)


def _code(written: str, expected: str, where: dict[str, str]) -> str:
    """¥ is the slot's own currency where that is CNY."""
    if written.lower() in (sign.lower() for sign in SIGNS.get(expected, ())):
        return expected
    return _BY_SIGN.get(written.lower()) or _known(written.upper(), where)


def _known(code: str, where: dict[str, str]) -> str:
    if not code:
        raise fail(
            "no-currency",
            found="an amount without a currency",
            expected="990 ₽, $49 or 49 USD",
            remedy="write the currency in the cell, or set the slot's currency",
            **where,
        )
    if code in SIGNS:
        return code
    from babel.numbers import is_currency

    if is_currency(code):
        return code
    raise fail(
        "unknown-currency",
        found=f"'{code}'",
        expected="an ISO 4217 code such as RUB, USD, EUR",
        remedy=did_you_mean(code, SIGNS),
        **where,
    )


def _bad(
    raw: Any, where: dict[str, str], expected: str = "money such as 1 990 ₽, $49 or 49 USD"
) -> DesignError:
    return fail("bad-money", found=shown(raw), expected=expected, **where)
