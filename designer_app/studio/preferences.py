"""What a person likes: small choices that outlive the window, in one file of the user's state folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from designer_app.editor.keeping import journals_folder
from designer_app.errors import DesignError
from designer_app.files import write_text


def _file() -> Path:
    return journals_folder().parent / "preferences.json"


def _all() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def preference(name: str, default: Any) -> Any:
    """The choice of this name, where it was made and is of the default's kind; else the default."""
    found = _all().get(name, default)
    if isinstance(default, float) and isinstance(found, int) and not isinstance(found, bool):
        return float(found)
    return found if isinstance(found, type(default)) else default


def prefer(name: str, value: Any) -> None:
    """Keep a choice. A disk that is full keeps nobody from working."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_text(
            _file(), json.dumps({**_all(), name: value}, ensure_ascii=False, indent=1) + "\n", durable=False
        )
    except (DesignError, OSError):
        return
