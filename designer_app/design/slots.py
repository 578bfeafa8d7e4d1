"""Slots: the typed openings of a template that a row, a flag or a default fills."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta as About

SlotType = Literal[
    "text", "rich", "image", "colour", "number", "money", "date", "choice", "yesno", "list", "table"
]  # fmt: skip
Text = dict[str, str]  # language → text

TEXTUAL: frozenset[str] = frozenset({"text", "rich"})
EXACT: frozenset[str] = frozenset(
    {"number", "money", "date"}
)  # shown whole or not at all: a part of a price is another price
PATTERN_TEXT_LIMIT = 200  # characters that a pattern is ever tried on: keeps backtracking short
_PATTERN_LIMIT = 300
_OPEN_REPEATS = 4


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One slot as a template declares it.

    ``default`` stands where the column is absent; a text's default may be an object language → text.
    ``max_chars`` counts characters, ``max_width`` and ``min_size`` are pixels of the class's artboard,
    ``max_lines`` lines. ``short`` allows a second column ``<slot>.short``. ``item`` names the fields of a
    list's items. ``unit`` may follow a number in a cell (``%``, ``кг``); ``currency`` is the ISO 4217 code of
    money whose cell names none. ``min`` and ``max`` bound numbers, amounts of money and lengths of lists.
    ``discount_of`` makes a number the percent between two prices: computed where it is empty, else checked.
    ``markup`` says how the cells of a rich slot are read: ``**bold**``, ``*italic*``, ``[accent]{…}``; or simple
    HTML. ``samples`` are for thumbnails and never reach an export.
    """

    type: SlotType
    label: Annotated[Text, About(description="language → label in the editor")] = {}
    help: Annotated[Text, About(description="language → one sentence of help")] = {}
    required: bool = False
    default: Any = None
    max_chars: Annotated[int, About(ge=1)] | None = None
    max_width: Annotated[float, About(gt=0)] | None = None
    max_lines: Annotated[int, About(ge=1)] | None = None
    min_size: Annotated[float, About(gt=0)] | None = None
    pattern: Annotated[str, About(description="regular expression that the whole text must match")] = ""
    choices: tuple[str, ...] = ()
    samples: tuple[Any, ...] = ()
    short: bool = False
    item: dict[str, Slot] = {}
    currency: Annotated[str, About(pattern="^([A-Z]{3})?$")] = ""
    unit: str = ""
    markup: Annotated[
        Literal["", "markdown", "html", "none"],
        About(description="how a rich slot's cells are read; markdown when left out"),
    ] = ""
    min: float | None = None
    max: float | None = None
    raw: Annotated[bool, About(description="texts with this slot are shown as written, marks unmended")] = (
        False
    )
    discount_of: (
        Annotated[tuple[str, str], About(description="slots of the old and the new price, in this order")]
        | None
    ) = None


def default_of(slot: Slot, language: str = "") -> Any:
    """The raw default; of a text's object language → text the asked language, else ``en``, else the first."""
    default = slot.default
    if slot.type in TEXTUAL and isinstance(default, dict):
        return default.get(language) or default.get("en") or next(iter(default.values()), None)
    return default


def column_names(slots: Mapping[str, Slot]) -> tuple[str, ...]:
    """Every column that a table may have for these slots, in their order, short forms included."""
    names: list[str] = []
    for name, slot in slots.items():
        names.append(name)
        if slot.short:
            names.append(f"{name}.short")
    return tuple(names)


@functools.lru_cache(512)
def pattern_problem(pattern: str) -> str:
    """Why a pattern is refused, or an empty string.

    A pattern comes from a stranger's template, and Python's engine backtracks: a repeat may not hold another
    repeat of open length or an alternative, and at most four repeats may be of open length.
    """
    if len(pattern) > _PATTERN_LIMIT:
        return f"{len(pattern)} characters, more than {_PATTERN_LIMIT}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # [[a]] will mean something else one day
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, FutureWarning) as fault:
        return str(fault)
    return _backtracking_risk(pattern)


def _backtracking_risk(pattern: str) -> str:
    """Walk the pattern once; each group remembers whether what it holds can match in more than one way."""
    atoms = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[^:)=!<]*\)|\(|\)|\||[^\\\[()|]", re.DOTALL)
    repeat = re.compile(r"([*+?]|\{(\d*)(,?)(\d*)\})[?+]?")
    ways = [False]  # one entry per open group: may it match the same text in different ways?
    open_repeats = 0
    at = 0
    while at < len(pattern):
        atom = atoms.match(pattern, at)
        if atom is None:
            return f"'{pattern[at]}' at {at}"
        at = atom.end()
        loose = False
        match atom.group():
            case "(":
                ways.append(False)
                continue
            case ")":
                loose = ways.pop() if len(ways) > 1 else False
                ways[-1] = ways[-1] or loose
            case "|":
                ways[-1] = True
                continue
        times = repeat.match(pattern, at)
        if times is None:
            continue
        at = times.end()
        sign, low, comma, high = times.groups()
        if loose and sign != "?":
            return "a repeat around another open repeat or an alternative"
        if sign in "*+?" or (comma and low != high):
            ways[-1] = True
            open_repeats += sign != "?"
    if open_repeats > _OPEN_REPEATS:
        return f"{open_repeats} repeats of open length, more than {_OPEN_REPEATS}"
    return ""
