"""Dates as people write them: ``2026-12-12``, ``12.12.2026``, ``12 декабря 2026``, ``Dec 12, 2026 19:00``."""

from __future__ import annotations

import datetime
import re
from typing import Any

from designer_app.design.numbers import shown
from designer_app.errors import DesignError, fail

Moment = datetime.date | datetime.datetime

# English, Russian, Ukrainian, German, French, Spanish; as in a date and alone, whole and short.
_MONTHS: tuple[str, ...] = (
    "january jan январь января янв січень січня січ januar jänner janvier janv enero ene",
    "february feb февраль февраля февр фев лютий лютого лют februar février févr febrero",
    "march mar март марта мар березень березня бер märz mär mars marzo",
    "april apr апрель апреля апр квітень квітня квіт avril avr abril abr",
    "may май мая травень травня трав mai mayo",
    "june jun июнь июня июн червень червня черв juni juin junio",
    "july jul июль июля июл липень липня лип juli juillet juil julio",
    "august aug август августа авг серпень серпня серп août agosto ago",
    "september sep sept сентябрь сентября сент сен вересень вересня вер septembre septiembre",
    "october oct октябрь октября окт жовтень жовтня жовт oktober okt octobre octubre",
    "november nov ноябрь ноября нояб ноя листопад листопада лист novembre noviembre",
    "december dec декабрь декабря дек грудень грудня груд dezember dez décembre déc diciembre dic",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_TIME = (
    r"(?:[T,\s]\s*(?:в|at|um|à)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?)?"
)
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}Z?")
_DOTTED = re.compile(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?:\s*г\.?)?{_TIME}")
_SLASHED = re.compile(rf"(?P<first>\d{{1,2}})[/-](?P<second_>\d{{1,2}})[/-](?P<year>\d{{4}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}}){_TIME}")
_YEAR = r"(?P<year>\d{4})(?:\s*(?:г\.|г|года|року|р\.))?"
_DAY_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?(?P<name>[^\W\d_]{{2,12}})\.?,?\s*(?:de\s+)?{_YEAR}{_TIME}",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    rf"(?P<name>[^\W\d_]{{2,12}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}", re.IGNORECASE
)
_YEARLESS = re.compile(r"\d{1,2}[./]\d{1,2}\.?|\d{1,2}\.?\s+[^\W\d_]{3,12}|[^\W\d_]{3,12}\s+\d{1,2}")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,\s*(?=\d)")
_EPOCH = datetime.date(1899, 12, 30)  # day 0 of spreadsheets


def read_date(raw: Any, *, place: str = "", file: str = "") -> Moment:
    """A ``date``, or a naive ``datetime`` where a time stands beside it.

    Day and month in figures with slashes are refused where both orders are possible. Nothing is guessed from
    today's date. Raises ``DesignError``: ``bad-date``, ``ambiguous-date``.
    """
    where = {"place": place, "file": file}
    if isinstance(raw, datetime.datetime):
        plain = raw.replace(tzinfo=None, microsecond=0)
        return plain.date() if plain.time() == datetime.time() else plain
    if isinstance(raw, datetime.date):
        return raw
    if not isinstance(raw, str):
        raise _bad(raw, where, _serial_remedy(raw))
    text = _WEEKDAY.sub("", " ".join(raw.split()))
    if len(text) > 60:
        raise _bad(raw, where)
    for form in (_ISO, _DOTTED, _YEAR_FIRST):
        if match := form.fullmatch(text):
            return _made(raw, match, int(match["month"]), int(match["day"]), where)
    if match := _SLASHED.fullmatch(text):
        return _slashed(raw, match, where)
    match = _DAY_NAMED.fullmatch(text) or _NAMED_DAY.fullmatch(text)
    if match and (month := month_number(match["name"])):
        return _made(raw, match, month, int(match["day"]), where)
    if _YEARLESS.fullmatch(text):
        raise _bad(raw, where, "add the year: a date without one would mean another day next year")
    raise _bad(raw, where)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its usual short form in the six languages of the table; else 0."""
    return _MONTH_NUMBERS.get(name.casefold().rstrip("."), 0)


def _slashed(raw: str, match: re.Match[str], where: dict[str, str]) -> Moment:
    first, second = int(match["first"]), int(match["second_"])
    if first <= 12 and second <= 12 and first != second:
        year = match["year"]
        raise fail(
            "ambiguous-date",
            found=shown(raw),
            expected=f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}",
            remedy="write the date as year-month-day",
            **where,
        )
    month, day = (second, first) if first > 12 else (first, second)
    return _made(raw, match, month, day, where)


def _made(raw: str, match: re.Match[str], month: int, day: int, where: dict[str, str]) -> Moment:
    try:
        date = datetime.date(int(match["year"]), month, day)
        if match["hour"] is None:
            return date
        hour = int(match["hour"])
        if match["half"]:
            if not 1 <= hour <= 12:
                raise ValueError(f"hour {hour} with am or pm")
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        time = datetime.time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError as fault:
        raise fail("bad-date", found=shown(raw), expected=f"a day that exists ({fault})", **where) from None
    return datetime.datetime.combine(date, time)


def _serial_remedy(raw: Any) -> str:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and 20_000 <= raw <= 80_000:
        day = _EPOCH + datetime.timedelta(days=int(raw))
        return (
            f"if {raw:g} is a spreadsheet's day number, format the cell as a date or write {day.isoformat()}"
        )
    return ""


def _bad(raw: Any, where: dict[str, str], remedy: str = "") -> DesignError:
    return fail(
        "bad-date",
        found=shown(raw),
        expected="a date such as 2026-12-12, 12.12.2026 or 12 декабря 2026",
        remedy=remedy,
        **where,
    )
