"""The start page: templates as live thumbnails in the chosen kit, recent files, new from size."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QLineEdit, QMainWindow, QScrollArea, QWidget

from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.editor.artboard import View
from designer_app.studio import theme
from designer_app.studio.desk import REFERENCE
from designer_app.studio.fields import NumberField
from designer_app.studio.icons import icon, pixmap
from designer_app.studio.parts import Segments, button, clear, column, label, line, row, tool
from designer_app.studio.recent import recent
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.words import language, plural, tr

_NEW = (
    ("", (("Square post", "1080x1080"), ("Portrait post", "1080x1350"), ("Story, reel", "1080x1920"), ("Link preview", "1200x628"), ("Community cover", "1590x530"), ("Video cover", "1280x720"))),
    ("Ads", (("Tall banner", "240x400"), ("Medium rectangle", "300x250"), ("Leaderboard", "728x90"))),
    ("Print", (("A4 page", "210x297mm"), ("A4 spread", "420x297mm"))),
)  # fmt: skip


class StartPage(QMainWindow):
    """Two clicks from here to a real design."""

    opened = Signal(str, str)  # template or file, kit
    blank = Signal(str, str)  # size, kit
    dressed = Signal(str, str)
    beside = Signal(str)  # batch or catalog

    def __init__(self, kit: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Designer")
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self._kit = kit or ("northline" if "northline" in kit_names() else kit_names()[0])
        self._kind = ""
        self._cards: dict[str, _Card] = {}
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self._sizes = load_sizes(None)
        self._templates = {name: find_template(name) for name in template_names()}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search templates"))
        self.search.setAccessibleName(tr("Search templates"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _: self.fill())
        self._build()
        self.fill()

    def _build(self) -> None:
        kits = Segments(
            [
                (k, find_kit(k).file.name.get(language()) or next(iter(find_kit(k).file.name.values())))
                for k in kit_names()
            ],
            self._kit,
        )
        kits.picked.connect(self._dress)
        open_ = button(f"{tr('Open file')}   Ctrl O", self.ask, "outline", "folder-open")
        self._chips = row(spacing=8)
        self._recent = row(spacing=12)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._none = label("", "hint", wrap=True)
        body = QWidget()
        body.setObjectName("start")
        self._recent_head = label(tr("Continue"), "title")
        body.setLayout(
            column(
                row(self.search, open_, spacing=12),
                self._recent_head,
                self._recent,
                row(label(tr("Templates"), "title"), None, label(tr("Shown in"), "quiet"), kits, spacing=8),
                self._chips,
                self._none,
                _box(self._grid),
                None,
                spacing=16,
                margins=(24, 16, 24, 24),
            )
        )
        self._area = QScrollArea()
        self._area.setObjectName("start")
        self._area.setWidgetResizable(True)
        self._area.setWidget(body)
        whole = QWidget()
        whole.setObjectName("start")
        whole.setLayout(row(self._left(), self._area, self._right(), spacing=0))
        self.setCentralWidget(whole)

    def _left(self) -> QWidget:
        side = QWidget()
        side.setObjectName("startside")
        side.setFixedWidth(216)
        mark = label("")
        mark.setPixmap(pixmap("layout-template", theme.current().acc, 18))
        templates = button(
            f"  {tr('Templates')}",
            lambda: self._area.verticalScrollBar().setValue(0),
            "nav",
            "layout-template",
        )
        templates.setCheckable(True)
        templates.setChecked(True)
        batch = button(f"  {tr('Batch')}", lambda: self.beside.emit("batch"), "nav", "files")
        catalog = button(f"  {tr('Catalog')}", lambda: self.beside.emit("catalog"), "nav", "book-open")
        drop = QFrame()
        drop.setStyleSheet(
            f"QFrame {{ border: 1px dashed {theme.current().line2}; border-radius: 8px; }} QLabel {{ border: none; }}"
        )
        head, what = label(tr("Drop here")), label(tr("a template's folder or file"), "quiet")
        for part in (head, what):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.setLayout(column(head, what, margins=(8, 16, 8, 16)))
        foot = row(
            tool("moon", tr("Light or dark theme"), self._theme), tool("languages", "Русский / English", self._language), None,
            margins=(0, 0, 0, 0),
        )  # fmt: skip
        side.setLayout(
            column(
                row(mark, label("Designer", "title"), None, spacing=8, margins=(8, 8, 8, 8)),
                templates,
                batch,
                catalog,
                None,
                drop,
                line(),
                foot,
                spacing=8,
                margins=(8, 8, 8, 8),
            )
        )
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        side.setObjectName("startside")
        side.setFixedWidth(264)
        rows = column(label(tr("New from size"), "title"), spacing=2, margins=(16, 20, 16, 12))
        rows.addSpacing(8)
        for title, sizes in _NEW:
            if title:
                rows.addSpacing(8)
                rows.addWidget(label(tr(title), "quiet"))
            for name, size in sizes:
                made = _SizeRow(tr(name), size, lambda size=size: self.blank.emit(size, self._kit))
                rows.addWidget(made)
        rows.addStretch(1)
        self.width_field, self.height_field = NumberField(tr("W"), "px"), NumberField(tr("H"), "px")
        for field in (self.width_field, self.height_field):
            field.set_value(1080)
        rows.addWidget(line())
        rows.addWidget(label(tr("Custom"), "head"))
        rows.addLayout(row(self.width_field, self.height_field, spacing=8))
        rows.addWidget(button(tr("Create blank"), self._custom))
        side.setLayout(rows)
        return side

    def _custom(self) -> None:
        try:
            width, height = (
                int(float(f.text().replace(",", "."))) for f in (self.width_field, self.height_field)
            )
        except ValueError:
            return
        if 1 <= width <= 20_000 and 1 <= height <= 20_000:
            self.blank.emit(f"{width}x{height}", self._kit)

    def fill(self) -> None:
        """Cards of the templates that fit search and kind."""
        clear(self._chips)
        kinds = sorted({t.template.kind for t in self._templates.values()})
        for kind in ("", *kinds):
            count = sum(1 for t in self._templates.values() if kind in ("", t.template.kind))
            made = button(
                f"{tr(kind.capitalize()) if kind else tr('All')}  {count}",
                lambda kind=kind: self._by_kind(kind),
                "chip",
            )
            made.setCheckable(True)
            made.setChecked(kind == self._kind)
            self._chips.addWidget(made)
        self._chips.addStretch(1)
        clear(self._recent)
        found = recent()[:3]
        for entry in found:
            self._recent.addWidget(_Recent(entry, lambda entry=entry: self.opened.emit(entry, self._kit)))
        self._recent.addStretch(1)
        self._recent_head.setVisible(bool(found))
        words = self.search.text().lower().split()
        names = []
        for name, loaded in self._templates.items():
            template = loaded.template
            text = " ".join([name, *template.name.values(), *template.about.values(), template.kind]).lower()
            if self._kind in ("", template.kind) and all(w in text for w in words):
                names.append(name)
        self._lay(names)
        self._none.setVisible(not names)
        self._none.setText(tr("Nothing is called so. Try one of: {names}", names=", ".join(self._templates)))

    def _lay(self, names: list[str]) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for name, card in self._cards.items():
            card.setVisible(name in names)
        room = max(400, self.width() - 216 - 264 - 48)
        columns = max(2, min(6, (room + 16) // (190 + 16)))
        for number, name in enumerate(names):
            if name not in self._cards:
                template = self._templates[name].template
                title = template.name.get(language()) or next(iter(template.name.values()))
                self._cards[name] = _Card(
                    title,
                    plural(len(template.classes), "size"),
                    lambda name=name: self.opened.emit(name, self._kit),
                )
                self._wish(name)
            self._grid.addWidget(self._cards[name], number // columns, number % columns)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def _wish(self, name: str) -> None:
        loaded = self._templates[name]
        rows = []
        example = loaded.folder / loaded.template.example
        if example.is_file():
            rows = [r for r in json.loads(example.read_text(encoding="utf-8")) if isinstance(r, dict)]
        kit = find_kit(self._kit)
        lang = kit.file.locale[:2]
        own = [r for r in rows if r.get("_lang", lang) == lang] or rows
        cells = own[0] if own else {}
        wanted = {"story": "story", "cover": "cover"}.get(loaded.template.kind, "square")
        classes = loaded.template.classes
        size = parse_size(REFERENCE[wanted if wanted in classes else next(iter(classes))], self._sizes)
        view = View(
            kit=kit,
            size=size,
            lang=str(cells.get("_lang", lang)),
            row=str(cells.get("_key", "")),
            cells=cells,
        )
        scale = 170 * self.devicePixelRatioF() / max(size.width, size.height)
        self._renderer.wish(name, loaded, (), view, scale)

    def _arrived(self, made: Made) -> None:
        card = self._cards.get(made.wish.board)
        if card is not None and made.image is not None:
            card.take(made.image, self.devicePixelRatioF())

    def _by_kind(self, kind: str) -> None:
        self._kind = kind
        self.fill()

    def _dress(self, kit: str) -> None:
        self._kit = kit
        for name in self._cards:
            self._wish(name)

    def _theme(self) -> None:
        self.dressed.emit("light" if theme.current().name == "dark" else "dark", language())

    def _language(self) -> None:
        self.dressed.emit(theme.current().name, "ru" if language() == "en" else "en")

    def ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open file"), "", "template.json (template.json)")
        if name:
            self.opened.emit(name, self._kit)

    @property
    def settled(self) -> bool:
        return self._renderer.settled

    def shut(self, *, keep_journal: bool = False) -> None:
        self._renderer.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_K, Qt.Key.Key_F, 0x41B):
            self.search.setFocus()
        elif control and event.key() in (Qt.Key.Key_O, 0x429):
            self.ask()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cards:
            self.fill()

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


class _Pressed(QFrame):
    """Something that a click, Enter or Space sets going."""

    def __init__(self, name: str, run: Callable[[], object]) -> None:
        super().__init__()
        self._run = run
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._run()


class _Card(_Pressed):
    """A thumbnail on its mat, the name and the number of sizes below; a click opens it."""

    def __init__(self, title: str, note: str, run: Callable[[], object]) -> None:
        super().__init__(title, run)
        self.picture = label("")
        self.picture.setObjectName("mat")
        self.picture.setFixedHeight(190)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self.picture, row(label(title, "head"), None, label(note, "quiet")), spacing=8))
        self.setMinimumWidth(180)

    def take(self, image: QImage, ratio: float) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)

    def sizeHint(self) -> QSize:
        return QSize(208, 222)


class _Recent(_Pressed):
    def __init__(self, entry: str, run: Callable[[], object]) -> None:
        path = Path(entry)
        super().__init__(path.name, run)
        self.setObjectName("card")
        self.setFixedSize(260, 56)
        self.setLayout(
            column(
                label(path.name, "head"),
                label(str(path.parent) if path.is_absolute() else tr("Template"), "quiet"),
                spacing=2,
                margins=(12, 8, 12, 8),
            )
        )


class _SizeRow(_Pressed):
    """A new document of a size: its proportions drawn, its name, its measure."""

    def __init__(self, name: str, size: str, run: Callable[[], object]) -> None:
        super().__init__(f"{name} {size}", run)
        self.setFixedHeight(32)
        self.setStyleSheet(
            f"QFrame:hover {{ background: {theme.current().hover}; border-radius: 6px; }} QLabel {{ background: transparent; }}"
        )
        w, h = (float(v) for v in size.removesuffix("mm").split("x"))
        k = 18 / max(w, h)
        shape = QFrame()
        shape.setFixedSize(max(4, round(w * k)), max(4, round(h * k)))
        shape.setStyleSheet(
            f"border: 1px solid {theme.current().t2}; border-radius: 2px; background: transparent;"
        )
        holder = QWidget()
        holder.setFixedWidth(26)
        holder.setStyleSheet("background: transparent;")
        holder.setLayout(row(shape))
        text = size.replace("x", " × ").replace("mm", " mm")
        self.setLayout(row(holder, label(name), None, label(text, "quiet"), spacing=8, margins=(4, 0, 4, 0)))


def _box(layout: object) -> QWidget:
    made = QWidget()
    made.setLayout(layout)  # type: ignore[arg-type]
    return made
