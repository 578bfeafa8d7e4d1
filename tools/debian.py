"""Files of Debian's packages that tests, benchmarks and suites read: fonts of many scripts, Unicode's own test files."""

from __future__ import annotations

import sys
from pathlib import Path

# A file of each, by which it is known whether the package is there.
PACKAGES = {
    "fonts-dejavu-core": "usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "fonts-noto-cjk": "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "fonts-noto-color-emoji": "usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
    "fonts-noto-core": "usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf",
    "unicode-data": "usr/share/unicode/BidiTest.txt",
}


def installed(place: str) -> Path:
    """The system's file or folder, else the one that set-up has unpacked beside the ``.venv``; may be absent."""
    system, own = Path("/", place), Path(sys.prefix, "system-libraries", place)
    return own if own.exists() and not system.exists() else system
