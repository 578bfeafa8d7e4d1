"""Lists in one cell: a JSON array, or one item per line with its fields separated by `` | ``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Protocol

from designer_app.design.numbers import shown
from designer_app.design.slots import Slot, default_of
from designer_app.design.strict_json import parse_json
from designer_app.errors import DesignError, Finding, did_you_mean, fail

_ITEMS = 200
_JSON = re.compile(r"\[\s*[\[{\"\]]|\[[\s\d.,+-]*\]$")  # but not "[New] coffee"
_SEPARATOR = re.compile(r"\s*(?<!\\)\|\s*")


class Reader(Protocol):
    def __call__(self, slot: Slot, raw: Any, *, place: str, file: str = "") -> Any: ...


def read_list(slot: Slot, raw: Any, read: Reader, *, place: str, file: str = "") -> tuple[Any, ...]:
    """The items of a list slot: mappings field → value, or texts where the slot declares no fields.

    ``read`` parses a single value. Every fault of every item is reported. A ``|`` inside a field is written
    ``\\|``. Raises ``DesignError``.
    """
    entries = _entries(raw, place, file)
    if len(entries) > _ITEMS:
        raise fail(
            "list-too-long",
            file=file,
            place=place,
            found=f"{len(entries)} items",
            expected=f"at most {_ITEMS}",
        )
    items: list[Any] = []
    findings: list[Finding] = []
    for number, entry in enumerate(entries, 1):
        where = f"{place}, item {number}"
        try:
            if slot.item:
                items.append(_item(slot.item, entry, read, where, file))
            elif (value := read(Slot(type="text"), entry, place=where, file=file)) is not None:
                items.append(value)
        except DesignError as error:
            findings.extend(error.findings)
    if findings:
        raise DesignError(*findings)
    return tuple(items)


def _entries(raw: Any, place: str, file: str) -> list[Any]:
    if isinstance(raw, (list, tuple)):
        return list(raw)
    if not isinstance(raw, str):
        return [raw]
    text = raw.strip()
    if _JSON.match(text):
        try:
            value = parse_json(text, file=file)
        except DesignError as error:
            inner = error.findings[0]
            raise fail(
                inner.code,
                file=file,
                place=f"{place}, {inner.place}" if inner.place else place,
                found=inner.found,
                expected=inner.expected,
                remedy="write a JSON array, or one item per line",
            ) from None
        return list(value)
    return [line.strip() for line in text.splitlines() if line.strip()]


def _item(fields: Mapping[str, Slot], entry: Any, read: Reader, place: str, file: str) -> dict[str, Any]:
    raws = _fields(fields, entry, place, file)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, slot in fields.items():
        where = f"{place}, {name}"
        try:
            value = read(slot, raws.get(name), place=where, file=file)
            if value is None and (name not in raws or slot.required):
                value = read(slot, default_of(slot), place=where, file=file)
            if value is None and slot.required:
                findings.append(
                    Finding(code="value-missing", file=file, place=where, found="nothing", expected="a value")
                )
            values[name] = value
        except DesignError as error:
            findings.extend(error.findings)
    if findings:
        raise DesignError(*findings)
    return values


def _fields(fields: Mapping[str, Slot], entry: Any, place: str, file: str) -> dict[str, Any]:
    """One entry as field → raw value."""
    if isinstance(entry, dict):
        for key in entry:
            if key not in fields:
                raise fail(
                    "unknown-key",
                    file=file,
                    place=place,
                    found=f"'{key}'",
                    expected="a field of the list",
                    remedy=did_you_mean(str(key), fields),
                )
        return entry
    if isinstance(entry, str):
        parts = [part.replace("\\|", "|") for part in _SEPARATOR.split(entry)]
    elif isinstance(entry, (list, tuple)):
        parts = list(entry)
    else:
        parts = [entry]
    if len(parts) > len(fields):
        raise fail(
            "too-many-fields",
            file=file,
            place=place,
            found=f"{len(parts)} fields in {shown(entry)}",
            expected=" | ".join(fields),
            remedy="write \\| for a bar inside a text",
        )
    return dict(zip(fields, parts, strict=False))


def list_text(slot: Slot, raw: Any) -> str:
    """A list as people write it into one cell: one item per line, its fields separated by `` | ``. What can't be written so
    (fields that are lists themselves, lines in a text) stays JSON."""
    if isinstance(raw, str):
        return raw
    if not isinstance(raw, list | tuple):
        return "" if raw is None else str(raw)
    lines = []
    for entry in raw:
        values = [entry.get(name) for name in slot.item] if isinstance(entry, Mapping) else entry
        parts = list(values) if isinstance(values, list | tuple) else [values]
        if any(isinstance(part, list | tuple | Mapping) or "\n" in str(part) for part in parts):
            return json.dumps(raw, ensure_ascii=False)
        texts = ["" if part is None else str(part).replace("|", "\\|") for part in parts]
        while len(texts) > 1 and not texts[-1]:
            texts.pop()
        lines.append(" | ".join(texts))
    return "\n".join(lines)
