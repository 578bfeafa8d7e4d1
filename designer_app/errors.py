"""The one shape of everything that can be wrong: file, place, found, expected, remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

Severity = Literal["error", "warning", "note"]
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}
_NONE = 0.0


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a person should know, as one line.

    ``code`` is a stable kebab-case name (``missing-glyph``); ``file`` names the file as the user
    wrote it, ``place`` where in it (``slots.price.default``, ``row 17, column price``). ``slot`` is the slot that
    it is about where one is; ``measure`` the number that the code is about (characters too many, contrast,
    times enlarged, px outside), so that many alike can be summed up.
    """

    code: str
    severity: Severity = "error"
    file: str = ""
    place: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    slot: str = ""
    measure: float = _NONE

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, msgspec.structs.astuple(self)

    def line(self) -> str:
        """The finding as one line of text for a terminal."""
        where = ": ".join(part for part in (self.file, self.place) if part)
        parts = [f"{self.severity}[{self.code}]"]
        if where:
            parts.append(where)
        if self.found:
            parts.append(f"found {self.found}")
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.remedy:
            parts.append(f"→ {self.remedy}")
        return " · ".join(" ".join(part.split()) for part in parts)


def _again(code: str, severity: Severity, *rest: Any) -> Finding:
    """A finding that comes from another process: written as ever, for what is left out then is known by identity."""
    file, place, found, expected, remedy, slot, measure = rest
    known = _SEVERITIES[severity]
    return Finding(
        code=code, severity=known, file=file, place=place, found=found, expected=expected, remedy=remedy,
        slot=slot, measure=measure or _NONE,
    )  # fmt: skip


class DesignError(Exception):
    """Stops one piece of work (a cell, a file, a command); carries its findings."""

    def __init__(self, *findings: Finding, usage: bool = False) -> None:
        super().__init__("\n".join(finding.line() for finding in findings))
        self.findings = findings
        self.usage = usage  # wrong use of a command: exit code 2


def fail(
    code: str, *, file: str = "", place: str = "", found: str = "", expected: str = "", remedy: str = ""
) -> DesignError:
    """A ``DesignError`` with one finding of severity error."""
    return DesignError(
        Finding(code=code, file=file, place=place, found=found, expected=expected, remedy=remedy)
    )


def told_of(error: DesignError, *, file: str = "", place: str = "") -> DesignError:
    """The error with the file and the place that its findings don't name themselves."""
    findings = [
        msgspec.structs.replace(found, file=found.file or file, place=found.place or place)
        for found in error.findings
    ]
    return DesignError(*findings, usage=error.usage)


def _like(word: str, names: list[str]) -> list[str]:
    """Names that are nearly ``word`` (in small letters) but for their case, or hold it as a word."""
    folded = {name.casefold(): name for name in reversed(names)}
    near = difflib.get_close_matches(word, list(folded), n=2, cutoff=0.6)
    near = near or [name for name in folded if word in re.split(r"[\W_]+", name)][:2]
    return [folded[name] for name in near]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy naming the nearest known words, whatever their case, or the whole list when it is short."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=2, cutoff=0.6) or _like(word.casefold(), names)
    if near:
        return "did you mean " + " or ".join(f"'{name}'" for name in near) + "?"
    if not names:
        return "none is defined here"
    shown = ", ".join(names[:12])
    return f"choose one of: {shown}" + (", …" if len(names) > 12 else "")
