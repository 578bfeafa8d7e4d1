"""Texts that don't fit, told once for each kind of text and not once for each product."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from designer_app.errors import Finding

_CODES = {"text-cut": "don't fit and are cut", "word-broken": "have a word wider than their place"}
_NAMED = 6  # products or pages at most
_Kind = tuple[str, str, str, str]  # code, file, "row" or "page", layer


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those of ``_CODES`` about the same text of several products or pages as one that names the first."""
    alike: dict[_Kind, list[Finding]] = {}
    order: list[Finding | _Kind] = []
    for finding in findings:
        kind = _kind_of(finding)
        if kind is None:
            order.append(finding)
            continue
        if kind not in alike:
            order.append(kind)
        alike.setdefault(kind, []).append(finding)
    return [one if isinstance(one, Finding) else _together(alike[one], one) for one in order]


def _kind_of(finding: Finding) -> _Kind | None:
    where, comma, layer = finding.place.partition(", ")
    what = where.partition(" ")[0]
    if finding.code not in _CODES or not comma or what not in ("row", "page"):
        return None
    return finding.code, finding.file, what, layer


def _together(found: list[Finding], kind: _Kind) -> Finding:
    if len(found) == 1:
        return found[0]
    code, _, what, layer = kind
    places = list(dict.fromkeys(one.place.partition(", ")[0].removeprefix(what).strip() for one in found))
    named = ", ".join(places[:_NAMED]) + (f" and {len(places) - _NAMED} more" if len(places) > _NAMED else "")
    return msgspec.structs.replace(
        found[0], place=f"{what if len(places) == 1 else what + 's'} {named}, {layer}", found=f"{len(found)} texts that {_CODES[code]}",
        expected="texts that fit", remedy="shorten them, or take a grid of fewer products to a page",
    )  # fmt: skip
