"""Values of slots: from what a cell, a flag or a default holds to a checked, typed value, and into text.

A ``Value`` is ``str`` (text, rich, image, colour, choice), ``Decimal`` (number), ``Money``, ``date`` or naive
``datetime`` (date), ``bool`` (yes/no), a tuple of items (list; each item a mapping field → value), or ``None``
where the cell is empty; of a table a tuple of rows, each column → value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from designer_app.design.dates import read_date
from designer_app.design.formatting import format_value, parse_filters, plain_text
from designer_app.design.lists import read_list
from designer_app.design.locale_text import Context
from designer_app.design.markup import markup_findings, read_markup
from designer_app.design.money import Money, check_discount, discount, read_money
from designer_app.design.numbers import read_number, shown
from designer_app.design.slots import PATTERN_TEXT_LIMIT, Slot, default_of, pattern_problem
from designer_app.design.tables import read_table_cell
from designer_app.design.templating import names_in_text, render_text
from designer_app.errors import DesignError, Finding, did_you_mean, fail

Value = Any  # see the module's docstring

_CHARS = 10_000  # of any text: longer ones are no text for a picture
_YES = {"yes", "y", "да", "true", "1", "+", "on", "ja", "oui", "sí", "так", "✓", "✔", "истина"}
_NO = {"no", "n", "нет", "false", "0", "-", "−", "–", "off", "nein", "non", "ні", "✗", "ложь"}
# Controls, halves of pairs, and the noncharacters that mark values within texts
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]")
_HEX = re.compile(r"#?([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_TOKEN = re.compile(r"\{?([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\}?", re.IGNORECASE)


def is_empty(raw: Any) -> bool:
    """What counts as an empty cell: nothing, white space, an empty list."""
    return (
        raw is None
        or (isinstance(raw, str) and not raw.strip())
        or (isinstance(raw, (list, tuple)) and not raw)
    )


def parse_value(slot: Slot, raw: Any, *, place: str, file: str = "") -> Value:
    """The typed value of one raw cell, default or flag; None for an empty one.

    ``place`` names the cell in findings (``row 17, column price``). Raises ``DesignError`` naming what was
    found, what was expected and what to do.
    """
    if is_empty(raw):
        return None
    return _READERS[slot.type](slot, raw, {"place": place, "file": file})


def bind_row(
    slots: Mapping[str, Slot], cells: Mapping[str, Any], *, language: str = "", file: str = "", row: str = "",
    currency: str = "",
) -> tuple[dict[str, Value], list[Finding]]:  # fmt: skip
    """All values of one row, short forms as ``<slot>.short``, and all that is wrong or worth a note. ``currency`` is the
    brand's: that of amounts for which neither cell nor slot names one.

    Column absent: the default, with a note. Cell empty: None. A required slot that ends without a value takes
    its default, else it is an error; the row may not be built when a finding is an error.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    unread: set[str] = set()  # slots whose cell holds something that can't be read
    prefix = f"{row}, " if row else ""
    for name, slot in slots.items():
        place = f"{prefix}column {name}"
        slot = _in_currency(slot, currency)
        try:
            value = parse_value(slot, _as_read(slot, cells.get(name), language), place=place, file=file)
            if value is None and (name not in cells or slot.required):
                value = parse_value(slot, default_of(slot, language), place=f"slots.{name}.default")
                if name not in cells and value is not None:
                    findings.append(_defaulted(name, place, file))
            if value is None and slot.required and slot.discount_of is None:
                findings.append(_missing(name, place, file, name in cells))
            values[name] = value
            findings.extend(length_findings(slot, value, place=place, file=file))
            if slot.short:
                short = parse_value(slot, cells.get(f"{name}.short"), place=f"{place}.short", file=file)
                findings.extend(length_findings(slot, short, place=f"{place}.short", file=file))
                values[f"{name}.short"] = short
            if slot.type in ("rich", "list"):
                findings.extend(markup_findings(value, place=place, file=file))
        except DesignError as error:
            findings.extend(error.findings)
            values.setdefault(name, None)
            unread.add(name)
    for name, slot in slots.items():
        if slot.discount_of is not None:
            place = f"{prefix}column {name}"
            wrong = _settle_discount(name, slot.discount_of, values, place, file)
            findings.extend(wrong)
            if values[name] is None and slot.required and name not in unread and not wrong:
                findings.append(_missing(name, place, file, name in cells))
    return values, findings


def has_money(slots: Mapping[str, Slot]) -> bool:
    """Whether an amount may come without a currency."""
    return any(
        (slot.type == "money" and not slot.currency) or (slot.item and has_money(slot.item)) for slot in slots.values()
    )  # fmt: skip


