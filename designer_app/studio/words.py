"""The window's words: English in the code, Russian here. ``tr`` looks up; plural forms by number."""

from __future__ import annotations

from collections.abc import Mapping

from designer_app import wording
from designer_app.errors import Finding
from designer_app.studio.words_ru import PLURALS, RUSSIAN

_language = "en"


def use(language: str) -> None:
    """``en`` or ``ru``; anything else is English."""
    global _language
    _language = "ru" if language.startswith("ru") else "en"


def language() -> str:
    return _language


def tr(text: str, **values: object) -> str:
    """The text in the window's language, ``{name}`` filled in."""
    found = RUSSIAN.get(text, text) if _language == "ru" else text
    return found.format(**values) if values else found


def text_in(texts: Mapping[str, str], otherwise: str = "") -> str:
    """A text in the window's language, English or any."""
    return texts.get(language()) or texts.get("en") or next(iter(texts.values()), otherwise)


def plural(count: int, one: str) -> str:
    """``3 files`` / «3 файла»: ``one`` is the English word for one."""
    if _language == "ru":
        forms = PLURALS[one]
        tens, units = count % 100, count % 10
        form = (
            forms[2]
            if 11 <= tens <= 14
            else forms[0]
            if units == 1
            else forms[1]
            if 2 <= units <= 4
            else forms[2]
        )
        return f"{count}\u00a0{form}"
    word = one if count == 1 else one + ("es" if one.endswith("x") else "s")
    return f"{count}\u00a0{word}"


def number_text(value: float, digits: int = 0) -> str:
    """A number as people of the window's language write it."""
    text = f"{value:,.{digits}f}"
    return text.replace(",", "\u202f").replace(".", ",") if _language == "ru" else text


def figure(value: float) -> str:
    """A number in a field: two decimals at most, a true minus."""
    text = f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")
    return "0" if text in ("", "−0") else text.replace(".", ",") if _language == "ru" else text


def percent_text(share: float) -> str:
    """``68%`` / «68 %»: 1 is the whole."""
    text = number_text(share * 100)
    return f"{text}\u202f%" if _language == "ru" else f"{text}%"


def bytes_text(count: int) -> str:
    """``182 kB``, ``1.9 MB``, decimal units as platforms count; a whole number has no decimals."""
    if count < 1000:
        return f"{count}\u00a0{tr('B')}"
    value, unit, fine = (
        (count / 1000, "kB", count < 10_000) if count < 999_500 else (count / 1e6, "MB", count < 1e8)
    )
    digits = 1 if fine and round(value, 1) != round(value) else 0
    return f"{number_text(value, digits)}\u00a0{tr(unit)}"


def finding_line(finding: Finding) -> str:
    """A finding as one line, with its code."""
    return wording.line(finding, _language)


def finding_text(finding: Finding) -> str:
    """What was found, as a sentence."""
    said = wording.sentence(finding, _language)
    if not finding.code:  # the window's own words, which may begin with a file's name
        return said
    return said[:1].upper() + said[1:]


def finding_expected(finding: Finding) -> str:
    """What was expected ("" = it can't be said in the window's language)."""
    said = wording.expected(finding, _language)
    return tr("Expected: {what}", what=said) if said else ""


def finding_advice(finding: Finding) -> str:
    """What to do about it ("" = nothing is known)."""
    said = wording.advice(finding, _language)
    return said[:1].upper() + said[1:]


def step_name(label: str) -> str:
    """A step of the history in the window's language: ``Set fill, opacity`` word by word where it isn't known whole."""
    if _language != "ru" or label in RUSSIAN:
        return tr(label)
    head, _, rest = label.partition(" ")
    if head == "Set":
        names = [
            tr(name.replace("_", " ").replace(".", " ").capitalize()).lower() for name in rest.split(", ")
        ]
        return f"{tr('Set')}: {', '.join(names)}"
    return f"{tr(head)} {tr(rest)}".strip()
