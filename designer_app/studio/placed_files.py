"""Files that come into a design: kept beside its template, under names made from their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.files import digest, write_bytes
from designer_app.studio.blank import home_folder
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk


def keep(desk: Desk, data: bytes, suffix: str) -> str:
    """The name under which the template finds the file. A shipped template becomes a document of one's own first: nothing
    is written among the program's. Raises ``DesignError``."""
    if desk.session.shipped:
        _adopt(desk)
    name = kept_name(data, suffix)
    target = desk.session.folder / name
    if not target.exists():
        write_bytes(target, data)
    return name


def kept_name(data: bytes, suffix: str) -> str:
    """The name that a file is kept under."""
    return f"placed-{digest(data)[:12]}{suffix}"


def _adopt(desk: Desk) -> None:
    session = desk.session
    number, folder = 2, home_folder() / session.name
    while folder.exists():
        number, folder = number + 1, home_folder() / f"{session.name}-{number}"
    session.save_as(folder)
    desk.adopted.emit(str(folder))
    desk.viewed.emit()
    desk.tell(tr("This is a document of your own now: {folder}", folder=str(folder)))
