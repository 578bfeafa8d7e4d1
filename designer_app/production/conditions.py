"""Conditions in their parts: those that are joined by *and*, and comparisons by column, operator and value."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from designer_app.errors import DesignError
from designer_app.production.where import WORD, Parser

ALONE = ("empty", "not empty")  # operators that ask for no value
_PLAIN = re.compile(r"[^\W\d]\w*")  # a heading that needs no brackets
_VALUE = re.compile(r"[-+−]?[\w.%₽$€£]+")  # a value that needs no quotes


class Comparison(msgspec.Struct, frozen=True):
    """One comparison of a condition. ``operator`` is one of = != < <= > >= ~ in, empty, not empty; the values of ``in``
    stand in ``value`` with commas between them, and empty ones have none."""

    column: str
    operator: str
    value: str = ""


def comparison(text: str, columns: Sequence[str]) -> Comparison | None:
    """The condition as one comparison; None where it is more than that, or can't be understood."""
    parser = Parser(text, columns)
    try:
        column, operator, values = parser.comparison()
    except DesignError:
        return None
    if parser.rest().strip() or (operator == "in" and any("," in value for value in values)):
        return None
    return Comparison(column, operator, ", ".join(values))


def written(found: Comparison) -> str:
    """The comparison as ``condition`` reads it. A value with both kinds of quotes can't be said: it loses the double ones."""
    name = column_name(found.column)
    if found.operator in ALONE:
        return f"{name} is {found.operator}"
    if found.operator == "in":
        values = [_quoted(part.strip()) for part in found.value.split(",") if part.strip()]
        return f"{name} in ({', '.join(values)})"
    return f"{name} {found.operator} {_quoted(found.value)}"


def column_name(column: str) -> str:
    """A column as conditions and orders name it: in brackets where it is no plain word."""
    return column if _PLAIN.fullmatch(column) and not WORD.match(column) else f"[{column}]"


def _quoted(value: str) -> str:
    if _VALUE.fullmatch(value):
        return value
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "") + '"'


def conditions(where: str) -> list[str]:
    """A condition's parts that are joined by *and*, as they are written; what stands in quotes or parentheses isn't parted."""
    found, depth, quote, at = [""], 0, "", 0
    while at < len(where):
        char = where[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`":
            quote = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        if not quote and not depth and where[at : at + 5].lower() == " and ":
            found.append("")
            at += 5
            continue
        found[-1] += char
        at += 1
    return [part.strip() for part in found if part.strip()]


def joined(parts: Sequence[str]) -> str:
    """The condition of parts; those with *or* are put in parentheses."""
    kept = [part.strip() for part in parts if part.strip()]
    return " and ".join(
        f"({part})" if len(kept) > 1 and " or " in part.lower() and not part.startswith("(") else part
        for part in kept
    )
