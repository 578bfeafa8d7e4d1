"""One pass over a text, from mark to mark: what stands there decides which rule is asked.

Rules read what stands before a mark and the one token after it, never what may be added later: appended words
leave the rest of a text as it was, which the fit relies on. What is already right is not changed, so that a
second pass finds nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from designer_app.text.micro.figures import hyphen_edit, minus_edit, number_edits, range_edit
from designer_app.text.micro.marks import NARROW, NBSP, Marks, marks_of
from designer_app.text.micro.protected import is_protected
from designer_app.text.micro.quotes import Quotes
from designer_app.text.shown import Edit, Shown, as_written, joined

# A quick look whether any of the marks below may be there; most texts have none. Patterns that begin with one class of
# characters, or with one character, are looked for much faster than alternatives.
_SIGN = re.compile(r"""["'«»„“”‘’\d—–№§$€£-]""")
_STOP = re.compile(r"\.(?:[.А-ЯЁа-яё]|(?<=[А-ЯЁ]\.) )")
# Where a rule may apply: by its first character, then by which that was. The first takes runs of hyphens.
_MARKS = re.compile(
    r"""[-"'«»„“”‚‘’.\ \d№§$€£А-ЯЁтни]
    (?: (?<=-)-* | (?<=["'«»„“”‚‘’]) | (?<=\.)\.+ | (?<=\ )\ + | (?<=\d)\d* | (?<=[№§$€£])\ +(?=\d)
    | (?<=\ )(?=[—–](?:\ |$)) | (?<=\b[А-ЯЁ])\.(?=\ *[А-ЯЁ]) | (?<=\b[тни])\.(?=[деклпэо]\.) )""",
    re.VERBOSE,
)
_PASSES = 5  # one mended mark may let the next one be seen: two spaces within 10  000
_SPACES = f" {NBSP}{NARROW}"
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]")
_ABBREVIATED = frozenset({"т.д", "т.п", "т.е", "т.к", "т.н", "т.о", "н.э", "и.о"})
# not х and x, which may stand for ×
_CYRILLIC = re.compile("[\u0400-\u0424\u0426-\u0444\u0446-\u052f]")
_LATIN = re.compile("[A-WYZa-wyz\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")


def typographic(text: str, marks: Marks | None) -> str:
    """The text as it should be set. ``typographic(typographic(t, m), m) == typographic(t, m)``."""
    return typographic_parts([as_written(text)], marks)[0].shown


def typographic_parts(parts: Sequence[Shown], marks: Marks | None) -> list[Shown]:
    """Parts of one text (of different styles) with its typographic marks shown."""
    found = list(parts)
    if marks is None:
        return found
    for _ in range(_PASSES):
        text = joined(found).shown
        if not _may_change(text):
            break
        edits = _edits(text, marks)
        if not edits:
            break
        found = _edited(found, edits)
    return found


def _may_change(text: str) -> bool:
    return _SIGN.search(text) is not None or "  " in text or _STOP.search(text) is not None


def _edited(parts: Sequence[Shown], edits: Sequence[Edit]) -> list[Shown]:
    """The parts with their edits; what one that reaches over an end puts there stands in the part in which it
    starts, and the rest goes from the parts behind."""
    out: list[Shown] = []
    start = 0
    for part in parts:
        end = start + len(part.shown)
        out.append(
            part.edited(
                (max(a, start) - start, min(b, end) - start, new if a >= start else "")
                for a, b, new in edits
                if start <= a < end or a < start < b
            )
        )
        start = end
    return out


@lru_cache(maxsize=1024)
def _edits(text: str, marks: Marks) -> tuple[Edit, ...]:
    local = _local(text, marks)
    quotes = Quotes(local)
    out: list[Edit] = []
    at = 0
    for found in _MARKS.finditer(text):
        start, end = found.span()
        if start < at:
            continue
        for edit in _at(text, start, end, found[0], local, quotes):
            if edit[0] >= at and not is_protected(text, min(edit[0], len(text) - 1)) and _changes(text, edit):
                out.append(edit)
                at = max(edit[1], edit[0])
    return tuple(out)


