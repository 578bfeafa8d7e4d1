"""Which encoding a text file is in: UTF-8, UTF-16, UTF-32, or Russian in Windows-1251, KOI8-R, CP866 or Mac Cyrillic; anything else is
refused, not garbled, unless a person names it."""

from __future__ import annotations

import codecs
import re

from designer_app.errors import DesignError, Finding, fail

_FREQUENT = frozenset("оеаинтсрвл")  # about 62 % of the letters of Russian text
# What cp1251 text of people who write Russian (or Ukrainian, Belarusian) holds beside ASCII.
_EXPECTED = frozenset(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    "іІїЇєЄґҐўЎ\u00a0«»„“”‘’‚–—…•·№©®™°±§€¶\u00ad"
)
_MIXED = re.compile(r"[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 262_144  # bytes that a guess is made from
_REMEDY = "save the table as UTF-8 (in Excel: CSV UTF-8)"


def decode(data: bytes, file: str, encoding: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The text, and a note where the encoding was guessed; ``encoding`` is one that a person named.

    Raises ``DesignError``: ``bad-encoding``, ``nul-byte``, ``unknown-encoding`` (usage).
    """
    text, notes, _ = _told(data, file, encoding)
    return text, notes


def encoded(text: str, like: bytes, file: str, encoding: str = "") -> bytes:
    """The text in the encoding in which ``like`` is read, with its mark; in UTF-8 with a mark where that lacks a letter."""
    _, _, codec = _told(like, file, encoding)
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    mark = next((m for m in marks if like.startswith(m)), b"")
    if codec == "utf-16":
        codec = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    try:
        return mark + text.encode("utf-8" if codec == "utf-8-sig" else codec)
    except UnicodeEncodeError:
        return codecs.BOM_UTF8 + text.encode("utf-8")


def _told(data: bytes, file: str, encoding: str) -> tuple[str, tuple[Finding, ...], str]:
    """The text, the note of a guess, and the encoding by Python's name."""
    if encoding:
        codec = _named(encoding)
        return _checked(_decoded(data, codec, file), file), (), codec
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _checked(_decoded(data, "utf-32", file), file), (), "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(_decoded(data, "utf-16", file), file), (), "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        return _checked(_decoded(data, "utf-8-sig", file), file), (), "utf-8-sig"
    if sixteen := _utf16_without_mark(data):
        return _checked(_decoded(data, sixteen, file), file), (_note(file, "UTF-16"),), sixteen
    try:
        return _checked(data.decode("utf-8"), file), (), "utf-8"
    except UnicodeDecodeError as fault:
        if _mostly_utf8(data[max(0, fault.start - _SAMPLE) : fault.start + _SAMPLE]):
            line = data.count(b"\n", 0, fault.start) + 1
            raise fail(
                "bad-encoding",
                file=file,
                place=f"line {line}",
                found=f"byte 0x{data[fault.start]:02X} that isn't UTF-8, in a file that is",
                expected="UTF-8 throughout",
                remedy=_REMEDY,
            ) from None
    text, codec = _cyrillic(data, file)
    return _checked(text, file), (_note(file, _RUSSIAN[codec]),), codec


def _named(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # not one of Python's that aren't for text
    except (LookupError, ValueError, TypeError):
        error = fail(
            "unknown-encoding", place="--encoding", found=f"'{encoding}'",
            expected="utf-8, utf-16, cp1251, koi8-r, cp866 or another that Python knows",
        )  # fmt: skip
        error.usage = True
        raise error from None
    return "utf-8-sig" if name == "utf-8" else name


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise fail(
            "bad-encoding",
            file=file,
            place=f"byte {fault.start}",
            found=fault.reason,
            expected=f"valid {encoding.upper().removesuffix('-SIG')}",
            remedy=_REMEDY,
        ) from None


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark shows as NULs in every second place (of Latin digits and commas)."""
    head = data[:4096]
    if len(data) % 2 or head.count(0) < max(4, len(head) // 16):
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether at least nine of ten non-ASCII sequences are good UTF-8: then a byte is broken, not the guess."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - broken
    return sound >= 9 * broken and sound > 0


# The first wins a draw.
_RUSSIAN = {"cp1251": "Windows-1251", "koi8-r": "KOI8-R", "cp866": "CP866", "mac-cyrillic": "Mac Cyrillic"}


def _cyrillic(data: bytes, file: str) -> tuple[str, str]:
    """The text in the Russian encoding as which it reads best, and Python's name of it: letters in use, no word of two
    alphabets, common letters common."""
    start = next(at for at, byte in enumerate(data) if byte > 0x7F)
    sample = data[max(0, start - 64) : start + _SAMPLE]
    likeness = {name: _likeness(sample.decode(name, "replace")) for name in _RUSSIAN}
    best = max(likeness, key=lambda name: likeness[name])
    try:
        text = data.decode(best)
    except UnicodeDecodeError:
        raise _unknown(file) from None
    if any(char > "\x7f" and char not in _EXPECTED for char in set(text)):
        raise _unknown(file)
    foreign = [word for word in _WORD.findall(sample.decode(best)) if not word.isascii()]
    # «fьr» and «cafй» are German and French read wrongly; a brand like «Medь» now and then is not.
    if 5 * sum(1 for word in foreign if _MIXED.search(word)) > len(foreign):
        raise _unknown(file)
    return text, best


def _likeness(text: str) -> float:
    """Share of the most frequent Russian letters among all that isn't ASCII (a wrong reading makes signs of capitals),
    less the share of words in cases that no one writes."""
    words = [word for word in _WORD.findall(text) if word[0] > "\x7f"]
    if not words:
        return 0.0
    letters = "".join(words).lower()
    foreign = sum(1 for char in text if char > "\x7f" and char != "\xa0")
    common = sum(letters.count(letter) for letter in _FREQUENT) / max(foreign, 1)
    odd = sum(1 for word in words if word not in (word.lower(), word.upper(), word.capitalize()))
    return common - odd / len(words)


def _checked(text: str, file: str) -> str:
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise fail(
            "nul-byte",
            file=file,
            place=f"line {line}",
            found="a NUL",
            expected="a text file",
            remedy=_REMEDY,
        )
    return text


def _note(file: str, name: str) -> Finding:
    return Finding(
        code="encoding-guessed",
        severity="note",
        file=file,
        found=f"no mark of its encoding; read as {name}",
        remedy="if letters look wrong, name it with --encoding, or save it as UTF-8",
    )


def _unknown(file: str) -> DesignError:
    return fail(
        "bad-encoding",
        file=file,
        found="an encoding that can't be told",
        expected="UTF-8, UTF-16, Windows-1251, KOI8-R, CP866 or Mac Cyrillic",
        remedy=_REMEDY + ", or name it with --encoding, as cp1252",
    )