def _in_currency(slot: Slot, currency: str) -> Slot:
    if slot.type == "money":
        return slot if slot.currency else msgspec.structs.replace(slot, currency=currency)
    if slot.item and has_money(slot.item):
        item = {name: _in_currency(field, currency) for name, field in slot.item.items()}
        return msgspec.structs.replace(slot, item=item)
    return slot


def _as_read(slot: Slot, raw: Any, language: str) -> Any:
    """A sheet's date in a slot of text, as people who speak the language write it."""
    if slot.type in ("text", "rich") and isinstance(raw, date):
        return plain_text(raw, Context(language or "en"))
    return raw


def _settle_discount(
    name: str, prices: tuple[str, str], values: dict[str, Value], place: str, file: str
) -> list[Finding]:
    """Compute an empty discount, check a stated one; nothing to do while a price is missing."""
    old, new = (values.get(price) for price in prices)
    if not isinstance(old, Money) or not isinstance(new, Money):
        return []
    try:
        given = values.get(name)
        if given is None:
            values[name] = discount(old, new, place=place, file=file)
            return []
        wrong = check_discount(given, old, new, place=place, file=file)
        return [wrong] if wrong else []
    except DesignError as error:
        return list(error.findings)


def _defaulted(name: str, place: str, file: str) -> Finding:
    return Finding(
        code="column-absent",
        severity="note",
        file=file,
        place=place,
        found=f"no column '{name}'",
        expected=f"a column '{name}'",
        remedy="the template's default is used",
    )


def _missing(name: str, place: str, file: str, present: bool) -> Finding:
    return Finding(
        code="value-missing",
        file=file,
        place=place,
        found="an empty cell" if present else f"no column '{name}'",
        expected="a value: the slot is required and has no default",
        remedy="fill in the cell" if present else f"add a column '{name}'",
    )


def _text(slot: Slot, raw: Any, where: dict[str, str]) -> str:
    return _allowed(slot, _plain_text(raw, where), where)


def _rich(slot: Slot, raw: Any, where: dict[str, str]) -> str:
    """A text without its markup, which it carries along (``RichText``); limits count what is shown."""
    return _allowed(slot, read_markup(_plain_text(raw, where), slot.markup or "markdown"), where)


def length_findings(slot: Slot, value: Value, *, place: str, file: str = "") -> list[Finding]:
    """That texts of a value, or of a list's items, have more characters than their slots ask for: they are fitted, and cut
    where they have no room."""
    if isinstance(value, tuple) and slot.item:
        return [
            found
            for number, item in enumerate(value, 1)
            for name, field in slot.item.items()
            for found in length_findings(
                field, item.get(name), place=f"{place}, item {number}.{name}", file=file
            )
        ]
    if slot.max_chars is None or not isinstance(value, str) or len(value) <= slot.max_chars:
        return []
    return [
        Finding(
            code="text-too-long", severity="warning", file=file, place=place,
            found=f"{len(value)} characters: {shown(value)}", expected=f"at most {slot.max_chars} characters",
            remedy="shorten the text", measure=float(len(value) - slot.max_chars),
        )
    ]  # fmt: skip


def _allowed(slot: Slot, text: str, where: dict[str, str]) -> str:
    if slot.pattern:
        if problem := pattern_problem(slot.pattern):
            raise fail(
                "bad-slot",
                found=f"the pattern {slot.pattern[:60]}: {problem}",
                expected="a simple regular expression",
                remedy="correct the slot's pattern in the template",
                **where,
            )
        if len(text) > PATTERN_TEXT_LIMIT:
            raise fail(
                "text-too-long",
                found=f"{len(text)} characters",
                expected=f"at most {PATTERN_TEXT_LIMIT} for a slot with a pattern",
                **where,
            )
        if not re.fullmatch(slot.pattern, text):
            sample = next((s for s in slot.samples if isinstance(s, str)), "")
            expected = f"a text like '{sample}'" if sample else f"a text that matches {slot.pattern}"
            raise fail("wrong-pattern", found=shown(text), expected=expected, **where)
    return text


