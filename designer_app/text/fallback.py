"""Fonts behind the main one: in which order they are asked for Chinese, Japanese and Korean, and how large they are set.

Han characters look different in Japan, China, Taiwan, Hong Kong and Korea under one code point, so the font whose
design language is the text's is asked first. A font says its language by the suffix of its family's name (as in Noto
Sans JP, Source Han Serif SC), by a known name, or by OS/2 ``ulCodePageRange1`` with one East Asian code page alone
(OpenType, OS/2: bits 17 JIS, 18 PRC, 19 and 21 Korean, 20 Taiwan and Hong Kong).

Sizes follow x-heights. Where one of two fonts has no x, cap heights are compared; a font without capitals has the cap
height that its reference character implies. The shares are those of the Noto families, whose scripts are drawn to go
together at one size: ink height of the character in Noto Sans (of its script, Regular) by the 0.714 em of Noto Sans'
capitals; Han, Kana and Hangul by the 0.733 em of the capitals in Noto Sans CJK itself. Han is measured by 水, as CSS
Values 4 (``ic``) does.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence

from designer_app.text.faces import Face

_FOLLOW = 1.04  # fonts whose height differs by more are scaled to the main one's
_LEAST, _MOST = 0.75, 1.35
_EMOJI_BELOW = 0.12  # em below the baseline …
_EMOJI_ABOVE = 0.08  # … and above the cap top that a picture of an emoji reaches

_REFERENCES = {
    "水": 1.254, "한": 1.206, "あ": 1.151, "ا": 1.0, "ה": 0.831, "क": 0.871, "ก": 0.782, "ক": 0.871, "க": 0.793,
    "క": 1.032, "ಕ": 1.123, "ക": 0.81, "ક": 0.859, "ਕ": 0.871, "ක": 0.873, "ក": 0.821, "ກ": 0.79, "က": 0.779,
    "ა": 0.765, "ሀ": 1.014,
}  # fmt: skip
_SUFFIXES = {
    "JP": "ja", "J": "ja", "KR": "ko", "K": "ko", "SC": "zh-Hans", "CN": "zh-Hans", "GB": "zh-Hans",
    "TC": "zh-Hant", "TW": "zh-Hant", "HK": "zh-HK",
}  # fmt: skip
_SUFFIX = re.compile(r"\b(" + "|".join(sorted(_SUFFIXES, key=len, reverse=True)) + r")$")
_NAMES = (
    (re.compile(r"hiragino (?!sans gb)|yu ?(?:gothic|mincho)|meiryo|ms p?(?:gothic|mincho)|\bipa|takao|vl gothic", re.I), "ja"),
    (re.compile(r"yahei|simsun|simhei|dengxian|wenquanyi|hiragino sans gb|songti|heiti sc|ukai cn|uming cn", re.I), "zh-Hans"),
    (re.compile(r"jhenghei|mingliu|heiti tc|ukai tw|uming tw", re.I), "zh-Hant"),
    (re.compile(r"malgun|nanum|batang|gulim|dotum|gothic neo", re.I), "ko"),
)  # fmt: skip
_PAGES = {1 << 17: "ja", 1 << 18: "zh-Hans", 1 << 19: "ko", 1 << 21: "ko", 1 << 20: "zh-Hant"}


def in_order(faces: Sequence[Face], language: str) -> list[Face]:
    """The faces as a text in a language asks them: the main one, then those of its Han forms, then those without
    a known form, then the others."""
    wanted = han_of_language(language)
    if not wanted:
        return list(faces)
    near = {"zh-HK": "zh-Hant", "zh-Hant": "zh-HK"}.get(wanted)

    def rank(opened: Face) -> int:
        own = han_of(opened)
        return 0 if own == wanted else 1 if own and own == near else 3 if own else 2

    return [faces[0], *sorted(faces[1:], key=rank)]


def han_of_language(language: str) -> str:
    """Which forms of Han a language (BCP 47) is written with: ja, ko, zh-Hans, zh-Hant, zh-HK; "" for others."""
    main, *rest = language.replace("_", "-").lower().split("-")
    if main in ("ja", "ko"):
        return main
    if main not in ("zh", "yue", "wuu", "lzh"):
        return ""
    if "hk" in rest or "mo" in rest or (main == "yue" and "hans" not in rest):
        return "zh-HK" if "hans" not in rest else "zh-Hans"
    return "zh-Hant" if "hant" in rest or ("tw" in rest and "hans" not in rest) else "zh-Hans"


def han_of(opened: Face) -> str:
    """The Han forms that a font is drawn in; "" when it doesn't say."""
    family = opened.family
    if found := _SUFFIX.search(family):
        return _SUFFIXES[found[1]]
    for pattern, language in _NAMES:
        if pattern.search(family):
            return language
    os2 = opened.table("OS/2")
    pages = struct.unpack_from(">I", os2, 78)[0] if len(os2) >= 82 else 0
    own = {language for bit, language in _PAGES.items() if pages & bit}
    return own.pop() if len(own) == 1 else ""


def fitted(main: Face, opened: Face) -> tuple[float, float]:
    """Size of a fallback font relative to the main one's, and how far it is lowered (em)."""
    if opened.colour:
        return _emoji(main, opened)
    if main.cased and opened.cased:
        ratio = (main.x_height / main.units_per_em) / (opened.x_height / opened.units_per_em)
    else:
        ours, theirs = _implied_cap(main), _implied_cap(opened)
        ratio = ours / theirs if ours and theirs else 1.0
    if 1 / _FOLLOW <= ratio <= _FOLLOW:
        return 1.0, 0.0
    return min(_MOST, max(_LEAST, ratio)), 0.0


def _emoji(main: Face, opened: Face) -> tuple[float, float]:
    sample = next((g for g in map(opened.glyph, "😀❤☕★") if g is not None), None)
    box = None if sample is None else opened.ink(sample)
    top, bottom = (box[1], box[3]) if box else (-opened.ascent, opened.descent)
    wanted = main.cap_height / main.units_per_em + _EMOJI_ABOVE + _EMOJI_BELOW
    zoom = wanted * opened.units_per_em / max(1.0, bottom - top)
    return zoom, _EMOJI_BELOW - bottom / opened.units_per_em * zoom


def _implied_cap(opened: Face) -> float:
    """Cap height in em: of H, else as the first reference character implies that the font has; 0 without."""
    for char, share in {"H": 1.0, **_REFERENCES}.items():
        gid = opened.glyph(char)
        box = None if gid is None else opened.ink(gid)
        if box is not None:
            return (box[3] - box[1]) / opened.units_per_em / share
    return 0.0
