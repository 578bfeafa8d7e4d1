"""Files of a document that other programs change meanwhile: noticed at once, offered as reload or keep both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from designer_app.editor.commands import FollowComponents
from designer_app.errors import Finding
from designer_app.studio.neighbours import APART, Borrowed, changed
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_CALM = 150  # ms after the last sign of a change: programs write in several steps


class DiskWatch(QObject):
    """``look`` compares the files with what was read; the system's signs of a change lead to it."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window)
        self._window = window
        self._offered: dict[str, tuple[int, int]] = {}  # what was offered for which state of a file
        self._watcher = QFileSystemWatcher(self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _: self._calm.start())
        self._watcher.directoryChanged.connect(lambda _: self._calm.start())
        window.desk.viewed.connect(self._follow)
        self._follow()
        if window.desk.session.state.template.origins:
            self._calm.start()

    def _follow(self) -> None:
        """Watch the files that the document has now; a file that was replaced must be watched anew."""
        files = self._files()
        wanted = {str(path) for path in files} | {str(path.parent) for path in files}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if gone := sorted(known - wanted):
            self._watcher.removePaths(gone)
        if new := sorted(path for path in wanted - known if Path(path).exists()):
            self._watcher.addPaths(new)

    def _files(self) -> list[Path]:
        desk = self._window.desk
        beside = desk.session.folder.absolute().parent
        folders = {origin.partition(APART)[0] for origin in desk.session.state.template.origins.values()}
        sources = [beside / folder / "template.json" for folder in sorted(folders)]
        return [
            desk.session.file.absolute(),
            *([Path(desk.table).absolute()] if desk.table else []),
            *sources,
        ]

    def look(self) -> None:
        """Offer what to do about files that aren't any more as they were read."""
        self._follow()
        desk, documents = self._window.desk, self._window.documents
        if desk.files.changed_on_disk(desk.session.state):
            self._offer(Path(desk.table), desk.reload_table, documents.table_beside)
        if desk.session.changed_on_disk():
            self._offer(desk.session.file, documents.reload, documents.save_as)

        self._follow_components()

    def _follow_components(self) -> None:
        """Components of the templates beside this one are as they are there now; said, and taken back by one click."""
        desk = self._window.desk
        if desk.session.shipped or desk.session.read_only:
            return
        for theirs in changed(desk):
            theirs.keep(desk)
            position = desk.session.history.position
            if not desk.do(FollowComponents(components=theirs.components, origins=theirs.origins)):
                continue
            desk.session.part()

            def back(theirs: Borrowed = theirs, position: int = position) -> None:
                desk.session.go(position)
                desk.do(FollowComponents(components={}, loose=tuple(theirs.origins)))

            whose = theirs.origins[theirs.name].partition(APART)[0]
            said = tr(
                "“{name}” of “{template}” has changed: its instances follow.",
                name=theirs.name,
                template=whose,
            )
            self._window.say(Finding(code="", severity="note", found=said), [(tr("Keep it as it was"), back)])

    def _offer(self, path: Path, reload_: Callable[[], object], both: Callable[[], object]) -> None:
        try:
            status = path.stat()
        except OSError:
            return  # removed, or just being replaced: saving tells
        state = (status.st_mtime_ns, status.st_size)
        if self._offered.get(str(path)) == state:
            return
        self._offered[str(path)] = state
        finding = Finding(
            code="",  # the window's own words
            severity="note",
            found=tr("{name} was changed by another program.", name=path.name),
        )
        self._window.say(finding, [(tr("Reload"), reload_), (tr("Keep both"), both)])
