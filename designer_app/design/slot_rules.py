"""Which fields of a slot belong to which type, and the other rules that a declaration must keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.slots import TEXTUAL, Slot, default_of, pattern_problem
from designer_app.design.values import length_findings, parse_value
from designer_app.errors import DesignError, Finding

_FIELDS: dict[str, frozenset[str]] = {
    "max_chars": TEXTUAL | {"choice"},
    "max_width": frozenset({"text", "rich", "number", "money", "date", "choice"}),
    "max_lines": TEXTUAL,
    "min_size": frozenset({"text", "rich", "number", "money", "date", "choice"}),
    "pattern": frozenset({"text"}),
    "choices": frozenset({"choice"}),
    "short": TEXTUAL,
    "item": frozenset({"list"}),
    "currency": frozenset({"money"}),
    "markup": frozenset({"rich"}),
    "unit": frozenset({"number", "money"}),
    "discount_of": frozenset({"number"}),
    "min": frozenset({"number", "money", "list"}),
    "max": frozenset({"number", "money", "list"}),
}
_DEPTH = 3
# Words that mean something else in texts and expressions.
RESERVED = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "if",
        "else",
        "contains",
        "true",
        "false",
        "nil",
        "null",
        "none",
        "empty",
        "blank",
        "today",
        "now",
        "item",
        "forloop",
    ]
)


def check_slots(slots: Mapping[str, Slot], *, file: str = "") -> list[Finding]:
    """What is wrong with the declarations themselves: fields that don't fit the type, unsafe patterns."""
    found: list[Finding] = []
    for name, slot in slots.items():
        found.extend(_slot_findings(name, slot, file=file, place=f"slots.{name}"))
    return found


def _slot_findings(name: str, slot: Slot, *, file: str, place: str, depth: int = 1) -> list[Finding]:
    """All that is wrong with one declaration; ``place`` is where it stands in ``file``."""
    found: list[Finding] = []

    def report(field: str, what: str, expected: str, remedy: str = "") -> None:
        found.append(
            Finding(
                code="bad-slot",
                file=file,
                place=f"{place}.{field}",
                found=what,
                expected=expected,
                remedy=remedy,
            )
        )

    if name in RESERVED:
        report("name", f"'{name}'", "a name that isn't a word of the template language", f"write {name}_")
    elif not name.isidentifier():
        report(
            "name", f"'{name}'", "a name of letters, digits and _", f"write it as {name.replace('-', '_')}"
        )
    empty = Slot(type=slot.type)
    for field, types in _FIELDS.items():
        value = getattr(slot, field)
        if slot.type not in types and value != getattr(empty, field):
            report(field, f"{field} on a slot of type {slot.type}", "it on " + ", ".join(sorted(types)))
    if slot.type == "choice" and not slot.choices:
        report("choices", "none", "at least one choice")
    if len(set(slot.choices)) != len(slot.choices):
        report("choices", "one choice twice", "each choice once")
    if slot.min is not None and slot.max is not None and slot.min > slot.max:
        report("min", f"min {slot.min:g} above max {slot.max:g}", "min at most max")
    if slot.pattern and (problem := pattern_problem(slot.pattern)):
        report("pattern", problem, "a simple regular expression", "repeat single characters or classes only")
    if slot.type == "list":
        found.extend(_item_findings(slot, file, place, depth))
    found.extend(_example_findings(slot, file, place))
    return found


def _item_findings(slot: Slot, file: str, place: str, depth: int) -> list[Finding]:
    if depth >= _DEPTH:
        return [
            Finding(
                code="bad-slot",
                file=file,
                place=place,
                found="lists in lists in lists",
                expected="two levels",
            )
        ]
    return [
        finding
        for name, field in slot.item.items()
        for finding in _slot_findings(name, field, file=file, place=f"{place}.item.{name}", depth=depth + 1)
    ]


def _example_findings(slot: Slot, file: str, place: str) -> list[Finding]:
    """Defaults and samples must be values that the slot itself would take from a row."""
    raws: list[tuple[str, Any]] = [(f"{place}.samples[{i}]", raw) for i, raw in enumerate(slot.samples)]
    if slot.default is not None:
        languages = slot.default if slot.type in TEXTUAL and isinstance(slot.default, dict) else {"": None}
        raws += [(f"{place}.default", default_of(slot, language)) for language in languages]
    found: list[Finding] = []
    for where, raw in raws:
        try:
            value = parse_value(slot, raw, place=where, file=file)
        except DesignError as error:
            # an amount without a currency is in that of the kit's country, as a row's is
            found.extend(fault for fault in error.findings if fault.code != "no-currency")
            continue
        too_long = length_findings(slot, value, place=where, file=file)
        found.extend(msgspec.structs.replace(fault, severity="error") for fault in too_long)
    return found
