"""Scripts of characters as OpenType names them, from ranges for the common ones."""

from __future__ import annotations

from functools import lru_cache

_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})
_BY_LANGUAGE = {
    "ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl", "sr": "Cyrl", "mk": "Cyrl", "kk": "Cyrl",
    "ky": "Cyrl", "tg": "Cyrl", "mn": "Cyrl", "el": "Grek", "he": "Hebr", "ar": "Arab", "fa": "Arab",
    "ur": "Arab", "hy": "Armn", "ka": "Geor", "th": "Thai", "hi": "Deva", "ja": "Kana", "ko": "Hang",
    "zh": "Hani",
}  # fmt: skip


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """Four-letter script of a character; "" when it takes the script around it."""
    code = ord(char)
    if code < 0x80:
        return "Latn" if char.isalpha() else ""
    if 0x400 <= code < 0x530:
        return "Cyrl"
    if 0xC0 <= code < 0x250:
        return "" if code in (0xD7, 0xF7) else "Latn"
    from fontTools.unicodedata import script

    found = script(char)
    return "" if found in _NEUTRAL else found


def script_of_language(language: str) -> str:
    """The script that digits and signs of a text take when no letter decides."""
    return _BY_LANGUAGE.get(language.split("-")[0].lower(), "Latn")
