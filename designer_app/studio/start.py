"""The start page: templates as live thumbnails in the chosen kit, recent documents, new from size, drop a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QMainWindow, QScrollArea, QWidget

from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.design.sizes import load_sizes
from designer_app.studio import theme
from designer_app.studio.blank import home_folder
from designer_app.studio.fields import SearchField
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Empty, Segments, button, clear, column, key_caps, label, row
from designer_app.studio.preferences import prefer, preference
from designer_app.studio.recent import recent
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.start_cards import TemplateCard
from designer_app.studio.start_entries import kit_for, own_documents, title_of, view_of
from designer_app.studio.start_look import Look
from designer_app.studio.start_places import Continued, Documents, OtherPlace
from designer_app.studio.start_sides import LeftSide, RightSide
from designer_app.studio.status import kit_swatches, kit_title
from designer_app.studio.words import language, plural, tr

_THUMB = 170  # px of a template's thumbnail
_KEY_K, _KEY_O = 0x41B, 0x429  # Л and Щ: the same keys under a Russian layout
_STARS = "starred templates"


class StartPage(QMainWindow):
    """Two clicks from here to a real design."""

    opened = Signal(str, str)  # template, job or file, kit
    blank = Signal(str, str)  # size, kit
    dressed = Signal(str, str)
    beside = Signal(str)  # batch or catalog

    def __init__(self, kit: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Designer")
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self._kit = kit or _kit_of(language())
        self._kind, self._place = "", "templates"
        self._cards: dict[str, TemplateCard] = {}
        self._look: Look | None = None
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self._sizes = dict(load_sizes(None))
        self._templates = {name: find_template(name) for name in template_names()}
        self.documents = Documents(
            self._renderer, self._sizes, home_folder(), lambda name: self.opened.emit(name, "")
        )
        self.search = SearchField(tr("Search templates, files, kits"))
        self.search.setFixedHeight(32)
        self.search.setLayout(row(None, *key_caps("Ctrl K"), margins=(0, 0, 8, 0)))
        self.search.textChanged.connect(lambda _: self.fill())
        self._build()
        self.fill()
        QTimer.singleShot(0, self._continue)

    def _build(self) -> None:
        self._kits = Segments([(name, kit_title(find_kit(name))) for name in self._known_kits()], self._kit)
        for name, made in self._kits.buttons.items():
            made.setIcon(kit_swatches(find_kit(name)))
            made.setIconSize(QSize(48, 14))
        self._kits.picked.connect(self._dress)
        add = button(tr("Kit"), self._add_kit, "ghost", "plus")
        add.setToolTip(tr("Show them in a kit of your own: its kit.json"))
        open_ = button(f"{tr('Open file')}   Ctrl O", self.ask, "outline", "folder-open")
        self._chips, self._grid = row(spacing=8), QGridLayout()
        self._grid.setSpacing(16)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._none = Empty("search", tr("Nothing is called so"))
        self._none.hide()
        self._waiting = label("", "banner")
        self._waiting.hide()
        self.continued = Continued(self.documents, lambda: self.show_place("recent"))
        self._head = label(tr("Templates"), "title")
        self._gallery = QWidget()
        shown = row(self._head, None, label(tr("Shown in"), "quiet"), self._kits, add, spacing=8)
        self._gallery.setLayout(column(shown, self._chips, self._none, self._grid, spacing=16))
        self._other = OtherPlace(self.documents, lambda: self.show_place("templates"), self._wear)
        body = QWidget()
        body.setObjectName("gallery")
        body.setLayout(
            column(row(self.search, open_, spacing=12), self._waiting, self.continued, self._gallery, self._other, None, spacing=24,
                  margins=(24, 16, 24, 24))
        )  # fmt: skip
        self._area = under_bar(QScrollArea())
        self._area.setObjectName("start")
        self._area.setWidgetResizable(True)
        self._area.setWidget(body)
        self.left, self.right = LeftSide(), RightSide()
        self.left.chosen.connect(self.show_place)
        self.left.beside.connect(self.beside)
        self.left.dressed.connect(self._theme)
        self.left.spoken.connect(self._language)
        self.right.picked.connect(lambda size: self.blank.emit(size, self._kit))
        self.left.count("templates", len(self._templates))
        self.left.count("kits", len(kit_names()))
        whole = QWidget()
        whole.setObjectName("start")
        whole.setLayout(row(self.left, self._area, self.right, spacing=0))
        self.setCentralWidget(whole)

    def _known_kits(self) -> list[str]:
        return kit_names() if self._kit in kit_names() else [*kit_names(), self._kit]

    # What it shows

    def show_place(self, name: str) -> None:
        """Templates, recent documents, projects of one's own, or kits."""
        self._place = name
        self._area.verticalScrollBar().setValue(0)
        self.fill()

    def wait_for_template(self, table: str) -> None:
        """Say that the next template takes the rows of a table."""
        self._waiting.setText(tr("Choose a template for {name}: each row becomes a design.", name=table))
        self._waiting.show()
        self.show_place("templates")

    def fill(self) -> None:
        """Cards of what fits the search, of the place that is chosen."""
        self.left.show_place(self._place)
        templates = self._place == "templates"
        self._gallery.setVisible(templates)
        self._other.setVisible(not templates)
        self.continued.setVisible(templates and self.continued.count > 0)
        if templates:
            self._fill_kinds()
            self._lay(self._found())
        else:
            self._other.fill(self._place, self._words(), self._known_kits(), max(2, self._columns() - 1))

    def _fill_kinds(self) -> None:
        clear(self._chips)
        kinds = sorted({t.template.kind for t in self._templates.values()})
        for kind in ("", *kinds):
            count = sum(1 for t in self._templates.values() if kind in ("", t.template.kind))
            title = tr(kind.capitalize()) if kind else f"{tr('All')}  {count}"
            made = button(title, lambda kind=kind: self._by_kind(kind), "chip")
            made.setToolTip(plural(count, "template"))
            made.setCheckable(True)
            made.setChecked(kind == self._kind)
            self._chips.addWidget(made)
        self._chips.addStretch(1)

    def _words(self) -> list[str]:
        return self.search.text().lower().split()

    def _found(self) -> list[str]:
        names = []
        for name, loaded in self._templates.items():
            template = loaded.template
            text = " ".join([name, *template.name.values(), *template.about.values(), template.kind]).lower()
            if self._kind in ("", template.kind) and all(w in text for w in self._words()):
                names.append(name)
        stars = preference(_STARS, [])
        self._none.setVisible(not names)
        near = ", ".join(title_of(t) for t in list(self._templates.values())[:5])
        self._none.how.setText(tr("Try one of: {names}", names=near))
        return sorted(names, key=lambda name: name not in stars)

    def _columns(self) -> int:
        room = max(400, self.width() - 216 - 264 - 48)
        return max(2, min(6, (room + 16) // (190 + 16)))

    def _lay(self, names: list[str]) -> None:
        _empty(self._grid)
        for name, card in self._cards.items():
            card.setVisible(name in names)
        columns = self._columns()
        for number, name in enumerate(names):
            if name not in self._cards:
                self._cards[name] = self._card(name)
                self._wish(name)
            self._grid.addWidget(self._cards[name], number // columns, number % columns)
        for at in range(6):
            self._grid.setColumnStretch(at, int(at < columns))

    def _card(self, name: str) -> TemplateCard:
        loaded = self._templates[name]
        return TemplateCard(
            title_of(loaded), plural(len(loaded.template.classes), "size"),
            lambda: self.opened.emit(name, self._kit), lambda: self.look(name), lambda: self._star(name),
            starred=name in preference(_STARS, []),
        )  # fmt: skip

    def _star(self, name: str) -> bool:
        """Mark a template, or take the mark away. Whether it has one now."""
        stars = preference(_STARS, [])
        prefer(_STARS, [s for s in stars if s != name] if name in stars else [*stars, name])
        QTimer.singleShot(0, self.fill)
        return name not in stars

    def look(self, name: str) -> None:
        """A template in all its sizes, without opening it."""
        self._look = Look(self, self._templates[name], kit_for(self._templates[name], self._kit), self._sizes)
        self._look.used.connect(lambda: self.opened.emit(name, self._kit))
        self._look.open()

    # Recent documents, projects, kits

    def _continue(self) -> None:
        """The documents that were open last, after the page has come up."""
        self.left.count("recent", len(recent()))
        self.left.count("own", len(own_documents(self.documents.home)))
        self.continued.fill()
        self.continued.setVisible(self.continued.count > 0 and self._place == "templates")

    def _wear(self, name: str) -> None:
        self._kits.set_value(name)
        self._dress(name)
        self.show_place("templates")

    # Pixels

    def _wish(self, name: str) -> None:
        loaded = self._templates[name]
        view = view_of(loaded, kit_for(loaded, self._kit), self._sizes)
        scale = _THUMB * self.devicePixelRatioF() / max(view.size.width, view.size.height)
        self._renderer.wish(name, loaded, (), view, scale)

    def _arrived(self, made: Made) -> None:
        card = (
            None if self.documents.take(made, self.devicePixelRatioF()) else self._cards.get(made.wish.board)
        )
        if card is not None and made.image is not None:
            card.take(made.image, self.devicePixelRatioF())

    def _by_kind(self, kind: str) -> None:
        self._kind = kind
        self.fill()

    def _dress(self, kit: str) -> None:
        self._kit = kit
        for name in self._cards:
            self._wish(name)

    def _add_kit(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Brand kit"), "", "kit.json (kit.json)")
        if name:
            self._kit = str(Path(name).parent)
            self.dressed.emit(theme.current().name, language())

    def _theme(self) -> None:
        self.dressed.emit("light" if theme.current().name == "dark" else "dark", language())

    def _language(self) -> None:
        self.dressed.emit(theme.current().name, "ru" if language() == "en" else "en")

    @property
    def kit(self) -> str:
        """The kit that templates are shown in: its name or folder."""
        return self._kit

    def ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open file"), "",
            f"{tr('Templates, jobs, artwork, tables')} (template.json *.json *.toml *.svg *.psd *.csv *.tsv *.xlsx *.xls *.ods)",
        )  # fmt: skip
        if name:
            self.opened.emit(name, self._kit)

    @property
    def settled(self) -> bool:
        return self._renderer.settled

    def shut(self, *, keep_journal: bool = False) -> None:
        if self._look is not None:
            self._look.shut()
        self._renderer.close()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_K, Qt.Key.Key_F, _KEY_K):
            self.search.setFocus()
        elif control and event.key() in (Qt.Key.Key_O, _KEY_O):
            self.ask()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cards and self._place == "templates":
            self._lay(self._found())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls: list[QUrl] = event.mimeData().urls()
        if urls:
            self.opened.emit(urls[0].toLocalFile(), self._kit)

    def closeEvent(self, event: QEvent) -> None:
        self.shut()
        super().closeEvent(event)  # type: ignore[arg-type]


def _kit_of(language: str) -> str:
    """The first kit that speaks the window's language."""
    names = kit_names()
    return next((name for name in names if find_kit(name).file.locale.startswith(language)), names[0])


def _empty(grid: QGridLayout) -> None:
    while grid.count():
        grid.takeAt(0)
