"""The words of captions: a slot, a column, or a text with both."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from designer_app.design.templating import names_in_text
from designer_app.errors import DesignError, did_you_mean, fail


def check_captions(words: str, names: Collection[str]) -> None:
    """Raises ``DesignError`` (usage) for a caption that names neither a slot nor a column, or can't be read."""
    if words.strip() in names:
        return
    if "{{" not in words and "{%" not in words:
        wrong = [words.strip()]
    else:
        try:
            named = names_in_text(words)
        except DesignError as fault:
            place = f"--captions {words}"
            raise DesignError(
                *[msgspec.structs.replace(f, place=place) for f in fault.findings], usage=True
            ) from None
        wrong = [name for name in named if name.partition(".")[0] not in (*names, "today", "now")]
    if wrong:
        error = fail(
            "unknown-name", place=f"--captions {words}", found=f"'{wrong[0]}'",
            expected="a slot, a column, or words with {{ slots }}", remedy=did_you_mean(wrong[0], names),
        )  # fmt: skip
        error.usage = True
        raise error
