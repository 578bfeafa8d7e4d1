"""How people write sizes: an id, ``1200x628``, ``210x297mm+3@300``, ``A4``, and groups of sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from designer_app.design.latin import latin
from designer_app.design.size_records import (
    MAX_PIXELS,
    MAX_SIDE,
    Format,
    Kind,
    Size,
    SizeClass,
    millimetres,
)
from designer_app.errors import DesignError, Finding, did_you_mean, fail

_NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,3})?)"
_PRINT = r"(?:\+([0-9]{1,3}(?:[.,][0-9]{1,2})?))?(?:@([0-9]{1,4}))?"
_TIMES = r"\s*[x×хX*Х]\s*"
_FREE = re.compile(rf"{_NUMBER}{_TIMES}{_NUMBER}\s*(px|mm|мм|cm|см|in)?{_PRINT}", re.IGNORECASE)
_PAPER = re.compile(rf"([a-zа-я]+[0-9]{{0,2}})(-landscape|-portrait)?{_PRINT}", re.IGNORECASE)
_UNITS = {"mm": 1.0, "мм": 1.0, "cm": 10.0, "см": 10.0, "in": 25.4}
_PPI = (10, 2400)
_MAX_BLEED = 100.0  # mm
_SCREEN_FORMATS: tuple[Format, ...] = ("png", "jpg", "webp", "avif", "pdf")
_PRINT_FORMATS: tuple[Format, ...] = ("pdf", "png", "jpg", "webp", "avif", "tiff")

# ISO 216, ISO 269 and ANSI: width and height of the upright sheet in mm.
_SHEETS: dict[str, tuple[float, float]] = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "A7": (74, 105),
    "A8": (52, 74),
    "B3": (353, 500),
    "B4": (250, 353),
    "B5": (176, 250),
    "B6": (125, 176),
    "DL": (110, 220),
    "LETTER": (215.9, 279.4),
    "LEGAL": (215.9, 355.6),
    "TABLOID": (279.4, 431.8),
}
_LATIN = str.maketrans("АВ", "AB")  # Cyrillic А4 is A4
_WRITE = "list the names with `designer sizes`, or write 1200x628, 210x297mm+3@300 or A4"


def named_size(text: str, sizes: Mapping[str, Size]) -> Size:
    """See ``sizes.parse_size``."""
    wanted = text.strip()
    if wanted in sizes:
        return sizes[wanted]
    if wanted.lower() in sizes:
        return sizes[wanted.lower()]
    free = _FREE.fullmatch(wanted)
    if free:
        return _free_size(wanted, free)
    paper = _PAPER.fullmatch(wanted)
    if paper and (sheet := paper[1].upper().translate(_LATIN)) in _SHEETS:
        width, height = _SHEETS[sheet]
        if (paper[2] or "").lower() == "-landscape":
            width, height = height, width
            sheet += "-landscape"
        return _print_size(sheet, wanted, width, height, paper[3], paper[4])
    raise DesignError(_unknown(wanted, sizes, ()), usage=True)


def listed_sizes(text: str, sizes: Mapping[str, Size]) -> tuple[Size, ...]:
    """See ``sizes.parse_sizes``."""
    groups = size_groups(sizes)
    chosen: dict[str, Size] = {}
    found: list[Finding] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        group = None if part in sizes else groups.get(part.lower())
        if group is None:
            try:
                group = (named_size(part, sizes),)
            except DesignError as error:
                unknown = all(finding.code == "unknown-size" for finding in error.findings)
                found.extend([_unknown(part, sizes, groups)] if unknown else error.findings)
                continue
        for size in group:
            chosen.setdefault(size.id, size)
    if found:
        raise DesignError(*found, usage=True)
    if not chosen:
        raise DesignError(
            Finding(code="no-size", found=f"'{text}'", expected="at least one size", remedy=_WRITE),
            usage=True,
        )
    return tuple(chosen.values())


def named_singly(text: str, sizes: Mapping[str, Size]) -> frozenset[str]:
    """See ``sizes.named_sizes``."""
    groups = size_groups(sizes)
    parts = filter(None, (piece.strip() for piece in text.split(",")))
    single = [part for part in parts if part in sizes or part.lower() not in groups]
    return frozenset(named_size(part, sizes).id for part in single)


def size_groups(sizes: Mapping[str, Size]) -> dict[str, tuple[Size, ...]]:
    """Every group name → its sizes: ``all``, platforms under each spelling, ``kind:…``, ``class:…``."""
    groups: dict[str, list[Size]] = {"all": list(sizes.values())}
    for size in sizes.values():
        for name in _platform_names(size.platform):
            groups.setdefault(name, []).append(size)
        groups.setdefault(f"kind:{size.kind}", []).append(size)
        groups.setdefault(f"class:{size.size_class}", []).append(size)
    for kind in get_args(Kind):
        groups.setdefault(f"kind:{kind}", [])
    for name in get_args(SizeClass):
        groups.setdefault(f"class:{name}", [])
    return {name: tuple(members) for name, members in groups.items() if members}


def _platform_names(platform: str) -> set[str]:
    """``X (Twitter)`` answers to x (twitter), x-twitter, x and twitter; ``E-mail`` to e-mail and email."""
    if not platform:
        return set()
    plain = platform.lower()
    names = {plain, _slug(plain), _slug(plain).replace("-", "")}
    bracketed = re.fullmatch(r"(.+?)\s*\((.+)\)", plain)
    if bracketed:
        names |= {_slug(bracketed[1]), _slug(bracketed[2])}
    return names


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text).strip("-")


def _unknown(text: str, sizes: Mapping[str, Size], groups: Mapping[str, object] | tuple[()]) -> Finding:
    remedy = did_you_mean(latin(text.lower()), (*sizes, *groups))  # «телеграм» is telegram
    return Finding(
        code="unknown-size",
        found=f"'{text[:60]}'",
        expected="the name of a size" if not groups else "the name of a size or of a group of sizes",
        remedy=remedy if remedy.startswith("did") else _WRITE,
    )


def _free_size(text: str, match: re.Match[str]) -> Size:
    first, second, unit, bleed, ppi = match.groups()
    unit = (unit or "px").lower()
    if unit != "px":
        width, height = (_decimal(v) * _UNITS[unit] for v in (first, second))
        return _print_size("", text, width, height, bleed, ppi)
    if bleed or ppi or not (first.isdigit() and second.isdigit()):
        raise _out_of_range(text, "whole pixels; bleed and ppi go with millimetres: 210x297mm+3@300")
    return _checked(
        text,
        id=f"{int(first)}x{int(second)}",
        title=f"{int(first)} × {int(second)} px",
        width=int(first),
        height=int(second),
        kind="free",
        formats=_SCREEN_FORMATS,
    )


def _print_size(
    sheet: str, text: str, width: float, height: float, bleed: str | None, ppi: str | None
) -> Size:
    resolution = int(ppi) if ppi else 300
    edge = _decimal(bleed) if bleed else 0.0
    if not _PPI[0] <= resolution <= _PPI[1]:
        raise _out_of_range(text, f"{_PPI[0]} to {_PPI[1]} pixels per inch")
    if edge > _MAX_BLEED:
        raise _out_of_range(text, f"a bleed of at most {_MAX_BLEED:g} mm")
    tail = (f"+{edge:g}" if edge else "") + (f"@{resolution}" if resolution != 300 else "")
    title = f"{width:g} × {height:g} mm"
    return _checked(
        text,
        id=(sheet or f"{width:g}x{height:g}mm") + tail,
        title=f"{sheet}, {title}" if sheet else title,
        width=millimetres(width, resolution),
        height=millimetres(height, resolution),
        kind="print",
        formats=_PRINT_FORMATS,
        width_mm=width,
        height_mm=height,
        bleed_mm=edge,
        ppi=resolution,
    )


def _checked(
    text: str,
    *,
    id: str,
    title: str,
    width: int,
    height: int,
    kind: Kind,
    formats: tuple[Format, ...],
    width_mm: float | None = None,
    height_mm: float | None = None,
    bleed_mm: float | None = None,
    ppi: int | None = None,
) -> Size:
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise _out_of_range(text, f"1 to {MAX_SIDE} pixels a side", width, height)
    if width * height > MAX_PIXELS:
        raise _out_of_range(text, f"at most {MAX_PIXELS // 1_000_000} million pixels", width, height)
    return Size(
        id=id,
        name={"en": title, "ru": title.replace("px", "пикс.").replace("mm", "мм")},
        kind=kind,
        width=width,
        height=height,
        formats=formats,
        confidence="set by hand",
        width_mm=width_mm,
        height_mm=height_mm,
        bleed_mm=bleed_mm,
        ppi=ppi,
    )


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


def _out_of_range(text: str, expected: str, width: int = 0, height: int = 0) -> DesignError:
    found = f"'{text[:60]}'" + (f" ({width}×{height} pixels)" if width else "")
    error = fail("size-out-of-range", found=found, expected=expected)
    return DesignError(*error.findings, usage=True)
