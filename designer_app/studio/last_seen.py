"""How a document was looked at last: kit, table, row, sizes. It opens like that again, also after a kill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from designer_app.design.library import kit_names
from designer_app.editor.keeping import journals_folder
from designer_app.errors import DesignError
from designer_app.files import write_bytes
from designer_app.known_types import read_as

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk

_MOST = 200  # documents
_CALM = 1500  # ms without another look until it is noted


class Seen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``table`` is a file that was opened ("" = the document's own), ``columns`` what was said of its headings, ``row`` a
    key, ``sizes`` ids ("()" = the template's)."""

    kit: str = ""
    table: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    row: str = ""
    sizes: tuple[str, ...] = ()


def _file() -> Path:
    return journals_folder().parent / "seen.json"


def _all() -> dict[str, Seen]:
    try:
        return msgspec.json.decode(_file().read_bytes(), type=read_as(dict[str, Seen]))
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def last_seen(folder: Path) -> Seen:
    """Of a document; kit and table are left out where they are gone."""
    found = _all().get(str(folder.resolve()), Seen())
    if found.kit and found.kit not in kit_names() and not Path(found.kit).exists():
        found = msgspec.structs.replace(found, kit="")
    if found.table and not Path(found.table).is_file():
        found = msgspec.structs.replace(found, table="", columns=(), row="")
    return found


def note_seen(folder: Path, seen: Seen) -> None:
    """Keep it. A disk that is full keeps nobody from working."""
    name = str(folder.resolve())
    kept = {name: seen, **{n: s for n, s in _all().items() if n != name}}
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_bytes(_file(), msgspec.json.encode(dict(list(kept.items())[:_MOST])), durable=False)
    except (DesignError, OSError):
        return  # nothing of a person's work is in it


class SeenKeeper(QObject):
    """Notes what a desk looks at, a moment after it has changed; of a shipped template nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._noted = desk.files.seen
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.note)
        desk.viewed.connect(self._calm.start)
        self._calm.start()

    def note(self) -> None:
        self._calm.stop()
        desk = self._desk
        if not desk.session.shipped and (seen := desk.seen) != self._noted:
            self._noted = seen
            note_seen(desk.session.folder, seen)
