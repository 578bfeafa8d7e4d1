"""A person's own file of sizes, which corrects the pack or adds to it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from designer_app.design.size_records import MAX_PIXELS, Size, millimetres
from designer_app.design.strict_json import parse_json
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.known_types import read_as

_FILE_LIMIT = 4_000_000  # bytes
_FIELDS = tuple(field.name for field in msgspec.structs.fields(Size))


def corrected(known: Mapping[str, Size], path: Path) -> Mapping[str, Size]:
    """``known`` with the records of a person's file laid over it."""
    file = str(path)
    records = _records(path)
    merged = dict(known)
    found: list[Finding] = []
    written: set[str] = set()
    for index, record in enumerate(records):
        place = f"sizes[{index}]"
        if isinstance(record, dict) and isinstance(record.get("id"), str):
            place = f"sizes[{index}] ({record['id']})"
        try:
            size = _merged(record, known)
            if size.id in written:
                raise fail("duplicate-size", found=f"'{size.id}' twice", expected="each id once")
        except DesignError as error:
            found.extend(
                msgspec.structs.replace(f, file=file, place=f"{place}{f.place}") for f in error.findings
            )
            continue
        written.add(size.id)
        merged[size.id] = size
    if found:
        raise DesignError(*found)
    return MappingProxyType(merged)


def _records(path: Path) -> list[Any]:
    file = str(path)
    if not os.path.isfile(path):
        raise fail("file-missing", file=file, found="no such file", expected="a JSON file of sizes")
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise fail("file-too-large", file=file, expected=f"at most {_FILE_LIMIT:,} bytes")
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise fail("cannot-read", file=file, found=fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise fail("bad-encoding", file=file, found=f"byte {fault.start}", expected="UTF-8") from None
    value = parse_json(text, file=file)
    if isinstance(value, dict):
        for key in value:
            if key not in ("sizes", "collected"):
                remedy = did_you_mean(key, ("sizes",))
                raise fail("unknown-key", file=file, found=f"'{key}'", expected="'sizes'", remedy=remedy)
        value = value.get("sizes")
    if not isinstance(value, list):
        raise fail(
            "wrong-type",
            file=file,
            place="sizes",
            expected="an array of sizes",
            remedy='{"sizes": [{"id": "blog-cover", "width": 1200, "height": 628}]}',
        )
    return value


def _merged(record: Any, known: Mapping[str, Size]) -> Size:
    """One record of the file as a whole size. Raises ``DesignError``; places start with a dot."""
    if not isinstance(record, dict):
        raise fail("wrong-type", found=type(record).__name__, expected="an object")
    unknown = [
        Finding(
            code="unknown-key",
            place=f".{key}",
            found=f"'{key}'",
            expected="a field of a size",
            remedy=did_you_mean(key, _FIELDS),
        )
        for key in record
        if key not in _FIELDS
    ]
    if unknown:
        raise DesignError(*unknown)
    base = known.get(record.get("id", ""))
    fields: dict[str, Any] = (
        {"kind": "free", "formats": ["png", "jpg", "webp"]} if base is None else msgspec.to_builtins(base)
    )
    fields |= {"confidence": "set by hand"} | record
    if isinstance(record.get("name"), str):
        fields["name"] = {"en": record["name"], "ru": record["name"]}
    if base is None:
        fields.setdefault("name", {"en": record.get("id", ""), "ru": record.get("id", "")})
    if "width" not in record and "height" not in record:
        _fill_pixels(fields)
    try:
        size = msgspec.convert(fields, read_as(Size))
    except msgspec.ValidationError as fault:
        raise _validation(fault, record, base is None) from None
    _check_bounds(size)
    return size


def _fill_pixels(fields: dict[str, Any]) -> None:
    """A print size may be given in millimetres alone."""
    lengths = (fields.get("width_mm"), fields.get("height_mm"))
    ppi = fields.get("ppi", 300)
    if all(type(v) in (int, float) for v in (*lengths, ppi)):
        fields["ppi"] = ppi
        fields["width"], fields["height"] = (millimetres(length, ppi) for length in lengths)  # type: ignore[arg-type]


def _validation(fault: msgspec.ValidationError, record: dict[str, Any], new: bool) -> DesignError:
    text, _, path = str(fault).partition(" - at `$")
    missing = re.match(r"Object missing required field `(\w+)`", text)
    if missing:
        return fail(
            "missing-key",
            found=f"no '{missing[1]}'",
            expected="id, width and height" if new else "it",
            remedy=f"no bundled size is called '{record.get('id', '')}', so give it whole" if new else "",
        )
    return fail("wrong-value", place=path.rstrip("`"), found=_shown(record, path), expected=text)


def _shown(record: dict[str, Any], path: str) -> str:
    key = re.match(r"\.(\w+)", path)
    return repr(record.get(key[1]))[:60] if key else ""


def _check_bounds(size: Size) -> None:
    if size.width * size.height > MAX_PIXELS:
        raise fail(
            "size-out-of-range",
            found=f"{size.width}×{size.height}",
            expected=f"at most {MAX_PIXELS:,} pixels",
        )
    area = size.safe_area
    if area and (area.left + area.right >= size.width or area.top + area.bottom >= size.height):
        raise fail(
            "wrong-value",
            place=".safe_area",
            found="insets larger than the size",
            expected="room left between them",
        )
