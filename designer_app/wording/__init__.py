"""Findings in words: one table by code, in English and Russian, for the command line, the API and the windows.

Codes, file names, places and what findings quote are as they are in both languages; the engine's own English sentences
(``found``, ``remedy``) stand beside the table's words in English only, what was ``expected`` in Russian where there are words for it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from designer_app.errors import Finding

if TYPE_CHECKING:
    from designer_app.wording.record import Words

SEVERITIES_RU = {"error": "ошибка", "warning": "замечание", "note": "заметка"}
_PLACES = {"row": "строка", "column": "столбец", "page": "страница", "layer": "слой", "line": "строка", "headings": "заголовки"}  # fmt: skip
_QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")  # not the sign of "isn't" or "L'Oréal"
_CHOICE = "choose one of: "
_LINES = re.compile(r"\blines (\d+) to (\d+)")
_PLACE_WORD = re.compile(r"\b(row|column|page|layer|line|headings)\b(?=[ ,]|$)")


@functools.cache
def codes() -> Mapping[str, Words]:
    """The table, read when a first finding is said: most commands and workers say none."""
    from designer_app.wording.charts import CHARTS
    from designer_app.wording.designs import DESIGNS
    from designer_app.wording.documents import DOCUMENTS
    from designer_app.wording.storage import STORAGE
    from designer_app.wording.tables import TABLES
    from designer_app.wording.work import WORK

    return {**DESIGNS, **TABLES, **STORAGE, **DOCUMENTS, **CHARTS, **WORK}


def title(code: str, language: str) -> str:
    """What is wrong, in a few words: ``Text doesn't fit``. A code that isn't in the table is said as it is written."""
    known = codes().get(code)
    return _of(known.title, language) if known else code.replace("-", " ").capitalize()


def many(
    code: str, language: str, *, what: str = "", measures: Sequence[str] = (), named: Sequence[str] = ()
) -> str:
    """The same of many places in one line: ``headline too long by 4–12 characters``. ``measures`` are the least and the
    greatest as they are written, ``named`` what the findings quote. "" where the table has no such line."""
    known = codes().get(code)
    phrase = _of(known.many, language) if known else ""
    if not phrase:
        return ""
    measure = "–".join(dict.fromkeys(measures))
    return phrase.format(what=what, range=measure, named=", ".join(named)).rstrip(": ")


def remedy(code: str, language: str) -> str:
    """What to do about it, in two or three words; "" where the table has none."""
    known = codes().get(code)
    return _of(known.do, language) if known else ""


def quoted(text: str) -> list[str]:
    """What stands between single quotes in the engine's words: values, names, files."""
    return list(dict.fromkeys(_QUOTED.findall(text)))


def place(text: str, language: str) -> str:
    """``row 17, column price`` in the language."""
    if language != "ru":
        return text
    text = _LINES.sub(r"строки \1–\2", text)
    return _PLACE_WORD.sub(
        lambda m: _PLACES[m[1]], text.replace("(line ", "(в файле ")
    )  # of a row: строка 17 (в файле 21)


def sentence(finding: Finding, language: str) -> str:
    """What was found, in the language: English is the engine's own; in Russian what is wrong and what the engine quotes.
    What has no code is a person's or a window's own words and stays as it is."""
    if language != "ru" or finding.code not in codes():
        return finding.found or title(finding.code, language)
    values = ", ".join(f"«{value}»" for value in quoted(finding.found))
    return title(finding.code, "ru") + (f": {values}" if values else "")


def advice(finding: Finding, language: str) -> str:
    """What to do: English is the engine's own, else the near name that it offers, else the table's."""
    if language != "ru" or finding.code not in codes():
        return finding.remedy
    near = quoted(finding.remedy) if finding.remedy.startswith("did you mean") else []
    if near:
        return "возможно, " + " или ".join(f"«{name}»" for name in near)
    if finding.remedy.startswith(_CHOICE):
        return "одно из: " + finding.remedy.removeprefix(_CHOICE)
    if finding.remedy.startswith("--"):  # a flag is one in every language
        return finding.remedy
    return remedy(finding.code, "ru")


def expected(finding: Finding, language: str) -> str:
    """What should be there: English is the engine's own; in Russian where there are words for it, else ""."""
    if language != "ru":
        return finding.expected
    from designer_app.wording.expected_ru import expected_ru

    return expected_ru(finding.expected)


def line(finding: Finding, language: str) -> str:
    """The finding as one line of text for a terminal."""
    if language != "ru":
        return finding.line()
    where = ": ".join(part for part in (finding.file, place(finding.place, "ru")) if part)
    do, wanted = advice(finding, "ru"), expected(finding, "ru")
    parts = [
        f"{SEVERITIES_RU[finding.severity]}[{finding.code}]", where, sentence(finding, "ru"), f"нужно: {wanted}" if wanted else "",
        f"→ {do}" if do else "",
    ]  # fmt: skip
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _of(pair: tuple[str, str], language: str) -> str:
    return pair[1] if language == "ru" else pair[0]
