"""Findings of many cells as a short list of causes: what is wrong, how often, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from designer_app import wording
from designer_app.errors import Finding, Severity
from designer_app.production.records import Result
from designer_app.production.sheets import csv_bytes

_ORDER = {"error": 0, "warning": 1, "note": 2}
_PLACES = ("row ", "size ", "line ", "lines ", "headings")  # say where, not what
_NAMED = 6  # keys or sizes that a line names
_NEAR = 3  # rows whose near names a line tells


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

    def line(self, language: str = "en") -> str:
        """The cause as one line of text."""
        russian = language == "ru"
        severity = wording.SEVERITIES_RU[self.severity] if russian else self.severity
        title = titled(self, language)
        keys, sizes = ("ключи ", "размеры ") if russian else ("keys ", "sizes ")
        parts = [
            f"{severity}[{self.code}]",
            f"{_counted(self.rows, language)}: {title}" if self.rows else title,
        ]
        if self.rows:
            parts.append(keys + _listed((seen.key for seen in self.sightings), language))
            parts.append(sizes + _listed((seen.size for seen in self.sightings), language))
        else:
            places = (
                ": ".join(p for p in (s.file, wording.place(s.place, language)) if p) for s in self.sightings
            )
            parts.append(_listed(places, language))
        if remedy := remedied(self, language):
            parts.append(f"→ {remedy}")
        return " · ".join(" ".join(part.split()) for part in parts if part)


def titled(
    cause: Cause,
    language: str,
    what: str = "",
    seen: Sighting | None = None,
    nameless: str = "",
    labels: Mapping[str, str] = {},
) -> str:
    """What is wrong in a few words. ``what`` is what people call the slot, ``nameless`` what stands for one that has none,
    ``seen`` the one place that is meant of all, ``labels`` what people call slots that are quoted."""
    sightings = cause.sightings if seen is None else (seen,)
    what = what or cause.slot
    quoted = dict.fromkeys(value for s in sightings for value in wording.quoted(s.found))
    named = [labels.get(value, value) for value in quoted]
    said = wording.many(
        cause.code, language, what=what or nameless or sightings[0].place, named=named,
        measures=_measures([s.measure for s in sightings], language),
    )  # fmt: skip
    if said:
        return said
    if language == "en":
        return _plain(cause.code, what, [s.found for s in sightings])
    title = wording.title(cause.code, language)
    return f"{what}: {title[:1].lower()}{title[1:]}" if what else title


def remedied(cause: Cause, language: str) -> str:
    """What to do about it: what the findings say alike, else the near names of the first rows, else in a word or two."""
    near = {seen.key: seen for seen in cause.sightings if seen.key and seen.remedy.startswith("did you mean")}
    if len({seen.remedy for seen in near.values()}) > 1:
        said = [
            f"{key}: {wording.advice(Finding(code=cause.code, remedy=seen.remedy), language)}"
            for key, seen in list(near.items())[:_NEAR]
        ]
        return "; ".join(said) + ("; …" if len(near) > _NEAR else "")
    if language == "en":
        return cause.remedy
    told = {seen.remedy for seen in cause.sightings}
    if len(told) == 1:
        return wording.advice(Finding(code=cause.code, remedy=told.pop()), language)
    return wording.remedy(cause.code, language)


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
    """The slot, the column or the layer that a finding is about; "" where it is about a row or a size as a whole."""
    if finding.slot:
        return finding.slot
    _, column, name = finding.place.rpartition("column ")
    return name if column else "" if finding.place.startswith(_PLACES) else finding.place


def _cause(what: str, members: Sequence[tuple[Finding, Sighting]]) -> Cause:
    first = members[0][0]
    seen = tuple(sighting for _, sighting in members)
    cause = Cause(
        severity=first.severity, code=first.code, title="", slot=what,
        remedy=_shared([f.remedy for f, _ in members]) or wording.remedy(first.code, "en") or first.remedy,
        rows=len({(s.key, s.variant) for s in seen if s.size}),
        files=len({(s.key, s.variant, s.size, s.kit, s.lang, s.page) for s in seen if s.size}), sightings=seen,
    )  # fmt: skip
    return msgspec.structs.replace(cause, title=titled(cause, "en"))


def _plain(code: str, what: str, found: Sequence[str]) -> str:
    """Of codes that the table has no line about many for: the engine's own words where all say the same."""
    shared, words = _shared(found), code.replace("-", " ")
    return f"{what}: {shared}" if what and shared else shared or (f"{words} in {what}" if what else words)


def _measures(values: Sequence[float], language: str) -> list[str]:
    return [_number(min(values), language), _number(max(values), language)]


def _number(value: float, language: str) -> str:
    text = f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.3g}"
    return text.replace(".", ",") if language == "ru" else text


def _shared(texts: Sequence[str]) -> str:
    return texts[0] if len(set(texts)) == 1 else ""


def _counted(rows: int, language: str) -> str:
    if language == "ru":
        return f"строк: {rows}"
    return f"{rows} row" if rows == 1 else f"{rows} rows"


def _listed(names: Iterable[str], language: str) -> str:
    known = [name for name in dict.fromkeys(names) if name]
    more = "и ещё {n}" if language == "ru" else "and {n} more"
    return ", ".join(known[:_NAMED]) + (
        " " + more.format(n=len(known) - _NAMED) if len(known) > _NAMED else ""
    )


_HEADS = {
    "en": (
        "severity", "code", "cause", "slot", "key", "variant", "size", "kit", "lang", "page", "file", "place", "found",
        "expected", "remedy",
    ),
    "ru": (
        "важность", "код", "причина", "слот", "ключ", "вариант", "размер", "бренд", "язык", "страница", "файл", "место", "найдено",
        "нужно", "что сделать",
    ),
}  # fmt: skip
_SEPARATORS = {"en": ",", "ru": ";"}  # what spreadsheets of the language part cells by


def causes_csv(causes: Sequence[Cause], language: str = "en") -> bytes:
    """One line per sighting, for a spreadsheet, in the words of the language."""
    lines = (
        _csv_line(cause, title, seen, language)
        for cause in causes
        for title in (titled(cause, language),)
        for seen in cause.sightings
    )
    return csv_bytes(_HEADS[language], lines, _SEPARATORS[language])


def _csv_line(cause: Cause, title: str, seen: Sighting, language: str) -> Sequence[str]:
    found = Finding(
        code=cause.code, found=seen.found, expected=seen.expected, remedy=seen.remedy or cause.remedy
    )
    severity, shown = str(cause.severity), seen.found
    if language == "ru":
        severity = wording.SEVERITIES_RU[cause.severity]
        shown = ", ".join(f"«{value}»" for value in wording.quoted(seen.found))
    return (
        severity, cause.code, title, cause.slot, seen.key, seen.variant, seen.size, seen.kit, seen.lang,
        str(seen.page) if seen.size else "", seen.file, wording.place(seen.place, language), shown,
        wording.expected(found, language), wording.advice(found, language),
    )  # fmt: skip
