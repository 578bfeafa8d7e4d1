"""What msgspec says of data that doesn't fit a record, as a finding: place, found, expected, remedy."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from msgspec.inspect import (
    DictType,
    EnumType,
    LiteralType,
    Metadata,
    StructType,
    TupleType,
    Type,
    UnionType,
    type_info,
)

from designer_app.errors import Finding, did_you_mean
from designer_app.known_types import read_as

_NAMES = {
    "array": "a list […]", "bool": "true or false", "float": "a number", "int": "a whole number", "null": "null",
    "object": "an object {…}", "str": "text",
}  # fmt: skip
_STEP = re.compile(r"\[(?:\d+|\.\.\.)\]|[^.\[\]]+")
_SHOWN = 60  # characters of a value that is not what it should be


def misfit(
    fault: msgspec.ValidationError, data: Any, kind: Any, *, code: str, file: str = "", place: str = "",
    schema: str = "",
) -> Finding:  # fmt: skip
    """``fault`` of converting ``data`` (plain) to ``kind``; ``place`` goes before the place in it, ``schema`` names what
    describes it (``template``: ``designer schema template``)."""
    message, _, path = str(fault).partition(" - at `")
    path = path.removesuffix("`")
    in_keys = path.startswith("key` in `")
    steps = _steps(path.removeprefix("key` in `").removeprefix("$"), data, kind, message)
    value, wanted, name = _followed(steps, data, type_info(kind))
    found, expected, remedy = _said(message, value, wanted, in_keys)
    if schema:
        expected += f" (designer schema {schema})"
    where = " ".join(filter(None, (_path(steps), f"'{name}'" if name else "")))
    return Finding(
        code=code, file=file, place=": ".join(filter(None, (place, where))), found=found, expected=expected,
        remedy=remedy,
    )  # fmt: skip


def _said(message: str, value: Any, wanted: Type | None, in_keys: bool) -> tuple[str, str, str]:
    """Found, expected and remedy."""
    word = message.rpartition("`")[0].rpartition("`")[2]
    if message.startswith("Object contains unknown field"):
        known = [field.encode_name for field in wanted.fields] if isinstance(wanted, StructType) else []
        return f"the key '{word}'", "a key of this object", did_you_mean(word, known)
    if message.startswith("Object missing required field"):
        return f"no '{word}'", f"the key '{word}' in this object", f'add "{word}"'
    if message.startswith("Invalid "):
        word = message.partition("'")[2].rpartition("'")[0] or message.rpartition(" ")[2]
        known = _choices(wanted, in_keys)
        return f"'{word}'", "one of a few words", did_you_mean(word, known)
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return shown, _wanted(message.partition(", got ")[0].removeprefix("Expected ")), ""


def _wanted(text: str) -> str:
    """msgspec's `` `float | str` of length >= 1`` in words."""
    kinds, _, limits = text.removeprefix("`").partition("`")
    words = " or ".join(_NAMES.get(kind, kind) for kind in kinds.split(" | "))
    limits = limits.replace("matching regex", "that matches").replace("of length >=", "of at least")
    return words + limits.replace("of length <=", "of at most")


def _choices(wanted: Type | None, in_keys: bool) -> list[str]:
    """The words that a place takes: of a ``Literal``, or the kinds of a union's records."""
    if isinstance(wanted, DictType) and in_keys:
        return _choices(wanted.key_type, False)
    if isinstance(wanted, LiteralType):
        return [str(value) for value in wanted.values if value != ""]
    if isinstance(wanted, EnumType):
        return [str(member.value) for member in wanted.cls]
    return [name for part in _parts(wanted) for name in _choice(part)]


def _choice(part: Type) -> list[str]:
    if isinstance(part, StructType):
        return [str(part.tag)] if part.tag else []
    return _choices(part, False) if isinstance(part, LiteralType) else []


def _parts(wanted: Type | None) -> list[Type]:
    """The types of a union, or the one type, without notes on them."""
    if isinstance(wanted, Metadata):
        return _parts(wanted.type)
    if isinstance(wanted, UnionType):
        return [part for inner in wanted.types for part in _parts(inner)]
    return [wanted] if wanted is not None else []


# ── The place ───────────────────────────────────────────────────────────────────────────────────


def _steps(path: str, data: Any, kind: Any, message: str) -> list[str | int]:
    """``.pages[0].slots[...]`` as keys and indices; msgspec doesn't say which key of a mapping (``[...]``) it was: the one
    that alone brings the same fault."""
    steps: list[str | int] = []
    for step in _STEP.findall(path):
        if step == "[...]":
            steps.append(_guilty(steps, data, kind, message))
        else:
            steps.append(int(step[1:-1]) if step.startswith("[") else step)
    return steps


def _guilty(steps: list[str | int], data: Any, kind: Any, message: str) -> str:
    mapping = _at(data, steps)
    for key in mapping if isinstance(mapping, dict) else ():
        try:
            msgspec.convert(_replaced(data, steps, {key: mapping[key]}), read_as(kind))
        except msgspec.ValidationError as fault:
            if str(fault).startswith(f"{message} - at"):
                return str(key)
    return "…"


def _at(data: Any, steps: list[str | int]) -> Any:
    for step in steps:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _replaced(data: Any, steps: list[Any], value: Any) -> Any:
    if not steps:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[steps[0]] = _replaced(data[steps[0]], steps[1:], value)
    return copy


def _followed(steps: list[str | int], data: Any, kind: Type) -> tuple[Any, Type | None, str]:
    """The value at the end, the type that it should have, and the name of the innermost thing of a list on the way."""
    wanted: Type | None = kind
    name = ""
    for step in steps:
        wanted = _inner(_record(wanted, data), step)
        data = _at(data, [step])
        if isinstance(step, int):
            found = data.get("name") if isinstance(data, dict) else None
            name = found if isinstance(found, str) else ""
    return data, _record(wanted, data), name


def _record(wanted: Type | None, data: Any) -> Type | None:
    """Of a union the part that the data means: the record of its tag, the list for a list."""
    parts = _parts(wanted)
    if len(parts) <= 1:
        return parts[0] if parts else None
    if isinstance(data, dict):
        for part in parts:
            if isinstance(part, StructType) and part.tag is not None and data.get(part.tag_field) == part.tag:
                return part
        untagged = [part for part in parts if isinstance(part, StructType | DictType)]
        return untagged[0] if len(untagged) == 1 else wanted
    if isinstance(data, list | tuple):
        return next((part for part in parts if _items(part) is not None), wanted)
    return wanted


def _items(part: Type) -> Type | None:
    found = getattr(part, "item_type", None)
    return found if isinstance(found, Type) else part.item_types[0] if isinstance(part, TupleType) else None


def _inner(wanted: Type | None, step: str | int) -> Type | None:
    if any(isinstance(part, StructType) and part.tag_field == step for part in _parts(wanted)):
        return wanted
    if isinstance(wanted, StructType):
        return next((field.type for field in wanted.fields if field.encode_name == step), None)
    if isinstance(wanted, DictType):
        return wanted.value_type
    return _items(wanted) if wanted is not None else None


def _path(steps: list[str | int]) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.removeprefix(".")
