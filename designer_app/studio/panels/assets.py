"""Pictures and icons that are at hand: search, click to place, drag onto the canvas or a picture."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from designer_app.data_files import data_root
from designer_app.studio import theme
from designer_app.studio.components import component_picture, place_component
from designer_app.studio.desk import Desk
from designer_app.studio.dropping import ASSET
from designer_app.studio.fields import SearchField
from designer_app.studio.filling import fill_picture
from designer_app.studio.neighbours import APART, neighbours
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Empty, Tabs, column, row
from designer_app.studio.placing import place_picture
from designer_app.studio.words import language, tr

_DATA = Qt.ItemDataRole.UserRole


class AssetsPanel(QWidget):
    """Pictures and icons that are at hand: search, click to place, drag onto the canvas or a picture."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = SearchField(tr("Search pictures and icons"))
        self.search.textChanged.connect(lambda _: self.fill())
        self.rows = _Dragged(tr("Assets"))
        self.rows.setViewMode(QListWidget.ViewMode.IconMode)
        self.rows.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.rows.setMovement(QListWidget.Movement.Static)
        self.rows.setDragEnabled(True)
        self.rows.itemActivated.connect(lambda item: self.place(item.data(_DATA)))
        self.empty = Empty("image-off", "", tr("Try another word, or drop a file on the canvas."))
        self._kind = "photo"
        self.tabs = Tabs(
            [("photo", tr("Pictures")), ("icon", tr("Icons")), ("component", tr("Components"))], "photo"
        )
        self.tabs.picked.connect(self._turn)
        finder = QWidget()
        finder.setLayout(row(self.search, margins=(12, 12, 12, 8)))
        self.rows.setViewportMargins(6, 0, 0, 0)  # pictures stand in line with the field above
        self.setLayout(column(self.tabs, finder, self.empty, self.rows, spacing=0))
        self._filled = False
        self._unseen: list[tuple[QListWidgetItem, str]] = []  # pictures that are still to be read
        self._turns = QTimer(self)  # one in each turn of the event loop: the window goes on
        self._turns.timeout.connect(self._read_one)
        desk.changed.connect(lambda: self.fill() if self._kind == "component" and self.isVisible() else None)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._filled:
            self._filled = True
            self.fill()

    @property
    def settled(self) -> bool:
        return not self._unseen

    def _read_one(self) -> None:
        item, path = self._unseen.pop(0)
        item.setIcon(QIcon(thumbnail(path)))
        if not self._unseen:
            self._turns.stop()

    def _turn(self, kind: str) -> None:
        self._kind = kind
        self.fill()

    def fill(self) -> None:
        self._unseen.clear()
        self._turns.stop()
        self.rows.clear()
        wanted = self.search.text().strip().lower()
        if self._kind == "component":
            self._fill_components(wanted)
            return
        pictures = self._kind == "photo"
        self.rows.setIconSize(QSize(100, 76) if pictures else QSize(24, 24))
        self.rows.setGridSize(QSize(110, 104) if pictures else QSize(54, 54))
        folder = data_root("assets") / ("photos" if pictures else "icons")
        tagged = _tags(folder / "credits.json") if pictures and wanted else {}
        for path in sorted(folder.glob("*.jpg" if pictures else "*.svg")):
            words = path.stem.replace("-", " ")
            title = _title(self._kind, path.stem)
            if not any(wanted in said for said in (words, title.lower(), tagged.get(path.name, ""))):
                continue
            item = QListWidgetItem(_capital(title) if pictures else "")
            item.setIcon(_bare(theme.current().name) if pictures else _icon(path))
            if pictures:
                self._unseen.append((item, str(path)))
            item.setData(_DATA, f"{self._kind}:{path.stem}")
            item.setToolTip(
                f"<b>{_capital(title)}</b><br>{tr('Drag it, or double click: a selected picture is replaced')}"
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            self.rows.addItem(item)
        if self._unseen:
            self._turns.start(0)
        self._say_none(
            tr("Nothing for “{words}”", words=self.search.text().strip()),
            tr("Try another word, or drop a file on the canvas."),
        )

    def _fill_components(self, wanted: str) -> None:
        """What the template keeps; a click places one more."""
        self.rows.setIconSize(QSize(100, 76))
        self.rows.setGridSize(QSize(112, 104))
        components = [(name, name, "") for name in sorted(self._desk.session.state.template.components)]
        known = {name for name, _, _ in components}
        for folder, template in neighbours(self._desk).items():
            components += [
                (f"{folder}{APART}{name}", name, tr("of {name}", name=folder))
                for name in sorted(template.components)
                if name not in known
            ]
        for source, name, whose in components:
            title = name.replace("_", " ")
            if wanted not in f"{title} {whose}".lower():
                continue
            item = QListWidgetItem(
                QIcon(component_picture(self._desk, name if not whose else "")), title.capitalize()
            )
            item.setData(_DATA, f"component:{source}")
            said = f"{title}, {whose}" if whose else title
            item.setToolTip(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.rows.addItem(item)
        title = (
            tr("Nothing for “{words}”", words=self.search.text().strip())
            if components
            else tr("No components yet")
        )
        self._say_none(
            title, tr("Select a group and choose “Make a component” (Ctrl+Alt+K): every instance follows it.")
        )

    def _say_none(self, title: str, how: str) -> None:
        none = not self.rows.count()
        self.empty.title.setText(title)
        self.empty.how.setText(how)
        self.empty.setVisible(none)
        self.rows.setVisible(not none)

    def place(self, source: str) -> None:
        """Into the selected picture (or into what fills it), else as a new layer in the middle."""
        if source.startswith("component:"):
            place_component(self._desk, source.removeprefix("component:"), None)
            return
        from designer_app.editor.tree import find
        from designer_app.layers.image import ImageLayer

        state = self._desk.session.state
        chosen = find(state.template, state.selection[0])[0] if len(state.selection) == 1 else None
        if isinstance(chosen, ImageLayer):
            fill_picture(self._desk, chosen, source)
            return
        place_picture(self._desk, source)


class _Dragged(QListWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        under_bar(self)

    def mimeData(self, items: object) -> QMimeData:
        made = QMimeData()
        chosen = self.currentItem()
        if chosen is not None:
            made.setData(ASSET, str(chosen.data(_DATA)).encode())
        return made


def picture_titles() -> dict[str, str]:
    """Pictures that are at hand, by their files' stems, as the window's language calls them."""
    photos = (data_root("assets") / "photos").glob("*.jpg")
    return {path.stem: _capital(_title("photo", path.stem)) for path in photos}


def _title(kind: str, stem: str) -> str:
    """What the window's language calls a picture or an icon."""
    return _titles(kind).get(stem, {}).get(language(), stem.replace("-", " "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@functools.lru_cache(2)
def _titles(kind: str) -> dict[str, dict[str, str]]:
    """What pictures or icons are called, language by language, by their files' stems."""
    found: dict[str, dict[str, dict[str, str]]] = json.loads(
        (data_root("assets") / "titles.json").read_text(encoding="utf-8")
    )
    return found[kind]


@functools.lru_cache(1)
def _tags(path: Path) -> dict[str, str]:
    """Words of all languages that a picture is known by, by its file's name."""
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        entry["file"]: " ".join(
            [entry.get("title", ""), *(tag for tags in entry.get("tags", {}).values() for tag in tags)]
        ).lower()
        for entry in found
    }


def _icon(path: Path) -> QIcon:
    """An icon in the panel's own ink, whatever colour it is drawn in."""
    source = path.read_text(encoding="utf-8").replace("currentColor", theme.current().tx)
    made = QPixmap(48, 48)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, 24, 24))
    painter.end()
    return QIcon(made)


@functools.lru_cache(2)
def _bare(theme_name: str) -> QIcon:
    """In the place of a picture that wasn't read yet."""
    made = QPixmap(200, 152)
    made.setDevicePixelRatio(2)
    made.fill(theme.current().colour("mat"))
    return QIcon(made)


@functools.lru_cache(400)
def thumbnail(path: str) -> QPixmap:
    """A picture's middle, 100 by 76 px at twice the pixels."""
    from PySide6.QtGui import QImageReader

    reader = QImageReader(path)
    reader.setScaledSize(reader.size().scaled(200, 152, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    made = QPixmap.fromImage(reader.read()).copy(0, 0, 200, 152)
    made.setDevicePixelRatio(2)
    return made