def _changes(text: str, edit: Edit) -> bool:
    return text[edit[0] : edit[1]] != edit[2]


def _local(text: str, marks: Marks) -> Marks:
    """The conventions of the text's own language where no letter of it is in the script of the page's."""
    if marks.group:  # Cyrillic
        if _CYRILLIC.search(text) is None and _LATIN.search(text) is not None:
            return marks_of("en") or marks
    elif _LATIN.search(text) is None and _CYRILLIC.search(text) is not None:
        return marks_of("ru") or marks
    return marks


def _at(text: str, start: int, end: int, mark: str, marks: Marks, quotes: Quotes) -> Sequence[Edit]:
    first = mark[0]
    if first.isdigit():
        return number_edits(text, start, end, marks)
    if first == "-":
        return _hyphens(text, start, end, marks)
    if first == ".":
        return [(start, end, "…")] if len(mark) == 3 else ()
    if first == " ":
        return _spaces(text, start, end, marks)
    if first in "$€£" and text[max(0, start - 2) : start].rstrip(_SPACES)[-1:].isdigit():
        return ()  # the sign of the number before: 49$ 49
    if first in "№§$€£":
        return [(start + 1, end, NBSP if first in "№§" else "")]
    if len(mark) == 2:
        return _abbreviation(text, start, end, marks)
    edit = quotes.edit(text, start)
    return (edit,) if edit else ()


def _hyphens(text: str, start: int, end: int, marks: Marks) -> Sequence[Edit]:
    """One to three hyphens that stand for a dash, or one at a figure."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if end - start == 1 and (
        edit := minus_edit(text, start, end, marks) or range_edit(text, start, end, marks)
    ):
        return [edit]
    if end - start <= 3 and (not before or before in " \n\u00a0") and (not after or after in " \n\u00a0"):
        gap = text[:start]
        spaces = len(gap) - len(gap.rstrip(" "))
        if before == " " and spaces and gap.strip(" \n"):
            return [(start - 1, end, marks.gap + marks.dash)]
        return [(start, end, marks.dash)]
    if end - start == 1:
        edit = hyphen_edit(text, start, marks)
        return (edit,) if edit else ()
    if end - start == 2 and before.isalpha() and after.isalpha():
        return [(start, end, f"{marks.gap}{marks.dash} ")]
    return ()


def _spaces(text: str, start: int, end: int, marks: Marks) -> Sequence[Edit]:
    """Several spaces are one; the one before a dash doesn't break where the language says so."""
    dash = text[end : end + 1] in ("—", "–") and text[end + 1 : end + 2] in ("", " ")
    if dash and text[:start].strip(" \n"):
        return [(start, end, marks.gap)] if marks.gap == NBSP or end - start > 1 else ()
    hyphens = text[end : end + 1] == "-"
    if end - start > 1:
        return [(start, end - 1 if hyphens else end, "" if hyphens else " ")]
    return ()


def _abbreviation(text: str, start: int, end: int, marks: Marks) -> Sequence[Edit]:
    """А.С. Пушкин, т.д.: a narrow space after the full stop, a plain fixed one before the surname."""
    if not marks.russian:
        return ()
    if text[start].islower():
        return [(end, end, NARROW)] if text[start : end + 1] in _ABBREVIATED else ()
    letter = end
    while text[letter] == " ":
        letter += 1
    initial = text[letter + 1 : letter + 2] == "."
    if not initial and not _SURNAME.match(text, letter):
        return ()
    if not initial and not re.search(r"[А-ЯЁ]\.[ \u00a0\u202f]*$", text[:start]):
        return ()  # a sentence that ends with a letter, as «корпус Б. Вход»
    return [(end, letter, NARROW if initial else NBSP)]
