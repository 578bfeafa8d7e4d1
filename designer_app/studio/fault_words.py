"""What the engine's findings say, in the window's words: cause, place, measure, remedy. For cards, badges and boards."""

from __future__ import annotations

import re
from collections import Counter

from designer_app import wording
from designer_app.design.binding import bound_slots
from designer_app.design.template import Template
from designer_app.editor.mending import number_in, subject
from designer_app.editor.tree import names, spots
from designer_app.errors import Finding
from designer_app.layers.image import ImageLayer
from designer_app.studio.boards import Board
from designer_app.studio.layer_names import column_title, title_of
from designer_app.studio.words import finding_expected, language, number_text, plural, tr

_ALIKE = ("ad-mark-missing", "safe-area-unknown")  # of a whole page: said once, however many sizes have it
_SAID = (  # cells in which people don't see what is wrong
    "bad-date", "bad-number", "bad-money", "bad-yesno", "bad-discount", "unknown-choice", "out-of-range", "wrong-pattern", "ambiguous-date",
)  # fmt: skip
_CELL = re.compile(r"row .+, column (\S+)")


def cause_of(finding: Finding) -> str:
    """What is wrong, in two or three words."""
    return wording.title(finding.code, language())


def of_row(finding: Finding) -> bool:
    """Whether it is about a cell of the table, so that every size has it."""
    return _CELL.fullmatch(finding.place) is not None


def slot_of(finding: Finding, template: Template) -> str:
    """The slot, as people call it, whose cell a finding is about ("" = it is about none)."""
    cell = _CELL.fullmatch(finding.place)
    return column_title(cell[1], template) if cell else ""


def where_of(finding: Finding, template: Template, board: str, boards: int = 1) -> str:
    """Layer and board; of a cell its slot as people call it, since all boards have it. ``boards`` have it in all."""
    if slot := slot_of(finding, template):
        return f"{slot} · {tr('all sizes')}"
    named = title_of(subject(finding), template) if subject(finding) else ""
    if boards > 1:
        board = plural(boards, "size")
    return " · ".join(part for part in (named, board) if part)


def wanted_in(finding: Finding) -> str:
    """What should stand in a cell, where its value doesn't show what is wrong with it."""
    return finding_expected(finding) if of_row(finding) and finding.code in _SAID else ""


def remedy_of(finding: Finding) -> str:
    """What to do where no click can; of a cell what should stand in it, where that can be said."""
    if wanted := wanted_in(finding):
        return wanted
    said = (
        wording.remedy(finding.code, language()) if of_row(finding) else wording.advice(finding, language())
    )
    return said[:1].upper() + said[1:]


def layer_of(finding: Finding, template: Template) -> str:
    """The layer that a finding is about; of a cell the picture that shows it ("" = none)."""
    if cell := _CELL.fullmatch(finding.place):
        shown = (layer for layer, _ in spots(template) if isinstance(layer, ImageLayer))
        return next((layer.name for layer in shown if cell[1] in bound_slots(layer)), "")
    name = subject(finding)
    return name if name in names(template) else ""


def what_is_wrong(finding: Finding) -> str:
    """The finding's measure in the window's language; of a rare one the check's own words."""
    measure = number_text(finding.measure, 0 if finding.measure >= 100 else 1)
    least = number_text(number_in(finding.expected), 1).removesuffix(".0").removesuffix(",0")
    match finding.code:
        case "low-contrast":
            return tr("Contrast {ratio}, {least} is needed", ratio=measure, least=least)
        case "text-cut" | "text-overflow":
            return tr("Too long by {characters}", characters=plural(int(finding.measure), "character"))
        case "text-no-room":
            return tr("Not even one line has room")
        case "word-broken":
            return tr(
                "“{word}” is wider than its box",
                word=next(iter(wording.quoted(finding.found)), ""),
            )
        case "low-resolution":
            if measure.removesuffix(".0") == least:  # beyond it by less than is shown
                measure = number_text(finding.measure, 2)
            return tr("Enlarged {times} times, {most} at most", times=measure, most=least)
        case "outside-safe-area" | "outside-margin":
            return tr("{count} px outside", count=f"{finding.measure:.0f}")
        case "off-brand":
            return tr("{colour} isn't in the kit", colour=finding.found.partition(" ")[0])
        case "legal-too-small" | "logo-too-small":
            return tr(
                "{size} px, {least} is needed", size=number_text(number_in(finding.found), 1), least=least
            )
        case "text-too-long" if finding.measure:
            return tr("Too long by {characters}", characters=plural(int(finding.measure), "character"))
        case "ad-mark-missing" if "«" in finding.found:
            return tr("Name the advertiser: the mark comes with it")
        case "value-missing":
            return ""
    if language() == "en" and not of_row(finding):
        return finding.found
    return ", ".join(wording.quoted(finding.found))


def sizes_with(found: list[tuple[Board, Finding]]) -> dict[Finding, int]:
    """On how many boards those are that are said once for all."""
    counts = Counter((f.code, f.found) for _, f in found if f.code in _ALIKE)
    return {f: counts[f.code, f.found] for _, f in found if f.code in _ALIKE}


def once(found: list[tuple[Board, Finding]]) -> list[tuple[Board, Finding]]:
    """A colour of another brand and a bad cell are one problem each, however many boards show it, and so are all broken
    words of a text on one board."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for board, finding in found:
        key: tuple[str, ...] = (board.name, finding.code, finding.place, finding.found)
        if finding.code == "off-brand" or of_row(finding):
            key = key[1:]
        elif finding.code in _ALIKE:
            key = (finding.code, finding.found)
        elif finding.code == "word-broken":
            key = key[:3]
        if key not in seen:
            kept.append((board, finding))
        seen.add(key)
    return kept


def count_on(found: list[tuple[Board, Finding]], size: str) -> int:
    """How many problems one size has."""
    return len(once([entry for entry in found if entry[0].size.id == size]))
