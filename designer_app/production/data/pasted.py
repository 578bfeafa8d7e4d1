"""Tables that were never files: what a clipboard or a pipe holds, kept in the person's cache so that a job can name it."""

from __future__ import annotations

from pathlib import Path

from designer_app.errors import fail
from designer_app.files import cache_folder, digest, write_bytes
from designer_app.production.data.records import MAX_BYTES


def keep_pasted(data: bytes | str) -> Path:
    """A file with a table as it was copied from a spreadsheet or a text (cells parted by tabs, ``;``, ``,``), or as JSON;
    ``str`` is written as UTF-8. The same table is the same file. Raises ``DesignError`` (usage): ``no-table``."""
    found = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if not found.strip() or len(found) > MAX_BYTES:
        error = fail(
            "no-table", found="nothing" if not found.strip() else f"{len(found):,} bytes",
            expected=f"a table of at most {MAX_BYTES:,} bytes", remedy="copy the table, its headings included",
        )  # fmt: skip
        error.usage = True
        raise error
    suffix = ".json" if found.lstrip()[:1] in (b"[", b"{") else ".csv"
    path = cache_folder("pasted") / f"table-{digest(found)[:12]}{suffix}"
    if not path.exists():
        write_bytes(path, found)
    return path
