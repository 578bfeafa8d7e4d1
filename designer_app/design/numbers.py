"""Numbers as people write them, read by rules that need no locale: ``1 990,50``, ``1,990.50``, ``−30%``."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from designer_app.errors import DesignError, fail

_MINUS = str.maketrans({"−": "-", "–": "-", "‑": "-", "﹣": "-", "－": "-", "＋": "+"})
_SPACE = r"[\s'’\u00a0\u2009\u202f\u2007]"
_SPACED = re.compile(rf"([0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+)(?:[.,]([0-9]+))?")
_COMMAS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_POINTS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_SIMPLE = re.compile(r"([0-9]*)(?:[.,]([0-9]+))?")
_LENGTH = 40  # characters of a number
_LARGEST = 10**18


def shown(raw: Any) -> str:
    """A raw value as findings show it: quoted and short."""
    text = raw if isinstance(raw, str) else repr(raw)
    text = " ".join(text.split())
    return f"'{text[:57]}…'" if len(text) > 60 else f"'{text}'"


def read_number(
    raw: Any, *, unit: str = "", grouped: bool = False, place: str = "", file: str = ""
) -> Decimal:
    """An exact number from a typed value or a text.

    Where both ``.`` and ``,`` stand, the last is the decimal mark; one that stands twice groups; one that
    stands once before other than three digits is the decimal mark. Once before exactly three digits it could
    be either: ``ambiguous-number``, unless ``grouped`` says that it groups. ``%`` may follow where ``unit``
    is ``%`` or empty (−30% is −30), another ``unit`` where it is the slot's.
    Raises ``DesignError``: ``bad-number``, ``ambiguous-number``.
    """
    where = {"place": place, "file": file}
    if isinstance(raw, bool):
        raise fail("bad-number", found=shown(raw), expected="a number", **where)
    if isinstance(raw, int):
        return _within(Decimal(raw), raw, where)
    if isinstance(raw, (float, Decimal)):
        if not math.isfinite(raw):
            raise fail("bad-number", found=shown(raw), expected="a finite number", **where)
        return _within(Decimal(repr(raw)) if isinstance(raw, float) else raw, raw, where)
    if not isinstance(raw, str):
        raise fail("bad-number", found=shown(raw), expected="a number", **where)
    sign, text = _bare(raw, unit, where)
    if not any(map(str.isdigit, text)) or len(text) > _LENGTH:
        raise _bad(raw, unit, where)
    match = _SPACED.fullmatch(text) or _COMMAS.fullmatch(text) or _POINTS.fullmatch(text)
    if match and not match[2] and not grouped and len(match[1]) <= 7 and text[-4] in ".,":
        # One mark before three digits: thousands or thousandths? Only a leading zero tells.
        match = _SIMPLE.fullmatch(text) if text.startswith("0") else None
        if match is None:
            raise _ambiguous(raw, text, where)
    match = match or _SIMPLE.fullmatch(text)
    if match is None:
        raise _bad(raw, unit, where)
    whole = "".join(char for char in match[1] if char.isdigit())
    return _within(sign * Decimal(f"{whole or 0}.{match[2] or 0}"), raw, where)


def _bare(raw: str, unit: str, where: dict[str, str]) -> tuple[int, str]:
    """Sign, and the figures with their marks; the unit is cut off."""
    text = raw.translate(_MINUS).strip()
    for tail in (unit, unit.rstrip("."), "%"):
        if tail and text.lower().endswith(tail.lower()):
            if tail == "%" and unit not in ("", "%"):
                raise fail("bad-number", found=shown(raw), expected=f"a number of {unit}", **where)
            text = text[: -len(tail)].strip()
            break
    if text[:1] in ("+", "-"):
        return (-1 if text[0] == "-" else 1), text[1:].strip()
    return 1, text


def _ambiguous(raw: str, text: str, where: dict[str, str]) -> DesignError:
    whole, decimal = text[:-4] + text[-3:], text + "0"
    return fail(
        "ambiguous-number",
        found=shown(raw),
        expected=f"{whole} or {decimal}",
        remedy=f"write {whole} for thousands, {decimal} for decimals",
        **where,
    )


def _within(value: Decimal, raw: Any, where: dict[str, str]) -> Decimal:
    """The number without exponent and idle zeros (30.0 and 3E+1 become 30), if it isn't absurdly large."""
    if abs(value) >= _LARGEST:
        raise fail("bad-number", found=shown(raw), expected="a number below 10^18", **where)
    value = round(value, 12).normalize()
    return value.quantize(Decimal(1)) if int(value.as_tuple().exponent) > 0 else value + 0


def _bad(raw: str, unit: str, where: dict[str, str]) -> DesignError:
    sample = "-30%" if unit == "%" else f"1 990,5 {unit}".strip()
    return fail("bad-number", found=shown(raw), expected=f"a number such as {sample}", **where)
