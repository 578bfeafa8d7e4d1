"""OpenType features by the names that designers use, or by tag: ``tabular-figures``, ``ss03``, ``ss03=2``, ``kern=0``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from designer_app.errors import did_you_mean, fail

Features = tuple[tuple[str, int], ...]

NAMES: Mapping[str, Features] = {
    "small-caps": (("smcp", 1),),
    "all-small-caps": (("c2sc", 1), ("smcp", 1)),
    "tabular-figures": (("tnum", 1),),
    "proportional-figures": (("pnum", 1),),
    "lining-figures": (("lnum", 1),),
    "old-style-figures": (("onum", 1),),
    "slashed-zero": (("zero", 1),),
    "fractions": (("frac", 1),),
    "ordinals": (("ordn", 1),),
    "superscript": (("sups", 1),),
    "subscript": (("subs", 1),),
    "case-forms": (("case", 1),),
    "discretionary-ligatures": (("dlig", 1),),
    "swash": (("swsh", 1),),
    "titling": (("titl", 1),),
    "no-ligatures": (("calt", 0), ("clig", 0), ("liga", 0)),
    "no-kerning": (("kern", 0),),
} | {f"stylistic-set-{i}": ((f"ss{i:02}", 1),) for i in range(1, 21)}

_TAG = re.compile(r"([a-zA-Z0-9]{4})(?:=(\d{1,3}))?")


@lru_cache(maxsize=256)
def read_features(names: tuple[str, ...]) -> Features:
    """Tags and values, sorted by tag. Raises ``DesignError`` (``bad-feature``)."""
    found: dict[str, int] = {}
    for name in names:
        if name in NAMES:
            found.update(NAMES[name])
        elif tag := _TAG.fullmatch(name):
            found[tag[1]] = int(tag[2] or 1)
        else:
            raise fail(
                "bad-feature",
                found=f"'{name}'",
                expected="a feature's name (tabular-figures, small-caps, stylistic-set-1 …) or tag (ss01, kern=0)",
                remedy=did_you_mean(name, NAMES),
            )
    return tuple(sorted(found.items()))


def merged(under: Features, over: Features) -> Features:
    """Both, the second's values where both name a tag."""
    return tuple(sorted((dict(under) | dict(over)).items())) if over else under


def named(tag: str) -> str:
    """A tag as a person reads it: ``tnum (tabular-figures)``."""
    name = next((name for name, tags in NAMES.items() if tags == ((tag, 1),)), "")
    return f"{tag} ({name})" if name else tag


def lacking(wanted: Features, offered: Iterable[str]) -> list[str]:
    """Tags that are asked for and that a font doesn't have."""
    have = frozenset(offered)
    return [tag for tag, value in wanted if value and tag not in have]
