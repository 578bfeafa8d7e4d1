"""Names of the files that a batch writes: from a pattern, safe everywhere, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from designer_app.errors import DesignError, did_you_mean, fail
from designer_app.files import safe_name

FIXED = ("key", "size", "kit", "lang", "page", "pages", "template", "class", "variant", "row")
_HOLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def names_in_pattern(pattern: str) -> tuple[str, ...]:
    """Every ``{{name}}`` of a pattern, in order."""
    return tuple(_HOLE.findall(pattern))


def check_pattern(pattern: str, columns: Iterable[str]) -> None:
    """Raise ``DesignError`` (usage) for a name that is neither one of ``FIXED`` nor a column or slot."""
    known = [*FIXED, *columns]
    for name in names_in_pattern(pattern):
        if name not in known:
            error = fail(
                "unknown-name", place=f"--name {pattern}", found=f"'{{{{{name}}}}}'",
                expected="one of " + ", ".join(FIXED) + ", a column or a slot", remedy=did_you_mean(name, known),
            )  # fmt: skip
            error.usage = True
            raise error
    if "{{" in _HOLE.sub("", pattern) or not pattern.strip():
        raise _bad_pattern(pattern, "a name with {{key}} in it")
    plain = pattern.replace("\\", "/")
    if plain.startswith("/") or plain[1:2] == ":" or ".." in (part.strip() for part in plain.split("/")):
        raise _bad_pattern(pattern, "a name below the output folder", "choose another folder with --out")


def _bad_pattern(pattern: str, expected: str, remedy: str = "") -> DesignError:
    error = fail(
        "bad-pattern", place=f"--name {pattern}", found=f"'{pattern}'", expected=expected, remedy=remedy
    )
    error.usage = True
    return error


def fill_pattern(pattern: str, values: Mapping[str, Any]) -> str:
    """The relative path, without suffix, that a pattern gives; each of its parts is a safe name.

    A ``/`` of the pattern parts folders; one that a value brings becomes ``-``.
    """
    parts = []
    for piece in pattern.replace("\\", "/").split("/"):
        filled = _HOLE.sub(lambda hole: str(values.get(hole[1], "")), piece)
        if piece.strip() not in ("", "."):
            parts.append(safe_name(filled))
    return "/".join(parts) or "_"


def folded(stem: str) -> str:
    """What file systems that ignore case and normalise Unicode take for the same name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", stem).casefold())
