"""Conditions on rows: ``price < 1000 and tag = autumn``.

    condition  = part { ("and" | "or") part }            and binds more tightly; not and ( ) as usual
    part       = COLUMN op VALUE | COLUMN in (V, V) | COLUMN is [not] empty
    op         = = == != <> < <= > >= ~                  ~ = contains
    COLUMN     = a heading as it stands, with its unit or without, or in "quotes" or [brackets]
    VALUE      = in 'quotes' or "quotes", or words up to and, or, ) or the end

Values are compared as numbers where both are ("1 299,00 руб." is 1299), as dates where both are, else as texts
without regard to case.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from designer_app.design.dates import read_date
from designer_app.design.money import SIGNS
from designer_app.design.numbers import read_number
from designer_app.errors import DesignError, did_you_mean, fail
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.headings import without_unit

Row = Mapping[str, Any]
Test = Callable[[Row], bool]

_OPERATORS = ("==", "!=", "<>", "<=", ">=", "=", "<", ">", "~")
_STOP = re.compile(r"\s+(?:and|or)\b|\)|$", re.IGNORECASE)
WORD = re.compile(r"\s*(and|or|not|in|is|empty)\b", re.IGNORECASE)  # a column that begins with one is quoted
_MONEY = (
    "(?:"
    + "|".join(
        sorted(map(re.escape, {*SIGNS, *itertools.chain(*SIGNS.values())}), key=lambda s: (-len(s), s))
    )
    + ")"
)
_UNIT = r"(?:мг|г|кг|т|мл|л|мм|см|м|шт|уп|пак|mg|g|kg|t|ml|l|mm|cm|m|pcs)\.?"
_NUMBER = re.compile(
    rf"\s*(?:(?:от|from|ab)\s+)?(?:{_MONEY}\s*)?([-+−]?\d[\d\s.,'’]*?)\s*(?:{_MONEY}|{_UNIT})?\s*",
    re.IGNORECASE,
)
_EXAMPLES = {"--where": 'price < 1000 and tag = "late autumn"', "--order": "price desc, name"}
_MOST_PARTS = 200
_YES, _NO = {"true", "yes", "1", "да", "истина"}, {"false", "no", "0", "нет", "ложь"}


def condition(text: str, columns: Sequence[str]) -> Test:
    """The test that a condition means. Raises ``DesignError`` (usage): ``bad-condition``, ``unknown-column``."""
    parser = Parser(text, columns)
    test = parser.either()
    if parser.rest().strip():
        raise parser.wrong("and, or or the end")
    return test


class Parser:
    """Reads a condition from left to right."""

    def __init__(self, text: str, columns: Sequence[str], flag: str = "--where") -> None:
        self.text, self.at, self.parts, self.flag = text, 0, 0, flag
        self.columns = {column.casefold(): column for column in sorted(columns, reverse=True)}
        bare = self._bare(columns)
        self._spelled = {column: column for column in self.columns.values()} | bare
        self.columns |= {name.casefold(): column for name, column in bare.items()}

    def _bare(self, columns: Sequence[str]) -> dict[str, str]:
        """Headings without their units, where no other column is meant by them."""
        bare: dict[str, set[str]] = {}
        for column in columns:
            bare.setdefault(without_unit(column).casefold(), set()).add(column)
        return {
            without_unit(column): column
            for column in columns
            if len(bare[word := without_unit(column).casefold()]) == 1 and word and word not in self.columns
        }

    def rest(self) -> str:
        return self.text[self.at :]

    def wrong(self, expected: str) -> DesignError:
        found = self.rest().strip()[:40]
        error = fail(
            "bad-condition", place=f"{self.flag} {self.text}", found=f"'{found}'" if found else "the end",
            expected=expected, remedy=f"such as: {_EXAMPLES[self.flag]}",
        )  # fmt: skip
        error.usage = True
        return error

    def word(self, *wanted: str) -> bool:
        match = WORD.match(self.text, self.at)
        if match is None or match[1].lower() not in wanted:
            return False
        self.at = match.end()
        return True

    def sign(self, *signs: str) -> str:
        start = len(self.text) - len(self.rest().lstrip())
        found = next((sign for sign in signs if self.text.startswith(sign, start)), "")
        if found:
            self.at = start + len(found)
        return found

    def either(self) -> Test:
        tests = [self.all()]
        while self.word("or"):
            tests.append(self.all())
        return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)

    def all(self) -> Test:
        tests = [self.part()]
        while self.word("and"):
            tests.append(self.part())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)

    def part(self) -> Test:
        self.parts += 1
        if self.parts > _MOST_PARTS:
            raise self.wrong(f"at most {_MOST_PARTS} parts")
        if self.word("not"):
            inner = self.part()
            return lambda row: not inner(row)
        if self.sign("("):
            inner = self.either()
            if not self.sign(")"):
                raise self.wrong("a closing parenthesis")
            return inner
        return _test(*self.comparison())

    def comparison(self) -> tuple[str, str, list[str]]:
        """A column, an operator (``in``, ``empty`` and ``not empty`` among them), and its values."""
        column = self.column()
        if self.word("is"):
            operator = "not empty" if self.word("not") else "empty"
            if not self.word("empty"):
                raise self.wrong("empty or not empty")
            return column, operator, []
        if self.word("in"):
            return column, "in", self.listed()
        operator = self.sign(*_OPERATORS)
        if not operator:
            raise self.wrong("one of " + " ".join(_OPERATORS) + ", in ( ), is empty")
        return column, {"==": "=", "<>": "!="}.get(operator, operator), [self.value()]

    def column(self) -> str:
        for opening, closing in (('"', '"'), ("[", "]"), ("'", "'"), ("`", "`")):
            if self.sign(opening):
                end = self.text.find(closing, self.at)
                if end < 0:
                    raise self.wrong(f"a closing {closing}")
                name, self.at = self.text[self.at : end], end + 1
                return self.known(name)
        start = len(self.text) - len(self.rest().lstrip())
        for name in sorted(self._spelled, key=len, reverse=True):
            end = start + len(name)
            if self.text[start:end].casefold() == name.casefold() and _ends(self.text, end):
                self.at = end
                return self._spelled[name]
        match = re.compile(r"\s*([^\s=!<>~(),]+)").match(self.text, self.at)
        if match is None:
            raise self.wrong("a column")
        return self.known(match[1])

    def known(self, name: str) -> str:
        found = self.columns.get(name.casefold())
        if found is not None:
            return found
        error = fail(
            "unknown-column", place=f"{self.flag} {self.text}", found=f"'{name}'", expected="a column of the table",
            remedy=did_you_mean(name, self.columns.values()),
        )  # fmt: skip
        error.usage = True
        raise error

    def listed(self) -> list[str]:
        if not self.sign("("):
            raise self.wrong("a list in parentheses")
        values = []
        while True:
            values.append(self.value(","))
            if self.sign(")"):
                return values
            if not self.sign(","):
                raise self.wrong("a comma or a closing parenthesis")

    def value(self, more: str = "") -> str:
        for quote in ('"', "'"):
            if self.sign(quote):
                end = self.text.find(quote, self.at)
                if end < 0:
                    raise self.wrong(f"a closing {quote}")
                value, self.at = self.text[self.at : end], end + 1
                return value
        stop = _STOP.search(self.text, self.at)
        end = stop.start() if stop else len(self.text)
        if more and (comma := self.text.find(more, self.at, end)) >= 0:
            end = comma
        value, self.at = self.text[self.at : end].strip(), end
        if not value:
            raise self.wrong("a value")
        return value


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() or text[at] == "_")


def _test(column: str, operator: str, values: Sequence[str]) -> Test:
    value = values[0] if values else ""
    match operator:
        case "empty":
            return lambda row: is_blank(row.get(column))
        case "not empty":
            return lambda row: not is_blank(row.get(column))
        case "in":
            return lambda row: any(_compared(row.get(column), one) == 0 for one in values)
        case "=":
            return lambda row: _compared(row.get(column), value) == 0
        case "!=":
            return lambda row: _compared(row.get(column), value) != 0
        case "~":
            return lambda row: value.casefold() in cell_text(row.get(column)).casefold()
        case "<":
            return lambda row: _compared(row.get(column), value) in (-1,)
        case "<=":
            return lambda row: _compared(row.get(column), value) in (-1, 0)
        case ">":
            return lambda row: _compared(row.get(column), value) in (1,)
    return lambda row: _compared(row.get(column), value) in (0, 1)


def _compared(cell: Any, value: str) -> int | None:
    """-1, 0 or 1 as the cell is less than, equal to or greater than the value; None where neither can be said."""
    if is_blank(cell):
        return 0 if not value.strip() else None
    if isinstance(cell, bool):
        word = value.strip().casefold()
        return int(cell) - int(word in _YES) if word in _YES | _NO else None
    readers: tuple[Callable[[Any], Any], ...] = (number_of, date_of)
    for read in readers:
        mine, theirs = read(cell), read(value)
        if mine is not None and theirs is not None:
            return int(mine > theirs) - int(mine < theirs)
        if theirs is not None and not any(char.isdigit() for char in cell_text(cell)):
            return None  # «много» is neither more nor less than 100
    text, other = cell_text(cell).casefold(), " ".join(value.split()).casefold()
    return int(text > other) - int(text < other)


def number_of(cell: Any) -> Decimal | None:
    """The number in a cell, whatever currency or unit stands beside it."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if isinstance(cell, str):
        match = _NUMBER.fullmatch(cell)
        if match is None:
            return None
        cell = match[1]
    try:
        return read_number(cell, unit="", place="", file="")
    except DesignError:
        return None


def date_of(cell: Any) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if not isinstance(cell, str) or not any(char.isdigit() for char in cell):
        return None
    try:
        return read_date(cell, place="", file="")
    except DesignError:
        return None
