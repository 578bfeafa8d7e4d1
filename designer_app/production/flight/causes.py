"""Findings of many cells as a short list of causes: what is wrong, how often, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from designer_app.errors import Finding, Severity
from designer_app.production.records import Result
from designer_app.production.sheets import csv_bytes

_ORDER = {"error": 0, "warning": 1, "note": 2}
_NAMED = 6  # keys or sizes that a line names
# What a code means in a line about many; {what} is the slot, column or layer, {range} the least to the greatest measure.
_PHRASES = {
    "text-cut": "{what} too long by {range} characters",
    "text-overflow": "{what} too long by {range} characters, runs out of its frame",
    "text-no-room": "{what} has no room for one line",
    "word-broken": "{what} with words wider than their box",
    "text-too-long": "{what} {range} characters over its limit",
    "text-shrunk": "{what} shrunk to {range} % of its size",
    "low-contrast": "{what} hard to read, contrast {range}",
    "low-resolution": "{what} enlarged {range} times",
    "outside-safe-area": "{what} {range} px outside the safe area",
    "outside-margin": "{what} {range} px outside the margin",
    "off-brand": "{what} in a colour that the kit doesn't have",
    "missing-file": "{what} not found",
    "missing-glyph": "{what} with characters that no font has",
    "budget-at-risk": "about {range} times as many bytes as allowed (an estimate, ± 25 %)",
    "value-missing": "{what} empty",
    "column-absent": "no column {what}",
}
_REMEDIES = {"text-cut": "shorten the text", "text-overflow": "shorten the text"}


class Sighting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place where a cause was seen; without a key it is the template's, the kit's or the table's."""

    key: str = ""
    variant: str = ""
    size: str = ""
    kit: str = ""
    lang: str = ""
    page: int = 1
    file: str = ""
    place: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    measure: float = 0.0


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What many findings have in common. ``rows`` and ``files`` count keys and cells; ``slot`` is what it is about."""

    severity: Severity
    code: str
    title: str
    slot: str
    remedy: str
    rows: int
    files: int
    sightings: tuple[Sighting, ...]

    def line(self) -> str:
        """The cause as one line of text."""
        parts = [
            f"{self.severity}[{self.code}]",
            f"{_counted(self.rows)}: {self.title}" if self.rows else self.title,
        ]
        if self.rows:
            parts.append("keys " + _listed(seen.key for seen in self.sightings))
            parts.append("sizes " + _listed(seen.size for seen in self.sightings))
        else:
            parts.append(_listed(": ".join(p for p in (s.file, s.place) if p) for s in self.sightings))
        if self.remedy:
            parts.append(f"→ {self.remedy}")
        return " · ".join(" ".join(part.split()) for part in parts if part)


def causes_of(general: Iterable[Finding], results: Sequence[Result]) -> tuple[Cause, ...]:
    """Findings by what they have in common, the severest and most frequent first."""
    groups: dict[tuple[str, str, str], list[tuple[Finding, Sighting]]] = {}
    told = dict.fromkeys(general)
    for finding, sighting in (*((f, _seen(f)) for f in told), *_of_cells(results, told)):
        groups.setdefault((finding.severity, finding.code, _subject(finding)), []).append((finding, sighting))
    causes = [_cause(what, members) for (_, _, what), members in groups.items()]
    return tuple(sorted(causes, key=lambda c: (_ORDER[c.severity], -c.rows, -c.files, c.code, c.title)))


def _of_cells(results: Sequence[Result], told: dict[Finding, None]) -> Iterator[tuple[Finding, Sighting]]:
    for result in results:
        for finding in result.findings:
            if finding not in told:
                yield finding, _seen(finding, result)


def _seen(finding: Finding, result: Result | None = None) -> Sighting:
    sighting = Sighting(
        file=finding.file, place=finding.place, found=finding.found, expected=finding.expected,
        remedy=finding.remedy, measure=finding.measure,
    )  # fmt: skip
    if result is None:
        return sighting
    return msgspec.structs.replace(
        sighting, key=result.key, variant=result.variant, size=result.size, kit=result.kit, lang=result.lang,
        page=result.page,
    )  # fmt: skip


def _subject(finding: Finding) -> str:
    """The slot, the column or the layer that a finding is about."""
    if finding.slot:
        return finding.slot
    _, column, name = finding.place.rpartition("column ")
    return name if column else "" if finding.place.startswith("row ") else finding.place


def _cause(what: str, members: Sequence[tuple[Finding, Sighting]]) -> Cause:
    first = members[0][0]
    seen = tuple(sighting for _, sighting in members)
    return Cause(
        severity=first.severity, code=first.code, slot=what, title=_title(what, [f for f, _ in members]),
        remedy=_REMEDIES.get(first.code) or _shared([f.remedy for f, _ in members]) or first.remedy,
        rows=len({(s.key, s.variant) for s in seen if s.size}),
        files=len({(s.key, s.variant, s.size, s.kit, s.lang, s.page) for s in seen if s.size}), sightings=seen,
    )  # fmt: skip


def _title(what: str, findings: Sequence[Finding]) -> str:
    code = findings[0].code
    phrase = _PHRASES.get(code)
    if phrase is None:
        found = _shared([f.found for f in findings])
        words = code.replace("-", " ")
        return f"{what}: {found}" if what and found else found or (f"{words} in {what}" if what else words)
    return phrase.format(what=what or findings[0].place, range=_range([f.measure for f in findings]))


def _range(values: Sequence[float]) -> str:
    least, most = _number(min(values)), _number(max(values))
    return least if least == most else f"{least} to {most}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.3g}"


def _shared(texts: Sequence[str]) -> str:
    return texts[0] if len(set(texts)) == 1 else ""


def _counted(rows: int) -> str:
    return f"{rows} row" if rows == 1 else f"{rows} rows"


def _listed(names: Iterable[str]) -> str:
    known = [name for name in dict.fromkeys(names) if name]
    return ", ".join(known[:_NAMED]) + (f" and {len(known) - _NAMED} more" if len(known) > _NAMED else "")


_HEADS = (
    "severity", "code", "cause", "slot", "key", "variant", "size", "kit", "lang", "page", "file", "place", "found",
    "expected", "remedy",
)  # fmt: skip


def causes_csv(causes: Sequence[Cause]) -> bytes:
    """One line per sighting, for a spreadsheet."""
    return csv_bytes(
        _HEADS,
        (
            (
                cause.severity, cause.code, cause.title, cause.slot, seen.key, seen.variant, seen.size, seen.kit, seen.lang,
                str(seen.page) if seen.size else "", seen.file, seen.place, seen.found, seen.expected,
                seen.remedy or cause.remedy,
            )
            for cause in causes
            for seen in cause.sightings
        ),
    )  # fmt: skip
