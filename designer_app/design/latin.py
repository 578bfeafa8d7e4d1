"""Cyrillic in Latin letters, as Russian passports spell it (ICAO Doc 9303, part 3), without the signs; accents cut off."""

from __future__ import annotations

import re
import unicodedata

_SPELLED = dict(zip("абвгдеёзийклмнопрстуфыэіїєґ", "abvgdeeziiklmnoprstufyeiieg", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
_TABLE = str.maketrans(
    _SPELLED | {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _SPELLED.items()}
)


def latin(text: str) -> str:
    """``Чай «Осенний»`` → ``Chai «Osennii»``; letters of other scripts stay."""
    spelled = unicodedata.normalize("NFC", text).translate(_TABLE)
    if text.isupper():
        spelled = spelled.upper()
    bare = unicodedata.normalize("NFKD", spelled)
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def slug(text: str) -> str:
    """Small letters and figures with single hyphens between: ``Чай «Осенний», 50 г`` → ``chai-osennii-50-g``."""
    return re.sub(r"[\W_]+", "-", latin(text).lower()).strip("-")
