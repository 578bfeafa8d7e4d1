"""Which documents were opened lately: a small file in the user's state folder."""

from __future__ import annotations

import json
from pathlib import Path

from designer_app.editor.keeping import journals_folder
from designer_app.errors import DesignError
from designer_app.files import write_text

_MOST = 20


def _file() -> Path:
    return journals_folder().parent / "recent.json"


def recent() -> list[str]:
    """Names and folders, newest first; those that are gone are left out."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [e for e in found if isinstance(e, str) and (not Path(e).is_absolute() or Path(e).exists())]


def remember(name: str) -> None:
    entries = [name, *(e for e in recent() if e != name)][:_MOST]
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_text(_file(), json.dumps(entries, ensure_ascii=False) + "\n", durable=False)
    except (DesignError, OSError):
        return  # nothing of a person's work is in it