def _plain_text(raw: Any, where: dict[str, str]) -> str:
    """NFC with ``\\n`` line ends; typed numbers and dates as a person would write them."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float, Decimal, date)):
        raise fail("wrong-type", found=shown(raw), expected="a text", **where)
    if isinstance(raw, float):
        raw = read_number(raw, place=where["place"], file=where["file"])
    text = raw if isinstance(raw, str) else f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    if len(text) > _CHARS:
        raise DesignError(
            Finding(
                code="text-too-long", found=f"{len(text)} characters", expected=f"at most {_CHARS}",
                remedy="shorten the text", measure=float(len(text) - _CHARS), file=where["file"], place=where["place"],
            )
        )  # fmt: skip
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip(" \n\t")
    if found := _CONTROL.search(text):
        raise fail(
            "control-character",
            found=f"U+{ord(found[0]):04X} in {shown(text)}",
            expected="text without control characters",
            remedy="delete the character",
            **where,
        )
    return text


def _image(slot: Slot, raw: Any, where: dict[str, str]) -> str:
    """A name of a file, or an address whose file lies here; whether it exists and stays inside is asked where the picture is
    read."""
    text = _plain_text(raw, where) if isinstance(raw, str) else ""
    if not text or "\n" in text:
        raise fail("bad-image", found=shown(raw), expected="the name of a picture file", **where)
    if re.match(r"(?!photo:|icon:|https?:)[a-z][a-z0-9+.-]+:", text, re.IGNORECASE):
        raise fail(
            "bad-image",
            found=shown(raw),
            expected="a file, not an address: nothing is fetched from a network",
            remedy="save the picture beside the table and name the file",
            **where,
        )
    return text.replace("\\", "/")


def _colour(slot: Slot, raw: Any, where: dict[str, str]) -> str:
    """``#rrggbb`` or ``#rrggbbaa`` in small letters, or the name of a role or token of the kit."""
    text = raw.strip() if isinstance(raw, str) else ""
    match = _HEX.fullmatch(text)
    if match and (text.startswith("#") or any(map(str.isdigit, text))):
        digits = match[1].lower()
        return "#" + ("".join(d + d for d in digits) if len(digits) < 6 else digits)
    token = _TOKEN.fullmatch(text)
    if token is None:
        raise fail(
            "bad-colour",
            found=shown(raw),
            expected="#rrggbb or the name of a colour of the kit",
            **where,
        )
    return token[1]


def _bounded(slot: Slot, amount: Decimal, raw: Any, where: dict[str, str]) -> None:
    low, high = slot.min, slot.max
    if (low is not None and amount < Decimal(repr(low))) or (
        high is not None and amount > Decimal(repr(high))
    ):
        bounds = [f"at least {low:g}"] if low is not None else []
        bounds += [f"at most {high:g}"] if high is not None else []
        raise fail("out-of-range", found=shown(raw), expected=" and ".join(bounds), **where)


def _number(slot: Slot, raw: Any, where: dict[str, str]) -> Decimal:
    try:
        number = read_number(raw, unit=slot.unit, place=where["place"], file=where["file"])
    except DesignError:
        if slot.unit or not isinstance(raw, str):
            raise
        number = _amount(raw, where)
    _bounded(slot, number, raw, where)
    return number


def _amount(raw: str, where: dict[str, str]) -> Decimal:
    """The amount of money in a cell of figures, which a sheet's format may have given a currency."""
    try:
        return read_money(raw, currency="", **where).amount
    except DesignError:
        return read_number(
            raw, place=where["place"], file=where["file"]
        )  # says what is wrong with the number


def _money(slot: Slot, raw: Any, where: dict[str, str]) -> Money:
    money = read_money(raw, currency=slot.currency, **where)
    if slot.unit and not money.per:
        money = msgspec.structs.replace(money, per=slot.unit)
    _bounded(slot, money.amount, raw, where)
    return money


def _date(slot: Slot, raw: Any, where: dict[str, str]) -> date:
    return read_date(raw, **where)


def _choice(slot: Slot, raw: Any, where: dict[str, str]) -> str:
    text = _plain_text(raw, where)
    folded = {choice.casefold(): choice for choice in slot.choices}
    if text in slot.choices:
        return text
    if text.casefold() in folded:
        return folded[text.casefold()]
    raise fail(
        "unknown-choice",
        found=shown(text),
        expected="one of " + ", ".join(f"'{choice}'" for choice in slot.choices[:12]),
        remedy=did_you_mean(text, slot.choices),
        **where,
    )


def _yesno(slot: Slot, raw: Any, where: dict[str, str]) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(int(raw)) if isinstance(raw, (int, float)) and raw in (0, 1) else raw
    if isinstance(word, str):
        folded = word.strip().casefold()
        if folded in _YES or folded in _NO:
            return folded in _YES
    raise fail("bad-yesno", found=shown(raw), expected="yes or no, да or нет, 1 or 0, + or -", **where)


def _list(slot: Slot, raw: Any, where: dict[str, str]) -> tuple[Value, ...]:
    items = read_list(slot, raw, parse_value, **where)
    _bounded(slot, Decimal(len(items)), f"{len(items)} items", where)
    return items


_READERS: dict[str, Callable[[Slot, Any, dict[str, str]], Value]] = {
    "text": _text,
    "rich": _rich,
    "image": _image,
    "colour": _colour,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "yesno": _yesno,
    "list": _list,
    "table": read_table_cell,
}

__all__ = [
    "Money",
    "Value",
    "bind_row",
    "check_discount",
    "discount",
    "format_value",
    "has_money",
    "is_empty",
    "names_in_text",
    "parse_filters",
    "parse_value",
    "render_text",
]
