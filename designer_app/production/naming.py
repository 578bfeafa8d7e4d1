"""Names of the files that a batch writes: from a pattern, safe everywhere, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from designer_app.design.dates import read_date
from designer_app.design.formatting import format_value, parse_filters
from designer_app.design.money import Money
from designer_app.design.slots import Slot
from designer_app.design.values import parse_value
from designer_app.errors import DesignError, did_you_mean, fail
from designer_app.files import safe_name
from designer_app.production.data.records import cell_text

FIXED = ("key", "size", "kit", "lang", "page", "pages", "template", "class", "variant", "row")
_HOLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_FOLDERS = re.compile(r"/(?![^{}]*\}\})")  # not one in the argument of a filter


def names_in_pattern(pattern: str) -> tuple[str, ...]:
    """Every name of a pattern, in order: ``{{name}}``, ``{{name | filter: …}}``."""
    return tuple(_parts(hole)[0] for hole in _HOLE.findall(pattern))


def _parts(hole: str) -> tuple[str, str]:
    """The name and the filters of a hole."""
    name, bar, filters = hole.partition("|")
    return name.strip(), filters.strip() if bar else ""


def check_pattern(pattern: str, columns: Iterable[str]) -> None:
    """Raise ``DesignError`` (usage) for a name that is neither one of ``FIXED`` nor a column or slot, and for a filter that
    isn't one of the templates'."""
    known = [*FIXED, *columns]
    for name in names_in_pattern(pattern):
        if name not in known:
            error = fail(
                "unknown-name", place=f"--name {pattern}", found=f"'{{{{{name}}}}}'",
                expected="one of " + ", ".join(FIXED) + ", a column or a slot", remedy=did_you_mean(name, known),
            )  # fmt: skip
            error.usage = True
            raise error
    for hole in _HOLE.findall(pattern):
        try:
            parse_filters(_parts(hole)[1])
        except DesignError as error:
            raise DesignError(
                *[msgspec.structs.replace(f, place=f"--name {pattern}") for f in error.findings], usage=True
            ) from None
    if "{{" in _HOLE.sub("", pattern) or not pattern.strip():
        raise _bad_pattern(pattern, "a name with {{key}} in it")
    plain = pattern.replace("\\", "/")
    if plain.startswith("/") or plain[1:2] == ":" or ".." in (part.strip() for part in plain.split("/")):
        raise _bad_pattern(pattern, "a name below the output folder", "choose another folder with --out")


def _bad_pattern(pattern: str, expected: str, remedy: str = "") -> DesignError:
    error = fail(
        "bad-pattern", place=f"--name {pattern}", found=f"'{pattern}'", expected=expected, remedy=remedy
    )
    error.usage = True
    return error


def fill_pattern(
    pattern: str, values: Mapping[str, Any], slots: Mapping[str, Slot] | None = None, locale: str = "en"
) -> str:
    """The relative path, without suffix, that a pattern gives; each of its parts is a safe name.

    A ``/`` of the pattern parts folders; one that a value brings becomes ``-``. Filters take the value of a slot (a date,
    a price) as templates do; where they can't, it stands as it is.
    """

    def filled(hole: re.Match[str]) -> str:
        name, filters = _parts(hole[1])
        raw = values.get(name, "")
        return _filtered(raw, name, filters, slots or {}, locale) if filters else str(raw)

    parts = []
    for piece in _FOLDERS.split(pattern.replace("\\", "/")):
        text = _HOLE.sub(filled, piece)
        if piece.strip() not in ("", "."):
            parts.append(safe_name(text))
    return "/".join(parts) or "_"


def _filtered(raw: Any, name: str, filters: str, slots: Mapping[str, Slot], locale: str) -> str:
    try:
        if name in slots and name not in FIXED:
            raw = parse_value(slots[name], raw, place=name)
        elif isinstance(raw, str) and raw.strip() and parse_filters(filters)[0].name == "date":
            raw = read_date(raw, place=name)
        return format_value(raw, filters, locale)
    except DesignError:
        return cell_text(raw) if not isinstance(raw, Money) else str(raw.amount)


def folded(stem: str) -> str:
    """What file systems that ignore case and normalise Unicode take for the same name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", stem).casefold())
