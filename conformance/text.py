"""Suite ``text``: Unicode's test files, and a browser."""

from __future__ import annotations

from pathlib import Path

from conformance import browser, unicode_files
from conformance.records import Suite


def run(data: Path) -> list[Suite]:
    """Every row of this suite; ``data`` is laid out like the corpora."""
    return [*unicode_files.run(data), *browser.run(data)]
