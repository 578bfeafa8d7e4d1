"""The brand's voice: words and marks that it never uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from designer_app.design.kit import Kit
from designer_app.errors import Finding


def banned_words(text: str, kit: Kit, file: str) -> Iterator[Finding]:
    """A finding for each word of the kit's ``voice.banned`` that a text has, with what to say instead.

    Words are sought whole, in any case; marks such as ``!`` anywhere.
    """
    voice = kit.file.voice
    for word in voice.banned:
        pattern = re.escape(word)
        if any(char.isalnum() for char in word):
            pattern = rf"(?<!\w){pattern}(?!\w)"
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            instead = voice.prefer.get(word)
            start = max(0, match.start() - 15)
            yield Finding(
                code="banned-word", severity="warning", file=file, place=f"voice of kit '{kit.id}'",
                found=f"'{word}' in '…{text[start : match.end() + 10]}…'", expected="words that the brand uses",
                remedy=f"say '{instead}'" if instead else "",
            )  # fmt: skip
